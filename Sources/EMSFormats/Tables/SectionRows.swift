import EMSModel

/// Rows that head a part of a table, such as 一、沙日苏镇: the town of the rows below them.
struct SectionRows {
  /// The town of the section in which the table is now; nil above the first.
  private(set) var town: String?
  /// The column that takes the town: the table's own, or one behind the others.
  let column: Int
  private let columns: [String]
  private let hasOwnColumn: Bool
  /// For each column, whether a full row has the name of a town there: the table is then one of towns.
  private var isColumnOfTowns: [Bool]
  /// For each column, whether full rows have only numbers there.
  private var isColumnOfNumbers: [Bool?]
  private var towns: [String] = []
  /// What rows say that name no town.
  private(set) var others: [String] = []

  init(columns: [String]) {
    self.columns = columns
    let headers = Set(Field.township.headers)
    let own = columns.firstIndex { headers.contains(FieldSynonyms.normalised($0)) }
    hasOwnColumn = own != nil
    column = own ?? columns.count
    isColumnOfTowns = columns.map { _ in false }
    isColumnOfNumbers = columns.map { _ in nil }
  }

  /// Looks at a row before any is taken for a section.
  mutating func see(_ cells: [String?]) {
    guard cells.count(where: { $0 != nil }) > 1 else { return }
    for (index, cell) in cells.prefix(columns.count).enumerated() {
      guard let cell else { continue }
      if Self.isTown(cell) { isColumnOfTowns[index] = true }
      if isColumnOfNumbers[index] != false {
        isColumnOfNumbers[index] = cell.utf8.allSatisfy { $0 &- 0x30 < 10 }
      }
    }
  }

  /// Whether the row heads a section; the rows that follow are in it then.
  mutating func isSection(_ cells: [String?]) -> Bool {
    guard columns.count > 2, let index = cells.firstIndex(where: { $0 != nil }), index < 2,
      cells.count(where: { $0 != nil }) == 1, let text = cells[index]
    else { return false }
    let (number, name) = Self.parts(text)
    let isNamed = Self.isTown(name)
    // Among serial numbers a text is no row; else a lone name of a town heads a section only where the column has other
    // things, unless a number stands before it.
    let isAmongNumbers = isColumnOfNumbers[index] == true && !text.utf8.allSatisfy { $0 &- 0x30 < 10 }
    guard number || isAmongNumbers || isNamed && index != column && !isColumnOfTowns[index] else { return false }
    town = isNamed ? name : nil
    if isNamed { towns.append(name) } else { others.append(text) }
    return true
  }

  var columnsWithTown: [String] { towns.isEmpty || hasOwnColumn ? columns : columns + ["乡镇"] }

  var remarks: [Phrase] {
    func list(_ names: [String]) -> String {
      names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " …" : "")
    }
    var remarks: [Phrase] = []
    if !towns.isEmpty {
      remarks.append(
        Phrase(
          towns.count.of(
            "row heads a section, and names the town of the rows below it",
            "rows head sections, and name the town of the rows below them")
            + ": \(list(towns))",
          "\(towns.count) 个分节行作为其下各行的乡镇：\(list(towns))"))
    }
    if !others.isEmpty {
      remarks.append(
        Phrase(
          others.count.of(
            "row of one cell heads a section or is a remark, and is",
            "rows of one cell head sections or are remarks, and are")
            + " not read: \(list(others))",
          "\(others.count) 个仅有一格的分节行或说明行未计入：\(list(others))"))
    }
    return remarks
  }

  /// Whether a section number such as 一、 or （二） or 3. comes first, and what follows it.
  private static func parts(_ text: String) -> (isNumbered: Bool, name: String) {
    let pattern =
      /\s*(?:[(（][一二三四五六七八九十百\d]{1,4}[)）]|(?:[一二三四五六七八九十百]{1,4}|\d{1,3}|[IVX]{1,5}|[A-Z])\s*[、.．:：)）])[、.．:：]?\s*/
    guard let found = text.prefixMatch(of: pattern) else { return (false, plain(text)) }
    let rest = plain(String(text[found.range.upperBound...]))
    return (!rest.isEmpty, rest)
  }

  /// Without what stands in brackets behind the name, such as （共 12 个村）.
  private static func plain(_ text: String) -> String {
    String(text.prefix { !"(（:：".contains($0) }).filter { !$0.isWhitespace || $0 == " " }
      .split(separator: " ").joined(separator: " ")
  }

  private static func isTown(_ name: String) -> Bool {
    let endings = ["镇", "乡", "苏木", "街道", "街道办事处", "民族乡"]
    if endings.contains(where: { name.hasSuffix($0) }), (2...15).contains(name.count) { return true }
    let words = name.lowercased().split(separator: " ")
    let english: Set<Substring> = [
      "township", "town", "ward", "subdistrict", "sub-county", "subcounty", "commune", "ta", "sta", "t/a",
    ]
    return words.count > 1 && words.count < 6
      && (words.last.map(english.contains) ?? false || words.first.map(english.contains) ?? false)
  }
}
