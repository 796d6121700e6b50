import TestSupport
import Testing

@testable import EMSBatch

@Suite struct BatchShardTests {
  @Test(arguments: ["1/3", "3/3", "1/1"]) func readsItsText(text: String) throws {
    let shard = try #require(BatchShard(text))
    #expect("\(shard.index)/\(shard.count)" == text)
  }

  @Test(arguments: ["0/3", "4/3", "1", "1/0", "1/3/5", "a/b", "", "-1/3", "1/"])
  func refusesOtherText(text: String) { #expect(BatchShard(text) == nil) }

  @Test(arguments: 0..<50) func shardsAreAPartitionOfEqualWork(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let work = (0..<Int.random(in: 0...200, using: &random)).map { _ in Int.random(in: 1...10_000, using: &random) }
    let count = Int.random(in: 1...12, using: &random)
    let parts = try (1...count).map { try #require(BatchShard(index: $0, of: count)).indices(of: work) }
    #expect(parts.flatMap { $0 }.sorted() == Array(work.indices))
    // Graham 1969: no shard has more than the mean and one run besides, and LPT is within 4/3 of the best.
    let largest = parts.map { $0.reduce(0) { $0 + work[$1] } }.max() ?? 0
    let mean = Double(work.reduce(0, +)) / Double(count)
    let lowerBound = max(mean, Double(work.max() ?? 0))
    #expect(Double(largest) <= mean + Double(work.max() ?? 0))
    if work.count >= 3 * count { #expect(Double(largest) <= lowerBound * 4 / 3 + 1) }
  }
}
