import GeoKit

/// A place that gives care or sends an ambulance.
public struct Facility: Hashable, Sendable {
  /// The code or id of its row, unique among the facilities.
  public var id: String
  public var name: String
  /// nil when unknown, which only work that asks for no tier meets.
  public var tier: FacilityTier?
  /// The grade as the source words it (三级甲等, 二级 …); nil when unknown.
  public var grade: String?
  /// WGS 84, whatever the file has.
  public var location: Coordinate
  /// How well the place is known.
  public var precision: CoordinatePrecision
  /// By its row, else by its place; nil where neither says.
  public var countyID: String?
  /// The same of the township.
  public var townshipID: String?
  /// Whether its own row names the township, and not its place alone.
  public var namesTownship: Bool
  /// nil when unknown.
  public var beds: Int?
  /// Whether an ambulance stands here day and night; nil when unknown.
  public var hasAmbulance: Bool?
  /// From the call until its ambulance leaves; nil where the file says nothing of it: the plan's.
  public var turnout: Duration?
  /// When its ambulance is staffed; nil when unknown.
  public var hours: StationHours?
  /// What the plan's ``StationRule`` makes of it; nil where it makes nothing of it.
  package var isStationByPlan: Bool?
  /// Whether surgery is done here; nil when unknown.
  public var operates: Bool?
  /// Whether a hospital above consults round the clock; nil when unknown.
  public var hasConsultation: Bool?
  /// Whether a qualified village doctor works in this clinic; nil when unknown.
  public var hasDoctor: Bool?
  /// What the list says of it besides; a feature that it does not name is not known.
  public var features: [FacilityFeature: Bool]
  /// The medical community (医共体) to which it belongs; nil when unknown.
  public var medicalCommunity: String?
  /// Whether it stands outside the region: it reaches people, and is never sited, judged or hung into the chain.
  public private(set) var isOutside = false
  /// Whether it was surveyed, derived or assumed.
  public var origin: Origin
  /// The list, map or decision that names it.
  public var source: String?

  /// Every field is said, so that none is forgotten where one facility is made of another.
  public init(
    id: String, name: String, tier: FacilityTier?, grade: String?, location: Coordinate, precision: CoordinatePrecision,
    countyID: String?, townshipID: String?, namesTownship: Bool, beds: Int?, hasAmbulance: Bool?, turnout: Duration?,
    hours: StationHours?, operates: Bool?, hasConsultation: Bool?, hasDoctor: Bool?, features: [FacilityFeature: Bool],
    medicalCommunity: String?, origin: Origin, source: String?
  ) {
    self.id = id
    self.name = name
    self.tier = tier
    self.grade = grade
    self.location = location
    self.precision = precision
    self.countyID = countyID
    self.townshipID = townshipID
    self.namesTownship = namesTownship
    self.beds = beds
    self.hasAmbulance = hasAmbulance
    self.turnout = turnout
    self.hours = hours
    self.operates = operates
    self.hasConsultation = hasConsultation
    self.hasDoctor = hasDoctor
    self.features = features
    self.medicalCommunity = medicalCommunity
    self.origin = origin
    self.source = source
  }

  /// The source as a reader of the language sees it: it may be given in both, the Chinese first (`北碚区名录 | list of Beibei`).
  package func source(in language: Language) -> String? {
    guard let source, let bar = source.firstRange(of: " | ") else { return source }
    let (chinese, english) = (source[..<bar.lowerBound], source[bar.upperBound...])
    guard !chinese.isEmpty, !english.isEmpty else { return source }
    return String(language == .chinese ? chinese : english)
  }

  /// The same as one outside the region, where it belongs to none of the region's counties and townships.
  ///
  /// - Parameter id: by which outputs name it.
  package func outside(as id: String) -> Facility {
    var facility = self
    facility.id = id
    facility.isOutside = true
    (facility.countyID, facility.townshipID) = (nil, nil)
    return facility
  }
}
