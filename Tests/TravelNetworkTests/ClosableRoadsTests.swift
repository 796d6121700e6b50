import GeoKit
import Testing

@testable import TravelNetwork

/// Closed roads on a graph that is laid out once, against graphs laid out without them.
@Suite struct ClosableRoadsTests {
  /// Streets between the points of an uneven grid, each a road over one to four of them, some one-way, some bridges that
  /// are joined at their ends alone, one motorway, gates, and perhaps restricted turns.
  private struct Town {
    var lines = RoadLines(attributeSets: [
      ["speed": "10"], ["speed": "14", "oneway": "yes"], ["speed": "12", "access": "ends"],
      ["speed": "30", "access": "nowhere"], ["barrier": "gate"], ["restriction": "no"], ["restriction": "only"],
    ])
    private(set) var clinics: [Coordinate] = []
    private(set) var villages: [Coordinate] = []

    init(seed: UInt64, restrictions: Int) {
      var random = SeededGenerator(seed)
      let size = 6
      for point in 0..<size * size {
        lines.longitudes.append(Int32(point % size * 60_000 + Int.random(in: -9_000...9_000, using: &random)))
        lines.latitudes.append(Int32(point / size * 60_000 + Int.random(in: -9_000...9_000, using: &random)))
      }
      // No road lies on another one.
      var drawn: Set<[Int32]> = []
      for _ in 0..<60 {
        var point = Int.random(in: 0..<size * size, using: &random)
        var way = [Int32(point)]
        let isEastward = Bool.random(using: &random)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          guard isEastward ? point % size < size - 1 : point / size < size - 1 else { break }
          point += isEastward ? 1 : size
          way.append(Int32(point))
        }
        let pieces = zip(way, way.dropFirst()).map { [$0, $1] }
        guard way.count > 1, drawn.isDisjoint(with: pieces) else { continue }
        drawn.formUnion(pieces)
        lines.points += way
        lines.firstPoint.append(Int32(lines.points.count))
        lines.attributes.append([0, 0, 0, 0, 0, 1, 2, 3][Int.random(in: 0..<8, using: &random)])
        lines.identifiers.append(Int64(lines.identifiers.count + 100))
      }
      let gates = Set((0..<2).map { _ in Int32.random(in: 0..<Int32(size * size), using: &random) }).sorted()
      lines.obstacles = gates.map { RoadLines.Obstacle(point: $0, attributes: 4) }
      for _ in 0..<restrictions {
        lines.restrictions.append(
          TurnRestriction(
            from: Int64.random(in: 100..<120, using: &random),
            viaPoint: Int32.random(in: 0..<Int32(size * size), using: &random),
            to: Int64.random(in: 100..<120, using: &random), attributes: Int32.random(in: 5...6, using: &random)))
      }
      func place() -> Coordinate {
        Coordinate(
          longitude: Double.random(in: 0...0.03, using: &random), latitude: Double.random(in: 0...0.03, using: &random))
      }
      clinics = (0..<3).map { _ in place() }
      villages = (0..<40).map { _ in place() }
    }

    func router(closed: Set<Int64> = [], cutting: Set<Int64> = []) throws -> RoadRouter {
      let graph = RoadGraph(
        lines, closed: closed, cutting: cutting, blocks: { $0["barrier"] != nil },
        turns: { $0["restriction"].map { $0 == "no" ? .forbidden : .mandatory } }
      ) { set in
        let speed = RoadTraversal.Speed(metresPerSecond: Double(set["speed"] ?? "") ?? 0)
        let access: RoadAccess = set["access"] == "ends" ? .ends : set["access"] == "nowhere" ? .nowhere : .anywhere
        return RoadTraversal(forward: speed, backward: set["oneway"] == "yes" ? nil : speed, access: access)
      }
      let walk = try #require(RoadTraversal.Speed(metresPerSecond: 1))
      return RoadRouter(graph, .outward, OffRoadTravel(speed: walk, limit: .metres(400)))
    }

    func times(_ router: RoadRouter) -> [Duration?] { router.nearest(of: clinics, to: villages).map { $0?.time } }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>) func closingIsLeavingOut(seed: UInt64) throws {
    let town = Town(seed: seed, restrictions: seed % 3 == 0 ? 3 : 0)
    let roads = Set(town.lines.identifiers)
    let closable = ClosableRoads(try town.router(cutting: roads), roads, of: town.lines)
    let all = roads.sorted()
    var closings = all.map { [$0] }
    for (first, second) in zip(all, all.dropFirst(3)) { closings.append([first, second]) }
    var answered = 0
    for closing in closings {
      guard let router = closable.router(closing: closing) else { continue }
      answered += 1
      let fresh = town.times(try town.router(closed: Set(closing)))
      for (own, other) in zip(town.times(router), fresh) {
        // But for a tick that is rounded at the end of each stretch.
        #expect((own == nil) == (other == nil))
        guard let own, let other else { continue }
        #expect(own - other < .milliseconds(1) && other - own < .milliseconds(1), "\(own) \(other) \(closing)")
      }
    }
    #expect(answered > (town.lines.restrictions.isEmpty ? closings.count / 4 : 0))
  }

  /// A road on which another one lies, and one at whose end turns are restricted, take a graph of their own.
  @Test func entangledRoadsAreLeftToAFreshGraph() throws {
    var roads = DrawnRoads("A  B  C  D")
    roads.add("AB")
    roads.add("BC")
    roads.add("BC", speed: 5)
    roads.add("CD")
    let ids = Set(roads.lines.identifiers)
    let walk = try #require(RoadTraversal.Speed(metresPerSecond: 1))
    let router = RoadRouter(roads.graph, .outward, OffRoadTravel(speed: walk, limit: .metres(50)))
    let closable = ClosableRoads(router, ids, of: roads.lines)
    let (ab, bc, cd) = (roads.lines.identifiers[0], roads.lines.identifiers[1], roads.lines.identifiers[3])
    #expect(closable.router(closing: [bc]) == nil)
    #expect(closable.router(closing: [ab]) != nil && closable.router(closing: [ab, cd]) != nil)
    #expect(closable.router(closing: [ab, bc]) == nil)
    roads.lines.restrictions.append(
      TurnRestriction(from: ab, viaPoint: Int32(roads.point("B")), to: bc, attributes: 0))
    #expect(ClosableRoads(router, ids, of: roads.lines).router(closing: [ab]) == nil)
  }
}
