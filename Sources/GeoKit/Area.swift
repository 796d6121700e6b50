/// An area on the ellipsoid.
public struct Area: Hashable, Comparable, Sendable {
  /// The area in square metres.
  public var squareMetres: Double

  @inlinable
  public init(squareMetres: Double) { self.squareMetres = squareMetres }

  /// The area in square kilometres.
  @inlinable
  public var squareKilometres: Double { squareMetres / 1e6 }

  public static let zero = Area(squareMetres: 0)

  @inlinable
  public static func squareMetres(_ value: Double) -> Area { Area(squareMetres: value) }

  @inlinable
  public static func < (a: Area, b: Area) -> Bool { a.squareMetres < b.squareMetres }

  @inlinable
  public static func + (a: Area, b: Area) -> Area { Area(squareMetres: a.squareMetres + b.squareMetres) }

  @inlinable
  public static func - (a: Area, b: Area) -> Area { Area(squareMetres: a.squareMetres - b.squareMetres) }

  @inlinable
  public static func += (a: inout Area, b: Area) { a.squareMetres += b.squareMetres }
}
