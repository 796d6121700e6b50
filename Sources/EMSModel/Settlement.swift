import GeoKit

/// A place where people live: a village (行政村, 嘎查), a community, or a point of derived demand.
///
/// Whether people are covered is decided at settlements, never by polygons.
public struct Settlement: Hashable, Sendable {
  /// The code or id of its row, unique among the settlements.
  public var id: String
  public var name: String
  /// By its row, else by its place; nil where neither says.
  public var townshipID: String?
  /// Whether its own row names the township; else the place alone tells it.
  public var namesTownship: Bool
  /// The same of the county.
  public var countyID: String?
  /// WGS 84, whatever the file has.
  public var location: Coordinate
  /// How well the place is known.
  public var precision: CoordinatePrecision
  /// People, nil when unknown: the settlement then counts as a settlement but adds no people.
  public var population: Int?
  /// Whether the list itself calls the number of people an estimate (约490).
  public var isPopulationApproximate: Bool
  /// `derived` where a named method put these people here.
  public var origin: Origin
  /// Whether it is a town seat or urban community rather than a village; nil when unknown.
  public var isUrban: Bool?
  /// Whether a qualified village doctor works there; nil when unknown.
  public var hasDoctor: Bool?
  /// Whether a village clinic stands there; nil when unknown.
  public var hasClinic: Bool?
  /// The people in each way to spread town people, where a method put them here by weights; nil where the number is the
  /// same in each.
  public var spread: SpreadPeople?
  /// Whether no list names the place: a cell of a grid, or a seat, at which a method put people. Nothing is proposed there.
  public var isDerivedPlace: Bool

  /// Every field is said, so that none is forgotten where one settlement is made of another.
  public init(
    id: String, name: String, townshipID: String?, namesTownship: Bool, countyID: String?, location: Coordinate,
    precision: CoordinatePrecision, population: Int?, isPopulationApproximate: Bool, origin: Origin, isUrban: Bool?,
    hasDoctor: Bool?, hasClinic: Bool?, spread: SpreadPeople?, isDerivedPlace: Bool
  ) {
    self.id = id
    self.name = name
    self.townshipID = townshipID
    self.namesTownship = namesTownship
    self.countyID = countyID
    self.location = location
    self.precision = precision
    self.population = population
    self.isPopulationApproximate = isPopulationApproximate
    self.origin = origin
    self.isUrban = isUrban
    self.hasDoctor = hasDoctor
    self.hasClinic = hasClinic
    self.spread = spread
    self.isDerivedPlace = isDerivedPlace
  }
}
