import Foundation

/// How much more a long way weighs than a short one in `p-median`: a cost d counts as d · (d / reference)^exponent, so
/// that 0 makes the sum least and a greater exponent spares those who are worst served (α-fairness: Mo & Walrand 2000,
/// IEEE/ACM Transactions on Networking 8:556).
public struct Fairness: Sendable, Equatable {
  /// 0 to 16.
  public let exponent: Double
  /// The cost that counts as itself, above 0; it scales the objective and changes no choice.
  public let reference: Double

  public init(exponent: Double, reference: Double) {
    self.exponent = exponent
    self.reference = reference
  }

  /// With the greatest cost of any pair within the reach of a problem as the reference, whatever pairs are listed beyond.
  public init(exponent: Double, within problem: SitingProblem) {
    let greatest = problem.costs.costs.lazy.filter(problem.isWithinReach).max() ?? 0
    self.init(exponent: exponent, reference: greatest > 0 ? greatest : 1)
  }

  /// What a cost counts as.
  @inline(__always) func counted(_ cost: Double) -> Double {
    exponent == 0 ? cost : cost * pow(cost / reference, exponent)
  }
}
