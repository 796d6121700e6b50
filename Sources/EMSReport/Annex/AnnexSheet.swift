import EMSFormats
import EMSModel

/// One table of the annex (附表) as it is attached to a plan: with title, units and totals.
struct AnnexSheet: Sendable {
  /// What stands in a column, and so how it is written and how wide it is.
  enum Content: Sendable {
    /// A name or a sentence, on several lines where it is longer than this many columns.
    case text(upTo: Int)
    /// The number of the row; none for a row of totals.
    case number
    case count
    /// A year, without a separator.
    case year
    /// A number with one decimal.
    case decimal
    /// A share from 0 to 1, as a percentage with one decimal.
    case share
    /// Left empty for a hand to sign in.
    case signature
  }

  struct Column: Sendable {
    var title: Phrase
    var content: Content

    init(_ english: String, _ chinese: String, _ content: Content = .text(upTo: 24)) {
      title = Phrase(english, chinese)
      self.content = content
    }
  }

  struct Row: Sendable {
    /// One for each column.
    var cells: [PropertyValue]
    /// Whether it adds up the rows above.
    var isTotal = false
  }

  /// 1 for 附表1.
  let number: Int
  let title: Phrase
  /// What stands behind the title on the sheet, though not on its tab.
  let remark: Phrase
  /// What the figures count.
  let units: Phrase
  let columns: [Column]
  private(set) var rows: [Row] = []
  /// What stands below the table.
  private(set) var notes: [Phrase] = []

  init(_ number: Int, _ title: Phrase, remark: Phrase = Phrase("", ""), units: Phrase, columns: [Column]) {
    self.number = number
    self.title = title
    self.remark = remark
    self.units = units
    self.columns = [Column("no.", "序号", .number)] + columns
  }

  /// Adds a row, with its number before it.
  mutating func append(_ cells: [PropertyValue]) {
    precondition(cells.count + 1 == columns.count, "a row of annex \(number) has \(cells.count) cells")
    rows.append(Row(cells: [.whole(rows.count { !$0.isTotal } + 1)] + cells))
  }

  /// Adds a row of totals, without a number.
  mutating func append(total cells: [PropertyValue]) {
    precondition(cells.count + 1 == columns.count, "a total of annex \(number) has \(cells.count) cells")
    rows.append(Row(cells: [.null] + cells, isTotal: true))
  }

  mutating func append(note: Phrase) { notes.append(note) }

  /// Says of how many the people are not known, so that nobody takes the totals for all of them.
  mutating func appendNote(ofUnknownPeople settlements: [Settlement]) {
    let unknown = settlements.count { $0.population == nil }
    guard unknown > 0 else { return }
    append(
      note: Phrase(
        "The people of \(unknown.of("settlement are", "settlements are")) not known and not in the sums.",
        "有\(NumberText.grouped(unknown))个村居人口未知，未计入合计。"))
  }

  var isEmpty: Bool { rows.isEmpty }

  /// How the sheet is called in a workbook: 附表2 急救覆盖.
  func name(in language: Language) -> String {
    language == .chinese ? "附表\(number) \(title.chinese)" : "Annex \(number) \(title.english)"
  }
}

extension PropertyValue {
  /// Yes, no or not known, in words.
  static func answer(_ flag: Bool?, in language: Language) -> PropertyValue {
    .text(FieldTitle.word(flag.map { $0 ? "true" : "false" } ?? "unknown")[language])
  }

  /// The sum of what is known; unknown where nothing is.
  static func sum(_ values: some Sequence<Int?>) -> PropertyValue {
    var sum: Int?
    for case let value? in values { sum = (sum ?? 0) + value }
    return .optional(sum)
  }
}
