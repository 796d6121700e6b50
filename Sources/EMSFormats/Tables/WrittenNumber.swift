import EMSModel

/// Which mark parts the decimals of a column's numbers; the other one groups digits.
package enum NumberStyle: Hashable, Sendable {
  case point, comma

  var decimalMark: UInt8 { self == .point ? 0x2E : 0x2C }
  var groupMark: UInt8 { self == .point ? 0x2C : 0x2E }
}

/// Numbers as people write them in cells: `1,416,929`, `１２００`, `1 234`, `约490`, `490人`, `1.2万`, `不详`.
package enum WrittenNumber {
  package enum Reading: Hashable, Sendable {
    /// The cell says that nobody knows, or is empty.
    case unknown
    /// - Parameters:
    ///   - isAbout: whether the cell itself says that it is an estimate.
    ///   - unit: what a word such as 万 in the cell stands for; 1 without one.
    case number(Double, isAbout: Bool, unit: Double)
    case other
  }

  /// The text with half-width signs, ASCII digits and plain spaces, and without characters that cannot be seen.
  package static func plain(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 && $0 >= 0x20 }) { return text }
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x21..<0x7F: view.append(scalar)
      case 0xFF01...0xFF5E: view.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
      case 0x2018, 0x2019, 0x02BC, 0x066C: view.append("'")
      case 0x066B: view.append(".")
      case 0x2212: view.append("-")
      default:
        if scalar.properties.isWhitespace {
          view.append(" ")
        } else if scalar.properties.generalCategory == .format {
          continue
        } else if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue,
          let digit = UInt8(exactly: value)
        {
          view.append(Unicode.Scalar(0x30 + digit))
        } else {
          view.append(scalar)
        }
      }
    }
    return String(view)
  }

  package static func read(_ text: String, style: NumberStyle) -> Reading {
    var text = plain(text).lowercased().trimmingSpaces
    if text.isEmpty || unknownWords.contains(text.filter { $0 != " " }) { return .unknown }
    // Spreadsheets take what stands behind an apostrophe for text.
    if text.hasPrefix("'") { text.removeFirst() }
    // What ends a line of a list is of no number.
    if let last = text.last, ";、。".contains(last) { text.removeLast() }
    var isAbout = false
    var unit = 1.0
    var hasUnit = false
    var isChanged = true
    while isChanged {
      isChanged = false
      for word in aboutPrefixes where text.hasPrefix(word) {
        text = String(text.dropFirst(word.count)).trimmingSpaces
        (isAbout, isChanged) = (true, true)
      }
      for word in aboutSuffixes where text.hasSuffix(word) {
        text = String(text.dropLast(word.count)).trimmingSpaces
        (isAbout, isChanged) = (true, true)
      }
      for word in counters where text.hasSuffix(word) {
        text = String(text.dropLast(word.count)).trimmingSpaces
        isChanged = true
      }
      if !hasUnit, let number = ChineseNumeral(text) {
        return .number(number.value / number.unit, isAbout: isAbout, unit: number.unit)
      }
      for (word, size) in sizes where !hasUnit && text.hasSuffix(word) {
        text = String(text.dropLast(word.count)).trimmingSpaces
        (unit, hasUnit, isChanged) = (size, true, true)
        break
      }
    }
    guard let value = value(Array(text.utf8), style) else { return .other }
    return .number(value, isAbout: isAbout, unit: unit)
  }

  /// Whether a cell says by a word that its figure is of single people: 800人, 800 people.
  package static func countsPeople(_ text: String) -> Bool {
    let plain = plain(text).lowercased().trimmingSpaces
    return counters.contains { !["张", "辆", "个", "beds"].contains($0) && plain.hasSuffix($0) }
  }

  private nonisolated(unsafe) static let noteMarks =
    /\s*(?:[*＊※†‡§\u{2460}-\u{2473}¹²³⁴⁵⁶⁷⁸⁹]|[\[［〔]\s*(?:注)?\s*[0-9a-z]{1,2}\s*[\]］〕])+\s*$/

  /// A figure without the marks of notes behind it, such as `850*`, `1310①` and `96 [1]`; nil where it has none.
  package static func withoutNoteMarks(_ text: String) -> String? {
    guard
      let found = text.firstMatch(of: noteMarks),
      let last = text[..<found.range.lowerBound].last, last.isNumber || "人口万千".contains(last)
    else { return nil }
    return String(text[..<found.range.lowerBound])
  }

  private static let unknownWords: Set<String> = [
    "-", "--", "---", "—", "——", "–", "―", "‐", "─", "/", "//", "\\", "\\n", "n/a", "na", "n.a.", "n.a", "#n/a", "null",
    "nil", "none",
    "nan",
    "<null>", "(null)", "unknown", "unk", "missing", "tbd", "tbc", "?", "??", "...", "…", "……", "*", "nodata",
    "notavailable", "sd", "s/d", "sindato", "sindatos", "semdados", "inconnu", "nonrenseigne", "nonrenseigné",
    "nondisponible",
    "desconocido", "desconhecido", "#value!", "#ref!", "#div/0!", "#name?", "n.k.", "nk", "pending", "未上报", "未提供",
    "未填写", "暂未统计",
    "未掌握", "待普查", "×", "..", ".", "notknown", "notrecorded", "nd", "n.d.", "无", "暂无", "不详", "不明", "未知", "未统计", "未填",
    "未报", "待核",
    "待核实",
    "待定", "待查", "待补", "待补充", "待填", "待统计", "缺", "缺失", "缺数", "暂缺", "无数据", "无资料", "空", "空白", "不清楚", "不清", "无统计",
  ]
  private static let aboutPrefixes = [
    "大约", "大概", "约为", "约有", "约", "将近", "接近", "近", "估计", "估", "approximately", "approx.", "approx", "about", "circa",
    "ca.",
    "around", "nearly", "est.", "environ", "env.", "aproximadamente", "aprox.", "cerca de", "unos", "~", "≈", "±",
  ]
  private static let aboutSuffixes = [
    "左右", "上下", "(约)", "(估)", "(估计)", "余", "多", "±", "(est.)", "(est)", "(approx)", "approx.", "approx", "aprox.",
    "environ",
  ]
  private static let counters = [
    "人", "口人", "口", "名", "位", "张", "辆", "个", "people", "ppl", "watu", "persons", "inhabitants", "residents",
    "habitants", "habitantes",
    "hab.", "hab", "pers.", "personnes", "personas", "pessoas", "beds",
  ]
  private static let sizes: [(String, Double)] = [
    ("亿", 1e8), ("百万", 1e6), ("十万", 1e5), ("万", 1e4), ("萬", 1e4), ("千", 1e3), ("百", 1e2), ("million", 1e6),
    ("lakh", 1e5),
    ("thousand", 1e3), ("k", 1e3),
  ]

  /// The value of digits with at most one kind of group mark, in groups of three or as in India, and one decimal mark.
  private static func value(_ text: [UInt8], _ style: NumberStyle) -> Double? {
    var whole: [UInt8] = []
    var group: UInt8?
    var groups: [Int] = []
    var length = 0
    var at = 0
    if let sign = text.first, sign == 0x2B || sign == 0x2D {
      whole.append(sign)
      at = 1
    }
    while at < text.count, text[at] != style.decimalMark, text[at] != 0x65 {
      let byte = text[at]
      if byte &- 0x30 < 10 {
        whole.append(byte)
        length += 1
      } else if byte == style.groupMark || byte == 0x20 || byte == 0x27 {
        guard group == nil || group == byte, length > 0 else { return nil }
        group = byte
        groups.append(length)
        length = 0
      } else {
        return nil
      }
      at += 1
    }
    if group != nil {
      groups.append(length)
      let inner = groups.dropFirst().dropLast()
      guard groups.last == 3, let first = groups.first else { return nil }
      let isThree = first <= 3 && inner.allSatisfy { $0 == 3 }
      let isIndian = first <= 2 && inner.allSatisfy { $0 == 2 }
      guard isThree || isIndian else { return nil }
    }
    let rest = text[at...].map { $0 == style.decimalMark ? 0x2E : $0 }
    return (whole + rest).withUnsafeBufferPointer { DecimalNumber.whole($0) }
  }

  // MARK: Marks

  /// What the marks of one number tell of its column.
  enum Marks: Hashable, Sendable {
    case none
    /// Only this style reads it.
    case only(NumberStyle)
    /// One mark before exactly three digits: both styles read it, this one with the mark as the decimal one.
    case either(asDecimal: NumberStyle)
  }

  /// Whether a comma and nothing but zeros end the number: 12,00.
  static func hasZerosForDecimals(_ text: String) -> Bool { plain(text).contains(zerosForDecimals) }

  private nonisolated(unsafe) static let zerosForDecimals = /^[^,.]*[0-9],(?:0{1,2}|0{5,})(?![0-9,.])/

  /// Whether digits may stand in groups of four: 10,0000.
  static func mayBeInGroupsOfFour(_ text: String) -> Bool { plain(text).contains(groupOfFour) }

  private nonisolated(unsafe) static let groupOfFour = /[0-9],[0-9]{4}/

  static func marks(in text: String) -> Marks {
    if !text.utf8.contains(where: { $0 == 0x2E || $0 == 0x2C || $0 >= 0x80 }) { return .none }
    let bytes = Array(plain(text).utf8)
    guard let first = bytes.firstIndex(where: { $0 &- 0x30 < 10 || $0 == 0x2E || $0 == 0x2C }) else { return .none }
    let number = bytes[first...].prefix { $0 &- 0x30 < 10 || $0 == 0x2E || $0 == 0x2C || $0 == 0x27 || $0 == 0x20 }
    let points = number.count { $0 == 0x2E }
    let commas = number.count { $0 == 0x2C }
    guard points + commas > 0, let last = number.lastIndex(where: { $0 == 0x2E || $0 == 0x2C }) else { return .none }
    let style: NumberStyle = number[last] == 0x2E ? .point : .comma
    let other: NumberStyle = style == .point ? .comma : .point
    if points > 0, commas > 0 { return .only(style) }
    if points + commas > 1 { return .only(other) }
    let before = number[..<last].count { $0 &- 0x30 < 10 }
    let after = number[(last + 1)...].prefix { $0 &- 0x30 < 10 }.count
    // 1.200E+03 has an exponent, which no group has.
    let behind = bytes[number.endIndex...].prefix(3)
    if behind.first.map({ $0 | 0x20 == 0x65 }) == true, behind.last.map({ $0 &- 0x30 < 10 }) == true {
      return .only(style)
    }
    let isGroup = after == 3 && (1...3).contains(before) && number.first != 0x30
    return isGroup ? .either(asDecimal: style) : .only(style)
  }
}

extension String {
  package var trimmingSpaces: String {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

/// How the numbers of one column are written, decided from all its cells.
package enum ColumnStyle: Hashable, Sendable {
  case decided(NumberStyle)
  /// Nothing tells; the first cell that two styles read.
  case undecided(row: Int, text: String)

  /// - Parameters:
  ///   - hint: the style of the file's coordinates, where those have decimals.
  ///   - isScaled: whether the header counts by thousands or more, so that whole numbers may have decimals.
  package init(
    of column: Int, in table: any SourceTable, _ quantity: Field.Quantity, hint: NumberStyle?, isScaled: Bool = false
  ) {
    self = .decided(hint ?? .point)
    var either: (row: Int, text: String, style: NumberStyle)?
    var isMixed = false
    var zeros: (row: Int, text: String)?
    var isPlain = false
    for row in 0..<table.rowCount {
      guard let text = table.writtenText(row, column) else { continue }
      switch WrittenNumber.marks(in: text) {
      case .none: isPlain = isPlain || text.utf8.contains { $0 &- 0x30 < 10 }
      case .only(.comma) where quantity == .whole && hint != .comma && WrittenNumber.hasZerosForDecimals(text):
        // 12,00 is 12, or 1,200 of which a zero is lost: a program writes such decimals in all cells or none.
        if zeros == nil { zeros = (row, text) }
      case .only(let style):
        if quantity == .whole, style == .comma, WrittenNumber.mayBeInGroupsOfFour(text) {
          self = .undecided(row: row, text: text)
          return
        }
        self = .decided(style)
        return
      case .either(let style):
        if let either { isMixed = isMixed || either.style != style } else { either = (row, text, style) }
      }
    }
    if let zeros {
      self = isPlain || either != nil ? .undecided(row: zeros.row, text: zeros.text) : .decided(.comma)
      return
    }
    guard let either else { return }
    let asGroup: NumberStyle = either.style == .point ? .comma : .point
    switch quantity {
    case .coordinate:
      // Degrees have at most three digits before the decimals; 500,123 can only be metres.
      if case .number(let value, _, _) = WrittenNumber.read(either.text, style: either.style), abs(value) <= 180 {
        self = .decided(either.style)
      } else {
        self = .decided(asGroup)
      }
    case .whole:
      // 1.234 万 is 12,340; in groups it would be tens of millions.
      if isScaled, !isMixed, either.style == .point, hint != .comma {
        self = .decided(.point)
      } else if isMixed || hint == either.style || either.style == .point && hint != .comma {
        self = .undecided(row: either.row, text: either.text)
      } else {
        self = .decided(asGroup)
      }
    case .decimal:
      if isMixed || either.style == .comma { self = .undecided(row: either.row, text: either.text) }
    }
  }

  /// The problem of a column that nothing decides, with both readings.
  package static func problem(file: String, place: InputProblem.Place, field: String, text: String) -> InputProblem {
    func shown(_ style: NumberStyle) -> String {
      guard case .number(let value, _, let unit) = WrittenNumber.read(text, style: style) else {
        // No style groups digits so: the mark is one too many, or in the wrong place.
        return Int(WrittenNumber.plain(text).filter { $0.isASCII && $0.isNumber }).map(NumberText.grouped) ?? text
      }
      return Int(exactly: value * unit).map { NumberText.grouped($0) } ?? "\(value * unit)"
    }
    let (point, comma) = (shown(.point), shown(.comma))
    return InputProblem(
      file: file, place: place, field: field, value: text,
      Phrase(
        "“\(text)” is \(point) or \(comma): the column does not tell decimals from groups of digits",
        "“\(text)”可读作 \(point) 或 \(comma)：该列无法区分小数点与千分位"),
      Phrase("Write the numbers of this column without marks between groups of digits", "请去掉该列数字中的千分位分隔符"))
  }
}
