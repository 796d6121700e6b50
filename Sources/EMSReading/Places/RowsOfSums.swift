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

  /// The same among rows that have a place: those that are called as towns or counties, as lists head the villages of a
  /// town with the town itself at its seat.
  ///
  /// - Parameter names: the name of each row; nil where it has none.
  init(people: [Int?], isPlaced: [Bool], names: [String?]) {
    let isArea = names.map { name in name.map(Self.isArea) ?? false }
    let isVillage = people.indices.map { isPlaced[$0] && !isArea[$0] }
    let placed = people.indices.map { isPlaced[$0] ? people[$0] : nil }
    self.init(people: placed, isPlaced: isVillage)
  }

  /// Whether a name ends as those of towns and counties do.
  private static func isArea(_ name: String) -> Bool {
    // Nearly all names end otherwise.
    guard let last = name.unicodeScalars.last, lastLetters.contains(last) else { return false }
    let others = ["社区", "小区", "林区", "矿区", "园区", "新区"]
    if others.contains(where: { name.hasSuffix($0) }) { return false }
    if ["镇", "乡", "苏木", "街道", "办事处", "县", "旗", "市", "区"].contains(where: { name.hasSuffix($0) }) { return true }
    let words = name.lowercased().split(separator: " ")
    return words.count > 1 && ["town", "township", "ward", "district", "county", "commune"].contains(words.last ?? "")
  }

  private static let lastLetters = Set("镇乡木道处县旗市区pPnNdDyYtTeE".unicodeScalars)
}
