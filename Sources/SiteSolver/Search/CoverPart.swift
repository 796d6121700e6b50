/// Rows of a covering problem with all columns that cover them, which cover no other row.
struct CoverPart {
  var rows: [Int] = []
  var columns: [Int] = []

  /// The parts that some rows and columns fall into, those of fewer rows first.
  static func parts(of instance: CoverInstance, rows: [Bool], columns: [Bool]) -> [CoverPart] {
    var partOfRow = [Int](repeating: -1, count: instance.rowCount)
    var isReached = [Bool](repeating: false, count: instance.columnCount)
    var parts: [CoverPart] = []
    for first in rows.indices where rows[first] && partOfRow[first] < 0 {
      var part = CoverPart(rows: [first])
      partOfRow[first] = parts.count
      var next = 0
      while next < part.rows.count {
        let i = part.rows[next]
        next += 1
        for k in instance.start[i]..<instance.start[i + 1] {
          let j = Int(instance.column[k])
          if !columns[j] || isReached[j] { continue }
          isReached[j] = true
          part.columns.append(j)
          for l in instance.columnStart[j]..<instance.columnStart[j + 1] {
            let other = Int(instance.columnRow[l])
            if !rows[other] || partOfRow[other] >= 0 { continue }
            partOfRow[other] = parts.count
            part.rows.append(other)
          }
        }
      }
      parts.append(part)
    }
    return parts.enumerated().sorted { ($0.element.rows.count, $0.offset) < ($1.element.rows.count, $1.offset) }
      .map(\.element)
  }
}
