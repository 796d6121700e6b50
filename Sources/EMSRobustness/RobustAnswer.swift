import EMSModel
import EMSPlanning

/// How sure the sites of one service are.
public struct RobustAnswer: Sendable {
  /// A choice that is best by one aim.
  public struct Choice: Sendable {
    /// By what the choice is best.
    public let aim: RobustAim
    public let sites: [CandidateSite]
    /// In what the objective counts; of `regret` minus the greatest regret.
    public let value: Double
    /// No choice has a greater value.
    public let bound: Double
    /// (bound − value) / |value|; of the regret, which may be none at all, a share of the mean of each scenario's best.
    public let gap: Double
    /// Whether the bound meets the value.
    public let isProven: Bool
    /// The value of the plan by the same aim.
    public let valueOfPlan: Double
    /// What the choice covers less than the plan where everything is as estimated.
    public let costAtEstimate: Double
    /// Of the best on average: with 95 % confidence no choice is better by more than this on the true average; nil for
    /// the other aims. Where it is not the plan, it is held against scenarios of another seed.
    public let gapOnAverage: Double?
  }

  /// How much one source of error matters, all others being as estimated.
  public struct SourceWeight: Sendable {
    public let source: ErrorSource
    /// What knowing it before choosing would bring on average: the mean of the best of each scenario, less the mean of
    /// the choice that is best on average (expected value of perfect information, Raiffa & Schlaifer 1961).
    public let valueOfKnowing: Double
    /// In how many scenarios another choice than the plan is best.
    public let changesPlan: Int
  }

  /// A value's spread over the scenarios.
  public struct Spread: Hashable, Sendable {
    /// The least value that a tenth of the scenarios do not exceed.
    public let tenth: Double
    /// What half of them do not exceed.
    public let median: Double
    /// What nine tenths of them do not exceed.
    public let ninetieth: Double
    /// The greatest of all.
    public let greatest: Double

    /// Quantiles as the least value that so many of a hundred do not exceed.
    init(_ values: [Double]) {
      let sorted = values.sorted()
      func quantile(_ share: Double) -> Double {
        guard let last = sorted.last else { return 0 }
        let rank = (share * Double(sorted.count)).rounded(.up)
        let at = (Int(exactly: rank) ?? 1) - 1
        return at < sorted.count ? sorted[max(0, at)] : last
      }
      tenth = quantile(0.1)
      median = quantile(0.5)
      ninetieth = quantile(0.9)
      greatest = sorted.last ?? 0
    }
  }

  public let service: SiteService
  /// In what the values count.
  public let objective: RobustObjective
  /// Within which people count as reached, in words.
  public let standard: Phrase
  /// How many were drawn.
  public let scenarios: Int
  /// Proposed sites by rank, then the others that some scenario chooses, most often chosen first.
  public let sites: [SiteCertainty]
  /// What a decision names: it is chosen in every scenario.
  public let named: [CandidateSite]
  /// In how many scenarios the best choice is proven; in the others it is the best that was found.
  public let provenIn: Int
  /// Within the standard by the plan where everything is as estimated: people, or settlements where none are known.
  public let servedAtEstimate: Int
  /// Served by the plan, as a spread over the scenarios.
  public let served: Spread
  /// The share of everyone in the scenario whom the plan serves, as a spread.
  public let servedShare: Spread
  /// By how many minutes times people (settlements) the plan's sites shorten journeys, as a spread; nil where they are not
  /// about journeys.
  public let saved: Spread?
  /// What the best of each scenario has more than the plan, in what the objective counts.
  public let regret: Spread
  /// The plan and the best choice on average differ at most by so much on the true average, with 95 % confidence
  /// (Mak, Morton & Wood, Oper. Res. Lett. 24, 1999, over independent replicates).
  public let gapOnAverage: Double
  /// In the order of ``RobustAim``.
  public let choices: [Choice]
  /// Greatest value first.
  public let sources: [SourceWeight]
}
