/// How evenly a choice of sites serves: the costs from the demand points to their sites, by weight.
public struct CostSpread: Sendable, Equatable {
  /// One demand point, or the part of one that one site serves.
  public struct Served: Sendable {
    /// In whatever unit the demand is weighed, mostly people; 0 or more.
    public let weight: Double
    /// nil: no open site is within reach.
    public let cost: Double?

    public init(weight: Double, cost: Double?) {
      self.weight = weight
      self.cost = cost
    }
  }

  /// The weighted mean cost.
  public let mean: Double
  /// The least costs that 10, 20, … 90 % of the weight do not exceed.
  public let deciles: [Double]
  /// The mean cost of the tenth of the weight that is served worst.
  public let worstTenthMean: Double
  /// The greatest cost of anybody who has a site, weighing nothing included.
  public let greatest: Double
  /// The Gini coefficient of the costs: 0 where all are equal, near 1 where few bear all (Gini 1912).
  public let gini: Double
  /// The weight of those whom no open site reaches; the other figures are without them.
  public let weightWithoutSite: Double
  /// How many demand points no open site reaches.
  public let countWithoutSite: Int

  /// nil where nobody with any weight has a site.
  public init?(_ served: [Served]) {
    var costs: [(cost: Double, weight: Double)] = []
    var greatest = 0.0
    var without = (weight: 0.0, count: 0)
    for one in served {
      if let cost = one.cost {
        if one.weight > 0 { costs.append((cost, one.weight)) }
        greatest = max(greatest, cost)
      } else {
        without = (without.weight + one.weight, without.count + 1)
      }
    }
    costs.sort { ($0.cost, $0.weight) < ($1.cost, $1.weight) }
    let total = costs.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    let sum = costs.reduce(0) { $0 + $1.weight * $1.cost }
    mean = sum / total
    // Rounding must not push a limit past the place where it is met exactly.
    let margin = 1e-12 * total
    var deciles: [Double] = []
    var below = 0.0
    var pairs = 0.0
    for (cost, weight) in costs {
      // Σ over pairs of weight × weight × (greater − smaller cost).
      pairs += weight * cost * (2 * below + weight - total)
      below += weight
      while deciles.count < 9, below >= total * Double(deciles.count + 1) / 10 - margin { deciles.append(cost) }
    }
    self.deciles = deciles
    var left = total / 10
    var worst = 0.0
    for (cost, weight) in costs.reversed() where left > 0 {
      worst += min(weight, left) * cost
      left -= weight
    }
    worstTenthMean = worst / (total / 10)
    self.greatest = greatest
    gini = sum > 0 ? max(0, pairs / (total * sum)) : 0
    (weightWithoutSite, countWithoutSite) = without
  }
}
