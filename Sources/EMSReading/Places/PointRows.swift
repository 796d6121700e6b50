import EMSModel
import GeoKit

/// An input of points while it is read: its rows, and where each lies.
struct PointRows {
  let reader: InputReader
  let account: LayerAccount
  /// nil where a row has no place or a wrong one.
  let points: [Coordinate?]
  /// The rows that give no coordinates at all.
  let missing: [Int]

  /// nil when the file cannot be read at all.
  ///
  /// - Parameter input: what the layer is read as, by the plan's key.
  init?(
    _ layer: PlanFile.Layer, as input: String, of files: InputFiles, fields: [Field], _ findings: inout Findings
  ) {
    let asked = fields.filter { !files.unused.contains($0) }
    guard let reader = InputReader(layer, of: files, fields: asked, required: [.id, .name], findings: &findings)
    else { return nil }
    self.reader = reader
    account = LayerAccount(of: reader, as: input, &findings)
    var missing: [Int] = []
    points = reader.points(&findings, missing: &missing)
    self.missing = missing
  }
}
