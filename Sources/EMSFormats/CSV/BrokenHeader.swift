import EMSModel

/// A header whose cells have line breaks outside of quotes, so that it stands in several lines: the last cell of each goes
/// on in the first of the next.
struct BrokenHeader: Sendable {
  typealias Cell = (start: Int, end: Int)

  /// The positions of the lines, and the cells of all of them.
  let rows: ClosedRange<Int>
  let cells: [Cell]
  /// The headers that are put together, without the line breaks.
  private let joined: [String]

  /// nil where the top rows hold none: the lines together have as many cells as every row below them, each line alone has
  /// fewer, and two known headers are among them.
  ///
  /// - Parameter text: what the file has between two positions.
  init?(in top: [[Cell]], text: (Cell) -> String?) {
    for first in top.indices {
      for last in (first + 1)..<min(first + 4, max(first + 1, top.count - 1)) {
        let lines = top[first...last]
        let width = lines.reduce(0) { $0 + $1.count } - (last - first)
        // Two rows at least tell how many cells a row has; a title has no header beside it.
        guard width > 2, top.count > last + 2, top[(last + 1)...(last + 2)].allSatisfy({ $0.count == width }),
          lines.allSatisfy({ (2..<width).contains($0.count) }),
          top[first].dropLast().contains(where: { TableForm.isKnown(text($0) ?? "") })
        else { continue }
        var cells = top[first]
        var joined: [Int] = []
        for line in lines.dropFirst() {
          joined.append(cells.count - 1)
          cells[cells.count - 1].end = line[0].end
          cells += line.dropFirst()
        }
        let headers = cells.map { TableForm.oneLine(text($0) ?? "") }
        guard Set(headers.filter(TableForm.isKnown)).count > 1 else { continue }
        rows = first...last
        self.cells = cells
        self.joined = joined.map { headers[$0] }
        return
      }
    }
    return nil
  }

  var remark: Phrase {
    Phrase(
      "the header has line breaks outside of quotes; its \(rows.count) lines are read as one: \(joined.shortList.english)",
      "表头中有未加引号的换行，其 \(rows.count) 行按一行读取：\(joined.shortList.chinese)")
  }
}
