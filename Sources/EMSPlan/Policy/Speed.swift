import GeoKit

/// How fast something moves.
public struct Speed: Hashable, Comparable, Sendable {
  public var metresPerSecond: Double

  public init(metresPerSecond: Double) { self.metresPerSecond = metresPerSecond }

  public static func kilometresPerHour(_ value: Double) -> Speed { Speed(metresPerSecond: value / 3.6) }

  public var kilometresPerHour: Double { metresPerSecond * 3.6 }

  public static func < (a: Speed, b: Speed) -> Bool { a.metresPerSecond < b.metresPerSecond }
}
