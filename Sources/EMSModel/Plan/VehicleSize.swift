/// The size of an ambulance, against which the limits of height and width that roads post are held.
public struct VehicleSize: Hashable, Sendable {
  /// Metres; nil where nobody says it, and the tool assumes ``assumedHeight``.
  public var givenHeight: Double?
  /// Metres; nil where nobody says it, and the tool assumes ``assumedWidth``.
  public var givenWidth: Double?

  public init(height: Double? = nil, width: Double? = nil) {
    givenHeight = height
    givenWidth = width
  }

  /// Metres; the tool's assumption, from no standard.
  public static let assumedHeight = 3.0
  /// Metres; the tool's assumption, from no standard.
  public static let assumedWidth = 2.2

  /// Metres; the one given, else the one assumed.
  public var height: Double { givenHeight ?? Self.assumedHeight }
  /// Metres; the one given, else the one assumed.
  public var width: Double { givenWidth ?? Self.assumedWidth }
  /// Whether the tool assumes the height or the width.
  public var isAssumed: Bool { givenHeight == nil || givenWidth == nil }
}
