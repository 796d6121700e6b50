/// Looks for so many columns of which no two are nearer to each other than a distance: a clique of the graph whose edges
/// are the pairs that are far enough apart.
///
/// Columns of which any two are too near give one choice at most, so that a division of the columns into such sets bounds
/// how many may be chosen (greedy colours on bit sets: Tomita & Seki 2003; San Segundo et al. 2011, Computers & Operations
/// Research 38:571).
struct FarSets {
  /// What a search for so many columns came to.
  enum Outcome {
    case found([Int32])
    case refused
    case undecided
  }

  /// The column at each position, those with few others far from them last.
  private var columns: [Int32] = []
  private var wordCount = 0
  /// A row of bits for each position: the positions that are far enough away.
  private var far: [UInt64] = []

  /// - Parameter isFar: whether two columns, the greater first, may both be chosen.
  init(_ all: [Int32], needing need: Int, _ clock: SearchClock, isFar: (Int32, Int32) -> Bool) {
    columns = all
    connect(isFar)
    clock.work += all.count * all.count / 8
    // Who has too few others far away is in no choice.
    var degree = columns.indices.map(degree)
    var isKept = [Bool](repeating: true, count: columns.count)
    var leaving = columns.indices.filter { degree[$0] < need - 1 }
    for k in leaving { isKept[k] = false }
    while let k = leaving.popLast() {
      forEachFar(k) { other in
        degree[other] -= 1
        if isKept[other], degree[other] < need - 1 {
          isKept[other] = false
          leaving.append(other)
        }
      }
    }
    let order = columns.indices.filter { isKept[$0] }.sorted { (-degree[$0], $0) < (-degree[$1], $1) }
    columns = order.map { all[$0] }
    connect(isFar)
  }

  private mutating func connect(_ isFar: (Int32, Int32) -> Bool) {
    wordCount = (columns.count + 63) / 64
    far = [UInt64](repeating: 0, count: columns.count * wordCount)
    for a in columns.indices {
      for b in 0..<a where isFar(max(columns[a], columns[b]), min(columns[a], columns[b])) {
        far[a * wordCount + b / 64] |= 1 << UInt64(b % 64)
        far[b * wordCount + a / 64] |= 1 << UInt64(a % 64)
      }
    }
  }

  private func degree(_ k: Int) -> Int {
    (k * wordCount..<(k + 1) * wordCount).reduce(0) { $0 + far[$1].nonzeroBitCount }
  }

  private func forEachFar(_ k: Int, _ body: (Int) -> Void) {
    for w in 0..<wordCount {
      var bits = far[k * wordCount + w]
      while bits != 0 {
        body(w * 64 + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
  }

  /// The columns that are left at a node, and those of them that are still to be tried.
  private struct Node {
    var left: [UInt64]
    /// Ascending by the number of sets that they and those before them need.
    var trials: [Int32] = []
  }

  /// So many columns, or that there are none, as far as the clock allows to tell.
  func search(for need: Int, _ clock: SearchClock) -> Outcome {
    if need == 0 { return .found([]) }
    if columns.count < need { return .refused }
    var chosen: [Int] = []
    var all = [UInt64](repeating: 0, count: wordCount)
    for k in columns.indices { all[k / 64] |= 1 << UInt64(k % 64) }
    var stack = [Node(left: all)]
    addTrials(to: &stack[0], need, clock)
    while let depth = stack.indices.last {
      guard let next = stack[depth].trials.popLast() else {
        stack.removeLast()
        _ = chosen.popLast()
        continue
      }
      if clock.isExpired() { return .undecided }
      clock.nodes += 1
      let k = Int(next)
      if chosen.count + 1 == need { return .found((chosen + [k]).map { columns[$0] }.sorted()) }
      stack[depth].left[k / 64] &= ~(1 << UInt64(k % 64))
      var child = Node(left: stack[depth].left)
      for w in 0..<wordCount { child.left[w] &= far[k * wordCount + w] }
      chosen.append(k)
      addTrials(to: &child, need - chosen.count, clock)
      stack.append(child)
    }
    return .refused
  }

  /// Divides what is left into sets of columns that are too near to each other; those beyond what so many sets less one
  /// hold are to be tried, for whoever chooses none of them has too few.
  private func addTrials(to node: inout Node, _ need: Int, _ clock: SearchClock) {
    var uncoloured = node.left
    var sets = 0
    var near = uncoloured
    var first = 0
    while first < wordCount {
      if uncoloured[first] == 0 {
        first += 1
        continue
      }
      sets += 1
      for w in first..<wordCount { near[w] = uncoloured[w] }
      var w = first
      while w < wordCount {
        if near[w] == 0 {
          w += 1
          continue
        }
        let k = w * 64 + near[w].trailingZeroBitCount
        let bit: UInt64 = 1 << UInt64(k % 64)
        uncoloured[w] &= ~bit
        near[w] &= ~bit
        let row = k * wordCount
        for v in w..<wordCount { near[v] &= ~far[row + v] }
        if sets >= need { node.trials.append(Int32(k)) }
        clock.work += wordCount - w
      }
    }
  }
}
