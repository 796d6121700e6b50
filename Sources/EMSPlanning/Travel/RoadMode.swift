import EMSFormats
import EMSModel
import TravelNetwork

/// One way of travelling on roads: which it may use, how fast, and what happens off them.
///
/// Keys and values are those of OpenStreetMap; a line layer from elsewhere is translated into them when it is read.
public struct RoadMode: Sendable {
  /// As it is written on the command line and in a plan.
  public var name: String
  /// Kilometres per hour by class of road (`highway`, or `ferry`); a class that is missing is closed.
  public var classSpeeds: [String: Double]
  /// Highest speed in kilometres per hour on a surface; a surface that is missing does not slow.
  public var surfaceSpeeds: [String: Double]
  /// Highest speed in kilometres per hour by `tracktype`.
  public var trackSpeeds: [String: Double]
  /// Highest speed in kilometres per hour by `smoothness`; zero closes the road.
  public var smoothnessSpeeds: [String: Double]
  /// Access keys, the most general first; the last one that a road carries decides.
  public var accessKeys: [String]
  /// Values of an access key that close a road or a barrier.
  public var closingValues: Set<String>
  /// Classes that are open only where an access key says so.
  public var classesByPermission: Set<String>
  /// Barriers that stop the mode unless an access key opens them.
  public var barriers: Set<String>
  /// Whether the mode keeps to the posted `maxspeed`.
  public var keepsSpeedLimit: Bool
  /// Keys of one-way signs that the mode keeps to, the most general first; the last one that a road carries decides.
  public var oneWayKeys: [String]
  /// As whom restrictions of turns name or except the mode, the most general first.
  public var turnNames: [String]
  /// Kilometres per hour between a place and the road.
  public var offRoadSpeed: Double
  /// What a slope does to it on terrain.
  public var slope: SlopeEffect

  /// The mode of that name, or nil.
  public static func named(_ name: String) -> RoadMode? { all.first { $0.name == name } }
}

extension RoadMode {
  /// How the mode travels a road with these tags.
  public func traversal(_ tags: [String: String], in scenario: RoadScenario = RoadScenario()) -> RoadTraversal {
    let roadClass = OpenStreetMapTags.isFerry(tags) ? "ferry" : tags["highway"] ?? ""
    guard let classSpeed = classSpeeds[roadClass] else { return .closed }
    if isClosedBySeason(tags, scenario) || isRuin(tags) || isMotorroad(tags) { return .closed }
    var speed = classSpeed
    // A speed that the planner's own layer states is the speed that is driven.
    if let stated = tags["speed_kmh"].flatMap(Double.init), stated > 0 {
      speed = accessKeys.contains("motor_vehicle") ? stated : min(stated, classSpeed)
    }
    for (key, limits) in [("surface", surfaceSpeeds), ("tracktype", trackSpeeds), ("smoothness", smoothnessSpeeds)] {
      // Of several surfaces nobody says where each is: the slowest is safe.
      guard let text = tags[key] else { continue }
      for value in OpenStreetMapTags.values(text) { speed = min(speed, limits[value] ?? speed) }
    }
    if tags["bicycle"] == "dismount", accessKeys.contains("bicycle") { speed = min(speed, Self.pushing) }
    var factor = scenario.factor(ofClass: roadClass)
    if let table = scenario.speeds, !table.factors.isEmpty, let mode = TravelMode(rawValue: name) {
      factor *= table.factor(of: mode, on: roadClass, in: RoadRegions.read(tags), at: scenario.hour)
    }
    for winter in Self.winterRoads where tags[winter] == "yes" { factor *= scenario.classFactors[winter] ?? 1 }
    speed *= factor

    var forward = speed
    var backward = speed
    if keepsSpeedLimit {
      func limit(_ direction: String) -> Double? { PostedSpeed(of: tags, direction)?.kilometresPerHour }
      if let limit = limit("forward") { forward = min(forward, limit) }
      if let limit = limit("backward") { backward = min(backward, limit) }
    }
    let ways = oneWay(tags, class: roadClass)
    return RoadTraversal(
      forward: ways.forward && isOpen(tags, class: roadClass, "forward") ? .init(kilometresPerHour: forward) : nil,
      backward: ways.backward && isOpen(tags, class: roadClass, "backward") ? .init(kilometresPerHour: backward) : nil,
      duration: factor > 0 ? FerryDuration.of(tags).map { .seconds($0.seconds / factor) } : nil,
      access: Self.access(tags, class: roadClass))
  }

  /// Whether a journey may begin or end beside the road, rather than only where another road meets it: nowhere on
  /// motorways and ferries, and at the ends alone of their links, of bridges and of tunnels.
  private static func access(_ tags: [String: String], class roadClass: String) -> RoadAccess {
    if roadClass == "motorway" || roadClass == "ferry" || tags["motorroad"] == "yes" { return .nowhere }
    // A passage through a building is at the height of the ground, and a culvert is the stream's.
    let isTunnel = tags["tunnel"].map { !["no", "building_passage", "culvert"].contains($0) } ?? false
    let isBridge = tags["bridge"].map { $0 != "no" } ?? false
    return isTunnel || isBridge || roadClass == "motorway_link" ? .ends : .anywhere
  }

  /// Kilometres per hour of who pushes a bicycle along a road, as of walkers.
  private static let pushing = 5.0

  /// Whether a road is there no more, or nobody gets through with wheels.
  private func isRuin(_ tags: [String: String]) -> Bool {
    OpenStreetMapTags.ruinKeys.contains { tags[$0] == "yes" && ($0 != "impassable" || !isOnFoot) }
  }

  /// Whether the road is for motor vehicles alone, and no key lets the mode onto it by name.
  private func isMotorroad(_ tags: [String: String]) -> Bool {
    guard tags["motorroad"] == "yes", !accessKeys.contains("motor_vehicle") else { return false }
    return accessKeys.last.flatMap { tags[$0] }.map(closes) ?? true
  }

  /// What a restriction of turns with these tags means for the mode; nil where nothing.
  public func turn(_ tags: [String: String]) -> TurnRestriction.Kind? {
    // A relation of the type restriction:hgv binds those alone.
    if let type = tags["type"], type.hasPrefix("restriction:") {
      guard turnNames.contains(String(type.dropFirst("restriction:".count))) else { return nil }
    }
    let except = (tags["except"] ?? "").split { ";, ".contains($0) }.map(String.init)
    if except.contains(where: turnNames.contains) { return nil }
    let own = turnNames.reversed().lazy.compactMap { tags["restriction:\($0)"] }.first
    let rule = own ?? (isOnFoot ? nil : tags["restriction"])
    guard let rule = rule?.lowercased() else { return nil }
    return rule.hasPrefix("no_") ? .forbidden : rule.hasPrefix("only_") ? .mandatory : nil
  }

  private var isOnFoot: Bool { accessKeys.contains("foot") }

  /// Whether a barrier with these tags stops the mode.
  public func isStopped(by tags: [String: String]) -> Bool {
    guard let barrier = tags["barrier"] else { return false }
    if let decision = access(tags) { return closes(decision) }
    return OpenStreetMapTags.values(barrier).contains(where: barriers.contains) || tags["locked"] == "yes"
  }

  /// What the most particular access key says, of both directions where none is named.
  private func access(_ tags: [String: String], _ direction: String? = nil) -> String? {
    accessKeys.lazy.reversed().compactMap { key in
      direction.flatMap { OpenStreetMapTags.value(key, $0, tags) } ?? tags[key]
    }.first
  }

  /// Whether an access value shuts the mode out; of several (`agricultural;forestry`) each must.
  private func closes(_ value: String) -> Bool {
    OpenStreetMapTags.values(value).allSatisfy(closingValues.contains)
  }

  private func isOpen(_ tags: [String: String], class roadClass: String, _ direction: String) -> Bool {
    guard let decision = access(tags, direction) else { return !classesByPermission.contains(roadClass) }
    if closes(decision) { return false }
    if classesByPermission.contains(roadClass) {
      // A general `access=yes` on a footway does not invite cars: the key must name the vehicle.
      return accessKeys.dropFirst().contains { key in tags[key].map { !closes($0) } ?? false }
    }
    return true
  }

  private func isClosedBySeason(_ tags: [String: String], _ scenario: RoadScenario) -> Bool {
    Self.winterRoads.contains { tags[$0] == "yes" && scenario.classFactors[$0] == nil }
  }

  /// Roads that exist only in a season that gives them a share of their speed; zero leaves them closed.
  static let winterRoads = ["ice_road", "winter_road"]

  /// The directions that one-way signs leave open: the sign for the most particular vehicle decides.
  private func oneWay(_ tags: [String: String], class roadClass: String) -> (forward: Bool, backward: Bool) {
    switch oneWayKeys.lazy.reversed().compactMap({ tags[$0] }).first.map({ OneWaySign($0) ?? .both }) {
    case .forward: return (true, false)
    case .backward: return (false, true)
    case .neither: return (false, false)
    case .both: return (true, true)
    case nil:
      guard oneWayKeys.contains("oneway") else { return (true, true) }
      let isRound = tags["junction"] == "roundabout" || tags["junction"] == "circular"
      return (true, !(isRound || roadClass == "motorway"))
    }
  }
}
