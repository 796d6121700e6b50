import EMSModel
import EMSPolicy

/// How often a verdict on the whole area would be another than at the best estimate.
public struct VerdictFlips: Sendable {
  /// The key of the rule.
  public let rule: String
  public let name: Phrase
  /// The verdict where everything is as estimated.
  public let atEstimate: Verdict.Status
  /// The scenarios of each verdict that some scenario has, in the order of the statuses.
  public let found: [(status: Verdict.Status, scenarios: Int)]
  /// How many were drawn.
  public let scenarios: Int

  /// Scenarios with another verdict.
  public var flips: Int { found.reduce(0) { $0 + ($1.status == atEstimate ? 0 : $1.scenarios) } }

  /// Of the scenarios, 0 to 1.
  public var share: Double { Double(flips) / Double(scenarios) }

  /// What the scenarios find, such as “met in 30 %, not met in 70 %”.
  public var text: Phrase {
    let parts = found.map { entry in
      let share = NumberText.decimals(Double(entry.scenarios) / Double(scenarios) * 100, 0)
      return Phrase("\(entry.status.name.english) in \(share) %", "\(share)%为\(entry.status.name.chinese)")
    }
    return Phrase(parts.map(\.english).joined(separator: ", "), parts.map(\.chinese).joined(separator: "，"))
  }

  /// Every rule whose verdict flips in some scenario, in the order of the rules.
  static func all(estimate: Scorecard, drawn: [Scorecard]) -> [VerdictFlips] {
    func statuses(_ card: Scorecard) -> [String: Verdict.Status] {
      Dictionary(card.decisiveLines.map { ($0.rule, $0.verdict.status) }, uniquingKeysWith: { first, _ in first })
    }
    let drawn = drawn.map(statuses)
    return estimate.decisiveLines.compactMap { line in
      let found = Verdict.Status.allCases.map { status in (status, drawn.count { $0[line.rule] == status }) }
        .filter { $0.1 > 0 }
      let flips = VerdictFlips(
        rule: line.rule, name: line.name, atEstimate: line.verdict.status, found: found, scenarios: drawn.count)
      return flips.flips > 0 ? flips : nil
    }
  }
}
