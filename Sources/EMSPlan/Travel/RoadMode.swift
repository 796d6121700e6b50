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
  /// Whether the mode keeps to one-ways; `oneway:bicycle=no` frees a mode that reads the key `bicycle`.
  public var keepsOneWay: Bool
  /// Kilometres per hour between a place and the road.
  public var offRoadSpeed: Double

  public static let all: [RoadMode] = [.ambulance, .drive, .eBike, .walk]

  /// The mode of that name, or nil.
  public static func named(_ name: String) -> RoadMode? { all.first { $0.name == name } }
}

extension RoadMode {
  /// How the mode travels a road with these tags.
  public func traversal(_ tags: [String: String], in scenario: RoadScenario = RoadScenario()) -> RoadTraversal {
    let roadClass = tags["highway"] ?? (tags["route"] == "ferry" ? "ferry" : "")
    guard let classSpeed = classSpeeds[roadClass], isOpen(tags, class: roadClass) else { return .closed }
    if isClosedBySeason(tags, scenario) { return .closed }
    var speed = classSpeed
    // A speed that the planner's own layer states is the speed that is driven.
    if let stated = tags["speed_kmh"].flatMap(Double.init), stated > 0 {
      speed = accessKeys.contains("motor_vehicle") ? stated : min(stated, classSpeed)
    }
    if let surface = tags["surface"], let limit = surfaceSpeeds[surface] { speed = min(speed, limit) }
    if let track = tags["tracktype"], let limit = trackSpeeds[track] { speed = min(speed, limit) }
    if let smoothness = tags["smoothness"], let limit = smoothnessSpeeds[smoothness] {
      speed = min(speed, limit)
    }
    speed *= scenario.classFactors[roadClass] ?? 1
    for winter in Self.winterRoads where tags[winter] == "yes" { speed *= scenario.classFactors[winter] ?? 1 }

    var forward = speed
    var backward = speed
    if keepsSpeedLimit {
      let both = tags["maxspeed"].flatMap(Self.speedLimit)
      if let limit = tags["maxspeed:forward"].flatMap(Self.speedLimit) ?? both { forward = min(forward, limit) }
      if let limit = tags["maxspeed:backward"].flatMap(Self.speedLimit) ?? both {
        backward = min(backward, limit)
      }
    }
    let ways = openWays(tags, class: roadClass)
    return RoadTraversal(
      forward: ways.forward ? .init(kilometresPerHour: forward) : nil,
      backward: ways.backward ? .init(kilometresPerHour: backward) : nil,
      duration: roadClass == "ferry" ? tags["duration"].flatMap(Self.timetable) : nil)
  }

  /// Whether a barrier with these tags stops the mode.
  public func isStopped(by tags: [String: String]) -> Bool {
    guard let barrier = tags["barrier"] else { return false }
    if let decision = access(tags) { return closingValues.contains(decision) }
    return barriers.contains(barrier)
  }

  private func access(_ tags: [String: String]) -> String? {
    accessKeys.lazy.reversed().compactMap { tags[$0] }.first
  }

  private func isOpen(_ tags: [String: String], class roadClass: String) -> Bool {
    guard let decision = access(tags) else { return !classesByPermission.contains(roadClass) }
    if closingValues.contains(decision) { return false }
    if classesByPermission.contains(roadClass) {
      // A general `access=yes` on a footway does not invite cars: the key must name the vehicle.
      return accessKeys.dropFirst().contains { key in tags[key].map { !closingValues.contains($0) } ?? false }
    }
    return true
  }

  private func isClosedBySeason(_ tags: [String: String], _ scenario: RoadScenario) -> Bool {
    Self.winterRoads.contains { tags[$0] == "yes" && scenario.classFactors[$0] == nil }
  }

  /// Roads that exist only in a season that gives them a share of their speed; zero leaves them closed.
  static let winterRoads = ["ice_road", "winter_road"]

  private func openWays(_ tags: [String: String], class roadClass: String) -> (forward: Bool, backward: Bool) {
    guard keepsOneWay else { return (true, true) }
    var value = tags["oneway"]
    if accessKeys.contains("bicycle"), let bicycle = tags["oneway:bicycle"] { value = bicycle }
    switch value {
    case "yes", "true", "1": return (true, false)
    case "-1", "reverse": return (false, true)
    case "reversible": return (false, false)
    case .some: return (true, true)
    case nil:
      let isRound = tags["junction"] == "roundabout" || tags["junction"] == "circular"
      return (true, !(isRound || roadClass == "motorway"))
    }
  }

  /// A posted limit in kilometres per hour; nil for anything that is not a speed above zero.
  static func speedLimit(_ text: String) -> Double? {
    if text == "walk" { return 7 }
    var digits = Substring(text)
    var factor = 1.0
    if text.hasSuffix("mph") {
      digits = digits.dropLast(3)
      factor = 1.609_344
    } else if text.hasSuffix("km/h") {
      digits = digits.dropLast(4)
    }
    while digits.last == " " { digits.removeLast() }
    guard let value = Double(digits), value > 0, value.isFinite else { return nil }
    return value * factor
  }

  /// A ferry's `duration`: `mm`, `hh:mm` or `hh:mm:ss`.
  static func timetable(_ text: String) -> Duration? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = parts.compactMap { $0 }
    guard numbers.count == parts.count, numbers.allSatisfy({ (0...10_000).contains($0) }) else { return nil }
    let seconds: Int
    switch numbers.count {
    case 1: seconds = numbers[0] * 60
    case 2: seconds = numbers[0] * 3600 + numbers[1] * 60
    case 3: seconds = numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
    default: return nil
    }
    return seconds > 0 ? .seconds(seconds) : nil
  }
}
