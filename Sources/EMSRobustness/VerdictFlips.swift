import EMSModel
import EMSPolicy

/// How often a verdict on the whole area would be another than at the best estimate.
public struct VerdictFlips: Sendable {
  public let rule: String
  public let name: Phrase
  public let atEstimate: Verdict.Status
  /// Scenarios with another verdict.
  public let flips: Int
  public let scenarios: Int

  public var share: Double { Double(flips) / Double(scenarios) }

  /// Every rule whose verdict flips in some scenario, in the order of the rules.
  static func all(estimate: Scorecard, drawn: [Scorecard]) -> [VerdictFlips] {
    func statuses(_ card: Scorecard) -> [String: Verdict.Status] {
      Dictionary(card.decisiveLines.map { ($0.rule, $0.verdict.status) }, uniquingKeysWith: { first, _ in first })
    }
    let drawn = drawn.map(statuses)
    return estimate.decisiveLines.compactMap { line in
      let flips = drawn.count { $0[line.rule] != line.verdict.status }
      guard flips > 0 else { return nil }
      return VerdictFlips(
        rule: line.rule, name: line.name, atEstimate: line.verdict.status, flips: flips, scenarios: drawn.count)
    }
  }
}
