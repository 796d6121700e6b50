import EMSModel

/// Central village clinics are set up, as many as the plan says.
///
/// Jining 二4: 500 in the city by 2025; Xing'an 二(一)3, Bayannur 二(一)3, Hohhot 三(一)3: no number. What a plan proposes
/// holds by construction.
public struct CentralVillageClinics: PolicyRule {
  package static let key = "central-village-clinics"
  public var key: String { Self.key }
  public let name = Phrase("Central village clinics", "中心村卫生室")
  public let sentence = Phrase(
    "Central village clinics are set up, as many as the plan says.", "建设中心村卫生室，达到规划数量。")
  public let figures =
    FigureSpec.leastAndMost("in the region") + [
      FigureSpec(
        "least-people", .people, required: false, isJudged: false, unless: "minimum",
        "Where the plan gives no number: what the next best clinic must bring within the service circle.")
    ]
  public let evidence: Set<Evidence> = [.facilities]
  public let isFilledByPlan = true

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    let verdict = Verdict.count(
      facts.centralVillageClinics, within: rule.range, of: "central village clinic", "central village clinics", "中心村卫生室"
    )
    // Of a subdistrict what stands today gives way to a station, so that the plan's own may be all that there are.
    let areAllProposed = facts.centralVillageClinics.map { facts.proposedCentralVillageClinics >= $0 } ?? false
    return areAllProposed ? verdict.filled() : verdict
  }
}
