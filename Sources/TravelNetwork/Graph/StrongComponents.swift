import GeoKit

extension RoadGraph {
  /// A part of the roads from which one cannot come back to the rest, or that cannot be reached from it.
  public struct OneWayTrap: Sendable {
    /// What is missing.
    public enum Kind: String, Sendable {
      case noWayOut = "no_way_out"
      case noWayIn = "no_way_in"
      /// Neither in nor out, though roads lead there.
      case neither
    }

    public var kind: Kind
    /// Its nodes, in ascending order.
    public var nodes: [Int32]
    /// The length of the roads within it.
    public var length: Distance
  }

  /// For each node the number of its strong component: the nodes that reach one another (Tarjan, SIAM J. Comput. 1972).
  func strongComponents() -> [Int32] {
    var component = [Int32](repeating: -1, count: nodeCount)
    var order = [Int32](repeating: -1, count: nodeCount)
    var low = [Int32](repeating: 0, count: nodeCount)
    var isOpen = [Bool](repeating: false, count: nodeCount)
    var open: [Int32] = []
    var (next, found): (Int32, Int32) = (0, 0)
    for root in 0..<nodeCount where order[root] < 0 {
      var path: [(node: Int, arc: Int)] = []
      func enter(_ node: Int) {
        order[node] = next
        low[node] = next
        next += 1
        open.append(Int32(node))
        isOpen[node] = true
        path.append((node, Int(outgoing.first[node])))
      }
      enter(root)
      while let (node, arc) = path.last {
        if arc < Int(outgoing.first[node + 1]) {
          path[path.count - 1].arc += 1
          let head = Int(outgoing.arcs[arc].head)
          if order[head] < 0 { enter(head) } else if isOpen[head] { low[node] = min(low[node], order[head]) }
          continue
        }
        path.removeLast()
        if let above = path.last?.node { low[above] = min(low[above], low[node]) }
        if low[node] != order[node] { continue }
        while let last = open.popLast() {
          isOpen[Int(last)] = false
          component[Int(last)] = found
          if Int(last) == node { break }
        }
        found += 1
      }
    }
    return component
  }

  /// The parts of the greatest island that one-way roads cut off from its greatest strong component, the longest first.
  public func oneWayTraps() -> [OneWayTrap] {
    if nodeCount == 0 { return [] }
    let island = islands().ofNode
    let component = strongComponents()
    var sizes: [Int32: Int] = [:]
    for node in 0..<nodeCount where island[node] == 0 { sizes[component[node], default: 0] += 1 }
    guard let main = sizes.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { return [] }
    let seeds = (0..<nodeCount).filter { component[$0] == main }.map {
      RoadSearch.TickSeed(node: Int32($0), ticks: 0, owner: 0)
    }
    func reached(_ direction: SearchDirection) -> [Bool] {
      let search = RoadSearch(self, direction)
      search.run(seeds, limit: TickScale.longest)
      return search.ticks.map { $0 != TickScale.unreached }
    }
    let (isReached, isReaching) = (reached(.outward), reached(.inward))
    func kind(_ node: Int32) -> OneWayTrap.Kind? {
      let at = Int(node)
      if island[at] != 0 || component[at] == main { return nil }
      return isReached[at] ? .noWayOut : isReaching[at] ? .noWayIn : .neither
    }
    // Neighbours that are cut off alike are one finding.
    var alike = DisjointSets(count: nodeCount)
    for stretch in 0..<stretchCount {
      guard let (a, b) = Optional((tails[stretch], heads[stretch])), kind(a) != nil, kind(a) == kind(b) else {
        continue
      }
      alike.join(a, b)
    }
    var traps: [Int32: OneWayTrap] = [:]
    for node in 0..<Int32(nodeCount) {
      if let kind = kind(node) {
        traps[alike.lowest(with: node), default: OneWayTrap(kind: kind, nodes: [], length: .metres(0))].nodes.append(
          node)
      }
    }
    for stretch in 0..<stretchCount {
      // A road between the trap and the rest belongs to it.
      let inside = [tails[stretch], heads[stretch]].first { kind($0) != nil }
      if let inside { traps[alike.lowest(with: inside)]?.length.metres += metres(ofStretch: stretch) }
    }
    return traps.values.filter { $0.length.metres > 0 }.sorted { ($1.length, $0.nodes[0]) < ($0.length, $1.nodes[0]) }
  }

  /// The length of a stretch.
  func metres(ofStretch stretch: Int) -> Double { Double(vertexMetres[Int(firstVertex[stretch + 1]) - 1]) }

  /// For each island but the greatest its length, its lowest node and how many it has, by number.
  public func lesserIslands() -> [(node: Int, nodes: Int, length: Distance)] {
    let (ofNode, sizes) = islands()
    var found = sizes.map { (node: -1, nodes: $0, length: Distance.metres(0)) }
    for node in 0..<nodeCount where found[Int(ofNode[node])].node < 0 { found[Int(ofNode[node])].node = node }
    for stretch in 0..<stretchCount {
      found[Int(ofNode[Int(tails[stretch])])].length.metres += metres(ofStretch: stretch)
    }
    return Array(found.dropFirst())
  }

  /// The course of each stretch of some length that `isUsed` says no journey passes.
  public func courses(where isWanted: (Int) -> Bool) -> [(length: Distance, course: [Coordinate])] {
    (0..<stretchCount).filter { isWanted($0) && metres(ofStretch: $0) > 0 }.map { stretch in
      let vertices = Int(firstVertex[stretch])..<Int(firstVertex[stretch + 1])
      return (
        .metres(metres(ofStretch: stretch)),
        vertices.map {
          Coordinate(longitude: Double(vertexLongitudes[$0]) / 1e7, latitude: Double(vertexLatitudes[$0]) / 1e7)
        }
      )
    }
  }
}

extension RoadRouter {
  /// For each stretch whether the quickest journey between some place and its facility passes it.
  public func usedStretches(of facilities: [Coordinate], to places: [Coordinate]) -> [Bool] {
    let origins = RoadOrigins(self, facilities, turnout: .zero)
    let search = RoadSearch(graph, direction)
    search.run(origins.seeds, limit: TickScale.longest)
    let field = RoadField(self, search, origins, limit: Double(TickScale.longest))
    var isUsed = [Bool](repeating: false, count: graph.stretchCount)
    var isFollowed = [Bool](repeating: false, count: graph.nodeCount)
    for join in origins.joins { isUsed[Int(join.place.stretch)] = true }
    for place in places {
      guard let arrival = field.arrival(at: PlaceFrame(place), place), arrival.stretch >= 0 else { continue }
      isUsed[Int(arrival.stretch)] = true
      var node: Int
      switch arrival.source {
      case .tail: node = Int(graph.tails[Int(arrival.stretch)])
      case .head: node = Int(graph.heads[Int(arrival.stretch)])
      case .join, .facility: continue
      }
      while !isFollowed[node] {
        isFollowed[node] = true
        let arc = search.parents[node]
        guard arc >= 0, let before = search.predecessor(ofNode: node) else { break }
        isUsed[Int(search.table.stretches[Int(arc)]) / 2] = true
        node = before
      }
    }
    return isUsed
  }
}
