import Dispatch
import GeoKit

/// Which way the journeys of a search run.
public enum SearchDirection: Sendable, CaseIterable {
  /// From the seeds to everywhere, as an ambulance travels from its station.
  case outward
  /// From everywhere to the seeds, as patients travel to a hospital.
  case inward
}

/// The roads that one mode may use, as a graph: junctions are nodes, the road between two junctions is a stretch.
///
/// Nodes that only continue a road are contracted away, but a stretch keeps its geometry and the time at each of
/// its vertices, so that a journey may start or end anywhere on it. Node numbers follow a Z-order of the map and
/// are the same for the same input.
public final class RoadGraph: Sendable {
  /// One way along one stretch.
  struct Arc: Sendable {
    var head: Int32
    var ticks: Ticks
  }

  /// Arcs by node in compressed rows: those of node `n` are `arcs[first[n]..<first[n + 1]]`, by ascending head.
  struct ArcTable: Sendable {
    var first: [Int32]
    var arcs: [Arc]
    /// `stretch * 2`, plus 1 where the arc runs against the stretch.
    var stretches: [Int32]
  }

  /// Degrees times 1e7.
  public let nodeLongitudes: [Int32]
  /// Degrees times 1e7.
  public let nodeLatitudes: [Int32]

  let tails: [Int32]
  let heads: [Int32]
  /// Stretch `s` runs over the vertices `firstVertex[s]..<firstVertex[s + 1]`, its two nodes included.
  let firstVertex: [Int32]
  let vertexLongitudes: [Int32]
  let vertexLatitudes: [Int32]
  /// Metres from the tail.
  let vertexMetres: [Float]
  /// Ticks from the tail to the vertex.
  let forwardTicks: [Ticks]
  /// Ticks from the vertex back to the tail.
  let backwardTicks: [Ticks]
  let isForwardOpen: [Bool]
  let isBackwardOpen: [Bool]
  /// Whether a journey may leave or join the stretch between its two nodes.
  let isOpenMidway: [Bool]

  /// What nobody crosses off the road.
  let barriers: Barriers

  /// Metres of stretches that stand a second time for another way of arriving at a junction with restricted turns.
  let copiedLength: Double

  /// Out of each node.
  let outgoing: ArcTable
  /// Into each node: `head` is where the arc comes from.
  let incoming: ArcTable

  private let hierarchyQueue = DispatchQueue(label: "hierarchy")
  // Read and written on `hierarchyQueue` only.
  private nonisolated(unsafe) var knownHierarchy: ContractionHierarchy?

  init(
    nodeLongitudes: [Int32], nodeLatitudes: [Int32], tails: [Int32], heads: [Int32], firstVertex: [Int32],
    vertexLongitudes: [Int32], vertexLatitudes: [Int32], vertexMetres: [Float], forwardTicks: [Ticks],
    backwardTicks: [Ticks], isForwardOpen: [Bool], isBackwardOpen: [Bool], isOpenMidway: [Bool], copiedLength: Double,
    barriers: Barriers, outgoing: ArcTable, incoming: ArcTable
  ) {
    self.nodeLongitudes = nodeLongitudes
    self.nodeLatitudes = nodeLatitudes
    self.tails = tails
    self.heads = heads
    self.firstVertex = firstVertex
    self.vertexLongitudes = vertexLongitudes
    self.vertexLatitudes = vertexLatitudes
    self.vertexMetres = vertexMetres
    self.forwardTicks = forwardTicks
    self.backwardTicks = backwardTicks
    self.isForwardOpen = isForwardOpen
    self.isBackwardOpen = isBackwardOpen
    self.isOpenMidway = isOpenMidway
    self.copiedLength = copiedLength
    self.barriers = barriers
    self.outgoing = outgoing
    self.incoming = incoming
  }

  /// For times between many, both ways along the roads: made once, when the first large task asks for it.
  var hierarchy: ContractionHierarchy {
    hierarchyQueue.sync {
      if let known = knownHierarchy { return known }
      let hierarchy = ContractionHierarchy(self)
      knownHierarchy = hierarchy
      return hierarchy
    }
  }

  /// Nodes are `0..<nodeCount`.
  public var nodeCount: Int { nodeLongitudes.count }
  /// Stretches of road between two nodes, each once in whatever directions it is open.
  public var stretchCount: Int { tails.count }
  /// Stretches counted once for each direction that is open.
  public var arcCount: Int { outgoing.arcs.count }
  /// Points of the courses of all stretches, the nodes among them.
  public var vertexCount: Int { vertexLongitudes.count }

  /// Where a node is, to 1e-7 degrees.
  public func coordinate(ofNode node: Int) -> Coordinate {
    Coordinate(longitude: Double(nodeLongitudes[node]) / 1e7, latitude: Double(nodeLatitudes[node]) / 1e7)
  }

  /// Where a corner of a road lies, the ends included.
  public func coordinate(ofVertex vertex: Int) -> Coordinate {
    Coordinate(longitude: Double(vertexLongitudes[vertex]) / 1e7, latitude: Double(vertexLatitudes[vertex]) / 1e7)
  }

  /// The length of all roads.
  public var length: Distance {
    var total = 0.0
    for stretch in 0..<stretchCount { total += Double(vertexMetres[Int(firstVertex[stretch + 1]) - 1]) }
    return .metres(total - copiedLength)
  }

  /// One arc as it is exported: the quickest way from one node straight to another.
  public struct ExportedArc: Sendable {
    public var from: Int
    public var to: Int
    public var length: Distance
    public var time: Duration
    /// The time as whole tenths of a millisecond, which is exact.
    public var tenthsOfMilliseconds: UInt32
  }

  /// Every arc, by ascending node; of parallel roads between two nodes only the quickest, and no loops.
  public func forEachArc<E: Error>(_ body: (ExportedArc) throws(E) -> Void) throws(E) {
    for node in 0..<nodeCount {
      for index in Int(outgoing.first[node])..<Int(outgoing.first[node + 1]) {
        let arc = outgoing.arcs[index]
        let stretch = Int(outgoing.stretches[index]) / 2
        try body(
          ExportedArc(
            from: node, to: Int(arc.head),
            length: .metres(Double(vertexMetres[Int(firstVertex[stretch + 1]) - 1])),
            time: .microseconds(Int64(arc.ticks) * 100), tenthsOfMilliseconds: arc.ticks))
      }
    }
  }

  func arcs(_ direction: SearchDirection) -> ArcTable {
    direction == .outward ? outgoing : incoming
  }

  /// For each node the number of the island it lies on, ignoring one-ways; islands are numbered by size, largest
  /// first, equal ones by their lowest node.
  public func islands() -> (ofNode: [Int32], sizes: [Int]) {
    var islands = DisjointSets(count: nodeCount)
    for stretch in 0..<stretchCount { islands.join(tails[stretch], heads[stretch]) }
    let lowest = islands.lowestOfEach()
    var sizeOfLowest: [Int32: Int] = [:]
    for node in lowest { sizeOfLowest[node, default: 0] += 1 }
    let order = sizeOfLowest.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var number: [Int32: Int32] = [:]
    for (rank, entry) in order.enumerated() { number[entry.key] = Int32(rank) }
    return (lowest.map { number[$0] ?? 0 }, order.map(\.value))
  }
}
