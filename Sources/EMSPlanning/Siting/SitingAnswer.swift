import EMSModel
import EMSPolicy
import GeoKit
import SiteSolver

/// What the objective counts.
public enum SitingWeighting: String, Codable, Hashable, Sendable {
  /// People of the settlements whose population is known.
  case people
  /// Settlements, one each: no population is known at all.
  case settlements
}

/// The candidate that could best stand in for another site, all other sites staying.
public struct Substitute: Hashable, Sendable {
  public var site: CandidateSite
  /// By how much the choice gets worse; never below 0 where the answer is optimal.
  public var loss: SiteLoss
}

/// A site that is proposed, and why.
public struct SiteRecommendation: Hashable, Sendable {
  public var site: CandidateSite
  /// The order in which to build: each site adds the most to what the earlier ones serve. 1 is first.
  public var rank: Int
  /// Whether a published decision names it.
  public var isNamed: Bool
  /// Whether the plan forces it.
  public var isForced: Bool
  /// What it adds to the existing sites and the sites of lower rank.
  public var gained: Headcount
  /// By how much it shortens journeys to care beyond those sites.
  public var gainedTime: TimeSaved
  /// What would be lost if it alone were left out.
  public var marginal: Headcount
  public var marginalTime: TimeSaved
  /// By how much the objective would get worse without it, in its own unit; nil when nothing could serve then.
  public var marginalValue: Double?
  /// The ids of the settlements that it is the nearest site of, ascending.
  public var servedSettlementIDs: [String]
  /// nil when no other candidate may or can take its place.
  public var substitute: Substitute?
  public var reason: Phrase
}

/// A candidate that is not proposed, and what choosing it would cost.
public struct SiteNotChosen: Hashable, Sendable {
  public var site: CandidateSite
  /// The proposed site that it could best replace, and by how much the objective would get worse; nil when the
  /// limits allow no such swap.
  public var bestSwap: Substitute?
  public var reason: Phrase
}

/// The sites proposed for one service, with the proof.
public struct SitingAnswer: Sendable {
  public var service: SiteService
  public var model: SitingModel
  public var weighting: SitingWeighting
  public var status: SitingSolution.Status
  /// In the unit of the model: weight covered, number of sites, weight × km (or minutes), km (or minutes).
  public var objective: Double?
  /// No choice can be better; nil where that is not known.
  public var bound: Double?
  /// |bound − objective| / |objective|; nil without both.
  public var gap: Double?
  /// Within which people count as reached, in words.
  public var standard: Phrase
  /// What stands already, ascending by place; what the same plan proposes for another service is in `plannedSites`.
  public var existingSites: [CandidateSite]
  /// Those of them of which the plan says that they give the service.
  public var givenSites: Set<PlaceID>
  /// What an earlier answer of the same plan proposes and counts as there, ascending by place.
  public var plannedSites: [CandidateSite]
  public var candidateCount: Int
  /// The number of all sites that a document asks for, where some of them stand already; nil otherwise.
  public var askedInAll: Int?
  /// The sites that give the service today.
  public var standingSites: [CandidateSite] = []
  /// What was decided so that each county gets as many as it lacks; nil where nothing was.
  var sharedOut: Note?
  /// What else readers must know of who was a candidate; nil: nothing.
  var candidateNote: Note?
  /// What the sites save of people's journeys; nil where the question has no second aim.
  public var journey: JourneyAnswer?
  /// How many of the sites asked for would add nothing to any aim: where they stand is free.
  public var freeChoices: Int
  /// What each site that the plan forces or excludes costs, ascending by place.
  public var decisions: [SiteDecision]
  /// What all of them cost together; nil where there are fewer than two.
  public var decisionsTogether: SiteDecisionsTogether?
  /// Every candidate by each criterion, ascending by place; empty where the service weighs none.
  public var criteria: [SiteCriteria] = []
  /// The defaults of the tool that gave way to what is asked for.
  public var gaveWay: [DefaultGivenWay] = []
  /// The candidates below a default that gave way; nil: none are.
  public var takenBelowDefault: TakenBelowDefault?
  /// Those that thresholds leave out, ascending by place.
  public var leftOut: [SiteLeftOut] = []
  /// The candidates below a threshold by derived people alone, ascending by place.
  public var belowByDerivedPeople: [SiteLeftOut] = []
  /// What becomes of the choice as strength is worth more; empty where the service weighs none.
  public var shifts: [SiteShift] = []
  /// The best choice without any of the proposed sites; nil where nothing is left to choose or the service weighs none.
  public var runnersUp: SiteRunnersUp?
  /// Everyone who is to be served.
  public var demand: Headcount
  /// Whom the existing sites serve within the standard.
  public var servedBefore: Headcount
  /// Whom existing and proposed sites serve within the standard.
  public var servedAfter: Headcount
  /// What a few more sites than were asked for would bring; nil where none would bring anybody.
  public var more: MoreSites?
  /// Ascending by rank.
  public var recommendations: [SiteRecommendation]
  /// Ascending by id.
  public var notChosen: [SiteNotChosen]
  /// Ids of the settlements outside the standard of every existing and proposed site, ascending.
  public var unservedSettlementIDs: [String]
  /// Why no choice keeps every limit as asked; `recommendations` then answer the nearest question that has an answer.
  /// nil when every limit is kept.
  public var clash: Phrase?
  /// The sentences that ask for the service, its number and its standard.
  public var citations: [Citation]
}

extension SitingAnswer {
  /// Whether there was anything to choose: some candidate was left, and neither a document nor the plan names them all.
  public var isFree: Bool {
    !notChosen.isEmpty && recommendations.contains { !$0.isNamed && !$0.isForced }
  }

  /// Who names the sites where nothing was weighed; nil where something was, or nothing is proposed.
  public var namedBy: Phrase? {
    guard !recommendations.isEmpty, recommendations.allSatisfy({ $0.isNamed || $0.isForced }) else { return nil }
    return recommendations.allSatisfy(\.isNamed)
      ? Phrase("named by the document", "由文件点名")
      : recommendations.contains(where: \.isNamed)
        ? Phrase("named by the document and the plan", "由文件点名和方案指定") : Phrase("named by the plan", "由方案指定")
  }
}

/// A few sites more than were proposed, each the best to add after those before it.
public struct MoreSites: Hashable, Sendable {
  /// Up to three, in that order.
  public let sites: [CandidateSite]
  /// Who would come within the standard by them.
  public let gained: Headcount
}
