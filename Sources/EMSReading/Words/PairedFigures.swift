import EMSFormats
import EMSModel

/// A column whose cells hold two figures, such as `300/280`, of which its header says what they are: 编制/实有床位; or
/// `120(350)` under 户数（人口）.
///
/// Of beds the actual ones are read, for nobody lies in those that an authority allows; of people those who live there, and
/// of households and people the people.
struct PairedFigures: Hashable, Sendable {
  /// Whether the second of the two is read.
  let isSecond: Bool
  /// What the one that is read is called.
  let taken: String
  /// The header without the word of the other.
  let header: String

  /// nil for a header that names no two figures of the field.
  init?(_ header: String, of field: Field) {
    let whole = Self.withoutBracketOfSecond(WrittenNumber.plain(header).lowercased())
    // Brackets behind two words hold their units: 户数/人数(户/人).
    let outside = whole.replacing(/\([^()]*\)/, with: "")
    let plain = outside.contains("/") ? outside : whole
    let halves = plain.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard halves.count == 2, let first = Self.kind(halves[0], field, plain),
      let second = Self.kind(halves[1], field, plain),
      first.rank != second.rank
    else { return nil }
    isSecond = second.rank < first.rank
    taken = isSecond ? second.word : first.word
    var own = plain.replacing(isSecond ? first.word : second.word, with: "").replacing("/", with: " ")
    if plain == outside, let units = whole.firstMatch(of: /\(([^()]*)\)/)?.1 {
      let halves = units.split(separator: "/", omittingEmptySubsequences: false)
      own += "(\(halves.count == 2 ? halves[isSecond ? 1 : 0] : units))"
    }
    self.header = own
  }

  /// `a(b)` as `a/b`; a text that is neither as it is.
  private static func withoutBracketOfSecond(_ text: String) -> String {
    guard !text.contains("/"), let parts = text.trimmingSpaces.wholeMatch(of: Self.figureAndBracket) else {
      return text
    }
    return "\(parts.1)/\(parts.2)"
  }

  private nonisolated(unsafe) static let figureAndBracket = /([^()]+)\(([^()]+)\)/

  /// What beds that are there are called.
  static let actualBeds = [
    "实有", "实际开放", "开放", "实际", "现有", "在用", "actual", "operational", "available", "in use", "inuse",
  ]
  /// What beds that an authority allows are called.
  static let allowedBeds = [
    "编制", "核定", "批准", "计划", "规划", "approved", "authorised", "authorized", "planned", "official", "registered",
  ]

  /// What half of a header names, the best first.
  private static func kind(_ half: String, _ field: Field, _ header: String) -> (rank: Int, word: String)? {
    let kinds: [(rank: Int, words: [String])]
    switch field {
    case .beds where header.contains("床") || header.contains("bed"):
      kinds = [(0, actualBeds), (1, allowedBeds)]
    case .population:
      kinds = [
        (0, ["常住", "现住", "resident"]), (1, ["户籍", "registered", "hukou"]),
        (9, ["户数", "总户数", "households", "families"]),
        (0, ["人口", "人数", "population", "people", "persons"]),
      ]
    default: return nil
    }
    for kind in kinds { if let word = kind.words.first(where: { half.contains($0) }) { return (kind.rank, word) } }
    return nil
  }

  /// The figure of a cell that is read; nil for a cell that does not hold two.
  func text(_ cell: String) -> String? {
    let halves = Self.withoutBracketOfSecond(WrittenNumber.plain(cell))
      .split(separator: "/", omittingEmptySubsequences: false).map { String($0).trimmingSpaces }
    guard halves.count == 2, halves.allSatisfy({ !$0.isEmpty }) else { return nil }
    for half in halves { if case .other = WrittenNumber.read(half, style: .point) { return nil } }
    return halves[isSecond ? 1 : 0]
  }

  /// The column's pair; nil where its header names none or no cell holds two figures.
  static func of(_ column: Int, in table: any SourceTable, _ field: Field) -> PairedFigures? {
    guard table.columns[column].contains(where: { "/／(（".contains($0) }),
      let pair = PairedFigures(table.columns[column], of: field),
      (0..<table.rowCount).contains(where: { row in table.text(row, column).map { pair.text($0) != nil } ?? false })
    else { return nil }
    return pair
  }
}
