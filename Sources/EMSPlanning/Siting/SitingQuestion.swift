import EMSModel
import EMSPolicy
import GeoKit
import SiteSolver

/// How many sites to add.
public enum SiteCount: Hashable, Sendable {
  case exactly(Int)
  /// As few as the model needs (LSCP).
  case fewest
  /// As many as there are while the next best one still brings at least so many people within the standard.
  case whileEachBrings(people: Int)
}

/// The fewest and the most new sites of each county.
public struct CountyLimits: Hashable, Sendable {
  public var minimum: Int
  public var maximum: Int

  public init(minimum: Int, maximum: Int) {
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// One siting problem in a planner's terms, before it becomes numbers.
public struct SitingQuestion: Sendable {
  public var service: SiteService
  /// The model, with the parameters that it alone has.
  public var aim: SitingAim
  /// What stands already and serves: always open, not counted.
  public var existing: [CandidateSite]
  /// Those of them that an earlier answer of the same plan proposes: they serve, but stand only in the plan.
  public var planned: Set<PlaceID> = []
  /// Those of them of which the plan says that they give the service, whatever the files call them.
  public var given: Set<PlaceID> = []
  /// Those of them that the files list as giving the service.
  var listed: Set<PlaceID> = []
  /// Those that the plan replaces by something else: they serve, and count to no number.
  var replaced: Set<PlaceID> = []
  /// Whether the number is that of all sites, as a document sets it, so that those that stand count; otherwise it is of new ones.
  var countsStanding = false
  /// The same of the limits by county.
  var countsStandingByCounty = false
  /// The number of all sites where some of them stand already; nil: none does, or new ones alone are counted.
  public var askedInAll: Int?
  /// Where a new site may be set up.
  public var candidates: [CandidateSite]
  /// Those that thresholds of the profile leave out, ascending by place.
  public var leftOut: [SiteLeftOut] = []
  /// The candidates below a threshold by derived people alone, which leaves nobody out, ascending by place.
  public var belowByDerivedPeople: [SiteLeftOut] = []
  /// The candidates that a decision names: they are chosen first and counted.
  public var named: Set<PlaceID> = []
  /// The candidates that the plan forces: they are chosen and counted.
  public var forced: Set<PlaceID> = []
  /// The candidates that the plan excludes.
  public var excluded: Set<PlaceID> = []
  /// Who is to be served.
  public var settlements: [Settlement]
  public var standard: SitingStandard
  public var count: SiteCount
  /// nil: no limits by county.
  public var perCounty: CountyLimits?
  /// The most of a county that the tool sets where a number is asked for and nobody bounds the counties; nil: none.
  public var mostPerCountyByDefault: Int?
  /// The candidates below a default of the tool, which gave way; nil: none are.
  public var takenBelowDefault: TakenBelowDefault?
  /// The defaults of the tool that gave way to what is asked for.
  public var gaveWay: [DefaultGivenWay] = []
  /// The fewest and the most new sites of each township that gets any, by its id; empty: no limits by township. It takes
  /// the place of `perCounty`.
  public var perTownship: [String: CountyLimits] = [:]
  /// How many people the strongest candidate is worth more than the weakest: the objective of a covering model then adds
  /// each new site's ``CentreStrength/score`` times this to the people. 0: strength decides between equals alone.
  public var strengthWorth = 0
  /// What the sites bring nearer once as many people as can be are within the standard; nil: nothing.
  public var journey: SitingJourney?
  /// Whether sites that add nothing are proposed, too, to reach the count.
  public var proposesIdle = false
  /// Stop when the answer is proven to be within this share of the best; 0 asks for a proof that it is the best.
  public var gap = 0.0
  /// Stop after so many nodes of branch and bound, at the same place on every machine; nil: never.
  public var nodeLimit: Int?
  /// Where the figures come from, for the annex.
  public var citations: [Citation] = []
  /// Where as many in each county as it lacks are sought, what was decided for that; nil: nothing was.
  public var sharedOut: Note?
  /// What else readers must know of who is a candidate and what serves; nil: nothing.
  var candidateNote: Note?
}

extension SitingQuestion {
  /// Whether what a candidate has to grow on is told of each.
  var weighsCriteria: Bool { (candidates + leftOut.map(\.site)).contains { $0.strength != nil } }
}

extension SitingQuestion {
  /// The model by its name in the literature.
  public var model: SitingModel { aim.model }
}
