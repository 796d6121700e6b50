import ArgumentParser
import EMSPlan
import Foundation
import GeoKit
import TravelNetwork

extension RoadsCommand {
  /// `emsplan roads check`: what is wrong with roads, with places.
  struct Check: AsyncParsableCommand, WritingCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say where roads nearly meet, do not hang together or are not understood.",
      discussion: """
        Near misses (ends within 30 m of a road that they do not join), islands, parts that one-way roads cut off, and \
        classes with their length and speeds. With facilities and settlements each near miss says which settlements would \
        come within --minutes if it were joined (tried for the 40 worst), and roads that no settlement uses are listed. \
        Joins made, values that are not read and lines left out are told as notes.

        Files: findings.geojson and findings.csv, classes.csv.

        EXAMPLE
          emsplan roads check county.shp --facilities clinics.csv --settlements villages.csv --minutes 30 -o check
        """)

    @Argument(help: "Stored roads, an .osm.pbf, or a line layer.")
    var source: String

    @Option(help: "\(TravelMode.listed).")
    var mode = TravelMode.ambulance

    @Option(help: ArgumentHelp("Within what a settlement should be reached.", valueName: "minutes"))
    var minutes = 30.0

    @Option(help: ArgumentHelp("Turnout of ambulances, minutes (default 0).", valueName: "minutes"))
    var turnoutMinutes = 0.0

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "folder"))
    var output: String

    @OptionGroup var layer: LineLayerOptions
    @OptionGroup var scenario: ScenarioOptions
    @OptionGroup var inputs: InputsOptions
    @OptionGroup(title: "Facilities") var facilities: FacilityOptions
    @OptionGroup(title: "Settlements") var settlements: SettlementOptions
    @OptionGroup var global: GlobalOptions

    var outputs: [String] { [output] }

    private var hasUsers: Bool { facilities.layer != nil || settlements.layer != nil || inputs.inputs != nil }

    func validate() throws {
      try inputs.check([facilities, settlements], needed: hasUsers ? [facilities, settlements] : [])
      guard minutes > 0, minutes <= 1440 else {
        throw ValidationError("--minutes must lie between 0 and 1440.", "--minutes 应在 0 至 1440 之间。")
      }
      guard (0...120).contains(turnoutMinutes) else {
        throw ValidationError("--turnout-minutes must lie between 0 and 120.", "--turnout-minutes 应在 0 至 120 之间。")
      }
      if turnoutMinutes > 0, mode != .ambulance {
        throw ValidationError(
          "--turnout-minutes belongs to --mode ambulance: nobody else turns out.",
          "--turnout-minutes 只用于 --mode ambulance：其他方式没有出车时间。")
      }
    }

    func run() async throws {
      try await global.reportingErrors {
        TerminalInterrupt.install()
        let names: OutputNames = ["findings.geojson", "findings.csv", "classes.csv"]
        let folder = try OutputFolder(output, overwrite: global.overwrite, ownNames: names)
        do {
          let users = try users()
          let roads = try RoadFile(source, layer: layer.fields)
          let scenario = try self.scenario.scenario(layer, of: roads)
          let notes = roads.notes + TravelOptions.notes(roads, scenario)
          global.report(notes, withDerivations: true)
          let check = RoadCheck(roads.lines, mode: mode, in: scenario, for: users)
          let findings = RoadFindings(check, isUsed: users != nil)
          try folder.write(
            GeoJSONWriter.bytes(name: "findings", notes: notes, features: findings.features), to: "findings.geojson")
          try folder.write(findings.table, to: "findings.csv")
          try folder.write(findings.classes, to: "classes.csv")
          _ = try folder.commit()
          if global.json {
            try StandardOutput.write(JSONWriter.indented(findings.summary))
          } else if !global.quiet {
            for line in findings.lines(global.language, output) { try StandardOutput.print(line) }
          }
        } catch {
          folder.discard()
          throw error
        }
      }
    }

    private func users() throws -> RoadCheck.Users? {
      if !hasUsers { return nil }
      let files = try inputs.files(
        facilities, settlements: settlements, unused: Set<Field>.staffing.union([.urban]))
      try inputs.require(files.facilities != nil, "facilities")
      try inputs.require(files.settlements != nil, "settlements")
      let area = try files.read()
      global.report(area.notes)
      return RoadCheck.Users(
        facilities: area.facilities, settlements: area.settlements, limit: .seconds(minutes * 60),
        turnout: .seconds(turnoutMinutes * 60))
    }
  }
}
