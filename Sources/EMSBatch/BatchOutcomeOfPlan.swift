import EMSFormats
import EMSModel
import EMSReport
import GeoKit

extension BatchOutcome {
  /// The figures and counties of a finished plan.
  ///
  /// - Throws: `GeoKitError` where the townships of a county without an outline cannot be joined.
  package init(_ report: PlanReport, files: [String]) throws {
    self.files = files
    figures = Self.figures(of: report)
    counties = try report.area.counties.map { try Self.feature(of: $0, in: report) }
  }

  /// What the ranking goes by stands first: the people beyond the largest radius.
  private static func figures(of report: PlanReport) -> [Figure] {
    let area = report.area
    let people: Int? =
      area.settlements.contains { $0.population != nil } ? area.knownPopulation : nil
    var figures: [Figure] = []
    if let last = report.outermostBand {
      let beyond = people.flatMap { people in last.population.map { people - $0 } }
      figures.append(Figure("population_beyond_\(LimitName(last.radius).word)", .optional(beyond)))
    }
    for band in report.bands {
      let radius = LimitName(band.radius).word
      figures.append(Figure("population_within_\(radius)", .optional(band.population)))
      let share = people.flatMap { people in
        band.population.flatMap { people > 0 ? Double($0) / Double(people) : nil }
      }
      figures.append(Figure("share_within_\(radius)", share.map { .number($0) } ?? .unknown))
    }
    for siting in report.sitings {
      figures.append(Figure("\(siting.service)_sites", .number(Double(siting.chosen))))
      figures.append(
        Figure("\(siting.service)_population_after", .optional(siting.populationAfter)))
      figures.append(Figure("\(siting.service)_status", .text(siting.status)))
    }
    for (name, status) in [
      ("rules_met", RuleRecord.Status.met), ("rules_not_met", .notMet), ("rules_unknown", .unknown),
      ("rules_by_construction", .byConstruction), ("rules_not_needed", .notNeeded),
      ("rules_aimed_for", .aimedFor), ("rules_not_due", .notDue),
    ] {
      figures.append(Figure(name, .number(Double(report.rules.count { $0.status == status }))))
    }
    figures += indicators(of: report)
    figures.append(Figure("population", .optional(people)))
    if area.unplacedPeople > 0 {
      figures.append(Figure("population_unplaced", .number(Double(area.unplacedPeople))))
    }
    figures.append(Figure("settlements", .number(Double(area.settlements.count))))
    figures.append(Figure("townships", .number(Double(TownshipCount(area.townships).all))))
    figures.append(Figure("facilities", .number(Double(area.facilities.count))))
    return figures
  }

  private static func feature(of county: County, in report: PlanReport) throws -> GeoJSONFeature {
    let outline =
      try county.outline
      ?? Overlay.union(
        report.area.townships.filter { $0.countyID == county.id }.map(\.boundary))
    let settlements = report.settlements.filter { $0.settlement.countyID == county.id }
    let known = settlements.contains { $0.settlement.population != nil }
    func people(_ counts: (SettlementRecord) -> Bool) -> PropertyValue {
      known
        ? .whole(settlements.filter(counts).reduce(0) { $0 + ($1.settlement.population ?? 0) })
        : .null
    }
    var properties: [PropertyValue.Member] = [
      .init("county", .text(county.id)), .init("name", .text(county.name)),
      .init("townships", .whole(TownshipCount(report.area.townships.filter { $0.countyID == county.id }).all)),
      .init("settlements", .whole(settlements.count)), .init("population", people { _ in true }),
    ]
    for radius in report.radii {
      let within = people { $0.distance.map { $0 <= radius } ?? false }
      properties.append(.init("population_within_\(LimitName(radius).word)", within))
    }
    if let last = report.outermostBand?.radius {
      let beyond = people { $0.distance.map { $0 > last } ?? true }
      properties.append(.init("population_beyond_\(LimitName(last).word)", beyond))
    }
    return GeoJSONFeature(geometry: .area(outline), properties: properties)
  }
}

extension BatchOutcome.Figure.Value {
  fileprivate static func optional(_ count: Int?) -> Self {
    count.map { .number(Double($0)) } ?? .unknown
  }
}
