/// One connected piece of ground that a cut leaves.
public struct GroundPiece: Hashable, Sendable {
  public var polygon: Polygon
  /// The area, as `Geodesic.area` gives it for the same outline to about 1e-7.
  public var area: Area
  /// The length of all its rings, as long as the frame shows them (0.03 % off at 300 km from its centre).
  public var perimeter: Distance

  public init(polygon: Polygon, area: Area, perimeter: Distance) {
    self.polygon = polygon
    self.area = area
    self.perimeter = perimeter
  }

  /// How wide the piece is on average: a strip of this width and of half the perimeter has the same area.
  public var meanWidth: Distance {
    perimeter.metres > 0 ? Distance(metres: 2 * area.squareMetres / perimeter.metres) : Distance(metres: 0)
  }
}
