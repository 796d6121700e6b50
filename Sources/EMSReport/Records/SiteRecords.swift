import EMSModel
import EMSPlanning
import EMSRobustness
import GeoKit

/// A site that gives a service already or is recommended for it.
public struct SiteRecord: Sendable {
  /// What the site is to the service.
  public enum Status: String, Sendable {
    /// It gives the service today.
    case existing
    /// It gives the service today, and the plan puts something else in its place.
    case replaced
    /// It is something else today, and who is near it is served: a hospital beside sub-centres.
    case counted
    /// The same once this plan's proposal for another service stands.
    case planned
    case recommended
  }

  /// A word that names the service in files: `county_sub_centre`.
  public var service: String
  public var serviceName: Phrase
  public var status: Status
  /// The facility or settlement that the site is.
  public var place: PlaceID
  public var name: String
  public var location: Coordinate
  public var countyID: String?
  public var townshipID: String?
  public var origin: Origin
  /// The order in which to build, 1 first; nil unless recommended.
  public var rank: Int?
  /// Whether a published decision names it.
  public var isNamed: Bool
  /// Whether the plan forces it.
  public var isForced = false
  /// What has to be done there; nil unless recommended, and where no list says whether a clinic stands there.
  public var works: SiteWorks?
  /// The year by whose end it stands; nil where the plan has no phases, or none builds it.
  public var year: Int?
  /// What it costs, in `costUnit`; nil unless recommended, and where the plan does not say.
  public var cost: Double?
  /// The plan's unit of money, 万元; nil where there is no cost.
  public var costUnit: String?
  /// How many people work there by the plan; nil unless recommended, and where the plan does not say.
  public var staff: Double?
  /// What it adds to the existing sites and those of lower rank; nil for an existing site or unknown.
  public var populationGained: Int?
  public var settlementsGained: Int?
  /// Whose journey to care it shortens beyond those sites, and by how much; nil unless recommended, or without such an aim.
  public var gainedTime: TimeSaved?
  /// How many settlements have it as their nearest site of the service.
  public var settlementsServed: Int?
  /// The best substitute; nil when there is none.
  public var alternativeID: String?
  public var alternativeName: String?
  /// By how much the choice gets worse with the substitute.
  public var alternativeLoss: SiteLoss?
  /// By how much the objective would get worse without this site, in its own unit.
  public var marginalValue: Double?
  /// What a health centre has to become a sub-centre on; nil for other services and existing sites.
  public var strength: CentreStrength?
  public var reason: Phrase?
  /// The sentences that ask for it: document and section; nil for an existing site.
  public var citation: String?
  /// How sure it is; nil where nobody asked, where a document names it, and for an existing site.
  public var certainty: SiteCertainty?
}

extension Sequence<SiteRecord> {
  /// The sum of a figure of some sites; nil where it is not known of each.
  func sum(of figure: (SiteRecord) -> Double?) -> Double? {
    reduce(Optional(0)) { sum, site in sum.flatMap { sum in figure(site).map { sum + $0 } } }
  }
}

/// How the sites of one service were chosen, and the proof.
public struct SitingRecord: Sendable {
  public var service: String
  public var serviceName: Phrase
  /// The model's name in the literature: `mclp`.
  public var model: String
  /// `optimal`, `feasible`, `infeasible` or `time_limit`, of the first aim; `optimal` only when proven.
  public var status: String
  public var chosen: Int
  public var candidates: Int
  /// Of the first aim, in the unit of the model; nil where no choice was found.
  public var objective: Double?
  /// No choice can be better; nil where that is not known.
  public var bound: Double?
  /// The proven gap between objective and bound, 0 to 1.
  public var gap: Double?
  public var standard: Phrase
  /// Everyone who is to be served, before and after; nil when no population is known.
  public var populationDemand: Int?
  /// Without the sites; where `countsPlanned`, with what else the plan proposes before them.
  public var populationBefore: Int?
  public var populationAfter: Int?
  public var settlementsDemand: Int
  public var settlementsBefore: Int
  public var settlementsAfter: Int
  public var citations: [String]
  /// Why no choice keeps every limit; nil when one does.
  public var infeasibility: Phrase?
  /// What a few more sites would bring; nil where none would bring anybody.
  public var more: MoreSites?
  /// Whether sites that the plan proposes for another service serve already.
  public var countsPlanned = false
  /// What the sites save of people's journeys to care; nil where that is no aim.
  public var journey: JourneyAnswer?
  /// The same in words, "412,000 people 9 minutes nearer to second-level care"; nil where nobody comes nearer.
  public var journeyText: Phrase?
  /// What each forced or excluded site costs.
  public var decisions: [SiteDecision] = []
  /// What all of them cost together; nil where there are fewer than two.
  public var decisionsTogether: SiteDecisionsTogether?
  /// What each of them costs in a sentence, then what all of them cost together.
  public var decisionTexts: [Phrase] { decisions.map(\.text) + [decisionsTogether?.text].compactMap { $0 } }
  /// Every candidate by each criterion; empty where the service weighs none.
  public var criteria: [SiteCriteria] = []
  /// The choice in sentences that can be read aloud; nil where nothing was chosen.
  public var explanation: Phrase?
  /// How many of the sites asked for would add nothing to any aim.
  public var freeChoices = 0
  /// What has to be done at each proposed site.
  public var works: [SiteWorks?] = []

  /// Whether every aim is proven.
  public var isProven: Bool { status == "optimal" && journey?.isOptimal != false }

  /// Who names the sites where nothing was weighed; nil where something was.
  public var namedBy: Phrase?
  /// Whether the plan forces or excludes sites, so that the choice is the best only beside these decisions.
  public var isDecided: Bool { !decisions.isEmpty }

  /// What a count asks for beyond what is worth building; nil where every site asked for adds something.
  public var freeChoiceText: Phrase? {
    guard freeChoices > 0 else { return nil }
    let asked = NumberText.grouped(chosen + freeChoices)
    // Where the limits clash, that is as many as they allow.
    let verb = infeasibility == nil ? Phrase("asked for", "要求") : Phrase("possible", "可建")
    return Phrase(
      "\(asked) \(serviceName.english) are \(verb.english) and \(chosen.of("is", "are")) worth building: "
        + "\(freeChoices == 1 ? "the other one" : "the other \(NumberText.grouped(freeChoices))") would bring nobody within the standard and nobody nearer to care, "
        + "so that where \(freeChoices == 1 ? "it stands" : "they stand") is a free choice",
      "\(verb.chinese)\(asked)个\(serviceName.chinese)，值得建设\(NumberText.grouped(chosen))个；其余\(NumberText.grouped(freeChoices))个不增加覆盖人口，"
        + "也不缩短就医时间，选址可自行确定")
  }

  /// How many central clinics stand in villages with a clinic today and how many are to be built; nil for other services,
  /// whose sites are all of one kind, and where no list says so of any village.
  public var worksText: Phrase? {
    let (upgrades, new) = (works.count { $0 == .upgrade }, works.count { $0 == .newBuild })
    guard service == SiteService.centralVillageClinic.rawValue, upgrades + new > 0 else { return nil }
    let unknown = works.count - upgrades - new
    func number(_ count: Int) -> String { NumberText.grouped(count) }
    return Phrase(
      "\(serviceName.english): \(number(upgrades)) in villages with a clinic today, \(number(new)) to build"
        + (unknown > 0 ? ", \(number(unknown)) where no list says whether there is one" : ""),
      "\(serviceName.chinese)：现有卫生室改扩建\(number(upgrades))个，新建\(number(new))个"
        + (unknown > 0 ? "，有无卫生室不明\(number(unknown))个" : ""))
  }

  /// The people that the sites add; nil when unknown.
  public var populationGained: Int? {
    guard let populationAfter, let populationBefore else { return nil }
    return populationAfter - populationBefore
  }
}

/// How one settlement is served by a clinic.
public struct ClinicRecord: Sendable {
  public var settlement: Settlement
  /// The word of a ``VillageService``.
  public var provision: String
  public var provisionName: Phrase
  /// The settlement or facility whose staff serve it, itself for a clinic of its own; nil when none is known.
  public var servedBy: PlaceID?
  public var servedByName: String?
  public var servedByLocation: Coordinate?
  public var distance: Distance?
  public var time: Duration?
  /// The id of the rule that decided; nil where none says anything of the place.
  public var rule: String?
  /// The sentence that states the rule, or the basis of a default; nil when no profile is at hand.
  public var citation: String?
  public var reason: Phrase?
}

/// One unit of the emergency chain and the unit that it hangs on.
public struct LinkRecord: Sendable {
  public var unitID: String
  public var unitName: String
  public var location: Coordinate
  /// A word that names the tier in files.
  public var tier: String
  public var tierName: Phrase
  /// `existing`, `proposed` or `assumed`.
  public var status: String
  /// nil at the top, and where no unit above arrives.
  public var parentID: String?
  public var parentName: String?
  public var parentLocation: Coordinate?
  public var time: Duration?
  /// The geodesic distance from the parent.
  public var distance: Distance?
  public var backupID: String?
  public var backupTime: Duration?
  /// The unit of another county that is there sooner than the parent.
  public var neighbourID: String?
  public var neighbourName: String?
  public var neighbourTime: Duration?
  /// The times of all links above added up; nil where one is missing.
  public var timeFromTop: Duration?
  /// nil when there is no standard or no parent.
  public var isWithinStandard: Bool?
  /// The people who live there; nil where the unit is a facility, or when unknown.
  public var population: Int?
  public var origin: Origin

  public init(
    unitID: String, unitName: String, location: Coordinate, tier: String, tierName: Phrase,
    status: String = ChainUnit.Standing.existing.rawValue, parentID: String? = nil, parentName: String? = nil,
    parentLocation: Coordinate? = nil, time: Duration? = nil,
    distance: Distance? = nil, backupID: String? = nil, backupTime: Duration? = nil, neighbourID: String? = nil,
    neighbourName: String? = nil, neighbourTime: Duration? = nil, timeFromTop: Duration? = nil,
    isWithinStandard: Bool? = nil, population: Int? = nil, origin: Origin = .surveyed
  ) {
    self.unitID = unitID
    self.unitName = unitName
    self.location = location
    self.tier = tier
    self.tierName = tierName
    self.status = status
    self.parentID = parentID
    self.parentName = parentName
    self.parentLocation = parentLocation
    self.time = time
    self.distance = distance
    self.backupID = backupID
    self.backupTime = backupTime
    self.neighbourID = neighbourID
    self.neighbourName = neighbourName
    self.neighbourTime = neighbourTime
    self.timeFromTop = timeFromTop
    self.isWithinStandard = isWithinStandard
    self.population = population
    self.origin = origin
  }
}
