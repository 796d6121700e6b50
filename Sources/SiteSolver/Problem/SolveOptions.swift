/// How long and how exactly to solve.
public struct SolveOptions: Sendable {
  /// Stop when the relative gap between objective and bound is no more than this; 0 asks for a proof.
  public var gap: Double
  /// Stop cleanly with the best found after this long; nil: never.
  public var timeLimit: Duration?
  /// Stop after this many nodes of branch and bound with the best found; nil: never. Unlike the time limit it stops
  /// at the same place on every machine.
  public var nodeLimit: Int?
  /// Stop after looking at about so many pairs of demand point and candidate; nil: never. Like the node limit it stops
  /// at the same place on every machine, and in the middle of a node, too. CBC takes the time limit alone.
  public var workLimit: Int?
  /// Seeds the restarts of the heuristics; the same seed gives the same answer.
  public var seed: UInt64
  /// How many threads may work; the answer does not depend on it.
  public var threads: Int
  /// Among choices of one objective take the cheapest, and of those the one with the fewest sites, as far as a short
  /// search finds it.
  public var breaksTies = true

  public init(
    gap: Double = 0, timeLimit: Duration? = nil, nodeLimit: Int? = nil, workLimit: Int? = nil, seed: UInt64 = 1,
    threads: Int = 1
  ) {
    self.gap = gap
    self.timeLimit = timeLimit
    self.nodeLimit = nodeLimit
    self.workLimit = workLimit
    self.seed = seed
    self.threads = threads
  }
}
