import GeoKit

/// A road, as `RoadLines` identifies it, and whose quickest journeys pass it.
public struct RoadUsed: Sendable {
  /// That of the line in the source.
  public var identifier: Int64
  /// The places, by number, in ascending order.
  public var places: [Int]
}

extension RoadRouter {
  /// The roads that the quickest journeys between the places and their facilities pass, by ascending identifier.
  ///
  /// A road counts as passed where a journey uses any part of the stretch between two junctions that it lies on. Of two
  /// lines drawn over one another both count.
  ///
  /// - Parameter turnouts: the time before each facility's journeys begin, where they differ.
  public func roadsUsed(
    in lines: RoadLines, of facilities: [Coordinate], to places: [Coordinate], turnouts: [Duration]? = nil
  ) -> [RoadUsed] {
    let stretches = stretchesPassed(
      of: facilities, to: places, turnouts: turnouts ?? facilities.map { _ in .zero })
    let roads = roads(of: Set(stretches.joined()), in: lines)
    var users: [Int64: [Int]] = [:]
    for (place, passed) in stretches.enumerated() {
      for road in Set(passed.flatMap { roads[$0] ?? [] }) { users[road, default: []].append(place) }
    }
    return users.sorted { $0.key < $1.key }.map { RoadUsed(identifier: $0, places: $1) }
  }

  /// For each place the stretches that its quickest journey passes; none where no road is used.
  private func stretchesPassed(
    of facilities: [Coordinate], to places: [Coordinate], turnouts: [Duration]
  ) -> [[Int32]] {
    let origins = RoadOrigins(self, facilities, turnouts: turnouts)
    let search = RoadSearch(graph, direction)
    search.run(origins.seeds, limit: TickScale.longest)
    let field = RoadField(self, search, origins, limit: Double(TickScale.longest))
    // Where a node is reached over no other one, the stretch on which its facility joins the roads.
    var firstStretch: [Int32: Int32] = [:]
    for (index, seed) in origins.seeds.enumerated() {
      let node = Int(seed.node)
      guard search.parents[node] < 0, search.ticks[node] == seed.ticks, search.owners[node] == seed.owner,
        firstStretch[seed.node] == nil
      else { continue }
      firstStretch[seed.node] = origins.joins[Int(origins.joinOfSeed[index])].place.stretch
    }
    return places.map { place in
      guard let arrival = field.arrival(at: PlaceFrame(place), place), arrival.stretch >= 0 else { return [] }
      var passed = [arrival.stretch]
      var node: Int
      switch arrival.source {
      case .tail: node = Int(graph.tails[Int(arrival.stretch)])
      case .head: node = Int(graph.heads[Int(arrival.stretch)])
      case .join, .facility: return passed
      }
      while let before = search.predecessor(ofNode: node) {
        passed.append(search.table.stretches[Int(search.parents[node])] / 2)
        node = before
      }
      if let first = firstStretch[Int32(node)] { passed.append(first) }
      return passed
    }
  }

  /// The stretches that begin on one of the roads.
  func stretches(beginningOn roads: Set<Int64>, in lines: RoadLines) -> Set<Int32> {
    var pieces: Set<LinePiece> = []
    for line in 0..<lines.count where roads.contains(lines.identifiers[line]) {
      for index in Int(lines.firstPoint[line])..<Int(lines.firstPoint[line + 1]) - 1 {
        pieces.insert(LinePiece(lines, at: index))
      }
    }
    return Set((0..<Int32(graph.stretchCount)).filter { pieces.contains(piece(at: Int(graph.firstVertex[Int($0)]))) })
  }

  /// The straight piece of a stretch after the vertex.
  private func piece(at vertex: Int) -> LinePiece {
    LinePiece(
      graph.vertexLongitudes[vertex], graph.vertexLatitudes[vertex], graph.vertexLongitudes[vertex + 1],
      graph.vertexLatitudes[vertex + 1])
  }

  /// The identifiers of the lines over which each of the stretches runs: those that share a piece of it from one point to
  /// the next.
  func roads(of stretches: Set<Int32>, in lines: RoadLines) -> [Int32: [Int64]] {
    var stretchesOfPiece: [LinePiece: [Int32]] = [:]
    for stretch in stretches {
      for vertex in Int(graph.firstVertex[Int(stretch)])..<Int(graph.firstVertex[Int(stretch) + 1]) - 1 {
        stretchesOfPiece[piece(at: vertex), default: []].append(stretch)
      }
    }
    var roads: [Int32: Set<Int64>] = [:]
    for line in 0..<lines.count {
      let range = Int(lines.firstPoint[line])..<Int(lines.firstPoint[line + 1])
      for index in range.dropLast() {
        for stretch in stretchesOfPiece[LinePiece(lines, at: index)] ?? [] {
          roads[stretch, default: []].insert(lines.identifiers[line])
        }
      }
    }
    return roads.mapValues { $0.sorted() }
  }
}

/// A straight piece of a line, whichever way it is drawn.
private struct LinePiece: Hashable {
  private let ends: SIMD4<Int32>

  init(_ x1: Int32, _ y1: Int32, _ x2: Int32, _ y2: Int32) {
    ends = (x1, y1) < (x2, y2) ? SIMD4(x1, y1, x2, y2) : SIMD4(x2, y2, x1, y1)
  }

  /// From the point at the index to the next.
  init(_ lines: RoadLines, at index: Int) {
    let (a, b) = (Int(lines.points[index]), Int(lines.points[index + 1]))
    self.init(lines.longitudes[a], lines.latitudes[a], lines.longitudes[b], lines.latitudes[b])
  }
}
