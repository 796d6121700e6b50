import EMSModel

/// Says which cells hold bytes that are no text, and are read as unknown.
package enum UnreadableCells {
  private static let spelledOut = 5

  package static func remarks(_ cells: [(place: InputProblem.Place, column: String)]) -> [Phrase] {
    if cells.isEmpty { return [] }
    let shown = cells.prefix(spelledOut).map { cell -> Phrase in
      switch cell.place {
      case .row(let row), .line(let row):
        Phrase("row \(row), \(cell.column)", "第 \(row) 行 \(cell.column)")
      case .feature(let number, _): Phrase("feature \(number), \(cell.column)", "第 \(number) 个要素 \(cell.column)")
      case .file: Phrase(cell.column, cell.column)
      }
    }
    let rest = cells.count - shown.count
    return [
      Phrase(
        "cells whose bytes are no text in the file's encoding are taken as unknown: "
          + shown.map(\.english).joined(separator: "; ") + (rest > 0 ? " and \(rest) more" : ""),
        "以下单元格的字节不是文件编码的文本，按未知处理：" + shown.map(\.chinese).joined(separator: "；")
          + (rest > 0 ? "，另有 \(rest) 个" : ""))
    ]
  }
}
