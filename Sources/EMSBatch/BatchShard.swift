import Foundation

/// One of several parts of a batch, each run on its own machine.
public struct BatchShard: Hashable, Sendable {
  /// Counted from 1.
  public let index: Int
  public let count: Int

  /// nil unless `1 <= index <= count`.
  public init?(index: Int, of count: Int) {
    guard count >= 1, (1...count).contains(index) else { return nil }
    self.index = index
    self.count = count
  }

  /// Reads `i/n`; nil when the text is something else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1] else { return nil }
    self.init(index: index, of: count)
  }

  /// The indices of the runs that are this shard's, ascending.
  ///
  /// The longest run goes to the shard with the least work so far, then the next (LPT, Graham 1969): the largest
  /// shard is at most 4/3 of the best. Equal runs go by index, equal shards by number, so that every machine finds
  /// the same.
  ///
  /// - Parameter work: what each run is expected to cost, in any unit.
  public func indices(of work: [Int]) -> [Int] {
    let order = work.indices.sorted { (work[$1], $0) < (work[$0], $1) }
    var loads = [Int](repeating: 0, count: count)
    var mine: [Int] = []
    for item in order {
      var lightest = 0
      for shard in loads.indices where loads[shard] < loads[lightest] { lightest = shard }
      loads[lightest] += work[item]
      if lightest == index - 1 { mine.append(item) }
    }
    return mine.sorted()
  }
}
