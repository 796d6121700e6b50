import EMSFormats
import EMSModel
import Foundation
import GeoKit

/// Everything that a plan's files say, read and checked.
public enum PlanInputs {
  /// Reads every file of a plan.
  ///
  /// What is wrong in any file is collected before anything is thrown, so that a planner mends all of it in one round.
  /// References are found by id, or by a name that only one county or township has.
  /// - Throws: every problem of every file; `onlyMissingFiles` when nothing is wrong but files that are not there.
  public static func read(_ plan: PlanFile) throws(InputProblems) -> PlanningArea {
    var findings = Findings()
    let counties = plan.inputs.counties.flatMap { CountyReading.read($0, of: plan, &findings) }
    var places = AdministrativePlaces(plan, counties: counties, &findings)
    let known = places.references
    var facilities = FacilityReading(
      plan.inputs.facilities, of: plan, counties: known.counties, townships: known.townships, &findings)
    var settlements = plan.inputs.settlements.flatMap {
      SettlementReading($0, of: plan, counties: known.counties, townships: known.townships, &findings)
    }
    let indicators = plan.inputs.indicators.flatMap {
      IndicatorReading.read($0, of: plan, counties: known.counties, townships: known.townships, &findings)
    }
    for path in plan.inputs.roadsAndRasters {
      do throws(InputProblems) { try InputFile.check(plan.url(of: path), as: path) } catch { findings.add(error) }
    }
    try findings.throwProblems()

    try places.derive(&findings)
    let checks = try PlaceChecks(places, file: plan.inputs.facilities.file)
    let townshipFile = plan.inputs.townships.layer.file
    checks.checkAxes(facilities, settlements, townships: townshipFile, &findings)
    try findings.throwProblems()
    try checks.checkShapes(settlements, file: townshipFile, &findings)
    checks.place(&facilities, &findings)
    checks.place(&settlements, &findings)
    let seats = places.townships.compactMap(\.seat)
    let villages = settlements?.settlements.map(\.location) ?? []
    if let facilities {
      ShiftedPoints.check(
        facilities.facilities.map(\.location), of: facilities.reader, against: seats + villages, &findings)
    }
    if let settlements { ShiftedPoints.check(villages, of: settlements.reader, against: seats, &findings) }

    var area = PlanningArea(
      name: plan.name, counties: places.counties, townships: places.townships,
      settlements: settlements?.settlements ?? [], facilities: facilities?.facilities ?? [],
      indicators: indicators ?? [], notes: [], account: InputAccount())
    if settlements?.reader.layer.unknownPeople == .derive {
      area = area.with(
        settlements: UnknownPeople.derived(area.settlements, townships: area.townships, &findings))
    }
    if let demand = plan.inputs.demand { try DerivedDemand.add(demand, to: &area, of: plan, &findings) }
    settlements?.noteUnknownPeople(area.settlements, &findings)
    facilities?.checkDistance(from: area.settlements, &findings)
    try findings.throwProblems()
    // Repairs come shape by shape: by name, so that the order of the shapes does not show.
    let repairs = findings.notes.filter { $0.kind == .repair }.sorted { $0.english < $1.english }
    return area.with(notes: findings.notes.filter { $0.kind != .repair } + repairs)
      .with(account: findings.account.completed(with: area, of: plan))
  }
}
