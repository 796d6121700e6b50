import Foundation
import Testing

/// `emsplan network` as a planner runs it.
@Suite struct NetworkCommandTests {
  private static let geoData = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("GeoData")

  private func emsplan(_ arguments: [String]) throws -> ToolRun {
    try ToolRun(arguments)
  }

  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("network-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test(arguments: [("xingan", 6), ("beibei", 3)])
  func aPlanHasTheTiersOfItsProfile(region: String, tiers: Int) throws {
    try withFolder { folder in
      let out = folder.appendingPathComponent("out").path
      let plan = Self.geoData.appendingPathComponent("\(region)/plan.yaml").path
      let run = try emsplan(["network", plan, "-o", out, "--json"])
      #expect(run.code == 0, "\(run.err)")
      let root = try #require(JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any])
      let found = try #require(root["tiers"] as? [[String: Any]])
      #expect(found.count == tiers)
      #expect(found.allSatisfy { $0["without_parent"] as? Int == 0 })
      #expect(found.dropLast().allSatisfy { ($0["units"] as? Int ?? 0) > 0 && $0["places"] as? Int == 0 })
      // No list names a village: cells of derived demand hang on the chain.
      #expect(found.last?["units"] as? Int == 0 && found.last?["places"] as? Int ?? 0 > 0)
      let table = try String(contentsOfFile: "\(out)/network.csv", encoding: .utf8)
      #expect(table.hasPrefix("facility_id,tier,parent_id,travel_min,backup_id,backup_travel_min,"))
      #expect(FileManager.default.fileExists(atPath: "\(out)/network.geojson"))
    }
  }

  /// Of layers, too, a centre whose turnout is ten minutes longer takes ten minutes longer to each unit below it.
  @Test func aCentresOwnTurnoutCounts() throws {
    try withFolder { folder in
      func minutes(_ turnout: String) throws -> Double {
        let facilities = folder.appendingPathComponent("facilities.csv")
        try Data(
          """
          id,name,tier,longitude,latitude,turnout
          C,县急救中心,county_emergency_centre,121,45,\(turnout)
          T,甲镇卫生院,township_health_centre,121.1,45,

          """.utf8
        ).write(to: facilities)
        let out = folder.appendingPathComponent("out").path
        let run = try emsplan(["network", "--facilities", facilities.path, "-o", out, "--overwrite"])
        #expect(run.code == 0, "\(run.err)")
        let rows = try String(contentsOfFile: "\(out)/network.csv", encoding: .utf8).split(whereSeparator: \.isNewline)
        let header = try #require(rows.first?.split(separator: ",", omittingEmptySubsequences: false))
        let station = try #require(rows.last?.split(separator: ",", omittingEmptySubsequences: false))
        let column = try #require(header.firstIndex(of: "travel_min"))
        return try #require(Double(station[column]))
      }
      let longer = try minutes("15") - minutes("5")
      #expect(abs(longer - 10) < 1e-6)
    }
  }

  @Test func layersAloneGiveTheChainOfToday() throws {
    try withFolder { folder in
      let facilities = folder.appendingPathComponent("facilities.csv")
      try Data(
        """
        id,name,tier,longitude,latitude
        C,县急救中心,county_emergency_centre,121,45
        T,甲镇卫生院,township_health_centre,121.1,45
        V,甲村卫生室,village_clinic,121.1,45.5

        """.utf8
      ).write(to: facilities)
      let out = folder.appendingPathComponent("out").path
      let run = try emsplan(["network", "--facilities", facilities.path, "-o", out])
      #expect(run.code == 0, "\(run.err)")
      #expect(run.out.contains("beyond 30 km"))
      let rows = try String(contentsOfFile: "\(out)/network.csv", encoding: .utf8).split(whereSeparator: \.isNewline)
      #expect(rows.count == 4)
      // 0.5° of the meridian at 45.25° north is 55.57 km: beyond 30 km.
      let village = try #require(rows.last?.split(separator: ",", omittingEmptySubsequences: false))
      #expect(village[0] == "V" && village[2] == "T" && village[4] == "C" && village[11] == "false")
      let distance = try #require(Double(village[9]))
      #expect(abs(distance - 55.57) < 0.01)
    }
  }

  @Test func aPlanAndLayersTogetherAreRefused() throws {
    #expect(try emsplan(["network", "-o", "/nowhere"]).code == 64)
    #expect(try emsplan(["network", "plan.yaml", "--profile", "xingan", "-o", "/nowhere"]).code == 64)
    #expect(try emsplan(["network", "missing.yaml", "-o", "/tmp/never-\(UUID().uuidString)/out"]).code == 66)
  }
}
