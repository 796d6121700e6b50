import Testing

@testable import TravelNetwork

@Suite struct ContractionHierarchyTests {
  @Test(arguments: [1, 2, 3, 4, 5]) func equalsPlainSearchOnEveryPair(seed: Int) {
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: UInt64(seed), size: 16))
    let hierarchy = ContractionHierarchy(graph)
    let nodes = (0..<graph.nodeCount).map { [SearchSeed(node: $0)] }
    let matrix = hierarchy.times(from: nodes, to: nodes)
    let search = RoadSearch(graph, .outward)
    for source in 0..<graph.nodeCount {
      search.run([SearchSeed(node: source)])
      for target in 0..<graph.nodeCount { #expect(matrix[source, target] == search.time(toNode: target)) }
    }
  }

  @Test func severalSeedsAndALimit() {
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: 9, size: 14))
    let hierarchy = ContractionHierarchy(graph)
    let source = [SearchSeed(node: 3, time: .seconds(60)), SearchSeed(node: 50, time: .seconds(5))]
    let targets = (0..<graph.nodeCount).map { [SearchSeed(node: $0, time: .seconds(7))] }
    let limit = Duration.seconds(240)
    let matrix = hierarchy.times(from: [source], to: targets, within: limit)
    let search = RoadSearch(graph, .outward)
    search.run(source)
    var within = 0
    for target in 0..<graph.nodeCount {
      let time = search.time(toNode: target).map { $0 + .seconds(7) }
      let expected = time.flatMap { $0 <= limit ? $0 : nil }
      if expected != nil { within += 1 }
      #expect(matrix[0, target] == expected)
    }
    #expect(within > 5 && within < graph.nodeCount)
  }

  /// Walking across a whole region: ways longer than the longest journey are not reached, and nothing overflows.
  @Test func verySlowRoadsDoNotOverflow() {
    let size = 12
    var drawn = DrawnRoads("")
    for cell in 0..<size * size {
      drawn.lines.longitudes.append(Int32(cell % size) * 1_000_000)
      drawn.lines.latitudes.append(Int32(cell / size) * 1_000_000)
    }
    for cell in 0..<size * size {
      for (other, exists) in [(cell + 1, cell % size + 1 < size), (cell + size, cell / size + 1 < size)] where exists {
        drawn.lines.points += [Int32(cell), Int32(other)]
        drawn.lines.firstPoint.append(Int32(drawn.lines.points.count))
        drawn.lines.identifiers.append(Int64(drawn.lines.count + 1))
        drawn.lines.attributes.append(Int32(drawn.lines.attributeSets.count))
        drawn.lines.attributeSets.append(["speed": String(0.4 + Double(cell % 7) * 0.05)])
      }
    }
    let graph = drawn.graph
    let nodes = (0..<graph.nodeCount).map { [SearchSeed(node: $0)] }
    let matrix = ContractionHierarchy(graph).times(from: nodes, to: nodes)
    let search = RoadSearch(graph, .outward)
    var unreached = 0
    for source in 0..<graph.nodeCount {
      search.run([SearchSeed(node: source)])
      for target in 0..<graph.nodeCount {
        #expect(matrix[source, target] == search.time(toNode: target))
        if search.time(toNode: target) == nil { unreached += 1 }
      }
    }
    #expect(unreached > 1000)
  }

  @Test func aNegativeLimitReachesNothingElse() {
    let graph = DrawnRoads.graph(of: RandomRoads.lines(seed: 9, size: 6))
    let search = RoadSearch(graph, .outward)
    search.run([SearchSeed(node: 3)], within: .seconds(-1))
    let nodes = (0..<graph.nodeCount).map { [SearchSeed(node: $0)] }
    let matrix = ContractionHierarchy(graph).times(from: nodes, to: nodes, within: .seconds(-1))
    for node in 0..<graph.nodeCount where node != 3 {
      #expect(search.time(toNode: node) == nil && matrix[3, node] == nil)
    }
  }

  @Test func anEmptyGraphHasAnEmptyHierarchy() {
    let graph = DrawnRoads.graph(of: RoadLines())
    #expect(ContractionHierarchy(graph).nodeCount == 0)
  }
}
