import EMSFormats
import EMSModel
import EMSPlanning
import EMSPolicy

/// The numbers of a plan for machines: `summary.json`.
public enum PlanSummary {
  /// What `summary.json` holds.
  public static func value(of report: PlanReport) -> PropertyValue {
    let area = report.area
    let names = PlanNames(area)
    let own = report.stations.filter { !$0.facility.isOutside }
    return [
      "tool": ["name": "emsplan", "version": .text(ToolVersion.text)], "name": .text(area.name),
      "name_zh": .text(area.title.chinese),
      "profile": .text(report.profileID),
      "plan": .members(report.planKeys.sorted { $0.key < $1.key }.map { .init($0.key, .text($0.value)) }),
      "profile_title": .text(report.profileTitle.chinese),
      "read": [
        "counties": .whole(area.counties.count), "townships": .whole(TownshipCount(area.townships).all),
        "settlements": .whole(area.settlements.count), "facilities": .whole(area.facilities.count),
        "townships_located": .whole(TownshipCount(area.townships).located),
        "townships_in_urban_areas": .whole(TownshipCount(area.townships).inUrbanArea),
        "population": .optional(knownPopulation(of: area)), "population_unplaced": .whole(area.unplacedPeople),
        "settlements_without_population": .whole(area.settlements.count { $0.population == nil }),
        "townships_with_derived_boundary": .whole(area.townships.count { $0.boundaryOrigin != .surveyed }),
        "facilities_known_only_to_county_seat": .whole(area.facilities.count { $0.precision == .countySeat }),
      ],
      "coverage": .list(report.bands.map { coverage($0, of: area) }),
      "stations": [
        "dense": .whole(own.count { $0.status == "dense" }),
        "within": .whole(own.count { $0.status == "within" }),
        "beyond": .whole(own.count { $0.status == "beyond" }),
      ],
      "response": report.response.map(response) ?? .null, "gaps": .list(gapTotals(report.gaps)),
      "sites": .list(report.sitings.map(siting)),
      "phases": report.phases.map { $0.summary } ?? .null,
      "provision": .members(provision(report.clinics)),
      "score": [
        "met": .whole(report.rules.count { $0.status == .met }),
        "not_met": .whole(report.rules.count { $0.status == .notMet }),
        "unknown": .whole(report.rules.count { $0.status == .unknown }),
        "by_construction": .whole(report.rules.count { $0.status == .byConstruction }),
        "not_needed": .whole(report.rules.count { $0.status == .notNeeded }),
        "aimed_for": .whole(report.rules.count { $0.status == .aimedFor }),
        "not_due": .whole(report.rules.count { $0.status == .notDue }),
        "before": .members(
          RuleRecord.Status.allCases.map { status in
            .init(status.rawValue, .whole(report.rules.count { $0.statusBefore == status }))
          }),
        "rules": .list(report.rules.map { rule($0, of: report.scorecard) }),
      ],
      "needs": .list(report.needs.filter { $0.level == .region }.map(need)),
      "clinic_ranges": report.clinicRanges.map(clinicRanges) ?? .null,
      "rounds": report.rounds.map(rounds) ?? .null, "policy": .list(policy(report.profile)),
      "beyond_with_plan": .list(report.remainders.map { remainder($0, names) }),
      "before_after": .list(report.comparisons.map(comparison)), "sources": .list(report.sources.map(source)),
      "inputs": area.account.summary,
      "notes": .list(report.notes.map(\.members)),
    ]
  }

  /// nil when the population of no settlement is known.
  private static func knownPopulation(of area: PlanningArea) -> Int? {
    area.settlements.contains { $0.population != nil } ? area.knownPopulation : nil
  }

  private static func coverage(_ band: BandRecord, of area: PlanningArea) -> PropertyValue {
    let people = knownPopulation(of: area)
    let beyond = people.flatMap { all in band.population.map { all - $0 } }
    let share = people.flatMap { all in band.population.flatMap { all > 0 ? Double($0) / Double(all) : nil } }
    return [
      "radius_km": .kilometres(band.radius), "area_km2": .squareKilometres(band.area),
      "population_within": .optional(band.population),
      "population_beyond": .optional(beyond),
      "share_population": .share(share), "settlements_within": .whole(band.settlements),
    ]
  }

  private static func response(_ record: ResponseRecord) -> PropertyValue {
    [
      "model": .text(record.model), "mode": .text(record.mode.rawValue),
      "counts": .text(record.countsPeople ? "people" : "settlements"), "total": .whole(record.times.total),
      "unreached": .whole(record.times.unreached), "median_min": .minutes(record.times.median),
      "p90_min": .minutes(record.times.ninetieth), "share_15_min": .share(record.times.shareWithin15),
      "share_30_min": .share(record.times.shareWithin30),
    ]
  }

  private static func gapTotals(_ gaps: [GapRecord]) -> [PropertyValue] {
    var order: [String] = []
    for gap in gaps where !order.contains(gap.service) { order.append(gap.service) }
    return order.map { service in
      let own = gaps.filter { $0.service == service }
      let areas = own.compactMap(\.area)
      return [
        "service": .text(service), "townships": .whole(own.count),
        "area_km2": .optional(
          areas.count == own.count ? areas.reduce(0) { $0 + $1.squareKilometres } : nil, places: 6),
        "population_uncovered": .optional(knownPeople(of: own)),
        "settlements_uncovered": .whole(own.reduce(0) { $0 + $1.settlements }),
      ]
    }
  }

  /// The people of the gaps as far as they are known; nil where they are of no gap in which somebody lives.
  static func knownPeople(of gaps: [GapRecord]) -> Int? {
    let lived = gaps.filter { $0.settlements > 0 }
    let known = (lived.isEmpty ? gaps : lived).compactMap(\.population)
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  private static func siting(_ siting: SitingRecord) -> PropertyValue {
    [
      "service": .text(siting.service), "model": .text(siting.model), "status": .text(siting.status),
      "chosen": .whole(siting.chosen), "candidates": .whole(siting.candidates),
      "objective": .optional(siting.objective, places: 6), "bound": .optional(siting.bound, places: 6),
      "gap": .optional(siting.gap, places: 9), "standard": .text(siting.standard.english),
      "population_demand": .optional(siting.populationDemand),
      "population_before": .optional(siting.populationBefore),
      "population_after": .optional(siting.populationAfter), "settlements_demand": .whole(siting.settlementsDemand),
      "settlements_before": .whole(siting.settlementsBefore), "settlements_after": .whole(siting.settlementsAfter),
      "nearer": .optional(siting.journey?.saved.heads), "nearer_min": .minutes(siting.journey?.saved.mean),
      "person_minutes_saved": .optional(siting.journey.map { $0.saved.personSeconds / 60 }, places: 1),
      "person_minutes_bound": .optional(siting.journey?.bound.map { $0 / 60 }, places: 1),
      "person_minutes_gap": .optional(siting.journey?.gap, places: 9), "proven": .flag(siting.isProven),
      "more_sites": .list((siting.more?.sites ?? []).map { .text($0.name) }),
      "more_population": .optional(siting.populationDemand == nil ? nil : siting.more?.gained.people),
      "more_settlements": .optional(siting.more?.gained.settlements),
      "free_choices": .whole(siting.freeChoices), "explanation": .optional(siting.explanation?.english),
      "explanation_zh": .optional(siting.explanation?.chinese),
      "decisions": .list(
        siting.decisions.map { decision in
          [
            "id": .text(decision.site.id), "name": .text(decision.site.name), "kind": .text(decision.kind.rawValue),
            "people": .optional(decision.cost?.objective, places: 0),
            "person_minutes": .optional(decision.cost.map { $0.personSeconds / 60 }, places: 1),
            "more_sites": .whole(decision.moreSites), "proven": .flag(decision.isExact),
            "text": .text(decision.text.english), "text_zh": .text(decision.text.chinese),
          ]
        }),
      "decisions_together": siting.decisionsTogether.map { all in
        [
          "count": .whole(all.count), "people": .decimal(all.cost.objective, places: 0),
          "person_minutes": .decimal(all.cost.personSeconds / 60, places: 1), "more_sites": .whole(all.moreSites),
          "proven": .flag(all.isExact), "text": .text(all.text.english), "text_zh": .text(all.text.chinese),
        ]
      } ?? .null,
      "infeasibility": .optional(siting.infeasibility?.english),
      "citations": .list(siting.citations.map { .text($0) }),
    ]
  }

  private static func provision(_ clinics: [ClinicRecord]) -> [PropertyValue.Member] {
    Dictionary(grouping: clinics, by: \.provision).map { .init($0.key, .whole($0.value.count)) }
      .sorted { $0.name < $1.name }
  }

  private static func rule(_ rule: RuleRecord, of scorecard: Scorecard?) -> PropertyValue {
    [
      "id": .text(rule.id), "status": .text(rule.status.rawValue), "title": .text(rule.title.english),
      "title_zh": .text(rule.title.chinese), "wanted": .text(rule.wanted.english), "found": .text(rule.found.english),
      "found_zh": .text(rule.found.chinese),
      "citation": .optional(rule.citation), "quote": .optional(rule.quote), "reading": .text(rule.reading.english),
      "reading_zh": .text(rule.reading.chinese), "rests_on": .optional(rule.restsOn?.english),
      "rests_on_zh": .optional(rule.restsOn?.chinese), "status_before": .optional(rule.statusBefore?.rawValue),
      "found_before": .optional(rule.foundBefore?.english),
      "units": .list((scorecard?.lines ?? []).filter { $0.rule == rule.id }.map(unit)),
    ]
  }

  private static func unit(_ line: Scorecard.Line) -> PropertyValue {
    [
      "level": .text(line.level.rawValue), "id": .text(line.unitID), "name": .text(line.unitName),
      "before": .text(line.before.status.rawValue), "status": .text(line.verdict.status.rawValue),
      "found": .text(line.verdict.text.english), "found_zh": .text(line.verdict.text.chinese),
    ]
  }

  private static func need(_ row: UnitNeed) -> PropertyValue {
    [
      "rule": .text(row.rule), "thing": .text(row.need.thing.english),
      "needed": .list([.whole(row.need.needed.lowerBound), .whole(row.need.needed.upperBound)]),
      "has": .optional(row.need.has), "to_add": .optional(row.need.toAdd), "proposed": .optional(row.proposed),
    ]
  }

  private static func clinicRanges(_ ranges: ClinicRanges) -> PropertyValue {
    [
      "grids_km": .list(ranges.grids.map { .decimal($0.kilometres, places: 3) }),
      "clinics_min": .whole(ranges.clinics.lowerBound), "clinics_max": .whole(ranges.clinics.upperBound),
    ]
  }

  private static func rounds(_ rounds: MobileRounds) -> PropertyValue {
    [
      "model": .text(rounds.model), "visit_min": .minutes(rounds.standard?.visit),
      "day_min": .minutes(rounds.standard?.day), "cycle_days": .optional(rounds.standard?.cycleDays),
      "working_days": .optional(rounds.standard?.workingDays),
      "bases": .list(
        rounds.bases.map { base in
          [
            "base_id": .text(base.facility.id), "rounds": .whole(base.rounds.count),
            "villages": .whole(base.rounds.reduce(0) { $0 + $1.stops.count }),
            "villages_per_day": .decimal(base.villagesPerDay, places: 2), "teams": .whole(base.teams),
            "driving_min": .minutes(base.driving), "bound_min": .minutes(base.bound),
            "status": base.isOptimal ? "optimal" : "feasible",
            "longest_round_min": .minutes(base.rounds.map(\.total).max()),
            "unreached": .list(base.unreached.map { .text($0.id) }),
          ]
        }),
    ]
  }

  /// Every figure by which the plan was worked out.
  private static func policy(_ profile: PolicyProfile?) -> [PropertyValue] {
    guard let profile else { return [] }
    func value(_ figure: Figure, of rule: String) -> PropertyValue {
      [
        "rule": .text(rule), "figure": .text(figure.key), "value": .text(figure.text(in: .english)),
        "value_zh": .text(figure.text(in: .chinese)),
        "origin": .text(figure.citation.origin), "citation": .text(figure.citation.text(in: .chinese)),
      ]
    }
    return profile.rules.flatMap { rule in rule.figures.map { value($0, of: rule.key) } }
      + profile.travel.map { value($0, of: "travel") }
  }

  private static func remainder(_ record: RemainderRecord, _ names: PlanNames) -> PropertyValue {
    [
      "township_id": .optional(record.townshipID), "township": .optional(names.township(record.townshipID)?.name),
      "population": .optional(record.people),
      "settlements": .whole(record.settlements),
    ]
  }

  private static func comparison(_ comparison: ComparisonRecord) -> PropertyValue {
    [
      "id": .text(comparison.id), "measure": .text(comparison.measure.english),
      "measure_zh": .text(comparison.measure.chinese), "unit": .text(comparison.unit.rawValue),
      "before": .optional(comparison.before, places: 6), "after": .optional(comparison.after, places: 6),
    ]
  }

  private static func source(_ source: SourceRecord) -> PropertyValue {
    [
      "content": .text(source.content.english), "file": .optional(source.file), "count": .optional(source.count),
      "datum": .optional(source.datum?.english), "licence": .optional(source.licence),
      "data_until": .optional(source.dataUntil),
      "origin": .text(source.origin), "surveyed": .whole(source.count(of: .surveyed)),
      "derived": .whole(source.count(of: .derived)), "assumed": .whole(source.count(of: .assumed)),
    ]
  }
}
