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
    public let figure: Figure
  }

  /// Whose figure a range is.
  public enum Figure: String, Codable, Hashable, Sendable, CaseIterable {
    case plan
    /// The speed table's own, as `roads calibrate` measured it.
    case speedTable = "speed table"
    case toolDefault = "tool default"

    public var name: Phrase {
      switch self {
      case .plan: Phrase("the plan", "方案")
      case .speedTable: Phrase("the speed table", "速度表")
      case .toolDefault: Phrase("tool default", "工具默认")
      }
    }
  }

  /// What is taken to be off, and by how much.
  public let uncertainty: Uncertainty
  /// In the order of ``ErrorSource``.
  public let sources: [DrawnSource]
  /// One for each service with something to choose.
  public let answers: [RobustAnswer]
  /// The rules whose verdict some scenario changes.
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
    var uncertainty = uncertainty
    let measured = Self.measuredSpeeds(of: travel)
    let isMeasured = !uncertainty.declared.contains(.classSpeeds) && !measured.isEmpty
    if isMeasured { uncertainty.classSpeeds = measured }
    let roads = try travel.roadKinds.map { (kinds) throws(InputProblems) in
      try DrawnRoads(kinds, uncertainty, file: plan.file)
    }
    let inputs = ScenarioInputs(
      area: area, profile: profile, plan: plan, travel: travel, cell: cell, roads: roads)
    try Self.refuseAbsent(uncertainty, inputs, plan)
    let draws = ScenarioDraws(uncertainty: uncertainty)
    let sources = ErrorSource.allCases.filter { inputs.has($0) && uncertainty.text(of: $0) != nil }
    self.uncertainty = uncertainty
    self.sources = sources.compactMap { source in
      uncertainty.text(of: source).map {
        DrawnSource(
          source: source, range: $0,
          figure: uncertainty.declared.contains(source)
            ? .plan : source == .classSpeeds && isMeasured ? .speedTable : .toolDefault)
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

  /// The intervals of the speed table, of the modes that travel on roads.
  private static func measuredSpeeds(of travel: PlanTravel) -> [Uncertainty.ClassSpeed] {
    let modes = Set(travel.models.filter { $0.name == "roads" }.map(\.mode))
    return modes.sorted { $0.rawValue < $1.rawValue }.flatMap { mode in
      (travel.speedTable?.intervals(of: mode) ?? [:]).sorted { $0.key < $1.key }.map {
        Uncertainty.ClassSpeed(roadClass: $0.key, mode: mode, factor: $0.value)
      }
    }
  }

  /// What the plan says of an input that it does not have would be passed over.
  private static func refuseAbsent(
    _ uncertainty: Uncertainty, _ inputs: ScenarioInputs, _ plan: PlanFile
  ) throws(InputProblems) {
    let absent = ErrorSource.allCases.filter { uncertainty.declared.contains($0) && !inputs.has($0) }
    let named = [
      (ErrorSource.classSpeeds, uncertainty.classSpeeds.map(\.roadClass)),
      (.closedRoads, Array(uncertainty.closedRoads.keys)),
    ].filter { uncertainty.declared.contains($0.0) && !absent.contains($0.0) }
    let classes = inputs.roads?.classes ?? []
    let without = named.flatMap { source, names in
      names.sorted().filter { !classes.contains($0) }.map { (source: source, name: $0) }
    }
    if absent.isEmpty, without.isEmpty { return }
    let known = classes.subtracting([DrawnRoads.bridge]).sorted().joined(separator: ", ")
    throw InputProblems(
      without.map { source, name in
        InputProblem(
          file: plan.file, field: "uncertainty.\(source.rawValue).\(name)", value: name,
          Phrase("no road of the plan is \(name)", "方案的道路中没有 \(name)"),
          Phrase("Remove it; the classes are \(known)", "请删去；现有类别：\(known)"))
      }
        + absent.map { source in
          InputProblem(
            file: plan.file, field: "uncertainty.\(source.rawValue)", value: uncertainty.text(of: source)?.english,
            english: "the plan has nothing that this could be about (\(source.name.english))",
            chinese: "方案中没有与之相关的内容（\(source.name.chinese)）", remedyEnglish: "Remove the key",
            remedyChinese: "请删去此键")
        })
  }
}

extension PlanTravel {
  /// Every model that a scenario draws.
  fileprivate var models: [any TravelModel] {
    [emergency, transport, serviceCircle, serviceCircleInSubdistricts, clinics]
  }
}

/// What scenarios are drawn from.
private struct ScenarioInputs: Sendable {
  let area: PlanningArea
  let profile: PolicyProfile
  let plan: PlanFile
  let travel: PlanTravel
  let cell: Distance?
  /// nil where nobody travels on any.
  let roads: DrawnRoads?

  /// Whether the inputs have anything that the source is about.
  func has(_ source: ErrorSource) -> Bool {
    func places(_ precision: CoordinatePrecision) -> Bool {
      area.facilities.contains { $0.precision == precision } || area.settlements.contains { $0.precision == precision }
    }
    return switch source {
    case .speed, .outages: true
    case .classSpeeds, .closedRoads, .seasons: roads != nil && travel.models.contains { $0.name == "roads" }
    case .turnout: travel.models.contains { $0.mode == .ambulance }
    case .detour: travel.models.contains { $0.withoutStations is StraightLineTravel }
    case .countySeats: places(.countySeat)
    case .townshipSeats: places(.townshipSeat)
    case .cells: cell != nil && area.settlements.contains { $0.isDerivedPlace && $0.precision == .exact }
    case .derivedPeople: area.settlements.contains { $0.origin != .surveyed && $0.population != nil }
    case .listedPeople: area.settlements.contains { $0.origin == .surveyed && $0.population != nil }
    case .approximatePeople:
      area.settlements.contains { $0.origin == .surveyed && $0.isPopulationApproximate && $0.population != nil }
    case .unknownPeople: area.settlements.contains { $0.population == nil }
    }
  }

  /// As people and ambulances travel in a scenario.
  private func drawnTravel(_ draws: ScenarioDraws, _ scenario: Int) throws -> PlanTravel {
    try travel.drawn(
      draws.common(scenario), roads: roads.map { roads in { roads.state(for: $0, speed: $1, draws, scenario) } })
  }

  func scenarios(
    of answer: SitingAnswer, in proposal: SiteProposal, _ draws: ScenarioDraws, threads: Int?
  ) throws -> ServiceScenarios? {
    try ServiceScenarios(
      answer, in: questions(area, travel), plan: proposal, scenarios: draws.count, threads: threads,
      isOut: { draws.isOut($0, $1) }
    ) { scenario in
      questions(area.drawn(draws, cell: cell, scenario), try drawnTravel(draws, scenario))
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
    /// In km/h where one speed is used everywhere, else as a share of the speed used.
    func reading(_ model: any TravelModel) -> @Sendable (Double) -> Phrase {
      let kilometres = (model.withoutStations as? StraightLineTravel).map { $0.metresPerHour / 1000 }
      return { value in
        if let kilometres { return Self.kilometresPerHour(kilometres * value) }
        let text = NumberText.decimals(value, 2)
        return Phrase("\(text) of the speed used", "所用车速的 \(text) 倍")
      }
    }
    var factors = [
      DecidingFactor(
        name: Phrase("the speed of ambulances", "救护车车速"), text: reading(travel.emergency),
        values: common.map(\.ambulanceSpeed)),
      DecidingFactor(
        name: Phrase("the speed of patients on their way", "群众出行速度"), text: reading(travel.clinics),
        values: common.map(\.otherSpeed)),
    ]
    factors += classFactors(draws)
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

  @Sendable private static func kilometresPerHour(_ value: Double) -> Phrase {
    let text = NumberText.decimals(value, 0)
    return Phrase("\(text) km/h", "\(text) km/h")
  }

  /// The speed of each class of road that is drawn for itself, in km/h.
  private func classFactors(_ draws: ScenarioDraws) -> [DecidingFactor] {
    let modes = Set([travel.emergency, travel.clinics].filter { $0.name == "roads" }.map(\.mode))
    let names = Set(draws.uncertainty.classSpeeds.map(\.roadClass)).sorted()
    return modes.sorted { $0.rawValue < $1.rawValue }.flatMap { mode in
      let drawn = (0..<draws.count).map { draws.classSpeeds(of: mode, $0) }
      return names.compactMap { name -> DecidingFactor? in
        guard let usual = travel.kilometresPerHour(mode, on: name), drawn.allSatisfy({ $0[name] != nil }) else {
          return nil
        }
        let title = PlanTravel.title(ofClass: name)
        return DecidingFactor(
          name: Phrase(
            "the speed of \(title.english) (\(mode.title.english))", "\(title.chinese)车速（\(mode.title.chinese)）"),
          text: Self.kilometresPerHour, values: drawn.map { ($0[name] ?? 1) * usual })
      }
    }
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
        try card(area.drawn(draws, cell: cell, scenario), try drawnTravel(draws, scenario))
      })
  }
}
