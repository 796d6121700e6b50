import Foundation
import GeoKit
import Testing

/// `emsplan coverage`, `gaps` and `service-areas` as a planner runs them: files, exit codes, stdout and stderr.
struct CoverageCommandTests {
  /// A folder with two townships of 0.4° by 0.2°, one station in the western, and four settlements.
  private final class Workshop {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("coverage-\(UUID().uuidString)")

    init() throws {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      func township(_ id: String, _ west: Double) -> String {
        let ring = [(0.0, 0.0), (0.4, 0), (0.4, 0.2), (0, 0.2), (0, 0)].map { "[\(west + $0.0),\(46 + $0.1)]" }
        return """
          {"type":"Feature","properties":{"code":"\(id)","name":"\(id)镇","county":"科右前旗"},
          "geometry":{"type":"Polygon","coordinates":[[\(ring.joined(separator: ","))]]}}
          """
      }
      try write(
        "townships.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[\(township("T1", 122)),\(township("T2", 122.4))]}")
      try write("stations.csv", "id,name,level,lon,lat\nF1,卫生院,township_health_centre,122.2,46.1\n")
      try write(
        "villages.csv",
        """
        id,name,population,lon,lat
        S4,丁,,122.79,46.1
        S1,甲,500,122.21,46.1
        S3,丙,70,122.6,46.15
        S2,乙,1200,122.39,46.1

        """)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }

    func read(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
    }

    func rows(_ name: String) throws -> [[String]] {
      try read(name).split(separator: "\n").map { $0.components(separatedBy: ",") }
    }

    func run(_ arguments: String...) throws -> ToolRun {
      try ToolRun(arguments, in: folder)
    }
  }

  /// A station beyond the border that the file of --inputs names as a neighbour counts as in a plan, and is told apart.
  @Test func neighboursOfAnInputsFileCount() throws {
    let workshop = try Workshop()
    try workshop.write("outside.csv", "id,name,level,lon,lat\nX,邻县医院,secondary_hospital,122.81,46.1\n")
    let inputs =
      "facilities: {file: stations.csv}\ntownships: {file: townships.geojson}\nsettlements: {file: villages.csv}\n"
    try workshop.write("with.yaml", inputs + "neighbours: {file: outside.csv}\n")
    try workshop.write("without.yaml", inputs)
    func nearest(_ file: String, _ command: String) throws -> [String: String] {
      let run = try workshop.run(command, "--inputs", file, "-o", "out-\(command)-\(file)", "--language", "en")
      #expect(run.code == 0, "\(run.err)")
      #expect(
        run.err.contains("1 facility outside the region counts") == (file == "with.yaml" && command != "travel-times"))
      guard command == "coverage" else { return [:] }
      let rows = try workshop.rows("out-\(command)-\(file)/settlements.csv")
      let (id, station) = (
        try #require(rows[0].firstIndex(of: "id")), try #require(rows[0].firstIndex(of: "facility_id"))
      )
      return Dictionary(rows.dropFirst().map { ($0[id], $0[station]) }, uniquingKeysWith: { first, _ in first })
    }
    #expect(try nearest("without.yaml", "coverage") == ["S1": "F1", "S2": "F1", "S3": "F1", "S4": "F1"])
    #expect(try nearest("with.yaml", "coverage") == ["S1": "F1", "S2": "F1", "S3": "X", "S4": "X"])
    _ = try nearest("with.yaml", "gaps")
    #expect(try workshop.read("out-gaps-with.yaml/gaps.csv") != "")
  }

  // MARK: What is asked of the files

  /// Every facility counts: no tier is asked for, no figure that distances do not need is looked at, and a name that
  /// says 药店 is told and leaves nobody out. Where tiers are asked for, an unknown one is a problem.
  @Test(arguments: [
    ["coverage", "-o", "out"], ["gaps", "--radii", "30", "-o", "out"],
    ["service-areas", "--straight-line", "--mode", "drive", "-o", "out.geojson"],
    ["travel-times", "--straight-line", "--mode", "drive", "-o", "out.csv"],
    ["access", "--straight-line", "--mode", "drive", "-o", "out.csv"],
  ]) func noColumnIsAskedForThatIsNotUsed(command: [String]) throws {
    let work = try Workshop()
    try work.write("plain.csv", "id,name,lon,lat,救护车\nF1,甲,122.2,46.1,不知道几辆\nF2,平安药店,122.3,46.1,\n")
    var arguments = command + ["--facilities", "plain.csv"]
    if command[0] == "coverage" || command[0] == "gaps" { arguments += ["--townships", "townships.geojson"] }
    if command[0] != "service-areas" { arguments += ["--settlements", "villages.csv"] }
    let run = try ToolRun(arguments, in: work.folder)
    #expect(run.code == 0, "\(run.err)")
    #expect(run.err.contains("1 facility counts though its name says"), "\(run.err)")
  }

  @Test func unknownTiersAreAProblemWhereTiersAreAskedFor() throws {
    let work = try Workshop()
    try work.write("plain.csv", "id,name,lon,lat\nF1,甲,122.2,46.1\n")
    let network = try work.run("network", "--facilities", "plain.csv", "-o", "out")
    #expect(network.code == 65)
    let coverage = try work.run(
      "coverage", "--facilities", "plain.csv", "--townships", "townships.geojson", "--tiers", "village_clinic", "-o",
      "out")
    #expect(coverage.code == 65)
  }

  /// A malformed figure of people is no obstacle to a command that counts none.
  @Test func travelTimesLookAtNobodysNumber() throws {
    let work = try Workshop()
    try work.write("odd.csv", "id,name,population,lon,lat\nS1,甲,x1x,122.21,46.1\n")
    let run = try work.run(
      "travel-times", "--facilities", "stations.csv", "--settlements", "odd.csv", "--straight-line", "--mode", "walk")
    #expect(run.code == 0)
    #expect(!run.err.contains("people"), "\(run.err)")
  }

  /// The files may be named in the syntax of a plan: the same tables come out as from options.
  @Test func inputsMayStandInAFile() throws {
    let work = try Workshop()
    let options = try work.run(
      "coverage", "--facilities", "stations.csv", "--townships", "townships.geojson", "--settlements", "villages.csv",
      "--settlements-where", "name != 丁", "-o", "a")
    #expect(options.code == 0, "\(options.err)")
    try FileManager.default.createDirectory(
      at: work.folder.appendingPathComponent("data"), withIntermediateDirectories: true)
    for name in ["stations.csv", "townships.geojson", "villages.csv"] {
      try work.write("data/\(name)", try work.read(name))
    }
    let inputs = """
      facilities: {file: stations.csv}
      townships: {file: townships.geojson}
      settlements: {file: villages.csv, where: name != 丁}
      """
    try work.write("data/inputs.yaml", inputs)
    try work.write(
      "data/plan.yaml",
      "name: p\nprofile: national\ninputs:\n"
        + inputs.split(separator: "\n").map { "  \($0)\n" }.joined())
    for (file, folder) in [("data/inputs.yaml", "b"), ("data/plan.yaml", "c")] {
      let run = try work.run("coverage", "--inputs", file, "-o", folder)
      #expect(run.code == 0, "\(run.err)")
      for table in ["settlements.csv", "townships.csv", "stations.csv"] {
        #expect(try work.read("\(folder)/\(table)") == work.read("a/\(table)"))
      }
    }
    let both = try work.run("coverage", "--inputs", "data/inputs.yaml", "--facilities", "stations.csv", "-o", "d")
    #expect(both.code == 64)
    try work.write("data/few.yaml", "facilities: {file: stations.csv}\n")
    let few = try work.run("coverage", "--inputs", "data/few.yaml", "-o", "d")
    #expect(few.code == 65)
    #expect(few.err.contains("townships"))
    try work.write("data/wrong.yaml", "facilities: {file: stations.csv, teir: x}\n")
    #expect(try work.run("gaps", "--inputs", "data/wrong.yaml", "-o", "d").err.contains("tier"))
  }

  /// What is said of a file that is not read has no effect, and is refused.
  @Test func optionsOfNoFileAreRefused() throws {
    let work = try Workshop()
    let run = try work.run(
      "coverage", "--facilities", "stations.csv", "--townships", "townships.geojson", "--settlements-where", "a = b",
      "-o", "out")
    #expect(run.code == 64)
    #expect(run.err.contains("--settlements"))
  }

  private func kilometres(_ longitude: Double, _ latitude: Double) -> Double {
    Geodesic.distance(
      Coordinate(longitude: 122.2, latitude: 46.1), Coordinate(longitude: longitude, latitude: latitude)
    ).kilometres
  }

  @Test("coverage writes the tables of the contract")
  func coverage() throws {
    let shop = try Workshop()
    let run = try shop.run(
      "coverage", "--facilities", "stations.csv", "--townships", "townships.geojson", "--settlements", "villages.csv",
      "--radii", "30,10,20", "-o", "out", "--gaps")
    #expect(run.code == 0, "\(run.err)")
    let settlements = try shop.rows("out/settlements.csv")
    #expect(
      settlements[0].prefix(7)
        == ["id", "name", "township_id", "population", "facility_id", "distance_km", "band_km"])
    #expect(settlements.dropFirst().map { $0[0] } == ["S1", "S2", "S3", "S4"])
    #expect(settlements.dropFirst().map { $0[2] } == ["T1", "T1", "T2", "T2"])
    #expect(settlements.dropFirst().map { $0[3] } == ["500", "1200", "70", ""])
    #expect(settlements.dropFirst().map { $0[6] } == ["10", "20", "", ""])
    #expect(abs((Double(settlements[3][5]) ?? 0) - kilometres(122.6, 46.15)) < 1e-6)

    let townships = try shop.rows("out/townships.csv")
    #expect(
      townships[0].prefix(11)
        == [
          "id", "name", "county", "area_km2", "population", "area_within_10_km2", "population_within_10",
          "area_within_20_km2", "population_within_20", "area_within_30_km2", "population_within_30",
        ])
    #expect(townships.dropFirst().map { $0[4] } == ["1700", "70"])
    #expect(townships.dropFirst().map { $0[6] } == ["500", "0"])
    #expect(townships.dropFirst().map { $0[8] } == ["1700", "0"])
    for row in townships.dropFirst() {
      let areas = [5, 7, 9, 3].map { Double(row[$0]) ?? -1 }
      #expect(zip(areas, areas.dropFirst()).allSatisfy { $0 <= $1 })
    }
    #expect(townships[1][5].hasPrefix("314") || (Double(townships[1][5]) ?? 0) < 314.2)

    let stations = try shop.rows("out/stations.csv")
    #expect(
      stations[0].prefix(7)
        == [
          "facility_id", "territory_settlements", "territory_population", "required_radius_km", "radius_km", "status",
          "population_beyond",
        ])
    #expect(stations[1][0...2] == ["F1", "4", "1770"])
    #expect(stations[1][4...6] == ["30", "beyond", "70"])
    #expect(abs((Double(stations[1][3]) ?? 0) - kilometres(122.79, 46.1)) < 1e-6)

    let gaps = try shop.rows("out/gaps.csv")
    #expect(gaps.dropFirst().map { $0[0] }.filter { $0 == "emergency_20_km" }.count == 1)
    #expect(try shop.read("out/coverage.geojson").contains("\"kind\":\"band\""))
    #expect(try shop.read("out/gaps.geojson").contains("\"population_uncovered\":70"))
  }

  @Test("the same bytes with one thread and eight, and with rows in another order")
  func determinism() throws {
    let shop = try Workshop()
    func coverage(_ output: String, _ threads: String) throws {
      let run = try shop.run(
        "coverage", "--facilities", "stations.csv", "--townships", "townships.geojson", "--settlements",
        "villages.csv", "--gaps", "--threads", threads, "-o", output)
      #expect(run.code == 0, "\(run.err)")
    }
    try coverage("one", "1")
    try coverage("eight", "8")
    var villages = try shop.read("villages.csv").split(separator: "\n")
    villages[1...].reverse()
    try shop.write("villages.csv", villages.joined(separator: "\n"))
    try coverage("shuffled", "2")
    for name in ["coverage.geojson", "gaps.geojson", "gaps.csv", "settlements.csv", "townships.csv", "stations.csv"] {
      #expect(try shop.read("one/\(name)") == shop.read("eight/\(name)"))
      #expect(try shop.read("one/\(name)") == shop.read("shuffled/\(name)"))
    }
  }

  @Test("gaps of radii and of any polygons agree")
  func gaps() throws {
    let shop = try Workshop()
    #expect(
      try shop.run(
        "service-areas", "--facilities", "stations.csv", "--minutes", "15", "--mode", "drive", "--straight-line",
        "--speed", "40", "--detour", "1", "-o", "areas.geojson"
      ).code == 0)
    // 15 minutes at 40 km/h are 10 km.
    #expect(
      try shop.run(
        "gaps", "--coverage", "areas.geojson", "--townships", "townships.geojson", "--settlements", "villages.csv",
        "-o", "polygons"
      ).code == 0)
    #expect(
      try shop.run(
        "gaps", "--facilities", "stations.csv", "--radii", "10", "--townships", "townships.geojson", "--settlements",
        "villages.csv", "-o", "radii"
      ).code == 0)
    let (polygons, radii) = (try shop.rows("polygons/gaps.csv"), try shop.rows("radii/gaps.csv"))
    #expect(polygons.count == 3)
    for (a, b) in zip(polygons, radii).dropFirst() {
      #expect(a[1...4] == b[1...4])
      #expect(abs((Double(a[5]) ?? 0) - (Double(b[5]) ?? -1)) < 1e-3)
      #expect(a[7...] == b[7...])
    }
    #expect(radii[1][1...2] == ["1", "T1"])
    #expect(radii[1][8] == "1200")
  }

  @Test("a limit no longer than the turnout reaches nothing; county seats are left out with a warning")
  func serviceAreas() throws {
    let shop = try Workshop()
    let turnout = try shop.run(
      "service-areas", "--facilities", "stations.csv", "--minutes", "3", "--mode", "ambulance", "--turnout-minutes",
      "3", "--straight-line", "-o", "none.geojson", "--json")
    #expect(turnout.code == 0)
    #expect(turnout.out.contains("\"area_km2\": 0"))
    try shop.write(
      "stations.csv", "id,name,level,lon,lat,coord_precision\nF1,卫生院,township_health_centre,122.2,46.1,county_seat\n")
    let seat = try shop.run(
      "service-areas", "--facilities", "stations.csv", "--straight-line", "-o", "seat.geojson")
    #expect(seat.code == 0)
    #expect(seat.err.hasPrefix("warning: 1 facility is known only to its county seat"))
    #expect(seat.out.hasPrefix("0 service areas, 1 left out"))
  }

  @Test("exit codes: usage 64, bad data 65, missing input 66, output that exists 73")
  func exitCodes() throws {
    let shop = try Workshop()
    func coverage(_ facilities: String, _ radii: String, _ output: String) throws -> (code: Int32, err: String) {
      let run = try shop.run(
        "coverage", "--facilities", facilities, "--townships", "townships.geojson", "--radii", radii, "-o", output)
      return (run.code, run.err)
    }
    #expect(try coverage("stations.csv", "10,x", "out").code == 64)
    #expect(try coverage("stations.csv", "-10", "out").code == 64)
    #expect(try shop.run("service-areas", "--facilities", "stations.csv", "-o", "x").code == 64)
    #expect(try shop.run("gaps", "--townships", "townships.geojson", "-o", "x").code == 64)
    let missing = try coverage("nowhere.csv", "10", "out")
    #expect(missing.code == 66)
    #expect(missing.err == "error: nowhere.csv: there is no such file. Check the path\n")
    try shop.write("bad.csv", "id,name,level,lon,lat\nF1,卫生院,township_health_centre,122.2,146.1\n")
    #expect(try coverage("bad.csv", "10", "out").code == 65)
    #expect(!FileManager.default.fileExists(atPath: shop.folder.appendingPathComponent("out").path))
    #expect(try coverage("stations.csv", "10", "out").code == 0)
    #expect(try coverage("stations.csv", "10", "out").code == 73)
  }

  @Test("without settlements people are unknown, not zero")
  func noSettlements() throws {
    let shop = try Workshop()
    let run = try shop.run(
      "coverage", "--facilities", "stations.csv", "--townships", "townships.geojson", "-o", "out", "--json")
    #expect(run.code == 0)
    #expect(run.out.contains("\"population\": null"))
    let townships = try shop.rows("out/townships.csv")
    #expect(townships[1][4].isEmpty)
    #expect(townships[1][6].isEmpty)
    #expect((Double(townships[1][5]) ?? 0) > 300)
  }
}
