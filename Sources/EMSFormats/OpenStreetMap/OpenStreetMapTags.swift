/// The tags of ways and nodes that decide where and how fast one may travel; all others are dropped while reading.
///
/// Meaning: OpenStreetMap wiki, pages "Key:highway", "Key:access", "Key:oneway", "Key:maxspeed", "Key:barrier".
package enum OpenStreetMapTags {
  package static let ofWays: Set<String> = Set(
    [
      "highway", "route", "junction", "surface", "tracktype",
      "smoothness", "service", "duration", "area", "seasonal", "ice_road", "winter_road", "construction", "bridge",
      "tunnel", "ford", "motorroad", "impassable", "abandoned", "disused", "maxheight", "maxwidth",
    ] + ((limitsOfCars + ["maxspeed"]).flatMap { inDirections($0) }) + impliedLimits + oneWayKeys
      + accessKeys.flatMap { inDirections($0) }
      + conditionalKeys)

  private static let accessKeys = ["access", "vehicle", "motor_vehicle", "motorcar", "emergency", "bicycle", "foot"]

  /// Limits of cars alone, the most particular first; they go before those of everybody.
  package static let limitsOfCars = ["maxspeed:motorcar", "maxspeed:motor_vehicle"]

  /// What says that a road is there no more, or that nobody gets through.
  package static let ruinKeys = ["abandoned", "disused", "impassable"]

  /// Where they name the law or the zone that sets a limit, which counts where no figure is posted.
  static let impliedLimits = ["maxspeed:type", "source:maxspeed", "zone:maxspeed"]

  package static let oneWayKeys = [
    "oneway", "oneway:vehicle", "oneway:motor_vehicle", "oneway:motorcar", "oneway:emergency", "oneway:bicycle",
    "oneway:foot",
  ]

  /// Rules that hold at some hours or for some vehicles only; they are counted and told, never applied.
  package static let conditionalKeys =
    ["oneway:conditional"] + (["maxspeed"] + accessKeys).flatMap { inDirections($0) }.map { "\($0):conditional" }

  /// A key and those of its directions.
  package static func inDirections(_ key: String) -> [String] { [key] + directions.map { "\(key):\($0)" } }

  private static let directions = ["forward", "backward", "both_ways"]

  /// What a key says of one direction, of both, or of none by name; the most particular.
  package static func value(_ key: String, _ direction: String, _ tags: [String: String]) -> String? {
    tags["\(key):\(direction)"] ?? tags["\(key):both_ways"] ?? tags[key]
  }

  /// The values that one key holds (`asphalt;gravel`), in small letters.
  package static func values(_ text: String) -> [String] {
    text.lowercased().split(separator: ";").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
  }

  /// `restriction`, for everybody with wheels, and for some of them alone.
  static let ofRestrictions: Set<String> = Set(
    ["type", "restriction", "except", "restriction:conditional"] + restrictionHours
      + restricted.flatMap { ["restriction:\($0)", "restriction:\($0):conditional"] })

  /// What an older mapping says of the hours of a restriction.
  static let restrictionHours = ["day_on", "day_off", "hour_on", "hour_off"]

  private static let restricted = [
    "motor_vehicle", "motorcar", "emergency", "bicycle", "foot", "vehicle", "hgv", "bus", "psv", "caravan",
  ]

  static let ofNodes: Set<String> = [
    "barrier", "access", "vehicle", "motor_vehicle", "motorcar", "emergency", "bicycle", "foot", "locked", "ford",
  ]

  /// What tells a line that nobody crosses off the road.
  static let ofBarriers = ["waterway", "railway", "barrier", "bridge", "tunnel", "highway", "route"]

  /// Whether nobody crosses a way with these tags off the road: a river, canal, railway, fence or wall. One on a bridge
  /// or in a tunnel is passed below or above it; streams, ditches and trams are no barriers.
  static func isBarrier(_ value: (String) -> String?) -> Bool {
    if value("highway") != nil { return false }
    for key in ["bridge", "tunnel"] where (value(key) ?? "no") != "no" { return false }
    if let waterway = value("waterway"), ["river", "canal"].contains(waterway) { return true }
    if let railway = value("railway"), ["rail", "light_rail", "narrow_gauge", "subway"].contains(railway) {
      return true
    }
    return value("barrier").map { ["fence", "wall", "city_wall"].contains($0) } ?? false
  }

  /// Whether a road with these tags, or at a node with them, runs through water.
  package static func isFord(_ tags: [String: String]) -> Bool { tags["ford"].map { $0 != "no" } ?? false }

  /// Whether a node with these tags opens the barrier on which it lies: a ford, or a gate of any kind.
  static func isOpening(_ tags: [String: String]) -> Bool {
    if isFord(tags) { return true }
    return tags["barrier"].map {
      $0.hasSuffix("gate") || $0.hasSuffix("stile")
        || ["entrance", "cattle_grid", "turnstile", "border_control"].contains($0)
    } ?? false
  }

  /// Values of `highway` that are plans, ruins or not ways at all.
  static let notRoads: Set<String> = [
    "proposed", "planned", "construction", "abandoned", "razed", "demolished", "disused", "no", "platform",
    "rest_area", "services", "bus_stop", "elevator", "raceway", "corridor",
  ]

  /// Whether a way is a ferry, be it one that a road's number goes on over.
  package static func isFerry(_ tags: [String: String]) -> Bool {
    tags["route"] == "ferry" || tags["highway"] == "ferry"
  }

  /// Whether a way with these tags is read at all.
  package static func isRoad(highway: String?, route: String?) -> Bool {
    if let highway { return !notRoads.contains(highway) }
    return route == "ferry"
  }
}
