import EMSModel
import EMSReport

/// The twelve indicators by which the runs of a batch are held against each other.
enum ScenarioIndicator: String, CaseIterable, Sendable {
  case countySubCentres = "county_sub_centre_sites"
  case emergencySubCentres = "emergency_sub_centre_sites"
  case centralClinics = "central_village_clinic_sites"
  case shareToday = "share_within_greatest_radius_today"
  case shareWithPlan = "share_within_greatest_radius_with_plan"
  case beyondWithPlan = "population_beyond_with_plan"
  case halfReached = "response_median_with_plan_min"
  case nineTenthsReached = "response_p90_with_plan_min"
  case careWithinAnHour = "care_share_60_with_plan"
  case rulesMet = "rules_met"
  case rulesNotMet = "rules_not_met"
  case greatestGap = "greatest_gap"

  var title: Phrase {
    switch self {
    case .countySubCentres: Phrase("County sub-centres proposed", "拟建县域医疗次中心")
    case .emergencySubCentres: Phrase("Rural emergency sub-centres proposed", "拟建乡村急救分中心")
    case .centralClinics: Phrase("Central village clinics proposed", "拟建中心村卫生室")
    case .shareToday: Phrase("People within the greatest radius today", "现状最大半径内人口占比")
    case .shareWithPlan: Phrase("People within the greatest radius with the plan", "实施后最大半径内人口占比")
    case .beyondWithPlan: Phrase("People beyond it with the plan", "实施后最大半径外人口")
    case .halfReached: Phrase("Minutes to half of the people with the plan", "实施后半数人口急救到达时间")
    case .nineTenthsReached: Phrase("Minutes to nine tenths with the plan", "实施后九成人口急救到达时间")
    case .careWithinAnHour: Phrase("People handed over within 60 minutes with the plan", "实施后60分钟内接诊人口占比")
    case .rulesMet: Phrase("Rules met", "达标规则")
    case .rulesNotMet: Phrase("Rules not met", "未达标规则")
    case .greatestGap: Phrase("Greatest gap to the proven bound", "与已证界的最大差距")
    }
  }

  var unit: MeasureUnit {
    switch self {
    case .countySubCentres, .emergencySubCentres, .centralClinics, .rulesMet, .rulesNotMet: .facilities
    case .shareToday, .shareWithPlan, .careWithinAnHour, .greatestGap: .share
    case .beyondWithPlan: .people
    case .halfReached, .nineTenthsReached: .minutes
    }
  }
}

extension BatchOutcome {
  /// The indicators that no other figure holds; unknown where the plan tells nothing of them.
  static func indicators(of report: PlanReport) -> [Figure] {
    let area = report.area
    let people: Int? = area.settlements.contains { $0.population != nil } ? area.knownPopulation : nil
    let record = report.greatestRadius.flatMap { radius in
      report.comparisons.first { $0.id == "population_within_\(LimitName(radius).word)" }
    }
    func share(_ within: Double?) -> Double? {
      people.flatMap { people in within.flatMap { people > 0 ? $0 / Double(people) : nil } }
    }
    func withPlan(_ id: String) -> Double? { report.comparisons.first { $0.id == id }?.after }
    let gaps = report.sitings.filter(\.hasCandidates).map(\.greatestGap)
    let values: [(ScenarioIndicator, Double?)] = [
      (.shareToday, share(record?.before)), (.shareWithPlan, share(record?.after)),
      (.beyondWithPlan, people.flatMap { people in record?.after.map { Double(people) - $0 } }),
      (.halfReached, withPlan("response_median_min")), (.nineTenthsReached, withPlan("response_p90_min")),
      (.careWithinAnHour, withPlan("care_share_60_min")),
      (.greatestGap, gaps.contains(nil) ? nil : gaps.compactMap { $0 }.max()),
    ]
    return values.map { Figure($0.rawValue, $1.map { .number($0) } ?? .unknown) }
  }
}

extension SitingRecord {
  /// The larger gap of its two aims, 0 where both are proven; nil where one has no bound.
  fileprivate var greatestGap: Double? {
    if isProven { return 0 }
    guard let gap = status == "optimal" ? 0 : gap else { return nil }
    guard let journey, !journey.isOptimal else { return gap }
    return journey.gap.map { max($0, gap) }
  }
}
