import TestSupport
import Testing
import TravelNetwork

@testable import EMSReading

/// Lines that were drawn without junctions.
struct LineJoiningTests {
  private struct Line {
    var points: [(x: Double, y: Double)]
    var tags: [String: String] = ["highway": "road"]
  }

  /// Metres east and north of a place on the equator, where a degree is the same both ways to half a percent.
  private static func roads(_ lines: [Line]) -> RoadLines {
    var roads = RoadLines()
    var numbers: [SIMD2<Int32>: Int32] = [:]
    let metric = LocalMetric(latitude: 0)
    for (number, line) in lines.enumerated() {
      for point in line.points {
        let place = SIMD2(Int32((point.x / metric.east).rounded()), Int32((point.y / metric.north).rounded()))
        let known = numbers[place] ?? Int32(roads.longitudes.count)
        if numbers[place] == nil {
          numbers[place] = known
          roads.longitudes.append(place.x)
          roads.latitudes.append(place.y)
        }
        roads.points.append(known)
      }
      roads.firstPoint.append(Int32(roads.points.count))
      roads.identifiers.append(Int64(number + 1))
      roads.attributes.append(Int32(number))
      roads.attributeSets.append(line.tags)
    }
    return roads
  }

  private static func islands(_ roads: RoadLines) -> Int {
    let speed = RoadTraversal.Speed(metresPerSecond: 1)
    return RoadGraph(roads) { _ in RoadTraversal(forward: speed, backward: speed) }.islands().sizes.count
  }

  private static let main = Line(points: [(-1000, 0), (-200, 0), (1000, 0)])

  @Test(arguments: [(0.0, true), (0.6, true), (0.95, true), (1.1, false), (5, false)], [-200.3, 100, 777.7])
  func aSideRoadJoinsTheMiddleOfALineWithinTheTolerance(gap: (metres: Double, isJoined: Bool), x: Double) {
    let lines = Self.roads([Self.main, Line(points: [(x, gap.metres), (x, 900)])])
    let joining = LineJoining(lines, within: 1)
    #expect(Self.islands(joining.lines) == (gap.isJoined ? 1 : 2))
    #expect(joining.splits == (gap.isJoined ? 1 : 0))
    let misses = joining.nearMisses()
    #expect(misses.count == (gap.isJoined ? 0 : 1))
    if let miss = misses.first {
      #expect(abs(miss.gap.metres - gap.metres) < 0.1)
      #expect(miss.line == 2 && miss.other == 1 && miss.isBetweenIslands)
    }
  }

  /// An end that is moved takes the junction with it that it has already.
  @Test func aMovedEndKeepsItsJunction() {
    let lines = Self.roads([
      Line(points: [(-500, 0), (0, 0)]), Line(points: [(0.6, 0), (500, 0)]),
      Line(points: [(0.6, -300), (0.6, 0), (0.6, 300)]),
    ])
    let joining = LineJoining(lines, within: 1)
    #expect(joining.joinedEnds == 1)
    #expect(Self.islands(joining.lines) == 1)
  }

  @Test func aLoopJoinsItsOwnMiddleAndAStubIsNoNearMiss() {
    let loop = LineJoining(
      Self.roads([Line(points: [(-500, 0), (500, 0), (500, 500), (0, 500), (0, 0.4)])]), within: 1)
    #expect(loop.splits == 1)
    let stub = LineJoining(Self.roads([Self.main, Line(points: [(-200, 0), (-200, 20)])]), within: 1)
    #expect(stub.splits == 0)
    #expect(stub.nearMisses().isEmpty)
  }

  /// Lines that cross are a bridge, unless both say that they lie on the ground.
  @Test func crossingsAreJoinedWhereBothSayGround() {
    func islands(_ a: [String: String], _ b: [String: String]) -> Int {
      let lines = [Self.main, Line(points: [(10, -500), (30, 500)])]
      var cross = Self.roads(lines)
      cross.attributeSets = [a, b]
      return Self.islands(LineJoining(cross, within: 1).lines)
    }
    #expect(islands([:], [:]) == 2)
    #expect(islands(["bridge": "no"], ["bridge": "no"]) == 1)
    #expect(islands(["bridge": "no"], [:]) == 2)
    #expect(islands(["bridge": "no"], ["bridge": "yes"]) == 2)
    #expect(islands(["bridge": "no"], ["tunnel": "yes"]) == 2)
    #expect(islands(["layer": "0"], ["layer": "0"]) == 1)
    #expect(islands(["layer": "0"], ["layer": "1"]) == 2)
  }

  /// A vertex in common joins lines of one height alone, but where a line ends there, and in OpenStreetMap.
  @Test func aVertexOnABridgeIsNotOneBelowIt() {
    let below = [(x: 0.0, y: -500.0), (0, 0), (0, 500)]
    func islands(_ points: [(x: Double, y: Double)], _ a: [String: String], _ b: [String: String], keeps: Bool = false)
      -> Int
    {
      var lines = Self.roads([Line(points: [(-500, 0), (0, 0), (500, 0)]), Line(points: points)])
      lines.attributeSets = [a, b]
      return Self.islands(LineJoining(lines, within: 1, keepsVertices: keeps).lines)
    }
    #expect(islands(below, ["bridge": "yes"], ["bridge": "no"]) == 2)
    #expect(islands(below, ["bridge": "yes"], ["bridge": "no"], keeps: true) == 1)
    #expect(islands(below, ["bridge": "yes"], ["bridge": "yes"]) == 1)
    #expect(islands(below, [:], [:]) == 1)
    #expect(islands(below, ["layer": "1"], ["layer": "0"]) == 2)
    #expect(islands([(0, -500), (0, 0)], ["bridge": "yes"], ["bridge": "no"]) == 1)
  }

  @Test func crossingsOfWhichNothingIsSaidAreCounted() {
    func unsaid(_ tags: [String: String], _ points: [(x: Double, y: Double)]) -> Int {
      LineJoining(Self.roads([Self.main, Line(points: points, tags: tags)]), within: 1).unsaidCrossings
    }
    #expect(unsaid([:], [(10, -500), (30, 500)]) == 1)
    #expect(unsaid(["bridge": "yes"], [(10, -500), (30, 500)]) == 0)
    #expect(unsaid([:], [(10, 0), (30, 500)]) == 0)
    #expect(unsaid([:], [(10, 40), (30, 500)]) == 0)
  }

  /// What is joined to a motorway or a ferry between its ends, on the ground by what both say.
  @Test(arguments: [
    ("motorway", "secondary", false), ("motorway", "motorway_link", true), ("motorway", "motorway", true),
    ("ferry", "secondary", false), ("ferry", "ferry", false), ("motorway_link", "secondary", true),
    ("trunk", "secondary", true),
  ])
  func motorwaysAndFerriesAreJoinedAtTheirEnds(main: String, other: String, isJoined: Bool) {
    func joining(_ points: [(x: Double, y: Double)]) -> LineJoining {
      LineJoining(
        Self.roads([
          Line(points: Self.main.points, tags: ["highway": main, "bridge": "no"]),
          Line(points: points, tags: ["highway": other, "bridge": "no"]),
        ]), within: 1)
    }
    let side = joining([(100, 0.4), (100, 900)])
    #expect(Self.islands(side.lines) == (isJoined ? 1 : 2))
    #expect(side.keptApart == (isJoined ? 0 : 1))
    #expect(side.nearMisses().isEmpty)
    let crossing = joining([(10, -500), (30, 500)])
    let isCrossed = isJoined && main != "motorway"
    #expect(Self.islands(crossing.lines) == (isCrossed ? 1 : 2))
    #expect(crossing.keptApart == (isCrossed ? 0 : 1))
    #expect(Self.islands(joining([(1000.3, 0), (1500, 0)]).lines) == 1)
  }

  /// A vertex of a motorway or a ferry that another line has, too, is no more a junction than what lies between two; of
  /// OpenStreetMap it is one.
  @Test(
    arguments: [
      ("motorway", "secondary", false), ("motorway", "motorway_link", true), ("motorway", "motorway", true),
      ("ferry", "secondary", false), ("ferry", "ferry", false), ("motorway_link", "secondary", true),
      ("trunk", "secondary", true), ("secondary", "motorway", true),
    ], [0.0, 1])
  func aVertexOfAMotorwayIsNoJunctionEither(line: (main: String, other: String, isJoined: Bool), tolerance: Double) {
    for points in [[(-200, 0), (-200, 900)], [(-200, -500), (-200, 0), (-200, 500)]] as [[(x: Double, y: Double)]] {
      let roads = Self.roads([
        Line(points: Self.main.points, tags: ["highway": line.main]),
        Line(points: points, tags: ["highway": line.other]),
      ])
      let joining = LineJoining(roads, within: tolerance)
      let isJoined = line.isJoined && !(line.other == "motorway" && line.main == "secondary" && points.count == 3)
      #expect(Self.islands(joining.lines) == (isJoined ? 1 : 2))
      #expect(joining.keptApart == (isJoined ? 0 : 1))
      #expect(joining.nearMisses().isEmpty)
      #expect(joining.unsaidCrossings == 0)
      #expect(Self.islands(LineJoining(roads, within: tolerance, keepsVertices: true).lines) == 1)
    }
  }

  /// Two motorways through one vertex meet there whatever else does; a link that ends there joins all.
  @Test func motorwaysAndLinksMeetAtAVertexOfOthers() {
    func islands(_ others: [(points: [(x: Double, y: Double)], highway: String)]) -> Int {
      let lines = [(points: Self.main.points, highway: "motorway")] + others
      return Self.islands(
        LineJoining(Self.roads(lines.map { Line(points: $0.points, tags: ["highway": $0.highway]) }), within: 1).lines)
    }
    let village = (points: [(x: -200.0, y: 0.0), (x: -200.0, y: 900.0)], highway: "unclassified")
    let motorway = (points: [(x: -700.0, y: -500.0), (x: -200.0, y: 0.0), (x: 300.0, y: 500.0)], highway: "motorway")
    let link = (points: [(x: -200.0, y: 0.0), (x: 0.0, y: -300.0)], highway: "motorway_link")
    #expect(islands([village]) == 2)
    #expect(islands([village, motorway]) == 2)
    #expect(islands([motorway]) == 1)
    #expect(islands([village, link]) == 1)
    #expect(islands([village, motorway, link]) == 1)
  }

  @Test func anEndUnderABridgeIsNotOnIt() {
    let bridge = Line(points: Self.main.points, tags: ["bridge": "yes"])
    let road = Line(points: [(100, 0.2), (100, 900)], tags: ["bridge": "no"])
    #expect(LineJoining(Self.roads([bridge, road]), within: 1).splits == 0)
  }

  /// Random roads cut into unjoined lines are whole again, in whatever order they come.
  @Test(arguments: 1...5) func theOrderOfTheLinesIsOfNoConsequence(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var lines: [Line] = []
    for row in 0..<6 { lines.append(Line(points: [(0, Double(row) * 300), (1700, Double(row) * 300)])) }
    for row in 0..<5 {
      let x = Double.random(in: 50...1600, using: &random)
      let (south, north) = (
        Double.random(in: -0.8...0.8, using: &random), Double.random(in: -0.8...0.8, using: &random)
      )
      lines.append(Line(points: [(x, Double(row) * 300 + south), (x + 20, Double(row + 1) * 300 + north)]))
    }
    let first = LineJoining(Self.roads(lines), within: 1)
    #expect(first.splits == 10)
    #expect(Self.islands(first.lines) == 1)
    let speed = try #require(RoadTraversal.Speed(metresPerSecond: 10))
    func lengths(_ roads: RoadLines) -> [Double] {
      let graph = RoadGraph(roads) { _ in RoadTraversal(forward: speed, backward: speed) }
      var arcs: [Double] = []
      graph.forEachArc { arcs.append($0.length.metres) }
      return arcs.sorted()
    }
    for _ in 0..<3 {
      #expect(lengths(LineJoining(Self.roads(lines.shuffled(using: &random)), within: 1).lines) == lengths(first.lines))
    }
  }
}
