import EMSModel
import EMSPlanning
import EMSPolicy
import GeoKit
import SiteSolver

/// How sure a plan is: its sites, its value and its verdicts over scenarios of what it rests on.
public struct Robustness: Sendable {
  /// A source of error that was drawn.
  public struct DrawnSource: Sendable {
    public let source: ErrorSource
    /// By how much.
    public let range: Phrase
    /// Whether the plan says so; else it is the tool's default.
    public let isDeclared: Bool
  }

  public let uncertainty: Uncertainty
  /// In the order of ``ErrorSource``.
  public let sources: [DrawnSource]
  public let answers: [RobustAnswer]
  public let flips: [VerdictFlips]
  /// Services whose proposal leaves nothing to compare: no site, or every candidate.
  public let notCompared: [SiteService]
  /// Which roads matter, for each kind of journey that goes by road; of the best estimate, not of the scenarios.
  public let closures: [RoadClosures]

  /// - Parameters:
  ///   - proposal: the sites at the best estimate.
  ///   - cell: the side of the cells of derived demand; nil where people are not in cells.
  ///   - threads: nil for all cores; the result is the same.
  /// - Throws: what travel models and the solver throw.
  public init(
    of proposal: SiteProposal, in area: PlanningArea, profile: PolicyProfile, plan: PlanFile, travel: PlanTravel,
    uncertainty: Uncertainty, cell: Distance?, threads: Int? = nil
  ) throws {
    let inputs = ScenarioInputs(area: area, profile: profile, plan: plan, travel: travel, cell: cell)
    try Self.refuseAbsent(uncertainty, inputs, plan)
    let draws = ScenarioDraws(uncertainty: uncertainty)
    let sources = ErrorSource.allCases.filter { inputs.has($0) && uncertainty.text(of: $0) != nil }
    self.uncertainty = uncertainty
    self.sources = sources.compactMap { source in
      uncertainty.text(of: source).map {
        DrawnSource(source: source, range: $0, isDeclared: uncertainty.declared.contains(source))
      }
    }
    var answers: [RobustAnswer] = []
    var notCompared: [SiteService] = []
    for answer in proposal.answers {
      guard let scenarios = try inputs.scenarios(of: answer, in: proposal, draws, threads: threads) else {
        notCompared.append(answer.service)
        continue
      }
      let single = try sources.compactMap { source in
        try inputs.scenarios(
          of: answer, in: proposal, ScenarioDraws(uncertainty: uncertainty.only(source)), threads: threads
        ).map { (source, $0) }
      }
      answers.append(
        try RobustAnswer(scenarios, one: single, draws: draws, factors: inputs.factors(draws), threads: threads) {
          try inputs.scenarios(of: answer, in: proposal, ScenarioDraws(uncertainty: uncertainty.anew), threads: threads)
        })
    }
    self.answers = answers
    self.notCompared = notCompared
    flips = try inputs.flips(of: proposal, draws, threads: threads)
    closures = RoadClosures.all(of: travel, in: area, adding: proposal.sites, threads: threads)
  }

  /// What the plan says of an input that it does not have would be passed over.
  private static func refuseAbsent(
    _ uncertainty: Uncertainty, _ inputs: ScenarioInputs, _ plan: PlanFile
  ) throws(InputProblems) {
    let absent = ErrorSource.allCases.filter { uncertainty.declared.contains($0) && !inputs.has($0) }
    if absent.isEmpty { return }
    throw InputProblems(
      absent.map { source in
        InputProblem(
          file: plan.file, field: "uncertainty.\(source.rawValue)", value: uncertainty.text(of: source)?.english,
          english: "the plan has nothing that this could be about (\(source.name.english))",
          chinese: "方案中没有与之相关的内容（\(source.name.chinese)）", remedyEnglish: "Remove the key",
          remedyChinese: "请删去此键")
      })
  }
}

/// What scenarios are drawn from.
private struct ScenarioInputs: Sendable {
  let area: PlanningArea
  let profile: PolicyProfile
  let plan: PlanFile
  let travel: PlanTravel
  let cell: Distance?

  /// Whether the inputs have anything that the source is about.
  func has(_ source: ErrorSource) -> Bool {
    func places(_ precision: CoordinatePrecision) -> Bool {
      area.facilities.contains { $0.precision == precision } || area.settlements.contains { $0.precision == precision }
    }
    return switch source {
    case .speed, .outages: true
    case .turnout: models.contains { $0.mode == .ambulance }
    case .detour: models.contains { $0 is StraightLineTravel }
    case .countySeats: places(.countySeat)
    case .townshipSeats: places(.townshipSeat)
    case .cells: cell != nil && area.settlements.contains { $0.isDerivedPlace && $0.precision == .exact }
    case .derivedPeople: area.settlements.contains { $0.origin != .surveyed && $0.population != nil }
    case .listedPeople: area.settlements.contains { $0.origin == .surveyed && $0.population != nil }
    case .unknownPeople: area.settlements.contains { $0.population == nil }
    }
  }

  private var models: [any TravelModel] { [travel.emergency, travel.serviceCircle, travel.clinics] }

  func scenarios(
    of answer: SitingAnswer, in proposal: SiteProposal, _ draws: ScenarioDraws, threads: Int?
  ) throws -> ServiceScenarios? {
    try ServiceScenarios(
      answer, in: questions(area, travel), plan: proposal, scenarios: draws.count, threads: threads,
      isOut: { draws.isOut($0, $1) }
    ) { scenario in
      questions(area.drawn(draws, cell: cell, scenario), try travel.drawn(draws.common(scenario)))
    }
  }

  private func questions(_ area: PlanningArea, _ travel: PlanTravel) -> SitingQuestions {
    SitingQuestions(
      area: area, profile: profile, overrides: plan.siting.counts, clinicTravel: travel.clinics,
      clinicLimit: travel.clinicLimit, emergencyStandard: travel.emergencyLimit.map { .time($0, travel.emergency) },
      emergencyTravel: travel.emergency)
  }

  /// What all sites of a scenario share.
  func factors(_ draws: ScenarioDraws) -> [DecidingFactor] {
    let common = (0..<draws.count).map(draws.common)
    @Sendable func times(_ value: Double) -> Phrase {
      let text = NumberText.decimals(value, 2)
      return Phrase("\(text) of the speed used", "所用车速的 \(text) 倍")
    }
    var factors = [
      DecidingFactor(
        name: Phrase("the speed of ambulances", "救护车车速"), text: times, values: common.map(\.ambulanceSpeed)),
      DecidingFactor(
        name: Phrase("the speed of patients on their way", "群众出行速度"), text: times, values: common.map(\.otherSpeed)),
    ]
    if draws.uncertainty.turnout != nil {
      factors.append(
        DecidingFactor(
          name: ErrorSource.turnout.name,
          text: {
            let text = NumberText.decimals($0 / 60, 1)
            return Phrase("\(text) min", "\(text) 分钟")
          }, values: common.map { ($0.turnout ?? .zero) / .seconds(1) }))
    }
    if draws.uncertainty.detour != nil {
      factors.append(
        DecidingFactor(
          name: ErrorSource.detour.name,
          text: { Phrase(NumberText.decimals($0, 2), NumberText.decimals($0, 2)) },
          values: common.map { $0.detour ?? 1 }))
    }
    return factors
  }

  /// Outages of stations are left out: a verdict is about what there is.
  func flips(of proposal: SiteProposal, _ draws: ScenarioDraws, threads: Int?) throws -> [VerdictFlips] {
    @Sendable func card(_ area: PlanningArea, _ travel: PlanTravel) throws -> Scorecard {
      let known = PolicyFacts.known(of: area, regionID: "")
      let situation = try Situation(
        of: area, with: proposal.sites.mapValues(area.located), known: known, profile: profile, travel: travel)
      return Scorecard(profile: profile, before: situation.facts, outerBefore: situation.outerFacts)
    }
    return VerdictFlips.all(
      estimate: try card(area, travel),
      drawn: try parallelMap(draws.count, threads: threads) { scenario in
        try card(area.drawn(draws, cell: cell, scenario), try travel.drawn(draws.common(scenario)))
      })
  }
}
