import GeoKit

/// What kind of township-level unit this is; the rules for villages and for subdistricts differ.
public enum TownshipKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// Town (镇).
  case town
  /// Township (乡).
  case township
  /// Sumu (苏木).
  case sumu
  /// Subdistrict (街道).
  case subdistrict
  /// The built-up area of a city or county seat (城区, 县城), which stands for those of its subdistricts whose place is
  /// not known; it is no township of its own and none is counted for it.
  case urbanArea = "urban_area"
  /// State farm, forest farm, development zone and the like.
  case other

  /// Whether town rules hold there, and not those of villages: a subdistrict, or what stands for several.
  public var isSubdistrict: Bool { self == .subdistrict || self == .urbanArea }
}

/// A township-level unit: the unit in which gaps are counted.
public struct Township: Hashable, Sendable {
  /// The nine-digit administrative code, or the source's id.
  public var id: String
  public var name: String
  /// nil when unknown.
  public var kind: TownshipKind?
  /// By its row, else by its place; nil where neither says.
  public var countyID: String?
  /// Empty where nobody knows where the township lies.
  public var boundary: MultiPolygon
  /// `derived` for a Thiessen cell.
  public var boundaryOrigin: Origin
  /// Where the township government or health centre stands; nil when unknown.
  public var seat: Coordinate?
  /// People, nil when unknown; never filled by the tool.
  public var population: Int?
  /// Whether the county's government sits there.
  public var isCountySeat: Bool
  /// People of its built-up area, nil when unknown; never filled by the tool.
  public var urbanPeople: Int?
  /// The urban area that stands for it, where its own place is not known; nil where none does.
  public var urbanAreaID: String?

  /// Every field is said, so that none is forgotten where one township is made of another.
  public init(
    id: String, name: String, kind: TownshipKind?, countyID: String?, boundary: MultiPolygon, boundaryOrigin: Origin,
    seat: Coordinate?, population: Int?, isCountySeat: Bool, urbanPeople: Int?, urbanAreaID: String?
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.countyID = countyID
    self.boundary = boundary
    self.boundaryOrigin = boundaryOrigin
    self.seat = seat
    self.population = population
    self.isCountySeat = isCountySeat
    self.urbanPeople = urbanPeople
    self.urbanAreaID = urbanAreaID
  }

  /// Whether its place is known: it has ground or a seat.
  public var isLocated: Bool { seat != nil || !boundary.isEmpty }
}

/// How many townships there are and of how many the place is known; an urban area that stands for others is none.
public struct TownshipCount: Hashable, Sendable {
  /// Rows of the list, without urban areas.
  public let all: Int
  /// Those with ground or a seat of their own.
  public let located: Int
  /// Those whose own place is not known, while that of the urban area to which they belong is.
  public let inUrbanArea: Int
  /// Those that nothing locates.
  public var unlocated: Int { all - located - inUrbanArea }

  public init(_ townships: [Township]) {
    let listed = townships.filter { $0.kind != .urbanArea }
    let areas = Set(townships.filter { $0.kind == .urbanArea && $0.isLocated }.map(\.id))
    all = listed.count
    located = listed.count { $0.isLocated }
    inUrbanArea = listed.count { !$0.isLocated && $0.urbanAreaID.map(areas.contains) == true }
  }
}
