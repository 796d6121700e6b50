import EMSModel
import EMSPlanning
import GeoKit
import SiteSolver

extension RobustAnswer {
  /// - Parameters:
  ///   - one: the same service where one source alone is drawn.
  ///   - factors: what all sites of a scenario share.
  ///   - anew: as many scenarios by another seed.
  init(
    _ drawn: ServiceScenarios, one: [(source: ErrorSource, drawn: ServiceScenarios)], draws: ScenarioDraws,
    factors: [DecidingFactor], threads: Int?, anew: () throws -> ServiceScenarios?
  ) throws {
    let siting = drawn.siting
    let plan = drawn.proposed
    let best = try siting.bestOfEach(rather: plan, then: drawn.second, threads: threads)
    let optima = best.map(\.value)
    let values = siting.cover.values(of: plan)

    service = drawn.answer.service
    objective = drawn.objective
    provenIn = best.count(where: \.isProven)
    standard = drawn.answer.standard
    scenarios = best.count
    named = drawn.answer.recommendations.filter { $0.isNamed || $0.isForced }.map(\.site)
    servedAtEstimate =
      drawn.answer.weighting == .people ? drawn.answer.servedAfter.people : drawn.answer.servedAfter.settlements
    served = Spread(drawn.served)
    servedShare = Spread(zip(drawn.served, drawn.demand).map { $1 > 0 ? $0 / $1 : 1 })
    saved =
      drawn.objective.isAboutJourneys
      ? Spread(values) : drawn.second.map { Spread($0.cover.values(of: plan)) }
    regret = Spread(zip(optima, values).map { max(0, $0 - $1) })
    sites = Self.certainties(drawn, best: best.map(\.sites), factors: factors)
    let bounds = best.map(\.bound)
    let gapOfPlan = try Self.gapOnAverage(of: values, in: siting, bounds: bounds, draws, threads: threads)
    gapOnAverage = gapOfPlan
    let atEstimate = { (sites: [Int]) in drawn.estimate.values(of: sites).first ?? 0 }
    // A regret may be none at all: its gap is a share of what the best of a scenario comes to on average.
    let meanOfBest = optima.reduce(0, +) / Double(max(1, optima.count))
    func gapOf(_ choice: RobustChoice, _ aim: RobustAim) -> Double {
      guard aim == .regret, !choice.isProven else { return choice.gap }
      return (choice.bound - choice.value) / max(abs(meanOfBest), 1e-9)
    }
    choices = try RobustAim.allCases.map { aim in
      let choice = try siting.best(aim, optima: optima, bounds: bounds, starts: [plan] + best.map(\.sites))
      var gap: Double?
      if aim == .expectation {
        gap =
          choice.sites == plan
          ? gapOfPlan : try Self.gapOnAverage(of: choice.sites, for: drawn, in: anew(), draws, threads: threads)
      }
      return Choice(
        aim: aim, sites: choice.sites.map { drawn.candidates[$0] }, value: choice.value, bound: choice.bound,
        gap: gapOf(choice, aim), isProven: choice.isProven, valueOfPlan: aim.value(values, optima: optima),
        costAtEstimate: atEstimate(plan) - atEstimate(choice.sites), gapOnAverage: gap)
    }
    sources = try one.map { source, drawn in
      let best = try drawn.siting.bestOfEach(rather: drawn.proposed, threads: threads)
      let average = try drawn.siting.best(
        .expectation, optima: [], bounds: best.map(\.bound), starts: [drawn.proposed])
      let perfect = best.reduce(0) { $0 + $1.value } / Double(best.count)
      return SourceWeight(
        source: source, valueOfKnowing: max(0, perfect - average.value),
        changesPlan: best.count { $0.sites != drawn.proposed })
    }.sorted { ($1.valueOfKnowing, $0.source.rawValue) < ($0.valueOfKnowing, $1.source.rawValue) }
  }

  private static func certainties(
    _ drawn: ServiceScenarios, best: [[Int]], factors: [DecidingFactor]
  ) -> [SiteCertainty] {
    let chosen = best.map(Set.init)
    let plan = Set(drawn.proposed)
    let counts = drawn.candidates.indices.map { candidate in chosen.count { $0.contains(candidate) } }
    let rank = Dictionary(
      drawn.answer.recommendations.map { ($0.site.place, $0.rank) }, uniquingKeysWith: { first, _ in first })
    let shown = drawn.candidates.indices.filter { plan.contains($0) || counts[$0] > 0 }.sorted { a, b in
      func key(_ at: Int) -> (Int, Int, Int) {
        plan.contains(at) ? (0, rank[drawn.candidates[at].place] ?? 0, at) : (1, -counts[at], at)
      }
      return key(a) < key(b)
    }
    func meanLoss(_ siting: ScenarioSiting, without site: Int) -> Double {
      let cover = siting.cover
      return zip(cover.values(of: drawn.proposed), cover.values(of: drawn.proposed.filter { $0 != site })).reduce(0) {
        $0 + $1.0 - $1.1
      } / Double(cover.scenarioCount)
    }
    return shown.map { site in
      let isProposed = plan.contains(site)
      // Where the site is not as the plan has it: who is there instead.
      let others = chosen.filter { $0.contains(site) != isProposed }
      let rivals = drawn.candidates.indices.filter { plan.contains($0) != isProposed && $0 != site }
      let rival = rivals.map { rival in
        (rival, others.count { $0.contains(rival) != plan.contains(rival) })
      }.max { ($0.1, $1.0) < ($1.1, $0.0) }.flatMap { $0.1 > 0 ? $0.0 : nil }
      let decidedBy = rival.flatMap { rival in
        DecidingFactor.deciding(
          chosen.map { $0.contains(site) }, among: factors + drawn.factors(of: site) + drawn.factors(of: rival),
          site: drawn.candidates[site].name, rival: drawn.candidates[rival].name)
      }
      return SiteCertainty(
        site: drawn.candidates[site], isProposed: isProposed, bestIn: counts[site], scenarios: best.count,
        meanLoss: isProposed ? meanLoss(drawn.siting, without: site) : 0,
        meanTimeLoss: isProposed ? drawn.second.map { meanLoss($0, without: site) } : nil,
        rival: rival.map { drawn.candidates[$0] }, decidedBy: decidedBy)
    }
  }

  /// The same of a choice that the scenarios themselves chose: held against others, on which it has no advantage.
  private static func gapOnAverage(
    of sites: [Int], for drawn: ServiceScenarios, in anew: ServiceScenarios?, _ draws: ScenarioDraws, threads: Int?
  ) throws -> Double? {
    guard let anew, anew.objective == drawn.objective else { return nil }
    return try gapOnAverage(
      of: anew.siting.cover.values(of: sites), in: anew.siting, bounds: [], draws, threads: threads)
  }

  /// The upper end of the 95 % interval of what the best choice has more than this one on the true average.
  ///
  /// Each replicate's own best choice is at least as good on it as the best on average, so that the mean of the
  /// differences is at least the true difference in expectation; Student's t with 9 degrees of freedom.
  ///
  /// - Parameters:
  ///   - values: what the choice is worth in each scenario.
  ///   - bounds: what no choice exceeds in each scenario; empty where nothing is known.
  private static func gapOnAverage(
    of values: [Double], in siting: ScenarioSiting, bounds: [Double], _ draws: ScenarioDraws, threads: Int?
  ) throws -> Double {
    let differences = try parallelMap(ScenarioDraws.blocks, threads: threads) { block -> Double? in
      let members = values.indices.filter { draws.block(of: $0) == block }
      guard !members.isEmpty else { return nil }
      func mean(_ values: [Double]) -> Double { members.reduce(0) { $0 + values[$1] } / Double(members.count) }
      let (own, most) = (mean(values), bounds.isEmpty ? Double.infinity : mean(bounds))
      if most.isFinite, most - own <= 1e-9 * max(1, abs(most)) { return 0 }
      var shares = [Double](repeating: 0, count: values.count)
      for member in members { shares[member] = 1 / Double(members.count) }
      return max(0, min(most, try siting.best(in: shares).bound) - own)
    }.compactMap(\.self)
    let mean = differences.reduce(0, +) / Double(differences.count)
    guard differences.count == ScenarioDraws.blocks else { return mean }
    let variance =
      differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(differences.count - 1)
    return mean + 1.833_113 * (variance / Double(differences.count)).squareRoot()
  }
}

extension RobustAim {
  /// What a choice is worth that covers so much in each scenario.
  func value(_ values: [Double], optima: [Double]) -> Double {
    switch self {
    case .expectation: values.reduce(0, +) / Double(values.count)
    case .worstTenth: ScenarioShares.worst(values, most: min(1, 10 / Double(values.count)))
    case .regret: zip(values, optima).reduce(Double.infinity) { min($0, $1.0 - $1.1) }
    }
  }
}

extension ServiceScenarios {
  /// What one candidate alone has.
  fileprivate func factors(of candidate: Int) -> [DecidingFactor] {
    let name = candidates[candidate].name
    return [
      DecidingFactor(
        name: Phrase("the people around \(name)", "\(name)周边人口"),
        text: {
          let share = NumberText.decimals($0 * 100, 0)
          return Phrase("\(share) % of the estimate", "估计值的 \(share)%")
        }, values: reachedPeople.map { $0[candidate] })
    ]
  }
}
