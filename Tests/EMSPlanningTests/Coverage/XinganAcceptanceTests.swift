import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSPlanning

/// The hospitals, town seats and village points of Xing'an League against an independent geodesic computation.
///
/// The figures come from geographiclib 2.0 over all pairs:
/// ```
/// from geographiclib.geodesic import Geodesic
/// near = lambda p: min(Geodesic.WGS84.Inverse(p.lat, p.lon, f.lat, f.lon)['s12'] for f in facilities)
/// d = [near(p) for p in places]; [sum(x <= r for x in d) for r in (1e4, 2e4, 3e4)], max(d), sum(d)
/// ```
@Suite("Xing'an League, measured independently", .enabled(if: isThere))
struct XinganAcceptanceTests {
  /// The located rows of Xing'an League of a file.
  private func rows(
    _ name: String, id: String, where column: String? = nil, is value: String = ""
  ) throws -> [(id: String, name: String, place: Coordinate)] {
    let file = folder.appendingPathComponent(name)
    let table = try DelimitedTable(Data(contentsOf: file), file: name)
    func position(_ name: String) throws -> Int { try #require(table.columns.firstIndex(of: name)) }
    let (identifier, named, region) = (try position(id), try position("name"), try position("region"))
    let (longitude, latitude) = (try position("lon"), try position("lat"))
    let condition = try column.map { try position($0) }
    return (0..<table.rowCount).compactMap { row in
      guard table.text(row, region)?.contains("兴安") == true, let id = table.text(row, identifier),
        condition.map({ table.text(row, $0) == value }) ?? true,
        case .number(let x) = table.number(row, longitude), case .number(let y) = table.number(row, latitude)
      else { return nil }
      return (id, table.text(row, named) ?? "", Coordinate(longitude: x, latitude: y))
    }
  }

  private func coverage(_ places: [(id: String, name: String, place: Coordinate)]) throws -> EmergencyCoverage {
    let hospitals = try rows("facilities.csv", id: "facility_id")
    #expect(hospitals.count == 19)
    return EmergencyCoverage(
      stations: hospitals.map { Facility(id: $0.id, name: $0.name, tier: .secondaryHospital, location: $0.place) },
      settlements: places.map { Settlement(id: $0.id, name: $0.name, location: $0.place) },
      radii: [.kilometres(10), .kilometres(20), .kilometres(30)], limits: .kilometres(10)...Distance.kilometres(30))
  }

  @Test("65 located towns: 17, 20, 30 within 10, 20, 30 km; the farthest at 122.17 km")
  func towns() throws {
    let towns = try rows("township_points.csv", id: "code9")
    let coverage = try coverage(towns)
    #expect(towns.count == 65)
    #expect(coverage.radii.map { coverage.headcount(within: $0).settlements } == [17, 20, 30])
    let distances = coverage.reaches.compactMap { $0.distance?.metres }
    let farthest = try #require(distances.indices.max { distances[$0] < distances[$1] })
    #expect(coverage.settlements[farthest].name == "哈日诺尔苏木")
    #expect(abs(distances[farthest] - 122_170.6506777025) < 1e-6)
    #expect(abs(distances.reduce(0, +) - 2_543_602.62367978) < 1e-5)
    let beyond = coverage.territories.reduce(0) { $0 + $1.beyond.settlements }
    #expect(beyond == 35)
  }

  @Test("304 good village points: 42, 91, 124 within 10, 20, 30 km")
  func villages() throws {
    let villages = try rows("villages.csv", id: "code12", where: "coord_flag", is: "ok")
    let coverage = try coverage(villages)
    #expect(villages.count == 304)
    #expect(coverage.radii.map { coverage.headcount(within: $0).settlements } == [42, 91, 124])
    #expect(abs(coverage.reaches.reduce(0) { $0 + ($1.distance?.metres ?? 0) } - 12_725_002.745225996) < 1e-4)
    // No village of the list has a known population: nobody is counted, and nobody is said to be zero.
    #expect(coverage.total.knownPeople == nil)
  }
}

private let folder = Checkout.shared.appendingPathComponent("geodata/cn")
private let isThere = ["facilities.csv", "township_points.csv", "villages.csv"].allSatisfy {
  FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path)
}
