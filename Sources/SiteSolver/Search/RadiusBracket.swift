/// Bisection over ascending radii of which all from some one on will do, where a question may stay open.
///
/// A radius that takes too long is postponed, and bisection goes on below the postponed radii, where it is easier to
/// refuse, and then above, where it is easier to cover.
struct RadiusBracket {
  private let count: Int
  /// All before this one are too small.
  private(set) var low = 0
  /// This one will do; past the end: none is known to.
  private(set) var high: Int
  private var postponed: ClosedRange<Int>?
  /// How often a radius was postponed below and above the first one.
  private var setbacks = (below: 0, above: 0)

  init(count: Int) {
    self.count = count
    high = count
  }

  /// The next radius to ask about; nil when those that are left are likely to take too long as well.
  func next() -> Int? {
    guard low < high else { return nil }
    if let postponed {
      if low < postponed.lowerBound, setbacks.below < 2 { return (low + postponed.lowerBound) / 2 }
      if postponed.upperBound + 1 < high, setbacks.above < 2 { return (postponed.upperBound + 1 + high) / 2 }
      return nil
    }
    // Where nothing is known, the answer is among the smaller radii.
    return low == 0 && high == count ? min(count - 1, count / 8) : (low + high) / 2
  }

  mutating func refused(at radius: Int) {
    low = max(low, radius + 1)
    settle()
  }

  mutating func covered(at radius: Int) {
    high = min(high, radius)
    settle()
  }

  mutating func postpone(_ radius: Int) {
    guard let range = postponed else {
      postponed = radius...radius
      return
    }
    if radius < range.lowerBound { setbacks.below += 1 } else { setbacks.above += 1 }
    postponed = min(radius, range.lowerBound)...max(radius, range.upperBound)
  }

  /// From here on nothing is postponed.
  mutating func retry() {
    postponed = nil
    setbacks = (0, 0)
  }

  private mutating func settle() {
    guard let range = postponed else { return }
    postponed = low < high ? range.clamped(to: low...(high - 1)) : nil
    if range.upperBound < low || range.lowerBound >= high { postponed = nil }
  }
}
