import EMSFormats
import EMSModel
import EMSPlanning
import EMSPolicy
import GeoKit

/// One annex table of a plan.
public struct PlanTable: Sendable {
  /// The name of the file without its ending.
  public var name: String
  public var title: Phrase
  /// The columns by their name in files.
  public var columns: [String]
  public let rowCount: Int
  private let row: @Sendable (Int) -> [PropertyValue]

  /// A table with one row for each record: a value for each column.
  init<Record: Sendable>(
    name: String, title: Phrase, columns: [String], of records: [Record],
    row: @escaping @Sendable (Record) -> [PropertyValue]
  ) {
    self.name = name
    self.title = title
    self.columns = columns
    rowCount = records.count
    self.row = { row(records[$0]) }
  }

  /// A short table of records that all have the same members in the same order.
  init(name: String, title: Phrase, columns: [String], records: [[PropertyValue.Member]]) {
    self.init(name: name, title: title, columns: columns, of: records) { $0.map(\.value) }
  }

  /// The rows, made as they are asked for: of settlements there may be many.
  public var rows: some RandomAccessCollection<[PropertyValue]> { (0..<rowCount).lazy.map(row) }

  /// Every annex table of a plan.
  public static func all(of report: PlanReport) -> [PlanTable] {
    let names = PlanNames(report.area)
    return [
      .settlements(report.settlements, area: report.area), .townships(report.townships, radii: report.radii),
      .sites(report.sites, names: names), .criteria(report.sitings, names: names),
      .scores(report.scorecard, of: report.area.title),
      .needs(report.needs),
      .rounds(report.rounds), .inputs(report.area.account),
    ] + [report.clinicRanges.map { .clinicRanges($0, area: report.area) }].compactMap { $0 }
  }

  /// One row for each settlement.
  public static func settlements(_ settlements: [SettlementRecord], area: PlanningArea) -> PlanTable {
    let names = PlanNames(area)
    let columns = [
      "id", "name", "township_id", "population", "facility_id", "distance_km", "band_km", "travel_min", "township",
      "county", "lon", "lat", "coord_precision", "population_origin", "quickest_facility_id",
      "chain_station_id", "chain_ambulance_min", "care_id", "care_min", "care_id_with_plan", "care_min_with_plan",
      "population_low", "population_high",
    ]
    return PlanTable(
      name: "settlements", title: Phrase("Settlements", "村居"), columns: columns, of: settlements
    ) { record in
      let settlement = record.settlement
      let range = settlement.spread?.range ?? settlement.population.map { $0...$0 }
      return [
        .text(settlement.id), .text(settlement.name), .optional(settlement.townshipID),
        .optional(settlement.population), .optional(record.facilityID), .kilometres(record.distance),
        .kilometres(record.band), .minutes(record.time), .optional(names.township(settlement.townshipID)?.name),
        .optional(names.county(settlement.countyID, orOfTownship: settlement.townshipID)),
        .decimal(settlement.location.longitude, places: 7), .decimal(settlement.location.latitude, places: 7),
        .text(settlement.precision.rawValue), .text(settlement.origin.rawValue),
        .optional(record.quickestFacilityID), .optional(record.journey?.station?.id),
        .minutes(record.journey?.ambulance), .optional(record.journey?.care?.id), .minutes(record.journey?.toCare),
        .optional(record.journeyWithPlan?.care?.id), .minutes(record.journeyWithPlan?.toCare),
        .optional(range?.lowerBound), .optional(range?.upperBound),
      ]
    }
  }

  /// One row for each township.
  public static func townships(_ townships: [TownshipRecord], radii: [Distance]) -> PlanTable {
    let measured = TownshipRecord.Measured(of: townships)
    let columns = ["id", "name"] + TownshipRecord.measures(of: nil, radii: radii, measured).map(\.name)
    return PlanTable(
      name: "townships", title: Phrase("Townships", "乡镇"), columns: columns, of: townships
    ) { record in
      [.text(record.township.id), .text(record.township.name)] + record.measures(radii: radii, measured).map(\.value)
    }
  }

  /// One row for each existing or recommended site.
  static func sites(_ sites: [SiteRecord], names: PlanNames) -> PlanTable {
    let isRobust = sites.contains { $0.certainty != nil }
    var columns = [
      "service", "status", "rank", "id", "name", "county", "township", "named", "population_gained",
      "settlements_gained", "settlements_served", "alternative", "alternative_id", "alternative_loss",
      "marginal_value", "town_people", "concentration", "beds", "grade", "strength", "reason", "reason_zh", "origin",
      "citation", "place_kind", "forced", "nearer", "nearer_min", "person_minutes_saved", "alternative_person_minutes",
      "works", "by_year", "cost", "cost_unit", "staff",
    ]
    if isRobust { columns += ["standing", "best_share", "best_share_low", "best_share_high"] }
    columns += ["lon", "lat"]
    return PlanTable(name: "sites", title: Phrase("Sites", "站点"), columns: columns, of: sites) { site in
      site.properties(names: names, isRobust: isRobust).map(\.value) + [
        .decimal(site.location.longitude, places: 7), .decimal(site.location.latitude, places: 7),
      ]
    }
  }

  /// One row for each station: territory, radius, and who is beyond.
  public static func stations(_ stations: [StationRecord]) -> PlanTable {
    let columns = [
      "facility_id", "territory_settlements", "territory_population", "required_radius_km", "radius_km", "status",
      "population_beyond", "settlements_beyond", "facility_name", "outside",
    ]
    return PlanTable(
      name: "stations", title: Phrase("Stations", "急救站点"), columns: columns, of: stations
    ) { station in
      [
        .text(station.facility.id), .whole(station.settlements), .optional(station.population),
        .kilometres(station.requiredRadius), .kilometres(station.radius), .text(station.status),
        .optional(station.populationBeyond), .whole(station.settlementsBeyond), .text(station.facility.name),
        .flag(station.facility.isOutside),
      ]
    }
  }

  /// One row for each rule and unit.
  ///
  /// - Parameter region: what the region is called.
  static func scores(_ scorecard: Scorecard?, of region: Phrase) -> PlanTable {
    let records = (scorecard?.lines ?? []).map { line -> [PropertyValue.Member] in
      let unit = line.unit(in: region)
      return [
        .init("rule", .text(line.rule)), .init("rule_name", .text(line.name.english)),
        .init("rule_name_zh", .text(line.name.chinese)), .init("level", .text(line.level.rawValue)),
        .init("unit_id", .text(line.unitID)), .init("unit", .text(unit.english)), .init("unit_zh", .text(unit.chinese)),
        .init("status_before", .text(line.before.status.rawValue)),
        .init("found_before", .text(line.before.text.english)),
        .init("found_before_zh", .text(line.before.text.chinese)),
        .init("status", .text(line.verdict.status.rawValue)), .init("found", .text(line.verdict.text.english)),
        .init("found_zh", .text(line.verdict.text.chinese)), .init("asked", .text(line.asked.english)),
        .init("asked_zh", .text(line.asked.chinese)), .init("citation", .text(line.citation.text(in: .chinese))),
        .init("quote", .optional(line.quote)), .init("reading", .text(line.reading.english)),
        .init("reading_zh", .text(line.reading.chinese)), .init("rests_on", .optional(line.restsOn?.english)),
        .init("rests_on_zh", .optional(line.restsOn?.chinese)),
      ]
    }
    return PlanTable(
      name: "scores", title: Phrase("Scorecard", "评分"),
      columns: [
        "rule", "rule_name", "rule_name_zh", "level", "unit_id", "unit", "unit_zh", "status_before", "found_before",
        "found_before_zh", "status", "found", "found_zh", "asked", "asked_zh", "citation", "quote",
        "reading", "reading_zh", "rests_on", "rests_on_zh",
      ], records: records)
  }

  /// One row for each rule that counts and each unit that needs something.
  static func needs(_ needs: [UnitNeed]) -> PlanTable {
    let records = needs.map { row -> [PropertyValue.Member] in
      [
        .init("rule", .text(row.rule)), .init("level", .text(row.level.rawValue)),
        .init("unit_id", .text(row.unit?.id ?? "")), .init("unit", .text(row.name.english)),
        .init("unit_zh", .text(row.name.chinese)),
        .init("population", .optional(row.people)),
        .init("thing", .text(row.need.thing.english)), .init("thing_zh", .text(row.need.thing.chinese)),
        .init("needed_min", .whole(row.need.needed.lowerBound)),
        .init("needed_max", .whole(row.need.needed.upperBound)), .init("has", .optional(row.need.has)),
        .init("to_add", .optional(row.need.toAdd)), .init("proposed", .optional(row.proposed)),
        .init("citation", .text(row.citation)),
        .init("rests_on", .optional(row.restsOn?.english)), .init("rests_on_zh", .optional(row.restsOn?.chinese)),
      ]
    }
    return PlanTable(
      name: "needs", title: Phrase("Needs", "配置需求"),
      columns: [
        "rule", "level", "unit_id", "unit", "unit_zh", "population", "thing", "thing_zh", "needed_min", "needed_max",
        "has",
        "to_add", "proposed", "citation", "rests_on", "rests_on_zh",
      ], records: records)
  }

  /// One row for each township where no village is known.
  static func clinicRanges(_ ranges: ClinicRanges, area: PlanningArea) -> PlanTable {
    let names = PlanNames(area)
    return PlanTable(
      name: "clinic-ranges", title: Phrase("Central village clinics by town", "各乡镇中心村卫生室数量区间"),
      columns: ["township_id", "township", "county", "clinics_min", "clinics_max"], of: ranges.towns
    ) { town in
      [
        .optional(town.townshipID), .optional(names.township(town.townshipID)?.name),
        .optional(names.county(nil, orOfTownship: town.townshipID)), .optional(town.clinics?.lowerBound),
        .optional(town.clinics?.upperBound),
      ]
    }
  }

  /// One row for each village of a mobile round, in the order of the journey.
  static func rounds(_ rounds: MobileRounds?) -> PlanTable {
    let records = (rounds?.bases ?? []).flatMap { base in
      base.rounds.flatMap { round in
        round.stops.enumerated().map { index, village -> [PropertyValue.Member] in
          [
            .init("base_id", .text(base.facility.id)), .init("base", .text(base.facility.name)),
            .init("round", .whole(round.number)), .init("stop", .whole(index + 1)),
            .init("settlement_id", .text(village.id)), .init("name", .text(village.name)),
            .init("population", .optional(village.population)), .init("driving_min", .minutes(round.driving)),
            .init("visits_min", .minutes(round.visits)), .init("round_min", .minutes(round.total)),
            .init("exceeds_day", .flag(round.exceedsDay)),
          ]
        }
      }
    }
    return PlanTable(
      name: "rounds", title: Phrase("Mobile rounds", "巡诊路线"),
      columns: [
        "base_id", "base", "round", "stop", "settlement_id", "name", "population", "driving_min", "visits_min",
        "round_min", "exceeds_day",
      ], records: records)
  }

  /// One row for each unit of the emergency chain.
  public static func network(_ links: [LinkRecord]) -> PlanTable {
    PlanTable(
      name: "network", title: Phrase("Emergency chain", "急救链"),
      columns: [
        "facility_id", "tier", "parent_id", "travel_min", "backup_id", "backup_travel_min", "name", "tier_zh",
        "parent_name", "distance_km", "travel_from_top_min", "within_standard", "population", "origin", "status",
        "neighbour_id", "neighbour", "neighbour_travel_min",
      ], of: links
    ) { $0.properties.map(\.value) }
  }

  /// The table as CSV.
  public func csv(for reader: CSVWriter.Reader) -> [UInt8] {
    var writer = CSVWriter(columns: columns, for: reader)
    for row in rows { writer.append(row) }
    return writer.takeBytes()
  }
}
