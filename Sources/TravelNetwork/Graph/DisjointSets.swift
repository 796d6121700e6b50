/// Numbers in sets that are joined two by two, each set called by its lowest number (Tarjan 1975, JACM 22:215, with the
/// paths halved).
package struct DisjointSets {
  private var parent: [Int32]

  /// Each of `0..<count` alone.
  package init(count: Int) { parent = Array(0..<Int32(count)) }

  /// The lowest number of the set.
  package mutating func lowest(with number: Int32) -> Int32 {
    var at = number
    while parent[Int(at)] != at {
      parent[Int(at)] = parent[Int(parent[Int(at)])]
      at = parent[Int(at)]
    }
    return at
  }

  package mutating func join(_ first: Int32, _ second: Int32) {
    let (a, b) = (lowest(with: first), lowest(with: second))
    parent[Int(max(a, b))] = min(a, b)
  }

  /// For each number the lowest of its set.
  package mutating func lowestOfEach() -> [Int32] { parent.indices.map { lowest(with: Int32($0)) } }
}
