import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel

/// Shapes as well-known binary in hexadecimal digits, in both orders of bytes, with heights, measures and codes.
struct WellKnownHexTests {
  private let square = [(0.0, 0.0), (1, 0), (1, 1), (0, 1), (0, 0)].map { Coordinate(longitude: $0.0, latitude: $0.1) }

  private struct Writer {
    var isLittle = true
    var bytes: [UInt8] = []
    mutating func add(_ value: UInt64, _ size: Int) {
      let little = (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
      bytes += isLittle ? little : little.reversed()
    }
    mutating func head(_ type: UInt64, _ code: Int? = nil) {
      bytes.append(isLittle ? 1 : 0)
      add(code == nil ? type : type | 0x2000_0000, 4)
      if let code { add(UInt64(code), 4) }
    }
    mutating func polygon(_ ring: [Coordinate], more: Int = 0) {
      add(1, 4)
      add(UInt64(ring.count), 4)
      for corner in ring {
        for number in [corner.longitude, corner.latitude] { add(number.bitPattern, 8) }
        for _ in 0..<more { add(Double.nan.bitPattern, 8) }
      }
    }
    var hex: String { bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
  }

  @Test(arguments: [true, false])
  func polygonsAreRead(isLittle: Bool) {
    let expected = SourceShape.polygons(MultiPolygon([Polygon(shell: Ring(square), holes: [])]))
    // Type, numbers beyond two for each corner.
    for (type, more) in [(3, 0), (1003, 1), (2003, 1), (3003, 2), (0x8000_0003, 1), (0xC000_0003, 2)] as [(UInt64, Int)]
    {
      for code in [nil, 4490] as [Int?] where code == nil || type == 3 || type > 9999 {
        var writer = Writer(isLittle: isLittle)
        writer.head(type, code)
        writer.polygon(square, more: more)
        for text in [writer.hex, writer.hex.uppercased(), "\\x" + writer.hex, "0x" + writer.hex] {
          let read = WellKnownText(text)
          #expect(read?.shape == expected && read?.code == code, "\(type) \(text)")
        }
        // Cut off anywhere it is none, nor is it with more behind it.
        for length in stride(from: 42, to: writer.hex.count, by: 2) {
          #expect(WellKnownText(String(writer.hex.prefix(length))) == nil)
        }
        #expect(WellKnownText(writer.hex + "00") == nil)
      }
    }
  }

  @Test func multipolygonsAndPointsAreRead() {
    var writer = Writer()
    writer.head(6, 4326)
    writer.add(2, 4)
    for _ in 0..<2 {
      writer.head(3)
      writer.polygon(square)
    }
    let one = Polygon(shell: Ring(square), holes: [])
    #expect(WellKnownText(writer.hex)?.shape == .polygons(MultiPolygon([one, one])))
    // SELECT ST_AsEWKB(ST_SetSRID(ST_Point(120.5, 45.25), 4326)) of PostGIS.
    let point = WellKnownText("0101000020E61000000000000000205E400000000000A04640")
    #expect(point?.shape == .point(Coordinate(longitude: 120.5, latitude: 45.25)) && point?.code == 4326)
  }

  @Test func openRingsAndLinesAreNone() {
    var writer = Writer()
    writer.head(3)
    writer.polygon(Array(square.dropLast()))
    #expect(WellKnownText(writer.hex) == nil)
    writer = Writer()
    writer.head(2)
    writer.polygon(square)
    #expect(WellKnownText(writer.hex) == nil)
    // A count that the bytes cannot hold.
    writer = Writer()
    writer.head(3)
    writer.add(0xFFFF_FFFF, 4)
    writer.add(0, 8)
    writer.add(0, 8)
    #expect(WellKnownText(writer.hex) == nil)
  }

  /// A sheet of a workbook holds shapes as text as a CSV file does, by name or among all.
  @Test(arguments: ["POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))", "hex"])
  func sheetsHaveShapes(text: String) throws {
    var writer = Writer()
    writer.head(3)
    writer.polygon(square)
    let rows = [["code", "name", "geom"], ["1", "甲镇", text == "hex" ? writer.hex : text]]
    let folder = try TemporaryFolder()
    let url = try folder.write(Array(ZipWriting.workbook([("表", ZipWriting.rows(rows), "")])), to: "t.xlsx")
    let expected = SourceShape.polygons(MultiPolygon([Polygon(shell: Ring(square), holes: [])]))
    let tables = [try TableFile.open(url, as: "t.xlsx")] + (try TableFile.openAll(url, as: "t.xlsx").tables)
    for table in tables { #expect(table.hasShapes && table.shape(ofRow: 0) == expected && table.layer == "表") }
  }

  @Test func aTableOfThemHasShapesAndTheirSystem() throws {
    var writer = Writer()
    writer.head(3, 4490)
    writer.polygon(square)
    let table = try DelimitedTable(Data("code,name,geom\n1,甲镇,\(writer.hex)\n2,乙镇,\n".utf8), file: "t.csv")
    let read = try #require(try WellKnownTextTable(table))
    #expect(read.declaredCRS == "EPSG:4490")
    #expect(read.shape(ofRow: 0) != nil && read.shape(ofRow: 1) == nil)
    let cut = try DelimitedTable(Data("code,geom\n1,\(writer.hex)\n2,\(writer.hex.prefix(60))\n".utf8), file: "t.csv")
    let refusal = #expect(throws: InputProblems.self) { try WellKnownTextTable(cut) }
    #expect(refusal?.problems.map(\.place) == [.row(3)])
  }

  /// Under a header that no list knows a column serves where its first cell is a whole shape, it is the only one, and no
  /// other column says where the rows lie; GeoJSON is as good as the others.
  @Test(arguments: ["边界", "boundary", ".geo", "st_asgeojson", "geom"], ["wkt", "wkb", "json"])
  func shapesAreFoundUnderAnyHeader(header: String, form: String) throws {
    var writer = Writer()
    writer.head(3)
    writer.polygon(square)
    let corners = square.map { "[\($0.longitude),\($0.latitude)]" }.joined(separator: ",")
    let text =
      switch form {
      case "wkt": "POLYGON ((" + square.map { "\($0.longitude) \($0.latitude)" }.joined(separator: ", ") + "))"
      case "wkb": writer.hex
      default: "{\"\"type\"\":\"\"Polygon\"\",\"\"coordinates\"\":[[\(corners)]]}"
      }
    func open(_ more: (header: String, cell: String)) throws -> WellKnownTextTable? {
      try WellKnownTextTable(
        try DelimitedTable(
          Data("code,name,\(header)\(more.header)\n1,甲镇,\"\(text)\"\(more.cell)\n".utf8), file: "t.csv"))
    }
    let read = try #require(try open(("", "")))
    #expect(read.shape(ofRow: 0) == .polygons(MultiPolygon([Polygon(shell: Ring(square), holes: [])])))
    #expect(read.remarks.isEmpty == ["geom", ".geo", "st_asgeojson"].contains(header))
    // Beside coordinates, and beside another such column, a header that says nothing is not taken.
    #expect(try (open((",lon,lat", ",118,43")) != nil) == ["geom", ".geo", "st_asgeojson"].contains(header))
    #expect(try (open((",outline", ",\"\(text)\"")) != nil) == ["geom", ".geo", "st_asgeojson"].contains(header))
  }

  // MARK: Points, as text and in digits

  private func table(_ cells: [String], header: String = "geom") throws -> any SourceTable {
    let rows = cells.enumerated().map { "V\($0),\"\($1)\"\n" }.joined()
    let plain = try DelimitedTable(Data("id,\(header)\n\(rows)".utf8), file: "v.csv")
    return try WellKnownTextTable(plain) ?? plain
  }

  @Test(arguments: [
    "MULTIPOINT ((118.05 43.05))", "MULTIPOINT (118.05 43.05)", "multipoint z ((118.05 43.05 7))",
    "SRID=4326;POINT(118.05 43.05)",
    "SRID=4326;MULTIPOINT((118.05 43.05))", "POINT ZM (118.05 43.05 1 2)",
  ])
  func onePointIsAPoint(text: String) {
    let point = SourceShape.point(Coordinate(longitude: 118.05, latitude: 43.05))
    #expect(WellKnownText(text)?.shape == point)
    #expect(WellKnownText(text)?.code == (text.hasPrefix("SRID") ? 4326 : nil))
  }

  @Test(arguments: [
    "MULTIPOINT ((118.05 43.05), (118.1 43.1))", "MULTIPOINT (118.05 43.05, 118.1 43.1)", "MULTIPOINT ((118.05 43.05)",
    "MULTIPOINT ()", "LINESTRING (118 43, 119 43)",
  ])
  func severalPointsAreNoPoint(text: String) { #expect(WellKnownText(text) == nil) }

  @Test(arguments: [true, false])
  func aMultipointOfOneIsAPointInDigits(isLittle: Bool) {
    for count in [1, 2] as [UInt64] {
      var writer = Writer(isLittle: isLittle)
      writer.head(4, 4490)
      writer.add(count, 4)
      for _ in 0..<count {
        writer.head(1)
        for number in [118.05, 43.05] { writer.add(number.bitPattern, 8) }
      }
      let read = WellKnownText(writer.hex)
      #expect(read?.shape == (count == 1 ? .point(Coordinate(longitude: 118.05, latitude: 43.05)) : nil))
      #expect(read?.code == (count == 1 ? 4490 : nil))
    }
  }

  /// Points that are written otherwise than as POINT (x y), in the first row or in a later one, are shapes; those that are
  /// empty have no place.
  @Test func rowsOfPointsAreShapes() throws {
    for cells in [
      ["POINT (118.05 43.05)", "MULTIPOINT ((118.1 43.1))"], ["POINT (118.05 43.05)", "SRID=4326;POINT(118.1 43.1)"],
      ["MULTIPOINT (118.05 43.05)", "POINT (118.1 43.1)"],
    ] {
      let table = try table(cells)
      #expect(table.hasShapes)
      #expect((0..<2).compactMap { table.shape(ofRow: $0) }.count == 2)
    }
    let empty = try table(["POINT (118.05 43.05)", "POINT EMPTY", "MULTIPOINT EMPTY", "SRID=4326;POINT EMPTY"])
    #expect((0..<4).map { empty.shape(ofRow: $0) != nil } == [true, false, false, false])
    // Nothing but plain points is a pair of coordinates.
    #expect(!(try table(["POINT (118.05 43.05)", "POINT (118.1 43.1)"])).hasShapes)
  }

  @Test func shapesOfOneSystemBesideOthersOfNoneAreRefused() throws {
    let error = #expect(throws: InputProblems.self) {
      try table(["SRID=4547;POINT(585434 4767000)", "POINT(118.05 43.05)"])
    }
    #expect(error?.problems.map(\.place) == [.row(3)])
    #expect(error?.problems.first?.english == "the shape names no system, and others name EPSG:4547")
    #expect(try table(["SRID=4490;POINT(118.05 43.05)", "POINT(118.1 43.1)"]).declaredCRS == "EPSG:4490")
  }
}
