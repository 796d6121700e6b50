import EMSModel

/// What stands around a table and is none of its rows: who filled it in, checked, signed and stamped it, when, where its
/// figures come from and in which datum its coordinates are.
///
/// A label is a text whose every word is one of such labels: 填表单位（盖章）, 统计负责人, 制表, Prepared by, Date of submission. So
/// the whole kind is known by its words, and a name that holds one of them beside another word is a name.
package enum FooterWords {
  /// Whether a row holds nothing but labels, what they say, and dates.
  ///
  /// - Parameter filled: its cells that say anything.
  static func isFooter(_ filled: [String]) -> Bool {
    guard let first = filled.first, begins(first) else { return false }
    if filled.count == 1 { return isOne(first) || isLabelAndWords(first) }
    var rest = filled[...]
    while let cell = rest.popFirst() {
      if isLabelled(cell) || isDate(cell) { continue }
      guard isLabel(cell) || isOfDatum(cell) else { return false }
      // What a label says stands in the next cell.
      if let next = rest.first, !isLabel(next), !isLabelled(next) {
        if isFigure(next), !isOfDatum(cell) { return false }
        rest.removeFirst()
      }
    }
    return true
  }

  /// Whether a lone cell is a label, with or without what it says, a date, or a line of the datum.
  private static func isOne(_ text: String) -> Bool {
    isLabel(text) || isOfDatum(text) || isLabelled(text) || isDate(text) || namesDatum(text)
      || FieldSynonyms.withoutAccents(text).lowercased().wholeMatch(of: remarkOfPrograms) != nil
  }

  /// Whether a text may be a footer, by its first word or letter alone: nearly all first cells of rows are names.
  private static func begins(_ text: String) -> Bool {
    guard let start = text.firstIndex(where: \.isLetter) else { return isDate(text) }
    let rest = text[start...]
    guard let first = rest.unicodeScalars.first, first.value < 0x250 else {
      return rest.unicodeScalars.first.map { chineseInitials.contains($0) } ?? false
    }
    let word = rest.prefix { $0.isLetter }
    return word.utf8.count < 16 && latinFirst.contains(FieldSynonyms.withoutAccents(word.lowercased()))
  }

  /// Whether every word of a text is one of labels, and one of them tells a label.
  static func isLabel(_ text: String) -> Bool {
    let plain = FieldSynonyms.withoutAccents(WrittenNumber.plain(text)).lowercased()
    let letters = plain.filter(\.isLetter)
    guard (2...40).contains(letters.count), !plain.contains(where: \.isNumber) else { return false }
    if letters.unicodeScalars.allSatisfy({ $0.value < 0x250 }) {
      let words = plain.split { !$0.isLetter }.map(String.init)
      return words.count < 8 && words.allSatisfy { latin.contains($0) || latinBeside.contains($0) }
        && words.contains(where: latin.contains)
    }
    return isChineseLabel(letters)
  }

  private static func isChineseLabel(_ letters: String) -> Bool {
    guard letters.count <= 16 else { return false }
    var rest = Substring(letters)
    var (tells, isWhole) = (0, false)
    while !rest.isEmpty {
      guard
        let length = (1...min(4, rest.count)).reversed().first(where: { length in
          let word = String(rest.prefix(length))
          return chinese.contains(word) || chineseAlone.contains(word) || chineseBeside.contains(word)
        })
      else { return false }
      let word = String(rest.prefix(length))
      if chinese.contains(word) { tells += 1 }
      if chineseAlone.contains(word) { isWhole = true }
      rest = rest.dropFirst(length)
    }
    // 统计 and 报告 alone may be rows of figures; with another word, such as 人, they are labels.
    return isWhole || tells > 0 && letters.count > 2 || letters == "年月日"
  }

  /// Whether a label and a colon stand before what it says: 填表人：张三.
  private static func isLabelled(_ text: String) -> Bool {
    guard let colon = text.firstIndex(where: { ":：".contains($0) }) else { return false }
    return isLabel(String(text[..<colon])) || namesDatum(text) && isOfDatum(String(text[..<colon]))
  }

  /// Whether a label stands before what it says without a colon: 审核人 张三, Prepared by A. Banda.
  private static func isLabelAndWords(_ text: String) -> Bool {
    let words = WrittenNumber.plain(text).split(separator: " ").map(String.init)
    guard words.count > 1 else { return false }
    return (1..<words.count).contains { count in
      let label = words.prefix(count).joined(separator: " ")
      let isChinese = label.unicodeScalars.contains { $0.value >= 0x2E80 }
      return isOfDatum(label)
        || isLabel(label) && (isChinese || ["by", "on", "par", "por"].contains(words[count - 1].lowercased()))
    }
  }

  /// Whether a text is a date: 2024年5月6日, 6 May 2024, 二〇二四年五月.
  private static func isDate(_ text: String) -> Bool {
    guard text.utf8.count < 40, text.contains(where: { $0.isNumber || $0 == "年" }) else { return false }
    return WrittenNumber.plain(text).lowercased().trimmingSpaces.wholeMatch(of: date) != nil
  }

  private static func isFigure(_ text: String) -> Bool {
    if case .number = WrittenNumber.read(text, style: .point), text.filter(\.isNumber).count < 7 { true } else { false }
  }

  // MARK: The datum

  /// Whether a text says the datum of coordinates: 坐标系：GCJ-02, Datum: Arc 1960, 采用CGCS2000坐标系.
  private static func namesDatum(_ text: String) -> Bool {
    let plain = WrittenNumber.plain(text).lowercased()
    guard isAboutDatum(plain) else { return false }
    let compact = plain.filter { $0.isLetter || $0.isNumber }
    if HeaderWords.datum(in: compact) != nil || compact.contains("epsg") { return true }
    return plain.firstIndex(of: ":").map { isOfDatum(String(plain[..<$0])) } ?? false
  }

  /// Whether a text speaks of coordinates or their datum.
  package static func isAboutDatum(_ plain: String) -> Bool { datumWords.contains { plain.contains($0) } }

  /// Whether a text is a label of the datum alone: 坐标系, 坐标系统, Coordinate reference system.
  package static func isOfDatum(_ text: String) -> Bool {
    datumLabels.contains(FieldSynonyms.normalised(text))
  }

  private static let datumWords = [
    "坐标", "经纬度", "投影", "空间参考", "大地基准", "基准面", "coordinate", "datum", "crs", "srs", "projection", "spatial reference",
    "epsg",
  ]

  /// The labels of a datum, as headers are compared.
  private static let datumLabels: Set<String> = [
    "坐标系", "坐标系统", "坐标系名称", "坐标系类型", "坐标类型", "坐标基准", "坐标参照系", "坐标参考系", "空间参考", "大地基准", "测绘基准", "地理坐标系", "投影坐标系",
    "投影", "投影方式", "平面坐标系", "大地坐标系", "datum", "geodeticdatum", "crs", "srs", "srid", "epsg", "epsgcode",
    "coordinatesystem",
    "coordinatereferencesystem", "geographiccoordinatesystem", "projectedcoordinatesystem", "projection",
    "spatialreference", "spatialreferencesystem", "coordsystem", "coordsys", "systemedecoordonnees",
    "sistemadecoordenadas",
  ]

  // MARK: Words

  private static func words(_ list: String) -> Set<String> { Set(list.split(separator: " ").map(String.init)) }

  /// Words that tell a label, and those that are one alone.
  private static let chinese = words(
    "填表 填报 填写 填制 填 制表 制图 制作 制单 编制 编写 编报 编 审核 审批 审定 审签 审阅 审查 复核 复审 校对 校核 核对 核实 核定 统计 汇总 经办 联系 负责 签字 "
      + "签名 签章 签署 签发 盖章 公章 印章 报送 上报 报出 报告 提供 录入 采集 调查 登记 普查 日期 电话 手机 来源 主管 分管")
  private static let chineseAlone = words(
    "填表 制表 制图 制单 审核 审批 审定 审签 审阅 复核 复审 校对 校核 核对 经办 填报 签字 签名 签章 签发 盖章 公章 印章 负责人 领导签字 录入 日期 电话")
  private static let chineseBeside = words(
    "人 人员 员 者 单位 部门 机构 科室 股室 领导 主任 局长 院长 所长 站长 镇长 乡长 书记 主要 时间 号码 方式 邮箱 地址 传真 年 月 日 字 名 姓名 章 处 的 及 和 "
      + "与 或 手写 本 表 数据 资料 信息 情况 电子 公 法人 代表 意见 组长 会计 科长 股长 统计员 时 期 印")
  private static let latin = words(
    "prepared compiled checked approved verified reviewed submitted reported signed completed certified endorsed authorised "
      + "authorized validated filled entered collected signature signatures sign stamp seal telephone tel phone email "
      + "designation enumerator supervisor signatory officer date dates contact contacts etabli verifie approuve vise cachet "
      + "signataire elaborado revisado verificado aprobado aprovado fecha firma sello responsable responsavel assinatura "
      + "carimbo erstellt gepruft unterschrift stempel datum director manager secretary chairperson chairman chief commissioner"
  )
  private static let latinBeside = words(
    "by on of the and or name names no number nos person official officials in charge unit institution organisation "
      + "organization department head director manager title address reporting submission report preparation data day month "
      + "year par le la el de du del des nom nombre et y e il por position responsible agency office form full")

  /// What programs and publishers write below a table.
  nonisolated(unsafe) private static let remarkOfPrograms =
    /(?:(?:generated|exported|downloaded|extracted|printed|created|produced|retrieved)\s+(?:by|on|from|at|with|in)\b|(?:last )?updated\s*(?:on|:|(?:19|20)\d\d)|data as (?:of|at)\b|as (?:of|at) \d|licen[cs]e\s*:|licen[cs]ed under|copyright\b|all rights reserved|disclaimer\b|confidential\b|for (?:internal|official) use).*/
  nonisolated(unsafe) private static let date =
    /(?:19|20)?[\d〇零一二三四五六七八九十]{2,4} ?年 ?[\d一二三四五六七八九十]{1,2} ?月(?: ?[\d一二三四五六七八九十]{1,3} ?[日号])?|(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (?:\d{1,2}(?:st|nd|rd|th)?,? )?(?:19|20)\d\d|年 *月 *日|(?:19|20)\d\d[.\-\/]\d{1,2}[.\-\/]\d{1,2}/

  /// The words and letters with which footers begin.
  private static let latinFirst = latin.union(latinBeside).union(
    words(
      "generated exported downloaded extracted printed created produced retrieved last updated data as licence license "
        + "licensed copyright all disclaimer confidential for coordinate coordinates crs srs srid epsg projection projected "
        + "geographic geodetic spatial wgs gcj bd cgcs systeme sistema jan january feb february mar march apr april may jun june jul july aug "
        + "august sep sept september oct october nov november dec december"))
  private static let chineseInitials = Set(
    (chinese.union(chineseBeside).union(datumWords).union(datumLabels).compactMap(\.first)
      + Array("采以按本注使所该数共〇零一二三四五六七八九十"))
      .flatMap(\.unicodeScalars))
}
