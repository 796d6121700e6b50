import EMSFormats
import EMSModel
import Foundation
import GeoKit

/// Everything that a plan's files say, read and checked.
public enum PlanInputs {
  /// What is asked of a plan's files; everything of a plan itself.
  struct Use {
    var townships = true
    var facilities = true
    /// Whether a facility of unknown tier is a problem.
    var needsTiers = true
    /// The fields whose columns are not looked at.
    var unused: Set<Field> = []
  }

  /// Reads every file of a plan.
  ///
  /// What is wrong in any file is collected before anything is thrown, so that a planner mends all of it in one round.
  /// References are found by id, or by a name that only one county or township has.
  /// - Throws: every problem of every file; `onlyMissingFiles` when nothing is wrong but files that are not there.
  public static func read(_ plan: PlanFile) throws(InputProblems) -> PlanningArea { try read(plan, Use()) }

  /// The same for a plan of which a part is used.
  static func read(_ plan: PlanFile, _ use: Use) throws(InputProblems) -> PlanningArea {
    var findings = Findings()
    if let holder = plan.attribution { findings.note(.derivation, "data: \(holder)", "数据来源：\(holder)") }
    let counties = plan.inputs.counties.flatMap { CountyReading.read($0, of: plan, &findings) }
    var places = use.townships ? AdministrativePlaces(plan, counties: counties, &findings) : nil
    let known = places?.references
    var facilities =
      use.facilities
      ? FacilityReading(
        plan.inputs.facilities, of: plan, counties: known?.counties, townships: known?.townships, use, &findings) : nil
    var settlements = plan.inputs.settlements.flatMap {
      SettlementReading($0, of: plan, counties: known?.counties, townships: known?.townships, use, &findings)
    }
    let indicators = plan.inputs.indicators.flatMap {
      IndicatorReading.read($0, of: plan, counties: known?.counties, townships: known?.townships, &findings)
    }
    for path in plan.inputs.roadsAndRasters {
      do throws(InputProblems) { try InputFile.check(plan.url(of: path), as: path) } catch { findings.add(error) }
    }
    try findings.throwProblems()

    try places?.derive(&findings)
    if let places {
      let townshipFile = plan.inputs.townships.layer.file
      let checks = try PlaceChecks(places, file: townshipFile)
      checks.checkAxes(facilities, settlements, townships: townshipFile, &findings)
      try findings.throwProblems()
      try checks.checkShapes(settlements, file: townshipFile, &findings)
      checks.place(&facilities, &findings)
      checks.place(&settlements, &findings)
    } else if let facilities, let settlements {
      AxisOrder.check(settlements.axisPlaces, against: facilities.axisPlaces, &findings)
      try findings.throwProblems()
    }
    let seats = (places?.townships ?? []).compactMap(\.seat)
    let villages = settlements?.settlements.map(\.location) ?? []
    if let facilities {
      ShiftedPoints.check(
        facilities.facilities.map(\.location), of: facilities.reader, against: seats + villages, &findings)
    }
    if let settlements { ShiftedPoints.check(villages, of: settlements.reader, against: seats, &findings) }

    var area = PlanningArea(
      name: plan.name, counties: places?.counties ?? [], townships: places?.townships ?? [],
      settlements: settlements?.settlements ?? [], facilities: facilities?.facilities ?? [],
      indicators: indicators ?? [], notes: [], account: InputAccount())
    if settlements?.reader.layer.unknownPeople == .derive {
      area = area.with(
        settlements: UnknownPeople.derived(area.settlements, townships: area.townships, &findings))
    }
    if let demand = plan.inputs.demand { try DerivedDemand.add(demand, to: &area, of: plan, &findings) }
    if !use.unused.contains(.population) { settlements?.noteUnknownPeople(area.settlements, &findings) }
    facilities?.checkDistance(from: area.settlements, &findings)
    if !use.unused.contains(.population) { PeopleSums.check(area, of: plan, &findings) }
    try findings.throwProblems()
    // Repairs come shape by shape: by name, so that the order of the shapes does not show.
    let repairs = findings.notes.filter { $0.kind == .repair }.sorted { $0.english < $1.english }
    return area.with(notes: findings.notes.filter { $0.kind != .repair } + repairs)
      .with(account: findings.account.completed(with: area, of: plan))
  }
}
