/// Roads that may be closed, a few at a time, without laying out their graph anew for each closure.
///
/// Each road ends where a stretch does, so that closing it closes whole stretches and leaves the others as they are.
public struct ClosableRoads: Sendable {
  private let router: RoadRouter
  private let stretchesOfRoad: [Int64: Set<Int32>]
  /// Those that are more than stretches which are there or not: another line lies on them, or a restriction of turns
  /// near by may mean something else without them.
  private let entangled: Set<Int64>

  /// - Parameters:
  ///   - router: on a graph that was cut at the ends of the roads.
  ///   - roads: identifiers of lines that may be closed.
  public init(_ router: RoadRouter, _ roads: Set<Int64>, of lines: RoadLines) {
    self.router = router
    var stretchesOfRoad: [Int64: Set<Int32>] = [:]
    var entangled: Set<Int64> = []
    for (stretch, found) in router.roads(of: router.stretches(beginningOn: roads, in: lines), in: lines) {
      for road in found where roads.contains(road) {
        stretchesOfRoad[road, default: []].insert(stretch)
        if found.count > 1 { entangled.insert(road) }
      }
    }
    let restricted = Set(lines.restrictions.flatMap { [$0.from, $0.to] + $0.viaLines })
    func points(_ line: Int) -> ArraySlice<Int32> {
      lines.points[Int(lines.firstPoint[line])..<Int(lines.firstPoint[line + 1])]
    }
    let turning = Set((0..<lines.count).filter { restricted.contains(lines.identifiers[$0]) }.flatMap(points))
    for line in 0..<lines.count
    where roads.contains(lines.identifiers[line]) && points(line).contains(where: turning.contains) {
      entangled.insert(lines.identifiers[line])
    }
    self.stretchesOfRoad = stretchesOfRoad
    self.entangled = entangled
  }

  /// The router with the roads closed, as one on a graph without them would be; nil where that takes such a graph: a road
  /// is entangled, or its end leaves another road that may be joined at its ends alone as a dead end.
  public func router(closing roads: [Int64]) -> RoadRouter? {
    var closed: Set<Int32> = []
    for road in roads {
      guard !entangled.contains(road), let stretches = stretchesOfRoad[road] else { return nil }
      closed.formUnion(stretches)
    }
    let graph = router.graph
    for node in Set(closed.flatMap { [graph.tails[Int($0)], graph.heads[Int($0)]] }) {
      let left = stretches(at: node, but: closed)
      // A dead end that may be joined is a stretch from its node to itself.
      if left.contains(where: { graph.tails[Int($0)] == graph.heads[Int($0)] }) { return nil }
      if left.count == 1, !graph.isOpenMidway[Int(left[0])] { return nil }
    }
    return RoadRouter(router, closing: closed, chains: chains(but: closed))
  }

  private func stretches(at node: Int32, but closed: Set<Int32>) -> [Int32] {
    let (first, stretches) = router.stretchesAtNode
    return stretches[Int(first[Int(node)])..<Int(first[Int(node) + 1])].filter { !closed.contains($0) }
  }

  /// The stretches that a graph without the closed ones would have as one: where two alone meet, and the same ways are
  /// open on both.
  private func chains(but closed: Set<Int32>) -> [Int32] {
    let graph = router.graph
    var chains = DisjointSets(count: graph.stretchCount)
    for node in 0..<Int32(graph.nodeCount) {
      let left = stretches(at: node, but: closed)
      guard left.count == 2, left.allSatisfy({ graph.tails[Int($0)] != graph.heads[Int($0)] }) else { continue }
      let (arriving, leaving) = (Int(left[0]), Int(left[1]))
      func isOpen(_ stretch: Int, outOfNode: Bool) -> Bool {
        (graph.tails[stretch] == node) == outOfNode ? graph.isForwardOpen[stretch] : graph.isBackwardOpen[stretch]
      }
      guard graph.isOpenMidway[arriving] == graph.isOpenMidway[leaving],
        isOpen(arriving, outOfNode: false) == isOpen(leaving, outOfNode: true),
        isOpen(arriving, outOfNode: true) == isOpen(leaving, outOfNode: false)
      else { continue }
      chains.join(left[0], left[1])
    }
    return chains.lowestOfEach()
  }
}
