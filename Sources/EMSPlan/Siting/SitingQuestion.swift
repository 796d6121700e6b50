import GeoKit
import SiteSolver

/// How many sites to add.
public enum SiteCount: Hashable, Sendable {
  case exactly(Int)
  /// At least this many and as many more as the groups allow and the objective gains from.
  case between(Int, Int)
  /// As few as the model needs (LSCP, PSCLP).
  case fewest
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
  public var model: SitingModel
  /// What stands already and serves: always open, not counted.
  public var existing: [CandidateSite]
  /// Where a new site may be set up.
  public var candidates: [CandidateSite]
  /// The ids of the candidates that a decision names: they are chosen first and counted.
  public var named: Set<String>
  /// Who is to be served.
  public var settlements: [Settlement]
  public var standard: SitingStandard
  public var count: SiteCount
  /// nil: no limits by county.
  public var perCounty: CountyLimits?
  /// PSCLP: the share of the weight to cover, 0 to 1.
  public var targetShare: Double?
  /// Where the figures come from, for the annex.
  public var citations: [Citation]

  public init(
    service: SiteService, model: SitingModel, existing: [CandidateSite], candidates: [CandidateSite],
    named: Set<String> = [], settlements: [Settlement], standard: SitingStandard, count: SiteCount,
    perCounty: CountyLimits? = nil, targetShare: Double? = nil, citations: [Citation] = []
  ) {
    self.service = service
    self.model = model
    self.existing = existing
    self.candidates = candidates
    self.named = named
    self.settlements = settlements
    self.standard = standard
    self.count = count
    self.perCounty = perCounty
    self.targetShare = targetShare
    self.citations = citations
  }
}
