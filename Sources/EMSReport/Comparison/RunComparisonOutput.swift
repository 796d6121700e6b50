import EMSFormats
import EMSModel

extension RunComparison {
  /// The names that `write` writes.
  public static let fileNames: OutputNames = ["changes.json", "changes.csv"]

  /// Writes the changes as a table and for machines; the caller commits the folder.
  public func write(to folder: OutputFolder) throws {
    try folder.write(JSONWriter.indented(value), to: "changes.json")
    var table = CSVWriter(
      columns: [
        "kind", "id", "name", "name_zh", "before", "before_zh", "after", "after_zh", "reason", "reason_zh",
        "people",
      ], for: .spreadsheet)
    for change in changes { table.append(change.members.map(\.value)) }
    try folder.write(table.takeBytes(), to: "changes.csv")
  }

  /// What `--json` prints.
  public var value: PropertyValue {
    [
      "counts": .members(RunChange.Kind.allCases.map { .init($0.rawValue, .whole(count($0))) }),
      "causes": .list(
        causes.map { ["id": .text($0.id), "text": .text($0.words.english), "text_zh": .text($0.words.chinese)] }),
      "sentences": .list(
        sentences.map { ["text": .text($0.english), "text_zh": .text($0.chinese)] }),
      "changes": .list(changes.map { .members($0.members) }),
    ]
  }
}

extension RunChange {
  fileprivate var members: [PropertyValue.Member] {
    [
      .init("kind", .text(kind.rawValue)), .init("id", .text(id)), .init("name", .text(name.english)),
      .init("name_zh", .text(name.chinese)), .init("before", .text(before.english)),
      .init("before_zh", .text(before.chinese)), .init("after", .text(after.english)),
      .init("after_zh", .text(after.chinese)), .init("reason", .text(reason.english)),
      .init("reason_zh", .text(reason.chinese)), .init("people", .optional(people)),
    ]
  }
}
