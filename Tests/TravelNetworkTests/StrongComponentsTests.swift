import GeoKit
import Testing

@testable import TravelNetwork

@Suite struct StrongComponentsTests {
  /// By reachability of every pair.
  @Test(arguments: 0..<12)
  func componentsAreThoseOfReachability(seed: Int) {
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: UInt64(seed), size: 7))
    let component = graph.strongComponents()
    let reached = (0..<graph.nodeCount).map { node in
      let search = RoadSearch(graph, .outward)
      search.run([SearchSeed(node: node)])
      return (0..<graph.nodeCount).map { search.time(toNode: $0) != nil }
    }
    for a in 0..<graph.nodeCount {
      for b in 0..<graph.nodeCount {
        #expect((component[a] == component[b]) == (reached[a][b] && reached[b][a]))
      }
    }
  }

  @Test func whatLeadsInAndNotOutIsFound() {
    var drawn = DrawnRoads("A B C D\nE F")
    drawn.add("AB")
    drawn.add("AE")
    drawn.add("EF")
    drawn.add("BF")
    drawn.add("AF")
    drawn.add("BC", ["oneway": "yes"])
    drawn.add("CD")
    let traps = drawn.graph.oneWayTraps()
    #expect(traps.map(\.kind) == [.noWayOut])
    #expect(abs(traps[0].length.metres - 2 * LocalMetric.metres(0, 0, 18_000, 0)) < 0.1)
    var other = drawn
    other.lines.attributeSets = drawn.lines.attributeSets.map { set in
      set["oneway"] == nil ? set : set.merging(["oneway": "-1"]) { $1 }
    }
    #expect(other.graph.oneWayTraps().map(\.kind) == [.noWayIn])
  }
}
