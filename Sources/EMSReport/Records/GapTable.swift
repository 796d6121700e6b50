import EMSFormats
import EMSModel
import EMSPlanning
import GeoKit

/// The gaps of one service, township by township.
public struct GapTable: Sendable {
  public var service: ServiceName
  public var analysis: GapAnalysis
  /// False when no settlements were given, so that nothing is known of people.
  public var knowsSettlements: Bool

  public init(service: ServiceName, analysis: GapAnalysis, knowsSettlements: Bool) {
    self.service = service
    self.analysis = analysis
    self.knowsSettlements = knowsSettlements
  }

  /// The names that `write` writes.
  public static let fileNames: OutputNames = ["gaps.geojson", "gaps.csv", "inputs.csv"]

  public var name: Phrase { service.name }

  /// Writes the shapes as a layer, and a table of all gaps.
  public static func write(_ tables: [GapTable], of area: PlanningArea, to folder: OutputFolder) throws {
    let names = PlanNames(area)
    let records = tables.flatMap { $0.records(of: area) }
    try folder.write(PlanLayer.gaps(records, names: names), notes: area.notes + tables.compactMap(\.note))
    let rows = tables.flatMap { $0.rows(of: area, names: names) }
    try folder.write(
      PlanTable(name: "gaps", title: Phrase("Gaps", "覆盖空白"), columns: columns, of: rows) { $0 }
        .csv(for: .program), to: "gaps.csv")
    try folder.write(PlanTable.inputs(area.account).csv(for: .program), to: "inputs.csv")
  }

  func records(of area: PlanningArea) -> [GapRecord] {
    analysis.gaps.map { gap in
      GapRecord(
        service: service.word, serviceName: name, rank: gap.rank, townshipID: area.townships[gap.township].id,
        shape: gap.shape, area: gap.area, population: people(of: gap), settlements: gap.headcount.settlements)
    }
  }

  /// What the sum of the gaps leaves out; nil when nothing is.
  public var note: Note? {
    let outside = analysis.outsideTownships
    guard knowsSettlements, outside.settlements > 0 else { return nil }
    let people = outside.knownPeople.map(NumberText.grouped)
    return Note(
      .warning,
      english: "\(name.english): \(outside.settlements) uncovered settlements with \(people ?? "an unknown number of") "
        + "people lie in no township; the total counts them, no gap does",
      chinese: "\(name.chinese)：\(outside.settlements) 个未覆盖村居（\(people ?? "未知") 人）不在任何乡镇内；计入总数，不计入各乡镇空白")
  }

  private func people(of gap: Gap) -> Int? { knowsSettlements ? gap.headcount.knownPeople : nil }

  private static let columns = [
    "service", "rank", "township_id", "township", "county", "area_km2", "sliver_area_km2", "settlements_uncovered",
    "population_uncovered", "settlements_of_unknown_population",
  ]

  private func rows(of area: PlanningArea, names: PlanNames) -> [[PropertyValue]] {
    analysis.gaps.map { gap in
      let township = area.townships[gap.township]
      let headcount = gap.headcount
      return [
        .text(service.word), .whole(gap.rank), .text(township.id), .text(township.name),
        .optional(names.county(township.countyID)), .squareKilometres(gap.area), .squareKilometres(gap.sliverArea),
        knowsSettlements ? .whole(headcount.settlements) : .null, .optional(people(of: gap)),
        knowsSettlements ? .whole(headcount.settlementsOfUnknownPopulation) : .null,
      ]
    }
  }

  /// What `--json` prints of the service.
  public var summary: PropertyValue {
    [
      "service": .text(service.word), "gaps": .whole(analysis.gaps.count), "area_km2": .squareKilometres(analysis.area),
      "area_uncovered_km2": .squareKilometres(analysis.uncoveredArea),
      "sliver_area_km2": .squareKilometres(analysis.sliverArea),
      "settlements_uncovered": knowsSettlements ? .whole(analysis.headcount.settlements) : .null,
      "population_uncovered": knowsSettlements ? .optional(analysis.headcount.knownPeople) : .null,
      "settlements_in_no_township": knowsSettlements ? .whole(analysis.outsideTownships.settlements) : .null,
      "population_in_no_township": knowsSettlements ? .optional(analysis.outsideTownships.knownPeople) : .null,
    ]
  }
}
