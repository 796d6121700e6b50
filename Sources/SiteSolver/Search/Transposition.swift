/// The columns of a compressed matrix, rows ascending in each.
func transposed(start: [Int], column: [Int32], columns: Int) -> (start: [Int], row: [Int32]) {
  let columnStart = columnStarts(column, columns: columns)
  var row = [Int32](repeating: 0, count: column.count)
  forEachInColumnOrder(start: start, column: column, columnStart: columnStart) { i, _, place in row[place] = i }
  return (columnStart, row)
}

/// The columns of a compressed matrix with its values, rows ascending in each.
func transposed<Value>(start: [Int], column: [Int32], value: [Value], columns: Int)
  -> (start: [Int], row: [Int32], value: [Value])
{
  let columnStart = columnStarts(column, columns: columns)
  var row = [Int32](repeating: 0, count: column.count)
  var moved = value
  forEachInColumnOrder(start: start, column: column, columnStart: columnStart) { i, k, place in
    row[place] = i
    moved[place] = value[k]
  }
  return (columnStart, row, moved)
}

private func columnStarts(_ column: [Int32], columns: Int) -> [Int] {
  var columnStart = [Int](repeating: 0, count: columns + 1)
  for j in column { columnStart[Int(j) + 1] += 1 }
  for j in 0..<columns { columnStart[j + 1] += columnStart[j] }
  return columnStart
}

/// Calls `place` with the row of each pair, its index by rows and its index by columns.
@inline(__always) private func forEachInColumnOrder(
  start: [Int], column: [Int32], columnStart: [Int], _ place: (Int32, Int, Int) -> Void
) {
  var next = columnStart
  for i in 0..<(start.count - 1) {
    for k in start[i]..<start[i + 1] {
      let j = Int(column[k])
      place(Int32(i), k, next[j])
      next[j] += 1
    }
  }
}
