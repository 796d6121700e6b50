import Foundation
import Testing

/// The five regions of GeoData by one manifest.
@Suite struct FiveRegionsTests {
  private static let geoData = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("GeoData")
  private static let regions = ["bayannur", "beibei", "hohhot", "jining", "xingan"]

  @Test func oneManifestPlansAndScoresAllFive() throws {
    let out = FileManager.default.temporaryDirectory.appendingPathComponent("regions-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: out) }
    let run = try ToolRun(
      ["batch", Self.geoData.appendingPathComponent("regions.yaml").path, "-o", out.path, "--quiet"])
    #expect(run.code == 0, "\(run.err)")

    for region in Self.regions {
      let run = out.appendingPathComponent("runs/\(region)")
      let summary = try #require(
        JSONSerialization.jsonObject(with: Data(contentsOf: run.appendingPathComponent("summary.json")))
          as? [String: Any])
      let score = try #require(summary["score"] as? [String: Any])
      let rules = try #require(score["rules"] as? [[String: Any]])
      #expect(rules.count >= 10)
      for rule in rules {
        #expect((rule["citation"] as? String)?.isEmpty == false, "\(region) \(rule["id"] ?? "")")
        let units = try #require(rule["units"] as? [[String: Any]])
        #expect(!units.isEmpty)
        #expect(
          units.allSatisfy {
            ["met", "not_met", "not_known", "by_construction", "not_needed", "aimed_for", "not_due"].contains(
              $0["status"] as? String ?? "")
          })
      }
      let counts = ["met", "not_met", "unknown", "by_construction", "not_needed", "aimed_for", "not_due"].compactMap {
        score[$0] as? Int
      }
      #expect(counts.reduce(0, +) == rules.count)
      let scores = try String(contentsOf: run.appendingPathComponent("scores.csv"), encoding: .utf8)
      #expect(scores.contains(",township,") && scores.contains(",county,") && scores.contains(",region,"))
      // Every village has exactly one provision, with the rule that gave it.
      let clinics = try #require(
        JSONSerialization.jsonObject(with: Data(contentsOf: run.appendingPathComponent("clinics.geojson")))
          as? [String: Any])
      let villages = try #require(clinics["features"] as? [[String: Any]]).compactMap {
        $0["properties"] as? [String: Any]
      }
      #expect(villages.isEmpty, "no village of the open data is known")
      #expect(Set(villages.compactMap { $0["settlement_id"] as? String }).count == villages.count)
      #expect(villages.allSatisfy { ($0["provision"] as? String)?.isEmpty == false && $0["rule"] is String })
    }
  }
}
