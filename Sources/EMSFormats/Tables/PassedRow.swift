import EMSModel

/// A row of a table's file that is none of its data.
package struct PassedRow: Hashable, Sendable {
  package enum Kind: Hashable, Sendable, CaseIterable {
    case sum
    /// A signature or a remark.
    case remark
    /// What numbers or describes the columns, or says them again.
    case heading
    /// What heads a part of the table, such as 一、沙日苏镇.
    case section
  }

  package var kind: Kind
  /// What tells it.
  package var word: String
  /// Counted as a spreadsheet does; nil for rows of the header.
  package var row: Int?
  package var cells: [String?] = []

  /// Why such rows are left out, as the account of the inputs says it.
  package static func reason(_ kind: Kind) -> Phrase {
    switch kind {
    case .sum: Phrase("sums", "合计行")
    case .remark: Phrase("signatures and remarks", "签名或说明行")
    case .heading: Phrase("numbers or descriptions of columns, or the header again", "栏次、列说明或重复表头")
    case .section: Phrase("heads of sections", "分节行")
    }
  }

  /// What to say of rows of one kind; nil where there are none, and for sections, which are told with their towns.
  fileprivate static func note(_ rows: [PassedRow], _ kind: Kind) -> Phrase? {
    let own = rows.filter { $0.kind == kind }
    if own.isEmpty || kind == .section { return nil }
    let isOne = own.count == 1
    let what: String =
      switch kind {
      case .sum: isOne ? "a sum" : "sums"
      case .remark: isOne ? "a signature or remark" : "signatures or remarks"
      case .heading, .section: "a number or description of columns, or the header again"
      }
    let shown = own.map(\.shown)
    return Phrase(
      own.count.of("row is", "rows are") + " passed over as \(what): \(shown.map(\.english).shortList.english)",
      "\(own.count) 行为\(reason(kind).chinese)，未计入：\(shown.map(\.chinese).shortList.chinese)")
  }

  /// The word, and of a sum where it stands and which figures.
  private var shown: Phrase {
    guard kind == .sum, let row else { return Phrase(word, word) }
    let figures = cells.compactMap { $0 }.filter { !$0.isEmpty && $0 != word }.joined(separator: " ").prefix(40)
    return figures.isEmpty
      ? Phrase("\(word) (row number \(row))", "\(word)（第 \(row) 行）")
      : Phrase("\(word) (row number \(row): \(figures))", "\(word)（第 \(row) 行：\(figures)）")
  }
}

extension [PassedRow] {
  /// What signatures and remarks say, row by row.
  var linesOfRemarks: [String] { filter { $0.kind == .remark }.map { TableForm.Header.line(of: $0.cells) } }
}

extension SourceTable {
  /// What to say of the rows that are passed over; nil when there are none.
  package var notePassedOver: Phrase? {
    let notes = PassedRow.Kind.allCases.compactMap { PassedRow.note(passedOver, $0) }
    if notes.isEmpty { return nil }
    return Phrase(
      notes.map(\.english).joined(separator: "; "), notes.map(\.chinese).joined(separator: "；"))
  }
}
