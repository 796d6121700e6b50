import Foundation
import GeoKit
import TravelNetwork

@testable import EMSBatch
@testable import EMSFormats
@testable import EMSModel
@testable import EMSPlanning
@testable import EMSPolicy
@testable import EMSReading

/// The readers of bytes that come from outside; each gets any bytes at all and may do nothing but read or throw.
enum FuzzedReader: String, CaseIterable {
  case geojson, csv, plan, profile, manifest, settings, shape, pbf, zip, workbook, wkt
  /// What is inside a PBF file, so that the fuzzer need not find its way through lengths and compression.
  case pbfBlock = "pbf-block"
  case batchRecord = "batch-record"
  /// A part of a workbook, so that the fuzzer need not find checksums.
  case workbookPart = "workbook-part"
  /// A workbook of Excel 97 and later.
  case oldWorkbook = "old-workbook"
  /// What is inside stored roads, so that the fuzzer need not find the checksum.
  case storedRoads = "stored-roads"
  /// A shape as databases write it, in hexadecimal digits.
  case wellKnownHex = "wkb-hex"
  /// No reader, but the loops in C that a reader's shapes end in.
  case reach
  #if GDAL
    /// The names of untyped fields of KML.
    case kmlNames = "kml-names"
  #endif

  func read(_ bytes: [UInt8]) {
    switch self {
    case .geojson: _ = try? GeoJSONTable(Data(bytes), file: "f.geojson")
    case .csv: readTable(bytes)
    case .plan: _ = try? PlanFile(yaml: text(bytes), file: "plan.yaml", folder: Self.folder)
    case .shape: readShape(bytes)
    case .profile: readProfile(bytes)
    case .manifest: readManifest(bytes)
    case .pbf: readOpenStreetMap(bytes)
    case .pbfBlock: readOpenStreetMap(PBFFile.bytes(ofBlock: bytes))
    case .storedRoads: readStoredRoads(StoredRoadsFile.bytes(ofBody: bytes))
    case .settings: readSettings(bytes)
    case .zip: readArchive(bytes)
    case .workbook: readWorkbook(bytes)
    case .workbookPart: readWorkbook(WorkbookFile.bytes(ofPart: bytes))
    case .oldWorkbook: if let workbook = try? OldWorkbook(Data(bytes), file: "f.xls") { useSheets(of: workbook) }
    case .wkt: readWellKnownText(bytes)
    case .wellKnownHex: readWellKnownHex(bytes)
    #if GDAL
      case .kmlNames: readKMLNames(bytes)
    #endif
    case .reach:
      var loops = FuzzedLoops(bytes)
      loops.run()
    case .batchRecord: _ = BatchRecord(Data(bytes))
    }
  }

  private static let folder = URL(fileURLWithPath: "/fuzz", isDirectory: true)

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private func readTable(_ bytes: [UInt8]) {
    if let table = try? DelimitedTable(Data(bytes), file: "f.csv") { useTable(table) }
  }

  /// Every cell in every way, and what the headers and the cells say.
  private func useTable(_ table: some SourceTable) {
    for header in table.columns {
      _ = HeaderMeaning(header)
      _ = FieldSynonyms.normalised(header)
    }
    for column in table.columns.indices { _ = ColumnStyle(of: column, in: table, .whole, hint: nil) }
    for row in 0..<table.rowCount {
      for column in table.columns.indices {
        _ = table.text(row, column)
        _ = table.number(row, column)
        if let text = table.writtenText(row, column) { _ = WrittenNumber.read(text, style: .comma) }
      }
    }
  }

  /// Every member is unpacked within bounds, or the archive is refused.
  private func readArchive(_ bytes: [UInt8]) {
    guard let archive = try? ZipArchive(Data(bytes), file: "f.zip") else { return }
    for member in archive.members.prefix(50) {
      guard let content = try? archive.contents(of: member) else { continue }
      precondition(content.count == member.size, "a member is not as long as it says")
    }
  }

  private func readWorkbook(_ bytes: [UInt8]) {
    if let workbook = try? Workbook(Data(bytes), file: "f.xlsx") { useSheets(of: workbook) }
  }

  private func useSheets(of workbook: any SheetSource) {
    if let table = try? WorkbookTable.open(workbook, layer: nil) { useTable(table) }
    for table in (try? WorkbookTable.openAll(workbook))?.tables ?? [] {
      if let table = table as? WorkbookTable { useTable(table) }
    }
  }

  /// A text of a shape, and a table with a column of such texts; rings that were read are closed.
  private func readWellKnownText(_ bytes: [UInt8]) {
    if case .polygons(let shape) = WellKnownText(text(bytes))?.shape {
      for ring in shape.polygons.flatMap({ [$0.shell] + $0.holes }) {
        precondition(ring.coordinates.first == ring.coordinates.last, "an open ring was read")
      }
    }
    let cell = text(bytes).replacing("\"", with: "\"\"")
    if let table = try? DelimitedTable(Data("id,wkt\n1,\"\(cell)\"\n".utf8), file: "f.csv") {
      _ = try? WellKnownTextTable(table)
    }
  }

  /// The bytes of a shape, written as digits: they come back the same, and rings that were read are closed.
  private func readWellKnownHex(_ bytes: [UInt8]) {
    let digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    if let read = WellKnownHex.bytes(of: digits) { precondition(read == bytes, "digits were read as other bytes") }
    if case .polygons(let shape) = WellKnownHex.shape(bytes)?.shape {
      for ring in shape.polygons.flatMap({ [$0.shell] + $0.holes }) {
        precondition(ring.coordinates.first == ring.coordinates.last, "an open ring was read")
      }
    }
  }

  #if GDAL
    /// What stands for the names are names that the library keeps, so that a second pass has nothing to do.
    private func readKMLNames(_ bytes: [UInt8]) {
      guard let file = try? FileParts(Self.folder, file: "f.kml").replaced(by: bytes, kind: "kml"),
        let names = (try? KMLFieldNames(file)) ?? nil
      else { return }
      precondition(((try? KMLFieldNames(names.parts)) ?? nil) == nil, "a name was left that the library would change")
    }
  #endif

  /// The profile may name itself as the one that it extends.
  private func readProfile(_ bytes: [UInt8]) {
    let text = text(bytes)
    _ = try? PolicyProfile(yaml: text, file: "p.yaml") { parent throws(InputProblems) in
      ProfileText(text: text, file: parent)
    }
  }

  /// Corners of a shape on a grid coarse enough that they meet: what is repaired has to be valid.
  private func readShape(_ bytes: [UInt8]) {
    var rings: [Ring] = [Ring([])]
    for start in stride(from: 0, to: bytes.count - 2, by: 3) {
      // The first byte ends a ring now and then, and says in which part of the world the corner is.
      if bytes[start] > 0xF0 { rings.append(Ring([])) }
      let span = bytes[start] & 1 == 0 ? 1.0 : 180.0
      let longitude = Double(Int8(bitPattern: bytes[start + 1])) / 127 * span
      let latitude = Double(Int8(bitPattern: bytes[start + 2])) / 127 * span / 2
      rings[rings.count - 1].coordinates.append(Coordinate(longitude: longitude, latitude: latitude))
    }
    let shape = MultiPolygon([Polygon(shell: rings[0], holes: Array(rings.dropFirst().prefix(4)))])
    _ = Validity.problems(of: shape)
    guard let repaired = try? Validity.repaired(shape) else { return }
    precondition(Validity.problems(of: repaired.shape).isEmpty, "the repaired shape is not valid")
    _ = try? repaired.shape.cutAtAntimeridian()
  }

  private func readOpenStreetMap(_ bytes: [UInt8]) {
    guard let roads = bytes.withUnsafeBufferPointer({ try? OpenStreetMapReader.roads(in: $0) }) else { return }
    useRoads(roads.lines)
  }

  private func readStoredRoads(_ bytes: [UInt8]) {
    guard let stored = bytes.withUnsafeBufferPointer({ try? RoadLines.decoded($0) }) else { return }
    useRoads(stored.lines)
  }

  /// Roads that were read are good enough to build on.
  private func useRoads(_ lines: RoadLines) {
    _ = RoadMode.unknownClasses(in: lines)
    for mode in [TravelMode.drive, .walk] { _ = RoadMode(mode).graph(of: lines) }
  }

  /// The first byte says whether a table or YAML follows.
  private func readManifest(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    if first & 1 == 0 {
      _ = try? BatchManifest(yaml: text(rest), file: "m.yaml", folder: Self.folder)
    } else {
      _ = try? BatchManifest(csv: Data(rest), file: "m.csv", folder: Self.folder)
    }
  }

  /// `path=value` lines set in a small plan.
  private func readSettings(_ bytes: [UInt8]) {
    var settings: [String: String] = [:]
    for line in text(bytes).split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
      if parts.count == 2 { settings[parts[0]] = parts[1] }
    }
    let plan = """
      name: f
      profile: national
      inputs: {townships: {file: t.geojson}, facilities: {file: f.csv}}
      """
    _ = try? PlanFile(yaml: plan, file: "plan.yaml", folder: Self.folder, settings: settings)
  }
}
