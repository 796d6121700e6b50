/// A closed line: the last coordinate equals the first.
///
/// Shells run counter-clockwise and holes clockwise (RFC 7946, section 3.1.6) once a shape has been read or computed.
public struct Ring: Hashable, Sendable {
  public var coordinates: [Coordinate]

  public init(_ coordinates: [Coordinate]) { self.coordinates = coordinates }
}

/// A shell with holes.
public struct Polygon: Hashable, Sendable {
  public var shell: Ring
  public var holes: [Ring]

  public init(shell: Ring, holes: [Ring] = []) {
    self.shell = shell
    self.holes = holes
  }
}

/// Any number of polygons that do not overlap; empty means no ground at all.
public struct MultiPolygon: Hashable, Sendable {
  public var polygons: [Polygon]

  public init(_ polygons: [Polygon] = []) { self.polygons = polygons }

  public var isEmpty: Bool { polygons.isEmpty }
}
