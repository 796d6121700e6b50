import ArgumentParser
import EMSPlan
import Foundation
import GeoKit

struct GapsCommand: AsyncParsableCommand, WritingCommand {
  static let configuration = CommandConfiguration(
    commandName: "gaps",
    abstract: "What a coverage leaves of each township: ground, settlements and people, ranked by people.",
    discussion: """
      The coverage is every place within a radius of some facility (--facilities with --radii), every place that some \
      facility reaches in time (--facilities with --minutes and the travel options), or any polygons (--coverage). With \
      radii a settlement is uncovered when its geodesic distance is greater; with minutes when its journey takes \
      longer; with polygons when it lies in none of them.

      Pieces of less than 1,000 m² or narrower than 2 m on average are slivers: they are not drawn, their area is \
      counted and reported apart.

      Writes gaps.geojson and gaps.csv into the folder, whole or not at all.

      EXAMPLES
        emsplan gaps --facilities hospitals.csv --radii 30 --townships townships.geojson --settlements villages.csv \\
          -o out/gaps
        emsplan gaps --facilities hospitals.csv --minutes 15 --mode ambulance --roads andorra.osm.pbf \\
          --townships townships.geojson --settlements villages.csv -o out/gaps
        emsplan gaps --coverage service-areas.geojson --townships townships.geojson -o out/gaps

      EXIT STATUS
        0 done; 64 usage; 65 bad data; 66 input missing; 73 cannot write
      """)

  @Option(help: ArgumentHelp("Radii in km (default: 30).", valueName: "km,km,…"))
  var radii: RadiusList?

  @Option(help: ArgumentHelp("Time limit, with --roads or another way to travel.", valueName: "minutes"))
  var minutes: Double?

  @Option(help: ArgumentHelp("Covered ground: GeoJSON polygons.", valueName: "file"))
  var coverage: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "folder"))
  var output: String

  @OptionGroup var travel: TravelOptions
  @OptionGroup var inputs: InputsOptions
  @OptionGroup(title: "Facilities") var facilities: FacilityOptions
  @OptionGroup(title: "Townships") var townships: TownshipOptions
  @OptionGroup(title: "Settlements") var settlements: SettlementOptions
  @OptionGroup var global: GlobalOptions

  var outputs: [String] { [output] }

  func validate() throws {
    try inputs.check([facilities, townships, settlements], needed: [townships])
    if coverage != nil ? facilities.layer != nil : facilities.layer == nil && inputs.inputs == nil {
      throw ValidationError(
        "Give either --facilities (or --inputs) or --coverage.", "--facilities（或 --inputs）与 --coverage 须给且只给一个。")
    }
    if coverage != nil, radii != nil || minutes != nil {
      throw ValidationError("--radii and --minutes belong to --facilities.", "--radii 和 --minutes 须与 --facilities 同用。")
    }
    if (minutes != nil) != travel.isGiven {
      throw ValidationError(
        "--minutes and a way to travel (--roads and the like) belong together.", "--minutes 与出行方式（--roads 等）须同时给出。")
    }
    if let minutes {
      if radii != nil { throw ValidationError("Give either --radii or --minutes.", "--radii 与 --minutes 只能给一个。") }
      guard minutes > 0, minutes <= 1_440 else {
        throw ValidationError("--minutes must lie between 0 and 1440.", "--minutes 应在 0 至 1440 之间。")
      }
    }
  }

  func run() async throws {
    let remedies = OptionRemedies([self.facilities, self.townships, self.settlements])
    try await global.reportingErrors(remedies) {
      TerminalInterrupt.install()
      let folder = try OutputFolder(output, overwrite: global.overwrite, ownNames: GapTable.fileNames)
      let files = try inputs.files(
        coverage == nil ? facilities : nil, townships: townships, settlements: settlements, unused: .staffing,
        countsNeighbours: coverage == nil)
      try inputs.require(coverage != nil || files.facilities != nil, "facilities")
      try inputs.require(files.townships != nil, "townships")
      let area = try files.readHashed()
      global.report(area.notes, remedies)
      let tables = try tables(of: area)
      global.report(tables.compactMap(\.note))
      try GapTable.write(tables, of: area, to: folder)
      _ = try folder.commit()
      if global.json {
        try StandardOutput.write(JSONWriter.indented(.list(tables.map(\.summary))))
      } else if !global.quiet {
        for line in area.account.lines(in: global.language, area.inItsWords) { try StandardOutput.print(line) }
        if !area.settlements.isEmpty { try StandardOutput.print(KnownPeople(area.settlements).text[global.language]) }
        for table in tables { try StandardOutput.print(line(table)) }
        try StandardOutput.print(global.language == .chinese ? "已写入 \(output)" : "wrote \(output)")
      }
    }
  }

  private func tables(of area: PlanningArea) throws -> [GapTable] {
    if let coverage {
      return [
        try GapRun.table(
          of: area, coveredBy: try InputFiles.shapes(in: PlanFile.Layer(file: coverage)),
          service: ServiceName(word: "coverage", name: Phrase("The given coverage", "给定的覆盖范围")),
          threads: global.threads)
      ]
    }
    if let minutes {
      let (model, notes) = try travel.model()
      global.report(notes, withDerivations: true)
      global.report(try NoUsableRoads.check(model, area.reachable, area.settlements))
      return [
        try GapRun.table(
          of: area, facilities: area.reachable, model: model, within: .seconds(minutes * 60), threads: global.threads)
      ]
    }
    let radii = (radii?.kilometres ?? [30]).map { Distance.kilometres($0) }
    guard let least = radii.min(), let greatest = radii.max() else { return [] }
    return try CoverageRun(
      of: area, stations: area.reachable, radii: radii, limits: least...greatest, findsGaps: true,
      threads: global.threads
    ).gapTables
  }

  private func line(_ table: GapTable) -> String {
    let analysis = table.analysis
    let area = NumberText.decimals(analysis.uncoveredArea.squareKilometres, 1)
    let people = table.knowsSettlements ? analysis.headcount.knownPeople.map(NumberText.grouped) : nil
    switch global.language {
    case .chinese:
      return "\(table.name.chinese)：\(analysis.gaps.count) 个乡镇有空白，\(area) km²，\(people ?? "未知") 人"
    case .english:
      return
        "\(table.name.english): gaps in \(analysis.gaps.count) townships, \(area) km², \(people ?? "unknown") people"
    }
  }
}
