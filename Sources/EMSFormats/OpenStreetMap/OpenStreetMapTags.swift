/// The tags of ways and nodes that decide where and how fast one may travel; all others are dropped while reading.
///
/// Meaning: OpenStreetMap wiki, pages "Key:highway", "Key:access", "Key:oneway", "Key:maxspeed", "Key:barrier".
package enum OpenStreetMapTags {
  package static let ofWays: Set<String> = Set(
    [
      "highway", "route", "junction", "maxspeed", "maxspeed:forward", "maxspeed:backward", "surface", "tracktype",
      "smoothness", "service", "duration", "area", "seasonal", "ice_road", "winter_road", "construction", "bridge",
      "tunnel", "motorroad",
    ] + impliedLimits + oneWayKeys + accessKeys.flatMap { [$0, "\($0):forward", "\($0):backward"] } + conditionalKeys)

  private static let accessKeys = ["access", "vehicle", "motor_vehicle", "motorcar", "emergency", "bicycle", "foot"]

  /// Where they name the law or the zone that sets a limit, which counts where no figure is posted.
  static let impliedLimits = ["maxspeed:type", "source:maxspeed", "zone:maxspeed"]

  package static let oneWayKeys = [
    "oneway", "oneway:vehicle", "oneway:motor_vehicle", "oneway:motorcar", "oneway:emergency", "oneway:bicycle",
    "oneway:foot",
  ]

  /// Rules that hold at some hours or for some vehicles only; they are counted and told, never applied.
  package static let conditionalKeys = (["maxspeed", "oneway"] + accessKeys).map { "\($0):conditional" }

  /// `restriction`, for everybody with wheels, and for some of them alone.
  static let ofRestrictions: Set<String> = Set(
    ["type", "restriction", "except", "restriction:conditional"]
      + restricted.flatMap { ["restriction:\($0)", "restriction:\($0):conditional"] })

  private static let restricted = [
    "motor_vehicle", "motorcar", "emergency", "bicycle", "foot", "vehicle", "hgv", "bus", "psv", "caravan",
  ]

  static let ofNodes: Set<String> = [
    "barrier", "access", "vehicle", "motor_vehicle", "motorcar", "emergency", "bicycle", "foot", "locked",
  ]

  /// Values of `highway` that are plans, ruins or not ways at all.
  static let notRoads: Set<String> = [
    "proposed", "planned", "construction", "abandoned", "razed", "demolished", "disused", "no", "platform",
    "rest_area", "services", "bus_stop", "elevator", "raceway", "corridor",
  ]

  /// Whether a way with these tags is read at all.
  package static func isRoad(highway: String?, route: String?) -> Bool {
    if let highway { return !notRoads.contains(highway) }
    return route == "ferry"
  }
}
