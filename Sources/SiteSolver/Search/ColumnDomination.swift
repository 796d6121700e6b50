extension ValueInstance {
  /// The columns of an instance with one value a row whose rows another column has too, the lower one first among
  /// equals: a choice never needs them (Chen et al. 2023).
  ///
  /// None where there are group limits, or where so few others would be left that a minimum could not be kept.
  func dominatedColumns() -> [Int32] {
    if limits.hasGroups { return [] }
    for i in 0..<rowCount where value[start[i]] != value[start[i + 1] - 1] { return [] }
    let (columnStart, columnRow) = transposed(start: start, column: column, columns: columnCount)
    let length = (0..<columnCount).map { columnStart[$0 + 1] - columnStart[$0] }
    var isDropped = [Bool](repeating: false, count: columnCount)
    var dropped: [Int32] = []
    var isOwn = [Bool](repeating: false, count: rowCount)
    for j in 0..<columnCount {
      let own = columnRow[columnStart[j]..<columnStart[j + 1]]
      guard let pivot = own.min(by: { start[Int($0) + 1] - start[Int($0)] < start[Int($1) + 1] - start[Int($1)] })
      else {
        isDropped[j] = true
        dropped.append(Int32(j))
        continue
      }
      for i in own { isOwn[Int(i)] = true }
      for k in start[Int(pivot)]..<start[Int(pivot) + 1] {
        let other = Int(column[k])
        if other == j || isDropped[other] || length[other] < length[j] || (length[other] == length[j] && other > j) {
          continue
        }
        // As soon as more of the other column's rows are strange than it has to spare, it lacks one.
        var spare = length[other] - length[j]
        for l in columnStart[other]..<columnStart[other + 1] where !isOwn[Int(columnRow[l])] {
          spare -= 1
          if spare < 0 { break }
        }
        if spare >= 0 {
          isDropped[j] = true
          dropped.append(Int32(j))
          break
        }
      }
      for i in own { isOwn[Int(i)] = false }
    }
    return columnCount - dropped.count >= limits.minimum ? dropped : []
  }
}
