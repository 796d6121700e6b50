import GeoKit
import TestSupport
import Testing

@testable import EMSMaps

@Suite struct MapFrameTests {
  private func extent(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> [Coordinate] {
    [(west, south), (east, south), (east, north), (west, north)].map { Coordinate(longitude: $0.0, latitude: $0.1) }
  }

  @Test(arguments: [(119.0, 44.0, 124.0, 48.0), (106.2, 29.6, 106.7, 30.1), (179, -18, -179, -16), (5, 47, 15, 55)])
  func theRegionLiesWithinTheMapAtARoundScale(_ box: (Double, Double, Double, Double)) throws {
    let corners = extent(box.0, box.1, box.2, box.3)
    let frame = try #require(MapFrame(around: corners))
    for corner in corners { #expect(frame.paper.map.contains(frame.point(corner))) }
    // Three digits at most, and no smaller than needed by more than a fifth.
    var digits = frame.denominator
    while digits >= 1000, digits.truncatingRemainder(dividingBy: 10) == 0 { digits /= 10 }
    #expect(digits < 1000)
    let points = corners.map(frame.point)
    let width = (points.map(\.x).max() ?? 0) - (points.map(\.x).min() ?? 0)
    let height = (points.map(\.y).max() ?? 0) - (points.map(\.y).min() ?? 0)
    #expect(max(width / frame.paper.map.width, height / frame.paper.map.height) > 0.75)
  }

  /// What the scale bar says is what a ruler and the geodesic say.
  @Test func theScaleIsTrue() throws {
    let corners = extent(119, 44, 124, 48)
    let frame = try #require(MapFrame(around: corners))
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<50 {
      let places = (0..<2).map { _ in
        Coordinate(
          longitude: Double.random(in: 119...124, using: &generator),
          latitude: Double.random(in: 44...48, using: &generator))
      }
      let offset = frame.point(places[0]) - frame.point(places[1])
      let drawn = (offset * offset).sum().squareRoot() / frame.pointsPerKilometre
      let geodesic = Geodesic.distance(places[0], places[1]).kilometres
      #expect(abs(drawn / geodesic - 1) < 0.001)
    }
    let bar = frame.scaleBar(atMost: 150)
    #expect(Double(bar) * frame.pointsPerKilometre <= 150 && Double(bar) * frame.pointsPerKilometre > 59)
  }

  @Test func degreesAreRound() throws {
    let corners = extent(119, 44, 124, 48)
    let frame = try #require(MapFrame(around: corners))
    let lines = Graticule(of: corners, on: frame).lines
    #expect(lines.count { $0.isMeridian } >= 4 && lines.count { !$0.isMeridian } >= 3)
    #expect(lines.contains { Graticule.text($0) == "121°E" } && lines.contains { Graticule.text($0) == "46°N" })
    let half = Graticule.Line(degrees: -121.5, isMeridian: true, points: [])
    #expect(Graticule.text(half) == "121°30′W")
    #expect(Graticule.text(Graticule.Line(degrees: 1 / 12.0, isMeridian: false, points: [])) == "0°05′N")
  }
}
