import EMSModel
import GeoKit

/// What is known of one unit, as far as the rules ask for it; nil is not known, and 0 is none.
public struct PolicyFacts: Hashable, Sendable {
  public var level: ScoreLevel
  public var unitID: String
  public var unitName: String
  public init(level: ScoreLevel, unitID: String, unitName: String) {
    self.level = level
    self.unitID = unitID
    self.unitName = unitName
  }

  public var people: Int?
  /// Those of them who live in no known place.
  public var unplacedPeople = 0
  /// What of the unit is not surveyed.
  public var provenance = Provenance()
  /// Whether it is a township of which the name alone is known and not the place, so that nobody is known to live there.
  public var isUnlocated = false
  /// Whether an urban area stands for it, so that its people are that area's.
  public var isOfUrbanArea = false
  /// Whether the unit, or all of it, is a subdistrict.
  public var isSubdistrict: Bool?

  /// The figures of the bureau's books for countable targets, by indicator, ascending by year.
  public var indicators: [String: [IndicatorValue]] = [:]
  /// The years of the other figures of those books, by field; none where the books give no year.
  var years: [String: Int] = [:]
  /// Whether the sites of a plan and how it serves each village are among the facts.
  public var isPlanned = false

  /// The same if nobody without a known place were reached; as the facts stand, each of them is.
  package var withUnplacedUnserved: PolicyFacts {
    var facts = self
    facts.peopleBeyondRadius = peopleBeyondRadius.map { $0 + unplacedPeople }
    facts.urbanPeopleBeyondStation = urbanPeopleBeyondStation.map { $0 + unplacedPeople }
    facts.peopleOutsideServiceCircle = peopleOutsideServiceCircle.map { $0 + unplacedPeople }
    return facts
  }

  // MARK: County sub-centres
  public var subCentres: Int?
  public var subCentreNames: [String]?
  /// Sub-centres that stand elsewhere than at a township health centre.
  public var subCentresElsewhere: Int?
  public var subCentresBelowSecondaryLevel: Int?
  public var subCentresWithoutBedsOrSurgery: Int?

  // MARK: Emergency network
  public var emergencySubCentres: Int?
  /// Emergency sub-centres without round-the-clock consultation with a hospital above them.
  public var emergencySubCentresWithoutHospital: Int?
  /// County hospitals that lack one of the five emergency centres (五大中心).
  public var hospitalsWithoutFiveCentres: Int?
  /// Tiers that have at least one unit.
  public var chainTiers: Int?
  /// The tiers that have none.
  public var missingChainTiers: [Phrase] = []
  /// What does not reach the top of the chain within its county.
  public var chainLoose: ChainShortfall?
  /// Where patients are, and the station is beyond the standard of the chain.
  public var chainBeyondStandard: ChainShortfall?
  /// People farther from the nearest emergency station than the greatest radius.
  public var peopleBeyondRadius: Int?
  /// Urban people farther from the nearest station than the urban distance.
  public var urbanPeopleBeyondStation: Int?
  /// Rural people farther from the nearest station than the rural distance.
  public var ruralPeopleBeyondStation: Int?
  /// Per cent of ambulances that leave within the limit of the rule.
  public var turnoutShare: Double?
  /// People who reach no facility of the service circle within its limit.
  public var peopleOutsideServiceCircle: Int?

  // MARK: Villages
  public var villages: Int?
  public var centralVillageClinics: Int?
  /// Those of them that the plan proposes.
  public var proposedCentralVillageClinics = 0
  /// Villages to which no provision is given.
  public var villagesWithoutProvision: Int?
  /// Villages that serve fewer people than the threshold of small ones.
  public var smallVillages: Int?
  /// Villages that share a clinic with another.
  public var villagesSharing: Int?
  /// Villages near the health centre that do without a clinic for that.
  public var villagesOfHealthCentre: Int?
  /// Villages without a qualified doctor.
  public var villagesWithoutDoctor: Int?
  /// Small villages without a clinic that are served neither by rounds, nor a neighbour, nor posted staff.
  public var smallVillagesUnserved: Int?
  /// Villages that share a clinic although they are too large or too far for it.
  public var villagesSharingWrongly: Int?
  /// Villages near the health centre that do without a clinic although they are too large or too far for it.
  public var villagesOfHealthCentreWrongly: Int?
  /// Villages without a qualified doctor that are served from nowhere else.
  public var villagesWithoutDoctorUnserved: Int?
  /// Villages whose clinic has no doctor and to which none is posted.
  public var clinicsWithoutDoctorUnposted: Int?
  /// Villages without a doctor of which no file says that they have no clinic.
  public var clinicsWithoutDoctor: Int?
  /// Communities of subdistricts that still count on a village clinic.
  public var subdistrictVillageClinics: Int?
  /// Clinics that stand neither beside a community centre nor a home for the aged, or where people have left.
  public var clinicsAwayFromPeople: Int?

  // MARK: Towns and subdistricts
  /// Towns, townships and sumu of the unit.
  public var towns: Int?
  /// People who live in town: at seats, in urban communities and in subdistricts.
  public var urbanPeople: Int?
  /// The others; nil where it is not known who lives in town.
  public var ruralPeople: Int? { people.flatMap { all in urbanPeople.map { all - $0 } } }
  public var communityStations: Int?
  public var healthCentres: Int?
  /// What the lists hold of each kind of which nobody knows how many there are, for some of it is assumed.
  public var listed: [FacilityTier: ListedFacilities] = [:]
  /// Towns, townships and sumu without a public health centre.
  public var townsWithoutHealthCentre: Int?
  /// Towns whose health centre is not run by the government or not to standard.
  public var townsBelowStandard: Int?
  public var communityHealthCentres: Int?
  /// Community health centres created since the plan was issued.
  public var createdCommunityHealthCentres: Int?
  /// Subdistricts of the unit.
  public var subdistricts: Int?
  /// People who live in subdistricts.
  public var subdistrictPeople: Int?
  /// Each subdistrict of a county or the region by itself; empty of a township.
  public var eachSubdistrict: [SubdistrictFacts] = []
  /// The counties of the region, the county itself, or that of the township; those of no known county last. Empty where
  /// the unit is looked at by itself.
  public var counties: [CountyPeople] = []
  /// Which town of its county a township is; nil for other units.
  public var placeInCounty: Int?
  /// People of the towns, townships and sumu; those of subdistricts, as far as the kinds are known, left out.
  public var peopleOutsideSubdistricts: Int?
  public var gradeAHealthCentres: Int?
  public var communityHospitals: Int?
  /// Community hospitals created since the plan was issued.
  public var createdCommunityHospitals: Int?
  public var healthGrids: Int?
  public var posts: Int?

  // MARK: Capability
  /// Township and community health centres whose level of capability is known.
  public var assessedCentres: Int?
  /// Township and community health centres that the lists name today, where none of their kind is assumed.
  public var listedCentres = 0
  public var centresAtBasicStandard: Int?
  public var centresAtRecommendedStandard: Int?
}

/// What is known of one subdistrict.
public struct SubdistrictFacts: Hashable, Sendable {
  public var people: Int
  /// nil where no list tells.
  public var centres: Int?
  /// nil where no list tells, or where it holds one of no known township.
  public var stations: Int?
  /// How many centres it is taken to have at most where no list tells.
  public var assumedCentres: Int

  public init(people: Int, centres: Int?, stations: Int? = nil, assumedCentres: Int) {
    self.people = people
    self.centres = centres
    self.stations = stations
    self.assumedCentres = assumedCentres
  }
}
