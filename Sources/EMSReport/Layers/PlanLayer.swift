import EMSFormats
import EMSModel
import EMSPlanning
import GeoKit

/// One layer of a plan: the features of one GeoJSON file, of one table of a GeoPackage.
public struct PlanLayer: Sendable {
  /// The name of the file without its ending, and of the layer.
  public var name: String
  public var title: Phrase
  public var features: [GeoJSONFeature]

  /// Every layer of a plan, in the order in which they are listed.
  public static func all(of report: PlanReport) -> [PlanLayer] {
    let names = PlanNames(report.area)
    return [
      .coverage(bands: report.bands, stations: report.stations), .serviceAreas(report.serviceAreas),
      .gaps(report.gaps, names: names), .townships(report.townships, radii: report.radii),
      .sites(report.sites, names: names), .clinics(report.clinics, names: names), .network(report.links),
      .rounds(report.rounds),
    ] + (report.comparison.map { [.changedTowns($0, in: report.area), .changedPlaces($0)] } ?? [])
  }

  /// One feature for each dissolved band, then one for each station.
  public static func coverage(bands: [BandRecord], stations: [StationRecord]) -> PlanLayer {
    let bandFeatures = bands.map { band in
      GeoJSONFeature(
        id: "band-\(LimitName(band.radius).figure)", geometry: .area(band.shape),
        properties: [
          .init("kind", "band"), .init("radius_km", .kilometres(band.radius)),
          .init("area_km2", .squareKilometres(band.area)), .init("population_within", .optional(band.population)),
          .init("settlements_within", .whole(band.settlements)),
        ])
    }
    let stationFeatures = stations.map { station in
      GeoJSONFeature(
        id: station.facility.id, geometry: .area(station.shape),
        properties: [
          .init("kind", "station"), .init("facility_id", .text(station.facility.id)),
          .init("facility_name", .text(station.facility.name)),
          .init("tier", .optional(station.facility.tier?.rawValue)),
          .init("radius_km", .kilometres(station.radius)),
          .init("required_radius_km", .kilometres(station.requiredRadius)),
          .init("required_radius_min", .minutes(station.requiredTime)), .init("status", .text(station.status)),
          .init("territory_settlements", .whole(station.settlements)),
          .init("territory_population", .optional(station.population)),
          .init("settlements_beyond", .whole(station.settlementsBeyond)),
          .init("population_beyond", .optional(station.populationBeyond)),
          .init("coord_precision", .text(station.facility.precision.rawValue)),
          .init("origin", .text(station.facility.origin.rawValue)),
        ])
    }
    return PlanLayer(
      name: "coverage", title: Phrase("Emergency coverage", "急救覆盖范围"),
      features: bandFeatures + stationFeatures)
  }

  /// One feature for each facility, or for the village clinics of a county, and time limit.
  public static func serviceAreas(_ areas: [ServiceAreaRecord]) -> PlanLayer {
    PlanLayer(
      name: "service-areas", title: Phrase("Service areas", "服务圈"),
      features: areas.map { area in
        GeoJSONFeature(
          id: area.facility?.id ?? [area.tier?.rawValue, area.countyID].compactMap { $0 }.joined(separator: "-"),
          geometry: .area(area.shape),
          properties: [
            .init("facility_id", .optional(area.facility?.id)), .init("facility_name", .optional(area.facility?.name)),
            .init("tier", .optional(area.tier?.rawValue)), .init("county_id", .optional(area.countyID)),
            .init("facilities", .whole(area.facilities.count)), .init("limit_min", .minutes(area.limit)),
            .init("mode", .text(area.mode.rawValue)), .init("model", .text(area.model)),
            .init("area_km2", .squareKilometres(area.area)),
            .init("coord_precision", .optional(area.common(\.precision)?.rawValue)),
            .init("origin", .optional(area.common(\.origin)?.rawValue)),
          ])
      })
  }

  /// One feature for each township and service of which something is not reached.
  static func gaps(_ gaps: [GapRecord], names: PlanNames) -> PlanLayer {
    PlanLayer(
      name: "gaps", title: Phrase("Gaps", "覆盖空白"),
      features: gaps.map { gap in
        let township = names.township(gap.townshipID)
        return GeoJSONFeature(
          id: "\(gap.service)-\(gap.townshipID)", geometry: .area(gap.shape),
          properties: [
            .init("service", .text(gap.service)), .init("service_en", .text(gap.serviceName.english)),
            .init("service_zh", .text(gap.serviceName.chinese)), .init("rank", .whole(gap.rank)),
            .init("township_id", .text(gap.townshipID)), .init("township", .optional(township?.name)),
            .init("county", .optional(names.county(township?.countyID))),
            .init("area_km2", .squareKilometres(gap.area)),
            .init("population_uncovered", .optional(gap.population)),
            .init("settlements_uncovered", .whole(gap.settlements)),
            .init("boundary_origin", .optional(township?.boundaryOrigin.rawValue)),
          ])
      })
  }

  /// One feature for each township.
  public static func townships(_ townships: [TownshipRecord], radii: [Distance]) -> PlanLayer {
    let measured = TownshipRecord.Measured(of: townships)
    return PlanLayer(
      name: "townships", title: Phrase("Townships", "乡镇"),
      features: townships.map { record in
        GeoJSONFeature(
          id: record.township.id, geometry: .area(record.township.boundary),
          properties: [.init("id", .text(record.township.id)), .init("name", .text(record.township.name))]
            + record.measures(radii: radii, measured))
      })
  }

  /// One feature for each existing or recommended site.
  static func sites(_ sites: [SiteRecord], names: PlanNames) -> PlanLayer {
    let isRobust = sites.contains { $0.certainty != nil }
    return PlanLayer(
      name: "sites", title: Phrase("Sites", "站点"),
      features: sites.map { site in
        GeoJSONFeature(
          id: "\(site.service)-\(site.place.kind)-\(site.place.text)", geometry: .point(site.location),
          properties: site.properties(names: names, isRobust: isRobust))
      })
  }

  /// One feature for each settlement and how it is served.
  static func clinics(_ clinics: [ClinicRecord], names: PlanNames) -> PlanLayer {
    PlanLayer(
      name: "clinics", title: Phrase("Village clinics", "村卫生室"),
      features: clinics.map { clinic in
        let settlement = clinic.settlement
        return GeoJSONFeature(
          id: settlement.id, geometry: .point(settlement.location),
          properties: [
            .init("settlement_id", .text(settlement.id)), .init("name", .text(settlement.name)),
            .init("township_id", .optional(settlement.townshipID)),
            .init("township", .optional(names.township(settlement.townshipID)?.name)),
            .init("population", .optional(settlement.population)), .init("provision", .text(clinic.provision)),
            .init("provision_zh", .text(clinic.provisionName.chinese)),
            .init("served_by", .optional(clinic.servedBy?.text)),
            .init("served_by_kind", .optional(clinic.servedBy?.kind)),
            .init("served_by_name", .optional(clinic.servedByName)),
            .init("distance_km", .kilometres(clinic.distance)), .init("travel_min", .minutes(clinic.time)),
            .init("rule", .optional(clinic.rule)), .init("citation", .optional(clinic.citation)),
            .init("reason", .optional(clinic.reason?.english)),
            .init("reason_zh", .optional(clinic.reason?.chinese)),
            .init("population_origin", .text(settlement.origin.rawValue)),
          ])
      })
  }

  /// One feature for each mobile round, a line from the base through its villages and back.
  static func rounds(_ rounds: MobileRounds?) -> PlanLayer {
    PlanLayer(
      name: "rounds", title: Phrase("Mobile rounds", "巡诊路线"),
      features: (rounds?.bases ?? []).flatMap { base in
        base.rounds.map { round in
          GeoJSONFeature(
            id: "\(base.facility.id)-\(round.number)", geometry: .line(round.path(from: base.facility.location)),
            properties: [.init("base_id", .text(base.facility.id)), .init("base", .text(base.facility.name))]
              + round.measures)
        }
      })
  }

  /// One feature for each link of the emergency chain; a unit without a parent has no geometry.
  public static func network(_ links: [LinkRecord]) -> PlanLayer {
    PlanLayer(
      name: "network", title: Phrase("Emergency chain", "急救链"),
      features: links.map { link in
        GeoJSONFeature(
          id: link.unitID, geometry: link.parentLocation.map { .line([$0, link.location]) },
          properties: link.properties)
      })
  }
}

extension MobileRound {
  /// The measures of the feature, and what a click on the map shows.
  var measures: [PropertyValue.Member] {
    [
      .init("round", .whole(number)), .init("villages", .whole(stops.count)),
      .init("stops", .text(stops.map(\.name).joined(separator: " → "))), .init("population", .optional(people)),
      .init("driving_min", .minutes(driving)), .init("visits_min", .minutes(visits)),
      .init("round_min", .minutes(total)), .init("exceeds_day", .flag(exceedsDay)),
    ]
  }

  func path(from base: Coordinate) -> [Coordinate] { [base] + stops.map(\.location) + [base] }
}

extension LinkRecord {
  /// The properties of the feature and the columns of the table.
  var properties: [PropertyValue.Member] {
    [
      .init("facility_id", .text(unitID)), .init("tier", .text(tier)), .init("parent_id", .optional(parentID)),
      .init("travel_min", .minutes(time)), .init("backup_id", .optional(backupID)),
      .init("backup_travel_min", .minutes(backupTime)), .init("name", .text(unitName)),
      .init("tier_zh", .text(tierName.chinese)), .init("parent_name", .optional(parentName)),
      .init("distance_km", .kilometres(distance)), .init("travel_from_top_min", .minutes(timeFromTop)),
      .init("within_standard", .optional(isWithinStandard)), .init("population", .optional(population)),
      .init("origin", .text(origin.rawValue)), .init("status", .text(status)),
      .init("neighbour_id", .optional(neighbourID)), .init("neighbour", .optional(neighbourName)),
      .init("neighbour_travel_min", .minutes(neighbourTime)),
    ]
  }
}

extension SiteRecord {
  /// The properties of the feature and the columns of the table.
  ///
  /// - Parameter isRobust: whether anybody asked how sure sites are.
  func properties(names: PlanNames, isRobust: Bool) -> [PropertyValue.Member] {
    [
      .init("service", .text(service)), .init("status", .text(status.rawValue)),
      .init("rank", .optional(rank)), .init("id", .text(place.text)), .init("name", .text(name)),
      .init("county", .optional(names.county(countyID, orOfTownship: townshipID))),
      .init("township", .optional(names.township(townshipID)?.name)), .init("named", .flag(isNamed)),
      .init("population_gained", .optional(populationGained)),
      .init("settlements_gained", .optional(settlementsGained)),
      .init("settlements_served", .optional(settlementsServed)), .init("alternative", .optional(alternativeName)),
      .init("alternative_id", .optional(alternativeID)),
      .init("alternative_loss", .optional(alternativeLoss?.objective, places: 3)),
      .init("marginal_value", .optional(marginalValue, places: 3)),
      .init("town_people", .optional(strength?.townPeople)),
      .init("concentration", .optional(strength?.concentration, places: 4)),
      .init("beds", .optional(strength?.beds)), .init("grade", .optional(strength?.grade)),
      .init("strength", .optional(strength?.score, places: 4)), .init("reason", .optional(reason?.english)),
      .init("reason_zh", .optional(reason?.chinese)), .init("origin", .text(origin.rawValue)),
      .init("citation", .optional(citation)), .init("place_kind", .text(place.kind)),
      .init("forced", .flag(isForced)), .init("nearer", .optional(gainedTime?.heads)),
      .init("nearer_min", .minutes(gainedTime?.mean)),
      .init("person_minutes_saved", .optional(gainedTime.map { $0.personSeconds / 60 }, places: 1)),
      .init(
        "alternative_person_minutes",
        .optional(gainedTime == nil ? nil : alternativeLoss.map { $0.personSeconds / 60 }, places: 1)),
      .init("works", .optional(works?.rawValue)), .init("by_year", .optional(year)),
      .init("cost", .optional(cost, places: 2)), .init("cost_unit", .optional(costUnit)),
      .init("staff", .optional(staff, places: 2)),
    ] + (isRobust ? certaintyMembers : [])
  }

  /// As in `robust.csv`.
  private var certaintyMembers: [PropertyValue.Member] {
    [
      .init("standing", .optional(certainty?.standing.rawValue)), .init("best_share", .share(certainty?.share)),
      .init("best_share_low", .share(certainty?.interval.lowerBound)),
      .init("best_share_high", .share(certainty?.interval.upperBound)),
    ]
  }
}
