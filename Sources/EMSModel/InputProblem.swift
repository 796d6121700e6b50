/// One thing wrong with one file, in words that let a planner mend it.
public struct InputProblem: Error, Hashable, Sendable {
  /// Where in the file.
  public enum Place: Hashable, Sendable {
    case file
    /// The row as a spreadsheet counts it: the header is row 1.
    case row(Int)
    /// The feature of a GeoJSON or other layer, counted from 1, with its id where it has one.
    case feature(Int, id: String?)
    /// The line of a YAML file, counted from 1.
    case line(Int)
  }

  /// The file as the plan names it.
  public var file: String
  public var place: Place
  /// The column, property or key; nil when the problem is not about one.
  public var field: String?
  /// The offending value as written; nil when there is none.
  public var value: String?
  public var english: String
  public var chinese: String
  /// What to do.
  public var remedyEnglish: String
  public var remedyChinese: String
  /// How many more rows have the same problem; they are counted and not repeated.
  public var repeats: Int
  /// Whether the machine lacks what the file needs, and the file itself may be right: exit code 69 where all are so.
  public var isOfMachine = false

  public init(
    file: String, place: Place = .file, field: String? = nil, value: String? = nil, english: String, chinese: String,
    remedyEnglish: String, remedyChinese: String, repeats: Int = 0
  ) {
    self.file = file
    self.place = place
    self.field = field
    self.value = value
    self.english = english
    self.chinese = chinese
    self.remedyEnglish = remedyEnglish
    self.remedyChinese = remedyChinese
    self.repeats = repeats
  }

  package init(
    file: String, place: Place = .file, field: String? = nil, value: String? = nil, _ what: Phrase, _ remedy: Phrase,
    repeats: Int = 0
  ) {
    self.init(
      file: file, place: place, field: field, value: value, english: what.english, chinese: what.chinese,
      remedyEnglish: remedy.english, remedyChinese: remedy.chinese, repeats: repeats)
  }
}

/// All problems of all files of one read, thrown together.
public struct InputProblems: Error, Sendable {
  public var problems: [InputProblem]
  /// Whether the only problem is that files are not there: exit code 66 instead of 65.
  public var onlyMissingFiles: Bool

  public init(_ problems: [InputProblem], onlyMissingFiles: Bool = false) {
    self.problems = problems
    self.onlyMissingFiles = onlyMissingFiles
  }

  /// These and those, each problem once.
  package func joined(with others: InputProblems) -> InputProblems {
    var seen = Set(problems)
    return InputProblems(
      problems + others.problems.filter { seen.insert($0).inserted },
      onlyMissingFiles: onlyMissingFiles && others.onlyMissingFiles)
  }
}
