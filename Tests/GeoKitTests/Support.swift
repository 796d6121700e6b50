import Foundation

@testable import GeoKit

/// SplitMix64: the same numbers on every machine.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func number(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &self) }
}

func at(_ longitude: Double, _ latitude: Double) -> Coordinate {
  Coordinate(longitude: longitude, latitude: latitude)
}

func ring(_ corners: [(Double, Double)]) -> Ring {
  let coordinates = corners.map { at($0.0, $0.1) }
  return Ring(coordinates + [coordinates[0]])
}

func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> MultiPolygon {
  MultiPolygon([Polygon(shell: ring([(west, south), (east, south), (east, north), (west, north)]))])
}

/// A wiggly outline around a place, as land has: never crossing itself, for each corner has a bearing of its own.
func blob(
  _ centre: Coordinate, kilometres: Double, corners: Int, roughness: Double = 0.3, using numbers: inout SeededNumbers
) -> MultiPolygon {
  let coordinates = (0..<corners).map { corner in
    Geodesic.destination(
      from: centre, azimuth: -360 * Double(corner) / Double(corners),
      distance: .kilometres(kilometres * (1 - roughness * numbers.number(0...1))))
  }
  return MultiPolygon([Polygon(shell: Ring(coordinates + [coordinates[0]]))])
}

/// The even-odd rule straight from the book, for comparison.
func plainContains(_ shape: MultiPolygon, _ point: Coordinate) -> Bool {
  var isInside = false
  for polygon in shape.polygons {
    for ring in [polygon.shell] + polygon.holes {
      for (a, b) in zip(ring.coordinates, ring.coordinates.dropFirst())
      where (a.latitude > point.latitude) != (b.latitude > point.latitude) {
        let share = (point.latitude - a.latitude) / (b.latitude - a.latitude)
        if point.longitude < a.longitude + share * (b.longitude - a.longitude) { isInside.toggle() }
      }
    }
  }
  return isInside
}

func relativeDifference(_ a: Double, _ b: Double) -> Double { abs(a - b) / max(abs(a), abs(b), .leastNormalMagnitude) }
