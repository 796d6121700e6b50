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
}
