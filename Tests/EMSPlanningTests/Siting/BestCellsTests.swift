import GeoKit
import TestSupport
import Testing
import TravelNetwork

@testable import EMSModel
@testable import EMSPlanning

struct BestCellsTests {
  private var lines: RoadLines {
    // A cross of two roads, one of them one-way to the east.
    RoadLines(
      longitudes: [0, 500_000, 1_000_000, 500_000, 500_000], latitudes: [0, 0, 0, 400_000, -400_000],
      firstPoint: [0, 3, 6], points: [0, 1, 2, 3, 1, 4], attributes: [0, 1], identifiers: [1, 2],
      attributeSets: [["highway": "tertiary", "oneway": "yes"], ["highway": "tertiary"]])
  }

  private var settlements: [Settlement] {
    let places = [(0.01, 0.001, 100), (0.09, 0, 300), (0.05, 0.035, 50), (0.05, -0.03, 70), (0.5, 0.5, 9)]
    return places.enumerated().map { index, place in
      Settlement(
        id: "s\(index)", name: "", location: Coordinate(longitude: place.0, latitude: place.1),
        population: index == 3 ? nil : place.2)
    }
  }

  /// By one search from each cell; on foot the way to the road counts much, and its two ends are not alike.
  @Test(
    arguments: [TravelDirection.fromFacility, .towardFacility],
    [(4.0, RoadMode.ambulance), (9, .ambulance), (25, .ambulance), (50, .walk)])
  func eachCellHasTheSumOfItsOwnJourneys(direction: TravelDirection, task: (minutes: Double, mode: RoadMode)) throws {
    let (minutes, mode) = task
    let graph = mode.graph(of: lines)
    let offRoad = try #require(mode.offRoad())
    let travel = RoadTravel(
      graph, mode: .ambulance, direction: direction, offRoad: offRoad, turnout: .seconds(60))
    let existing = [Coordinate(longitude: 0.05, latitude: 0.04)]
    let limit = Duration.seconds(minutes * 60)
    let best = try BestCells(
      travel, facilities: existing, settlements: settlements, within: limit, cell: .metres(900),
      spacing: .kilometres(2), count: 5)
    let places = settlements.map(\.location)
    let today = travel.router.times(of: existing, to: places, turnout: .seconds(60), within: limit)
    var known = 0
    for cell in 0..<best.frame.count {
      let times = travel.router.times(
        of: [best.frame.centre(ofCell: cell)], to: places, turnout: .seconds(60), within: limit)
      let reached = settlements.indices.filter { times[0, $0] != nil }
      let people = reached.reduce(0) { $0 + (settlements[$1].population ?? 0) }
      let gained = reached.filter { today[0, $0] == nil }.reduce(0) { $0 + (settlements[$1].population ?? 0) }
      #expect((best.cells[cell]?.people ?? 0) == people)
      #expect((best.cells[cell]?.gained ?? 0) == gained)
      if people > 0 { known += 1 }
    }
    #expect(known > 0)
    #expect(best.unknown == 1)
    for (index, site) in best.sites.enumerated() {
      for other in best.sites[..<index] {
        #expect(other.gained >= site.gained)
        #expect(Geodesic.distance(other.place, site.place) >= .kilometres(2))
      }
    }
    #expect(best.sites.first?.gained == best.cells.compactMap { $0?.gained }.max() ?? 0 || best.sites.isEmpty)
  }

  /// Over ground with a river and a slope, with and without roads: by one search from each cell.
  @Test(arguments: [TravelDirection.fromFacility, .towardFacility], [false, true])
  func overTheGroundEachCellHasTheSumOfItsOwnJourneys(direction: TravelDirection, withRoads: Bool) throws {
    let frame = try #require(
      GridFrame(rows: 24, columns: 30, west: -0.01, north: 0.05, cellWidth: 0.004, cellHeight: 0.004))
    let paces = (0..<frame.count).map { cell -> Float in
      if cell % 30 == 11, cell / 30 != 3 { return .infinity }
      return 0.6 + Float(cell * 7919 % 13) * 0.05
    }
    let heights = (0..<frame.count).map { Float($0 % 30) * 8 }
    let grid = try #require(
      FrictionGrid(frame: frame, secondsPerMetre: paces, elevation: heights, slope: .tobler))
    let graph = RoadMode.ambulance.graph(of: lines)
    let travel = FrictionTravel(
      grid, roads: withRoads ? RoadMode.ambulance.roads(graph, on: grid) : nil, mode: .ambulance, direction: direction,
      turnout: .seconds(60))
    let existing = [Coordinate(longitude: 0.05, latitude: 0.03)]
    let limit = Duration.seconds(2400)
    let best = try BestCells(
      travel, facilities: existing, settlements: settlements, within: limit, cell: .metres(900),
      spacing: .kilometres(2), count: 5)
    let places = settlements.map(\.location)
    let today = travel.nearest(of: existing, to: places).map { $0.map { $0.time <= limit } ?? false }
    var known = 0
    var passable = 0
    for cell in 0..<best.frame.count {
      let middle = best.frame.centre(ofCell: cell)
      let rows: [[TravelTime]] = travel.times(from: [middle], to: places, within: limit)
      let reached = rows.indices.filter { !rows[$0].isEmpty }
      let people = reached.reduce(0) { $0 + (settlements[$1].population ?? 0) }
      let gained = reached.filter { !today[$0] }.reduce(0) { $0 + (settlements[$1].population ?? 0) }
      #expect((best.cells[cell]?.people ?? 0) == people)
      #expect((best.cells[cell]?.gained ?? 0) == gained)
      #expect((best.cells[cell] != nil) == travel.isPassable(at: middle))
      if people > 0 { known += 1 }
      if best.cells[cell] != nil { passable += 1 }
    }
    #expect(known > 20 && known < passable)
  }
}
