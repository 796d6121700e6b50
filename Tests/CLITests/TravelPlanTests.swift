import Foundation
import GeoKit
import Testing

#if GDAL
  /// `emsplan plan` on roads and on a friction surface, from end to end.
  ///
  /// A river runs from south to north at 122.2°. The station stands in the west; the only bridge lies in the north, so
  /// the eastern village is 10 km away as the crow flies and 28 km by road.
  @Suite struct TravelPlanTests {
    private static let station = Coordinate(longitude: 122.1, latitude: 46.1)
    private static let west = Coordinate(longitude: 122.15, latitude: 46.1)
    private static let bank = Coordinate(longitude: 122.18, latitude: 46.1)
    private static let bridge = [
      Coordinate(longitude: 122.18, latitude: 46.18), Coordinate(longitude: 122.23, latitude: 46.18),
    ]
    private static let east = Coordinate(longitude: 122.23, latitude: 46.1)

    private final class Workshop {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("roads-\(UUID().uuidString)")

      init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func township(_ id: String, _ west: Double) -> String {
          let ring = [(0.0, 0.0), (0.2, 0), (0.2, 0.2), (0, 0.2), (0, 0)].map { "[\(west + $0.0),\(46 + $0.1)]" }
          return """
            {"type":"Feature","properties":{"id":"\(id)","name":"\(id)镇"},
            "geometry":{"type":"Polygon","coordinates":[[\(ring.joined(separator: ","))]]}}
            """
        }
        try write(
          "townships.geojson",
          "{\"type\":\"FeatureCollection\",\"features\":[\(township("W", 122)),\(township("E", 122.2))]}")
        try write(
          "facilities.csv",
          """
          id,name,tier,lon,lat,ambulance
          S,急救中心,county_emergency_centre,122.1,46.1,yes
          HW,西卫生院,township_health_centre,122.15,46.1,no
          HE,东卫生院,township_health_centre,122.23,46.1,no

          """)
        try write(
          "villages.csv",
          """
          id,name,population,lon,lat
          V1,西村,300,122.15,46.1
          V2,岸村,100,122.18,46.1
          V3,东村,500,122.23,46.1
          V4,远村,50,122.35,46.02

          """)
        func road(_ places: [Coordinate], _ roadClass: String) -> String {
          let line = places.map { "[\($0.longitude),\($0.latitude)]" }.joined(separator: ",")
          return """
            {"type":"Feature","properties":{"dengji":"\(roadClass)","sudu":60},
            "geometry":{"type":"LineString","coordinates":[\(line)]}}
            """
        }
        let roads = [
          road([Coordinate(longitude: 122.05, latitude: 46.1), TravelPlanTests.station], "县道"),
          road([TravelPlanTests.station, TravelPlanTests.west, TravelPlanTests.bank], "县道"),
          road([TravelPlanTests.bank] + TravelPlanTests.bridge, "机耕路"),
          road([TravelPlanTests.bridge[1], TravelPlanTests.east], "县道"),
        ]
        try write("roads.geojson", "{\"type\":\"FeatureCollection\",\"features\":[\(roads.joined(separator: ","))]}")
      }

      deinit { try? FileManager.default.removeItem(at: folder) }

      func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
      }

      func plan(inputs: String, emergency: String, more: String = "") throws {
        try write(
          "plan.yaml",
          """
          name: Two banks
          profile: national
          inputs:
            townships: {file: townships.geojson}
            facilities: {file: facilities.csv}
            settlements: {file: villages.csv}
            \(inputs)
          travel:
            emergency: {\(emergency), mode: ambulance, turnout_minutes: 3}
          siting:
            emergency_sub_centre: {count: 1}
          \(more)
          """)
      }

      /// A raster of cells of 0.01°, places in their middles, with the river but for one row in the north.
      func writeGround(_ name: String, river: String, land: String) throws {
        let rows = (0..<20).map { row in
          (0..<40).map { $0 == 20 && row != 1 ? river : land }.joined(separator: " ")
        }
        try write(
          name + ".asc",
          "ncols 40\nnrows 20\nxllcorner 121.995\nyllcorner 45.995\ncellsize 0.01\nNODATA_value -9999\n"
            + rows.joined(separator: "\n") + "\n")
        try write(
          name + ".prj",
          "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],"
            + "UNIT[\"degree\",0.0174532925199433]]")
      }

      func run(_ arguments: String...) throws -> ToolRun {
        try ToolRun(arguments, in: folder)
      }

      /// A table of the folder `out`, by id.
      func table(_ name: String) throws -> [String: [String: String]] {
        let text = try String(contentsOf: folder.appendingPathComponent("out/" + name), encoding: .utf8)
        let rows = text.drop { $0 == "\u{feff}" }.split(separator: "\n").map { line in
          line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        var found: [String: [String: String]] = [:]
        for row in rows.dropFirst() {
          let cells = Dictionary(zip(rows[0], row), uniquingKeysWith: { first, _ in first })
          found[cells["id"] ?? ""] = cells
        }
        return found
      }

      func json(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: folder.appendingPathComponent("out/" + name))
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
      }
    }

    /// Minutes of a way at a speed.
    private func minutes(_ way: [Coordinate], _ speed: Double = 60) -> Double {
      zip(way, way.dropFirst()).reduce(0) { $0 + Geodesic.distance($1.0, $1.1).kilometres } / speed * 60
    }

    private func number(_ text: String?) -> Double { text.flatMap(Double.init) ?? .nan }

    private let roads = "roads: {file: roads.geojson, class: dengji, speed: sudu}"

    @Test func responseTimesFollowTheRoads() throws {
      let shop = try Workshop()
      try shop.plan(inputs: roads, emergency: "model: roads, minutes: 20")
      let run = try shop.run("plan", "plan.yaml", "-o", "out")
      try #require(run.code == 0, "\(run.err)")
      #expect((run.out + run.err).contains("1 settlement lies too far from any road"))

      let toWest = 3 + minutes([Self.station, Self.west])
      let toBank = 3 + minutes([Self.station, Self.west, Self.bank])
      let toEast = toBank + minutes([Self.bank] + Self.bridge + [Self.east])
      let villages = try shop.table("settlements.csv")
      #expect(abs(number(villages["V1"]?["travel_min"]) - toWest) < 1e-3)
      #expect(abs(number(villages["V2"]?["travel_min"]) - toBank) < 1e-3)
      #expect(abs(number(villages["V3"]?["travel_min"]) - toEast) < 1e-3)
      #expect(villages["V4"]?["travel_min"] == "")
      #expect(villages["V3"]?["quickest_facility_id"] == "S")

      // West: 300 people by `toWest`, all 400 by `toBank`. East: 500 of 550 by `toEast`, nobody sooner.
      let townships = try shop.table("townships.csv")
      #expect(abs(number(townships["W"]?["response_median_min"]) - toWest) < 1e-3)
      #expect(abs(number(townships["W"]?["response_p90_min"]) - toBank) < 1e-3)
      #expect(number(townships["W"]?["response_share_15_min"]) == 1)
      #expect(abs(number(townships["E"]?["response_median_min"]) - toEast) < 1e-3)
      #expect(abs(number(townships["E"]?["response_p90_min"]) - toEast) < 1e-3)
      #expect(number(townships["E"]?["response_share_15_min"]) == 0)
      #expect(toEast > 30)
      #expect(number(townships["E"]?["response_share_30_min"]) == 0)

      let response = try #require(try shop.json("summary.json")["response"] as? [String: Any])
      #expect(response["model"] as? String == "roads")
      #expect(response["total"] as? Int == 950)
      #expect(response["unreached"] as? Int == 50)
      #expect(abs((response["share_15_min"] as? Double ?? 0) - 400.0 / 950) < 1e-5)

      let layer = try shop.json("coverage.geojson")
      let features = layer["features"] as? [[String: Any]] ?? []
      let stations = features.compactMap { $0["properties"] as? [String: Any] }.filter {
        $0["kind"] as? String == "station"
      }
      #expect(stations.count == 1)
      #expect(abs((stations.first?["required_radius_min"] as? Double ?? 0) - toEast) < 1e-3)

      // Within 20 minutes the station serves the west alone: a sub-centre in the east brings 500 people.
      let sites = try shop.table("sites.csv")
      #expect(sites["HE"]?["rank"] == "1")
      #expect(sites["HE"]?["population_gained"] == "500")
      #expect(sites["HW"]?["rank"] ?? "" == "")
    }

    @Test func aSeasonSlowsAndAClosedBridgeCutsOff() throws {
      let shop = try Workshop()
      try shop.plan(
        inputs: "roads: {file: roads.geojson, class: dengji, speed: sudu, season: \"track=0.5\"}",
        emergency: "model: roads")
      #expect(try shop.run("plan", "plan.yaml", "-o", "out").code == 0)
      let toBank = 3 + minutes([Self.station, Self.west, Self.bank])
      let toEast =
        toBank + minutes([Self.bank] + Self.bridge, 30) + minutes([Self.bridge[1], Self.east])
      #expect(abs(number(try shop.table("settlements.csv")["V3"]?["travel_min"]) - toEast) < 1e-3)

      try shop.write("closed.txt", "\u{FEFF}2\r\n\r\n99\r\n")
      try shop.plan(
        inputs: "roads: {file: roads.geojson, class: dengji, speed: sudu, closed: closed.txt}",
        emergency: "model: roads")
      let closed = try shop.run("plan", "plan.yaml", "-o", "out", "--overwrite")
      #expect(closed.code == 0)
      #expect((closed.out + closed.err).contains("1 closed road is not among the roads: 99"))
      #expect(try shop.table("settlements.csv")["V3"]?["travel_min"] == "")
      #expect(try shop.table("townships.csv")["E"]?["response_median_min"] == "")

      for (roads, words) in [
        ("season: \"trak=0.5\"", ["no mode knows the class of road trak. Did you mean track?"]),
        (
          "season: \"track=-1,primary=0.5,干线=1,primary=0\", closed: bad.txt",
          [
            "“track=-1” is not class=factor with a factor from 0 to 2", "no mode knows the class of road 干线",
            "the class of road primary has two factors", "bad.txt, line 2: “bridge” is not the identifier of a road",
            "bad.txt, line 4: “2.5” is not",
          ]
        ),
      ] {
        // As editors on Windows begin a file.
        try shop.write("bad.txt", "\u{FEFF}2\r\nbridge\r\n\r\n2.5\r\n")
        try shop.plan(inputs: "roads: {file: roads.geojson, class: dengji, \(roads)}", emergency: "model: roads")
        let bad = try shop.run("plan", "plan.yaml", "-o", "never")
        #expect(bad.code == 65)
        for word in words { #expect(bad.err.contains(word), "\(bad.err)") }
        #expect(bad.err.split(separator: "\n").count == words.count, "\(bad.err)")
      }
      try shop.plan(inputs: "roads: {file: missing.osm.pbf}", emergency: "model: roads")
      #expect(try shop.run("plan", "plan.yaml", "-o", "never").code == 66)
      #expect(!FileManager.default.fileExists(atPath: shop.folder.appendingPathComponent("never").path))
    }

    /// What `plan` tells of roads, `network` and `check` tell, too.
    @Test func networkAndCheckTellOfTheRoads() throws {
      let shop = try Workshop()
      try shop.write("closed.txt", "99\n")
      try shop.plan(
        inputs: "roads: {file: roads.geojson, class: dengji, speed: sudu, closed: closed.txt}",
        emergency: "model: roads")
      let words = [
        "1 closed road is not among the roads: 99", "1 settlement lies too far from any road",
        "roads.geojson: class from dengji, speed from sudu",
      ]
      let network = try shop.run("network", "plan.yaml", "-o", "net")
      #expect(network.code == 0)
      let check = try shop.run("check", "plan.yaml")
      #expect(check.code == 0)
      let summary = try shop.run("network", "plan.yaml", "-o", "net", "--overwrite", "--json").out
      for word in words {
        #expect(network.err.contains(word), "\(network.err)")
        #expect(check.out.contains(word), "\(check.out)")
        #expect(summary.contains(word))
      }
    }

    /// What `plan` refuses, `check` refuses: all of it at once.
    @Test(arguments: [
      ("roads: {file: roads.geojson, class: nosuch}", "model: roads", "there is no field nosuch"),
      ("roads: {file: roads.geojson, hour: 8}", "model: roads", "the same at every hour"),
      (
        "roads: {file: roads.geojson, class: dengji}", "model: roads, speed_kmh: 80",
        "speed_kmh belongs to straight-line"
      ),
      ("friction: {file: ground.asc}", "model: friction", "looks like minutes per metre"),
    ])
    func checkReadsRoadsAndGround(inputs: String, emergency: String, words: String) throws {
      let shop = try Workshop()
      try shop.writeGround("ground", river: "0.012", land: "0.002")
      try shop.plan(inputs: inputs, emergency: emergency)
      for command in ["check", "network"] {
        let run = try shop.run(command, "plan.yaml", "-o", "out-\(command)")
        #expect(run.code == 65, "\(command)")
        #expect(run.err.components(separatedBy: words).count == 2, "\(command): \(run.err)")
      }
      try shop.write("facilities.csv", "id,name,tier,lon,lat\nS,急救中心,county_emergency_centre,x,46.1\n")
      let both = try shop.run("check", "plan.yaml")
      #expect(both.err.contains("facilities.csv, row 2"), "\(both.err)")
      if !emergency.contains("speed") { #expect(both.err.contains(words), "\(both.err)") }
    }

    @Test func roadsAndGroundThatNobodyTravelsOnAreTold() throws {
      let shop = try Workshop()
      try shop.writeGround("ground", river: "-9999", land: "0.12")
      try shop.plan(inputs: roads, emergency: "model: straight-line")
      let idle = try shop.run("check", "plan.yaml")
      #expect(idle.code == 0)
      #expect(idle.out.contains("inputs.roads (roads.geojson) is not used"), "\(idle.out)")
      #expect(idle.out.contains("travel: {emergency: {model: roads}}"))
      try shop.plan(inputs: roads + "\n  friction: {file: ground.asc}", emergency: "model: roads")
      let ground = try shop.run("check", "plan.yaml")
      #expect(ground.out.contains("inputs.friction (ground.asc) is not used"), "\(ground.out)\(ground.err)")
      #expect(!ground.out.contains("inputs.roads (roads.geojson) is not used"))
      let straight = try shop.run("network", "--inputs", "plan.yaml", "-o", "net")
      #expect(straight.code == 0)
      #expect(straight.err.contains("roads.geojson, ground.asc not used, ambulances travel in a straight line"))
    }

    @Test func roadsOfAnotherAreaAreRefused() throws {
      let shop = try Workshop()
      try shop.write(
        "roads.geojson",
        """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"dengji":"县道","sudu":60},
        "geometry":{"type":"LineString","coordinates":[[10,50],[10.1,50]]}}]}
        """)
      try shop.plan(inputs: roads, emergency: "model: roads")
      let run = try shop.run("plan", "plan.yaml", "-o", "out")
      #expect(run.code == 65)
      #expect(run.err.contains("roads.geojson: no facility lies near the roads"))
    }

    private func expectTimesOfTheGround(_ shop: Workshop) throws {
      let villages = try shop.table("settlements.csv")
      // Five cells to the east; the sixteen ways out of a cell lengthen the way round the river by less than 3 %.
      let west = 3 + Geodesic.distance(Self.station, Self.west).metres * 0.12 / 60
      #expect(abs(number(villages["V1"]?["travel_min"]) - west) < 0.01)
      let crossing = Coordinate(longitude: 122.2, latitude: 46.18)
      let round = 3 + (minutes([Self.station, crossing], 30) + minutes([crossing, Self.east], 30))
      let east = number(villages["V3"]?["travel_min"])
      #expect(east > round - 0.6 && east < round * 1.04, "\(east) against \(round)")
    }

    /// 0.12 s/m (30 km/h) on land; the river is impassable.
    @Test func responseTimesFollowTheGround() throws {
      let shop = try Workshop()
      try shop.writeGround("ground", river: "-9999", land: "0.12")
      try shop.plan(inputs: "friction: {file: ground.asc}", emergency: "model: friction")
      let run = try shop.run("plan", "plan.yaml", "-o", "out")
      try #require(run.code == 0, "\(run.err)")
      try expectTimesOfTheGround(shop)
      let response = try #require(try shop.json("summary.json")["response"] as? [String: Any])
      #expect(response["model"] as? String == "friction")
      #expect(response["unreached"] as? Int == 0)
    }

    /// The same ground told by its land cover: fields at 30 km/h, a river of which no speed is given.
    @Test func responseTimesFollowTheLandCover() throws {
      let shop = try Workshop()
      try shop.writeGround("cover", river: "80", land: "40")
      try shop.plan(
        inputs: "friction: {land_cover: cover.asc, speeds: \"40=30\"}", emergency: "model: friction",
        more: "output: {language: en}")
      let run = try shop.run("plan", "plan.yaml", "-o", "out")
      try #require(run.code == 0, "\(run.err)")
      let words = "classes of land cover without a speed, taken as impassable, with their cells: 80 (19)"
      #expect((run.out + run.err).components(separatedBy: words).count == 2)
      try expectTimesOfTheGround(shop)

      for (friction, words) in [
        ("land_cover: cover.asc", "land_cover and speeds belong together"),
        ("file: cover.asc, speeds: \"40=30\"", "land_cover and speeds belong together"),
        ("land_cover: cover.asc, file: cover.asc, speeds: \"40=30\"", "either by its pace (file) or by its land cover"),
        ("elevation: cover.asc", "either by its pace (file) or by its land cover"),
        ("land_cover: cover.asc, speeds: \"40=-1\"", "the speed of class 40 must lie between 0 and 200 km/h"),
        ("land_cover: cover.asc, speeds: \"10=3\"", "the classes are 40 (781), 80 (19)"),
        ("land_cover: cover.asc, sped: \"10=3\"", "speeds"),
      ] {
        try shop.plan(inputs: "friction: {\(friction)}", emergency: "model: friction")
        let bad = try shop.run("plan", "plan.yaml", "-o", "never")
        #expect(bad.code == 65, "\(friction)")
        #expect(bad.err.contains(words), "\(friction): \(bad.err)")
      }
    }
  }
#endif
