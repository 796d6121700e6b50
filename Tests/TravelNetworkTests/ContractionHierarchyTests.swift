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

  @Test func anEmptyGraphHasAnEmptyHierarchy() {
    let graph = DrawnRoads.graph(of: RoadLines())
    #expect(ContractionHierarchy(graph).nodeCount == 0)
  }
}
