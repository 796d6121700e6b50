import EMSMaps
import EMSModel
import EMSPlanning
import GeoKit

/// The maps of a plan on paper: a sheet for each theme of the region that the plan has something for, then one for each
/// county with all of them.
struct PlanMaps {
  /// A sheet and the name of its file: `coverage`, or the county's code.
  struct Sheet: Sendable {
    var name: String
    var sheet: MapSheet
  }

  private let report: PlanReport
  private let names: PlanNames
  private var language: Language { report.language }
  private let region: [Coordinate]

  init(_ report: PlanReport) {
    self.report = report
    names = PlanNames(report.area)
    let outlines = report.area.counties.compactMap(\.outline)
    let shapes = outlines.isEmpty ? report.area.townships.map(\.boundary) : outlines
    let corners = Self.corners(of: shapes)
    region =
      corners.isEmpty ? report.area.settlements.map(\.location) + report.area.facilities.map(\.location) : corners
  }

  /// Those of the region.
  var themes: [Sheet] {
    guard !region.isEmpty else { return [] }
    return [coverage, gaps, sites, chain, clinics].compactMap { $0 }
  }

  /// One for each county whose ground is known.
  var counties: [Sheet] { report.area.counties.compactMap(county) }

  // MARK: Themes

  private var coverage: Sheet? {
    guard !report.bands.isEmpty else { return nil }
    var drawing = Drawing(ground: ground)
    drawing.under(
      bandLayers(PaperLook.band), heading(Phrase("Emergency radii today", "现状急救半径")),
      bandLegend(.area, { PaperLook.bandSample($0, of: report.bands.count) }, hasPeople: true))
    let facilities = report.stations.map(\.facility)
    drawing.over(
      existing(facilities), heading(Phrase("Emergency stations", "急救站点")), legend(ofExisting: facilities))
    return sheet(
      "coverage", Phrase("Emergency coverage today", "急救覆盖现状图"), drawing, labels: countyLabels + townLabels())
  }

  private var gaps: Sheet? {
    let own = report.emergencyGaps
    guard !own.isEmpty else { return nil }
    var drawing = Drawing(ground: ground)
    drawing.under(
      gapLayers(own), gapHeading(own), gapLegend(own))
    let facilities = report.stations.map(\.facility)
    drawing.over(existing(facilities), heading(Phrase("Emergency stations", "急救站点")), legend(ofExisting: facilities))
    let people = Dictionary(own.map { ($0.townshipID, $0.population) }, uniquingKeysWith: { first, _ in first })
    return sheet(
      "gaps", Phrase("People not covered today", "急救覆盖空白图"), drawing,
      labels: countyLabels
        + townLabels { town in (people[town.id] ?? nil).map { $0 > 0 ? NumberText.grouped($0) : nil } ?? nil })
  }

  private var sites: Sheet? {
    guard report.sites.contains(where: { $0.status == .recommended }) else { return nil }
    var drawing = Drawing(ground: ground)
    let few = report.sitings.filter { siting in
      report.sites.count { $0.service == siting.service && $0.status == .recommended } <= Self.mostNamed
    }.map(\.service)
    guard !few.isEmpty else { return nil }
    let shown = report.sites.filter { few.contains($0.service) }
    drawing.over(siteLayers(shown), heading(Phrase("Sites", "站点")), siteLegend(shown))
    return sheet(
      "sites", Phrase("Existing and proposed sites", "现状与规划站点图"), drawing,
      labels: countyLabels + siteLabels(shown) + townLabels())
  }

  private var chain: Sheet? {
    guard !listedLinks.isEmpty else { return nil }
    var drawing = Drawing(ground: ground)
    let units = linkedFacilities(listedLinks)
    drawing.under(
      chainLayers(listedLinks), heading(Phrase("Emergency chain", "急救链")),
      [.init(.line, PaperLook.chain, Phrase("hangs on", "挂靠关系")[language])])
    drawing.over(existing(units), heading(Phrase("Units", "单位")), legend(ofExisting: units))
    return sheet(
      "network", Phrase("Emergency chain", "急救链图"), drawing, labels: countyLabels + facilityLabels(units) + townLabels()
    )
  }

  private var clinics: Sheet? {
    guard !report.clinics.isEmpty else { return nil }
    var drawing = Drawing(ground: ground)
    drawing.over(
      clinicLayers(report.clinics), heading(Phrase("How villages are served", "村级服务方式")), clinicLegend(report.clinics))
    return sheet(
      "clinics", Phrase("How villages are served", "村级卫生服务布局图"), drawing, labels: countyLabels + townLabels())
  }

  private func county(_ county: County) -> Sheet? {
    let towns = report.area.townships.filter { $0.countyID == county.id }
    let extent = Self.corners(of: county.outline.map { [$0] } ?? towns.map(\.boundary))
    guard !extent.isEmpty else { return nil }
    let own = Set(towns.map(\.id))
    func isHere(_ countyID: String?, _ townshipID: String?) -> Bool {
      countyID == county.id || townshipID.map(own.contains) ?? false
    }
    var drawing = Drawing(ground: ground)
    let gaps = report.emergencyGaps.filter { own.contains($0.townshipID) }
    drawing.under(
      gapLayers(gaps, opacity: 0.4), gapHeading(gaps), gapLegend(gaps, opacity: 0.4))
    drawing.under(
      bandLayers(PaperLook.bandOutline), heading(Phrase("Emergency radii today", "现状急救半径")),
      bandLegend(.line, PaperLook.bandOutline, hasPeople: false))
    let clinics = report.clinics.filter { isHere($0.settlement.countyID, $0.settlement.townshipID) }
    if !clinics.isEmpty {
      drawing.over(clinicLayers(clinics), heading(Phrase("How villages are served", "村级服务方式")), clinicLegend(clinics))
    }
    let facilities = report.area.facilities.filter { isHere($0.countyID, $0.townshipID) && $0.tier != .villageClinic }
    let ids = Set(facilities.map(\.id))
    let links = listedLinks.filter { ids.contains($0.unitID) }
    drawing.under(
      chainLayers(links), nil,
      links.isEmpty ? [] : [.init(.line, PaperLook.chain, Phrase("emergency chain", "急救链挂靠关系")[language])])
    drawing.over(
      existing(facilities), heading(FacilitiesTitle(of: facilities).whole), legend(ofExisting: facilities))
    let sites = report.sites.filter {
      $0.status == .recommended && $0.service != "central_village_clinic" && isHere($0.countyID, $0.townshipID)
    }
    drawing.over(siteLayers(sites), sites.isEmpty ? nil : heading(Phrase("Proposed", "规划站点")), siteLegend(sites))
    let villageLabels = clinics.map { clinic in
      MapSheet.Label(
        clinic.settlement.name, at: clinic.settlement.location, priority: 4, size: 5.5, ink: MapInk("#444444"),
        distance: 3)
    }
    return sheet(
      county.id, Phrase("\(county.name): all themes", "\(county.name)综合图"), drawing, extent: extent,
      labels: siteLabels(sites) + townLabels() + villageLabels)
  }

  // MARK: Parts

  /// What is drawn, in three storeys, and the legend from above to below.
  private struct Drawing {
    var layers: [MapSheet.Layer] { lower + ground + upper }
    var legend: [MapSheet.LegendEntry] { upperLegend + lowerLegend + groundLegend }
    private var lower: [MapSheet.Layer] = []
    private var upper: [MapSheet.Layer] = []
    private var upperLegend: [MapSheet.LegendEntry] = []
    private var lowerLegend: [MapSheet.LegendEntry] = []
    private let ground: [MapSheet.Layer]
    private let groundLegend: [MapSheet.LegendEntry]

    init(ground: (layers: [MapSheet.Layer], legend: [MapSheet.LegendEntry])) {
      (self.ground, groundLegend) = ground
    }

    mutating func under(
      _ layers: [MapSheet.Layer], _ heading: MapSheet.LegendEntry?, _ legend: [MapSheet.LegendEntry]
    ) {
      lower += layers
      lowerLegend += (legend.isEmpty ? [] : [heading].compactMap { $0 }) + legend
    }

    mutating func over(
      _ layers: [MapSheet.Layer], _ heading: MapSheet.LegendEntry?, _ legend: [MapSheet.LegendEntry]
    ) {
      upper += layers
      upperLegend += (legend.isEmpty ? [] : [heading].compactMap { $0 }) + legend
    }
  }

  /// More sites of a kind than this are no sites that a sheet can name.
  private static let mostNamed = 60

  private var ground: (layers: [MapSheet.Layer], legend: [MapSheet.LegendEntry]) {
    var layers: [MapSheet.Layer] = []
    if !report.roads.isEmpty { layers.append(MapSheet.Layer(PaperLook.road, report.roads.map { .line($0.points) })) }
    layers.append(MapSheet.Layer(PaperLook.town, report.area.townships.map { .area($0.boundary) }))
    var legend = [MapSheet.LegendEntry(.line, PaperLook.town, Phrase("township", "乡镇界")[language])]
    if report.area.townships.contains(where: { $0.boundaryOrigin != .surveyed }) {
      legend[0].text = Phrase("township (boundary derived)", "乡镇界（推算）")[language]
    }
    if !report.roads.isEmpty {
      legend.append(.init(.line, PaperLook.road, Phrase("main road", "主要道路")[language]))
    }
    let outlines = report.area.counties.compactMap(\.outline)
    if !outlines.isEmpty {
      layers.append(MapSheet.Layer(PaperLook.county, outlines.map { .area($0) }))
      legend.append(.init(.line, PaperLook.county, Phrase("county", "县界")[language]))
    }
    return (layers, [heading(Phrase("Ground", "底图"))] + legend)
  }

  private func heading(_ phrase: Phrase) -> MapSheet.LegendEntry { .init(.heading, MapStyle(), phrase[language]) }

  private func bandLayers(_ look: (Int) -> MapStyle) -> [MapSheet.Layer] {
    report.bands.enumerated().reversed().filter { !$1.shape.isEmpty }.map { index, band in
      MapSheet.Layer(look(index), [.area(band.shape)])
    }
  }

  /// - Parameter hasPeople: whether the people of the whole region stand behind each radius.
  private func bandLegend(
    _ sample: MapSheet.LegendEntry.Sample, _ look: (Int) -> MapStyle, hasPeople: Bool
  ) -> [MapSheet.LegendEntry] {
    report.bands.enumerated().map { index, band in
      let radius = LimitName(band.radius).text
      let people =
        hasPeople ? band.population.map { " · \(NumberText.grouped($0))" + Phrase(" people", "人")[language] } ?? "" : ""
      return .init(sample, look(index), Phrase("within \(radius.english)", "\(radius.chinese)内")[language] + people)
    }
  }

  private func gapLayers(_ gaps: [GapRecord], opacity: Double = 0.8) -> [MapSheet.Layer] {
    let byColour = Dictionary(grouping: gaps.filter { !$0.shape.isEmpty }) { MapColour.gap($0.population) }
    return MapColour.gaps.compactMap { colour in
      byColour[colour].map { MapSheet.Layer(PaperLook.gap(colour, opacity: opacity), $0.map { .area($0.shape) }) }
    }
  }

  /// Whom the colours of the gaps count.
  private func gapHeading(_ gaps: [GapRecord]) -> MapSheet.LegendEntry? {
    gaps.first.map { gap in
      heading(
        Phrase("Not covered, people of the town (\(gap.serviceName.english))", "未覆盖人口，按乡镇（\(gap.serviceName.chinese)）"))
    }
  }

  private func gapLegend(_ gaps: [GapRecord], opacity: Double = 0.8) -> [MapSheet.LegendEntry] {
    let present = Set(gaps.filter { !$0.shape.isEmpty }.map { MapColour.gap($0.population) })
    return MapColour.gapLegend.filter { present.contains($0.colour) }.map {
      .init(.area, PaperLook.gap($0.colour, opacity: opacity), $0.meaning[language])
    }
  }

  /// One layer for each tier, the highest above.
  private func existing(_ facilities: [Facility]) -> [MapSheet.Layer] {
    tiers(of: facilities).reversed().map { tier in
      MapSheet.Layer(
        PaperLook.existing(tier), facilities.filter { $0.tier == tier }.map { .place($0.location) })
    }
  }

  private func legend(ofExisting facilities: [Facility]) -> [MapSheet.LegendEntry] {
    tiers(of: facilities).map { tier in
      .init(.place, PaperLook.existing(tier), report.name(of: tier)[language])
    }
  }

  /// From the highest to the lowest; nil, the unknown, last.
  private func tiers(of facilities: [Facility]) -> [FacilityTier?] {
    let present = Set(facilities.map(\.tier))
    return (FacilityTier.allCases.map { Optional($0) } + [nil]).filter(present.contains)
  }

  private func siteLayers(_ sites: [SiteRecord]) -> [MapSheet.Layer] {
    // What is proposed stands above what is there. What the plan proposes for another service is drawn there.
    [SiteRecord.Status.counted, .replaced, .existing, .recommended].flatMap { status in
      services(of: sites).reversed().map { service in
        MapSheet.Layer(
          PaperLook.site(status, service.tier),
          sites.filter { $0.service == service.word && $0.status == status }.map { .place($0.location) })
      }
    }
  }

  private func siteLegend(_ sites: [SiteRecord]) -> [MapSheet.LegendEntry] {
    let ofServices = services(of: sites).flatMap { service in
      [SiteRecord.Status.recommended, .existing].compactMap { status in
        siteLegendRow(status, of: [service], in: sites)
      }
    }
    // These marks are one for all services, and so is their row.
    let ofOthers = [SiteRecord.Status.replaced, .counted, .planned].compactMap { status in
      siteLegendRow(status, of: services(of: sites), in: sites)
    }
    return ofServices + ofOthers
  }

  private func siteLegendRow(
    _ status: SiteRecord.Status, of services: [Service], in sites: [SiteRecord]
  ) -> MapSheet.LegendEntry? {
    let counts = services.compactMap { service in
      let count = sites.count { $0.service == service.word && $0.status == status }
      return count > 0 ? (service: service, count: NumberText.grouped(count)) : nil
    }
    guard let first = counts.first else { return nil }
    let word =
      switch status {
      case .recommended: Phrase("proposed", "规划")
      case .existing: Phrase("existing", "现有")
      case .replaced: Phrase("replaced by a station", "由服务站替代")
      case .counted: Phrase("others that serve as well", "其他计入服务的机构")
      case .planned: Phrase("planned for another service", "本方案另项拟建")
      }
    let text =
      counts.count == 1
      ? Phrase(
        "\(first.service.name.english), \(word.english) (\(first.count))",
        "\(first.service.name.chinese)，\(word.chinese)（\(first.count)）")
      : Phrase(
        "\(word.english.prefix(1).uppercased())\(word.english.dropFirst()) "
          + "(\(counts.map { "\($0.service.name.english) \($0.count)" }.joined(separator: ", ")))",
        "\(word.chinese)（\(counts.map { "\($0.service.name.chinese)\($0.count)" }.joined(separator: "，"))）")
    return .init(.place, PaperLook.site(status, first.service.tier), text[language])
  }

  private typealias Service = (word: String, name: Phrase, tier: FacilityTier?)

  private func services(of sites: [SiteRecord]) -> [Service] {
    var services: [Service] = []
    for site in sites where !services.contains(where: { $0.word == site.service }) {
      services.append((site.service, site.serviceName, FacilityTier(rawValue: site.service)))
    }
    return services
  }

  /// The links of the tiers above the villages, of which there are too many to draw.
  private var listedLinks: [LinkRecord] {
    let sizes = Dictionary(grouping: report.links, by: \.tier).mapValues(\.count)
    return report.links.filter { (sizes[$0.tier] ?? 0) <= PlanReport.longestListedTier }
  }

  private func chainLayers(_ links: [LinkRecord]) -> [MapSheet.Layer] {
    let lines = links.compactMap { link in
      link.parentLocation.map { MapSheet.Shape.line([$0, link.location]) }
    }
    return lines.isEmpty ? [] : [MapSheet.Layer(PaperLook.chain, lines)]
  }

  private func linkedFacilities(_ links: [LinkRecord]) -> [Facility] {
    let ids = Set(links.map(\.unitID))
    return report.area.facilities.filter { ids.contains($0.id) }
  }

  private func clinicLayers(_ clinics: [ClinicRecord]) -> [MapSheet.Layer] {
    let places = Dictionary(grouping: clinics, by: \.provision)
    // The central ones above all others.
    let order = MapColour.provisions.filter { $0 != "central" } + ["central"]
    return order.compactMap { way in
      places[way].map { MapSheet.Layer(PaperLook.provision(way), $0.map { .place($0.settlement.location) }) }
    }
  }

  private func clinicLegend(_ clinics: [ClinicRecord]) -> [MapSheet.LegendEntry] {
    MapColour.provisions.compactMap { way in
      let own = clinics.filter { $0.provision == way }
      return own.first.map { first in
        .init(.place, PaperLook.provision(way), "\(first.provisionName[language]) (\(NumberText.grouped(own.count)))")
      }
    }
  }

  // MARK: Names

  private var countyLabels: [MapSheet.Label] {
    report.area.counties.compactMap { county in
      county.outline.flatMap(Self.middle).map { place in
        MapSheet.Label(
          county.name, at: place, priority: 0, size: 13, isBold: true, ink: MapInk("#555555"), distance: 0)
      }
    }
  }

  /// - Parameter figure: what stands behind the name; nil for nothing.
  private func townLabels(_ figure: (Township) -> String? = { _ in nil }) -> [MapSheet.Label] {
    report.area.townships.compactMap { town in
      let text = figure(town).map { "\(town.name) \($0)" } ?? town.name
      if let seat = town.seat { return MapSheet.Label(text, at: seat, priority: 2, size: 8, distance: 5) }
      return Self.middle(of: town.boundary).map { MapSheet.Label(text, at: $0, priority: 2, size: 8, distance: 0) }
    }
  }

  private func siteLabels(_ sites: [SiteRecord]) -> [MapSheet.Label] {
    sites.filter { $0.status == .recommended }.map { site in
      MapSheet.Label(
        [site.rank.map(String.init), site.name].compactMap { $0 }.joined(separator: " "), at: site.location,
        priority: 1,
        size: 8, isBold: true, ink: PaperLook.ink(ofProposed: site.service), distance: 7)
    }
  }

  private func facilityLabels(_ facilities: [Facility]) -> [MapSheet.Label] {
    let proposed = Dictionary(
      report.sites.filter { $0.status == .recommended }.map { ($0.place, $0.service) },
      uniquingKeysWith: { first, _ in first })
    return facilities.map { facility in
      let ink = proposed[.facility(facility.id)].map(PaperLook.ink(ofProposed:)) ?? PaperLook.label
      return MapSheet.Label(facility.name, at: facility.location, priority: 3, size: 6.5, ink: ink, distance: 6)
    }
  }

  // MARK: The sheet

  private func sheet(
    _ name: String, _ title: Phrase, _ drawing: Drawing, extent: [Coordinate]? = nil, labels: [MapSheet.Label]
  ) -> Sheet {
    let area = report.area.title[language]
    return Sheet(
      name: name,
      sheet: MapSheet(
        title: title[language].hasPrefix(area) ? title[language] : "\(area) \(title[language])",
        extent: extent ?? region, layers: drawing.layers,
        labels: labels, legend: drawing.legend, margin: margin, words: words))
  }

  private var words: MapWords {
    language == .chinese
      ? MapWords(
        legend: "图例", north: "北", kilometres: "公里", projection: "兰勃特等积方位投影，WGS 84",
        namesLeftOut: { "因图面所限，\($0)个地名未注记。" })
      : MapWords(
        legend: "Legend", north: "N", kilometres: "km", projection: "Lambert azimuthal equal-area, WGS 84",
        namesLeftOut: { "\($0.of("name", "names")) found no room." })
  }

  /// Sources, what is derived or assumed, and what public use needs.
  private var margin: [String] {
    let stop = language == .chinese ? "；" : "; "
    let sources = report.sources.map { source in
      let told = [source.file].compactMap { $0 } + source.told.map { $0[language] }
      return Phrase(
        "\(source.content.english) (\(told.joined(separator: ", ")))",
        "\(source.content.chinese)（\(told.joined(separator: "，"))）")[language]
    }
    let notes = report.notes.filter { $0.kind == .derivation || $0.kind == .assumption }
      .map { language == .chinese ? $0.chinese : $0.english }
    return [
      Phrase("Sources: ", "资料来源：")[language] + sources.joined(separator: stop),
      Phrase("Assumed and derived: ", "假定与推算：")[language]
        + (notes.isEmpty ? Phrase("nothing", "无")[language] : notes.joined(separator: stop)),
      MapReview.sentence[language] + "  emsplan \(ToolVersion.text)",
    ]
  }

  private static func corners(of shapes: [MultiPolygon]) -> [Coordinate] {
    shapes.flatMap { $0.polygons.flatMap(\.shell.coordinates) }
  }

  /// The middle of the largest part, for a name.
  private static func middle(of shape: MultiPolygon) -> Coordinate? {
    let box = shape.polygons.map { polygon -> (area: Double, middle: Coordinate?) in
      guard let origin = polygon.shell.coordinates.first else { return (0, nil) }
      var (area, x, y) = (0.0, 0.0, 0.0)
      let ring = polygon.shell.coordinates
      for (a, b) in zip(ring, ring.dropFirst()) {
        let (ax, ay) = (a.longitude - origin.longitude, a.latitude - origin.latitude)
        let (bx, by) = (b.longitude - origin.longitude, b.latitude - origin.latitude)
        let cross = ax * by - bx * ay
        area += cross
        x += (ax + bx) * cross
        y += (ay + by) * cross
      }
      guard area != 0 else { return (0, origin) }
      return (
        abs(area),
        Coordinate(longitude: origin.longitude + x / (3 * area), latitude: origin.latitude + y / (3 * area))
      )
    }
    return box.max { $0.area < $1.area }?.middle
  }
}

/// What China's rules for maps ask of whoever shows one to the public (地图管理条例, 2015, article 15).
package enum MapReview {
  package static let sentence = Phrase(
    "For work within the authority. Before a map is shown to the public in China it has to be reviewed and carries its review number (审图号).",
    "供内部工作使用；向社会公开前须依法送审，并标注审图号。")
}
