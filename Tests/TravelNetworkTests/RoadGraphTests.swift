import Testing

@testable import TravelNetwork

@Suite struct RoadGraphTests {
  @Test func pointsInsideARoadAreContractedButKeptAsGeometry() {
    var drawn = DrawnRoads("A B C\n    D")
    drawn.add("ABC")
    drawn.add("CD", speed: 5)
    let graph = drawn.graph
    // C only continues the road, even though the speed changes there.
    #expect(graph.nodeCount == 2)
    #expect(graph.stretchCount == 1)
    #expect(graph.vertexCount == 4)
    let oneStep = LocalMetric.metres(0, 0, 18_000, 0)
    #expect(abs(graph.length.metres - (2 * oneStep + LocalMetric.metres(0, 0, 0, 9000))) < 0.01)
  }

  @Test func crossingsAreNodesAndBridgesAreNot() {
    var drawn = DrawnRoads("  A\nB C D\n  E")
    drawn.add("BCD")
    drawn.add("ACE")
    #expect(drawn.graph.nodeCount == 5)
    var bridge = DrawnRoads("  A\nB C D\n  E")
    bridge.add("BCD")
    bridge.add("AE")
    #expect(bridge.graph.nodeCount == 4)
    #expect(bridge.graph.islands().sizes == [2, 2])
  }

  @Test(arguments: [("yes", true, false), ("-1", false, true), ("no", true, true)])
  func oneWaysRunTheirWay(value: String, forward: Bool, backward: Bool) throws {
    var drawn = DrawnRoads("A B")
    drawn.add("AB", ["oneway": value])
    let graph = drawn.graph
    let a = try #require(drawn.node("A", in: graph))
    let b = try #require(drawn.node("B", in: graph))
    let search = RoadSearch(graph, .outward)
    search.run([SearchSeed(node: a)])
    #expect((search.time(toNode: b) != nil) == forward)
    search.run([SearchSeed(node: b)])
    #expect((search.time(toNode: a) != nil) == backward)
    let toward = RoadSearch(graph, .inward)
    toward.run([SearchSeed(node: a)])
    #expect((toward.time(toNode: b) != nil) == backward)
  }

  @Test func aChangeOfDirectionKeepsItsNode() {
    var drawn = DrawnRoads("A B C")
    drawn.add("AB")
    drawn.add("BC", ["oneway": "yes"])
    #expect(drawn.graph.nodeCount == 3)
    // Drawn in opposite orders, both open from A to C: one stretch.
    var same = DrawnRoads("A B C")
    same.add("AB", ["oneway": "yes"])
    same.add("CB", ["oneway": "-1"])
    #expect(same.graph.stretchCount == 1)
  }

  @Test func aBarrierCutsTheRoad() throws {
    var drawn = DrawnRoads("A B C")
    drawn.add("ABC")
    drawn.block("B")
    let graph = drawn.graph
    #expect(graph.nodeCount == 4)
    let search = RoadSearch(graph, .outward)
    search.run([SearchSeed(node: try #require(drawn.node("A", in: graph)))])
    #expect(search.time(toNode: try #require(drawn.node("C", in: graph))) == nil)
  }

  @Test func aRoundaboutGoesRound() throws {
    var drawn = DrawnRoads(" B\nA C\n D")
    drawn.add("ABCDA", ["oneway": "yes"])
    drawn.add("AC", speed: 1)
    let graph = drawn.graph
    let a = try #require(drawn.node("A", in: graph))
    let c = try #require(drawn.node("C", in: graph))
    let search = RoadSearch(graph, .outward)
    search.run([SearchSeed(node: a)])
    let half = 2 * LocalMetric.metres(0, 0, 9000, 9000) / 10
    #expect(abs((search.time(toNode: c)?.seconds ?? 0) - half) < 2e-4)
    search.run([SearchSeed(node: c)])
    #expect(abs((search.time(toNode: a)?.seconds ?? 0) - half) < 2e-4)
  }

  @Test func aCircleWithoutCrossingsIsOneLoop() {
    var drawn = DrawnRoads("A B\nD C")
    drawn.add("ABC")
    drawn.add("CDA")
    let graph = drawn.graph
    #expect(graph.nodeCount == 1)
    #expect(graph.stretchCount == 1)
    #expect(graph.arcCount == 0)
  }

  @Test func ofParallelRoadsTheQuickestIsExported() {
    var drawn = DrawnRoads("D A B E\n   C")
    for road in ["DA", "BE"] { drawn.add(road) }
    drawn.add("AB", speed: 2)
    drawn.add("ACB", speed: 20)
    let graph = drawn.graph
    #expect(graph.stretchCount == 4)
    #expect(graph.arcCount == 6)
    var lengths: [Double] = []
    graph.forEachArc { lengths.append($0.length.metres) }
    #expect(lengths.filter { $0 > 250 }.count == 2)
  }

  @Test func aTimetableSetsTheTimeOfAWholeLine() throws {
    var lines = RoadLines(longitudes: [0, 9000, 90_000], latitudes: [0, 0, 0])
    lines.points = [0, 1, 2]
    lines.firstPoint = [0, 3]
    lines.attributes = [0]
    lines.identifiers = [7]
    lines.attributeSets = [[:]]
    let slow = RoadTraversal.Speed(metresPerSecond: 1)
    let graph = RoadGraph(lines) { _ in RoadTraversal(forward: slow, backward: slow, duration: .seconds(600)) }
    var times: [Double] = []
    graph.forEachArc { times.append($0.time.seconds) }
    #expect(times.count == 2)
    #expect(times.allSatisfy { abs($0 - 600) < 1e-3 })
    #expect(RoadGraph(lines, closed: [7]) { _ in RoadTraversal(forward: slow, backward: slow) }.nodeCount == 0)
  }

  /// A duration that no ferry keeps is not used: the speed of the line stands.
  @Test(arguments: [1, 1_000_000]) func anImpossibleTimetableIsNone(seconds: Int) {
    var lines = RoadLines(longitudes: [0, 90_000], latitudes: [0, 0])
    (lines.points, lines.firstPoint, lines.attributes) = ([0, 1], [0, 2], [0])
    (lines.identifiers, lines.attributeSets) = ([7], [[:]])
    let slow = RoadTraversal.Speed(metresPerSecond: 2)
    let graph = RoadGraph(lines) { _ in RoadTraversal(forward: slow, backward: slow, duration: .seconds(seconds)) }
    graph.forEachArc { #expect(abs($0.time.seconds - $0.length.metres / 2) < 1e-3) }
  }

  @Test func theGraphDoesNotDependOnTheOrderOfItsLines() {
    let lines = RandomRoads.lines(seed: 5, size: 8)
    var turned = RoadLines(
      longitudes: lines.longitudes, latitudes: lines.latitudes, attributeSets: lines.attributeSets)
    for line in (0..<lines.count).reversed() {
      turned.points += lines.points[Int(lines.firstPoint[line])..<Int(lines.firstPoint[line + 1])]
      turned.firstPoint.append(Int32(turned.points.count))
      turned.identifiers.append(lines.identifiers[line])
      turned.attributes.append(lines.attributes[line])
    }
    func arcs(_ graph: RoadGraph) -> [[Int32]] {
      var all: [[Int32]] = []
      graph.forEachArc { arc in
        all.append([
          graph.nodeLongitudes[arc.from], graph.nodeLatitudes[arc.from], graph.nodeLongitudes[arc.to],
          graph.nodeLatitudes[arc.to], Int32(arc.tenthsOfMilliseconds),
        ])
      }
      return all
    }
    #expect(arcs(DrawnRoads.graph(of: lines)) == arcs(DrawnRoads.graph(of: turned)))
  }
}
