import EMSFormats
import EMSModel
import Foundation
import GeoKit

/// The files of a command that works on layers alone, without a plan, and what it asks of them.
public struct LayerFiles: Hashable, Sendable {
  /// The counties, where there is a file of them.
  public var counties: PlanFile.Layer?
  public var townships: PlanFile.Townships?
  public var facilities: PlanFile.Layer?
  public var settlements: PlanFile.Layer?
  /// Where relative paths start.
  public var folder: URL
  /// Whether a facility of unknown tier is a problem.
  public var needsTiers = true
  /// The fields that the command does not use: their columns are not looked at.
  public var unused: Set<Field> = []

  public init(
    facilities: PlanFile.Layer? = nil, townships: PlanFile.Townships? = nil, settlements: PlanFile.Layer? = nil,
    counties: PlanFile.Layer? = nil, folder: URL = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
  ) {
    self.facilities = facilities
    self.townships = townships
    self.settlements = settlements
    self.counties = counties
    self.folder = folder
  }

  /// Reads and checks every file, as `PlanInputs.read` does.
  ///
  /// Without townships, the counties and townships that facilities and settlements name are not looked at.
  /// - Parameter name: what the area is called in outputs.
  /// - Throws: every problem of every file; `onlyMissingFiles` when nothing is wrong but files that are not there.
  public func read(name: String = "") throws(InputProblems) -> PlanningArea {
    // The readers take their paths from a plan; this one names nothing but the files.
    let none = PlanFile.Layer(file: "")
    let plan = PlanFile(
      name: name, profile: "",
      inputs: PlanFile.Inputs(
        counties: townships == nil ? nil : counties, townships: townships ?? .boundaries(none),
        facilities: facilities ?? none, settlements: settlements), file: "", folder: folder)
    return try PlanInputs.read(
      plan,
      PlanInputs.Use(
        townships: townships != nil, facilities: facilities != nil, needsTiers: needsTiers, unused: unused))
  }

  /// The polygons of a layer, rows without a shape left out.
  ///
  /// - Throws: every problem of the file.
  public static func shapes(
    in layer: PlanFile.Layer, folder: URL = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
  ) throws(InputProblems) -> [MultiPolygon] {
    let plan = PlanFile(
      name: "", profile: "", inputs: PlanFile.Inputs(townships: .boundaries(layer), facilities: layer), file: "",
      folder: folder)
    var findings = Findings()
    guard let reader = LayerReader(layer, of: plan, fields: [], required: [], findings: &findings) else {
      try findings.throwProblems()
      return []
    }
    let shapes = (0..<reader.table.rowCount).compactMap { row in
      reader.table.shape(ofRow: row) == nil ? nil : reader.polygons(row, &findings)
    }
    try findings.throwProblems()
    return shapes
  }
}
