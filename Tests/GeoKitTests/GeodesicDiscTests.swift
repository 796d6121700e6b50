import Foundation
import Testing

@testable import GeoKit

@Suite struct GeodesicDiscTests {
  /// The area of a small geodesic disc: πr²(1 - Kr²/12), K being the Gaussian curvature at its centre
  /// (Bertrand, Diguet and Puiseux 1848); the next term is below 1e-10 of it at 30 km.
  private func trueArea(_ latitude: Double, _ metres: Double) -> Double {
    let a = 6_378_137.0
    let f = 1 / 298.257223563
    let e2 = f * (2 - f)
    let w2 = 1 - e2 * pow(sin(latitude * .pi / 180), 2)
    let meridian = a * (1 - e2) / pow(w2, 1.5)
    let normal = a / w2.squareRoot()
    return .pi * metres * metres * (1 - metres * metres / (12 * meridian * normal))
  }

  @Test func closedFormGivesThePublishedArea() {
    #expect(abs(trueArea(30.67, 30_000) - 2_827_428_154) < 10)
  }

  @Test(arguments: [-70.0, -35, 0, 15, 30.67, 46, 60, 70], [10.0, 20, 30])
  func areaIsThatOfTheTrueDisc(latitude: Double, kilometres: Double) throws {
    let disc = GeodesicDisc(centre: at(122, latitude), radius: .kilometres(kilometres))
    let drawn = Geodesic.area(of: try disc.polygon()).squareMetres
    #expect(relativeDifference(drawn, trueArea(latitude, kilometres * 1000)) < 1e-7)
  }

  @Test(arguments: [0.0, 30.67, 70, -89], [10.0, 30, 300])
  func outlineStaysWithinTheTolerance(latitude: Double, kilometres: Double) throws {
    let disc = GeodesicDisc(centre: at(12, latitude), radius: .kilometres(kilometres))
    let corners = try disc.ring(tolerance: .metres(0.75)).coordinates
    for (a, b) in zip(corners, corners.dropFirst()) {
      let middle = Geodesic.points(between: a, and: b, parts: 2)[0]
      let corner = Geodesic.distance(disc.centre, a).metres - disc.radius.metres
      #expect(corner >= 0 && corner < 0.76)
      #expect(abs(Geodesic.distance(disc.centre, middle).metres - disc.radius.metres) < 0.76)
    }
  }

  @Test func outlineRunsCounterClockwiseFromTheNorth() throws {
    let shell = try GeodesicDisc(centre: at(122, 46), radius: .kilometres(10)).polygon().polygons[0].shell
    #expect(shell.coordinates.first == shell.coordinates.last)
    let quarter = shell.coordinates[shell.coordinates.count / 4]
    #expect(quarter.longitude < 122 && abs(quarter.latitude - 46) < 0.01)
  }

  @Test func discOnTheAntimeridianIsCutInTwo() throws {
    let disc = GeodesicDisc(centre: at(179.95, -17), radius: .kilometres(30))
    let drawn = try disc.polygon()
    #expect(drawn.polygons.count == 2)
    for polygon in drawn.polygons {
      let longitudes = polygon.shell.coordinates.map(\.longitude)
      #expect((longitudes.max() ?? 0) - (longitudes.min() ?? 0) < 1)
    }
    #expect(relativeDifference(Geodesic.area(of: drawn).squareMetres, trueArea(-17, 30_000)) < 1e-6)
  }

  @Test(arguments: [90.0, -90, 89.9, -89.9]) func discOverAPoleReachesThePole(latitude: Double) throws {
    let disc = GeodesicDisc(centre: at(30, latitude), radius: .kilometres(30))
    let drawn = try disc.polygon()
    #expect(drawn.polygons.allSatisfy { $0.shell.coordinates.contains { abs($0.latitude) == 90 } })
    #expect(relativeDifference(Geodesic.area(of: drawn).squareMetres, trueArea(latitude, 30_000)) < 1e-5)
    #expect(Validity.problems(of: drawn).isEmpty)
  }

  @Test func radiusHasToBePositive() {
    #expect(throws: GeoKitError.notPositive(parameter: "radius", value: 0)) {
      try GeodesicDisc(centre: at(0, 0), radius: .metres(0)).polygon()
    }
  }

  @Test func boundaryCountsAsInside() {
    let centre = at(122, 46)
    let place = at(122.3, 46.1)
    #expect(GeodesicDisc(centre: centre, radius: Geodesic.distance(centre, place)).contains(place))
  }
}
