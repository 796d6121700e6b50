/// A box of longitudes and latitudes as RFC 7946, section 5 has it: `west` greater than `east` means that the box
/// crosses the antimeridian.
public struct BoundingBox: Hashable, Sendable {
  /// In degrees, −180 to 180; all four belong to the box.
  public var west: Double
  public var south: Double
  public var east: Double
  public var north: Double

  public init(west: Double, south: Double, east: Double, north: Double) {
    self.west = west
    self.south = south
    self.east = east
    self.north = north
  }

  /// The smallest box around the coordinates; nil when there are none.
  ///
  /// Among the two ways around the globe the shorter is taken, so that the box of Fiji is narrow.
  public init?(around coordinates: [Coordinate]) { self.init(aroundAll: CollectionOfOne(coordinates)) }

  /// The smallest box around the shells of a shape; nil when the shape is empty.
  public init?(around shape: MultiPolygon) { self.init(aroundAll: shape.polygons.lazy.map(\.shell.coordinates)) }

  @inline(__always)
  private init?(aroundAll lines: some Sequence<[Coordinate]>) {
    var south = Double.infinity
    var north = -Double.infinity
    var west = Double.infinity
    var east = -Double.infinity
    // The same for longitudes counted from 0 to 360.
    var shiftedWest = Double.infinity
    var shiftedEast = -Double.infinity
    for coordinates in lines {
      for coordinate in coordinates {
        south = min(south, coordinate.latitude)
        north = max(north, coordinate.latitude)
        west = min(west, coordinate.longitude)
        east = max(east, coordinate.longitude)
        let shifted = coordinate.longitude < 0 ? coordinate.longitude + 360 : coordinate.longitude
        shiftedWest = min(shiftedWest, shifted)
        shiftedEast = max(shiftedEast, shifted)
      }
    }
    guard south <= north else { return nil }
    if east - west > 180, shiftedEast - shiftedWest < east - west {
      west = shiftedWest > 180 ? shiftedWest - 360 : shiftedWest
      east = shiftedEast > 180 ? shiftedEast - 360 : shiftedEast
    }
    self.init(west: west, south: south, east: east, north: north)
  }

  /// True on the sides too.
  public func contains(_ point: Coordinate) -> Bool {
    guard south <= point.latitude, point.latitude <= north else { return false }
    return west <= east
      ? west <= point.longitude && point.longitude <= east
      : west <= point.longitude || point.longitude <= east
  }
}
