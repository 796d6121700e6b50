/// Columns divided into regions that share few rows, by what a fractional choice opens.
struct RegionPartition {
  /// The region of each column.
  private(set) var region: [Int32]
  private(set) var count: Int

  /// Merges the columns that are open at least a little, the pair of parts first that shares the most for its size; the
  /// other columns go where most of their rows are.
  ///
  /// - Parameters:
  ///   - x: how much of each column is open.
  ///   - prices: what each pair is worth by the multipliers.
  ///   - size: how many open columns a region holds at most.
  init(_ instance: ValueInstance, x: [Double], prices: [Double], size: Double) {
    let nuclei = (0..<instance.columnCount).filter { x[$0] >= 0.02 }
    var nucleus = [Int](repeating: -1, count: instance.columnCount)
    for (n, j) in nuclei.enumerated() { nucleus[j] = n }
    var mass = nuclei.map { x[$0] }
    var shared = [[Double]](repeating: [Double](repeating: 0, count: nuclei.count), count: nuclei.count)
    var present: [(nucleus: Int, price: Double)] = []
    for i in 0..<instance.rowCount {
      present.removeAll(keepingCapacity: true)
      for k in instance.start[i]..<instance.start[i + 1] where nucleus[Int(instance.column[k])] >= 0 {
        present.append((nucleus[Int(instance.column[k])], prices[k]))
      }
      for (a, price) in present {
        for (b, other) in present where b != a { shared[a][b] += min(price, other) * mass[a] * mass[b] }
      }
    }
    var part = Array(nuclei.indices)
    var alive = part
    while true {
      var best = (0, 0)
      var bestScore = 0.0
      for (at, a) in alive.enumerated() {
        for b in alive[(at + 1)...] where shared[a][b] > 0 && mass[a] + mass[b] <= size {
          let score = shared[a][b] / (mass[a] * mass[b]).squareRoot()
          if score > bestScore { (best, bestScore) = ((a, b), score) }
        }
      }
      if bestScore == 0 { break }
      let (a, b) = best
      mass[a] += mass[b]
      for c in alive where c != a && c != b {
        shared[a][c] += shared[b][c]
        shared[c][a] = shared[a][c]
      }
      alive.removeAll { $0 == b }
      for n in part.indices where part[n] == b { part[n] = a }
    }
    count = alive.count
    var number = [Int32](repeating: 0, count: nuclei.count)
    for (r, a) in alive.enumerated() { number[a] = Int32(r) }
    region = [Int32](repeating: -1, count: instance.columnCount)
    for (n, j) in nuclei.enumerated() { region[j] = number[part[n]] }
    attachOthers(instance)
  }

  private mutating func attachOthers(_ instance: ValueInstance) {
    var weight = [Double](repeating: 0, count: instance.columnCount * count)
    var ofRow = [Double](repeating: 0, count: count)
    var others: [Int] = []
    for i in 0..<instance.rowCount {
      others.removeAll(keepingCapacity: true)
      for k in instance.start[i]..<instance.start[i + 1] {
        let j = Int(instance.column[k])
        if region[j] >= 0 { ofRow[Int(region[j])] = instance.value[k] - instance.base[i] } else { others.append(j) }
      }
      for r in 0..<count where ofRow[r] > 0 {
        for j in others { weight[j * count + r] += ofRow[r] }
        ofRow[r] = 0
      }
    }
    for j in region.indices where region[j] < 0 {
      var best = 0
      for r in 0..<count where weight[j * count + r] > weight[j * count + best] { best = r }
      region[j] = Int32(best)
    }
  }
}
