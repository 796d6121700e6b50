/// Where a search starts: a node, the time already spent there, and whose start it is.
public struct SearchSeed: Hashable, Sendable {
  /// The node of the graph at which the search starts.
  public var node: Int
  /// Time spent before the node.
  public var time: Duration
  /// The number of the facility that the seed belongs to.
  public var owner: Int

  public init(node: Int, time: Duration = .zero, owner: Int = 0) {
    self.node = node
    self.time = time
    self.owner = owner
  }
}

/// Dijkstra's algorithm (Numerische Mathematik 1, 1959) from any number of seeds at once, with a limit.
///
/// One object is one workspace: run it as often as needed, from one thread at a time. After a run every node within
/// the limit (`<=`) has the least time over all seeds and the owner of the quickest; of equally quick owners the
/// lowest number wins. Nodes that cannot be reached have nil.
public final class RoadSearch {
  public let graph: RoadGraph
  public let direction: SearchDirection

  let table: RoadGraph.ArcTable
  /// Ticks per node; ``TickScale/unreached`` where there is none.
  private(set) var ticks: [Ticks]
  private(set) var owners: [Int32]
  /// The arc by which the node was reached, as an index into the table; -1 at a seed.
  private(set) var parents: [Int32]
  /// Every node that was reached.
  private(set) var reached: [Int32] = []
  private var queue = SearchQueue()

  public init(_ graph: RoadGraph, _ direction: SearchDirection) {
    self.graph = graph
    self.direction = direction
    table = graph.arcs(direction)
    ticks = [Ticks](repeating: TickScale.unreached, count: graph.nodeCount)
    owners = [Int32](repeating: -1, count: graph.nodeCount)
    parents = [Int32](repeating: -1, count: graph.nodeCount)
  }

  /// Finds all times within `limit`, or within the longest journey (59 h) when it is nil.
  public func run(_ seeds: [SearchSeed], within limit: Duration? = nil) {
    run(
      seeds.compactMap { seed in
        TickScale.ticks(seed.time).map { TickSeed(node: Int32(seed.node), ticks: $0, owner: Int32(seed.owner)) }
      }, limit: TickScale.limit(limit))
  }

  struct TickSeed: Sendable {
    var node: Int32
    var ticks: Ticks
    var owner: Int32
  }

  func run(_ seeds: [TickSeed], limit: Ticks) {
    // Taken out of the object while the search runs: each use of a property of its own is checked.
    var reached: [Int32] = []
    var queue = SearchQueue(capacity: 0)
    swap(&reached, &self.reached)
    swap(&queue, &self.queue)
    defer {
      swap(&reached, &self.reached)
      swap(&queue, &self.queue)
    }
    ticks.withUnsafeMutableBufferPointer { ticks in
      owners.withUnsafeMutableBufferPointer { owners in
        parents.withUnsafeMutableBufferPointer { parents in
          for node in reached {
            ticks[Int(node)] = TickScale.unreached
            owners[Int(node)] = -1
            parents[Int(node)] = -1
          }
          reached.removeAll(keepingCapacity: true)
          queue.removeAll()
          for seed in seeds where seed.ticks <= limit {
            let node = Int(seed.node)
            if seed.ticks < ticks[node] || (seed.ticks == ticks[node] && seed.owner < owners[node]) {
              if ticks[node] == TickScale.unreached { reached.append(seed.node) }
              ticks[node] = seed.ticks
              owners[node] = seed.owner
              queue.push(seed.ticks, seed.node)
            }
          }
          table.first.withUnsafeBufferPointer { first in
            table.arcs.withUnsafeBufferPointer { arcs in
              while !queue.isEmpty {
                let (time, node) = queue.pop()
                if time != ticks[Int(node)] { continue }
                let owner = owners[Int(node)]
                for index in Int(first[Int(node)])..<Int(first[Int(node) + 1]) {
                  let arc = arcs[index]
                  let head = Int(arc.head)
                  let arrival = time + arc.ticks
                  let known = ticks[head]
                  if arrival > known || arrival > limit { continue }
                  if arrival == known && owner >= owners[head] { continue }
                  if known == TickScale.unreached { reached.append(arc.head) }
                  ticks[head] = arrival
                  owners[head] = owner
                  parents[head] = Int32(index)
                  queue.push(arrival, arc.head)
                }
              }
            }
          }
        }
      }
    }
  }

  /// The least time to the node, or nil when it cannot be reached within the limit.
  public func time(toNode node: Int) -> Duration? {
    ticks[node] == TickScale.unreached ? nil : .microseconds(Int64(ticks[node]) * 100)
  }

  /// The owner of the quickest seed for the node, or nil when it cannot be reached within the limit.
  public func owner(ofNode node: Int) -> Int? {
    owners[node] < 0 ? nil : Int(owners[node])
  }

  /// The node before this one on the quickest way from its seed; nil at a seed or where nothing reaches.
  public func predecessor(ofNode node: Int) -> Int? {
    let arc = parents[node]
    guard arc >= 0 else { return nil }
    let code = Int(table.stretches[Int(arc)])
    let (tail, head) = (graph.tails[code / 2], graph.heads[code / 2])
    return Int(Int(tail) == node ? head : tail)
  }
}
