import EMSModel
import GeoKit

/// How a village is served.
public enum VillageService: String, CaseIterable, Hashable, Sendable {
  /// A clinic of its own (村卫生室).
  case own
  /// A central clinic, which serves its neighbours too (中心村卫生室).
  case central
  /// One clinic for several small villages (联办卫生室).
  case shared
  /// A neighbour's clinic extends its service (邻村延伸).
  case `extension`
  /// Rounds from the health centre (巡诊).
  case mobile
  /// Staff posted from above (派驻).
  case posted
  /// The township health centre itself, in whose village no clinic is needed.
  case healthCentre = "health_centre"
  /// A community health station, where a township became a subdistrict.
  case communityStation = "community_station"
  /// A place of a subdistrict of which neither a list nor the document says anything.
  case notKnown = "not_known"
}

/// What decides how a village is served.
public struct Village: Hashable, Sendable {
  public var id: String
  /// Its county, whose health centres and villages may serve it; nil when unknown.
  public var countyID: String?
  /// Its town, whose health centre sends rounds and staff before those of other towns; nil when unknown.
  public var townshipID: String?
  public var location: Coordinate
  /// People served; nil when unknown, and then no rule for small villages holds.
  public var people: Int?
  public var isInSubdistrict: Bool
  /// Whether it is the site of a central clinic, there already or proposed.
  public var isCentral: Bool
  /// Whether a clinic stands in it today; nil when unknown.
  public var hasClinic: Bool?
  /// nil when unknown.
  public var hasQualifiedDoctor: Bool?

  /// Whether a clinic with a doctor is known to work in it: a clinic that lacks no doctor as far as is known, or a doctor
  /// where no list of clinics speaks against it.
  var hasWorkingClinic: Bool {
    hasClinic == true && hasQualifiedDoctor != false || hasClinic != false && hasQualifiedDoctor == true
  }

  public init(
    id: String, countyID: String? = nil, townshipID: String? = nil, location: Coordinate, people: Int?,
    isInSubdistrict: Bool = false,
    isCentral: Bool = false, hasClinic: Bool? = nil, hasQualifiedDoctor: Bool? = nil
  ) {
    self.id = id
    self.countyID = countyID
    self.townshipID = townshipID
    self.location = location
    self.people = people
    self.isInSubdistrict = isInSubdistrict
    self.isCentral = isCentral
    self.hasClinic = hasClinic
    self.hasQualifiedDoctor = hasQualifiedDoctor
  }
}

/// The one way in which a village is served, and the rule that gave it.
public struct VillageProvision: Hashable, Sendable {
  public var villageID: String
  public var service: VillageService
  /// The village, health centre or station that serves it, itself for a clinic of its own; nil when none is known.
  public var servedBy: PlaceID?
  /// The geodesic distance to it.
  public var distance: Distance?
  /// The key of the rule in ``PolicyRules``; nil where none says anything of the place.
  public var rule: String?

  public init(villageID: String, service: VillageService, servedBy: PlaceID?, distance: Distance?, rule: String?) {
    self.villageID = villageID
    self.service = service
    self.servedBy = servedBy
    self.distance = distance
    self.rule = rule
  }
}
