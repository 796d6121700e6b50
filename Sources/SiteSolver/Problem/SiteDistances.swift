/// How far candidates are from each other.
public struct SiteDistances: Sendable {
  /// Candidates are `0..<candidateCount`.
  public let candidateCount: Int
  /// Of each pair once: that of a and b < a at a (a − 1) / 2 + b.
  private(set) var values: [Double]

  /// Asks for the distance of each pair once, the greater index first.
  public init(candidateCount: Int, _ distance: (Int, Int) -> Double) {
    self.candidateCount = candidateCount
    values = []
    values.reserveCapacity(candidateCount * max(0, candidateCount - 1) / 2)
    for a in 0..<candidateCount { for b in 0..<a { values.append(distance(a, b)) } }
  }

  /// Of two different candidates.
  @inline(__always) public internal(set) subscript(_ a: Int, _ b: Int) -> Double {
    get { a > b ? values[a * (a - 1) / 2 + b] : values[b * (b - 1) / 2 + a] }
    set { if a > b { values[a * (a - 1) / 2 + b] = newValue } else { values[b * (b - 1) / 2 + a] = newValue } }
  }
}
