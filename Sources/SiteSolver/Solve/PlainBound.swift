extension SitingProblem {
  /// A bound that takes no search: as if every demand point had the site that is best for it, at no cost but that of
  /// the forced ones.
  func plainBound(_ roles: SiteRoles) -> Double {
    let closing = leastPriceOfClosing
    switch model {
    case .lscp, .psclp, .capacitatedLSCP: return addedCost(forced) + closing
    case .pCentre: return centreRadii(roles)[0] + closing
    case .pDispersion: return (dispersionLevels(roles).first ?? 0) - closing
    case .pMedian, .capacitatedPMedian: return bestWorth(roles, of: burden, isBetter: <) + closing
    case .mclp, .capacitatedMCLP: return bestWorth(roles, of: { weights[$0] * coverShare($1) }, isBetter: >) - closing
    case .bacop1, .bacop2, .dsm, .mexclp: return weights.reduce(0, +) - closing
    }
  }

  private func bestWorth(
    _ roles: SiteRoles, of worth: (Int, Double) -> Double, isBetter: (Double, Double) -> Bool
  ) -> Double {
    var sum = 0.0
    for i in 0..<costs.demandCount {
      var best: Double?
      for k in costs.rowStart[i]..<costs.rowStart[i + 1] {
        let j = Int(costs.candidates[k])
        let cost = costs.cost(at: k)
        guard roles.isFixed[j] || roles.column[j] >= 0, isWithinReach(cost) else { continue }
        let value = worth(i, cost)
        if best.map({ isBetter(value, $0) }) ?? true { best = value }
      }
      sum += best ?? 0
    }
    return sum
  }
}
