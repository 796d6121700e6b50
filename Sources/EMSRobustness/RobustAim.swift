import EMSModel

/// What makes a choice good when nobody knows which scenario comes.
public enum RobustAim: String, Codable, Hashable, Sendable, CaseIterable {
  /// The mean over the scenarios.
  case expectation
  /// The mean over the worst tenth of them: conditional value at risk (Rockafellar & Uryasev 2000).
  case worstTenth = "worst_tenth"
  /// The greatest regret, made least (Savage 1951; Kouvelis & Yu 1997); its value is minus that regret.
  case regret

  /// What a reader calls it.
  public var name: Phrase {
    switch self {
    case .expectation: Phrase("best on average", "平均最优")
    case .worstTenth: Phrase("best in the worst tenth", "最差一成最优")
    case .regret: Phrase("least greatest regret", "最大后悔最小")
    }
  }
}
