import GeoKit
import Testing

@testable import TravelNetwork

/// Roads and ground as one graph.
struct GroundRoadsTests {
  private static let walk = RoadTraversal.Speed(metresPerSecond: 1)

  /// Cells of about 100 m near the equator, at a second for each metre; rivers are impassable rows.
  private static func ground(_ rows: Int, _ columns: Int, river: Range<Int> = 0..<0) throws -> FrictionGrid {
    let frame = try #require(
      GridFrame(rows: rows, columns: columns, west: 0, north: 0, cellWidth: 0.0009, cellHeight: 0.0009))
    let paces = (0..<frame.count).map { river.contains($0 / columns) ? Float.infinity : 1 }
    return try #require(FrictionGrid(frame: frame, secondsPerMetre: paces))
  }

  /// Points in units of a cell from the north-west corner.
  private static func lines(_ ways: [[(x: Double, y: Double)]], _ tags: [[String: String]]) -> RoadLines {
    var lines = RoadLines()
    for (way, set) in zip(ways, tags) {
      for point in way {
        lines.points.append(Int32(lines.longitudes.count))
        lines.longitudes.append(Int32((point.x * 9000).rounded()))
        lines.latitudes.append(Int32((-point.y * 9000).rounded()))
      }
      lines.firstPoint.append(Int32(lines.points.count))
      lines.identifiers.append(Int64(lines.count + 1))
      lines.attributes.append(Int32(lines.attributeSets.count))
      lines.attributeSets.append(set)
    }
    return lines
  }

  private static func graph(_ lines: RoadLines) -> RoadGraph {
    RoadGraph(lines) { set in
      let speed = RoadTraversal.Speed(metresPerSecond: Double(set["speed"] ?? "") ?? 20)
      return RoadTraversal(
        forward: speed, backward: set["oneway"] == "yes" ? nil : speed,
        access: set["bridge"] == "yes" ? .ends : .anywhere)
    }
  }

  /// 100 bridges over rivers of 1 to 30 cells at any angle: each is crossed in its own time, and none without it.
  @Test func aBridgeCrossesAnyRiverAtAnyAngle() throws {
    var random = SeededGenerator(3)
    let offRoad = try #require(Self.walk)
    for _ in 0..<100 {
      let width = Int.random(in: 1...30, using: &random)
      let grid = try Self.ground(width + 8, 60, river: 4..<width + 4)
      let from = (x: Double.random(in: 1...59, using: &random), y: Double.random(in: 2.1...3.9, using: &random))
      let to = (
        x: Double.random(in: 1...59, using: &random),
        y: Double(width) + Double.random(in: 4.1...5.9, using: &random)
      )
      let graph = Self.graph(Self.lines([[from, to]], [["bridge": "yes"]]))
      let roads = GroundRoads(graph, on: grid, offRoad: offRoad)
      func cell(_ place: (x: Double, y: Double)) -> Int { Int(place.y) * 60 + Int(place.x) }
      let seed = GridSeed(cell: cell(from), owner: 0)
      #expect(CostDistance(grid, from: [seed], .outward, .sixteen).time(ofCell: cell(to)) == nil)
      let field = CostDistance(grid, roads: roads, from: [seed], .outward, .sixteen)
      let time = try #require(field.time(ofCell: cell(to))).seconds
      func access(_ place: (x: Double, y: Double)) -> Double {
        let (dx, dy) = (place.x - place.x.rounded(.down) - 0.5, place.y - place.y.rounded(.down) - 0.5)
        return 100.19 * (dx * dx + dy * dy).squareRoot()
      }
      let length = graph.length.metres
      #expect(abs(time - (access(from) + length / 20 + access(to))) < 1.5, "\(from) to \(to)")
      // Nothing leaks into the river.
      for row in 4..<width + 4 {
        for column in 0..<60 { #expect(field.time(ofCell: row * 60 + column) == nil) }
      }
    }
  }

  /// Carriageways one cell apart or in the same cell keep their directions, also toward the facility.
  @Test(arguments: [0.1, 0.9]) func dualCarriagewaysKeepTheirDirections(gap: Double) throws {
    let grid = try Self.ground(4, 80)
    let east = [(x: 1.5, y: 1.3), (x: 78.5, y: 1.3)]
    let west = [(x: 78.5, y: 1.3 + gap), (x: 1.5, y: 1.3 + gap)]
    let offRoad = try #require(Self.walk)
    func minutes(_ ways: [[(x: Double, y: Double)]], _ direction: SearchDirection) throws -> Double {
      let graph = Self.graph(Self.lines(ways, ways.map { _ in ["oneway": "yes"] }))
      let field = CostDistance(
        grid, roads: GroundRoads(graph, on: grid, offRoad: offRoad), from: [GridSeed(cell: 80 + 1, owner: 0)],
        direction,
        .sixteen)
      return try #require(field.time(ofCell: 80 + 78)).seconds / 60
    }
    let driven = 77 * 100.19 / 20 / 60
    for direction in SearchDirection.allCases { #expect(try minutes([east, west], direction) < driven + 6) }
    #expect(try minutes([east], .outward) < driven + 2)
    #expect(try minutes([east], .inward) > 100)
    #expect(try minutes([west], .outward) > 100)
  }

  /// A road along a river does not make the bank crossable, and a place on it is reached from the road.
  @Test func aPlaceOnImpassableGroundIsReachedFromItsRoad() throws {
    let grid = try Self.ground(9, 30, river: 3..<6)
    let offRoad = try #require(Self.walk)
    // From the north bank into the river's northern row, along it, and no further.
    let graph = Self.graph(Self.lines([[(x: 2.5, y: 1.5), (x: 2.5, y: 3.5), (x: 25.5, y: 3.5)]], [[:]]))
    let roads = GroundRoads(graph, on: grid, offRoad: offRoad)
    let field = CostDistance(grid, roads: roads, from: [GridSeed(cell: 30 + 2, owner: 0)], .outward, .sixteen)
    let atRoad = try #require(field.time(ofCell: 3 * 30 + 20)).seconds
    #expect(abs(atRoad - (2 + 18) * 100.19 / 20) < 2)
    #expect(field.time(ofCell: 4 * 30 + 20) == nil)
    #expect(field.time(ofCell: 7 * 30 + 20) == nil)
    #expect(roads.stops(inCell: 3 * 30 + 20) && !roads.stops(inCell: 4 * 30 + 20))
    // And from it.
    let back = CostDistance(grid, roads: roads, from: [GridSeed(cell: 3 * 30 + 20, owner: 0)], .inward, .sixteen)
    #expect(abs((back.time(ofCell: 30 + 2)?.seconds ?? 0) - atRoad) < 0.1)
    CostDistance.forEachSource(
      grid, roads: roads, from: [GridSeed(cell: 3 * 30 + 20, owner: 0), GridSeed(cell: 30 + 2, owner: 1)], .outward,
      .sixteen
    ) { number, time in
      #expect(abs((time(number == 0 ? 30 + 2 : 3 * 30 + 20)?.seconds ?? 0) - atRoad) < 0.1)
    }
  }

  /// Equal to relaxing every step and every way until nothing changes (Bellman 1958), on random roads and ground.
  @Test(arguments: 1...6, SearchDirection.allCases)
  func theSearchEqualsRelaxation(seed: Int, direction: SearchDirection) throws {
    var random = SeededGenerator(UInt64(seed))
    let (rows, columns) = (20, 25)
    let frame = try #require(
      GridFrame(rows: rows, columns: columns, west: 1.495, north: 42.52, cellWidth: 0.0012, cellHeight: 0.001))
    let paces = (0..<frame.count).map { _ in
      Double.random(in: 0...1, using: &random) < 0.2 ? Float.infinity : Float.random(in: 0.3...2, using: &random)
    }
    let grid = try #require(FrictionGrid(frame: frame, secondsPerMetre: paces))
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: UInt64(seed), size: 7))
    let roads = GroundRoads(graph, on: grid, offRoad: try #require(Self.walk))
    let passable = (0..<frame.count).filter { grid.isPassable($0) }
    let start = try #require(passable.randomElement(using: &random))
    let field = CostDistance(grid, roads: roads, from: [GridSeed(cell: start, owner: 3)], direction, .eight)

    var times = [Double](repeating: .infinity, count: frame.count + roads.nodeCount)
    times[start] = 0
    var ways: [(from: Int, to: Int, seconds: Double)] = roads.arcs.map { arc in
      let pair = (frame.count + Int(arc.from), frame.count + Int(arc.to))
      return direction == .outward ? (pair.0, pair.1, Double(arc.seconds)) : (pair.1, pair.0, Double(arc.seconds))
    }
    for stop in roads.stops where grid.isPassable(Int(stop.cell)) {
      let (node, cell) = (frame.count + Int(stop.node), Int(stop.cell))
      ways += [(node, cell, Double(stop.seconds)), (cell, node, Double(stop.seconds))]
    }
    for cell in passable {
      let (row, column) = (cell / columns, cell % columns)
      for (dr, dc) in [(-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1)] {
        let (r, c) = (row + dr, column + dc)
        guard r >= 0, c >= 0, r < rows, c < columns, grid.isPassable(r * columns + c) else { continue }
        if dr != 0, dc != 0, !grid.isPassable(r * columns + column), !grid.isPassable(row * columns + c) { continue }
        let metric = LocalMetric(
          latitude: (frame.north - (Double(row) + 0.5 + Double(dr) / 2) * frame.cellHeight) * 1e7)
        let (dx, dy) = (
          Double(dc) * frame.cellWidth * 1e7 * metric.east, Double(dr) * frame.cellHeight * 1e7 * metric.north
        )
        let pace = (Double(paces[cell]) + Double(paces[r * columns + c])) / 2
        ways.append((cell, r * columns + c, pace * (dx * dx + dy * dy).squareRoot()))
      }
    }
    var isChanged = true
    while isChanged {
      isChanged = false
      for way in ways where times[way.from] + way.seconds < times[way.to] - 1e-9 {
        times[way.to] = times[way.from] + way.seconds
        isChanged = true
      }
    }
    for stop in roads.stops where !grid.isPassable(Int(stop.cell)) {
      times[Int(stop.cell)] = min(times[Int(stop.cell)], times[frame.count + Int(stop.node)] + Double(stop.seconds))
    }
    var reached = 0
    for cell in 0..<frame.count {
      let expected = times[cell]
      let found = field.time(ofCell: cell)?.seconds ?? .infinity
      if expected.isFinite { reached += 1 }
      #expect(expected == found || abs(expected - found) < 1e-3 * max(1, expected / 100), "cell \(cell)")
    }
    #expect(reached > 300)
  }
}
