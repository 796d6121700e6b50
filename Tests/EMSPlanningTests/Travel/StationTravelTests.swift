import GeoKit
import TestSupport
import Testing
import TravelNetwork

@testable import EMSModel
@testable import EMSPlanning

/// Stations with turnout times of their own, against plain loops over every pair.
struct StationTravelTests {
  private struct Scene {
    var stations: [Facility]
    var places: [Coordinate]
    var base: StraightLineTravel
    var travel: any TravelModel

    init(seed: UInt64) throws {
      var random = SeededGenerator(seed: seed)
      func place() -> Coordinate {
        Coordinate(
          longitude: Double.random(in: 122...122.4, using: &random),
          latitude: Double.random(in: 46...46.3, using: &random))
      }
      var stations = (0..<12).map { number in
        var station = Facility(id: "\(number)", name: "\(number)", tier: .emergencySubCentre, location: place())
        station.turnout = [nil, .seconds(0), .seconds(90), .seconds(600)][number % 4]
        return station
      }
      // Two at one place: the quicker ambulance answers.
      stations[5].location = stations[3].location
      // One of them may have no turnout of its own.
      stations[8].location = stations[7].location
      self.stations = stations
      places = (0..<60).map { _ in place() }
      base = try StraightLineTravel(
        mode: .ambulance, direction: .fromFacility, speed: .kilometres(60), detour: 1.3, turnout: .seconds(180))
      travel = StationTravel.model(base, from: stations)
    }

    func time(_ station: Int, _ place: Int) -> Duration {
      let turnout =
        stations.filter { $0.location == stations[station].location }.map { $0.turnout ?? .seconds(180) }.min()
        ?? .seconds(180)
      return base.time(over: Geodesic.distance(stations[station].location, places[place])) - .seconds(180) + turnout
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>) func theQuickestCountsItsOwnTurnout(seed: UInt64) throws {
    let scene = try Scene(seed: seed)
    let locations = scene.stations.map(\.location)
    let nearest = try scene.travel.nearest(of: locations, to: scene.places)
    let limit = Duration.seconds(1200)
    let rows = try scene.travel.times(from: locations, to: scene.places, within: limit)
    var isOwnDecisive = false
    for place in scene.places.indices {
      let times = scene.stations.indices.map { scene.time($0, place) }
      let best = try #require(times.min())
      let found = try #require(nearest[place])
      #expect(abs((found.time - best) / .seconds(1)) < 1e-6)
      #expect(abs((times[found.facility] - best) / .seconds(1)) < 1e-6)
      let within = scene.stations.indices.filter { times[$0] <= limit }
      #expect(rows[place].map(\.facility) == within)
      for pair in rows[place] { #expect(abs((pair.time - times[pair.facility]) / .seconds(1)) < 1e-6) }
      let plain = scene.base.nearest(of: locations, to: [scene.places[place]])[0]?.facility
      isOwnDecisive = isOwnDecisive || plain != found.facility
    }
    #expect(isOwnDecisive, "otherwise the turnouts decide nothing")
  }

  @Test func areasKeepToTheTimeThatIsLeft() throws {
    let scene = try Scene(seed: 9)
    let limit = Duration.seconds(600)
    let areas = try scene.travel.serviceAreas(of: scene.stations.map(\.location), within: limit)
    for (station, area) in zip(scene.stations, areas) {
      let shared = scene.stations.filter { $0.location == station.location }.map { $0.turnout ?? .seconds(180) }.min()
      let left = (limit - (shared ?? .seconds(180))) / .seconds(3600)
      if left <= 0 {
        #expect(area.polygons.isEmpty)
        continue
      }
      let first = try #require(area.polygons.first?.shell.coordinates.first)
      #expect(abs(Geodesic.distance(station.location, first).kilometres - left * 60 / 1.3) < 0.01)
    }
  }

  @Test func onRoadsTheJourneysAreThoseOfEveryStationAlone() throws {
    let lines = RoadLines(
      longitudes: [1_220_000_000, 1_221_000_000, 1_222_000_000], latitudes: [460_000_000, 460_000_000, 460_000_000],
      firstPoint: [0, 3], points: [0, 1, 2], attributes: [0], identifiers: [7],
      attributeSets: [["highway": "tertiary"]])
    let offRoad = try #require(RoadMode.ambulance.offRoad())
    let base = RoadTravel(
      RoadMode.ambulance.graph(of: lines), mode: .ambulance, direction: .fromFacility, offRoad: offRoad,
      turnout: .seconds(60))
    var west = Facility(
      id: "w", name: "w", tier: .emergencySubCentre, location: Coordinate(longitude: 122, latitude: 46))
    let east = Facility(
      id: "e", name: "e", tier: .emergencySubCentre, location: Coordinate(longitude: 122.2, latitude: 46))
    west.turnout = .seconds(1200)
    let travel = try #require(StationTravel.model(base, from: [west, east]) as? StationTravel)
    let place = Coordinate(longitude: 122.05, latitude: 46)
    let ends = [west.location, east.location]
    let journey = try #require(travel.journeys(of: ends, to: [place])?[0])
    let alone = try #require(base.journeys(of: [east.location], to: [place])[0])
    #expect(journey.facility == 1)
    #expect(journey.time == alone.time)
    #expect(try travel.nearest(of: ends, to: [place])[0]?.time == alone.time)
    // Of the road's users the place is one, whoever comes.
    #expect(
      travel.model is RoadTravel
        && base.router.roadsUsed(in: lines, of: ends, to: [place], turnouts: travel.turnouts(of: ends)).map(\.places)
          == [[0]]
    )
  }

  @Test func nobodyElseTurnsOut() throws {
    var station = Facility(
      id: "a", name: "a", tier: .emergencySubCentre, location: Coordinate(longitude: 122, latitude: 46))
    station.turnout = .seconds(60)
    let drive = try StraightLineTravel(mode: .drive, direction: .towardFacility, speed: .kilometres(40), detour: 1)
    #expect(StationTravel.model(drive, from: [station]) is StraightLineTravel)
    station.turnout = nil
    let call = try StraightLineTravel(mode: .ambulance, direction: .fromFacility, speed: .kilometres(40), detour: 1)
    #expect(StationTravel.model(call, from: [station]) is StraightLineTravel)
  }
}
