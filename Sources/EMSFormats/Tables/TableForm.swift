import EMSModel
import Foundation

/// The form of a sheet as offices keep it: titles above the header, a header of one to three rows, and below it sums
/// and signatures among the rows.
enum TableForm {
  /// The headers are looked for in so many rows.
  static let top = 20

  /// What stands above the rows of data.
  struct Header {
    var columns: [String]
    /// The position of the first row below it.
    var below: Int
    /// The cells of the rows that say the headers, as they stand there.
    var rows: [[String?]] = []
    /// The cells of the rows above the header.
    var above: [[String?]] = []
    /// What rows say that number, letter or describe the columns.
    var passedOver: [PassedRow] = []
    /// What the rows above the header say; a label and what stands beside it are one line.
    var linesAbove: [String] { above.map(Self.line(of:)).filter { !$0.isEmpty } }

    /// What the cells of a row say together.
    static func line(of cells: [String?]) -> String {
      cells.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Whether a row says the headers, or what stands above them, again, as tables of several pages do.
    func isSaidAgain(by cells: [String?]) -> Bool {
      let said = cells.compactMap { $0 }.filter { !$0.isEmpty }
      func says(_ row: [String?]) -> Bool { said == row.compactMap { $0 }.filter { !$0.isEmpty } }
      return said.count > 2 && rows.contains(where: says) || !said.isEmpty && above.contains(where: says)
    }
  }

  /// The headers; nil when no row says anything.
  ///
  /// The header is the first of the top rows in which two cells are known headers and which no row above it is as full
  /// as; or else the first with any text.
  ///
  /// - Parameter isPlain: the header is one row, and data come right below it.
  static func header(of rows: [[String?]], isPlain: Bool = false) -> Header? {
    let filled = rows.map { row in row.count { $0?.isEmpty == false } }
    let found =
      rows.indices.first { index in
        let next = index + 1 < rows.count && isTier(rows[index + 1], below: rows[index]) ? rows[index + 1] : []
        let columns = next.isEmpty ? rows[index].map { $0 ?? "" } : combined(rows[index], next)
        return Set(columns.filter(isKnown).map(FieldSynonyms.normalised)).count >= 2
          && filled[..<index].allSatisfy { $0 <= max(filled[index], 2) }
      } ?? filled.firstIndex { $0 > 0 }
    guard let found else { return nil }
    var columns = rows[found].map { oneLine($0 ?? "") }
    var below = found + 1
    if isPlain { return Header(columns: columns, below: below, rows: [rows[found]]) }
    var passedOver: [PassedRow] = []
    func pass(_ row: [String?]) {
      passedOver.append(PassedRow(kind: .heading, word: row.compactMap { $0 }.joined(separator: " ")))
    }
    while below < rows.count, below < found + 4 {
      let row = rows[below]
      // A row of data may be 1, 2, 3, 4; one that numbers the columns stands above others.
      if below + 1 < rows.count, numbersColumns(row, of: columns.count) || isOfHashtags(row) {
        pass(row)
      } else if let units = units(row, below: columns) {
        for (index, unit) in units where !HeaderMeaning(columns[index]).isOfUnit { columns[index] += "（\(unit)）" }
      } else if isInAnotherLanguage(row, than: columns) {
        for index in columns.indices.prefix(row.count) {
          if let own = row[index], own != columns[index] { columns[index] = inBoth(columns[index], oneLine(own)) }
        }
      } else if isTier(row, below: columns), below < found + 3 {
        columns = combined(columns, row)
      } else if ColumnDescriptions.isOne(row, below: columns, above: rows[(below + 1)...]) {
        // What stands below the empty cells of a merged header says these columns, whatever its words.
        let saysColumns = columns.indices.contains {
          columns[$0].isEmpty && $0 < row.count && row[$0]?.isEmpty == false
        }
        if saysColumns { columns = combined(columns, row) } else { pass(row) }
      } else {
        break
      }
      below += 1
    }
    if let unit = unit(in: rows[..<found].joined().compactMap { $0 }) { columns = Self.columns(columns, in: unit) }
    return Header(
      columns: columns, below: below, rows: Array(rows[found..<below]), above: Array(rows[..<found]),
      passedOver: passedOver)
  }

  // MARK: Rows below the header that are none of data

  /// Whether a row numbers or letters the columns: 1 2 3 …, 甲 乙 1 2 …, (1) (2) …, ① ② …, A B C ….
  private static func numbersColumns(_ row: [String?], of count: Int) -> Bool {
    let filled = row.prefix(count).compactMap { $0 }.filter { !$0.isEmpty }
    guard filled.count >= 4 || filled.count == count && count == 3, filled.count == row.compactMap({ $0 }).count else {
      return false
    }
    var cells = filled.map { WrittenNumber.plain($0).filter { !"()[]栏列第 .、".contains($0) } }[...]
    if cells.first == "次" { cells = cells.dropFirst() }
    func drop(_ marks: [String]) -> Int {
      let length = zip(cells, marks).prefix { $0.prefix { $0 != "=" } == $1 }.count
      cells = cells.dropFirst(length)
      return length
    }
    let stems = drop(["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"])
    if cells.isEmpty { return stems > 0 }
    let numbers = drop((1...99).map(String.init))
    if cells.isEmpty { return numbers > 1 || stems > 0 }
    if stems + numbers > 0 { return false }
    _ = drop(["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩", "⑪", "⑫", "⑬", "⑭", "⑮", "⑯", "⑰", "⑱", "⑲", "⑳"])
    if cells.isEmpty { return true }
    _ = drop("ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init))
    return cells.isEmpty
  }

  /// Whether a row says the columns in hashtags, as tables of the Humanitarian Exchange Language (HXL) do: #adm3+name.
  private static func isOfHashtags(_ row: [String?]) -> Bool {
    let filled = row.compactMap { $0 }.filter { !$0.isEmpty }
    return filled.count > 1
      && filled.allSatisfy { $0.wholeMatch(of: /\s*#[a-z][a-z0-9_]*(?:\s*\+[a-z0-9_]+)*\s*/) != nil }
  }

  private static let unitsOfOthers: Set<String> = [
    "度", "°", "deg", "degree", "degrees", "dd", "户", "km", "km2", "km²", "sqkm", "平方公里", "公里", "米", "m", "亩", "公顷",
    "ha",
    "元", "万元", "张", "辆", "个", "名", "%", "households", "hh", "-", "—", "/", "否", "是/否", "text", "年", "分钟", "minutes",
    "persons", "people", "inhabitants", "residents", "habitants", "habitantes", "personas",
  ]

  /// The units of a row that says nothing else, by column: 人, 万人, '000, °; nil for another row.
  private static func units(_ row: [String?], below columns: [String]) -> [(column: Int, unit: String)]? {
    let cells = row.indices.filter { row[$0]?.isEmpty == false }
    guard cells.count > 1, cells.count <= columns.count else { return nil }
    var units: [(Int, String)] = []
    for index in cells {
      let text = WrittenNumber.plain(row[index] ?? "").lowercased().filter { !"()[] ".contains($0) }
      if index == cells.first, ["单位", "计量单位", "unit", "units"].contains(text) { continue }
      guard index < columns.count else { return nil }
      if unitsOfOthers.contains(text) { continue }
      let meaning = HeaderMeaning(text)
      guard meaning.isOfUnit else { return nil }
      if HeaderMeaning(columns[index]).isPeople { units.append((index, text)) }
    }
    return units
  }

  /// Whether a row says the headers once more in another language.
  private static func isInAnotherLanguage(_ row: [String?], than columns: [String]) -> Bool {
    let cells = row.indices.filter { row[$0]?.isEmpty == false }
    guard cells.count > 2, cells.allSatisfy({ columns.indices.contains($0) }) else { return false }
    func isChinese(_ text: String) -> Bool { text.unicodeScalars.contains { $0.value >= 0x2E80 } }
    let others = cells.filter { isChinese(row[$0] ?? "") != isChinese(columns[$0]) && !columns[$0].isEmpty }
    let known = cells.filter { isKnown(row[$0] ?? "") }
    return others.count == cells.count && known.count >= 2 && 2 * known.count >= cells.count
  }

  /// A header in two languages, or the one of the two that is known where they are not known together.
  private static func inBoth(_ upper: String, _ lower: String) -> String {
    let both = "\(upper) \(lower)"
    if isKnown(both) { return both }
    return isKnown(upper) ? upper : isKnown(lower) ? lower : both
  }

  /// A header without its line breaks, which only fit it into its cell; between words of letters they are spaces.
  static func oneLine(_ header: String) -> String {
    let lines = header.split { $0.isNewline }.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    return lines.reduce(into: "") { text, line in
      let needsSpace = text.last.map { $0.isASCII && $0.isLetter } ?? false && line.first?.isASCII == true
      text += (needsSpace ? " " : "") + line
    }
  }

  static func isKnown(_ header: String) -> Bool {
    if header.isEmpty { return false }
    return FieldSynonyms.isListed(header) || HeaderMeaning(header).isPeople
      || FieldSynonyms.isIDOrName(header) || isCoordinate(header)
  }

  /// Whether a row continues the header above it: it names what stands under merged cells, or qualifies single ones.
  private static func isTier(_ row: [String?], below header: [String?]) -> Bool {
    let cells = row.indices.filter { row[$0]?.isEmpty == false }
    guard !cells.isEmpty,
      cells.allSatisfy({
        !(row[$0] ?? "").contains { $0.isASCII && $0.isNumber } || isYear(row[$0]) || isDatum(row[$0])
          || isOfAges(row[$0])
      })
    else { return false }
    func above(_ index: Int) -> String { header.indices.contains(index) ? header[index] ?? "" : "" }
    if isBelowGroups(cells, of: row, above) { return true }
    // A header over a merged cell leaves those beside it empty.
    let fillsGaps =
      cells.contains { above($0).isEmpty }
      && header.indices.contains { index in
        !above(index).isEmpty && (index >= row.count || (row[index] ?? "").isEmpty)
      }
    let splits = cells.contains { index in
      !above(index).isEmpty && (above(index + 1) == above(index) || index > 0 && above(index - 1) == above(index))
    }
    let says = cells.allSatisfy { index in
      let text = row[index] ?? ""
      return isKnown(text) || HeaderMeaning(text).isQualifier || HeaderMeaning(text).datum != nil || isOfAges(text)
        || ofRemarks.contains(FieldSynonyms.normalised(text))
    }
    return says
      && (fillsGaps || splits
        || cells.allSatisfy { HeaderMeaning(above($0)).isPeople && HeaderMeaning(row[$0] ?? "").isQualifier })
  }

  /// Whether a row stands only below headers of groups, and elsewhere is empty or says the header again, as merged
  /// cells do: no row of data leaves its first columns to the header.
  private static func isBelowGroups(_ cells: [Int], of row: [String?], _ above: (Int) -> String) -> Bool {
    let own = cells.filter { row[$0] != above($0) }
    let isGrouped = own.allSatisfy { index in
      let (left, here, right) = (above(index - 1), above(index), above(index + 1))
      return here.isEmpty || right.isEmpty && index + 1 < row.count || here == left || here == right
    }
    let fillsGap = own.contains { above($0).isEmpty || above($0) == above($0 - 1) }
    return isGrouped && fillsGap && (row.first ?? nil).map { $0.isEmpty || $0 == above(0) } ?? true
  }

  private static func isDatum(_ text: String?) -> Bool { text.map { HeaderMeaning($0).datum != nil } ?? false }
  private static func isYear(_ text: String?) -> Bool {
    guard let text else { return false }
    let meaning = HeaderMeaning(text)
    // 15年 is a year; 15 may be a figure.
    return meaning.year != nil || meaning.shortYear != nil && text.contains("年")
  }

  /// Headers of what people write beside a row.
  private static let ofRemarks: Set<String> = ["备注", "说明", "附注", "remarks", "remark", "notes", "note", "comments"]

  /// Whether a text is of a group of ages: 0-14岁, 65岁及以上, 15–64, 65+, under 5, 7岁以下儿童.
  private static func isOfAges(_ text: String?) -> Bool {
    guard let text, text.utf8.count < 40 else { return false }
    return FieldSynonyms.withoutAccents(WrittenNumber.plain(text)).lowercased().trimmingSpaces.wholeMatch(of: ages)
      != nil
  }

  nonisolated(unsafe) private static let ages =
    /(?:(?:age[sd]?|under|over|below|above|moins de|plus de|menos de|mas de|[<>≤≥]) ?)?[0-9]{1,3} ?(?:[-–—~至到] ?[0-9]{1,3} ?)?(?:周?岁|years?|yrs?|y|ans|anos) ?(?:(?:及|和|\(含\)|含)?(?:以上|以下|以内)|(?:and|or) (?:over|above|older|under|below|more)|et plus|y mas|e mais|\+)?(?:的?(?:儿童|人口|人数|老人|老年人|老年人口|妇女)|(?: old)?)?|[0-9]{1,3} ?(?:[-–—~]|to) ?[0-9]{1,3}|(?:under|over|below|above|[<>≤≥]) ?[0-9]{1,3}|[0-9]{1,3} ?(?:\+|and (?:over|above|older))/

  /// Each header with what the row above it says; a merged cell counts for the columns to its right.
  private static func combined(_ upper: [String?], _ lower: [String?]) -> [String] {
    var group = ""
    var groups: [String] = []
    let headers = (0..<max(upper.count, lower.count)).map { index in
      let above = oneLine(index < upper.count ? upper[index] ?? "" : "")
      let own = oneLine(index < lower.count ? lower[index] ?? "" : "")
      if !above.isEmpty { group = above }
      groups.append(own.isEmpty || group == own ? "" : group)
      if own.isEmpty { return above }
      if group.isEmpty || group == own { return own }
      if !isKnown(own) { return "\(group)（\(own)）" }
      let meaning = HeaderMeaning(group)
      return meaning.isQualifier && !meaning.isPeople || meaning.datum != nil ? "\(own)（\(group)）" : own
    }
    // 经度 below 村委会 and below 卫生室 are two headers.
    return headers.indices.map { index in
      let isTwin =
        !groups[index].isEmpty
        && headers.indices.contains {
          $0 != index && headers[$0] == headers[index] && groups[$0] != groups[index]
        }
      return isTwin ? groups[index] + headers[index] : headers[index]
    }
  }

  /// The unit that lines declare, such as 单位：万人, figures in thousands or (thousands); nil when that is one, or none is
  /// declared.
  static func unit(in lines: [String]) -> String? {
    for text in lines {
      let plain = WrittenNumber.plain(text)
      // In brackets a unit stands alone: Population by ward ('000 persons).
      for piece in plain.matches(of: /[(\[【]([^()\[\]【】]{1,30})[)\]】]/) {
        let meaning = HeaderMeaning(String(piece.1))
        if meaning.isQualifier, meaning.part == nil, let unit = meaning.unit { return unit }
      }
      guard plain.lowercased().contains(/单位|unit|\b(?:in|en|em)\b/) else { continue }
      if let found = plain.firstMatch(
        of:
          /百万人|十万人|万人|千人|百人|[Tt]en thousands?|[Tt]housands?|[Mm]illions?|'000|\b000s?|[Mm]illiers|[Mm]ilhares|\b[Mm]iles\b/
      ) {
        return String(found.output)
      }
    }
    return nil
  }

  /// The headers, those of people that say no unit with this one.
  static func columns(_ columns: [String], in unit: String) -> [String] {
    columns.map { column in
      let meaning = HeaderMeaning(column)
      return meaning.isPeople && meaning.unit == nil ? "\(column)（\(unit)）" : column
    }
  }

  /// Whether a column holds a longitude, a latitude or both.
  static func isCoordinate(_ header: String) -> Bool {
    let name = FieldSynonyms.normalised(header)
    return [Field.longitude, .latitude].contains { $0.headers.contains(name) }
      || FieldSynonyms.pairs.contains(name)
  }

  // MARK: Rows that are none

  /// Every word of sums, signatures and remarks that is not of Latin letters has one of these characters, or is a symbol;
  /// all are of three bytes in UTF-8.
  static let marks = "计計总總総平均全其盖注第备備续續说截本以述填制审審复複负負联聯编編经經完年：＊校核签簽章报報录錄采查供源期话話导導管标標影参準准登占最差位"

  /// The rows below a header.
  struct Rows {
    /// Whether rows are of units and their figures, so that one of 全市 or 合计 is for the reader to judge.
    private let holdsFigures: Bool
    private let coordinates: [Int]
    /// The columns in which 合计 is all people of a row's own place, beside the rows of their parts.
    private let ofParts: [Int]

    /// - Parameter ofFigures: whether the reader says so of every table; one with a row for each figure is so anyhow.
    init(below columns: [String], ofFigures: Bool) {
      let headers = Set(columns.map(FieldSynonyms.normalised))
      holdsFigures =
        ofFigures
        || [Field.indicator, .value].allSatisfy { !headers.isDisjoint(with: $0.headers) }
      coordinates = columns.indices.filter { isCoordinate(columns[$0]) }
      ofParts = columns.indices.filter { PartsOfPeople.isHeader(PartsOfPeople.letters(columns[$0])) }
    }

    /// What a row is that is none of the table's: a sum of others, a signature or a remark; nil for a row of data.
    ///
    /// - Parameters:
    ///   - cells: its cells, nil where they are empty.
    ///   - row: its number as a spreadsheet counts it.
    func passedOver(_ cells: [String?], row: Int) -> PassedRow? {
      let filled = cells.compactMap { $0 }.filter { !$0.isEmpty }
      guard let first = filled.first else { return nil }
      func passed(_ kind: PassedRow.Kind, _ word: String) -> PassedRow {
        PassedRow(kind: kind, word: word, row: row, cells: cells)
      }
      // A serial number may stand before the word.
      let others =
        ofParts.isEmpty
        ? filled : cells.indices.filter { !ofParts.contains($0) }.compactMap { cells[$0] }.filter { !$0.isEmpty }
      for text in others.prefix(2) where !holdsFigures && isSum(text, isWholeRow: filled.count == cells.count) {
        let isPlace =
          SumWords.namesOfPlaces.contains(text.lowercased().filter(\.isLetter)) && !isSumOfFigures(cells, text)
        if !isPlace { return passed(.sum, text) }
      }
      let simplified = FieldSynonyms.withoutAccents(first)
      if simplified.wholeMatch(of: signature) != nil, filled.count * 2 <= cells.count + 1 {
        return passed(.remark, first)
      }
      if cells.count > 1, FooterWords.isFooter(filled) { return passed(.remark, first) }
      if filled.count == 1, cells.count > 2, simplified.wholeMatch(of: remark) != nil { return passed(.remark, first) }
      return nil
    }

    /// Whether a row has figures alone beside its word, something empty, and no place.
    private func isSumOfFigures(_ cells: [String?], _ word: String) -> Bool {
      let others = cells.compactMap { $0 }.filter { !$0.isEmpty && $0 != word }
      return others.count + 1 < cells.count
        && coordinates.allSatisfy { $0 >= cells.count || cells[$0]?.isEmpty ?? true }
        && others.allSatisfy { if case .number = WrittenNumber.read($0, style: .point) { true } else { false } }
    }
  }

  nonisolated(unsafe) private static let signature =
    /\s*(填\s*表|制\s*表|审\s*核|复\s*核|负\s*责\s*人|单位负责人|填报|制作|联系人|联系电话|统计负责人|注|备\s*注|说\s*明|附注|资料来源|数据来源|来源|日期|截止|盖章|签字|[Nn]otes?|NOTES?|N\.?B|[Ss]ources?|SOURCES?|[Ff]uente|[Ff]onte|[Nn]ota|[Pp]repared [Bb]y|PREPARED BY|[Cc]ompiled [Bb]y|[Cc]hecked|[Cc]hecked [Bb]y|[Aa]pproved [Bb]y|[Vv]erified [Bb]y|[Rr]emarks?|[Dd]ate|DATE|[Ss]ignature|[Ss]igned|[Ee]tabli par)[^:：]{0,6}[:：].*/
  /// Remarks that need no colon, where nothing else stands in the row.
  nonisolated(unsafe) private static let remark =
    /\s*(?:[*＊※†‡©].*|[(（]?(?:单位)?盖章[)）]?|第\s*\d+\s*页.*|[Pp]age \d+.*|-*\s*[Ee]nd(?: of (?:the )?table)?\s*-*|备\s*注|续表|(?:计量)?单位\s*[:：]\s*[百千十万亿]{0,2}[人户个张]?(?:[、,，]\s*[百千十万亿]{0,2}[人户个张])*|[Ss]ignature|(?:注|说明)\s*\d*\s*[、.．:：].*|(?:以下空白|以下为空|完|(?:19|20)\d{2}\s*[年.\-\/]\s*\d{1,2}\s*(?:月|[.\-\/]\s*\d{1,2}|月\s*\d{1,2}\s*日)?)|(?:以上)?(?:数据|统计)?(?:截至|截止).{0,4}\d{4}.*|(?:本表|以上|上述|表中)(?:数据|人口|各村|各列)?(?:均|仅|未|不|为|由|来自|包括|包含|已).*)\s*/

  private static func isSum(_ text: String, isWholeRow: Bool) -> Bool {
    let word = SumWords.word(of: text)
    if SumWords.all.contains(word) { return true }
    let words = text.lowercased().split { !$0.isLetter }
    if !isWholeRow, words.count > 1, words.count < 5, words.last == "total" || words.last == "totals" { return true }
    guard let ending = SumWords.endings.first(where: { word.hasSuffix($0) }) else { return false }
    // A row that is full may be one of figures, such as 床位合计; of a place it is a sum all the same.
    let isOfPlace =
      word.hasPrefix("全") || ["镇", "乡", "苏木", "街道", "县", "旗", "区", "市", "村"].contains { word.hasSuffix($0 + ending) }
    return (!isWholeRow || isOfPlace) && word.count <= 14
  }
}
