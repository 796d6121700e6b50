import GeoKit
import Testing

@testable import EMSModel
@testable import EMSPlanning

@Suite("Straight-line travel")
struct StraightLineTravelTests {
  /// 40 km/h with a detour of 1.25: 15 minutes reach 8 km, and 12 minutes 6.4 km.
  private func model(mode: TravelMode, turnout: Duration = .zero) throws -> StraightLineTravel {
    try StraightLineTravel(
      mode: mode, direction: .fromFacility, speed: .kilometres(40), detour: 1.25, turnout: turnout)
  }

  private let seat = Coordinate(longitude: 122.07, latitude: 46.08)

  private func place(_ metres: Double, azimuth: Double = 60) -> Coordinate {
    Geodesic.destination(from: seat, azimuth: azimuth, distance: .metres(metres))
  }

  @Test("time is turnout plus the detour at the speed")
  func timeOfTheWholeWay() throws {
    let ambulance = try model(mode: .ambulance, turnout: .seconds(180))
    let nearest = try #require(ambulance.nearest(of: [seat], to: [place(6400)])[0])
    #expect(nearest.facility == 0)
    #expect(abs(nearest.time / .seconds(900) - 1) < 1e-9)
    #expect(abs(nearest.distance.metres - 8000) < 1e-5)
  }

  @Test("turnout counts for ambulances alone")
  func turnoutOfOthers() throws {
    let driver = try model(mode: .drive, turnout: .seconds(180))
    #expect(driver.turnout == .zero)
    #expect(abs((driver.reach(within: .seconds(900))?.metres ?? 0) - 8000) < 1e-9)
    let ambulance = try model(mode: .ambulance, turnout: .seconds(180))
    #expect(abs((ambulance.reach(within: .seconds(900))?.metres ?? 0) - 6400) < 1e-9)
  }

  @Test("a limit that is not longer than the turnout reaches no ground")
  func limitWithinTurnout() throws {
    let ambulance = try model(mode: .ambulance, turnout: .seconds(180))
    #expect(ambulance.reach(within: .seconds(180)) == nil)
    #expect(try ambulance.serviceAreas(of: [seat, place(5000)], within: .seconds(180)).map(\.isEmpty) == [true, true])
    #expect(ambulance.times(from: [seat], to: [place(1)], within: .seconds(179)) == [[]])
    // At the facility itself the turnout is the whole time, and the limit includes it.
    #expect(
      ambulance.times(from: [seat], to: [seat], within: .seconds(180)) == [
        [TravelTime(facility: 0, time: .seconds(180))]
      ])
  }

  @Test("exactly the pairs within the limit, ascending by facility")
  func timesWithinLimit() throws {
    let driver = try model(mode: .drive)
    let facilities = [place(7999, azimuth: 0), place(3000, azimuth: 90), place(8001, azimuth: 180), seat]
    let times = driver.times(from: facilities, to: [seat], within: .seconds(900))[0]
    #expect(times.map(\.facility) == [0, 1, 3])
    #expect(times.allSatisfy { $0.time <= .seconds(900) })
    let limit = times[0].time
    #expect(driver.times(from: facilities, to: [seat], within: limit)[0].map(\.facility) == [0, 1, 3])
    #expect(
      driver.times(from: facilities, to: [seat], within: limit - .nanoseconds(1))[0].map(\.facility) == [1, 3])
  }

  @Test("of equally near facilities the first answers; without facilities nobody does")
  func ties() throws {
    let driver = try model(mode: .drive)
    let twin = place(5000)
    #expect(driver.nearest(of: [twin, twin], to: [seat])[0]?.facility == 0)
    #expect(driver.nearest(of: [], to: [seat, twin]) == [nil, nil])
    #expect(driver.times(from: [], to: [seat], within: .seconds(900)) == [[]])
  }

  @Test(
    "a service area is the geodesic disc, at the antimeridian and in the far north too",
    arguments: [
      Coordinate(longitude: 122.07, latitude: 46.08), Coordinate(longitude: 179.97, latitude: -17),
      Coordinate(longitude: -179.99, latitude: 69.5), Coordinate(longitude: 180, latitude: 0),
    ])
  func serviceAreaIsDisc(centre: Coordinate) throws {
    let driver = try model(mode: .drive)
    let area = try #require(driver.serviceAreas(of: [centre], within: .seconds(900)).first)
    let disc = Double.pi * 8000 * 8000
    #expect(abs(Geodesic.area(of: area).squareMetres / disc - 1) < 1e-4)
    for corner in area.polygons.flatMap(\.shell.coordinates) where abs(corner.longitude) != 180 {
      #expect(abs(Geodesic.distance(centre, corner).metres - 8000) < 1)
    }
  }

  @Test("neighbours across the antimeridian are near")
  func antimeridian() throws {
    let driver = try model(mode: .drive)
    let nearest = driver.nearest(
      of: [Coordinate(longitude: 170, latitude: -17), Coordinate(longitude: -179.99, latitude: -17)],
      to: [Coordinate(longitude: 179.99, latitude: -17)])[0]
    #expect(nearest?.facility == 1)
  }

  @Test("parameters that make no sense are refused with their value")
  func refusals() {
    #expect(throws: StraightLineTravelError.speed(.metres(0))) {
      try StraightLineTravel(mode: .walk, direction: .towardFacility, speed: .metres(0), detour: 1.3)
    }
    #expect(throws: StraightLineTravelError.detour(0.9)) {
      try StraightLineTravel(mode: .walk, direction: .towardFacility, speed: .kilometres(5), detour: 0.9)
    }
    #expect(throws: StraightLineTravelError.turnout(.seconds(-1))) {
      try StraightLineTravel(
        mode: .ambulance, direction: .fromFacility, speed: .kilometres(5), detour: 1, turnout: .seconds(-1))
    }
  }
}
