import ArgumentParser
import EMSPlan
import Foundation

struct NetworkCommand: AsyncParsableCommand, WritingCommand {
  static let configuration = CommandConfiguration(
    commandName: "network",
    abstract: "The emergency chain: who hangs on whom, the times, the backup, and who is beyond the standard.",
    discussion: """
      Each unit hangs on the unit above it in its own county that reaches it first; the second is its backup, and a \
      unit of another county that is sooner there is named beside it. Six tiers: 120 dispatch centre, league centre, \
      county centre, county sub-centre, township station, village point; three where the profile has three. A tier \
      without units is passed over; where a county lists no emergency centre, its county hospital stands for it. \
      Village points are held to the greatest emergency radius of the profile, or to --minutes.

      From a plan, the proposed county sub-centres belong to the chain. From layers alone, --inputs \
      among them, it is the chain of today, and ambulances travel in a straight line by the profile's figures.

      Writes into the folder, whole or not at all:
        network.geojson  one line for each unit that hangs on another
        network.csv      facility_id, tier, parent_id, travel_min, backup_id, backup_travel_min and more

      EXAMPLE
        emsplan network GeoData/xingan/plan.yaml -o out/network
        emsplan network --facilities facilities.csv --settlements villages.csv --profile beibei -o out/network

      EXIT STATUS
        0 done; 64 usage; 65 bad data; 66 input missing; 73 cannot write
      """)

  @Argument(help: ArgumentHelp("The plan file; or give --facilities or --inputs.", valueName: "plan.yaml"))
  var plan: String?

  @Option(help: ArgumentHelp("Policy profile of the layers (default: national).", valueName: "profile"))
  var profile: String?

  @Option(
    help: ArgumentHelp("Hold the village points to this time instead of the profile's radius.", valueName: "minutes"))
  var minutes: Double?

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "folder"))
  var output: String

  @OptionGroup var inputs: InputsOptions
  @OptionGroup(title: "Facilities") var facilities: FacilityOptions
  @OptionGroup(title: "Settlements") var settlements: SettlementOptions
  @OptionGroup var global: GlobalOptions

  var outputs: [String] { [output] }

  func validate() throws {
    try inputs.check([facilities, settlements], needed: plan == nil ? [facilities] : [])
    guard (plan == nil) != (facilities.layer == nil && inputs.inputs == nil) else {
      throw ValidationError(
        "Give a plan file or --facilities (or --inputs), not both.", "规划文件与 --facilities（或 --inputs）只能给一个。")
    }
    if plan != nil, settlements.layer != nil || profile != nil {
      throw ValidationError(
        "--settlements and --profile go with --facilities; a plan names its own.",
        "--settlements 和 --profile 须与 --facilities 同用；规划文件自有其值。")
    }
    if let minutes, !(minutes > 0 && minutes <= 1_440) {
      throw ValidationError("--minutes must lie between 0 and 1440.", "--minutes 应在 0 至 1440 之间。")
    }
  }

  func run() async throws {
    let remedies = OptionRemedies([self.facilities, self.settlements])
    try await global.reportingErrors(remedies) {
      TerminalInterrupt.install()
      let folder = try OutputFolder(output, overwrite: global.overwrite, ownNames: NetworkRun.fileNames)
      let run = try networkRun()
      global.report(run.notes, remedies, withDerivations: plan != nil)
      try run.write(to: folder)
      _ = try folder.commit()
      if global.json {
        try StandardOutput.write(JSONWriter.indented(run.summary))
      } else if !global.quiet {
        for line in NetworkWords(run: run, language: global.language).lines(folder: output) {
          try StandardOutput.print(line)
        }
      }
    }
  }

  private func networkRun() throws -> NetworkRun {
    let limit = minutes.map { Duration.seconds($0 * 60) }
    if let plan {
      return try NetworkRun(
        of: URL(fileURLWithPath: plan), limit: limit,
        options: PlanRun.Options(language: global.language, threads: global.threads, allowOutside: inputs.allowOutside))
    }
    let profile = try PolicyLibrary().profile(profile ?? "national")
    let files = try inputs.files(
      facilities, settlements: settlements, needsTiers: true, unused: [.surgery, .consultation, .doctor],
      countsNeighbours: true)
    try inputs.require(files.facilities != nil, "facilities")
    var area = try files.read()
    if let note = files.unusedTravel(as: self.inputs.inputs ?? "") { area = area.with(notes: area.notes + [note]) }
    return try NetworkRun(of: area, profile: profile, limit: limit)
  }
}

/// What a chain says on the terminal.
private struct NetworkWords {
  let run: NetworkRun
  let language: Language

  func lines(folder: String) -> [String] {
    let isChinese = language == .chinese
    let standard = run.network.standard.map { $0.name[language] } ?? ""
    var table = TerminalTable(
      columns: isChinese
        ? [
          ("层级", .left), ("单位", .right), ("未列单位之处", .right), ("无上级", .right), ("超出\(standard)", .right),
          ("涉及人口", .right),
          ("最长时间", .right),
        ]
        : [
          ("tier", .left), ("units", .right), ("places", .right), ("hang on none", .right),
          ("beyond \(standard)", .right),
          ("people beyond", .right), ("longest", .right),
        ])
    for tier in run.network.summaries {
      table.append([
        run.area.inItsWords(tier.name)[language], NumberText.grouped(tier.units), NumberText.grouped(tier.places),
        NumberText.grouped(tier.withoutParent),
        tier.beyondStandard.map(NumberText.grouped) ?? "", tier.peopleBeyond.map(NumberText.grouped) ?? "",
        tier.longest.map { NumberText.decimals($0 / .seconds(60), 0) + (isChinese ? "分钟" : " min") } ?? "",
      ])
    }
    return table.lines() + [isChinese ? "已写入 \(folder)" : "wrote \(folder)"]
  }
}
