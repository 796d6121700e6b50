#if GDAL
  import Foundation
  import GeoKit
  import TestSupport
  import Testing
  import TravelNetwork

  @testable import EMSFormats
  @testable import EMSModel
  @testable import EMSPlanning
  @testable import EMSPolicy
  @testable import EMSReading

  /// Layers of roads as counties have them: fields in Chinese, numbers with decimals, ends that do not quite meet.
  struct LineLayerTests {
    private struct Line {
      var properties = "\"技术等级\":\"三级\""
      var points: [(longitude: Double, latitude: Double)] = [(122, 46), (122.01, 46)]
    }

    private func read(_ lines: [Line], _ fields: LineLayerFields = LineLayerFields()) throws -> RoadFile {
      let features = lines.map { line in
        let points = line.points.map { "[\($0.longitude),\($0.latitude)]" }.joined(separator: ",")
        return """
          {"type":"Feature","properties":{\(line.properties)},
          "geometry":{"type":"LineString","coordinates":[\(points)]}}
          """
      }
      let url = FileManager.default.temporaryDirectory.appendingPathComponent("lines-\(UUID().uuidString).geojson")
      defer { try? FileManager.default.removeItem(at: url) }
      try Data("{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}".utf8).write(to: url)
      return try RoadFile(url.path, as: "roads.geojson", layer: fields)
    }

    private func oneWays(_ file: RoadFile) -> [String?] {
      file.lines.attributes.map { file.lines.attributeSets[Int($0)]["oneway"] }
    }

    /// A layer as it is drawn: lines that meet nowhere near a road, none of them joined.
    @Test func aLayerOfBarriersIsReadAsItIsDrawn() throws {
      let url = FileManager.default.temporaryDirectory.appendingPathComponent("rivers-\(UUID().uuidString).geojson")
      defer { try? FileManager.default.removeItem(at: url) }
      let river = #"{"type":"LineString","coordinates":[[122,46],[122.01,46],[122.01,46.01]]}"#
      let lake = #"{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,1]]]}"#
      let features = [river, lake].map { #"{"type":"Feature","properties":{"名称":"河"},"geometry":\#($0)}"# }
      try Data("{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}".utf8).write(to: url)
      let file = try BarrierFile(
        "rivers.geojson", at: url, roads: (url, "roads.geojson"), crs: nil, field: "inputs.roads.barriers")
      let corner: (Int32, Int32) = (1_220_100_000, 460_000_000)
      #expect(
        file.pieces == [
          BarrierPiece(
            longitude: 1_220_000_000, latitude: 460_000_000, endLongitude: corner.0, endLatitude: corner.1),
          BarrierPiece(
            longitude: corner.0, latitude: corner.1, endLongitude: 1_220_100_000, endLatitude: 460_100_000),
        ])
      #expect(file.notes.map(\.kind) == [.warning, .derivation])
      #expect(file.notes[0].english.contains("POLYGON"))
      #expect(file.notes[1].english == "ways off the road do not cross the 1.9 km of barriers in rivers.geojson")
    }

    @Test func onlyAnExtractHoldsBarriersOfItsOwn() throws {
      let url = FileManager.default.temporaryDirectory.appendingPathComponent("roads-\(UUID().uuidString).geojson")
      defer { try? FileManager.default.removeItem(at: url) }
      try Data("{}".utf8).write(to: url)
      let problems = #expect(throws: InputProblems.self) {
        try BarrierFile("extract", at: url, roads: (url, "roads.geojson"), crs: nil, field: "--barriers")
      }
      #expect(problems?.problems.map(\.field) == ["--barriers"])
    }

    /// Wherever on earth, ends within the tolerance are one point, and ends beyond it are not.
    @Test(arguments: [(122.0, 46.0), (107, 40.7), (1.5, 42.5), (-70, -33), (0, 0)])
    func endsWithinTheToleranceAreJoined(place: (longitude: Double, latitude: Double)) throws {
      var random = SeededGenerator(seed: 5)
      var lines: [Line] = []
      var isNear: [Bool] = []
      for number in 0..<150 {
        let start = Coordinate(
          longitude: place.longitude + Double.random(in: 0...0.3, using: &random),
          latitude: place.latitude + Double(number) * 0.01)
        let metres =
          number % 2 == 0 ? Double.random(in: 0.1...0.97, using: &random) : Double.random(in: 1.05...3, using: &random)
        let angle = Double.random(in: 0...(2 * .pi), using: &random)
        let perDegree = 111_195 * cos(start.latitude * .pi / 180)
        let end = (
          start.longitude + metres * sin(angle) / perDegree, start.latitude + metres * cos(angle) / 111_195
        )
        lines.append(Line(points: [(start.longitude - 0.001, start.latitude), (start.longitude, start.latitude)]))
        lines.append(Line(points: [end, (start.longitude + 0.002, start.latitude)]))
        isNear.append(number % 2 == 0)
      }
      let roads = try read(lines).lines
      for (number, isNear) in isNear.enumerated() {
        let (last, first) = (roads.firstPoint[2 * number + 1] - 1, roads.firstPoint[2 * number + 1])
        #expect((roads.points[Int(last)] == roads.points[Int(first)]) == isNear, "pair \(number)")
      }
    }

    /// Rivers and railways are lines, too: of several layers of lines none is taken unasked.
    @Test func ofSeveralLayersOfLinesTheRoadsMustBeNamed() throws {
      let layers = ["河流", "公路"].map { name in
        "<Folder><name>\(name)</name><Placemark><name>\(name)</name><LineString><coordinates>122,46 122.01,46</coordinates></LineString></Placemark></Folder>"
      }
      let places =
        "<Folder><name>村</name><Placemark><Point><coordinates>122,46</coordinates></Point></Placemark></Folder>"
      let text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>"
      let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).kml")
      defer { try? FileManager.default.removeItem(at: url) }
      try Data((text + layers.joined() + places + "</Document></kml>").utf8).write(to: url)
      let error = #expect(throws: InputProblems.self) { try RoadFile(url.path, as: "r.kml") }
      #expect(error?.problems.first?.english.contains("河流, 公路") == true)
      #expect(try RoadFile(url.path, as: "r.kml", layer: LineLayerFields(layer: "公路")).lines.count == 1)
      let missing = #expect(throws: InputProblems.self) {
        try RoadFile(url.path, as: "r.kml", layer: LineLayerFields(layer: "铁路"))
      }
      #expect(missing?.problems.first?.english.contains("there is no layer “铁路”") == true)

      // The only layer of lines is taken, whatever else the file holds.
      try Data((text + places + layers[1] + "</Document></kml>").utf8).write(to: url)
      #expect(try RoadFile(url.path, as: "r.kml").lines.count == 1)
    }

    @Test func oneWaySignsAreReadHoweverTheyAreWritten() throws {
      let signs = ["1.0", "1", "\"Y\"", "\"单向\"", "-1.0", "\"反向\"", "0.0", "\"否\"", "null", "\"maybe\"", "7"]
      // One field may hold numbers or words: each sign in a layer of its own.
      let found = try signs.map { try read([Line(properties: "\"单向\":\($0)")]) }
      #expect(
        found.map { oneWays($0)[0] } == ["yes", "yes", "yes", "yes", "-1", "-1", "no", "no", nil, nil, nil])
      for (sign, file) in zip(signs, found) {
        let isTold = file.notes.contains { $0.kind == .warning && $0.english.contains("one-way signs") }
        #expect(isTold == ["\"maybe\"", "7"].contains(sign), "\(sign)")
      }
    }

    @Test func whatTheFieldsAreTakenForIsTold() throws {
      let known = try read([Line(properties: "\"技术等级\":\"三级\",\"设计速度\":30.0,\"单行\":\"否\"")])
      #expect(known.lines.attributeSets == [["highway": "secondary", "speed_kmh": "30", "oneway": "no"]])
      #expect(known.notes.contains { $0.english.contains("class from 技术等级, speed from 设计速度, one-way from 单行") })
      #expect(!known.notes.contains { $0.kind == .warning })

      let unknown = try read([Line(properties: "\"kind\":\"三级\"")])
      #expect(unknown.notes.contains { $0.kind == .warning && $0.english.contains("no field gives the class") })
      #expect(
        try read([Line(properties: "\"kind\":\"三级\"")], LineLayerFields(roadClass: "kind")).notes.allSatisfy {
          $0.kind != .warning
        })
    }

    /// T and F of a logical field are true and false; beside B they are Geofabrik's "against" and "along".
    @Test func logicalOneWaysAreToldFromGeofabriks() throws {
      let signs = { (words: [String]) in
        try self.oneWays(self.read(words.map { Line(properties: "\"oneway\":\"\($0)\"") }))
      }
      #expect(try signs(["T", "F", "F"]) == ["yes", "no", "no"])
      #expect(try signs(["F", "F"]) == ["no", "no"])
      #expect(try signs(["T", "F", "B"]) == ["-1", "yes", "no"])
      let geofabrik = try read([Line(properties: "\"osm_id\":\"1\",\"fclass\":\"track_grade3\",\"oneway\":\"F\"")])
      #expect(geofabrik.lines.attributeSets == [["highway": "track", "tracktype": "grade3", "oneway": "yes"]])
    }

    @Test func lettersOfRoadNumbersAndStreetsAreClasses() throws {
      let words = [
        ("G", "primary"), ("S", "secondary"), ("X", "tertiary"), ("Y", "unclassified"), ("C", "village_road"),
        ("Z", "unclassified"), ("专用公路", "unclassified"), ("快速路", "trunk"), ("主干路", "primary"), ("支路", "urban_street"),
      ]
      let file = try read(words.map { Line(properties: "\"道路等级\":\"\($0.0)\"") })
      #expect(file.lines.attributes.map { file.lines.attributeSets[Int($0)]["highway"] } == words.map(\.1))
    }

    /// A layer that draws one line for both carriageways says nothing of a direction.
    @Test func aMotorwayWithoutASignIsTwoWay() throws {
      let file = try read([Line(properties: "\"技术等级\":\"高速\"")])
      #expect(oneWays(file) == ["no"])
      #expect(file.notes.contains { $0.kind == .warning && $0.english.contains("1 lines of motorways") })
      #expect(oneWays(try read([Line(properties: "\"技术等级\":\"高速\",\"单向\":1")])) == ["yes"])
    }

    @Test(arguments: [
      ("技术等级", "技术等"), ("行政等级", "行政等"), ("设计速度", "设计速"), ("road_class", "road_class"),
      ("highway", "HIGHWAY"), ("技术等级", "技术等\u{FFFD}"),
    ])
    func fieldsCutToTenBytesAreFound(name: String, field: String) {
      #expect(RoadWords.position(of: name, in: ["x", field]) == 1)
    }

    @Test func otherFieldsAreNot() { #expect(RoadWords.position(of: "技术等级", in: ["技术", "技", "等级说明"]) == nil) }

    @Test func closedRoadsAreNamedByPlaceOrField() throws {
      let lines = ["G207", "X12", "7"].enumerated().map { index, name in
        Line(properties: "\"路线\":\"\(name)\"", points: [(122, 46 + Double(index)), (122.01, 46 + Double(index))])
      }
      #expect(try read(lines).lines.identifiers == [1, 2, 3])
      let named = try read(lines, LineLayerFields(identifier: "路线")).lines.identifiers
      #expect(named == ["G207", "X12", "7"].map(RoadIdentifier.number))
      #expect(named[2] == 7 && named[0] < 0 && named[0] != named[1])
      #expect(throws: InputProblems.self) { try read(lines, LineLayerFields(identifier: "编号")) }
    }

    @Test func roadsOnAWebMapAreMovedBack() throws {
      let place = Coordinate(longitude: 116.404, latitude: 39.915)
      let web = GCJ02.fromWGS84(place)
      let line = Line(points: [(web.longitude, web.latitude), (web.longitude + 0.01, web.latitude)])
      let lines = try read([line], LineLayerFields(crs: "gcj02")).lines
      #expect(abs(Double(lines.longitudes[0]) / 1e7 - place.longitude) < 2e-7)
      #expect(abs(Double(lines.latitudes[0]) / 1e7 - place.latitude) < 2e-7)
      #expect(throws: InputProblems.self) { try read([line], LineLayerFields(crs: "epsg:4214")) }
      #expect(throws: InputProblems.self) { try read([line], LineLayerFields(crs: "mars")) }
    }

    @Test func shapesThatAreNoLinesAreCounted() throws {
      let url = FileManager.default.temporaryDirectory.appendingPathComponent("mixed-\(UUID().uuidString).geojson")
      defer { try? FileManager.default.removeItem(at: url) }
      let shapes = [
        "{\"type\":\"LineString\",\"coordinates\":[[1,2],[1.1,2]]}", "{\"type\":\"Point\",\"coordinates\":[1,2]}",
        "null",
      ]
      let features = shapes.map { "{\"type\":\"Feature\",\"properties\":{},\"geometry\":\($0)}" }.joined(separator: ",")
      try Data("{\"type\":\"FeatureCollection\",\"features\":[\(features)]}".utf8).write(to: url)
      let file = try RoadFile(url.path, as: "roads.geojson")
      #expect(file.notes.contains { $0.kind == .warning && $0.english.contains("POINT (1), no geometry (1)") })
    }

    @Test func everyBadSpeedIsNamed() throws {
      let speeds = ["30", "-5", "-5", "900", "0"].map { Line(properties: "\"限速\":\($0)") }
      do {
        _ = try read(speeds)
        Issue.record("bad speeds were taken")
      } catch {
        let problems = (error as? InputProblems)?.problems ?? []
        #expect(problems.map(\.value) == ["-5", "900"])
        #expect(problems.map(\.field) == ["限速", "限速"])
        #expect(problems.map(\.place) == [.feature(2, id: nil), .feature(4, id: nil)])
        #expect(problems.map(\.repeats) == [1, 0])
      }
      #expect(try read([speeds[0], speeds[4]]).notes.contains { $0.english.contains("1 lines with speed 0") })
    }

    /// Metres in a layer that declares degrees.
    @Test func linesOffTheEarthAreRefused() throws {
      let off = Line(points: [(450_000, 4_700_000), (451_000, 4_700_000)])
      do {
        _ = try read([Line(), off, Line(), off])
        Issue.record("lines off the earth were taken")
      } catch {
        let problem = (error as? InputProblems)?.problems.first
        #expect(problem?.place == .feature(2, id: nil))
        #expect(problem?.repeats == 1)
        #expect(problem?.english.contains("no place on earth") == true)
      }
    }

    @Test func aSeasonSaysWhatItDoesNotChange() throws {
      let file = try read([Line()])
      let chinese = try RoadScenario(season: "三级＝0.5", in: "--season")
      #expect(chinese == RoadScenario(classFactors: ["secondary": 0.5]))
      #expect(chinese.notes(on: file.lines).isEmpty)
      var scenario = try RoadScenario(season: "primary=0, secondary = 0.5", in: "--season")
      scenario.closed = [7: "7"]
      let notes = scenario.notes(on: file.lines)
      #expect(
        notes.map(\.english) == [
          "1 closed road is not among the roads: 7",
          "the season changes nothing for classes that no road has: primary",
        ])
    }
  }
#endif
