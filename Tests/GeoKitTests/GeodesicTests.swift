import Testing

@testable import GeoKit

@Suite struct GeodesicTests {
  // pyproj 3: Geod(ellps='WGS84').inv(lon1, lat1, lon2, lat2)[2]
  @Test(arguments: [
    (at(122.07, 46.08), at(116.41, 39.9), 826_800.0778752372),
    (at(-179.9, 65), at(179.8, 66), 112_361.25986976184),
    (at(0, 0), at(179.5, 0.5), 19_936_288.578965314),
  ])
  func distanceEqualsKarney(a: Coordinate, b: Coordinate, metres: Double) {
    #expect(abs(Geodesic.distance(a, b).metres - metres) < 1e-6)
  }

  @Test func destinationEqualsKarney() {
    // pyproj: Geod.fwd(122.07, 46.08, 37.5, 30000)
    let place = Geodesic.destination(from: at(122.07, 46.08), azimuth: 37.5, distance: .kilometres(30))
    #expect(abs(place.longitude - 122.30701897878801) < 1e-12)
    #expect(abs(place.latitude - 46.29387580072712) < 1e-12)
  }

  // pyproj: abs(Geod.polygon_area_perimeter(lons, lats)[0])
  @Test(arguments: [
    ([(116.0, 40.0), (117, 40), (117, 41), (116, 41)], 9_412_788_745.688965),
    ([(179, 65), (-179, 65), (-179, 66), (179, 66)], 10_321_411_388.399414),
    ([(0, 80), (90, 80), (180, 80), (-90, 80)], 2_507_270_031_169.875),
  ])
  func areaEqualsKarneyEitherWayRound(corners: [(Double, Double)], squareMetres: Double) {
    #expect(relativeDifference(Geodesic.area(of: ring(corners)).squareMetres, squareMetres) < 1e-12)
    #expect(relativeDifference(Geodesic.area(of: ring(corners.reversed())).squareMetres, squareMetres) < 1e-12)
  }

  @Test func holesAreSubtracted() {
    let shell = box(116, 40, 117, 41).polygons[0].shell
    let hole = box(116.2, 40.2, 116.4, 40.4).polygons[0].shell
    let whole = Geodesic.area(of: Polygon(shell: shell, holes: [hole]))
    #expect(whole == Geodesic.area(of: shell) - Geodesic.area(of: hole))
  }

  @Test func pointsBetweenAreEvenlySpaced() {
    let a = at(179.5, 10)
    let b = at(-179, 12)
    let points = [a] + Geodesic.points(between: a, and: b, parts: 5) + [b]
    let total = Geodesic.distance(a, b).metres
    for (from, to) in zip(points, points.dropFirst()) {
      #expect(abs(Geodesic.distance(from, to).metres - total / 5) < 1e-6)
    }
  }
}
