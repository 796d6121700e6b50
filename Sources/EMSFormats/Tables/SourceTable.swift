import EMSModel
import GeoKit

/// Rows with named columns, and perhaps a shape each: what every file format is read as.
package protocol SourceTable {
  /// The file as the plan names it.
  var file: String { get }
  /// The sheet or layer; nil for a format of one table.
  var layer: String? { get }
  /// The headers, trimmed; unique only where the file's are.
  var columns: [String] { get }
  /// Whether the format cuts headers to ten bytes, as dBASE does.
  var cutsHeaders: Bool { get }
  var rowCount: Int { get }
  /// Whether the rows carry shapes; otherwise their places stand in columns.
  var hasShapes: Bool { get }
  /// The datum that the file itself names, in its own words; nil when it names none.
  var declaredCRS: String? { get }

  func place(ofRow row: Int) -> InputProblem.Place
  /// The cell, trimmed; nil when it is empty.
  func text(_ row: Int, _ column: Int) -> String?
  func number(_ row: Int, _ column: Int) -> NumberCell
  /// The cell where a person wrote it; nil where it is empty or the format itself holds a number.
  func writtenText(_ row: Int, _ column: Int) -> String?
  /// The encoding in which the bytes of the texts were read; nil where the format fixes it.
  var textEncoding: String? { get }
  /// The rows of the file that are none of the table's: sums and signatures, in the order of the file.
  var passedOver: [PassedRow] { get }
  /// What else reading the file has to tell.
  var remarks: [Phrase] { get }
  /// What stands in lines above the header and in remarks below the rows.
  var linesBeside: [String] { get }
  /// nil when the row has no shape.
  func shape(ofRow row: Int) -> SourceShape?
}

extension SourceTable {
  package var cutsHeaders: Bool { false }
  package var passedOver: [PassedRow] { [] }
  package var layer: String? { nil }
  package var textEncoding: String? { nil }
  package var remarks: [Phrase] { [] }
  package var linesBeside: [String] { [] }
  package func writtenText(_ row: Int, _ column: Int) -> String? { text(row, column) }
}

/// A cell read as a number.
package enum NumberCell: Hashable, Sendable {
  case empty
  case number(Double)
  /// What it says instead.
  case text(String)
}

/// The shape of a row, in the datum of its file.
package enum SourceShape: Hashable, Sendable {
  case point(Coordinate)
  case polygons(MultiPolygon)
  /// A shape that no input of a plan takes, by its name in RFC 7946.
  case other(String)
}
