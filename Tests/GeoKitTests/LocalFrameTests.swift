import Testing

@testable import GeoKit

@Suite struct LocalFrameTests {
  // pyproj: Proj(proj='laea', lat_0=…, lon_0=…, ellps='WGS84')(lon, lat)
  @Test(arguments: [
    (at(122.07, 46.08), at(122.5, 46.3), SIMD2(33128.74618845361, 24543.377486866466)),
    (at(122.07, 46.08), at(120, 44), SIMD2(-166024.89366541183, -229013.1049788089)),
    (at(122.07, 46.08), at(130, 50), SIMD2(567718.2941898797, 464488.02626873465)),
    (at(178, -17), at(-178, -16), SIMD2(428041.36674450786, 106381.71133697387)),
    (at(178, -17), at(179.9, -18), SIMD2(201217.61529349655, -111656.17688740477)),
    (at(10, 90), at(10, 89), SIMD2(0.0, -111692.44725905426)),
    (at(10, 90), at(100, 85), SIMD2(558278.4075216566, 0)),
    (at(25, -90), at(30, -88), SIMD2(19468.475140734943, 222525.68911360952)),
  ])
  func equalsPROJ(centre: Coordinate, place: Coordinate, expected: SIMD2<Double>) {
    let offset = LocalFrame(centre: centre).project(place) - expected
    #expect((offset * offset).sum().squareRoot() < 1e-6)
  }

  @Test(arguments: [at(0, 0), at(122, 46), at(179.5, -65), at(0, 89.9999), at(0, 90), at(40, -90)])
  func roundTripIsExact(centre: Coordinate) {
    let frame = LocalFrame(centre: centre)
    var numbers = SeededNumbers(3)
    for _ in 0..<2000 {
      let place = Geodesic.destination(
        from: centre, azimuth: numbers.number(0...360), distance: .kilometres(numbers.number(0...3000)))
      #expect(Geodesic.distance(frame.coordinate(at: frame.project(place)), place).metres < 1e-6)
    }
  }

  @Test(arguments: [(at(122, 46), 30.0, 3000), (at(122, 46), 300, 40), (at(179.9, 70), 100, 7), (at(0, 90), 1000, 9)])
  func areaIsGeodesic(centre: Coordinate, kilometres: Double, corners: Int) throws {
    var numbers = SeededNumbers(5)
    let shape = blob(centre, kilometres: kilometres, corners: corners, using: &numbers)
    let frame = LocalFrame(centre: Geodesic.destination(from: centre, azimuth: 77, distance: .kilometres(200)))
    let planar = try frame.shape(of: shape)
    let truth = Geodesic.area(of: shape)
    #expect(relativeDifference(planar.area.squareMetres, truth.squareMetres) < 1e-7)
    #expect(relativeDifference(Geodesic.area(of: planar.multiPolygon()).squareMetres, truth.squareMetres) < 1e-9)
  }

  @Test func edgesStayWithinToleranceOfGeodesics() throws {
    var numbers = SeededNumbers(9)
    for _ in 0..<200 {
      let frame = LocalFrame(centre: at(numbers.number(-180...180), numbers.number(-90...90)))
      func place() -> Coordinate {
        Geodesic.destination(
          from: frame.centre, azimuth: numbers.number(0...360), distance: .kilometres(numbers.number(0...1500)))
      }
      let a = place()
      let b = Geodesic.destination(
        from: a, azimuth: numbers.number(0...360), distance: .kilometres(numbers.number(0.1...20)))
      var points: [SIMD2<Double>] = []
      try frame.append(Ring([a, b, a]), to: &points)
      let line = points[0..<(points.firstIndex(of: frame.project(b)) ?? 0) + 1]
      // Every point of the geodesic is within the tolerance of the line drawn.
      for middle in Geodesic.points(between: a, and: b, parts: 16).map(frame.project) {
        let nearest = zip(line, line.dropFirst()).map { from, to in
          let edge = to - from
          let share = min(1, max(0, ((middle - from) * edge).sum() / max((edge * edge).sum(), 1e-300)))
          let offset = middle - (from + edge * share)
          return (offset * offset).sum().squareRoot()
        }.min()
        #expect((nearest ?? .infinity) < 0.0011)
      }
    }
  }

  @Test func otherSideOfTheWorldIsRefused() {
    let frame = LocalFrame(centre: at(10, 20))
    #expect(throws: GeoKitError.outsideFrame(at(-170, -20))) {
      try frame.shape(of: MultiPolygon([Polygon(shell: ring([(10, 20), (11, 20), (-170, -20)]))]))
    }
    #expect(throws: GeoKitError.self) {
      try frame.shape(of: MultiPolygon([Polygon(shell: ring([(10, 20), (.nan, 20), (11, 21)]))]))
    }
  }

  @Test func middleDoesNotDependOnOrder() {
    let places = [at(179, 10), at(-178, 12), at(-179.5, 11)]
    #expect(LocalFrame(around: places) == LocalFrame(around: places.reversed()))
    #expect(abs(abs(LocalFrame(around: places).centre.longitude) - 179.5) < 0.01)
  }
}
