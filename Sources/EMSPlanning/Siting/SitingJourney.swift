import EMSModel
import GeoKit

/// The second aim of a siting question: once as many people as can be are within the standard, the sites bring the care
/// that they give nearer to everybody in time.
public struct SitingJourney: Sendable {
  /// What comes nearer: `second-level care`.
  public var care: Phrase
  /// Where it is given today.
  public var today: [CandidateSite]
  public var travel: any TravelModel
  /// Whether times count in whole seconds, so that sums are exact.
  package var isInWholeSeconds = true

  public init(care: Phrase, today: [CandidateSite], travel: any TravelModel) {
    self.care = care
    self.today = today
    self.travel = travel
  }
}

/// By how much sites shorten people's journeys.
public struct TimeSaved: Hashable, Sendable {
  /// The people whose journey becomes shorter; settlements where no population is known.
  public var heads: Int
  /// The savings of all of them added up, whole seconds, so that sums are exact.
  public var personSeconds: Double

  public static let none = TimeSaved(heads: 0, personSeconds: 0)

  public init(heads: Int, personSeconds: Double) {
    self.heads = heads
    self.personSeconds = personSeconds
  }

  /// What one of them saves on average; nil where nobody saves anything.
  public var mean: Duration? { heads > 0 ? .seconds(personSeconds / Double(heads)) : nil }
}

/// What the second aim came to.
public struct JourneyAnswer: Hashable, Sendable {
  public var care: Phrase
  public var saved: TimeSaved
  /// No choice that has as many people within the standard saves more person-seconds; nil where nothing bounds it.
  public var bound: Double?
  /// Whether that is proven for the first aim, too, so that no choice is better.
  public var isOptimal: Bool

  /// How far the savings may be from the most, as a share of them; nil where that is not known.
  public var gap: Double? {
    guard !isOptimal else { return 0 }
    guard let bound else { return nil }
    if bound <= saved.personSeconds { return 0 }
    return saved.personSeconds > 0 ? (bound - saved.personSeconds) / saved.personSeconds : nil
  }
}
