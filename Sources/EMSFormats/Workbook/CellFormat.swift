/// What the style of a cell says of what it holds.
struct CellStyle: Hashable, Sendable {
  static let plain = CellStyle(format: .plain, isStruckOut: false)

  var format: CellFormat
  /// Whether a line runs through the text, as people cross out what no longer holds.
  var isStruckOut: Bool
}

/// What the number format of a cell makes of its number, as far as that changes what the number means.
enum CellFormat: Hashable, Sendable {
  case plain
  /// Days since the end of 1899 (or, in old workbooks of the Macintosh, of 1904), shown as a date.
  case date
  /// Zeros before a code, which has so many digits: `000000`.
  case digits(Int)
  /// Words beside the figure that make another one of it, or of other things: `0.0"万"`, `0"户"`, `"约"0`.
  case worded(before: String, behind: String)

  /// The format of a code of the file, or of one of those that every workbook knows by number.
  init(number: Int, code: String?) {
    if let code {
      self.init(code: code)
    } else {
      // ECMA-376 18.8.30; those from 27 are dates of East Asia.
      let isDate =
        (14...17).contains(number) || number == 22 || (27...36).contains(number) || (50...58).contains(number)
      self = isDate ? .date : .plain
    }
  }

  init(code: String) {
    // What stands in quotes, in brackets, or behind a stroke is shown as it is.
    var plain = ""
    var closing: Character?
    var escape: Character?
    var (before, behind) = ("", "")
    func show(_ character: Character) {
      if plain.contains(where: { "0#?g".contains($0) }) { behind.append(character) } else { before.append(character) }
    }
    for character in code.lowercased().replacing("g/通用格式", with: "general").prefix(while: { $0 != ";" }) {
      if let mark = escape {
        if "\\!".contains(mark) { show(character) }
        escape = nil
      } else if let end = closing {
        if character == end { closing = nil } else if end == "\"" { show(character) }
      } else if "\\_*!".contains(character) {
        escape = character
      } else if character == "\"" || character == "[" {
        closing = character == "[" ? "]" : "\""
      } else {
        plain.append(character)
        if !character.isASCII { show(character) }
      }
    }
    if plain.count > 1, plain.allSatisfy({ $0 == "0" }) {
      self = .digits(plain.count)
    } else if plain.contains("y") || plain.contains("d") && !plain.contains("0") {
      self = .date
    } else if plain.contains("m"), plain.contains("日") || plain.contains("月") {
      self = .date
    } else if Self.changes(before: before, behind: behind), !behind.contains("."), !Self.isScaled(plain),
      !code.contains(/\[[<>=]/)
    {
      self = .worded(before: before, behind: behind)
    } else {
      self = .plain
    }
  }

  /// Whether words beside a figure make another figure of it, or of other things than people.
  private static func changes(before: String, behind: String) -> Bool {
    if behind.contains("户") || behind.contains("household") { return true }
    guard case .number(_, let isAbout, let unit) = WrittenNumber.read("\(before)1\(behind)", style: .point) else {
      return false
    }
    return isAbout || unit != 1
  }

  /// Whether the figure is shown in thousands, by commas behind its digits: the words are of what is shown then. So they
  /// are of `0!.0000"万"`, which puts a point between the digits.
  private static func isScaled(_ plain: String) -> Bool {
    plain.lastIndex { "0#?".contains($0) }.map { plain[plain.index(after: $0)...].hasPrefix(",") } ?? false
  }

  /// What a cell of this format holds, and whether it is a date.
  ///
  /// - Parameter written: the figure as the file has it.
  func cell(_ figure: Double, written: String, from1904: Bool) -> (cell: Workbook.Cell, isDate: Bool) {
    switch self {
    case .plain: return (.number(written), false)
    case .date:
      guard let day = Self.day(figure, from1904: from1904) else { return (.number(written), false) }
      return (.text(day), true)
    case .digits(let count):
      guard let whole = Int64(exactly: figure), whole >= 0 else { return (.number(written), false) }
      let digits = String(whole)
      let zeros = String(repeating: "0", count: max(0, count - digits.count))
      return (zeros.isEmpty ? .number(written) : .text(zeros + digits), false)
    case .worded(let before, let behind):
      // Three decimals alone might be taken for a group of digits.
      let number = Int64(exactly: figure).map(String.init) ?? written
      let hasThree = number.split(separator: ".").dropFirst().first?.count == 3
      return (.text(before + number + (hasThree ? "0" : "") + behind), false)
    }
  }

  /// A day number of a workbook as `2023-05-01`; nil where it is none.
  static func day(_ number: Double, from1904: Bool) -> String? {
    let days = number.rounded(.down) + (from1904 ? 1462 : 0)
    guard days >= 1, let serial = Int(exactly: days), serial < 2_958_466 else { return nil }
    // The twenty-ninth of February 1900, which there was not, is day 60.
    let since1970 = serial - 25_569 + (serial < 60 ? 1 : 0)
    // The date of a day number, by eras of 400 years that begin in March (Hinnant, chrono-Compatible Low-Level Date Algorithms).
    let shifted = since1970 + 719_468
    let era = shifted / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * month + 2) / 5 + 1
    let calendarMonth = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(year)-\(two(calendarMonth))-\(two(day))"
  }
}
