/// How many open sites each group (county) may and must have. Existing sites that stay open count.
public struct GroupLimits: Sendable {
  /// The group of each candidate; nil for a candidate that no limit concerns.
  public var groupOfCandidate: [Int?]
  /// The fewest and the most open sites of each group.
  public var limits: [ClosedRange<Int>]

  public init(groupOfCandidate: [Int?], limits: [ClosedRange<Int>]) {
    self.groupOfCandidate = groupOfCandidate
    self.limits = limits
  }
}
