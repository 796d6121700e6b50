import GeoKit

extension RandomNumberGenerator {
  /// A place in a rectangle about the size of a league.
  mutating func place() -> Coordinate {
    Coordinate(longitude: .random(in: 120...123, using: &self), latitude: .random(in: 45...47, using: &self))
  }
}
