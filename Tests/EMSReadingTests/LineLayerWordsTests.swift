#if GDAL
  import Foundation
  import TestSupport
  import Testing

  @testable import EMSModel
  @testable import EMSReading

  /// What the fields of a line layer say of its roads: obeyed, or told.
  struct LineLayerWordsTests {
    /// A layer of one line for each set of properties, one after the other.
    private func read(_ properties: [String]) throws -> RoadFile {
      let folder = try TemporaryFolder()
      let features = properties.enumerated().map { index, text in
        let (west, east) = (118 + Double(index) / 10, 118.1 + Double(index) / 10)
        return
          "{\"type\":\"Feature\",\"properties\":{\(text)},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[\(west),43],[\(east),43]]}}"
      }
      let file = try folder.write(
        "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}", to: "roads.geojson")
      return try RoadFile(file.path, as: "roads.geojson")
    }

    private func tags(_ file: RoadFile, _ line: Int) -> [String: String] {
      file.lines.attributeSets[Int(file.lines.attributes[line])]
    }

    private func warnings(_ file: RoadFile) -> String {
      file.notes.filter { $0.kind == .warning }.map(\.english).joined(separator: "\n")
    }

    @Test func roadsThatAreNotOpenAreLeftOutAndTold() throws {
      let file = try read([
        "\"等级\":\"县道\",\"状态\":\"通车\"", "\"等级\":\"县道\",\"状态\":\"在建\"", "\"等级\":\"县道\",\"状态\":\"未通车\"",
        "\"等级\":\"县道\",\"状态\":\"改线\"",
      ])
      #expect((0..<4).map { tags(file, $0)["access"] } == [nil, "no", "no", nil])
      #expect(warnings(file).contains("not open, left out: 在建 (1), 未通车 (1)"))
      #expect(warnings(file).contains("neither open nor closed, taken as open: 改线 (1)"))
    }

    /// Lines as text in a table, in UTF-8 and GB 18030; a table of something else is none.
    @Test func linesInATableAreRead() throws {
      let folder = try TemporaryFolder()
      let utf8 = Array(
        "等级,WKT,限速\n县道,\"LINESTRING(118 43,118.1 43)\",40\n国道,\"COMPOUNDCURVE((118.1 43,118.15 43),(118.15 43,118.2 43))\",\n"
          .utf8)
      let file = try folder.write("", to: "roads.csv")
      try Data(utf8).write(to: file)
      let roads = try RoadFile(file.path, as: "roads.csv", layer: LineLayerFields(crs: "wgs84"))
      #expect(roads.lines.count == 2)
      #expect((0..<2).map { tags(roads, $0)["highway"] } == ["tertiary", "primary"])
      #expect(tags(roads, 0)["speed_kmh"] == "40")
      // 县道 and 等级 in GBK.
      let gbk: [UInt8] =
        [0xB5, 0xC8, 0xBC, 0xB6] + Array(",WKT\n".utf8) + [0xCF, 0xD8, 0xB5, 0xC0]
        + Array(",\"LINESTRING(118 43,118.1 43)\"\n".utf8)
      try Data(gbk).write(to: file)
      let other = try RoadFile(file.path, as: "roads.csv", layer: LineLayerFields(crs: "wgs84"))
      #expect(tags(other, 0)["highway"] == "tertiary")
      try Data("id,lon,lat\n1,118,43\n".utf8).write(to: file)
      let error = try #require(throws: InputProblems.self) {
        try RoadFile(file.path, as: "roads.csv", layer: LineLayerFields(crs: "wgs84"))
      }
      #expect(error.problems[0].english.contains("no layer of lines"))
    }

    /// A surface slows where no speed is stated, and what is not understood is told.
    @Test(arguments: [
      ("路面类型", "砂石路面", "gravel"), ("路面", "未铺装", "unpaved"), ("SURFACE", "Unpaved", "unpaved"),
      ("路面材料", "沥青混凝土", "asphalt"),
      ("路面等级", "低级", "dirt"), ("surf_type", "Earth", "dirt"), ("路面类型", "水泥", "concrete"), ("路面类型", "3", nil),
    ])
    func surfacesAreRead(field: String, word: String, surface: String?) throws {
      let file = try read([
        "\"等级\":\"国道\",\"\(field)\":\"\(word)\"", "\"等级\":\"国道\",\"\(field)\":\"\(word)\",\"speed\":\"60\"",
      ])
      #expect((0..<2).map { tags(file, $0)["surface"] } == [surface, nil])
      #expect(warnings(file).contains("which slow nobody: 3 (2)") == (surface == nil))
    }

    @Test(arguments: [([21, 32, 41], true), ([20, 35, 41], false), ([21, 32], false), ([40, 60, 80], false)])
    func fewSpeedsThatNobodyPostsAreTold(speeds: [Int], isTold: Bool) throws {
      let file = try read(speeds.map { "\"等级\":\"县道\",\"speed\":\($0)" })
      #expect(warnings(file).contains("look like codes of classes or miles per hour") == isTold)
    }

    @Test(arguments: [
      ("通行状态", "封闭"), ("路况", "水毁中断"), ("现状", "在建"), ("通车", "否"), ("STATE", "封路"), ("condition", "impassable"),
      ("road_status", "not passable"), ("closed", "yes"), ("是否封闭", "是"), ("状态", "禁止通行"), ("状态", "不可通行"), ("状态", "塌方阻断"),
    ])
    func whatIsClosedIsLeftOutByWhateverField(field: String, sign: String) throws {
      let file = try read([
        "\"等级\":\"县道\",\"\(field)\":\"\(sign)\"",
        "\"等级\":\"县道\",\"\(field)\":\"\(["closed", "是否封闭"].contains(field) ? "no" : "通车")\"",
        "\"等级\":\"县道\",\"\(field)\":null",
      ])
      #expect((0..<3).map { tags(file, $0)["access"] } == ["no", nil, nil])
      #expect(warnings(file).contains("not open, left out: "))
      #expect(warnings(file).contains("\(sign) (1)"))
    }

    @Test func gradesAndStatesOfAUnionSayNothingOfClosures() throws {
      let graded = try read(["\"等级\":\"县道\",\"路况\":\"差\"", "\"等级\":\"县道\",\"路况\":\"0\"", "\"等级\":\"县道\",\"路况\":\"封闭\""])
      #expect((0..<3).map { tags(graded, $0)["access"] } == [nil, nil, "no"])
      let union = try read(["\"class\":\"primary\",\"STATE\":\"Bavaria\"", "\"class\":\"primary\",\"STATE\":\"CA\""])
      #expect(tags(union, 0)["access"] == nil)
      #expect(!warnings(union).contains("Bavaria"))
      let half = try read(["\"等级\":\"县道\",\"状态\":\"半幅封闭\"", "\"等级\":\"县道\",\"状态\":\"货车禁行\""])
      #expect((0..<2).map { tags(half, $0)["access"] } == [nil, nil])
      #expect(warnings(half).contains("neither open nor closed, taken as open: 半幅封闭 (1), 货车禁行 (1)"))
    }

    @Test(arguments: [
      ("隧道名称", "大青山隧道", ["tunnel": "yes"]), ("隧道名称", "无", [:]), ("桥梁名称", "黄河大桥", ["bridge": "yes"]),
      ("桥隧", "隧道", ["tunnel": "yes"]), ("桥梁隧道", "桥", ["bridge": "yes"]), ("构造物", "路基", ["bridge": "no"]),
      ("路段类型", "桥梁", ["bridge": "yes"]), ("structure", "Tunnel", ["tunnel": "yes"]),
      ("structure", "None", ["bridge": "no"]),
      ("form_of_way", "bridge", ["bridge": "yes"]), ("form_of_way", "roundabout", [:]),
    ])
    func bridgesAndTunnelsOfManyFields(field: String, sign: String, meaning: [String: String]) throws {
      let own = tags(try read(["\"等级\":\"县道\",\"\(field)\":\"\(sign)\""]), 0)
      #expect(own.filter { ["bridge", "tunnel"].contains($0.key) } == meaning)
    }

    @Test func fieldsThatAreNotReadAreNamed() throws {
      let file = try read(["\"等级\":\"县道\",\"桥型\":\"拱桥\",\"note\":\"a\""])
      #expect(warnings(file).contains("bridges, tunnels or closures: 桥型"))
      #expect(file.notes.contains { $0.english == "roads.geojson: fields that are not read: note" })
    }

    /// A list of numbers is not taken for features where a field holds them for others.
    @Test(arguments: ["id", "编号", "osm_id"]) func closedRoadsByAFieldThatNobodyNames(field: String) throws {
      let file = try read([3, 1, 2].map { "\"class\":\"primary\",\"\(field)\":\($0)" })
      let error = try #require(throws: InputProblems.self) {
        try ClosedRoadList.check([1: "1"], against: file.rivals, as: "closed.txt")
      }
      #expect(error.problems[0].remedyEnglish.contains("--road-id-field \(field), id: \(field) in the plan"))
      let same = try read([1, 2, 3].map { "\"class\":\"primary\",\"\(field)\":\($0)" })
      #expect(throws: Never.self) { try ClosedRoadList.check([1: "1"], against: same.rivals, as: "closed.txt") }
    }

    @Test func optionsOfLayersAreNoneOfExtracts() throws {
      var fields = LineLayerFields(layer: "roads", roadClass: "a", identifier: "id", crs: "gcj02", joinTolerance: 5)
      func refused(_ format: RoadFile.Format) -> [String?] {
        do throws(InputProblems) { try RoadFile.refuseIdle(fields, format, "x") } catch {
          return error.problems.map(\.field)
        }
        return []
      }
      #expect(refused(.openStreetMap) == ["layer", "class", "id", "crs", "join_metres"])
      #expect(refused(.stored) == ["layer", "class", "crs", "join_metres"])
      #expect(refused(.lineLayer) == [])
      fields = LineLayerFields(crs: "gcj02")
      fields.isDatumOfBarriers = true
      #expect(refused(.openStreetMap) == [])
    }

    @Test(arguments: ["roads.osm.bz2", "roads.opl"]) func otherFormsOfOpenStreetMapAreNamed(name: String) throws {
      let folder = try TemporaryFolder()
      let file = try folder.write("n1 v1", to: name)
      let error = try #require(throws: InputProblems.self) { _ = try RoadFile(file.path, as: name) }
      #expect(error.problems[0].remedyEnglish == "Convert it: osmium cat \(name) -o roads.osm.pbf")
    }

    @Test func accessIsObeyed() throws {
      let file = try read(["\"highway\":\"tertiary\",\"access\":\"No\"", "\"highway\":\"tertiary\",\"access\":null"])
      #expect(tags(file, 0)["access"] == "no")
      #expect(tags(file, 1)["access"] == nil)
    }

    @Test(arguments: [
      ("Provincial road", "secondary"), ("Village Road", "village_road"), ("PRIMARY", "primary"),
      ("Secondary Road", "secondary"), ("Expressway", "motorway"), ("国道", "primary"), ("primary_link", "primary_link"),
      ("Goat path", "Goat path"), ("PRIMARY_LINK", "primary_link"), ("District Road", "tertiary"),
      ("Street", "urban_street"),
      ("Minor road", "unclassified"),
    ])
    func classesInWordsAreThoseOfOpenStreetMap(word: String, highway: String) throws {
      #expect(tags(try read(["\"class\":\"\(word)\""]), 0)["highway"] == highway)
    }

    @Test func linesWithoutAClassAreCounted() throws {
      let file = try read(["\"class\":\"primary\"", "\"class\":null", "\"class\":\"\""])
      #expect(warnings(file).contains("2 lines have no class and the speed of a road of no class"))
    }

    @Test func headersWithUnitsAreSpeeds() throws {
      let file = try read(["\"class\":\"primary\",\"限速（km/h）\":35"])
      #expect(tags(file, 0)["speed_kmh"] == "35")
      #expect(throws: InputProblems.self) { _ = try read(["\"class\":\"primary\",\"speed (m/s)\":10"]) }
      let zero = try read(["\"class\":\"primary\",\"speed\":\"0\"", "\"class\":\"primary\",\"speed\":\"none\""])
      #expect(tags(zero, 0)["speed_kmh"] == nil)
      #expect(warnings(zero).contains("1 lines with speed 0 have the speed of their class"))
    }

    /// Where a cell has one meaning it is read, and 码 is told.
    @Test(arguments: [
      ("40码", 40.0), ("四十", 40), ("60 km/h", 60), ("≤40", 40), ("60（km/h）", 60), ("最高限速60", 60), ("一百二十", 120),
      ("一百零五", 105), ("40公里", 40), ("六十公里/小时", 60), ("11m/s", 39.6), ("50;80", 50), ("15迈", 15), ("５０", 50),
    ])
    func speedsInWords(text: String, speed: Double) throws {
      let file = try read(["\"class\":\"primary\",\"限速\":\"\(text)\"", "\"class\":\"primary\",\"限速\":\"60\""])
      #expect(tags(file, 0)["speed_kmh"].flatMap(Double.init).map { abs($0 - speed) < 1e-9 } == true)
      #expect(warnings(file).contains("in 码 or 迈, read as km/h") == (text.hasSuffix("码") || text.hasSuffix("迈")))
    }

    /// Where it has several it is refused with what is wrong and what to do, once for each value.
    @Test(arguments: [
      ("40-60", "says more than one speed"), ("120/100", "says more than one speed"),
      ("30(弯道20)", "says more than one speed"), ("四十至六十", "says more than one speed"),
      ("快", "is no speed that is understood"), ("一百二", "is no speed that is understood"), ("<40", "is no speed"),
      ("250", "is not between 0 and 200 km/h"), ("-5", "is not between 0 and 200 km/h"),
    ])
    func otherSpeedsAreRefused(text: String, words: String) throws {
      let error = try #require(throws: InputProblems.self) {
        _ = try read(
          ["60", text, text].map { "\"class\":\"primary\",\"限速\":\"\($0)\"" })
      }
      #expect(error.problems.count == 1)
      #expect(error.problems[0].english.contains(words))
      #expect(error.problems[0].value == text && error.problems[0].field == "限速" && error.problems[0].repeats == 1)
      #expect(error.problems[0].remedyEnglish.contains("empty"))
    }

    @Test(arguments: ["不限速", "-", "无", "不详"]) func wordsForNoSpeed(text: String) throws {
      let file = try read(["\"class\":\"primary\",\"限速\":\"\(text)\""])
      #expect(tags(file, 0)["speed_kmh"] == nil)
    }

    @Test func speedsThatLookLikeAnotherUnitAreTold() throws {
      let slow = try read([8, 12].map { "\"class\":\"primary\",\"speed\":\($0)" })
      #expect(warnings(slow).contains("no line is quicker than 12 km/h by speed"))
      let usual = try read([8, 20].map { "\"class\":\"primary\",\"speed\":\($0)" })
      #expect(!warnings(usual).contains("no line is quicker"))
    }

    @Test(arguments: ["FT_MINUTES", "drive_time", "通行时间", "耗时（分钟）"]) func fieldsOfTimesAreTold(field: String) throws {
      let file = try read(["\"class\":\"primary\",\"\(field)\":3.5"])
      #expect(warnings(file).contains("speaks of the time that a line takes: \(field)"))
    }

    /// Two lanes are no direction.
    @Test func lanesAreNoDirections() throws {
      let file = try read(["\"class\":\"tertiary\",\"单双向\":\"双车道\"", "\"class\":\"tertiary\",\"单双向\":\"单向\""])
      #expect((0..<2).map { tags(file, $0)["oneway"] } == [nil, "yes"])
      #expect(warnings(file).contains("taken as two-way: 双车道 (1)"))
    }

    /// In the tags of `oneway` that each sign of the last line of a column means.
    @Test(arguments: [
      ("oneway", ["B", "F"], "yes"), ("oneway", ["B", "T"], "-1"), ("oneway", ["N", "TF"], "-1"),
      ("ONEWAY", ["双向通行", "正向单行"], "yes"), ("oneway", ["Two Way", "One Way"], "yes"),
      ("oneway", ["both", "backward"], "-1"),
      ("是否单行", ["否", "是"], "yes"), ("通行方向", ["双向", "逆向"], "-1"), ("DIR_TRAVEL", ["F", "T"], "-1"),
      ("DIR_TRAVEL", ["F", "F"], "yes"),
      ("direction", ["1", "2"], "yes"), ("direction", ["1", "3"], "-1"), ("方向", ["3", "1"], "no"),
      ("oneway", ["3", "1"], "no"),
      ("oneway", ["0", "1"], "yes"), ("oneway", ["0", "-1"], "-1"), ("单双向", ["双向", "单向"], "yes"),
      ("OW", ["0", "1"], "yes"), ("是否单行", ["否", "是（反向）"], "-1"), ("是否单行", ["双", "单"], "yes"),
      ("车道方向", ["双向可通行", "单向"], "yes"), ("oneway", ["０", "－１"], "-1"),
    ])
    func oneWaySigns(field: String, signs: [String], meaning: String) throws {
      let file = try read(signs.map { "\"class\":\"tertiary\",\"\(field)\":\"\($0)\"" })
      #expect(tags(file, 1)["oneway"] == meaning)
      #expect(!warnings(file).contains("one-way"))
    }

    /// Nobody drives where the sign says so, among signs that say which way one does.
    @Test(arguments: [
      ("ONEWAY", ["FT", "N"]), ("DIR_TRAVEL", ["B", "N"]), ("DIR_TRAVEL", ["F", "N"]), ("通行方向", ["双向", "禁止"]),
      ("通行方向", ["2", "4"]),
    ])
    func neitherWay(field: String, signs: [String]) throws {
      let file = try read(signs.map { "\"class\":\"tertiary\",\"\(field)\":\"\($0)\"" })
      #expect((0..<2).map { tags(file, $0)["access"] } == [nil, "no"])
      #expect(warnings(file).contains("nobody drives there, left out: \(signs[1]) (1)"))
    }

    @Test func oneWaySignsOfTwoReadingsAreRefused() throws {
      let error = try #require(throws: InputProblems.self) {
        _ = try read([0, 1, 2].map { "\"class\":\"tertiary\",\"oneway\":\($0)" })
      }
      #expect(error.problems.map(\.field) == ["oneway"])
      #expect(error.problems[0].english.contains("either 1 is as drawn and 2 against, or, as in navigation data"))
    }

    @Test func doubtfulOneWaySignsAreTold() throws {
      let logical = try read(["\"class\":\"tertiary\",\"oneway\":\"T\"", "\"class\":\"tertiary\",\"oneway\":\"F\""])
      #expect(warnings(logical).contains("T and F alone"))
      let bearing = try read(["\"class\":\"tertiary\",\"direction\":90", "\"class\":\"tertiary\",\"direction\":1"])
      #expect(tags(bearing, 1)["oneway"] == nil)
      #expect(warnings(bearing).contains("not understood, taken as two-way: 1 (1), 90 (1)"))
      let unread = try read(["\"class\":\"tertiary\",\"Tempo_speed\":50,\"onewayness\":1,\"SPEED_CAT\":6"])
      #expect(
        warnings(unread).contains(
          "not read, though the name speaks of speeds, directions, bridges, tunnels or closures: Tempo_speed, onewayness"
        ))
    }

    @Test(arguments: [
      ("四级路", "tertiary"), ("4级", "tertiary"), ("Ⅳ级", "tertiary"), ("III", "secondary"), ("四级公路（硬化）", "tertiary"),
      ("县级道路", "tertiary"), ("国道G110", "primary"), ("G110", "primary"), ("G6", "motorway"), ("S23", "motorway"),
      ("S203", "secondary"),
      ("X412", "tertiary"), ("等外路", "track"), ("农村公路", "village_road"), ("国家高速公路", "motorway"), ("其他", "road"),
      ("Gasse", "Gasse"), ("通村公路", "village_road"), ("县乡道", "unclassified"), ("渡口", "ferry"), ("水泥路", "road"),
      ("高速（匝道）", "motorway_link"), ("G国道", "primary"), ("X县道", "tertiary"), ("C 村道", "village_road"),
      ("G县道", "G县道"),
    ])
    func classesInChineseSpellings(word: String, highway: String) throws {
      #expect(tags(try read(["\"技术等级\":\"\(word)\""]), 0)["highway"] == highway)
    }

    @Test func anEmptyClassIsLookedUpInTheNextField() throws {
      let file = try read(["\"技术等级\":null,\"行政等级\":\"县道\"", "\"技术等级\":\"二级\",\"行政等级\":\"县道\""])
      #expect((0..<2).map { tags(file, $0)["highway"] } == ["tertiary", "primary"])
    }

    /// GB/T 919-2002, table 2.
    @Test func codesOfGradesAreThoseOfTheStandard() throws {
      let codes = ["8", "1", "2", "3", "4", "9"]
      let file = try read(codes.map { "\"技术等级代码\":\($0)" })
      #expect(
        codes.indices.map { tags(file, $0)["highway"] } == [
          "motorway", "trunk", "primary", "secondary", "tertiary", "track",
        ])
      #expect(file.notes.contains { $0.english.contains("as of GB/T 919-2002: 1 一级公路, 2 二级公路") })
    }

    /// Codes of no standard are not guessed, nor is a figure that says no grade; another field decides where there is one.
    @Test func otherCodesGiveWayToWhatIsKnown() throws {
      let file = try read([
        "\"技术等级代码\":21,\"行政等级\":null,\"路线编号\":\"X301\"", "\"技术等级代码\":24,\"行政等级\":\"县道\",\"路线编号\":\"S203\"",
        "\"技术等级代码\":22,\"行政等级\":null,\"路线编号\":null",
      ])
      #expect((0..<3).map { tags(file, $0)["highway"] } == ["tertiary", "tertiary", "22"])
      #expect(
        warnings(file).contains(
          "classes that nobody knows, in whose place another field of classes or the road's number decides: 21 (1), 24 (1)"
        ))
      let other = try read([1, 2].map { "\"class\":\($0)" })
      #expect(tags(other, 0)["highway"] == "1")
    }

    /// Letters by GB/T 917-2017; the county's code behind the number by GB 917.1-2000, 6.1.
    @Test(arguments: [
      ("G303150000", "primary"), ("G303", "primary"), ("G65150000", "motorway"), ("S203", "secondary"),
      ("X301", "tertiary"),
      ("Y012150221", "unclassified"), ("C001", "village_road"), ("Z001", "unclassified"), ("7", "road"),
      ("XA01", "road"),
    ])
    func numbersOfRoadsTellTheirClass(number: String, highway: String) throws {
      let file = try read(["\"路线编号\":\"\(number)\""])
      #expect(tags(file, 0)["highway"] == highway)
      let graded = try read(["\"技术等级\":\"四级\",\"路线编号\":\"\(number)\""])
      #expect(tags(graded, 0)["highway"] == "tertiary")
    }

    @Test(arguments: [
      ("国省干线", "secondary"), ("草原路", "track"), ("自然路", "track"), ("旅游公路", "unclassified"), ("Arterial", "primary"),
      ("Minor Arterial", "secondary"), ("Collector", "tertiary"), ("Trunk Road", "trunk"), ("Service Road", "service"),
      ("Living Street", "living_street"), ("Q", "road"),
    ])
    func moreWordsOfClasses(word: String, highway: String) throws {
      #expect(tags(try read(["\"class\":\"\(word)\""]), 0)["highway"] == highway)
    }

    /// A layer that keeps the keys of OpenStreetMap says what the extract says.
    @Test func layersOfOpenStreetMapKeepItsKeys() throws {
      let file = try read([
        "\"highway\":\"tertiary\",\"surface\":\"mud\",\"maxspeed\":\"30\",\"motor_vehicle\":\"no\"",
        #""highway":"tertiary","other_tags":"\"oneway\"=>\"-1\",\"tracktype\"=>\"grade5\",\"note\"=>\"a \\\"b\\\"\"""#,
        "\"highway\":null,\"route\":\"ferry\",\"duration\":\"00:20\"", "\"highway\":null,\"waterway\":\"river\"",
        "\"highway\":\"proposed\"",
      ])
      #expect(file.lines.count == 3)
      #expect(
        tags(file, 0) == ["highway": "tertiary", "surface": "mud", "maxspeed": "30", "motor_vehicle": "no"])
      #expect(tags(file, 1) == ["highway": "tertiary", "oneway": "-1", "tracktype": "grade5"])
      #expect(tags(file, 2) == ["route": "ferry", "duration": "00:20:00"])
      #expect(warnings(file).contains("2 features have no road in highway, left out"))
    }

    @Test func anEmptyBridgeIsNoneWhereOthersAreNamed() throws {
      let named = try read(["\"class\":\"tertiary\",\"bridge\":\"yes\"", "\"class\":\"tertiary\",\"bridge\":null"])
      #expect((0..<2).map { tags(named, $0)["bridge"] } == ["yes", "no"])
      let silent = try read(["\"class\":\"tertiary\",\"bridge\":null", "\"class\":\"tertiary\",\"bridge\":null"])
      #expect(tags(silent, 1)["bridge"] == nil)
    }

    @Test func latitudeBeforeLongitudeIsNoLackOfLines() throws {
      let folder = try TemporaryFolder()
      let file = try folder.write(
        #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[43,118],[43,118.1]]}}]}"#,
        to: "roads.geojson")
      let error = try #require(throws: InputProblems.self) { _ = try RoadFile(file.path, as: "roads.geojson") }
      #expect(error.problems[0].english.contains("has no place on earth"))
    }

    @Test func linesWithHeightsAreRead() throws {
      let folder = try TemporaryFolder()
      let file = try folder.write(
        #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"class":"tertiary"},"geometry":{"type":"LineString","coordinates":[[118,43,1200],[118.1,43,1300]]}}]}"#,
        to: "roads.geojson")
      #expect(try RoadFile(file.path, as: "roads.geojson").lines.count == 1)
    }
  }
#endif
