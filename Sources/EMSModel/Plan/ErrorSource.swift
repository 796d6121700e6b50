/// What of a plan may be off, and changes what is best.
public enum ErrorSource: String, Codable, Hashable, Sendable, CaseIterable {
  /// How fast vehicles and people really are.
  case speed = "speed_factor"
  /// How fast they really are on one class of road.
  case classSpeeds = "class_speeds"
  /// Roads that are closed, each for itself.
  case closedRoads = "closed_roads"
  /// Seasons that slow or close whole classes of road.
  case seasons
  /// The time from the call to the wheels.
  case turnout = "turnout_minutes"
  /// Road distance over straight-line distance.
  case detour
  /// Places known to the seat of a county, and cells that stand for where people live.
  case countySeats = "county_seat_km"
  case townshipSeats = "township_seat_km"
  /// People within the cell of a grid that stands for where they live.
  case cells = "within_cell"
  /// People that a method spread.
  case derivedPeople = "derived_people"
  /// People that a list gives.
  case listedPeople = "listed_people"
  /// People that a list gives and calls an estimate.
  case approximatePeople = "approximate_people"
  /// People of settlements without a figure.
  case unknownPeople = "unknown_people"
  /// A station that is out of service.
  case outages = "out_of_service"

  /// What a reader calls it.
  public var name: Phrase {
    switch self {
    case .speed: Phrase("speeds", "车速")
    case .classSpeeds: Phrase("speeds by class of road", "各等级道路车速")
    case .closedRoads: Phrase("closed roads", "道路中断")
    case .seasons: Phrase("seasons", "季节")
    case .turnout: Phrase("turnout time", "出车时间")
    case .detour: Phrase("detour factor", "绕行系数")
    case .countySeats: Phrase("places known only to their county seat", "仅知县城的点位")
    case .townshipSeats: Phrase("places known only to their township seat", "仅知乡镇驻地的点位")
    case .cells: Phrase("where people live within a cell", "网格内居住位置")
    case .derivedPeople: Phrase("derived population", "推算人口")
    case .listedPeople: Phrase("listed population", "名录人口")
    case .approximatePeople: Phrase("population that its list calls an estimate", "名录注明为约数的人口")
    case .unknownPeople: Phrase("settlements of unknown population", "人口不详的村居")
    case .outages: Phrase("stations out of service", "站点停运")
    }
  }
}
