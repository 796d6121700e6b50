import EMSModel

/// A workbook whose sheets can be read: one of XML, an old one, or one of OpenDocument.
protocol SheetSource {
  var file: String { get }
  /// The sheets in their order, with what they are asked for by.
  var sheets: [(name: String, member: String)] { get }
  /// The names of the sheets that the workbook hides.
  var hidden: Set<String> { get }
  /// - Throws: one problem: the sheet is damaged, or has more cells than are read.
  func sheet(_ member: String) throws(InputProblems) -> Workbook.Sheet
}
