import EMSModel

/// How one candidate stands by each criterion, beside what would come of choosing it.
public struct SiteCriteria: Hashable, Sendable {
  /// What the plan makes of a candidate.
  public enum Standing: String, Sendable {
    case recommended, candidate
    /// A threshold or the plan leaves it out.
    case leftOut = "left_out"
  }

  public var site: CandidateSite
  public var standing: Standing
  /// What it would do if it alone were added to what stands; nil where it is no candidate.
  public var alone: Headcount?
  /// What it would save of journeys then; nil where no journeys are looked at.
  public var personSecondsAlone: Double?
  /// The proposed site that it could best replace, and the loss; of a proposed site the best substitute.
  public var swap: Substitute?
  public var note: Phrase?
}

/// What the candidates that are not chosen would do together, as many of them as are chosen.
public struct SiteRunnersUp: Hashable, Sendable {
  /// Ascending by place.
  public var sites: [CandidateSite]
  /// Whom they would bring within the standard.
  public var gained: Headcount
  public var saved: TimeSaved
  /// Whether no better choice exists among them.
  public var isProven: Bool
}

/// How the choice moves when strength is worth more.
public struct SiteShift: Hashable, Sendable {
  /// People that the strongest centre is worth more than the weakest; nil: strength goes before the journeys.
  public var worth: Int?
  /// Sites that would be chosen in addition.
  public var joining: [CandidateSite]
  /// Sites that would be chosen no longer.
  public var leaving: [CandidateSite]
  /// People fewer within the standard than in the proposal.
  public var peopleLost: Int
  /// What the journeys save less than in the proposal; negative where they save more.
  public var personSecondsLost: Double
}
