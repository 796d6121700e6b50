/// A length on the ground.
///
/// Comparison is exact; "inside the standard" is `<=` everywhere in EMSPlan.
public struct Distance: Hashable, Comparable, Sendable {
  /// The length in metres.
  public var metres: Double

  @inlinable
  public init(metres: Double) { self.metres = metres }

  /// The length in kilometres.
  @inlinable
  public var kilometres: Double { metres / 1000 }

  @inlinable
  public static func metres(_ value: Double) -> Distance { Distance(metres: value) }

  @inlinable
  public static func kilometres(_ value: Double) -> Distance { Distance(metres: value * 1000) }

  @inlinable
  public static func < (a: Distance, b: Distance) -> Bool { a.metres < b.metres }
}
