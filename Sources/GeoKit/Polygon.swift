/// A closed line: the last coordinate equals the first.
///
/// Shells run counter-clockwise and holes clockwise (RFC 7946, section 3.1.6) once a shape has been read or computed.
public struct Ring: Hashable, Sendable {
  /// The first one stands again at the end.
  public var coordinates: [Coordinate]

  public init(_ coordinates: [Coordinate]) { self.coordinates = coordinates }
}

/// A shell with holes.
public struct Polygon: Hashable, Sendable {
  /// Its outer line.
  public var shell: Ring
  /// What within the shell is not of the polygon.
  public var holes: [Ring]

  public init(shell: Ring, holes: [Ring] = []) {
    self.shell = shell
    self.holes = holes
  }
}

/// Any number of polygons that do not overlap; empty means no ground at all.
public struct MultiPolygon: Hashable, Sendable {
  /// In no particular order; their insides share no place.
  public var polygons: [Polygon]

  public init(_ polygons: [Polygon] = []) { self.polygons = polygons }

  /// Whether there is no ground at all.
  public var isEmpty: Bool { polygons.isEmpty }
}
