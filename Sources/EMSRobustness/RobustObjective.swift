import EMSModel
import EMSPlanning

/// What choices of one service are compared by over the scenarios.
public enum RobustObjective: String, Codable, Hashable, Sendable, CaseIterable {
  /// People within the standard.
  case people
  /// Settlements within the standard, where no people are known.
  case settlements
  /// Minutes by which journeys become shorter times people, where no site brings anybody within the standard in any
  /// scenario.
  case personMinutes = "person_minutes"
  /// The same times settlements.
  case settlementMinutes = "settlement_minutes"

  init(_ weighting: SitingWeighting, isAboutJourneys: Bool) {
    switch weighting {
    case .people: self = isAboutJourneys ? .personMinutes : .people
    case .settlements: self = isAboutJourneys ? .settlementMinutes : .settlements
    }
  }

  /// Whether time saved counts, and not who is within a standard.
  public var isAboutJourneys: Bool { self == .personMinutes || self == .settlementMinutes }

  /// Who is counted, after a number.
  public var heads: Phrase {
    switch self {
    case .people, .personMinutes: Phrase("people", "人")
    case .settlements, .settlementMinutes: Phrase("settlements", "个村居")
    }
  }

  /// After a number.
  public var unit: Phrase {
    switch self {
    case .people: Phrase("people", "人")
    case .settlements: Phrase("settlements", "个村居")
    case .personMinutes: Phrase("person-minutes", "人·分钟")
    case .settlementMinutes: Phrase("settlement-minutes", "村居·分钟")
    }
  }
}
