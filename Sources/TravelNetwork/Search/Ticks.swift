/// Time inside the searches: whole tenths of a millisecond.
///
/// Sums of whole numbers are exact, so a result does not depend on the order of additions, and a road that a new
/// junction cuts in two takes exactly as long as before.
typealias Ticks = UInt32

enum TickScale {
  static let perSecond = 10_000.0
  /// "Not reached."
  static let unreached = Ticks.max
  /// 59 hours 39 minutes: the longest journey that a search reports; anything longer is unreachable.
  static let longest: Ticks = 1 << 31
  /// An arc of a graph slower than this is closed, so that `longest + arc` never overflows.
  static let longestArc: Ticks = 1 << 30

  /// Rounded to the nearest tick; nil when it is longer than any journey, negative or not a number.
  static func ticks(_ seconds: Double) -> Ticks? {
    let scaled = (seconds * perSecond).rounded()
    guard scaled >= 0, scaled <= Double(longest) else { return nil }
    return Ticks(scaled)
  }

  static func ticks(_ duration: Duration) -> Ticks? { ticks(duration.seconds) }

  /// As far as a search goes: nil and what is longer than any journey are the longest, what is negative is zero.
  static func limit(_ duration: Duration?) -> Ticks {
    duration.map { ticks($0) ?? ($0 < .zero ? 0 : longest) } ?? longest
  }

  static func seconds(_ ticks: Ticks) -> Double { Double(ticks) / perSecond }
}

extension Duration {
  /// The duration in seconds.
  public var seconds: Double { self / .seconds(1) }
}
