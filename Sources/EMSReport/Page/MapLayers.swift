import EMSFormats
import EMSModel
import EMSPlanning
import EMSPolicy
import GeoKit

extension MapLayer {
  /// Every layer that a plan has something for, from the ground up.
  static func all(of report: PlanReport, screen: ScreenShape) -> [MapLayer] {
    let names = PlanNames(report.area)
    var layers = [townships(report, screen)]
    layers += bands(report.bandsWithPlan, screen, isWithPlan: true)
    layers += bands(report.bands, screen, isWithPlan: false)
    layers.append(stations(report, screen))
    layers.append(serviceAreas(report, screen, names))
    layers += gaps(report, screen, names)
    layers.append(counties(report, screen))
    layers += chain(report)
    layers.append(facilities(report))
    layers.append(rounds(report))
    layers.append(villages(report))
    layers.append(provision(report, names))
    layers += sites(report, names)
    layers += changes(report, screen)
    return layers.filter { !$0.features.isEmpty }
  }

  private static func counties(_ report: PlanReport, _ screen: ScreenShape) -> MapLayer {
    let features = report.area.counties.compactMap { county in
      county.outline.map {
        Feature(
          geometry: .area(screen.simplified($0)), title: county.name,
          properties: [.init("population", .optional(county.population))])
      }
    }
    return MapLayer(
      id: "counties", title: Phrase("Counties", report.area.countyWord), symbol: .outline, colour: MapColour.county,
      fillOpacity: 0,
      lineWidth: 2, isShown: true, features: features)
  }

  private static func townships(_ report: PlanReport, _ screen: ScreenShape) -> MapLayer {
    let broken = Dictionary(grouping: report.scorecard?.lines.filter(\.breaksInTownship) ?? [], by: \.unitID)
    let features = report.townships.map { record in
      var measures = record.measures(radii: report.radii, TownshipRecord.Measured(of: [record]))
        .filter { $0.value != .null && !$0.name.hasSuffix("_id") && !$0.name.hasPrefix("area_within") }
      if let lines = broken[record.township.id] {
        let rules = lines.map { "\($0.name[report.language]): \($0.verdict.text[report.language])" }
        measures.append(.init("not_met", .text(rules.joined(separator: "; "))))
      }
      return Feature(
        geometry: .area(screen.simplified(record.township.boundary)), title: record.township.name,
        properties: measures)
    }
    return MapLayer(
      id: "townships", title: Phrase("Townships", "乡镇"), symbol: .area, colour: MapColour.township,
      fillOpacity: 0.04, lineWidth: 0.8, isShown: true, features: features)
  }

  /// Every settlement with the stations that are soonest there; nothing where no table of them was made.
  private static func villages(_ report: PlanReport) -> MapLayer {
    func list(_ near: [NearestStations.Near]) -> PropertyValue {
      .list(
        near.flatMap { near in
          [
            .whole(near.station), .decimal(near.distance.kilometres, places: 1),
            .decimal(near.time / .seconds(60), places: 1),
          ]
        })
    }
    var features: [Feature] = []
    if let table = report.nearestStations, table.ofSettlements.count == report.settlements.count {
      features = zip(report.settlements, table.ofSettlements).map { record, near in
        var properties: [PropertyValue.Member] = [
          .init("population", .optional(record.settlement.population)), .init("near", list(near.today)),
        ]
        if near.withPlan != near.today { properties.append(.init("near_plan", list(near.withPlan))) }
        return Feature(
          geometry: .point(record.settlement.location), title: record.settlement.name, properties: properties)
      }
    }
    return MapLayer(
      id: "villages", title: Phrase("Places where people live: three nearest stations", "村居：最近的三个急救站点"),
      symbol: .circle, colour: MapColour.ink, fillOpacity: 0.5, lineWidth: 0.4, isShown: false, features: features)
  }

  /// One layer for each radius, the widest lowest.
  private static func bands(_ bands: [BandRecord], _ screen: ScreenShape, isWithPlan: Bool) -> [MapLayer] {
    bands.enumerated().reversed().map { index, band in
      let radius = LimitName(band.radius).text
      let colour = MapColour.bands[min(index, MapColour.bands.count - 1)]
      let title =
        isWithPlan
        ? Phrase("With the plan: within \(radius.english) of a station", "实施后：急救站点\(radius.chinese)内")
        : Phrase("Within \(radius.english) of a station", "急救站点\(radius.chinese)内")
      let feature = Feature(
        geometry: .area(screen.simplified(band.shape)), title: "",
        properties: [
          .init("radius_km", .kilometres(band.radius)), .init("population_within", .optional(band.population)),
          .init("settlements_within", .whole(band.settlements)),
          .init("area_km2", .optional(band.area?.squareKilometres, places: 1)),
        ])
      return MapLayer(
        id: isWithPlan ? "after-band-\(index)" : "band-\(index)", title: title, symbol: .area, colour: colour,
        fillOpacity: 0.3, lineWidth: 1, isShown: !isWithPlan, features: band.shape.isEmpty ? [] : [feature])
    }
  }

  private static func stations(_ report: PlanReport, _ screen: ScreenShape) -> MapLayer {
    let features = report.stations.filter { !$0.shape.isEmpty }.map { station in
      Feature(
        geometry: .area(screen.simplified(station.shape)), title: station.facility.name,
        properties: [
          .init("radius_km", .optional(station.radius.kilometres, places: 1)),
          .init("required_radius_km", .optional(station.requiredRadius?.kilometres, places: 1)),
          .init("status", .text(station.status)), .init("territory_settlements", .whole(station.settlements)),
          .init("territory_population", .optional(station.population)),
          .init("population_beyond", .optional(station.populationBeyond)),
        ])
    }
    return MapLayer(
      id: "stations", title: Phrase("Coverage radius of each station", "各站点覆盖半径"), symbol: .outline,
      colour: MapColour.station, fillOpacity: 0, lineWidth: 1.2, isDashed: true, isShown: false, features: features)
  }

  private static func serviceAreas(_ report: PlanReport, _ screen: ScreenShape, _ names: PlanNames) -> MapLayer {
    let features = report.serviceAreas.filter { !$0.shape.isEmpty }.map { area in
      Feature(
        geometry: .area(screen.simplified(area.shape)),
        title: area.facility?.name ?? names.county(area.countyID) ?? "",
        properties: [
          .init("tier", .optional(area.tier?.rawValue)), .init("facilities", .whole(area.facilities.count)),
          .init("limit_min", .minutes(area.limit)),
          .init("mode", .text(area.mode.rawValue)), .init("model", .text(area.model)),
          .init("area_km2", .optional(area.area?.squareKilometres, places: 1)),
        ])
    }
    return MapLayer(
      id: "service-areas", title: Phrase("Service areas", "服务圈"), symbol: .area, colour: MapColour.serviceArea,
      fillOpacity: 0.2, lineWidth: 1, isShown: false, features: features)
  }

  /// One layer for each service, in the order of the gaps.
  private static func gaps(_ report: PlanReport, _ screen: ScreenShape, _ names: PlanNames) -> [MapLayer] {
    var services: [(service: String, name: Phrase)] = []
    for gap in report.gaps where !services.contains(where: { $0.service == gap.service }) {
      services.append((gap.service, gap.serviceName))
    }
    return services.enumerated().map { index, service in
      let features = report.gaps.filter { $0.service == service.service && !$0.shape.isEmpty }.map { gap in
        Feature(
          geometry: .area(screen.simplified(gap.shape)), title: names.township(gap.townshipID)?.name ?? "",
          properties: [
            .init("rank", .whole(gap.rank)), .init("population_uncovered", .optional(gap.population)),
            .init("settlements_uncovered", .whole(gap.settlements)),
            .init("area_km2", .optional(gap.area?.squareKilometres, places: 1)),
          ], colour: MapColour.gap(gap.population))
      }
      return MapLayer(
        id: service.service == report.emergencyService ? "gaps-emergency" : "gaps-\(index)",
        title: Phrase("Gaps: \(service.name.english)", "覆盖空白：\(service.name.chinese)"), symbol: .area,
        colour: MapColour.gaps[3], fillOpacity: 0.75, lineWidth: 0.6, isShown: index == 0,
        legend: MapColour.gapLegend, features: features)
    }
  }

  /// The links of the many villages apart from those of the tiers above, which they would hide.
  private static func chain(_ report: PlanReport) -> [MapLayer] {
    let sizes = Dictionary(grouping: report.links, by: \.tier).mapValues(\.count)
    func layer(_ id: String, _ title: Phrase, width: Double, where isChosen: (LinkRecord) -> Bool) -> MapLayer {
      MapLayer(
        id: id, title: title, symbol: .line, colour: MapColour.chain, fillOpacity: 0, lineWidth: width, isShown: false,
        features: report.links.filter(isChosen).compactMap { feature($0, isOneOfMany: isLarge($0)) })
    }
    func isLarge(_ link: LinkRecord) -> Bool { (sizes[link.tier] ?? 0) > PlanReport.longestListedTier }
    return [
      layer("network-villages", Phrase("Emergency chain: villages", "急救链：村级"), width: 0.6, where: isLarge),
      layer("network", Phrase("Emergency chain", "急救链"), width: 1.6) { !isLarge($0) },
    ]
  }

  /// nil for a unit that hangs on none; of many units the page tells the least, network.geojson all.
  private static func feature(_ link: LinkRecord, isOneOfMany: Bool) -> Feature? {
    link.parentLocation.map { parent in
      var properties: [PropertyValue.Member] = [
        .init("parent_name", .optional(link.parentName)),
        .init("travel_min", .optional(link.time.map { $0 / .seconds(60) }, places: 1)),
        .init("within_standard", .optional(link.isWithinStandard)),
      ]
      if isOneOfMany {
        return Feature(geometry: .line([parent, link.location]), title: link.unitName, properties: properties)
      }
      properties = [
        .init("tier", .text(link.tier)), .init("parent_name", .optional(link.parentName)),
        .init("travel_min", .optional(link.time.map { $0 / .seconds(60) }, places: 1)),
        .init("backup_travel_min", .optional(link.backupTime.map { $0 / .seconds(60) }, places: 1)),
        .init("travel_from_top_min", .optional(link.timeFromTop.map { $0 / .seconds(60) }, places: 1)),
        .init("within_standard", .optional(link.isWithinStandard)),
      ]
      return Feature(geometry: .line([parent, link.location]), title: link.unitName, properties: properties)
    }
  }

  /// The facilities there are, without the village clinics, of which there are too many to draw.
  private static func facilities(_ report: PlanReport) -> MapLayer {
    let shown = report.area.reachable.filter { $0.tier != .villageClinic }
    let features = shown.map { facility in
      Feature(
        geometry: .point(facility.location), title: facility.name,
        properties: [
          .init("tier", .optional(facility.tier?.rawValue)),
          .init("coord_precision", .text(facility.precision.rawValue)),
          .init("origin", .text(facility.origin.rawValue)),
        ] + (facility.isOutside ? [.init("outside", .flag(true))] : []))
    }
    return MapLayer(
      id: "facilities",
      title: FacilitiesTitle(of: shown, today: Phrase("All facilities there are", "现有全部机构")).whole, symbol: .circle,
      colour: MapColour.ink, fillOpacity: 0.8, lineWidth: 1, isShown: false, features: features)
  }

  private static func rounds(_ report: PlanReport) -> MapLayer {
    let features = (report.rounds?.bases ?? []).flatMap { base in
      base.rounds.map { round in
        Feature(
          geometry: .line(round.path(from: base.facility.location)), title: base.facility.name,
          properties: round.measures)
      }
    }
    return MapLayer(
      id: "rounds", title: Phrase("Mobile rounds", "巡诊路线"), symbol: .line,
      colour: MapColour.provision["mobile"] ?? MapColour.chain, fillOpacity: 0, lineWidth: 1.2, isDashed: true,
      isShown: false, features: features)
  }

  private static func provision(_ report: PlanReport, _ names: PlanNames) -> MapLayer {
    let features = report.clinics.map { clinic in
      Feature(
        geometry: .point(clinic.settlement.location), title: clinic.settlement.name,
        properties: [
          .init("township", .optional(names.township(clinic.settlement.townshipID)?.name)),
          .init("population", .optional(clinic.settlement.population)), .init("provision", .text(clinic.provision)),
          .init("served_by_name", .optional(clinic.servedByName)),
          .init("distance_km", .optional(clinic.distance?.kilometres, places: 1)),
          .init("rule", .optional(clinic.rule)),
        ], colour: MapColour.provision[clinic.provision])
    }
    let present = Set(report.clinics.map(\.provision))
    return MapLayer(
      id: "provision", title: Phrase("How each village is served", "各村服务方式"), symbol: .circle,
      colour: MapColour.township, fillOpacity: 0.8, lineWidth: 0.4, isShown: false,
      legend: MapColour.provisions.filter(present.contains).map {
        (MapColour.provision[$0] ?? MapColour.township, FieldTitle.word($0))
      }, features: features)
  }

  /// Existing sites, then recommended sites, one layer for each service.
  private static func sites(_ report: PlanReport, _ names: PlanNames) -> [MapLayer] {
    var services: [(service: String, name: Phrase)] = []
    for site in report.sites where !services.contains(where: { $0.service == site.service }) {
      services.append((site.service, site.serviceName))
    }
    return services.enumerated().flatMap { index, service in
      let present = report.sites.filter { $0.service == service.service }
      return [SiteRecord.Status.counted, .replaced, .planned, .existing, .recommended].compactMap {
        status -> MapLayer? in
        let chosen = present.filter { $0.status == status }
        guard !chosen.isEmpty || status == .existing || status == .recommended else { return nil }
        let title =
          switch status {
          case .existing: Phrase("Existing: \(service.name.english)", "现有：\(service.name.chinese)")
          case .replaced:
            Phrase("Replaced by a station: \(service.name.english)", "由服务站替代：\(service.name.chinese)")
          case .counted: Phrase("Serve as well: \(service.name.english)", "计入服务：\(service.name.chinese)")
          case .planned:
            Phrase("Planned for another service: \(service.name.english)", "本方案另项拟建：\(service.name.chinese)")
          case .recommended: Phrase("Recommended: \(service.name.english)", "推荐：\(service.name.chinese)")
          }
        let isRecommended = status == .recommended
        let mark = status == .existing || isRecommended ? nil : SVGMark(PaperLook.otherSite(status))
        // More numbers than this would hide each other and the map.
        let isNumbered = chosen.count <= 60
        let features = chosen.map { site in
          var hidden: Set = ["id", "name", "service", "status", "alternative_id", "named", "place_kind"]
          if isNumbered { hidden.insert("rank") }
          let properties = site.properties(names: names, isRobust: site.certainty != nil).filter {
            $0.value != .null && !hidden.contains($0.name)
          }
          return Feature(
            geometry: .point(site.location), title: site.name, properties: properties,
            label: isNumbered ? site.rank.map(String.init) : nil)
        }
        return MapLayer(
          id: "\(status.rawValue)-\(index)", title: title,
          symbol: isRecommended ? .diamond : mark == nil ? .circle : .mark, mark: mark,
          colour: isRecommended ? MapColour.recommended(service.service) : MapColour.existing,
          fillOpacity: 0.9, lineWidth: 1,
          isShown: isNumbered, features: features)
      }
    }
  }
}

extension Scorecard.Line {
  /// Whether a township does not meet the rule, the proposal counted.
  fileprivate var breaksInTownship: Bool { level == .township && verdict.status == .notMet }
}
