import EMSFormats
import EMSModel
import Foundation
import GeoKit

/// A file of a folder, or one sheet or layer of it, and what it is taken for.
public struct DraftSource: Sendable {
  /// Relative to the folder.
  public var file: String
  /// nil where the file has only one.
  public var layer: String?
  /// nil where nothing says what it is.
  public var role: PlanDraft.Role?
  /// nil for what is no table.
  public var rows: Int?
  /// The headers that are known, by what they mean.
  public var columns: [Field: String] = [:]
  /// Those of them that the plan has to name.
  public var named: [Field: String] = [:]
  public var unknownColumns: [String] = []
  /// The headers that count people, the one taken first.
  public var people: [String] = []
  /// The datum to declare: what the file says itself, or what its coordinates or the folder tell; nil where nothing
  /// says one.
  public var datum: String?
  public var isDatumItsOwn = false
  /// What the datum is guessed from; nil where it is not guessed.
  public var datumReason: Phrase?
  /// Whether longitude and latitude stand in each other's column.
  public var isSwapped = false
  public var hasPlaces = true
  /// Whether its places are drawn as areas, of which the plan takes a point inside.
  public internal(set) var isOfAreas = false
  /// Whether its places are degrees in China without a declared datum.
  public var needsDatum = false
  /// Why it is not used; nil where its role says it.
  var why: Phrase?
  /// The level of administration that headers number: 3 in ADM3_PCODE.
  var level: Int?
  /// Whether the endings of its names say its role.
  var isNamedAsItsRole = false
  /// The names of its rows.
  var names: Set<String> = []
  /// Where the first of each name lies, as the file has it.
  var spots: [String: Coordinate] = [:]
  /// The ids of its rows.
  var ids: Set<String> = []
  /// How many rows have no place.
  var withoutPlace = 0
  /// The rows that are to be read where most places have one for every year, or for parts of their people; nil where all
  /// are.
  private(set) var rowsOfOne: RowsOfOnePlace?
  /// What the words of tiers and names are taken for.
  var tiers = DraftTiers()
  /// What its reader says.
  var notes: [Note] = []

  init(file: String, role: PlanDraft.Role? = nil) {
    self.file = file
    self.role = role
  }

  /// Its table, opened again; nil where it cannot be read.
  func table(in folder: URL) -> (any SourceTable)? {
    try? TableFile.open(folder.appendingPathComponent(file), as: file, layer: layer)
  }

  func isSame(as other: DraftSource) -> Bool { file == other.file && layer == other.layer }

  /// Whether most places of the shorter list have a name of the other, and do not lie elsewhere by its coordinates: each
  /// town may have a 东村.
  func listsSamePlaces(as other: DraftSource) -> Bool {
    let same = names.intersection(other.names).filter { name in
      guard let own = spots[name], let others = other.spots[name] else { return true }
      return abs(own.longitude - others.longitude) < Self.farDegrees
        && abs(own.latitude - others.latitude) < Self.farDegrees
    }
    return same.count * 2 > min(names.count, other.names.count)
  }

  /// A kilometre or two: more than a map shift, less than from village to village of one name.
  private static let farDegrees = 0.02

  /// Of a table with several rows of each place, takes those that are of all its people, or of the newest year.
  mutating func takeRowsOfOne(_ table: any SourceTable) {
    var findings = Findings()
    let reader = LayerReader(
      table, planLayer, fields: PlanFile.tableFields + [.township], required: [], findings: &findings)
    rowsOfOne = reader.flatMap { RowsOfOnePlace.found(in: $0).first }
  }

  /// Takes the source for something, with the columns that mean something there.
  mutating func take(_ role: PlanDraft.Role, _ table: any SourceTable) {
    self.role = role
    readRows(of: table)
  }

  // MARK: What a table is

  /// So many rows tell what a table is.
  private static let sample = 300

  init(_ table: any SourceTable, layer: String?) {
    self.init(file: table.file)
    self.layer = layer
    rows = table.rowCount
    var findings = Findings()
    let fields = Field.allCases
    guard
      let reader = LayerReader(
        table, PlanFile.Layer(file: table.file), fields: fields, required: [], findings: &findings)
    else {
      why = findings.problems.first.map { Phrase($0.english, $0.chinese) }
      return
    }
    readColumns(reader, fields)
    people = reader.readings.filter { $0.field == .population }.flatMap { [$0.header].compactMap { $0 } + $0.rivals }
    datum = table.declaredCRS.map { name in
      if let own = Datum(name: name), case .wellKnownText = own { own.name } else { name }
    }
    isDatumItsOwn = table.declaredCRS != nil
    hasPlaces = table.hasShapes || reader.pair != nil || (reader.has(.longitude) && reader.has(.latitude))
    let rows = 0..<min(Self.sample, table.rowCount)
    level = Self.level(of: table)
    let places = rows.lazy.compactMap { Self.place($0, reader) }
    if let place = places.first { readSizes(of: place, saysDatum: reader.datumSaid != nil) }
    if hasPlaces, !isDatumItsOwn, reader.converter.source == .wgs84, datum == nil {
      needsDatum = places.first.map { ChinaBorder.contains(isSwapped ? $0.exchanged : $0) } ?? false
    }
    if needsDatum, reader.datumSaid == nil, let (publisher, own) = DatumOfScheme.of(table.columns) {
      datum = own
      datumReason = Phrase("its columns are those of \(publisher)", "列名与 \(publisher) 的数据相同")
    }
    if !isDatumItsOwn, datum == nil, reader.converter.source != .wgs84 || reader.datumSaid != nil {
      // A header, a column or a line names it, and the reader takes it from there.
      (datum, isDatumItsOwn, needsDatum) = (reader.converter.source.name, true, false)
    }
    let words = DraftWords(reader, rows)
    role = words.role(hasPlaces: hasPlaces)
    isOfAreas = words.hasAreas && role == .settlements
    isNamedAsItsRole = words.endingsSay
    if let role, role.isOfFacilities || role == .settlements || role == .seats {
      rowsOfOne = RowsOfOnePlace.found(in: reader).first {
        $0.kind == .years || reader.has(.population) && !role.isOfFacilities
      }
    }
    readRows(of: table)
  }

  private mutating func readColumns(_ reader: LayerReader, _ fields: [Field]) {
    columns = [:]
    for field in fields where reader.has(field) && !(field == .id && reader.column(.id) == reader.column(.name)) {
      columns[field] = reader.header(field)
    }
    if let pair = reader.pair {
      let header = reader.table.columns[pair.column]
      (columns[.longitude], columns[.latitude]) = (header, header)
    }
    var known = Set(fields.compactMap { reader.column($0) } + [reader.pair?.column].compactMap { $0 })
    if role == .facilities {
      // 机构类别 and 等级 both tell the tier.
      let tiers = Field.tier.headers
      known.formUnion(
        reader.table.columns.indices.filter { tiers.contains(FieldSynonyms.normalised(reader.table.columns[$0])) })
    }
    unknownColumns = reader.table.columns.indices.filter { !known.contains($0) && !reader.table.columns[$0].isEmpty }
      .map { reader.table.columns[$0] }
  }

  private static func level(of table: any SourceTable) -> Int? {
    let numbered = table.columns.compactMap { header -> Int? in
      FieldSynonyms.idOrName(FieldSynonyms.normalised(header)).flatMap { $0.level > 0 ? $0.level : nil }
    }.max()
    if let numbered { return numbered }
    guard let column = table.columns.firstIndex(where: { FieldSynonyms.normalised($0) == "shapetype" }),
      let text = table.text(0, column)?.lowercased(), text.hasPrefix("adm")
    else { return nil }
    return Int(text.dropFirst(3))
  }

  private static func place(_ row: Int, _ reader: LayerReader) -> Coordinate? {
    switch reader.table.shape(ofRow: row) {
    case .point(let point): return point
    case .polygons(let shape): return shape.polygons.first?.shell.coordinates.first
    case .other: return nil
    case nil:
      if let pair = reader.pair { return reader.table.text(row, pair.column).flatMap { pair.place($0) } }
      guard case .number(let x) = reader.number(row, .longitude), case .number(let y) = reader.number(row, .latitude)
      else { return nil }
      return x == 0 && y == 0 ? nil : Coordinate(longitude: x, latitude: y)
    }
  }

  /// What a coordinate's sizes tell: metres with a zone's number, or degrees in each other's column.
  private mutating func readSizes(of place: Coordinate, saysDatum: Bool) {
    // Where the sizes leave several systems, the reader refuses the file and names them.
    if datum == nil, !saysDatum { datum = MapGridGuess.onlySystem(for: place) }
    isSwapped = (3...54).contains(place.longitude) && (73...136).contains(place.latitude)
  }

  /// The layer as the plan will say it.
  var planLayer: PlanFile.Layer {
    var layer = PlanFile.Layer(file: file, crs: isDatumItsOwn ? nil : datum, layer: layer, columns: named)
    layer.swapXY = isSwapped
    layer.takesPointsInside = isOfAreas
    layer.rowsWhere = rowsOfOne?.condition
    return layer
  }

  /// Reads the table as the plan will: its columns, the rows without a place, and what their tiers are taken for.
  private mutating func readRows(of whole: any SourceTable) {
    guard let fields else { return }
    var findings = Findings()
    guard let table = LayerReader.filtered(whole, by: planLayer, &findings) else { return }
    rows = table.rowCount
    guard let reader = LayerReader(table, planLayer, fields: fields, required: [], findings: &findings) else { return }
    readColumns(reader, fields)
    names = Set((0..<table.rowCount).compactMap { reader.text($0, .name) })
    ids = Set((0..<table.rowCount).compactMap { reader.text($0, .id) })
    guard role == .facilities || role == .settlements || role == .seats else { return }
    var missing: [Int] = []
    let points = reader.sourcePoints(&findings, missing: &missing)
    let totals = Set(reader.namelessTotals)
    withoutPlace = missing.count { !totals.contains($0) }
    spots = [:]
    for (row, point) in points.enumerated() {
      guard let point, let name = reader.text(row, .name), spots[name] == nil else { continue }
      spots[name] = point
    }
    notes = findings.notes
    if role == .facilities { tiers = DraftTiers(reader) }
  }

  /// Reads the tiers of its facilities again where some are those of a league by a city that is a county.
  ///
  /// - Parameter cities: the cities that are counties.
  mutating func readTiers(in folder: URL, countyCities cities: Set<String>) {
    guard role?.isOfFacilities == true, let whole = table(in: folder) else { return }
    var findings = Findings()
    guard let table = LayerReader.filtered(whole, by: planLayer, &findings) else { return }
    if let reader = LayerReader(
      table, planLayer, fields: PlanFile.facilityFields, required: [], findings: &findings)
    {
      tiers = DraftTiers(reader, countyCities: cities)
    }
  }

  private var fields: [Field]? {
    switch role {
    case .counties: PlanFile.countyFields
    case .townships, .seats: PlanFile.townshipFields
    case .townshipTable: PlanFile.tableFields
    case .facilities: PlanFile.facilityFields
    case .settlements: PlanFile.settlementFields
    case .indicators: PlanFile.indicatorFields
    default: nil
    }
  }
}

extension Coordinate {
  fileprivate var exchanged: Coordinate { Coordinate(longitude: latitude, latitude: longitude) }
}

/// What the headers and words of a table say of its rows.
private struct DraftWords {
  let reader: LayerReader
  let rows: Range<Int>
  private let names: [String]
  private(set) var endingsSay = false
  private let townships: Double
  private let counties: Double
  private let villages: Double
  private let facilities: Double

  init(_ reader: LayerReader, _ rows: Range<Int>) {
    self.reader = reader
    self.rows = rows
    var names = rows.compactMap { reader.text($0, .name) }
    if !reader.has(.name) {
      // 乡镇 is the name where each row has another one.
      let townships = rows.compactMap { reader.text($0, .township) }
      if Set(townships).count == rows.count { names = townships }
    }
    self.names = names
    func share(_ endings: [String], not others: [String] = []) -> Double {
      let hits = names.count { name in
        endings.contains { name.hasSuffix($0) } && !others.contains { name.hasSuffix($0) }
      }
      return Double(hits) / Double(max(1, names.count))
    }
    let header = FieldSynonyms.normalised(reader.header(reader.has(.name) ? .name : .township))
    let isOfTownships = AdministrativeLevel(header: header) == .township && !names.isEmpty
    townships = isOfTownships ? 1 : share(["镇", "乡", "苏木", "街道", "办事处"])
    counties = share(["县", "旗", "市", "区"], not: ["社区", "小区", "林区", "矿区"])
    villages = share(["村", "嘎查", "社区", "居委会", "屯", "分场", "村委会"])
    facilities = Double(names.count { TierWords.meaning(ofName: $0) != nil }) / Double(max(1, names.count))
    endingsSay = townships >= 0.5 || counties >= 0.5
  }

  /// Whether any row is drawn as an area.
  var hasAreas: Bool {
    rows.contains { if case .polygons = reader.table.shape(ofRow: $0) { true } else { false } }
  }

  func role(hasPlaces: Bool) -> PlanDraft.Role? {
    guard !rows.isEmpty else { return nil }
    guard hasPlaces else {
      let figures = PlanFile.indicatorFields.filter { $0 != .unit && $0 != .year }
      // Columns that a profile names may stand beside a year; people of years are none of them.
      let hasFigures = figures.contains { reader.has($0) } || reader.has(.year) && !reader.has(.population)
      return reader.has(.unit) && hasFigures ? .indicators : nil
    }
    let shapes = rows.compactMap { reader.table.shape(ofRow: $0) }
    if hasAreas {
      if villages >= 0.5, townships < 0.5, counties < 0.5 { return .settlements }
      if townships >= 0.5 || reader.has(.county) { return .townships }
      return counties >= 0.5 || reader.has(.urbanShare) || reader.has(.seatLongitude) ? .counties : .townships
    }
    if shapes.contains(where: { $0 == .other("LineString") || $0 == .other("MultiLineString") }) { return .roads }
    let tiers = rows.compactMap { row in
      let texts = reader.texts(row, .tier)
      return texts.isEmpty ? nil : texts.contains { TierWords.meaning(of: $0) != nil }
    }
    let knownTiers = tiers.count { $0 }
    if knownTiers * 2 > tiers.count || facilities >= 0.5 || headersSayFacilities { return .facilities }
    if townships >= 0.5 { return .seats }
    return villages >= 0.3 || reader.has(.population) || reader.has(.urban) || headersSayPlaces ? .settlements : nil
  }

  private var headersSayFacilities: Bool {
    reader.table.columns.contains { FieldSynonyms.namesFacilities(FieldSynonyms.normalised($0)) }
  }

  private var headersSayPlaces: Bool {
    reader.table.columns.contains { header in
      let found = FieldSynonyms.idOrName(FieldSynonyms.normalised(header))
      return found.map { ["vill", "village", "settlement", "place", "locality", "loc", "set"].contains($0.thing) }
        ?? false
    }
  }
}

extension DraftSource {
  private var title: String { "\((file as NSString).deletingPathExtension) \(layer ?? "")" }

  /// The newest year that the names of the file and the layer say, up to this one; 0 without one.
  var yearInName: Int {
    title.split { !$0.isNumber }.compactMap { [4, 6, 8].contains($0.utf8.count) ? Int($0.prefix(4)) : nil }
      .filter { (1950...HeaderMeaning.latestCount).contains($0) }.max() ?? 0
  }

  /// Whether the name is one that systems and people give to copies and to what is out of date.
  var isCopy: Bool {
    title.lowercased().contains(/副本|备份|旧版|作废|\bcopy\b|\bbackup\b|\bold\b|\.bak\b|[(（][0-9]{1,2}[)）] *$/)
  }
}
