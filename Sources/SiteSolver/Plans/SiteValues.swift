/// What one site of a solution is worth.
public struct SiteValue: Sendable, Equatable {
  public let site: Int
  /// What the objective loses without the site, always >= 0 for an added site of an optimal choice; nil when
  /// somebody who must be served would not be, or a share would be missed.
  public let marginal: Double?
  /// The candidate that replaces it best within all limits; nil when none can.
  public let substitute: Int?
  /// What the objective loses when the substitute stands in.
  public let substituteCost: Double?
}

extension SitingProblem {
  /// The value of each added site of a choice: what is lost without it, and with its best substitute.
  ///
  /// Existing sites are left out. Ties between substitutes go to the lower index. The capacitated models, where the
  /// worth of a choice is itself an optimisation, and the models with several units at a site give no values.
  public func siteValues(of selected: [Int]) -> [SiteValue] {
    if model.holdsUnits || model.holdsCapacity { return [] }
    guard let worth = objective(ofOpening: selected) else { return [] }
    let roles = SiteRoles(self)
    let sign: Double = model.minimises ? -1 : 1
    let isOpen = openFlags(selected)
    let closed = roles.free.filter { !isOpen[$0] }
    return selected.filter { !roles.isExisting[$0] }.map { site in
      let rest = selected.filter { $0 != site }
      let without = objective(ofOpening: rest)
      let allowed = closed.filter { keepsLimits(swapping: site, for: $0, in: rest, roles) }
      let best = bestAddition(to: rest, from: allowed)
      return SiteValue(
        site: site, marginal: without.map { sign * (worth - $0) }, substitute: best?.site,
        substituteCost: best.map { sign * (worth - $0.objective) })
    }
  }

  func openFlags(_ selected: [Int]) -> [Bool] {
    var isOpen = [Bool](repeating: false, count: costs.candidateCount)
    for j in selected { isOpen[j] = true }
    return isOpen
  }

  /// Whether a candidate may take a site's place: the counts stay the same, so groups, budget and separation decide.
  private func keepsLimits(swapping site: Int, for candidate: Int, in rest: [Int], _ roles: SiteRoles) -> Bool {
    if roles.isExisting[candidate] || forced.contains(site) { return false }
    if let groups {
      let from = groups.groupOfCandidate[site]
      let to = groups.groupOfCandidate[candidate]
      if from != to {
        func open(_ group: Int) -> Int { rest.count { groups.groupOfCandidate[$0] == group } }
        if let from, open(from) < groups.limits[from].lowerBound { return false }
        if let to, open(to) + 1 > groups.limits[to].upperBound { return false }
      }
    }
    if let budget {
      let closing = closingPrices.reduce(0) { rest.contains($1.key) ? $0 : $0 + $1.value }
      if addedCost(rest + [candidate]) + closing > budget + 1e-9 * max(1, budget) { return false }
    }
    return !conflicts.contains {
      ($0.first == candidate && rest.contains($0.second)) || ($0.second == candidate && rest.contains($0.first))
    }
  }

  /// The candidate whose addition makes the best objective.
  func bestAddition(to open: [Int], from candidates: [Int]) -> (site: Int, objective: Double)? {
    if model == .mclp || model == .pMedian, everyoneWithin == nil { return bestAdditionByGain(open, candidates) }
    var best: (site: Int, objective: Double)?
    for j in candidates {
      guard let worth = objective(ofOpening: (open + [j]).sorted()) else { continue }
      if let known = best, model.minimises ? worth >= known.objective : worth <= known.objective { continue }
      best = (j, worth)
    }
    return best
  }

  /// All gains in one pass over the pairs.
  private func bestAdditionByGain(_ open: [Int], _ candidates: [Int]) -> (site: Int, objective: Double)? {
    let isOpen = openFlags(open)
    var gain = [Double](repeating: 0, count: costs.candidateCount)
    // In p-median someone may be left unserved by the rest; only a candidate that reaches all of them will do.
    var serves = [Int](repeating: 0, count: costs.candidateCount)
    var unserved = 0
    var base = 0.0
    for i in 0..<costs.demandCount {
      let range = costs.rowStart[i]..<costs.rowStart[i + 1]
      var least = Double.infinity
      for k in range where isOpen[Int(costs.candidates[k])] {
        let cost = costs.cost(at: k)
        if isWithinReach(cost) { least = min(least, cost) }
      }
      let isServed = least < .infinity
      if model == .mclp {
        let share = isServed ? coverShare(least) : 0
        base += weights[i] * share
        for k in range {
          let better = coverShare(costs.cost(at: k)) - share
          if better > 0 { gain[Int(costs.candidates[k])] += weights[i] * better }
        }
      } else if isServed {
        base -= weights[i] * least
        for k in range where costs.cost(at: k) < least {
          gain[Int(costs.candidates[k])] += weights[i] * (least - costs.cost(at: k))
        }
      } else {
        unserved += 1
        for k in range where isWithinReach(costs.cost(at: k)) {
          gain[Int(costs.candidates[k])] -= weights[i] * costs.cost(at: k)
          serves[Int(costs.candidates[k])] += 1
        }
      }
    }
    var best: Int?
    for j in candidates where serves[j] == unserved || model == .mclp {
      if let known = best, gain[j] <= gain[known] { continue }
      best = j
    }
    guard let best else { return nil }
    let worth = base + gain[best]
    return (best, (model.minimises ? -worth : worth) + priceOfClosing(open + [best]))
  }
}
