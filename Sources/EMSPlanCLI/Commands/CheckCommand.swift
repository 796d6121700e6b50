import ArgumentParser
import EMSPlan
import Foundation

struct CheckCommand: AsyncParsableCommand, WritingCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read everything a plan names, report every problem, and account for what went in.",
    discussion: """
      Each problem is one line: file, row or feature, column, what is wrong, what to do. The exit code is 65 when \
      there are problems, 66 when files are missing, 0 when the plan can be run. Roads and ground are read as the plan \
      travels on them. Nothing is written but with -o: the \
      account of what went in, as inputs.csv and summary.json.

      Example:
        emsplan check GeoData/xingan/plan.yaml
      """)

  @Argument(help: "The plan file.")
  var plan: String?

  @Flag(help: "Let paths lead out of the plan's folder.")
  var allowOutside = false

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write the account to.", valueName: "folder"))
  var output: String?

  @Flag(help: "Print the JSON Schema of plan files instead.")
  var schema = false

  @OptionGroup var options: GlobalOptions

  var outputs: [String] { output.map { [$0] } ?? [] }

  func validate() throws {
    if plan == nil && !schema { throw ValidationError("Give the plan file to check.", "请给出要检查的规划文件。") }
  }

  func run() async throws {
    try await options.reportingErrors {
      guard let plan, !schema else { return try StandardOutput.write(PlanFile.jsonSchema.utf8) }
      do {
        let file = try PlanFile.read(at: URL(fileURLWithPath: plan), allowOutside: allowOutside)
        let (profile, area, _) = try PlanRun.inputs(of: file)
        if let output { try write(area, to: output) }
        if options.json {
          try CheckResult(plan: plan, problems: [], area: area).print()
        } else {
          try report(area, profile)
        }
      } catch let error as InputProblems where options.json {
        try CheckResult(plan: plan, problems: error.problems, area: nil).print()
        throw ExitCode(error.status.rawValue)
      }
    }
  }

  private func write(_ area: PlanningArea, to output: String) throws {
    let folder = try OutputFolder(output, overwrite: options.overwrite, ownNames: ["inputs.csv", "summary.json"])
    try folder.write(PlanTable.inputs(area.account).csv(for: .program), to: "inputs.csv")
    let summary: PropertyValue = [
      "tool": ["name": "emsplan", "version": .text(ToolVersion.text)], "name": .text(area.name),
      "name_zh": .text(area.title.chinese),
      "inputs": area.account.summary,
      "notes": .list(
        area.notes.map { ["kind": .text($0.kind.rawValue), "text": .text($0.english), "text_zh": .text($0.chinese)] }),
    ]
    try folder.write(JSONWriter.indented(summary), to: "summary.json")
    _ = try folder.commit()
  }

  private func report(_ area: PlanningArea, _ profile: PolicyProfile) throws {
    if options.quiet { return }
    let account = area.account.lines(in: options.language) { profile.inItsTerms($0, of: area) }
    let derived = area.settlements.count { $0.origin == .derived }
    let people = NumberText.grouped(area.countedPeople)
    let towns = TownshipCount(area.townships).all
    switch options.language {
    case .english:
      try StandardOutput.print(
        "\(area.title.english): \(area.counties.count.of("county", "counties")), "
          + "\(towns.of("township", "townships")), "
          + "\(area.settlements.count.of("settlement", "settlements")) (\(derived) derived), \(people) people, "
          + "\(area.facilities.count.of("facility", "facilities")); no problems")
      for line in account { try StandardOutput.print(line) }
      for note in area.notes { try StandardOutput.print("\(note.kind.rawValue): \(note.text(in: .english))") }
    case .chinese:
      try StandardOutput.print(
        "\(area.title.chinese)：\(area.counties.count) 个县，\(towns) 个乡镇，\(area.settlements.count) 个村居"
          + "（其中推算 \(derived) 个），\(people) 人，\(area.facilities.count) 个机构；没有问题")
      for line in account { try StandardOutput.print(line) }
      let kinds: [Note.Kind: String] = [.warning: "注意", .derivation: "推算", .assumption: "假定", .repair: "修复"]
      for note in area.notes {
        try StandardOutput.print("\(kinds[note.kind] ?? note.kind.rawValue)：\(note.text(in: .chinese))")
      }
    }
  }
}

/// What `check --json` prints.
private struct CheckResult: Encodable {
  struct Problem: Encodable {
    var file: String
    var row: Int?
    var feature: Int?
    var id: String?
    var line: Int?
    var field: String?
    var value: String?
    var message: String
    var remedy: String
    var messageChinese: String
    var remedyChinese: String
    var repeats: Int
  }

  struct Finding: Encodable {
    var kind: String
    var text: String
    var textChinese: String
  }

  struct Counts: Encodable {
    var counties: Int
    var townships: Int
    var settlements: Int
    var settlementsDerived: Int
    var facilities: Int
    var population: Int
  }

  var plan: String
  var ok: Bool
  var problems: [Problem]
  var notes: [Finding]
  var read: Counts?

  init(plan: String, problems: [InputProblem], area: PlanningArea?) {
    self.plan = plan
    ok = problems.isEmpty
    self.problems = problems.map { problem in
      var entry = Problem(
        file: problem.file, field: problem.field, value: problem.value, message: problem.english,
        remedy: problem.remedyEnglish, messageChinese: problem.chinese, remedyChinese: problem.remedyChinese,
        repeats: problem.repeats)
      switch problem.place {
      case .file: break
      case .row(let row): entry.row = row
      case .line(let line): entry.line = line
      case .feature(let number, let id):
        entry.feature = number
        entry.id = id
      }
      return entry
    }
    notes = (area?.notes ?? []).map {
      Finding(kind: $0.kind.rawValue, text: $0.text(in: .english), textChinese: $0.text(in: .chinese))
    }
    read = area.map {
      Counts(
        counties: $0.counties.count, townships: TownshipCount($0.townships).all, settlements: $0.settlements.count,
        settlementsDerived: $0.settlements.count { $0.origin == .derived }, facilities: $0.facilities.count,
        population: $0.countedPeople)
    }
  }

  func print() throws {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try StandardOutput.write(encoder.encode(self) + Data("\n".utf8))
  }
}
