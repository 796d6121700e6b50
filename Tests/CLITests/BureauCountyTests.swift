import Foundation
import GeoKit
import TestSupport
import Testing

private let county = Checkout.shared.appendingPathComponent("cases/bureau-county")

/// The folder of a made-up bureau, as it has it, becomes a plan without an edited line; every count and place is that of
/// what the folder means.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: county.path), "the cases are not beside the checkout"))
struct BureauCountyTests {
  private struct Truth: Decodable {
    struct Town: Decodable { var name: String }
    struct Village: Decodable {
      var town: String
      var name: String
      var lon: Double
      var lat: Double
      var pop: Int
      /// Whether nobody knows how many live there.
      var miss: Bool
    }
    var towns: [Town]
    var villages: [Village]
  }

  /// A copy of the folder that can be written to, whatever the rights of the original.
  private func theBureausFolder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let raw = folder.url.appendingPathComponent("raw")
    try FileManager.default.copyItem(at: county.appendingPathComponent("raw"), to: raw)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: raw.path)
    return folder
  }

  #if GDAL
    @Test func theFolderBecomesAPlanAsItIs() throws {
      let truth = try JSONDecoder().decode(
        Truth.self, from: try Data(contentsOf: county.appendingPathComponent("truth.json")))
      let folder = try theBureausFolder()
      #expect(try ToolRun(["init", "raw", "--quiet"], in: folder.url).code == 0)
      let run = try ToolRun(["coverage", "--inputs", "raw/plan.yaml", "-o", "out"], in: folder.url)
      #expect(run.code == 0, "\(run.err)")
      // Three sheets hold institutions, clinics and vehicles: two are joined, and each is called by its name.
      #expect(run.out.contains("[附件1 医疗机构]") && run.out.contains("[附件2 村卫生室]"))

      func rows(_ name: String) throws -> [[String: String]] {
        let text = try String(contentsOf: folder.url.appendingPathComponent("out/\(name)"), encoding: .utf8)
        let lines = text.trimmingPrefix("\u{FEFF}").split(whereSeparator: \.isNewline).map {
          $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
      }
      #expect(try Set(rows("townships.csv").compactMap { $0["name"] }) == Set(truth.towns.map(\.name)))
      // 21 institutions and 202 clinics, less a centre for disease control, one of no known tier, and seven clinics
      // without a place.
      #expect(try rows("stations.csv").count == 214)
      let villages = Dictionary(uniqueKeysWithValues: truth.villages.map { ([$0.town, $0.name], $0) })
      let found = try rows("settlements.csv")
      #expect(found.count == truth.villages.count)
      for row in found {
        let village = try #require(villages[[row["township"] ?? "", row["name"] ?? ""]])
        let place = Coordinate(
          longitude: try #require(Double(row["lon"] ?? "")), latitude: try #require(Double(row["lat"] ?? "")))
        let away = Geodesic.distance(place, Coordinate(longitude: village.lon, latitude: village.lat))
        #expect(away.metres < 1, "\(village.name)")
        let people = Int(row["population"] ?? "")
        #expect((people == nil) == village.miss, "\(village.name)")
        // 约490 is told as it stands, to the ten.
        if let people { #expect(people == village.pop || people == village.pop / 10 * 10, "\(village.name)") }
      }
    }
  #else
    @Test func whatNeedsGDALIsNamed() throws {
      let folder = try theBureausFolder()
      let run = try ToolRun(["init", "raw"], in: folder.url)
      #expect(run.out.contains("乡镇界.shp"), "\(run.out)")
      #expect(run.out.contains("use a build with GDAL"), "\(run.out)")
      #expect(!run.out.contains("乡镇界.shx"), "\(run.out)")
    }
  #endif
}
