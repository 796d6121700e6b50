/// Rows without a place whose figure is the sum of other rows': totals and heads of sections that no word tells.
struct RowsOfSums {
  /// The rows, ascending.
  let rows: [Int]

  /// - Parameters:
  ///   - people: the figure of each row; nil where it has none.
  ///   - isPlaced: whether a row has a place.
  init(people: [Int?], isPlaced: [Bool]) {
    let unplaced = people.indices.filter { !isPlaced[$0] && people[$0] ?? 0 > 0 }
    let placed = people.indices.filter { isPlaced[$0] && people[$0] != nil }
    var found: Set<Int> = []
    if !unplaced.isEmpty, placed.count > 1 {
      let total = placed.reduce(0) { $0 + (people[$1] ?? 0) }
      /// The placed rows between one without a place and the next, in either direction.
      func block(beside row: Int, _ step: Int) -> (sum: Int, count: Int) {
        var (sum, count, at) = (0, 0, row + step)
        while people.indices.contains(at), isPlaced[at] {
          sum += people[at] ?? 0
          count += 1
          at += step
        }
        return (sum, count)
      }
      found = Set(unplaced).filter { row in
        if people[row] == total { return true }
        return [1, -1].contains { step in
          let block = block(beside: row, step)
          return block.count > 1 && block.sum == people[row]
        }
      }
      // Beside such rows, one over a section of a single row is one, too.
      if !found.isEmpty {
        found = Set(unplaced).filter { row in
          found.contains(row) || [1, -1].contains { block(beside: row, $0).sum == people[row] }
        }
      }
    }
    rows = found.sorted()
  }
}
