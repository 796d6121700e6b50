import Foundation
import TestSupport
import Testing

/// `emsplan roads`, `travel-times` and `access` as a planner runs them: exit codes, tables, stderr.
struct TravelCommandTests {
  private func emsplan(_ arguments: [String]) throws -> ToolRun {
    try ToolRun(arguments)
  }

  /// A folder of its own with some files; removed afterwards.
  private func inFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("travel-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    try body(folder.path + "/")
  }

  private func table(_ text: String) -> [[String]] {
    text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// Two villages on a road of 0.01° (1,113 m at the equator) at 36 km/h; the clinic stands at its west end.
  private func road(speed: String = "36", class roadClass: String = "县道") -> String {
    """
    {"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"class":"\(roadClass)","speed":"\(speed)"},
     "geometry":{"type":"LineString","coordinates":[[100,0],[100.01,0]]}},
    {"type":"Feature","properties":{"class":"\(roadClass)","speed":"\(speed)","oneway":"yes"},
     "geometry":{"type":"LineString","coordinates":[[100.01,0],[100.02,0]]}}]}
    """
  }

  private let township = """
    {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"T","name":"T镇"},"geometry":
    {"type":"Polygon","coordinates":[[[99.99,-0.01],[100.03,-0.01],[100.03,0.01],[99.99,0.01],[99.99,-0.01]]]}}]}
    """
  private let clinic = "id,name,tier,lon,lat\nF,Clinic,village_clinic,100,0\n"
  private let villages = "id,name,population,lon,lat\nB,East,100,100.02,0\nA,Middle,50,100.01,0\nC,Far,10,100.5,0.5\n"

  #if GDAL
    @Test func aCheckNamesTheGapAndWhomItCutsOff() throws {
      let gap = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"class":"县道"},"geometry":{"type":"LineString","coordinates":[[100,0],[100.02,0]]}},
        {"type":"Feature","properties":{"class":"县道"},"geometry":{"type":"LineString","coordinates":[[100.01,0.0001],[100.01,0.05]]}}]}
        """
      let users = "id,name,population,lon,lat\nA,Cut,70,100.01,0.05\nB,Near,30,100.02,0\n"
      try inFolder(["r.geojson": gap, "f.csv": clinic, "s.csv": users]) { folder in
        let run = try emsplan([
          "roads", "check", folder + "r.geojson", "--facilities", folder + "f.csv", "--settlements", folder + "s.csv",
          "--minutes", "20", "-o", folder + "check",
        ])
        #expect(run.code == 0)
        #expect(run.out.contains("1 near miss"))
        #expect(run.out.contains("1 settlement comes within the limit, 70 people"))
        let found = table(try String(contentsOfFile: folder + "check/findings.csv", encoding: .utf8))
        #expect(found.filter { $0[0] == "near_miss" }.map { Array($0[8...10]) } == [["1", "70", "A"]])
        #expect(found.contains { $0[0] == "island" })
        #expect(try emsplan(["roads", "check", folder + "r.geojson", "-o", folder + "check"]).code == 73)
      }
    }

    /// What every command that travels on a layer tells of it, as `plan` does, and with --quiet nothing.
    @Test func whatIsDerivedOfRoadsIsToldByEveryCommand() throws {
      try inFolder(["r.geojson": road(), "f.csv": clinic, "s.csv": villages, "t.geojson": township]) { folder in
        let (facilities, settlements) = (["--facilities", folder + "f.csv"], ["--settlements", folder + "s.csv"])
        let roads = ["--roads", folder + "r.geojson"]
        let places = facilities + settlements + roads
        let commands = [
          ["travel-times"] + places, ["access"] + places,
          ["candidates", "--minutes", "10", "-o", folder + "sites"] + places,
          ["service-areas", "--minutes", "10", "-o", folder + "areas.geojson"] + facilities + roads,
          ["gaps", "--minutes", "10", "--townships", folder + "t.geojson", "-o", folder + "gaps"] + places,
          ["roads", "build", folder + "r.geojson", "-o", folder + "r.roads"],
          ["roads", "check", folder + "r.geojson", "-o", folder + "check"],
        ]
        for command in commands {
          let run = try emsplan(command)
          #expect(run.code == 0, "\(command[0]): \(run.err)")
          let told = run.err.split(separator: "\n").filter { $0.contains("dangling ends") }
          #expect(
            told == ["derived: \(folder)r.geojson: 2 lines, 2 dangling ends, 1 islands"], "\(command[0]): \(run.err)")
          let again = command.contains("-o") ? ["--overwrite", "--quiet"] : ["--quiet"]
          #expect(try emsplan(command + again).err.isEmpty, "\(command[0])")
        }
      }
    }

    @Test func aLogBecomesATableOfSpeeds() throws {
      // The road of 36 km/h is driven at 27.
      let rows = (0..<12).map { "100,0,\(100.004 + Double($0) * 0.001),0,\(Double(4 + $0) * 111.3195 / 7.5 / 60)" }
      let log = "from_lon,from_lat,to_lon,to_lat,minutes\n" + rows.joined(separator: "\n") + "\n"
      try inFolder([
        "r.geojson": road(), "runs.csv": log, "bad.csv": "from_lon,from_lat,to_lon,to_lat\n118,43,118.1,43.1\n",
      ]) {
        folder in
        let run = try emsplan([
          "roads", "calibrate", folder + "r.geojson", "--runs", folder + "runs.csv", "-o", folder + "ours.yaml",
        ])
        #expect(run.code == 0)
        #expect(run.out.contains("speed × 0.75"))
        let text = try String(contentsOfFile: folder + "ours.yaml", encoding: .utf8)
        #expect(text.contains("mode: ambulance, factor: 0.75"))
        try Data((clinic).utf8).write(to: URL(fileURLWithPath: folder + "f.csv"))
        try Data(villages.utf8).write(to: URL(fileURLWithPath: folder + "s.csv"))
        let times = try emsplan([
          "travel-times", "--facilities", folder + "f.csv", "--settlements", folder + "s.csv", "--roads",
          folder + "r.geojson", "--mode", "ambulance", "--speeds", folder + "ours.yaml",
        ])
        #expect(abs((Double(table(times.out)[0][2]) ?? 0) - 1113.195 / 7.5 / 60) < 0.01)
        let bad = try emsplan([
          "roads", "calibrate", folder + "r.geojson", "--runs", folder + "bad.csv", "-o", folder + "x.yaml",
        ])
        #expect(bad.code == 65)
        #expect(bad.err.contains("minutes"))
      }
    }

    @Test func aLineLayerGivesTimesAndAGraph() throws {
      try inFolder(["r.geojson": road(), "f.csv": clinic, "s.csv": villages]) { folder in
        let built = try emsplan(["roads", "build", folder + "r.geojson", "-o", folder + "r.roads"])
        #expect(built.code == 0)
        #expect(built.out.contains("2 roads, 3 points"))
        #expect(try emsplan(["roads", "build", folder + "r.geojson", "-o", folder + "r.roads"]).code == 73)

        let exported = try emsplan([
          "roads", "export", folder + "r.roads", "--nodes", folder + "n.csv", "--arcs", folder + "a.csv", "-q",
        ])
        #expect(exported.code == 0)
        let arcs = table(try String(contentsOfFile: folder + "a.csv", encoding: .utf8))
        try #require(arcs.count == 3)
        for arc in arcs {
          #expect(abs((Double(arc[2]) ?? 0) - 1113.195) < 0.01)
          #expect(abs((Double(arc[3]) ?? 0) - 111.3195) < 0.001)
        }

        let times = try emsplan([
          "travel-times", "--facilities", folder + "f.csv", "--settlements", folder + "s.csv", "--roads",
          folder + "r.roads", "--mode", "ambulance", "--turnout-minutes", "3",
        ])
        #expect(times.code == 0)
        let rows = table(times.out)
        try #require(rows.map { $0[0] } == ["A", "B", "C"])
        let (near, far) = (3 + 111.3195 / 60, 3 + 222.639 / 60)
        #expect(abs((Double(rows[0][2]) ?? 0) - near) < 1e-5)
        #expect(abs((Double(rows[1][2]) ?? 0) - far) < 1e-5)
        #expect(abs((Double(rows[1][3]) ?? 0) - 2.22639) < 1e-5)
        #expect(Array(rows[2][1...]) == ["", "", "", "", ""])

        // Toward the clinic the one-way bars the road, and only the way on foot past the village is left.
        let toward = try emsplan([
          "travel-times", "--facilities", folder + "f.csv", "--settlements", folder + "s.csv", "--roads",
          folder + "r.roads", "--off-road-limit", "500",
        ])
        #expect(table(toward.out).map { $0[1] } == ["F", "", ""])
        let matrix = try emsplan([
          "travel-times", "--matrix", "--facilities", folder + "f.csv", "--settlements", folder + "s.csv", "--roads",
          folder + "r.roads", "--off-road-limit", "500",
        ])
        #expect(matrix.out.hasPrefix("facility_id,settlement_id,travel_min\nF,A,1.85"))
        #expect(matrix.out.hasSuffix("F,B,\nF,C,\n"))

        let access = try emsplan([
          "access", "--facilities", folder + "f.csv", "--settlements", folder + "s.csv", "--roads",
          folder + "r.roads", "--mode", "ambulance",
        ])
        let ratios = table(access.out)
        try #require(ratios.count == 3)
        #expect(abs((Double(ratios[0][1]) ?? 0) - 1.0 / 150) < 1e-9)
        #expect(ratios[2][1] == "0")
        #expect(ratios.map { $0[3] } == ["1", "1", "0"])
      }
    }

    @Test func badRoadsAreExplained() throws {
      let files = [
        "negative.geojson": road(speed: "-5"), "unknown.geojson": road(class: "canal"), "f.csv": clinic,
        "s.csv": villages,
        "far.csv": "id,name,tier,lon,lat\nF,Clinic,village_clinic,100,30\n",
        "r.geojson": road(),
      ]
      try inFolder(files) { folder in
        let negative = try emsplan(["roads", "build", folder + "negative.geojson", "-o", folder + "x"])
        #expect(negative.code == 65)
        #expect(negative.err.contains("-5"))
        #expect(!FileManager.default.fileExists(atPath: folder + "x"))
        let unknown = try emsplan(["roads", "build", folder + "unknown.geojson", "-o", folder + "y"])
        #expect(unknown.err.contains("canal (2, 2.2 km)"))
        let none = try emsplan(["roads", "export", folder + "y", "--nodes", folder + "n", "--arcs", folder + "a"])
        #expect(none.code == 65)
        let far = try emsplan([
          "travel-times", "--facilities", folder + "far.csv", "--settlements", folder + "s.csv", "--roads",
          folder + "r.geojson",
        ])
        #expect(far.code == 65)
        #expect(far.err.contains("no facility lies near the roads"))
      }
    }

    @Test func placesApartFromTheRoadsAreTold() throws {
      let files = [
        "r.geojson": road(), "s.csv": villages, "far.csv": "id,name,population,lon,lat\nC,Far,10,100.5,0.5\n",
        "f.csv": clinic + "G,Far,village_clinic,100,30\n",
      ]
      try inFolder(files) { folder in
        let times = ["travel-times", "--facilities", folder + "f.csv", "--roads", folder + "r.geojson"]
        let some = try emsplan(times + ["--settlements", folder + "s.csv"])
        #expect(some.code == 0)
        #expect(some.err.contains("1 facility lies near no road that can be joined there, and reaches only"))
        let none = try emsplan(times + ["--settlements", folder + "far.csv"])
        #expect(none.code == 65)
        #expect(none.err.contains("no settlement lies near the roads"))
        #expect(none.out.isEmpty)

        let areas = [
          "service-areas", "--facilities", folder + "f.csv", "--roads", folder + "r.geojson", "-o",
          folder + "a.geojson",
        ]
        let late = try emsplan(areas + ["--mode", "ambulance", "--turnout-minutes", "30"])
        #expect(late.code == 0)
        #expect(late.err.contains("2 service areas are empty") && late.err.contains(": F, G"))
        let layer = try String(contentsOfFile: folder + "a.geojson", encoding: .utf8)
        #expect(layer.contains("2 service areas are empty") && layer.contains("1 facility lies near no road"))
      }
    }

    @Test func optionsWithoutEffectAndOutputsThatAreInputsAreRefused() throws {
      try inFolder(["r.geojson": road(), "f.csv": clinic, "s.csv": villages]) { folder in
        let places = ["travel-times", "--facilities", folder + "f.csv", "--settlements", folder + "s.csv"]
        for more in [
          ["--roads", folder + "r.geojson", "--turnout-minutes", "3"], ["--straight-line", "--season", "track=0"],
          ["--straight-line", "--closed-roads", folder + "none.txt"],
        ] {
          let run = try emsplan(places + more)
          #expect(run.code == 64, "\(more): \(run.err)")
          #expect(run.err.contains("belong"), "\(run.err)")
        }
        for input in ["f.csv", "s.csv", "./r.geojson"] {
          let run = try emsplan(places + ["--roads", folder + "r.geojson", "--overwrite", "-o", folder + input])
          #expect(run.code == 73)
          #expect(run.err.contains("is one of the files to read"))
        }
        #expect(try String(contentsOfFile: folder + "f.csv", encoding: .utf8) == clinic)
        let export = try emsplan([
          "roads", "export", folder + "r.geojson", "--nodes", folder + "n", "--arcs", folder + "./n",
        ])
        #expect(export.code == 64)
        #expect(export.err.contains("--nodes and --arcs are the same file"))
      }
    }
  #endif

  #if GDAL
    private static let degrees = """
      GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],\
      UNIT["degree",0.0174532925199433]]
      """
    private static let metres = """
      PROJCS["WGS 84 / UTM zone 47N",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],\
      PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],\
      PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",99],PARAMETER["scale_factor",0.9996],\
      PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1]]
      """

    /// An ASCII grid of 4 × 4 cells; the clinic stands in the middle of a cell.
    private func grid(_ values: String, corner: String = "99.985 -0.015", cell: String = "0.01") -> String {
      let edges = corner.split(separator: " ")
      return "ncols 4\nnrows 4\nxllcorner \(edges[0])\nyllcorner \(edges[1])\ncellsize \(cell)\nNODATA_value -9999\n"
        + values
    }

    @Test func badRastersAreExplained() throws {
      let even = String(repeating: "1 1 1 1\n", count: 4)
      let files = [
        "f.csv": clinic, "s.csv": villages, "good.asc": grid(even), "good.prj": Self.degrees,
        "metres.asc": grid(even, corner: "600000 0", cell: "1000"), "metres.prj": Self.metres,
        "unsaid.asc": grid(even, corner: "600000 0", cell: "1000"),
        "far.asc": grid(even, corner: "10 10"), "far.prj": Self.degrees,
        "negative.asc": grid(even.replacingOccurrences(of: "1 1\n", with: "1 -3\n")), "negative.prj": Self.degrees,
        "nothing.asc": grid(even.replacingOccurrences(of: "1", with: "-9999")), "nothing.prj": Self.degrees,
        "zero.asc": grid(even.replacingOccurrences(of: "1 1\n", with: "1 0\n")), "zero.prj": Self.degrees,
        // Row by row from the north: two cells have no height, one of them no ground that could be crossed either.
        "void.asc": grid("-9999 0 0 -9999\n0 0 0 0\n0 0 0 0\n0 0 0 0\n"), "void.prj": Self.degrees,
        "text.tif": "not a raster",
        "vast.vrt": "<VRTDataset rasterXSize=\"900000\" rasterYSize=\"900000\">"
          + "<GeoTransform>0,0.0001,0,80,0,-0.0001</GeoTransform>"
          + "<VRTRasterBand dataType=\"Float32\" band=\"1\"/></VRTDataset>",
      ]
      try inFolder(files) { folder in
        func run(_ friction: String, _ more: [String] = []) throws -> ToolRun {
          try emsplan(
            [
              "travel-times", "--facilities", folder + "f.csv", "--settlements", folder + "s.csv", "--friction",
              folder + friction, "--mode", "walk",
            ] + more.map { $0.hasPrefix("-") ? $0 : folder + $0 })
        }
        let good = try run("good.asc")
        #expect(good.code == 0)
        // Cells of 0.01° at one second for each metre: A is one cell away, B two, C off the raster.
        let rows = table(good.out)
        try #require(rows.count == 3)
        #expect(abs((Double(rows[0][2]) ?? 0) - 1113.195 / 60) < 0.001)
        #expect(abs((Double(rows[1][2]) ?? 0) - 2226.39 / 60) < 0.001)
        #expect(rows[2][2].isEmpty)
        let zero = try run("zero.asc", ["--elevation", "void.asc"])
        #expect(zero.code == 0)
        #expect(zero.err.contains("4 cells have a friction of 0, and are taken as impassable"), "\(zero.err)")
        #expect(zero.err.contains("1 passable cell has no height, and is taken as impassable (8.3 %)"), "\(zero.err)")

        for (file, more, words) in [
          ("metres.asc", [], "the raster is in metres; it must be in degrees. Reproject it: gdalwarp"),
          ("unsaid.asc", [], "the raster is not a north-up grid in degrees"),
          ("good.asc", ["--elevation", "metres.asc"], "metres.asc: the raster is in metres"),
          ("good.asc", ["--elevation", "far.asc"], "the heights do not lie where the friction surface lies"),
          ("far.asc", [], "no facility lies on passable ground of the friction surface"),
          ("negative.asc", [], "4 cells have a friction below zero; the least is -3.0"),
          ("nothing.asc", [], "no cell has a friction above zero"),
          ("text.tif", [], "this is not a raster"),
          ("vast.vrt", [], "this is not a raster"),
        ] {
          let bad = try run(file, more)
          #expect(bad.code == 65, "\(file) \(more)")
          #expect(bad.err.contains(words), "\(file) \(more): \(bad.err)")
          #expect(bad.out.isEmpty)
        }
        #expect(try run("missing.tif").code == 66)
      }
    }

    @Test func landCoverGivesThePace() throws {
      // Class 1 at 3.6 km/h is a second for each metre; class 9 has no speed, class 2 cannot be crossed.
      let wall = "1 1 2 1\n1 1 2 1\n1 1 2 1\n1 9 9 1\n"
      let files = [
        "f.csv": clinic, "s.csv": villages, "even.asc": grid(String(repeating: "1 1 1 1\n", count: 4)),
        "even.prj": Self.degrees, "wall.asc": grid(wall), "wall.prj": Self.degrees,
        "share.asc": grid(String(repeating: "0.5 1 1 1\n", count: 4)), "share.prj": Self.degrees,
        "metres.asc": grid(wall, corner: "600000 0", cell: "1000"), "metres.prj": Self.metres,
        "far.asc": grid(wall, corner: "10 10"), "far.prj": Self.degrees,
        "hill.asc": grid(String(repeating: "0 100 0 0\n", count: 4)), "hill.prj": Self.degrees,
      ]
      try inFolder(files) { folder in
        func run(_ cover: String, _ speeds: String, _ more: [String] = []) throws -> ToolRun {
          try emsplan(
            [
              "travel-times", "--facilities", folder + "f.csv", "--settlements", folder + "s.csv", "--land-cover",
              folder + cover, "--cover-speeds", speeds, "--mode", "walk",
            ] + more)
        }
        let even = try run("even.asc", "1=3.6")
        #expect(even.code == 0 && even.err.isEmpty, "\(even.err)")
        let rows = table(even.out)
        try #require(rows.count == 3)
        #expect(abs((Double(rows[1][2]) ?? 0) - 2226.39 / 60) < 0.001)

        // A lies in the wall, B behind it.
        let wall = try run("wall.asc", "1=3.6,2=0")
        #expect(wall.code == 0)
        #expect(
          wall.err.contains(
            "classes of land cover without a speed, taken as impassable, with their cells: 9 (2)"), "\(wall.err)")
        #expect(table(wall.out).map { $0[1] } == ["", "", ""])
        let gap = try run("wall.asc", "1=3.6,2=0,9=1.8")
        #expect(gap.err.isEmpty)
        #expect(table(gap.out).map { $0[1].isEmpty } == [true, false, true])

        // Up a hill of 9 % on the way: Tobler's factor exp(3.5 × slope), and down again.
        let hill = try run("even.asc", "1=3.6", ["--elevation", folder + "hill.asc"])
        let uphill = table(hill.out)
        #expect((Double(uphill[0][2]) ?? 0) > 0 && (Double(uphill[1][2]) ?? 0) > (Double(rows[1][2]) ?? 0))

        for (cover, speeds, status, words) in [
          ("even.asc", "1=-3", 64, "--cover-speeds: “1=-3”: the speed of class 1 must lie between 0 and 200 km/h"),
          ("even.asc", "forest=3", 64, "“forest=3” is not class=km/h"),
          ("even.asc", "7=3", 65, "no cell is of a class that has a speed; the classes are 1 (16)"),
          ("share.asc", "1=3", 65, "a cell holds 0.5; classes of land cover are whole numbers"),
          ("metres.asc", "1=3", 65, "the raster is in metres; it must be in degrees"),
          ("far.asc", "1=3,2=3,9=3", 65, "no facility lies on passable ground"),
          ("missing.tif", "1=3", 66, "there is no such file"),
        ] as [(String, String, Int32, String)] {
          let bad = try run(cover, speeds)
          #expect(bad.code == status, "\(cover) \(speeds): \(bad.err)")
          #expect(bad.err.contains(words), "\(cover) \(speeds): \(bad.err)")
          #expect(bad.out.isEmpty)
        }
        for usage in [["--land-cover", "x"], ["--cover-speeds", "1=3", "--straight-line"], ["--elevation", "x"]] {
          let bad = try emsplan(["travel-times", "--facilities", "a", "--settlements", "b"] + usage)
          #expect(bad.code == 64)
        }
      }
    }

    @Test func gapsAreWhatTimeLeaves() throws {
      try inFolder(["r.geojson": road(), "f.csv": clinic, "s.csv": villages, "t.geojson": township]) { folder in
        func gaps(_ minutes: String, _ more: [String]) throws -> [String: Any] {
          let run = try emsplan(
            [
              "gaps", "--facilities", folder + "f.csv", "--townships", folder + "t.geojson", "--settlements",
              folder + "s.csv", "--minutes", minutes, "--json", "--overwrite", "-o", folder + "out",
            ] + more)
          #expect(run.code == 0, "\(run.err)")
          let list = try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [[String: Any]]
          return try #require(list?.first)
        }
        let roads = ["--roads", folder + "r.geojson", "--mode", "ambulance"]
        let turnout = roads + ["--turnout-minutes", "1"]
        // A is 111.3195 s away and B 222.639 s: the limit itself is within. C is off every road.
        let near = try gaps("2", roads)
        #expect(near["service"] as? String == "within_2_min")
        #expect(near["population_uncovered"] as? Int == 110)
        let all = try gaps("3.8", roads)
        #expect(all["population_uncovered"] as? Int == 10)
        #expect(all["population_in_no_township"] as? Int == 10 && all["settlements_in_no_township"] as? Int == 1)
        let late = try gaps("3.8", turnout)
        #expect(late["population_uncovered"] as? Int == 110)
        let areas = [near, all, late].compactMap { $0["area_uncovered_km2"] as? Double }
        try #require(areas.count == 3)
        #expect(areas[1] < areas[2] && areas[1] < areas[0])

        let base = ["gaps", "--facilities", "f", "--townships", "t", "-o", "x"]
        for bad in [
          ["--minutes", "15"], roads, ["--minutes", "15", "--radii", "10"] + roads, ["--minutes", "0"] + roads,
        ] {
          #expect(try emsplan(base + bad).code == 64)
        }
      }
    }

    @Test func outlinesAreSimplifiedAsFarAsAllowed() throws {
      try inFolder(["r.geojson": road(), "f.csv": clinic]) { folder in
        func areas(_ name: String, _ more: [String]) throws -> ToolRun {
          try emsplan(
            [
              "service-areas", "--facilities", folder + "f.csv", "--roads", folder + "r.geojson", "--minutes", "15",
              "-o",
              folder + name,
            ] + more)
        }
        #expect(try areas("a.geojson", []).code == 0)
        let simple = try areas("b.geojson", ["--simplify", "25"])
        #expect(simple.code == 0)
        #expect(simple.err.contains("outlines simplified: they moved by at most 25 m, and the areas changed by"))
        #expect(simple.err.contains(" in all (at most ") && simple.err.contains(" %, F)"))
        let corners = try ["a", "b"].map {
          try String(contentsOfFile: folder + $0 + ".geojson", encoding: .utf8).split(separator: "],").count
        }
        #expect(corners[1] * 2 < corners[0])
        #expect(try areas("c.geojson", ["--simplify", "25", "--catchments"]).code == 64)
        #expect(try areas("c.geojson", ["--simplify", "-1"]).code == 64)
      }
    }

    @Test func serviceAreasOnRoadsAndGround() throws {
      let files = [
        "r.geojson": road(),
        "f.csv": "id,name,tier,lon,lat\nF,Clinic,village_clinic,100,0\nG,East,village_clinic,100.02,0\n",
        "good.asc": grid(String(repeating: "1 1 1 1\n", count: 4)), "good.prj": Self.degrees,
      ]
      try inFolder(files) { folder in
        func areas(_ name: String, _ more: [String]) throws -> [Double] {
          let run = try emsplan(
            [
              "service-areas", "--facilities", folder + "f.csv", "--mode", "walk", "--json", "-o", folder + name,
            ] + more)
          #expect(run.code == 0, "\(run.err)")
          let parsed = try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any]
          let list = parsed?["service_areas"] as? [[String: Any]] ?? []
          return list.compactMap { $0["area_km2"] as? Double }
        }
        // 15 minutes off the road are 750 m; the road leads on for 1,250 m, and thins out.
        let disc = 0.75 * 0.75 * Double.pi
        let roads = ["--roads", folder + "r.geojson"]
        let own = try areas("a.geojson", roads + ["--minutes", "15"])
        try #require(own.count == 2)
        #expect(own[0] > disc && own[0] < 2 * disc)
        let shared = try areas("b.geojson", roads + ["--minutes", "30"])
        let catchments = try areas("c.geojson", roads + ["--minutes", "30", "--catchments"])
        #expect(catchments.reduce(0, +) < shared.reduce(0, +))
        #expect(zip(catchments, shared).allSatisfy { $0 < $1 })
        // Nine cells around the clinic, and six for the one in the last column.
        let ground = try areas("d.geojson", ["--friction", folder + "good.asc", "--minutes", "27"])
        let cell = 1.113195 * 1.105743
        #expect(zip(ground, [9, 6]).allSatisfy { abs($0 - $1 * cell) < 0.01 })

        let far = "id,name,tier,lon,lat\nF,Clinic,village_clinic,10,10\n"
        try Data(far.utf8).write(to: URL(fileURLWithPath: folder + "far.csv"))
        for way in [roads, ["--friction", folder + "good.asc"]] {
          let run = try emsplan(["service-areas", "--facilities", folder + "far.csv", "-o", folder + "x"] + way)
          #expect(run.code == 65)
          #expect(run.err.contains("of the same area"))
          #expect(!FileManager.default.fileExists(atPath: folder + "x"))
        }
        let unsaid = try emsplan([
          "service-areas", "--facilities", folder + "f.csv", "--straight-line", "--catchments", "-o", folder + "x",
        ])
        #expect(unsaid.code == 64)
      }
    }
  #endif

  /// A truncated extract is refused wherever it ends; a hostile one that promises a gigabyte too.
  @Test func damagedExtractsAreExplained() throws {
    let hostile = Data([0, 0, 0, 13, 0x0a, 9]) + Data("OSMHeader".utf8) + Data([0x18, 0xff, 0xff, 0xff, 0xff, 0x0f])
    try inFolder([:]) { folder in
      func refused(_ data: Data, _ remedy: String = "Download or extract the file again") throws {
        try data.write(to: URL(fileURLWithPath: folder + "r.osm.pbf"))
        let run = try emsplan(["roads", "build", folder + "r.osm.pbf", "-o", folder + "x"])
        #expect(run.code == 65)
        #expect(run.err.contains("r.osm.pbf: ") && run.err.contains(remedy))
        #expect(run.out.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: folder + "x"))
      }
      try refused(hostile)
      try refused(Data(), "the file is empty")
      let whole = Data(OpenStreetMapWriter.town(12, seed: 3).bytes)
      for part in [1, 3, 17, 60, 96] { try refused(whole.prefix(whole.count * part / 97)) }
    }
  }

  @Test func filesThatAreNotRoads() throws {
    try inFolder(["text.osm.pbf": "not an extract", "damaged.roads": "EMSROADS\u{1}\u{2}"]) { folder in
      for name in ["text.osm.pbf", "damaged.roads"] {
        let inspected = try emsplan(["roads", "inspect", folder + name])
        #expect(inspected.code == 65)
      }
      let missing = try emsplan(["roads", "inspect", folder + "missing.osm.pbf"])
      #expect(missing.code == 66)
      let unsaid = try emsplan(["roads", "export", folder + "text.osm.pbf"])
      #expect(unsaid.code == 64)
      let unfinished = try emsplan(["travel-times", "--facilities", "a", "--settlements", "b"])
      #expect(unfinished.code == 64)
    }
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Runs a script of `Benchmarks/travel` on an extract; the test is cancelled where it says by exit code 69 that its libraries are not there.
  private func script(_ name: String, on region: String, _ options: [String] = []) throws -> Int32 {
    let scratch = try ScratchFolder()
    var extract = Self.root.appendingPathComponent("../shared/geodata/roads/\(region).osm.pbf").path
    if region == "made up" {
      extract = "\(scratch.path)/town.osm.pbf"
      try Data(OpenStreetMapWriter.town(20, seed: 5).bytes).write(to: URL(fileURLWithPath: extract))
    }
    guard FileManager.default.fileExists(atPath: extract) else {
      try Test.cancel("\(extract) is not there")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let emsplan = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("emsplan").path
    process.arguments =
      ["python3", Self.root.appendingPathComponent("Benchmarks/travel/\(name)").path, emsplan, extract] + options
    try process.run()
    process.waitUntilExit()
    // 127: no python3.
    if process.terminationStatus == 69 || process.terminationStatus == 127 {
      try Test.cancel("\(name) needs Python with its libraries")
    }
    return process.terminationStatus
  }

  // What takes minutes and does not hang on the build's traits is run with all of them only.
  #if GDAL
    /// For a village at every node, each mode and both directions, and for pairs through the contraction hierarchy.
    @Test(arguments: ["made up", "andorra", "liechtenstein"]) func timesEqualSciPyOnTheExport(region: String) throws {
      #expect(try script("check_times.py", on: region) == 0)
    }

    /// At most 0.5 % of the points wrongly inside or outside, on the road and off it.
    @Test(arguments: ["made up", "liechtenstein"]) func areasHoldWhatJourneysReach(region: String) throws {
      let few = ["--modes", "drive", "--facilities", "3", "--points", "1500"]
      #expect(try script("check_areas.py", on: region, few) == 0)
    }
  #endif
}
