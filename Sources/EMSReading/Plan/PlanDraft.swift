import EMSFormats
import EMSModel
import Foundation
import GeoKit

/// A plan file to begin with, made from what the files of a folder turn out to be.
///
/// What a file is, is told by its shapes, its headers and the endings of its names; nothing is read from its own name
/// but the kind of a raster. The planner checks every line: the draft says what each one rests on.
public struct PlanDraft: Sendable {
  /// What a file is taken for.
  public enum Role: String, CaseIterable, Sendable {
    case counties, townships, seats, facilities, settlements, indicators, roads, population, friction
  }

  /// A file, or one sheet or layer of it.
  public struct Source: Sendable {
    /// Relative to the folder.
    public var file: String
    /// nil where the file has only one.
    public var layer: String?
    /// nil where nothing says what it is.
    public var role: Role?
    /// nil for what is no table.
    public var rows: Int?
    /// The headers that are known, by what they mean.
    public var columns: [Field: String] = [:]
    public var unknownColumns: [String] = []
    /// The datum to declare: what the file says itself, or what the sizes of its coordinates tell; nil where neither
    /// says anything.
    public var datum: String?
    public var isDatumItsOwn = false
    /// Whether longitude and latitude stand in each other's column.
    public var isSwapped = false
    public var hasPlaces = true
  }

  /// By file and layer, ascending.
  public private(set) var sources: [Source] = []
  /// What is wrong with the files that could not be read.
  public private(set) var problems: [InputProblem] = []

  /// Looks at every file of a folder, the folders in it left out.
  ///
  /// - Throws: the problem of a folder that cannot be listed; `onlyMissingFiles` when it is not there.
  public init(folder: URL) throws(InputProblems) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      throw InputProblems(
        [
          InputProblem(
            file: folder.relativePath, english: "there is no such folder", chinese: "文件夹不存在",
            remedyEnglish: "Check the path", remedyChinese: "请检查路径")
        ], onlyMissingFiles: true)
    }
    for name in names.sorted() where !name.hasPrefix(".") {
      let url = folder.appendingPathComponent(name)
      let lower = name.lowercased()
      if lower.hasSuffix(".osm.pbf") {
        sources.append(Source(file: name, role: .roads))
      } else if lower.hasSuffix(".tif") || lower.hasSuffix(".tiff") {
        let isFriction = lower.contains("friction") || lower.contains("阻力")
        sources.append(Source(file: name, role: isFriction ? .friction : .population))
      } else if TableFile.kinds.contains(url.pathExtension.lowercased()) {
        addTables(of: url, named: name)
      }
    }
  }

  private mutating func addTables(of url: URL, named name: String) {
    do throws(InputProblems) {
      let layers = try TableFile.layers(of: url, as: name)
      for layer in layers {
        let table: any SourceTable
        do throws(InputProblems) {
          table = try TableFile.open(url, as: name, layer: layer)
        } catch {
          // An empty sheet beside others is nothing to complain of.
          if layers.count == 1 { throw error }
          continue
        }
        sources.append(Self.source(table, layer: layers.count > 1 ? layer : nil))
      }
    } catch {
      problems += error.problems
    }
  }

  /// The source that the plan takes for a role: the one with the most known columns, then rows; the first of equals.
  public func chosen(_ role: Role) -> Source? {
    sources.filter { $0.role == role }.reduce(nil) { best, source in
      guard let best else { return source }
      let isBetter = (source.columns.count, source.rows ?? 0) > (best.columns.count, best.rows ?? 0)
      return isBetter ? source : best
    }
  }

  // MARK: What a table is

  /// So many rows tell what a table is.
  private static let sample = 300

  private static func source(_ table: any SourceTable, layer: String?) -> Source {
    var source = Source(file: table.file, layer: layer, rows: table.rowCount)
    var findings = Findings()
    let plain = PlanFile.Layer(file: table.file)
    let fields = Field.allCases
    guard let reader = LayerReader(table, plain, fields: fields, required: [], findings: &findings) else {
      return source
    }
    for field in fields where reader.has(field) && !(field == .id && reader.column(.id) == reader.column(.name)) {
      source.columns[field] = reader.header(field)
    }
    let known = Set(fields.compactMap { reader.column($0) })
    source.unknownColumns = table.columns.indices.filter { !known.contains($0) && !table.columns[$0].isEmpty }
      .map { table.columns[$0] }
    source.datum = table.declaredCRS
    source.isDatumItsOwn = table.declaredCRS != nil
    source.hasPlaces = table.hasShapes || (reader.has(.longitude) && reader.has(.latitude))
    let rows = 0..<min(sample, table.rowCount)
    if let place = rows.lazy.compactMap({ Self.place($0, reader) }).first { source.readSizes(of: place) }
    source.role = Self.role(reader, rows, hasPlaces: source.hasPlaces)
    if source.role == .seats || source.role == .townships, source.columns[.name] == nil {
      source.columns[.name] = source.columns[.township]
    }
    source.keepColumns()
    return source
  }

  private static func place(_ row: Int, _ reader: LayerReader) -> Coordinate? {
    switch reader.table.shape(ofRow: row) {
    case .point(let point): return point
    case .polygons(let shape): return shape.polygons.first?.shell.coordinates.first
    case .other: return nil
    case nil:
      guard case .number(let x) = reader.number(row, .longitude), case .number(let y) = reader.number(row, .latitude)
      else { return nil }
      return Coordinate(longitude: x, latitude: y)
    }
  }

  private static func role(_ reader: LayerReader, _ rows: Range<Int>, hasPlaces: Bool) -> Role? {
    guard !rows.isEmpty else { return nil }
    guard hasPlaces else {
      return reader.has(.unit) && PlanFile.indicatorFields.dropFirst().contains { reader.has($0) } ? .indicators : nil
    }
    var names = rows.compactMap { reader.text($0, .name) }
    if !reader.has(.name) {
      // 乡镇 is the name where each row has another one.
      let townships = rows.compactMap { reader.text($0, .township) }
      if Set(townships).count == rows.count { names = townships }
    }
    func share(_ endings: [String], not others: [String] = []) -> Double {
      let hits = names.count { name in
        endings.contains { name.hasSuffix($0) } && !others.contains { name.hasSuffix($0) }
      }
      return Double(hits) / Double(max(1, names.count))
    }
    let townships = share(["镇", "乡", "苏木", "街道", "办事处"])
    let counties = share(["县", "旗", "市", "区"], not: ["社区", "小区", "林区", "矿区"])
    let isPolygons = rows.contains { if case .polygons? = reader.table.shape(ofRow: $0) { true } else { false } }
    if isPolygons {
      if townships >= 0.5 || reader.has(.county) { return .townships }
      return counties >= 0.5 || reader.has(.urbanShare) || reader.has(.seatLongitude) ? .counties : .townships
    }
    let tiers = rows.compactMap { reader.text($0, .tier) }
    let knownTiers = tiers.count { TierWords.meaning(of: $0) != nil }
    let facilities = share(["医院", "卫生院", "卫生室", "服务中心", "服务站", "急救中心", "分中心", "分院", "保健院"])
    if knownTiers * 2 > tiers.count || facilities >= 0.5 { return .facilities }
    if townships >= 0.5 { return .seats }
    let villages = share(["村", "嘎查", "社区", "居委会", "屯", "分场"])
    return villages >= 0.3 || reader.has(.population) || reader.has(.urban) ? .settlements : nil
  }
}

extension PlanDraft.Source {
  /// What the sizes of a coordinate tell: metres with a zone's number, or degrees in each other's column.
  fileprivate mutating func readSizes(of place: Coordinate) {
    if datum == nil, GaussKruegerZone.epsg(ofNumberIn: place) != nil { datum = "cgcs2000-gk" }
    isSwapped = (3...54).contains(place.longitude) && (73...136).contains(place.latitude)
  }

  /// Leaves out columns that mean something to other layers alone.
  fileprivate mutating func keepColumns() {
    let fields: [Field]? =
      switch role {
      case .counties: PlanFile.countyFields
      case .townships, .seats: PlanFile.townshipFields
      case .facilities: PlanFile.facilityFields
      case .settlements: PlanFile.settlementFields
      case .indicators: PlanFile.indicatorFields
      default: nil
      }
    guard let fields else { return }
    let names = Set(fields.compactMap { columns[$0] })
    for (field, header) in columns.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where !fields.contains(field) {
      if !names.contains(header), !unknownColumns.contains(header) { unknownColumns.append(header) }
      columns[field] = nil
    }
    if role == .facilities {
      // 机构类别 and 等级 both tell the tier.
      let tiers = FieldSynonyms.headers(of: .tier)
      unknownColumns.removeAll { tiers.contains(FieldSynonyms.normalised($0)) }
    }
  }
}
