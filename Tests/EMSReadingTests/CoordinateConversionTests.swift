import Foundation
import Testing

@testable import EMSModel
@testable import EMSPlan
@testable import EMSReading

/// Points brought from one datum to another on the command line and in GeoJSON.
struct CoordinateConversionTests {
  private static func conversion() throws -> CoordinateConversion {
    try CoordinateConversion(PlanFile.Layer(file: "p.geojson", crs: "epsg:4549"), to: "wgs84")
  }

  @Test func eastingsBeforeNorthingsAreConverted() throws {
    let point = try Self.conversion().point(x: 341_122, y: 4_770_121)
    #expect(abs(point.x - 118.05) < 1e-4 && abs(point.y - 43.05) < 1e-4)
  }

  @Test(arguments: [(4_770_121, 341_122), (118.05, 43.05)])
  func northingsFirstAndDegreesAreRefused(x: Double, y: Double) throws {
    let conversion = try Self.conversion()
    #expect(throws: InputProblems.self) { try conversion.point(x: x, y: y) }
  }

  /// Rows and lines that are not written, and rows without a place, are told.
  @Test func whatIsLeftOutOfAConvertedTableIsTold() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("v-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: url) }
    let text = "某县行政村表,,,\n村名,经度,纬度,人口\n一村,118.05,43.05,5\n二村,,,7\n合计,,,12\n填表人：张三,,,\n"
    try Data(text.utf8).write(to: url)
    let conversion = try CoordinateConversion(PlanFile.Layer(file: "v.csv", crs: "gcj02"), to: "wgs84")
    let (bytes, notes) = try conversion.file(at: url)
    let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    #expect(rows.count == 3 && rows[2] == "二村,,,7")
    let told = notes.map { $0.text(in: .english) }.joined(separator: "\n")
    #expect(told.contains("1 row is passed over as a sum: 合计 (row number 5: 12)"), "\(told)")
    #expect(told.contains("lines beside the table are not written: “某县行政村表”, “填表人：张三”"), "\(told)")
    #expect(told.contains("1 row has no coordinates (or 0, 0) and stays as it is (v.csv, row 4)"), "\(told)")
    #expect(notes.contains { $0.chinese == "1 行没有坐标（或为 0, 0），保持原样" })
    // A plain table has nothing to tell.
    try Data("name,lon,lat\na,118.05,43.05\n".utf8).write(to: url)
    #expect(try conversion.file(at: url).notes.isEmpty)
  }
}
