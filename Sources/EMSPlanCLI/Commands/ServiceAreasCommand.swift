import ArgumentParser
import EMSPlan
import Foundation
import GeoKit

struct ServiceAreasCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "service-areas",
    abstract: "The ground that each facility reaches within a time.",
    discussion: """
      With --straight-line the ground is a geodesic disc: (limit - turnout) × speed / detour. Speed, detour factor and \
      turnout come from the policy profile unless they are given; turnout counts for ambulances alone. A facility \
      known only to its county seat is left out, with a warning.

      EXAMPLE
        emsplan service-areas --facilities hospitals.csv --minutes 15 --mode ambulance --straight-line \\
          -o service-areas.geojson

      EXIT STATUS
        0 done; 64 usage; 65 bad data; 66 input missing; 73 cannot write
      """)

  @Option(help: ArgumentHelp("Facilities: CSV or GeoJSON points.", valueName: "file"))
  var facilities: String

  @Option(help: ArgumentHelp("The time limit.", valueName: "minutes"))
  var minutes = 15.0

  @Option(help: "How people travel.")
  var mode = TravelMode.drive

  @Flag(help: "Travel as the crow flies, times a detour factor.")
  var straightLine = false

  @Option(help: ArgumentHelp("Policy profile for speed, detour and turnout.", valueName: "profile"))
  var profile = "national"

  @Option(help: ArgumentHelp("Speed instead of the profile's, km/h.", valueName: "km/h"))
  var speed: Double?

  @Option(help: ArgumentHelp("Detour factor instead of the profile's, at least 1.", valueName: "factor"))
  var detour: Double?

  @Option(help: ArgumentHelp("Turnout of ambulances instead of the profile's, minutes.", valueName: "minutes"))
  var turnoutMinutes: Double?

  @Option(name: .shortAndLong, help: ArgumentHelp("The GeoJSON file to write.", valueName: "file"))
  var output: String

  @OptionGroup var datums: DatumOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard straightLine else { throw ValidationError("Say how to travel: --straight-line.") }
    guard minutes > 0, minutes <= 1_440 else { throw ValidationError("--minutes must lie between 0 and 1440.") }
    if let speed, !(speed > 0 && speed <= 1_000) { throw ValidationError("--speed must lie between 0 and 1000 km/h.") }
    if let detour, !(detour >= 1 && detour <= 100) { throw ValidationError("--detour must lie between 1 and 100.") }
    if let turnoutMinutes, !(turnoutMinutes >= 0 && turnoutMinutes <= 1_440) {
      throw ValidationError("--turnout-minutes must lie between 0 and 1440.")
    }
  }

  func run() async throws {
    try await global.reportingErrors {
      TerminalInterrupt.install()
      let file = try OutputFile(output, overwrite: global.overwrite)
      let area = try datums.layers(facilities: facilities).read()
      let run = try ServiceAreaRun(of: area.facilities, model: model(), within: .seconds(minutes * 60))
      // The reader's own warning says which rows are left out.
      global.report(area.notes)
      try file.append(try run.geoJSON(notes: area.notes))
      try file.commit()
      if global.json {
        FileHandle.standardOutput.write(Data(JSONWriter.indented(summary(run))))
      } else if !global.quiet {
        let (drawn, left) = (run.records.count, run.leftOut.count)
        print(
          global.language == .chinese
            ? "服务圈 \(drawn) 个，未绘制 \(left) 个；已写入 \(output)"
            : "\(drawn) service areas, \(left) left out; wrote \(output)")
      }
    }
  }

  private func model() throws -> StraightLineTravel {
    let profile = try PolicyLibrary().profile(profile)
    let speed = speed ?? profile.distanceInOneHour(by: mode)?.kilometres
    guard let speed else {
      throw CommandFailure(
        status: .usage, english: "the profile has no speed for \(mode.rawValue); give --speed",
        chinese: "政策配置没有 \(mode.rawValue) 的速度，请用 --speed 给出")
    }
    return try StraightLineTravel(
      mode: mode, direction: mode == .ambulance ? .fromFacility : .towardFacility, speed: .kilometres(speed),
      detour: detour ?? profile.detourFactor,
      turnout: turnoutMinutes.map { .seconds($0 * 60) } ?? profile.turnout)
  }

  private func summary(_ run: ServiceAreaRun) -> PropertyValue {
    [
      "limit_min": .decimal(minutes, places: 4), "mode": .text(mode.rawValue), "model": "straight-line",
      "service_areas": .list(
        run.records.map { record in
          ["facility_id": .text(record.facility.id), "area_km2": .squareKilometres(record.area)]
        }), "left_out": .list(run.leftOut.map { .text($0.id) }),
    ]
  }
}
