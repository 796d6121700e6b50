import EMSFormats
import EMSModel
import Foundation
import GeoKit

/// A plan of an OpenStreetMap extract alone: its boundaries, places and facilities as files, and the plan that names
/// them.
public struct OpenStreetMapDraft: Sendable {
  /// What of the extract is planned.
  public enum Region: Sendable {
    case everything
    /// The administrative area of a name, in any language.
    case named(String)
    case box(west: Double, south: Double, east: Double, north: Double)
  }

  /// The licence of the data, which every output repeats.
  public static let attribution = OpenStreetMapLicence.attribution

  /// The `admin_level` of the counties; nil where no level above the townships covers the region.
  public let countyLevel: Int?
  /// The `admin_level` of the townships.
  public let townshipLevel: Int
  public private(set) var counties: [OpenStreetMapPlaces.Boundary] = []
  public private(set) var townships: [OpenStreetMapPlaces.Boundary] = []
  public private(set) var settlements: [OpenStreetMapPlaces.Place] = []
  public private(set) var facilities: [OpenStreetMapPlaces.Place] = []
  /// The names of the boundaries of the townships' level that the extract cuts: they may reach into the region.
  public let cut: [String]
  private let file: String

  /// The share of a region that the areas of a level must cover to be its townships or counties.
  private static let leastShare = 0.9

  /// - Parameters:
  ///   - levels: the `admin_level` of counties and townships; nil takes the finest level that covers the region for the
  ///     townships, and the next above it that does for the counties.
  /// - Throws: the problem of an extract that cannot be read, of a name that no whole boundary bears, or of a region
  ///   that no level covers.
  public init(extract url: URL, region: Region, levels: (county: Int, township: Int)?) throws(InputProblems) {
    file = url.lastPathComponent
    let places = try Self.places(in: url)
    let ground = try Self.ground(of: region, in: places, file: file)
    func isInside(_ point: Coordinate?) -> Bool {
      guard let point else { return false }
      return ground.map { $0.contains(point) } ?? true
    }
    let inside = places.boundaries.filter { isInside(RepresentativePoint.of($0.shape)) }
    let byLevel = Dictionary(grouping: inside, by: \.level)
    let areas = byLevel.mapValues { $0.reduce(0) { $0 + Geodesic.area(of: $1.shape).squareMetres } }
    let whole = ground?.area ?? areas.values.max() ?? 0
    let covering = areas.filter { $0.value >= Self.leastShare * whole }.keys.sorted()
    guard let township = levels?.township ?? covering.last ?? areas.max(by: { $0.value < $1.value })?.key,
      let found = byLevel[township]
    else {
      let list = byLevel.keys.sorted().map(String.init).joined(separator: ", ")
      throw Self.problem(
        file,
        Phrase("no boundary of that level lies in the region", "区域内没有该层级的完整边界"),
        Phrase(
          list.isEmpty ? "Take an extract that holds the whole area" : "The levels there are \(list)",
          list.isEmpty ? "请使用包含整个区域的数据" : "现有层级：\(list)"))
    }
    townshipLevel = township
    countyLevel = levels?.county ?? covering.last { $0 < township }
    townships = found
    counties = countyLevel.flatMap { byLevel[$0] } ?? []
    settlements = places.settlements.filter { isInside($0.location) }
    facilities = places.facilities.filter { isInside($0.location) }
    cut = places.cut.filter { cut in
      guard cut.level == township else { return false }
      // A neighbour's border with the region lies on it: only what lies off the region's own outline tells.
      let own = cut.corners.filter { !(ground?.isCorner($0) ?? false) }
      return own.count { isInside($0) } * 2 > own.count
    }.map(\.name)
  }

  private static func places(in url: URL) throws(InputProblems) -> OpenStreetMapPlaces {
    let data = try InputFile.read(url, as: url.relativePath)
    let result: Result<OpenStreetMapPlaces, OpenStreetMapError> = data.withUnsafeBytes { bytes in
      Result { () throws(OpenStreetMapError) in try OpenStreetMapPlaces(bytes.bindMemory(to: UInt8.self)) }
    }
    do throws(OpenStreetMapError) {
      return try result.get()
    } catch {
      throw problem(
        url.lastPathComponent, error.words,
        Phrase(
          "Download or extract the file again; it must be an OpenStreetMap .osm.pbf",
          "请重新下载或裁剪；必须是 OpenStreetMap .osm.pbf 文件"))
    }
  }

  private static func problem(_ file: String, _ what: Phrase, _ remedy: Phrase) -> InputProblems {
    InputProblems([InputProblem(file: file, what, remedy)])
  }

  /// The ground of a region; nil for everything.
  private static func ground(
    of region: Region, in places: OpenStreetMapPlaces, file: String
  ) throws(InputProblems) -> Ground? {
    switch region {
    case .everything: return nil
    case .box(let west, let south, let east, let north): return .box(west, south, east, north)
    case .named(let name):
      let bearing = places.boundaries.filter { $0.names.contains(name) }
      // Of a city and the district of its name the larger is meant.
      guard let boundary = bearing.min(by: { ($0.level, $0.id) < ($1.level, $1.id) }) else {
        let isCut = places.cut.contains { $0.name == name }
        let near = NearestWord.to(name, in: places.boundaries.map(\.name))
        throw problem(
          file,
          isCut
            ? Phrase("the boundary of “\(name)” is cut by the extract", "“\(name)”的边界被数据范围截断")
            : Phrase("no boundary is called “\(name)”", "没有名为“\(name)”的边界"),
          near.map { Phrase("Did you mean \($0)?", "是否应为 \($0)？") }
            ?? Phrase("Give --bbox, or an extract that holds the whole of it", "请改用 --bbox，或使用包含整个区域的数据"))
      }
      guard let locator = try? PointLocator([boundary.shape]) else {
        throw problem(
          file, Phrase("the boundary of “\(name)” cannot be worked with", "“\(name)”的边界无法处理"),
          Phrase("Give --bbox", "请改用 --bbox"))
      }
      let rings = boundary.shape.polygons.flatMap { [$0.shell] + $0.holes }
      return .shape(
        locator, Geodesic.area(of: boundary.shape).squareMetres, corners: Set(rings.flatMap(\.coordinates)))
    }
  }

  private enum Ground {
    case box(Double, Double, Double, Double)
    case shape(PointLocator, Double, corners: Set<Coordinate>)

    func contains(_ point: Coordinate) -> Bool {
      switch self {
      case .box(let west, let south, let east, let north):
        (west...east).contains(point.longitude) && (south...north).contains(point.latitude)
      case .shape(let locator, _, _): locator.locate(point) != nil
      }
    }

    /// Square metres; nil for a box, whose edges cut areas anyway.
    var area: Double? {
      if case .shape(_, let area, _) = self { area } else { nil }
    }

    /// Whether a place is a corner of the region's outline.
    func isCorner(_ point: Coordinate) -> Bool {
      if case .shape(_, _, let corners) = self { corners.contains(point) } else { false }
    }
  }

  // MARK: Files

  /// The files of the plan, by name; the roads are the extract itself.
  ///
  /// - Throws: `GeoKitError` where a boundary cannot be written.
  public func files() throws -> [(name: String, bytes: [UInt8])] {
    var files = [("townships.geojson", try layer(townships, "townships"))]
    if !counties.isEmpty { files.append(("counties.geojson", try layer(counties, "counties"))) }
    var table = CSVWriter(
      columns: ["id", "name", "tier", "beds", "status", "lon", "lat", "source"], for: .program)
    for place in facilities {
      table.append([
        .text(place.id), .text(place.name), .text(place.kind),
        .optional(place.tags["beds"] ?? place.tags["capacity:beds"]),
        .optional(place.closedTag == nil ? place.tags["operational_status"] : "closed"),
        .decimal(place.location.longitude, places: 7),
        .decimal(place.location.latitude, places: 7), .text("OpenStreetMap"),
      ])
    }
    files.append(("facilities.csv", table.takeBytes()))
    table = CSVWriter(columns: ["id", "name", "kind", "population", "lon", "lat"], for: .program)
    for place in settlements {
      table.append([
        .text(place.id), .text(place.name), .text(place.kind), .optional(Self.people(of: place)),
        .decimal(place.location.longitude, places: 7), .decimal(place.location.latitude, places: 7),
      ])
    }
    files.append(("settlements.csv", table.takeBytes()))
    return files
  }

  /// The figure of people of a tag; nil where it is none, such as `300;320`.
  private static func people(_ text: String?) -> String? {
    guard let text, case .number = WrittenNumber.read(text, style: .point) else { return nil }
    return text
  }

  private static func people(of place: OpenStreetMapPlaces.Place) -> String? { people(place.tags["population"]) }

  private func layer(_ boundaries: [OpenStreetMapPlaces.Boundary], _ name: String) throws -> [UInt8] {
    try GeoJSONWriter.bytes(
      name: name,
      features: boundaries.map { boundary in
        GeoJSONFeature(
          id: boundary.id, geometry: .area(boundary.shape),
          properties: [
            .init("id", .text(boundary.id)), .init("name", .text(boundary.name)),
            .init("admin_level", .whole(boundary.level)),
            .init("population", .optional(Self.people(boundary.population))),
          ])
      })
  }

  /// What was found, for the screen and the plan's comments.
  public var findings: [Phrase] {
    let known = settlements.count { Self.people(of: $0) != nil }
    var phrases = [
      Phrase(
        "\(townships.count) of \(townships.count + cut.count) boundaries of level \(townshipLevel) are whole and in the region"
          + (cut.isEmpty ? "" : "; cut by the extract: \(cut.shortList.english)"),
        "层级 \(townshipLevel) 的 \(townships.count + cut.count) 个边界中有 \(townships.count) 个完整且位于区域内"
          + (cut.isEmpty ? "" : "；被数据范围截断：\(cut.shortList.chinese)")),
      Phrase(
        "\(settlements.count.of("settlement", "settlements")), \(known) of them with a figure of people",
        "村居 \(settlements.count) 个，其中 \(known) 个有人口数"),
    ]
    let kinds = Dictionary(grouping: facilities, by: \.kind).map { "\($0.key) \($0.value.count)" }.sorted()
    phrases.append(
      Phrase(
        "\(facilities.count.of("facility", "facilities")): \(kinds.joined(separator: ", "))",
        "机构 \(facilities.count) 个：\(kinds.joined(separator: "、"))"))
    let closed = facilities.compactMap { place in
      place.closedTag.map { "\(place.name.isEmpty ? place.id : place.name) (\($0))" }
    }
    if !closed.isEmpty {
      phrases.append(
        Phrase(
          closed.count.of("facility has", "facilities have")
            + " a tag that says that it is not open, and the status closed in facilities.csv: \(closed.shortList.english)",
          "\(closed.count) 个机构的标签表明未开放，在 facilities.csv 中状态为 closed：\(closed.shortList.chinese)"))
    }
    let texts =
      settlements.map { ($0.name, $0.tags["population"]) } + (townships + counties).map { ($0.name, $0.population) }
    let unread = texts.compactMap { name, text in Self.people(text) == nil ? text.map { "\(name) (\($0))" } : nil }
    if !unread.isEmpty {
      phrases.append(
        Phrase(
          unread.count.of("tag population is", "tags population are")
            + " no figure and left empty: \(unread.shortList.english)",
          "\(unread.count) 个 population 标签不是数字，留空：\(unread.shortList.chinese)"))
    }
    return phrases
  }

  /// The plan with its comments.
  public func yaml(name: String, roads: String, profile: String, language: Language) -> String {
    func say(_ english: String, _ chinese: String) -> String { language == .chinese ? chinese : english }
    var text = say(
      "# Written by emsplan init --osm from \(file). Check every line, then run emsplan check and emsplan plan.\n",
      "# 由 emsplan init --osm 根据 \(file) 写成。请核对每一行，然后运行 emsplan check 与 emsplan plan。\n")
    for phrase in findings { text += "# \(phrase[language])\n" }
    text += """
      name: \(PlanDraft.quoted(name))
      profile: \(PlanDraft.quoted(profile))
      attribution: \(PlanDraft.quoted(Self.attribution))
      inputs:

      """
    if !counties.isEmpty { text += "  counties: {file: counties.geojson}   # admin_level \(countyLevel ?? 0)\n" }
    text += "  townships: {file: townships.geojson}   # admin_level \(townshipLevel)\n"
    text += say(
      "  # Tiers by amenity, healthcare and emergency. A hospital is taken for a secondary one, a clinic or doctor for a village clinic: map what is more (tiers: {NAME: tertiary_hospital}).\n",
      "  # 级别取自 amenity、healthcare、emergency：医院按二级医院计，诊所按村卫生室计；不符者请用 tiers: {名称: tertiary_hospital} 指明。\n")
    text += "  facilities: {file: facilities.csv, tier: tier}\n"
    text += say(
      "  # Settlements without a figure add no people; see unknown_people, or put people by a raster: demand: {method: population-raster, file: …}.\n",
      "  # 没有人口数的村居不计人口；可设 unknown_people，或以栅格给出人口：demand: {method: population-raster, file: …}。\n")
    text += "  settlements: {file: settlements.csv}\n"
    text += "  roads: {file: \(PlanDraft.quoted(roads))}\n"
    text += """
      travel:
        emergency: {model: roads, mode: ambulance}
        clinics: {model: roads, mode: drive}
        service_circle: {model: roads, mode: drive}
      output: {language: \(language.rawValue)}

      """
    return text
  }
}
