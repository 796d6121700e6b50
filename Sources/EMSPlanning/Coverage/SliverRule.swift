import GeoKit

/// Which pieces of a gap are too small to show: where two outlines nearly coincide, their difference is a string of
/// splinters that say nothing about the ground.
///
/// A sliver is not drawn, and its area is counted and reported, so that covered and uncovered still make up the township.
public struct SliverRule: Hashable, Sendable {
  /// A piece of less than this is a sliver.
  public var leastArea: Area
  /// A piece whose mean width (twice its area by its perimeter) is less than this is a sliver.
  public var leastWidth: Distance

  /// By default 1,000 m², and 2 m: the outline of a disc is drawn to 0.75 m, on either side.
  public init(leastArea: Area = .squareMetres(1_000), leastWidth: Distance = .metres(2)) {
    self.leastArea = leastArea
    self.leastWidth = leastWidth
  }

  /// Whether a piece is too small or too narrow to draw; its area is counted all the same.
  public func isSliver(_ piece: GroundPiece) -> Bool {
    piece.area < leastArea || piece.meanWidth < leastWidth
  }
}
