import ArgumentParser
import EMSPlan
import Foundation
import GeoKit

struct ServiceAreasCommand: AsyncParsableCommand, WritingCommand {
  static let configuration = CommandConfiguration(
    commandName: "service-areas",
    abstract: "The ground that each facility reaches within a time.",
    discussion: """
      With --roads the ground is what lies near enough to the stretches of road reached in time; with --friction the \
      cells reached. With --straight-line it is a geodesic disc: (limit - turnout) × speed / detour; speed, detour \
      factor and turnout come from the policy profile unless they are given. Turnout counts for ambulances alone. A \
      facility known only to its county seat is left out, with a warning.

      EXAMPLES
        emsplan service-areas --facilities hospitals.csv --minutes 15 --mode drive --roads andorra.osm.pbf \
          -o service-areas.geojson
        emsplan service-areas --facilities hospitals.csv --minutes 15 --mode ambulance --straight-line \\
          -o service-areas.geojson

      EXIT STATUS
        0 done; 64 usage; 65 bad data; 66 input missing; 73 cannot write
      """)

  @Option(help: ArgumentHelp("The time limit.", valueName: "minutes"))
  var minutes = 15.0

  @Flag(help: "Areas that do not overlap: each place belongs to its quickest facility (not with --straight-line).")
  var catchments = false

  @Option(
    help: ArgumentHelp(
      "Drop corners while the outline moves by no more than this (not with --catchments).",
      valueName: "metres"))
  var simplify: Double?

  @Flag(
    help: "Keep every corner; otherwise areas by road lose corners that change them by 0.1 % and 5 m at most.")
  var exact = false

  @Option(name: .shortAndLong, help: ArgumentHelp("The GeoJSON file to write.", valueName: "file"))
  var output: String

  @OptionGroup var travel: TravelOptions
  @OptionGroup var inputs: InputsOptions
  @OptionGroup(title: "Facilities") var facilities: FacilityOptions
  @OptionGroup var global: GlobalOptions

  var outputs: [String] { [output] }

  func validate() throws {
    try inputs.check([facilities], needed: [facilities])
    try travel.requireWay()
    guard minutes > 0, minutes <= 1_440 else {
      throw ValidationError("--minutes must lie between 0 and 1440.", "--minutes 应在 0 至 1440 之间。")
    }
    if let simplify {
      guard (0.1...10_000).contains(simplify) else {
        throw ValidationError("--simplify must lie between 0.1 and 10000 metres.", "--simplify 应在 0.1 至 10000 米之间。")
      }
      if catchments {
        throw ValidationError(
          "--simplify would part the common borders of --catchments.", "--simplify 会拆开 --catchments 的公共边界。")
      }
    }
    if exact, catchments || simplify != nil || travel.roads == nil || travel.isOnGround {
      throw ValidationError(
        "--exact belongs to --roads without --catchments, --simplify or ground: no corner is left out there.",
        "--exact 只用于不含 --catchments、--simplify 和地面的 --roads：其余情形本就不省略拐点。")
    }
    if catchments, travel.straightLine {
      throw ValidationError("--catchments needs --roads or --friction.", "--catchments 需要 --roads 或 --friction。")
    }
  }

  func run() async throws {
    let remedies = OptionRemedies([self.facilities])
    try await global.reportingErrors(remedies) {
      TerminalInterrupt.install()
      let file = try OutputFile(output, overwrite: global.overwrite, inputs: inputs.paths([facilities]) + travel.files)
      let files = try inputs.files(facilities, unused: .staffing(for: travel.mode))
      try inputs.require(files.facilities != nil, "facilities")
      let area = try files.read()
      var (model, fileNotes) = try travel.model()
      if var roads = model as? RoadTravel {
        // What --simplify changes is told of the areas as they were drawn.
        roads.keepsCorners = exact || simplify != nil
        model = roads
      }
      let stations = StationTravel.model(model, from: area.facilities)
      if catchments, stations is StationTravel {
        throw CommandFailure(
          status: .usage,
          english:
            "--catchments knows one turnout for all stations, and the list gives some their own: remove the column, or draw areas without --catchments",
          chinese: "--catchments 只支持统一的出车时间，而机构表中有站点另有出车时间：请删去该列，或不用 --catchments")
      }
      model = stations
      // The reader's own warning says which rows are left out.
      global.report(area.notes, remedies, ofTravel: fileNotes)
      let joinNotes = try NoUsableRoads.check(model, area.facilities)
      global.report(joinNotes)
      let notes = fileNotes + joinNotes
      let run = try ServiceAreaRun(
        of: area.facilities, model: model, within: .seconds(minutes * 60), areCatchments: catchments,
        simplifiedBy: simplify.map { .metres($0) })
      global.report(run.notes)
      try file.append(try run.geoJSON(notes: area.notes + notes))
      try file.commit()
      if global.json {
        try StandardOutput.write(JSONWriter.indented(summary(run)))
      } else if !global.quiet {
        let (drawn, left) = (run.records.count, run.leftOut.count)
        try StandardOutput.print(
          global.language == .chinese
            ? "服务圈 \(drawn) 个，未绘制 \(left) 个；已写入 \(output)"
            : "\(drawn.of("service area", "service areas")), \(left) left out; wrote \(output)")
      }
    }
  }

  private func summary(_ run: ServiceAreaRun) -> PropertyValue {
    [
      "simplified_m": simplify.map { .decimal($0, places: 4) } ?? .null,
      "area_change_percent": run.simplification.map { .decimal($0.areaChange * 100, places: 4) } ?? .null,
      "limit_min": .decimal(minutes, places: 4), "mode": .text(travel.mode.rawValue), "model": .text(run.modelName),
      "service_areas": .list(
        run.records.map { record in
          ["facility_id": .optional(record.facility?.id), "area_km2": .squareKilometres(record.area)]
        }), "left_out": .list(run.leftOut.map { .text($0.id) }),
    ]
  }
}
