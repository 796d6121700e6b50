import EMSModel

/// What has been found wrong or noteworthy while files are read; nothing is thrown before all of them are.
package struct Findings {
  /// So many problems of one kind are spelt out; the rest are counted.
  package static let spelledOut = 5

  private struct Kind: Hashable {
    var file: String
    var field: String?
    var rule: String
  }

  /// A cell of people that says more than a figure, or none.
  struct WordedPeople: Hashable {
    let place: InputProblem.Place
    let text: String
    /// nil where the people count as unknown.
    var read: Int?
    /// Whether the cell holds no figure at all.
    var isWithoutFigure = false
    /// Whether its figure stands for unknown, such as -999.
    var isPlaceholder = false
  }

  private(set) var problems: [InputProblem] = []
  private(set) var notes: [Note] = []
  /// What the files hold and how they were understood, so far.
  var account = InputAccount()
  /// How many cells of a column, by file and header, call their figure an estimate.
  var approximate: [[String]: Int] = [:]
  /// The cells of people that say more than a figure, by file, layer and header.
  private(set) var wordedPeople: [[String]: [WordedPeople]] = [:]
  /// The notes that hold an example of many cells, and the example.
  private var examples: [[String]: (at: Int, example: String)] = [:]
  private var onlyMissingFiles = true
  private var seen: [Kind: (count: Int, last: Int)] = [:]

  package init() {}

  /// Adds a problem; `rule` says which ones are alike, of which `limit` are spelt out.
  package mutating func add(_ problem: InputProblem, rule: String, limit: Int = Findings.spelledOut) {
    onlyMissingFiles = false
    let kind = Kind(file: problem.file, field: problem.field, rule: rule)
    let before = seen[kind] ?? (0, 0)
    if before.count < limit {
      problems.append(problem)
      seen[kind] = (before.count + 1, problems.count - 1)
    } else {
      problems[before.last].repeats += 1
    }
  }

  /// Adds what reading a file threw.
  package mutating func add(_ thrown: InputProblems) {
    if !thrown.onlyMissingFiles { onlyMissingFiles = false }
    problems += thrown.problems
  }

  /// Keeps a cell of people that says more than a figure until its layer's account tells of all.
  mutating func keep(_ cell: WordedPeople, of reader: LayerReader) {
    wordedPeople[[reader.layer.file, reader.layer.layer ?? "", reader.header(.population)], default: []].append(cell)
  }

  mutating func note(_ kind: Note.Kind, _ english: String, _ chinese: String, at place: Phrase? = nil) {
    let note = Note(kind, english: english, chinese: chinese, place: place)
    if !notes.contains(note) { notes.append(note) }
  }

  /// Notes once what holds for many cells, with that example of them which comes first in the order of texts, so that the
  /// order of rows does not show.
  mutating func note(_ kind: Note.Kind, about key: [String], example: String, _ words: (String) -> Phrase) {
    let (at, least) = examples[key] ?? (notes.count, example)
    let first = min(least, example)
    guard at == notes.count || first != least else { return }
    let phrase = words(first)
    let note = Note(kind, english: phrase.english, chinese: phrase.chinese)
    if at == notes.count { notes.append(note) } else { notes[at] = note }
    examples[key] = (at, first)
  }

  /// Stops here when there is any problem.
  package func throwProblems() throws(InputProblems) {
    if !problems.isEmpty { throw InputProblems(problems, onlyMissingFiles: onlyMissingFiles) }
  }
}
