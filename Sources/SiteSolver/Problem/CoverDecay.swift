/// How the cover of a demand point falls with the cost of serving it (gradual cover: Church & Roberts 1983, Papers of the
/// Regional Science Association 53:117; Berman, Krass & Drezner 2003, EJOR 151:474).
public struct CoverDecay: Sendable, Equatable {
  /// What a site at a cost covers.
  public struct Point: Sendable, Equatable {
    /// Zero or more.
    public let cost: Double
    /// The share of the weight that is covered, 0...1.
    public let share: Double

    public init(cost: Double, share: Double) {
      self.cost = cost
      self.share = share
    }
  }

  /// One at least, ascending by cost and descending by share; two at one cost are a step, whose greater share holds at it.
  public let points: [Point]

  public init(_ points: [Point]) { self.points = points }

  /// All up to a standard, falling in a straight line to nothing at an outer one.
  public init(from standard: Double, to outer: Double) {
    points = [Point(cost: standard, share: 1), Point(cost: outer, share: 0)]
  }

  /// The cost beyond which nothing is covered.
  public var reach: Double { points.last?.cost ?? 0 }

  /// The share at a cost: that of the first point up to it, straight between points, 0 beyond the last.
  func share(_ cost: Double) -> Double {
    var (low, high) = (0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if points[middle].cost < cost { low = middle + 1 } else { high = middle }
    }
    if low == points.count { return 0 }
    let next = points[low]
    if low == 0 || next.cost == cost { return next.share }
    let last = points[low - 1]
    return (last.share * (next.cost - cost) + next.share * (cost - last.cost)) / (next.cost - last.cost)
  }
}
