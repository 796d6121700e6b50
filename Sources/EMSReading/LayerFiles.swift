import EMSFormats
import EMSModel
import Foundation
import GeoKit

/// The files of a command that works on layers alone, without a plan.
public struct LayerFiles: Hashable, Sendable {
  /// The counties, where there is a file of them.
  public var counties: PlanFile.Layer?
  public var townships: PlanFile.Layer?
  public var facilities: PlanFile.Layer?
  public var settlements: PlanFile.Layer?

  public init(
    facilities: PlanFile.Layer? = nil, townships: PlanFile.Layer? = nil, settlements: PlanFile.Layer? = nil,
    counties: PlanFile.Layer? = nil
  ) {
    self.facilities = facilities
    self.townships = townships
    self.settlements = settlements
    self.counties = counties
  }

  /// Reads and checks every file, as `PlanInputs.read` does.
  ///
  /// Without townships, the counties and townships that facilities and settlements name are not looked at.
  /// - Parameters:
  ///   - name: what the area is called in outputs.
  ///   - folder: where relative paths start.
  /// - Throws: every problem of every file; `onlyMissingFiles` when nothing is wrong but files that are not there.
  public func read(
    name: String = "", folder: URL = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
  ) throws(InputProblems) -> PlanningArea {
    // The readers take their paths from a plan; this one names nothing but the files.
    let none = PlanFile.Layer(file: "")
    let plan = PlanFile(
      name: name, profile: "",
      inputs: PlanFile.Inputs(
        counties: counties, townships: .boundaries(townships ?? none), facilities: facilities ?? none,
        settlements: settlements), file: "", folder: folder)
    if townships != nil, facilities != nil { return try PlanInputs.read(plan) }

    var findings = Findings()
    var places = townships.map { _ in AdministrativePlaces(plan, counties: nil, &findings) }
    let known = places?.references
    var facilities = facilities.flatMap {
      FacilityReading($0, of: plan, counties: known?.counties, townships: known?.townships, &findings)
    }
    var settlements = settlements.flatMap {
      SettlementReading($0, of: plan, counties: known?.counties, townships: known?.townships, &findings)
    }
    try findings.throwProblems()
    try places?.derive(&findings)
    if let places, let file = townships?.file {
      let checks = try PlaceChecks(places, file: file)
      checks.checkAxes(facilities, settlements, townships: file, &findings)
      try findings.throwProblems()
      try checks.checkShapes(settlements, file: file, &findings)
      checks.place(&facilities, &findings)
      checks.place(&settlements, &findings)
    } else if let facilities, let settlements {
      AxisOrder.check(settlements.axisPlaces, against: facilities.axisPlaces, &findings)
      try findings.throwProblems()
    }
    settlements?.noteUnknownPeople(settlements?.settlements ?? [], &findings)
    facilities?.checkDistance(from: settlements?.settlements ?? [], &findings)
    return PlanningArea(
      name: name, counties: places?.counties ?? [], townships: places?.townships ?? [],
      settlements: settlements?.settlements ?? [], facilities: facilities?.facilities ?? [],
      indicators: [], notes: findings.notes, account: findings.account)
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
