#if CBC
  /// A choice that keeps every limit of a problem: greedy additions, then exchanges. CBC starts from it, and it is the
  /// answer where CBC has none better when it stops.
  ///
  /// Existing sites that may be closed stay open. The search counts the pairs that it looks at and stops after so many,
  /// at the same place on every machine.
  struct FirstChoice {
    private static let mostPairs = 5_000_000

    private let problem: SitingProblem
    private let roles: SiteRoles
    private let holdsUnits: Bool
    private let enemies: [[Int]]
    private var pairsLeft = Self.mostPairs
    /// The units at each candidate; in most models one at each open site.
    private(set) var units: [Int]
    private var added = 0
    private var cost = 0.0
    private var groupCount: [Int]
    private var worth = Worth(missing: .infinity, value: -.infinity)

    /// What a choice lacks of what the model demands, and then what it is worth, greater being better.
    private struct Worth {
      var missing: Double
      var value: Double

      func isBetter(than other: Worth) -> Bool {
        if missing != other.missing { return missing < other.missing }
        return value > other.value + 1e-9 * max(1, abs(other.value))
      }
    }

    /// nil when nothing was found that keeps every limit.
    init?(_ problem: SitingProblem, _ roles: SiteRoles) {
      guard let costs = problem.pairsThatCount(roles) else { return nil }
      var problem = problem
      problem.costs = costs
      self.problem = problem
      self.roles = roles
      holdsUnits = problem.model.holdsUnits
      let count = problem.costs.candidateCount
      var enemies = [[Int]](repeating: [], count: count)
      for pair in problem.conflicts where !roles.isFixed[pair.first] && !roles.isFixed[pair.second] {
        enemies[pair.first].append(pair.second)
        enemies[pair.second].append(pair.first)
      }
      self.enemies = enemies
      units = [Int](repeating: 0, count: count)
      groupCount = [Int](repeating: 0, count: problem.groups?.limits.count ?? 0)
      for j in 0..<count {
        guard let price = problem.closingPrices[j], !roles.isFixed[j] else {
          if roles.isFixed[j] { change(j, by: 1) }
          if let least = problem.leastUnits[j], least > units[j] { change(j, by: least - units[j]) }
          continue
        }
        // Too near to one that is fixed, it has to close.
        if roles.column[j] >= 0 { change(j, by: 1) } else { cost += price }
      }
      guard open.allSatisfy({ j in enemies[j].allSatisfy { units[$0] == 0 } }) else { return nil }
      // A forced site that can hold nothing.
      if holdsUnits, open.contains(where: { !roles.isExisting[$0] && problem.capacities?[$0] ?? 1 < 1 }) { return nil }
      worth = measured()
      grow()
      if !keepsLimits || worth.missing > 0 { return nil }
      exchange()
    }

    /// The open sites, ascending.
    var open: [Int] { units.indices.filter { units[$0] > 0 } }

    /// Who serves each demand point (capacitated models).
    var assignments: [Int?] { problem.assignment(opening: open) }

    /// The objective of the choice.
    var objective: Double { problem.model.minimises ? -worth.value : worth.value }

    private func group(_ j: Int) -> Int? { problem.groups?.groupOfCandidate[j] ?? nil }
    private func price(_ j: Int) -> Double { problem.siteCosts?[j] ?? 1 }

    private mutating func change(_ j: Int, by step: Int) {
      let before = units[j]
      units[j] += step
      // What existing sites have to begin with is not counted, and never taken away.
      if !(roles.isExisting[j] && min(before, units[j]) == 0) { added += step }
      guard min(before, units[j]) == 0 else { return }
      if let g = group(j) { groupCount[g] += step }
      if !roles.isExisting[j] { cost += Double(step) * price(j) }
    }

    private var isWithinBudget: Bool { problem.budget.map { cost <= $0 } ?? true }

    private var keepsLimits: Bool {
      if let range = problem.count, !range.contains(added) { return false }
      if let groups = problem.groups {
        for (g, limit) in groups.limits.enumerated() where !limit.contains(groupCount[g]) { return false }
      }
      return isWithinBudget
    }

    private func allowsMore(at j: Int) -> Bool {
      guard roles.isFixed[j] || roles.column[j] >= 0 else { return false }
      if let range = problem.count, added >= range.upperBound { return false }
      if units[j] > 0 {
        return holdsUnits && Double(units[j] + 1) <= problem.capacities?[j] ?? .infinity
      }
      if holdsUnits, problem.capacities?[j] ?? 1 < 1 { return false }
      if let g = group(j), let groups = problem.groups, groupCount[g] >= groups.limits[g].upperBound { return false }
      if let budget = problem.budget, cost + price(j) > budget { return false }
      return enemies[j].allSatisfy { units[$0] == 0 }
    }

    private func allowsLess(at j: Int) -> Bool {
      units[j] > max(roles.isFixed[j] || roles.isExisting[j] ? 1 : 0, problem.leastUnits[j] ?? 0)
    }

    private mutating func measured() -> Worth {
      pairsLeft -= problem.costs.candidates.count
      let measure = problem.measure(opening: open, units: open.map { units[$0] })
      return Worth(missing: measure.missing, value: problem.model.minimises ? -measure.worth : measure.worth)
    }

    private mutating func measured(with j: Int) -> Worth {
      change(j, by: 1)
      defer { change(j, by: -1) }
      return measured()
    }

    /// Adds what gains most, for what it costs where costs matter, the groups' minima first. What a site gained when it
    /// was last looked at tells whether it is looked at again.
    private mutating func grow() {
      var gains = [Worth](repeating: Worth(missing: .infinity, value: .infinity), count: units.count)
      let paysByCost = problem.budget != nil || problem.model.minimisesSites
      while pairsLeft > 0 {
        let owed = problem.groups?.limits.indices.contains {
          groupCount[$0] < problem.groups?.limits[$0].lowerBound ?? 0
        }
        var isFresh = [Bool](repeating: false, count: units.count)
        var best: Int?
        while pairsLeft > 0 {
          best = nil
          for j in units.indices where allowsMore(at: j) {
            if owed == true {
              guard units[j] == 0, let g = group(j), groupCount[g] < problem.groups?.limits[g].lowerBound ?? 0 else {
                continue
              }
            }
            let leader = best.map { gains[$0] }
            if leader.map({ (gains[j].missing, gains[j].value) > ($0.missing, $0.value) }) ?? true { best = j }
          }
          guard let j = best, !isFresh[j] else { break }
          let next = measured(with: j)
          let share = paysByCost && units[j] == 0 && !roles.isExisting[j] ? 1 / max(price(j), 1e-9) : 1
          gains[j] = Worth(missing: (worth.missing - next.missing) * share, value: (next.value - worth.value) * share)
          isFresh[j] = true
        }
        guard let j = best, isFresh[j] else { return }
        let isOwed = owed == true || added < problem.count?.lowerBound ?? 0
        if !isOwed, gains[j].missing <= 0, worth.missing > 0 || gains[j].value <= 0 { return }
        change(j, by: 1)
        worth = measured()
      }
    }

    /// Takes away what is not needed and exchanges one for another as long as that makes the choice better.
    private mutating func exchange() {
      var isBetter = true
      while isBetter {
        isBetter = false
        for leaving in units.indices where allowsLess(at: leaving) {
          if pairsLeft <= 0 { return }
          change(leaving, by: -1)
          if isImproved() {
            isBetter = true
            continue
          }
          var isExchanged = false
          for entering in units.indices where entering != leaving && allowsMore(at: entering) {
            if pairsLeft <= 0 { break }
            change(entering, by: 1)
            if isImproved() {
              isExchanged = true
              break
            }
            change(entering, by: -1)
          }
          if isExchanged { isBetter = true } else { change(leaving, by: 1) }
        }
      }
    }

    /// Keeps the choice as it is now where it is better than what was known.
    private mutating func isImproved() -> Bool {
      guard keepsLimits else { return false }
      let now = measured()
      if !now.isBetter(than: worth) { return false }
      worth = now
      return true
    }
  }

  extension SitingProblem {
    /// The pairs within reach of a site that is open or may be opened.
    fileprivate func pairsThatCount(_ roles: SiteRoles) -> SparseCosts? {
      var start = [0]
      var candidates: [Int32] = []
      var kept: [Double] = []
      for i in 0..<costs.demandCount {
        for k in costs.rowStart[i]..<costs.rowStart[i + 1] {
          let (j, cost) = (Int(costs.candidates[k]), costs.cost(at: k))
          guard roles.isFixed[j] || roles.column[j] >= 0 else { continue }
          guard isWithinReach(cost) || cost <= everyoneWithin ?? -.infinity else { continue }
          candidates.append(costs.candidates[k])
          if !costs.costs.isEmpty { kept.append(cost) }
        }
        start.append(candidates.count)
      }
      return try? SparseCosts(
        candidateCount: costs.candidateCount, rowStart: start, candidates: candidates, costs: kept)
    }
  }
#endif
