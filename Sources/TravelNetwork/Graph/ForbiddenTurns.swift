/// Sequences of roads that may not be travelled one after the other, and what a traveller must remember to keep to them.
///
/// A road in one direction is an edge, whatever its number means. A state is the longest part of a forbidden sequence
/// that has just been travelled (Aho and Corasick, CACM 1975); most often it is empty.
struct ForbiddenTurns {
  typealias State = [Int32]

  private let sequences: Set<[Int32]>
  /// States by their last edge, the shortest first; edges that begin no sequence have the empty state alone.
  private var statesOfEdge: [Int32: [State]] = [:]
  private let prefixes: Set<State>

  init(_ sequences: Set<[Int32]>) {
    self.sequences = sequences
    var prefixes: Set<State> = []
    for sequence in sequences { for count in 1..<sequence.count { prefixes.insert(Array(sequence[..<count])) } }
    self.prefixes = prefixes
    for prefix in prefixes { statesOfEdge[prefix[prefix.count - 1], default: []].append(prefix) }
    for edge in statesOfEdge.keys {
      // Who comes onto the edge from anywhere is in its shortest state.
      if !prefixes.contains([edge]) { statesOfEdge[edge]?.append([]) }
      statesOfEdge[edge]?.sort { ($0.count, $0.lexicographic) < ($1.count, $1.lexicographic) }
    }
  }

  /// The states in which one can be at the end of the edge; the first is that of who set out on it.
  func states(of edge: Int32) -> [State] { statesOfEdge[edge] ?? [[]] }

  /// The state after one more edge, or nil when that completes a forbidden sequence.
  func state(after state: State, _ edge: Int32) -> State? {
    let travelled = state + [edge]
    var longest: State?
    for start in travelled.indices {
      let part = Array(travelled[start...])
      if sequences.contains(part) { return nil }
      if longest == nil, prefixes.contains(part) { longest = part }
    }
    return longest ?? []
  }
}

extension [Int32] {
  /// For a definite order of arrays of one length.
  fileprivate var lexicographic: String { map { String($0) }.joined(separator: ",") }
}
