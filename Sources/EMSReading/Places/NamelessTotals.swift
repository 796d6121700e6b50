import EMSFormats
import EMSModel

extension InputReader {
  /// The rows without id, name, place and any word whose figures are sums of the rows beside them: totals that nothing
  /// calls so.
  var namelessTotals: [Int] {
    var first = 0
    return parts.flatMap { part in
      defer { first += part.table.rowCount }
      return part.namelessTotals.map { $0 + first }
    }
  }
}

extension LayerReader {
  /// The same of one source.
  var namelessTotals: [Int] {
    let places = [Field.longitude, .latitude].compactMap { column($0) } + [pair?.column].compactMap { $0 }
    let candidates = (0..<table.rowCount).filter { row in
      id(row) == nil && text(row, .name) == nil && table.shape(ofRow: row) == nil
        && places.allSatisfy { table.text(row, $0) == nil }
    }
    if candidates.isEmpty { return [] }
    let isCandidate = Set(candidates)
    let figures = table.columns.indices.filter { !FieldSynonyms.isSerialNumber(table.columns[$0]) }
    let bounds = [-1] + candidates + [table.rowCount]
    return candidates.enumerated().filter { at, row in
      let filled = figures.filter { table.text(row, $0) != nil }
      // Words beside the figures may be what the row is.
      guard filled.allSatisfy({ value(row, $0) != nil }) else { return false }
      // A sum of all rows, of those above it up to the one before it, or of those below it down to the next.
      let blocks = [0..<table.rowCount, (bounds[at] + 1)..<row, (row + 1)..<bounds[at + 2]]
      return filled.contains { column in
        guard let own = value(row, column), own != 0 else { return false }
        return blocks.contains { block in
          let values = block.filter { !isCandidate.contains($0) }.compactMap { value($0, column) }
          let sum = values.reduce(0, +)
          return values.count > 1 && abs(own - sum) <= 1e-9 * max(1, abs(sum))
        }
      }
    }.map(\.element)
  }

  private func value(_ row: Int, _ column: Int) -> Double? {
    guard let text = table.text(row, column),
      case .number(let value, _, let unit) = WrittenNumber.read(text, style: .point)
    else { return nil }
    return value * unit
  }
}
