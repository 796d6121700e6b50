import EMSModel
import EMSPlanning
import EMSPolicy
import GeoKit
import SiteSolver

/// One service's siting question in every scenario.
struct ServiceScenarios: Sendable {
  let answer: SitingAnswer
  /// The candidates, ascending by place; neither what stands nor what a decision names is among them.
  let candidates: [CandidateSite]
  /// The proposed sites among them, ascending.
  let proposed: [Int]
  /// The question over the scenarios: the people within the standard, or where no candidate brings anybody within it in
  /// any scenario, the minutes by which journeys become shorter, times people.
  let siting: ScenarioSiting
  let objective: RobustObjective
  /// The second aim, between choices with as many people within the standard; nil where there is none, or it is the first.
  let second: ScenarioSiting?
  /// The one scenario in which everything is as estimated.
  let estimate: ScenarioCover
  /// What each candidate reaches of people, as a share of the best estimate, by scenario.
  let reachedPeople: [[Double]]
  /// Of the people alone, what the proposal covers, and everyone, by scenario; without the worth of strength.
  let served: [Double]
  let demand: [Double]

  /// One scenario of one service.
  private struct Drawn: Sendable {
    var demand: [(weight: Double, candidates: [Int32]?)]
    /// Of the people alone, leaving out what strength is worth.
    var people: Int
    var reached: [Double]
    /// What each candidate saves of each settlement's journey, in minutes.
    var savings: [(weight: Double, savings: [(candidate: Int32, amount: Double)])]
  }

  /// - Parameter area: the area as a scenario has it, and how people travel then.
  /// - Returns: nil where the answer proposes nothing that is compared.
  init?(
    _ answer: SitingAnswer, in base: SitingQuestions, plan proposal: SiteProposal, scenarios: Int, threads: Int?,
    isOut: @Sendable (PlaceID, Int) -> Bool, questions: @Sendable (Int) throws -> SitingQuestions
  ) throws {
    guard let question = base.question(for: answer, of: proposal), answer.model == .mclp || answer.model == .lscp
    else { return nil }
    let table = try SiteTable(question)
    let free = table.sites.indices.filter { !table.isExisting[$0] && !table.isNamed[$0] }
    let candidates = free.map { table.sites[$0] }
    let number = Dictionary(uniqueKeysWithValues: candidates.enumerated().map { ($1.place, Int32($0)) })
    let proposed = answer.recommendations.compactMap { number[$0.site.place] }.map(Int.init).sorted()
    guard !proposed.isEmpty, proposed.count < candidates.count else { return nil }
    let estimate = Self.drawn(table, number: number)

    let drawn = try parallelMap(scenarios, threads: threads) { scenario -> Drawn? in
      guard var question = try questions(scenario).question(for: answer, of: proposal) else { return nil }
      question.takeAway { isOut($0, scenario) }
      return Self.drawn(try SiteTable(question), number: number)
    }
    var cover = ScenarioCover(candidateCount: candidates.count)
    var people = ScenarioCover(candidateCount: candidates.count)
    var savings = ScenarioCover(candidateCount: candidates.count)
    for case let drawn? in drawn {
      cover.add(drawn.demand)
      people.add(Array(drawn.demand.prefix(drawn.people)))
      savings.add(savings: drawn.savings)
    }
    guard cover.scenarioCount == scenarios else { return nil }
    // Nobody comes within the standard by any candidate in any scenario: the journeys alone decide.
    let isAboutJourneys = people.rows.isEmpty && !savings.rows.isEmpty
    var exact = ScenarioCover(candidateCount: candidates.count)
    if isAboutJourneys { exact.add(savings: estimate.savings) } else { exact.add(estimate.demand) }
    self.estimate = exact
    self.answer = answer
    self.candidates = candidates
    self.proposed = proposed
    reachedPeople = drawn.map { drawn in
      zip(drawn?.reached ?? [], estimate.reached).map { $1 > 0 ? $0 / $1 : 1 }
    }
    served = people.values(of: proposed)
    demand = people.totals
    var groups = answer.clash == nil ? Self.groups(of: table, free: free) : nil
    // A plan that leaves out sites that add nothing may have fewer in a county than were asked for.
    if groups?.allow(proposed) == false { groups = nil }
    var options = SolveOptions(gap: 1e-9, workLimit: 200_000_000)
    let first = ScenarioSiting(
      cover, count: proposed.count, groups: groups, options: options)
    // As the plan itself is solved.
    options.gap = max(options.gap, question.gap)
    options.nodeLimit = question.nodeLimit
    let second = ScenarioSiting(savings, count: proposed.count, groups: groups, options: options)
    siting = isAboutJourneys ? second : first
    self.second = isAboutJourneys || savings.rows.isEmpty ? nil : second
    objective = RobustObjective(answer.weighting, isAboutJourneys: isAboutJourneys)
  }

  /// The limits of the candidates alone: what a decision names counts already.
  private static func groups(of table: SiteTable, free: [Int]) -> GroupLimits? {
    guard let groups = table.problem.groups else { return nil }
    var limits = groups.limits
    for site in table.sites.indices where table.isNamed[site] && !table.isExisting[site] {
      guard let group = groups.groupOfCandidate[site] else { continue }
      limits[group] = max(0, limits[group].lowerBound - 1)...max(0, limits[group].upperBound - 1)
    }
    return GroupLimits(groupOfCandidate: free.map { groups.groupOfCandidate[$0] }, limits: limits)
  }

  private static func drawn(_ table: SiteTable, number: [PlaceID: Int32]) -> Drawn {
    let costs = table.problem.costs
    let numbers = table.sites.map { number[$0.place] }
    var reached = [Double](repeating: 0, count: number.count)
    let demand = table.problem.weights.indices.map { row -> (weight: Double, candidates: [Int32]?) in
      let weight = table.problem.weights[row]
      var candidates: [Int32] = []
      var isServed = false
      for pair in costs.rowStart[row]..<costs.rowStart[row + 1] {
        if let candidate = numbers[Int(costs.candidates[pair])] {
          candidates.append(candidate)
        } else {
          isServed = true
        }
      }
      if row < table.settlements.count { for candidate in candidates { reached[Int(candidate)] += weight } }
      return (weight, isServed ? nil : candidates.sorted())
    }
    return Drawn(
      demand: demand, people: table.settlements.count, reached: reached, savings: savings(in: table, numbers: numbers))
  }

  /// What a candidate saves is counted from the quickest of what gives the care today and what a decision names.
  private static func savings(
    in table: SiteTable, numbers: [Int32?]
  ) -> [(weight: Double, savings: [(candidate: Int32, amount: Double)])] {
    guard let journey = table.journey else { return [] }
    var result: [(weight: Double, savings: [(candidate: Int32, amount: Double)])] = []
    for settlement in table.settlements.indices {
      guard var before = journey.today[settlement] else { continue }
      var times: [(candidate: Int32, amount: Double)] = []
      for pair in journey.costs.rowStart[settlement]..<journey.costs.rowStart[settlement + 1] {
        let (site, seconds) = (Int(journey.costs.candidates[pair]), journey.costs.costs[pair])
        if let candidate = numbers[site] {
          times.append((candidate, seconds))
        } else if table.isNamed[site] {
          before = min(before, seconds)
        }
      }
      let shorter = times.filter { $0.amount < before }.sorted { $0.candidate < $1.candidate }
      if shorter.isEmpty { continue }
      result.append((table.problem.weights[settlement], shorter.map { ($0.candidate, (before - $0.amount) / 60) }))
    }
    return result
  }
}

extension SitingQuestion {
  /// Without the places that are out of service.
  fileprivate mutating func takeAway(_ isOut: (PlaceID) -> Bool) {
    existing.removeAll { isOut($0.place) }
    candidates.removeAll { isOut($0.place) }
    journey?.today.removeAll { isOut($0.place) }
  }
}

extension SitingQuestions {
  /// The question that an answer answers, put as one of so many sites that cover the most; nil where the area asks for
  /// none.
  func question(for answer: SitingAnswer, of proposal: SiteProposal) -> SitingQuestion? {
    var question: SitingQuestion? =
      switch answer.service {
      case .countySubCentre: countySubCentres()
      case .emergencySubCentre: emergencySubCentres(after: area.located(proposal.sites(of: .countySubCentre)))
      case .centralVillageClinic: centralVillageClinics()
      case .communityHealthCentre: communityHealthCentres()
      case .communityHealthStation:
        communityHealthStations(after: area.located(proposal.sites(of: .communityHealthCentre)))
      }
    // The plan's decisions hold in every scenario.
    if let sited = question {
      var decided = [sited]
      var decisions = SiteDecisions(area, plan: proposal.plan)
      decisions.apply(to: &decided)
      question = decided[0]
      question?.named.formUnion(decided[0].forced)
      question?.candidates.removeAll { decided[0].excluded.contains($0.place) }
    }
    question?.journey?.isInWholeSeconds = false
    question?.aim = .mclp()
    question?.count = .exactly(answer.recommendations.count)
    return question
  }
}
