import Testing

@testable import TravelNetwork

@Suite struct RoadSearchTests {
  /// No arc may improve a time, and every reached node that is not a seed has a neighbour that explains its time.
  @Test(arguments: [1, 2, 3], SearchDirection.allCases)
  func everyTimeHasAWitness(seed: Int, direction: SearchDirection) {
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: UInt64(seed), size: 20))
    let search = RoadSearch(graph, direction)
    search.run([SearchSeed(node: 3, time: .seconds(30), owner: 0), SearchSeed(node: 90, owner: 1)])
    var explained = Set([3, 90])
    graph.forEachArc { arc in
      let (from, to) = direction == .outward ? (arc.from, arc.to) : (arc.to, arc.from)
      if let before = search.time(toNode: from) {
        let after = search.time(toNode: to)
        #expect(after != nil && after ?? .zero <= before + arc.time)
        if after == before + arc.time && search.owner(ofNode: to) == search.owner(ofNode: from) {
          explained.insert(to)
        }
      }
    }
    for node in 0..<graph.nodeCount where search.time(toNode: node) != nil { #expect(explained.contains(node)) }
  }

  /// Relaxing every arc until nothing changes (Bellman 1958) gives the same times and owners.
  @Test(arguments: [11, 12, 13, 14]) func equalsBellman(seed: Int) {
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: UInt64(seed), size: 12))
    var arcs: [RoadGraph.ExportedArc] = []
    graph.forEachArc { arcs.append($0) }
    let starts = [1, 40, 77, 100].filter { $0 < graph.nodeCount }
    var best = [(UInt64, Int)?](repeating: nil, count: graph.nodeCount)
    for (owner, node) in starts.enumerated() { best[node] = (0, owner) }
    var changed = true
    while changed {
      changed = false
      for arc in arcs {
        guard let here = best[arc.from] else { continue }
        let candidate = (here.0 + UInt64(arc.tenthsOfMilliseconds), here.1)
        if let known = best[arc.to], known <= candidate { continue }
        best[arc.to] = candidate
        changed = true
      }
    }
    let search = RoadSearch(graph, .outward)
    search.run(starts.enumerated().map { SearchSeed(node: $1, owner: $0) })
    for node in 0..<graph.nodeCount {
      #expect(search.time(toNode: node) == best[node].map { .microseconds(Int64($0.0) * 100) })
      #expect(search.owner(ofNode: node) == best[node]?.1)
    }
  }

  @Test func theLimitItselfIsWithin() throws {
    var drawn = DrawnRoads("A B C\n  D")
    drawn.add("AB")
    drawn.add("BC")
    drawn.add("BD")
    let graph = drawn.graph
    let search = RoadSearch(graph, .outward)
    let a = try #require(drawn.node("A", in: graph))
    let b = try #require(drawn.node("B", in: graph))
    search.run([SearchSeed(node: a)])
    let time = try #require(search.time(toNode: b))
    search.run([SearchSeed(node: a)], within: time)
    #expect(search.time(toNode: b) == time)
    search.run([SearchSeed(node: a)], within: time - .microseconds(100))
    #expect(search.time(toNode: b) == nil)
  }

  @Test func aLongerLimitReachesNoLess() {
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: 21, size: 15))
    let search = RoadSearch(graph, .outward)
    var before: Set<Int> = []
    for seconds in [60, 120, 300, 600] {
      search.run([SearchSeed(node: 50)], within: .seconds(seconds))
      let now = Set((0..<graph.nodeCount).filter { search.time(toNode: $0) != nil })
      #expect(now.isSuperset(of: before))
      before = now
    }
    #expect(before.count > 20)
  }

  @Test func aNewRoadNeverMakesANodeWorse() {
    let lines = RandomRoads.lines(seed: 31, size: 14)
    let half = Set(lines.identifiers.filter { $0 % 6 == 0 })
    let fewer = DrawnRoads.graph(of: lines, closed: half)
    let more = DrawnRoads.graph(of: lines)
    func times(_ graph: RoadGraph) -> [Int64: Duration] {
      let search = RoadSearch(graph, .outward)
      let start = (0..<graph.nodeCount).first {
        graph.nodeLongitudes[$0] == lines.longitudes[60] && graph.nodeLatitudes[$0] == lines.latitudes[60]
      }
      guard let start else { return [:] }
      search.run([SearchSeed(node: start)])
      var found: [Int64: Duration] = [:]
      for node in 0..<graph.nodeCount {
        if let time = search.time(toNode: node) {
          found[Int64(graph.nodeLongitudes[node]) << 32 | Int64(graph.nodeLatitudes[node])] = time
        }
      }
      return found
    }
    let (old, new) = (times(fewer), times(more))
    #expect(old.count > 30)
    for (place, time) in old {
      if let now = new[place] { #expect(now <= time) }
    }
  }
}
