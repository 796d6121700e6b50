import EMSFormats
import EMSModel
import Foundation
import GeoKit

/// The files of inputs, where they are and what is asked of them: those of a plan, or those that a command names.
public struct InputFiles: Hashable, Sendable {
  /// What the area is called in outputs.
  public var name: String
  /// The name in Chinese outputs; nil: the name.
  var chineseName: String?
  /// The counties, where there is a file of them.
  public var counties: PlanFile.Layer?
  /// nil: the counties and townships that facilities and settlements name are not looked at.
  public var townships: PlanFile.Townships?
  public var facilities: PlanFile.Layer?
  /// Those outside the region.
  public var neighbours: PlanFile.Layer?
  public var settlements: PlanFile.Layer?
  public var indicators: PlanFile.Layer?
  /// nil when people are only where the settlements' file puts them.
  public var demand: PlanFile.Demand?
  /// Whose data they are, where that must be told.
  public var attribution: String?
  /// Where relative paths start.
  public var folder: URL
  /// The file that names them all, for messages; empty where a command names them.
  public var file: String
  /// Roads and rasters: only that they are there is checked.
  var others: [String] = []
  /// Roads and rasters that a plan names, where only its places are read.
  var travelFiles: [String] = []
  /// Whether a facility of unknown tier is a problem.
  public var needsTiers = true
  /// The fields that nothing asks for: their columns are not looked at.
  public var unused: Set<Field> = []

  public init(
    facilities: PlanFile.Layer? = nil, townships: PlanFile.Townships? = nil, settlements: PlanFile.Layer? = nil,
    counties: PlanFile.Layer? = nil, folder: URL = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
  ) {
    name = ""
    file = ""
    self.facilities = facilities
    self.townships = townships
    self.settlements = settlements
    self.counties = counties
    self.folder = folder
  }

  /// All that a plan names.
  public init(of plan: PlanFile) {
    self.init(
      facilities: plan.inputs.facilities, townships: plan.inputs.townships, settlements: plan.inputs.settlements,
      counties: plan.inputs.counties, folder: plan.folder)
    name = plan.name
    chineseName = plan.chineseName
    file = plan.file
    neighbours = plan.inputs.neighbours
    indicators = plan.inputs.indicators
    demand = plan.inputs.demand
    attribution = plan.attribution
    others = plan.inputs.roadsAndRasters
  }

  /// Where a path among them leads.
  func url(of path: String) -> URL { PlanFile.url(of: path, in: folder) }

  /// Reads every file.
  ///
  /// What is wrong in any file is collected before anything is thrown, so that a planner mends all of it in one round.
  /// References are found by id, or by a name that only one county or township has.
  /// - Throws: every problem of every file; `onlyMissingFiles` when nothing is wrong but files that are not there.
  public func read() throws(InputProblems) -> PlanningArea {
    var findings = Findings()
    if let attribution { findings.note(.derivation, "data: \(attribution)", "数据来源：\(attribution)") }
    let ownCounties = townships == nil ? nil : counties.flatMap { CountyReading.read($0, of: self, &findings) }
    var places = townships.map { AdministrativePlaces($0, of: self, counties: ownCounties, &findings) }
    let known = places?.references
    var facilities = facilities.flatMap {
      FacilityReading($0, of: self, counties: known?.counties, townships: known?.townships, &findings)
    }
    var settlements = settlements.flatMap {
      SettlementReading($0, of: self, counties: known?.counties, townships: known?.townships, &findings)
    }
    let outside = neighbours.flatMap {
      FacilityReading($0, as: "neighbours", of: self, counties: nil, townships: nil, &findings)
    }
    let indicators = indicators.flatMap {
      IndicatorReading.read($0, of: self, counties: known?.counties, townships: known?.townships, &findings)
    }
    for path in others {
      do throws(InputProblems) { try InputFile.check(url(of: path), as: path) } catch { findings.add(error) }
    }
    try findings.throwProblems()

    try places?.derive(&findings)
    var isInside = [Bool](repeating: false, count: outside?.facilities.count ?? 0)
    if let places, let townshipFile = townships?.layer.file {
      let checks = try PlaceChecks(places, file: townshipFile)
      checks.checkAxes(facilities, settlements, townships: townshipFile, &findings)
      try findings.throwProblems()
      try checks.checkShapes(settlements, file: townshipFile, &findings)
      checks.place(&facilities, &findings)
      checks.place(&settlements, &findings)
      isInside = checks.areInside((outside?.facilities ?? []).map(\.location))
    } else if let facilities, let settlements {
      AxisOrder.check(settlements.axisPlaces, against: facilities.axisPlaces, &findings)
      try findings.throwProblems()
    }
    let seats = NearestIndex((places?.townships ?? []).compactMap(\.seat))
    let villages = settlements?.settlements.map(\.location) ?? []
    let villageIndex = NearestIndex(villages)
    if let facilities {
      ShiftedPoints.check(
        facilities.facilities.map(\.location), of: facilities.reader, against: [seats, villageIndex], &findings)
    }
    if let settlements { ShiftedPoints.check(villages, of: settlements.reader, against: [seats], &findings) }

    var area = PlanningArea(
      name: name, counties: places?.counties ?? [], townships: places?.townships ?? [],
      settlements: settlements?.settlements ?? [], facilities: facilities?.facilities ?? [],
      indicators: indicators ?? [], notes: [], account: InputAccount())
    area = area.with(title: Phrase(name, chineseName ?? name))
    if let outside {
      area = area.with(neighbours: outside.neighbours(of: area.facilities, isInside: isInside, &findings))
    }
    if settlements?.reader.layer.unknownPeople == .derive {
      area = area.with(
        settlements: UnknownPeople.derived(area.settlements, townships: area.townships, &findings))
    }
    area = VillageDoctors.told(area, &findings)
    if let demand { try DerivedDemand.add(demand, to: &area, of: self, &findings) }
    if !unused.contains(.population) { settlements?.noteUnknownPeople(area.settlements, &findings) }
    // Derived demand may have added places.
    let people =
      area.settlements.count == villages.count ? villageIndex : NearestIndex(area.settlements.map(\.location))
    facilities?.checkDistance(from: people, &findings)
    outside?.checkDistance(from: people, &findings)
    if !unused.contains(.population) { PeopleSums.check(area, of: self, &findings) }
    try findings.throwProblems()
    // Repairs come shape by shape: by name, so that the order of the shapes does not show.
    let repairs = findings.notes.filter { $0.kind == .repair }.sorted { $0.english < $1.english }
    return area.with(notes: findings.notes.filter { $0.kind != .repair } + repairs)
      .with(account: findings.account.completed(with: area, of: self))
  }

  /// The polygons of a layer, rows without a shape left out.
  ///
  /// - Throws: every problem of the file.
  public static func shapes(
    in layer: PlanFile.Layer, folder: URL = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
  ) throws(InputProblems) -> [MultiPolygon] {
    var findings = Findings()
    guard
      let reader = LayerReader(
        layer, of: InputFiles(folder: folder), fields: [], required: [], findings: &findings)
    else {
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
