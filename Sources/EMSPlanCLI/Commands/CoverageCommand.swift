import ArgumentParser
import EMSPlan
import Foundation
import GeoKit

struct CoverageCommand: AsyncParsableCommand, WritingCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Who lies within which radius of an emergency station, and what radius each station needs.",
    discussion: """
      Distances are geodesics on the WGS 84 ellipsoid, and a place on the radius is within it. Each settlement belongs \
      to the station nearest to it; a station's radius is the distance to the farthest of its settlements, kept \
      between the least and the greatest radius.

      Writes into the folder, whole or not at all:
        coverage.geojson  the dissolved band of each radius, and each station's disc
        settlements.csv   nearest station, distance and band of each settlement
        townships.csv     area and people of each township within each radius
        stations.csv      territory, required radius, radius and status of each station
        inputs.csv        what went in: rows, columns taken, datum, people and tiers of each file
      and with --gaps:
        gaps.geojson      what each radius leaves of each township
        gaps.csv          the same as a table, ranked by people

      EXAMPLE
        emsplan coverage --facilities hospitals.csv --townships townships.geojson --settlements villages.csv \\
          --radii 10,20,30 -o out/coverage

      EXIT STATUS
        0 done; 64 usage; 65 bad data; 66 input missing; 73 cannot write
      """)

  @Option(help: ArgumentHelp("Radii of the bands in km.", valueName: "km,km,…"))
  var radii = RadiusList(kilometres: [10, 20, 30])

  @Option(help: ArgumentHelp("The least radius of a station in km.", valueName: "km"))
  var leastRadius = 10.0

  @Option(help: ArgumentHelp("The greatest radius of a station in km.", valueName: "km"))
  var greatestRadius = 30.0

  @Option(parsing: .upToNextOption, help: ArgumentHelp("Count only facilities of these tiers.", valueName: "tier"))
  var tiers: [FacilityTier] = []

  @Flag(help: "Write the gaps that each radius leaves, too.")
  var gaps = false

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "folder"))
  var output: String

  @OptionGroup var inputs: InputsOptions
  @OptionGroup(title: "Facilities") var facilities: FacilityOptions
  @OptionGroup(title: "Townships") var townships: TownshipOptions
  @OptionGroup(title: "Settlements") var settlements: SettlementOptions
  @OptionGroup var global: GlobalOptions

  var outputs: [String] { [output] }

  func validate() throws {
    try inputs.check([facilities, townships, settlements], needed: [facilities, townships])
    guard leastRadius > 0, leastRadius <= greatestRadius, greatestRadius <= 5_000 else {
      throw ValidationError(
        "--least-radius must be positive and at most --greatest-radius.", "--least-radius 应大于 0 且不大于 --greatest-radius。"
      )
    }
  }

  func run() async throws {
    let remedies = OptionRemedies([self.facilities, self.townships, self.settlements])
    try await global.reportingErrors(remedies) {
      TerminalInterrupt.install()
      // Before the work, so that a folder that cannot be written costs no time.
      let folder = try OutputFolder(output, overwrite: global.overwrite, ownNames: CoverageRun.fileNames)
      let files = try inputs.files(
        facilities, townships: townships, settlements: settlements, needsTiers: !tiers.isEmpty, unused: .staffing,
        countsNeighbours: true)
      try inputs.require(files.facilities != nil, "facilities")
      try inputs.require(files.townships != nil, "townships")
      let area = try files.readHashed()
      global.report(area.notes, remedies)
      let run = try CoverageRun(
        of: area, stations: area.reachable.filter { tiers.isEmpty || $0.isOne(of: tiers) },
        radii: radii.kilometres.map { .kilometres($0) },
        limits: .kilometres(leastRadius)...Distance.kilometres(greatestRadius), findsGaps: gaps,
        threads: global.threads)
      try run.write(to: folder)
      _ = try folder.commit()
      if global.json {
        try StandardOutput.write(JSONWriter.indented(run.summary))
      } else if !global.quiet {
        for line in CoverageWords(run: run, language: global.language).lines(folder: output) {
          try StandardOutput.print(line)
        }
      }
    }
  }
}

/// What a coverage run says on the terminal.
private struct CoverageWords {
  let run: CoverageRun
  let language: Language

  func lines(folder: String) -> [String] {
    let region = run.region
    let isChinese = language == .chinese
    var table = TerminalTable(
      columns: [
        (isChinese ? "半径" : "radius", .right), (isChinese ? "人口" : "people", .right), ("", .right),
        (isChinese ? "村居" : "settlements", .right), ("", .right), (isChinese ? "面积 km²" : "area km²", .right),
        ("", .right),
      ])
    for (index, radius) in run.coverage.radii.enumerated() {
      let people = region.peopleShare(radius: index).map { _ in NumberText.grouped(region.within[index].people) }
      table.append([
        LimitName(radius).text.english, people ?? (isChinese ? "未知" : "unknown"),
        percent(region.peopleShare(radius: index)), NumberText.grouped(region.within[index].settlements),
        percent(region.settlementShare(radius: index)),
        NumberText.decimals(region.areaWithin[index].squareKilometres, 1), percent(region.areaShare(radius: index)),
      ])
    }
    let counts = StationStatus.allCases.map { status in run.coverage.count(of: status) }
    let stations =
      isChinese
      ? "急救站点 \(counts.reduce(0, +)) 个：密集 \(counts[0])，范围内 \(counts[1])，超出 \(counts[2])"
      : "\(counts.reduce(0, +)) stations: \(counts[0]) dense, \(counts[1]) within, \(counts[2]) beyond"
    return run.area.account.lines(in: language, run.area.inItsWords) + [
      KnownPeople(run.area.settlements).text[language]
    ] + table.lines()
      + [stations, isChinese ? "已写入 \(folder)" : "wrote \(folder)"]
  }

  private func percent(_ share: Double?) -> String { share.map { NumberText.oneDecimal($0 * 100) + " %" } ?? "" }
}
