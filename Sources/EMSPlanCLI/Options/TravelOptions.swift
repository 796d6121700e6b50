import ArgumentParser
import EMSPlan
import Foundation
import GeoKit
import TravelNetwork

/// Which way the journeys of a command run.
enum DirectionName: String, ExpressibleByArgument, CaseIterable {
  case from
  case toward

  var direction: TravelDirection { self == .from ? .fromFacility : .towardFacility }
}

/// How the fields of a line layer are called.
struct LineLayerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Layer of a road database.", valueName: "name"))
  var roadsLayer: String?

  @Option(help: ArgumentHelp("Field with the class of a road layer.", valueName: "field"))
  var classField: String?

  @Option(help: ArgumentHelp("Field with the speed of a road layer, km/h.", valueName: "field"))
  var speedField: String?

  @Option(help: ArgumentHelp("Field with the one-way sign of a road layer.", valueName: "field"))
  var oneWayField: String?

  @Option(help: ArgumentHelp("Field that names the roads of a layer, for --closed-roads.", valueName: "field"))
  var roadIDField: String?

  @Option(
    help: ArgumentHelp(
      "Datum of a road layer: wgs84, cgcs2000, gcj02, bd09 or epsg:N (default: what it declares).", valueName: "datum"))
  var roadsCRS: String?

  @Option(
    help: ArgumentHelp("Join the ends of a road layer to roads that are no further away, metres.", valueName: "metres"))
  var joinTolerance = 1.0

  var fields: LineLayerFields {
    LineLayerFields(
      layer: roadsLayer, roadClass: classField, speed: speedField, oneWay: oneWayField, identifier: roadIDField,
      crs: roadsCRS, joinTolerance: joinTolerance)
  }

  func validate() throws {
    guard (0...1000).contains(joinTolerance) else {
      throw ValidationError("--join-tolerance must lie between 0 and 1000 metres.", "--join-tolerance 应在 0 至 1000 米之间。")
    }
  }
}

/// The season and closures that change a road network.
struct ScenarioOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Speeds by class of road in a season, such as primary=0.8,track=0 or 村道=0.7; 0 closes.",
      valueName: "class=factor,…"))
  var season: String?

  @Option(
    help: ArgumentHelp(
      "File with one closed road per line: the id of the way in OpenStreetMap; in a road layer the value of --road-id-field, or the number of the feature, counted from 1.",
      valueName: "file"))
  var closedRoads: String?

  @Option(
    help: ArgumentHelp(
      "Table of speeds by class of road: standard (the default), china, germany, or a .yaml file.", valueName: "table"))
  var speeds: String?

  @Option(help: ArgumentHelp("Hour of the day, 0 to 23, where the speeds differ by the hour.", valueName: "hour"))
  var hour: Int?

  var isGiven: Bool { season != nil || closedRoads != nil || speeds != nil || hour != nil }

  /// What is read.
  var files: [String] { [closedRoads, speeds.flatMap { PlanFile.namesFile($0) ? $0 : nil }].compactMap { $0 } }

  func validate() throws {
    if let hour, !(0...23).contains(hour) {
      throw ValidationError("--hour must lie between 0 and 23.", "--hour 应在 0 至 23 之间。")
    }
  }

  /// - Parameter file: the roads, against whose fields a list of closed ones is held.
  func scenario(_ layer: LineLayerOptions, of file: RoadFile) throws -> RoadScenario {
    var scenario = try UsageProblems.rethrown { () throws(InputProblems) in
      try RoadScenario(season: season, in: "--season")
    }
    if let speeds {
      let table = try SpeedTable(named: speeds)
      if let region = table.regions.first {
        throw CommandFailure(
          status: .usage,
          english: "\(speeds): the factor for \(region) needs a plan, whose counties and townships it names",
          chinese: "\(speeds)：针对 \(region) 的系数只能用于规划，因其引用规划中的县区或乡镇")
      }
      scenario.speeds = table
    }
    scenario.hour = hour
    try UsageProblems.rethrown { () throws(InputProblems) in
      try scenario.checkHour("--hour", in: speeds ?? "standard")
    }
    if let closedRoads {
      scenario.closed = try ClosedRoadList.read(
        URL(fileURLWithPath: closedRoads), as: closedRoads, takesWords: layer.roadIDField != nil)
      try ClosedRoadList.check(scenario.closed, against: file.rivals, as: closedRoads)
    }
    return scenario
  }
}

/// How people travel, for commands that work with any travel model.
struct TravelOptions: ParsableArguments {
  @Option(help: "How people travel: \(TravelMode.listed).")
  var mode = TravelMode.drive

  @Option(help: ArgumentHelp("Roads: .osm.pbf, stored roads or a line layer.", valueName: "file"))
  var roads: String?

  @Option(help: ArgumentHelp("Friction surface: GeoTIFF of seconds per metre, in degrees.", valueName: "file"))
  var friction: String?

  @Option(
    help: ArgumentHelp(
      "Unit of --friction, a time for a way or a speed (default: what the raster declares, or seconds-per-metre).",
      valueName: "unit"))
  var frictionUnit: FrictionUnit?

  @Option(help: ArgumentHelp("Land cover instead of --friction: GeoTIFF of classes, in degrees.", valueName: "file"))
  var landCover: String?

  @Option(
    help: ArgumentHelp(
      "Speeds by class of --land-cover, km/h, such as 10=3,40=4.5,80=0; 0 is impassable.", valueName: "class=km/h,…"))
  var coverSpeeds: String?

  @Option(
    help: ArgumentHelp("Heights for --friction or --land-cover: GeoTIFF of metres, in degrees.", valueName: "file"))
  var elevation: String?

  @Flag(help: "Travel as the crow flies, times a detour factor.")
  var straightLine = false

  @Option(help: "from the facility or toward it (default: from for ambulances, toward for others).")
  var direction: DirectionName?

  @Option(help: ArgumentHelp("Turnout of ambulances, minutes (default 0).", valueName: "minutes"))
  var turnoutMinutes: Double?

  @Option(help: ArgumentHelp("Speed of straight-line travel, km/h (default: the profile's).", valueName: "km/h"))
  var speed: Double?

  @Option(help: ArgumentHelp("Detour factor of straight-line travel (default: the profile's).", valueName: "factor"))
  var detour: Double?

  @Option(help: ArgumentHelp("Speed between a place and the road, km/h (default 3).", valueName: "km/h"))
  var offRoadSpeed: Double?

  @Option(help: ArgumentHelp("Longest way between a place and the road, metres (default 2000).", valueName: "metres"))
  var offRoadLimit: Double?

  @Option(
    help: ArgumentHelp(
      "Lines that ways off the road do not cross: extract (rivers, canals, railways, fences and walls of an .osm.pbf, except at bridges, fords, crossings and gates) or a line layer.",
      valueName: "extract|file"))
  var barriers: String?

  @Option(help: ArgumentHelp("Policy profile for straight-line travel (default national).", valueName: "profile"))
  var profile: String?

  @OptionGroup var layer: LineLayerOptions
  @OptionGroup var scenario: ScenarioOptions

  func validate() throws {
    if ways > 1 {
      throw ValidationError(
        "Say one way to travel: --roads, --friction, --land-cover or --straight-line.",
        "出行方式只能给一种：--roads、--friction、--land-cover 或 --straight-line。")
    }
    if turnoutMinutes != nil, mode != .ambulance {
      throw ValidationError(
        "--turnout-minutes belongs to --mode ambulance: nobody else turns out.",
        "--turnout-minutes 只用于 --mode ambulance：其他方式没有出车时间。")
    }
    if roads == nil, scenario.isGiven {
      throw ValidationError(
        "--season, --speeds, --hour and --closed-roads belong to --roads.",
        "--season、--speeds、--hour 和 --closed-roads 须与 --roads 同用。")
    }
    if frictionUnit != nil, friction == nil {
      throw ValidationError("--friction-unit belongs to --friction.", "--friction-unit 须与 --friction 同用。")
    }
    if elevation != nil && !isOnGround {
      throw ValidationError(
        "--elevation belongs to --friction or --land-cover.", "--elevation 须与 --friction 或 --land-cover 同用。")
    }
    if (landCover == nil) != (coverSpeeds == nil) {
      throw ValidationError("--land-cover and --cover-speeds belong together.", "--land-cover 与 --cover-speeds 须同时给出。")
    }
    try refuseIdleOptions()
    let ranges: [(String, Double?, ClosedRange<Double>)] = [
      ("--turnout-minutes", turnoutMinutes, 0...1440), ("--speed", speed, 0.1...mode.fastest),
      ("--detour", detour, 1...100),
      ("--off-road-speed", offRoadSpeed, 0.1...200), ("--off-road-limit", offRoadLimit, 0...100_000),
    ]
    for (name, value, range) in ranges {
      if let value, !range.contains(value) {
        throw ValidationError(
          "\(name) must lie between \(range.lowerBound) and \(range.upperBound).",
          "\(name) 应在 \(range.lowerBound) 至 \(range.upperBound) 之间。")
      }
    }
  }

  /// An option that the way to travel has no use for would be passed over in silence.
  private func refuseIdleOptions() throws {
    if ways == 1, !straightLine {
      for (name, isGiven) in [("--speed", speed != nil), ("--detour", detour != nil), ("--profile", profile != nil)]
      where isGiven {
        throw ValidationError(
          "\(name) belongs to --straight-line: roads and ground have speeds of their own.",
          "\(name) 只用于 --straight-line：道路和地面各有自己的速度。")
      }
    }
    if roads == nil || isOnGround {
      for (name, isGiven) in [
        ("--off-road-speed", offRoadSpeed != nil), ("--off-road-limit", offRoadLimit != nil),
        ("--barriers", barriers != nil),
      ] where isGiven {
        throw ValidationError("\(name) belongs to --roads without ground.", "\(name) 只用于不含地面的 --roads。")
      }
    }
  }

  /// Whether the command says how to travel.
  var isGiven: Bool { ways > 0 }

  /// What is read.
  var files: [String] {
    let barriers = barriers == PlanFile.Roads.barriersOfExtract ? nil : barriers
    return [roads, barriers, friction, landCover, elevation].compactMap { $0 } + scenario.files
  }

  /// For commands that cannot do without.
  func requireWay() throws {
    if isGiven { return }
    throw ValidationError(
      "Say how to travel: --roads, --friction, --land-cover or --straight-line.",
      "请说明出行方式：--roads、--friction、--land-cover 或 --straight-line。")
  }

  /// Roads and ground are one graph where both are given.
  var isOnGround: Bool { friction != nil || landCover != nil }

  private var ways: Int { [straightLine, roads != nil && !isOnGround, friction != nil, landCover != nil].count { $0 } }

  var travelDirection: TravelDirection {
    direction?.direction ?? (mode == .ambulance ? .fromFacility : .towardFacility)
  }

  /// The travel model, with what a reader must know about its files.
  func model() throws -> (any TravelModel, [Note]) {
    let turnout = Duration.seconds((turnoutMinutes ?? 0) * 60)
    if let source = try groundSource() {
      let ground = try GroundFile(source, elevation: elevation)
      let grid = try ground.grid(for: mode)
      var notes = ground.notes + [ground.doubt(for: mode, isOffRoad: roads != nil)].compactMap { $0 }
      var overGround: GroundRoads?
      if let roads {
        let file = try RoadFile(roads, layer: layer.fields)
        let scenario = try self.scenario.scenario(layer, of: file)
        notes += file.notes + Self.notes(file, scenario)
        overGround = RoadMode(mode).roads(RoadMode(mode).graph(of: file.lines, in: scenario), on: grid)
      }
      return (FrictionTravel(grid, roads: overGround, mode: mode, direction: travelDirection, turnout: turnout), notes)
    }
    if roads != nil {
      let (model, notes) = try roadTravel()
      return (model, notes)
    }
    let profile = try PolicyLibrary().profile(profile ?? "national")
    guard let speed = speed.map({ .kilometres($0) }) ?? profile.distanceInOneHour(by: mode) else {
      throw CommandFailure(
        status: .usage, english: "the profile has no speed for \(mode.rawValue); give --speed",
        chinese: "政策配置没有 \(mode.rawValue) 的速度，请用 --speed 给出")
    }
    let model = try StraightLineTravel(
      mode: mode, direction: travelDirection, speed: speed, detour: detour ?? profile.detourFactor,
      turnout: turnoutMinutes.map { .seconds($0 * 60) } ?? profile.turnout)
    return (model, [])
  }

  private func groundSource() throws -> GroundSource? {
    if let friction { return .friction(friction, unit: frictionUnit) }
    guard let landCover else { return nil }
    let speeds = try UsageProblems.rethrown { () throws(InputProblems) in
      try LandCoverSpeeds(coverSpeeds ?? "", in: "--cover-speeds")
    }
    return .landCover(landCover, speeds)
  }

  /// Travel on the roads of `--roads`.
  func roadTravel() throws -> (RoadTravel, [Note]) {
    var fields = layer.fields
    fields.isDatumOfBarriers = barriers != nil && barriers != PlanFile.Roads.barriersOfExtract
    var file = try RoadFile(roads ?? "", layer: fields)
    if let barriers, let roads {
      let read = try BarrierFile(
        barriers, at: URL(fileURLWithPath: barriers), roads: (URL(fileURLWithPath: roads), roads),
        crs: layer.roadsCRS, field: "--barriers")
      file.lines.barriers = read.pieces
      file.notes += read.notes
    }
    var mode = RoadMode(mode)
    if let offRoadSpeed { mode.offRoadSpeed = offRoadSpeed }
    let limit = offRoadLimit.map { Distance.metres($0) } ?? RoadTravel.usualOffRoadLimit
    guard let offRoad = mode.offRoad(within: limit) else {
      throw ValidationError("--off-road-speed must be above zero.", "--off-road-speed 应大于 0。")
    }
    let scenario = try self.scenario.scenario(layer, of: file)
    let graph = mode.graph(of: file.lines, in: scenario)
    guard graph.nodeCount > 0 else { throw NoUsableRoads.failure(roads ?? "", mode.name, file.lines) }
    let model = RoadTravel(
      graph, mode: self.mode, direction: travelDirection, offRoad: offRoad,
      turnout: .seconds((turnoutMinutes ?? 0) * 60))
    return (model, file.notes + Self.notes(file, scenario))
  }

  /// What a reader must know about the roads: what is not read in them, with counts, closed roads and classes of the
  /// season that are not there.
  static func notes(_ file: RoadFile, _ scenario: RoadScenario = RoadScenario()) -> [Note] {
    RoadTagNotes.notes(on: file.lines, for: VehicleSize()) + scenario.notes(on: file.lines)
  }
}

enum NoUsableRoads {
  static func failure(_ path: String, _ mode: String, _ lines: RoadLines) -> CommandFailure {
    let classes = RoadTagNotes.classes(of: lines)
    if RoadMode.unknownClasses(in: lines).isEmpty {
      return CommandFailure(
        status: .badData,
        english: "\(path): every road is closed to the mode \(mode); the classes are \(classes.english). "
          + "Look at what closes them: access, status, a list of closed roads, a season, or classes that the mode may not use",
        chinese: "\(path)：所有道路均不对 \(mode) 开放；道路类别为 \(classes.chinese)。"
          + "请检查封闭原因：access、道路状态、封闭道路清单、季节，或该方式不可使用的类别")
    }
    return CommandFailure(
      status: .badData,
      english: "\(path): no road that the mode \(mode) may use; the classes are \(classes.english). "
        + "Of a line layer, name the field of the classes (--class-field), or write them as OpenStreetMap or the road standards do (primary, 县道)",
      chinese: "\(path)：没有 \(mode) 可用的道路；道路类别为 \(classes.chinese)。"
        + "线图层请指定等级字段（--class-field），或按 OpenStreetMap 或公路标准填写类别（primary、县道）")
  }

  /// Places that no road comes near, or that lie off the raster: where it is all of them they point to data of another
  /// area or datum; where it is some of the facilities a reader must know.
  static func check(
    _ model: any TravelModel, _ facilities: [Facility], _ settlements: [Settlement] = []
  ) throws -> [Note] {
    if let complaint = model.complaint(about: facilities.map(\.location), settlements.map(\.location)) {
      throw CommandFailure(status: .badData, english: complaint.english, chinese: complaint.chinese)
    }
    return [model.note(onApart: facilities)].compactMap { $0 }
  }
}
