/// How long the people of a township or region wait for what is to come: median, 90th percentile, shares in time.
///
/// Each settlement counts with its people. A percentile is the least time by which at least that share of them is
/// reached (`<=`); those whom nothing reaches wait longer than any time, so a percentile that falls among them is nil.
public struct ResponseTimes: Hashable, Sendable {
  /// People, or settlements where the region knows no population.
  public let total: Int
  /// Nobody reaches them.
  public let unreached: Int
  /// The least time by which half of the people are reached; nil where fewer are.
  public let median: Duration?
  /// The same of nine tenths.
  public let ninetieth: Duration?
  /// Within 15 minutes, 0 to 1; nil where there is nobody.
  public let shareWithin15: Double?
  /// Within 30 minutes.
  public let shareWithin30: Double?

  /// - Parameter times: for each settlement how many count there, and when they are reached; nil where never.
  public init(_ times: [(weight: Int, time: Duration?)]) {
    let counted = times.filter { $0.weight > 0 }
    let total = counted.reduce(0) { $0 + $1.weight }
    let reached = counted.compactMap { entry in entry.time.map { (entry.weight, $0) } }.sorted { $0.1 < $1.1 }
    self.total = total
    unreached = total - reached.reduce(0) { $0 + $1.0 }
    /// The least time by which `tenths` tenths are reached.
    func percentile(_ tenths: Int) -> Duration? {
      var sum = 0
      for (weight, time) in reached {
        sum += weight
        if sum * 10 >= total * tenths { return time }
      }
      return nil
    }
    median = percentile(5)
    ninetieth = percentile(9)
    func share(_ minutes: Int) -> Double? {
      let within = reached.reduce(0) { $1.1 <= .seconds(minutes * 60) ? $0 + $1.0 : $0 }
      return total > 0 ? Double(within) / Double(total) : nil
    }
    shareWithin15 = share(15)
    shareWithin30 = share(30)
  }
}
