import Foundation
import GeoKit
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// What files are taken for, and that the plan made of them can be read.
@Suite struct PlanDraftTests {
  private func withFiles(_ files: [String: String], _ body: (URL, PlanDraft) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("draft-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    try body(folder, try PlanDraft(folder: folder))
  }

  private static func points(_ names: String..., columns: String = "名称,经度,纬度") -> String {
    columns + "\n" + names.enumerated().map { "\($1),\(122 + Double($0) / 10),46.2\n" }.joined()
  }

  @Test(arguments: [
    (points("东山镇", "西山乡", "南苏木"), PlanDraft.Role.seats), (points("一村", "二嘎查", "三社区"), .settlements),
    (points("甲医院", "乙镇卫生院"), .facilities), (points("甲", "乙", columns: "名称,经度,纬度,人口"), .settlements),
    ("名称,级别,经度,纬度\n甲,三级,122,46\n乙,二甲,122,46\n", .facilities), ("旗县,编制数\n某县,40\n", .indicators),
    (points("东山镇", "西山乡", columns: "乡镇,经度,纬度"), .seats),
  ])
  func tablesAreKnownByTheirNames(text: String, role: PlanDraft.Role) throws {
    try withFiles(["a.csv": text]) { _, draft in #expect(draft.sources.map(\.role) == [role]) }
  }

  /// A link in a folder that somebody sent may lead to any file of the reader's.
  @Test func linksThatLeadOutAreNotFollowed() throws {
    let outside = FileManager.default.temporaryDirectory.appendingPathComponent("outside-\(UUID().uuidString).csv")
    try Data(Self.points("甲医院").utf8).write(to: outside)
    defer { try? FileManager.default.removeItem(at: outside) }
    try withFiles(["a.csv": Self.points("一村")]) { folder, _ in
      try FileManager.default.createSymbolicLink(
        at: folder.appendingPathComponent("b.csv"), withDestinationURL: outside)
      let draft = try PlanDraft(folder: folder)
      #expect(draft.sources.map(\.file) == ["a.csv"])
      #expect(draft.problems.map(\.file) == ["b.csv"])
    }
  }

  private static func square(_ name: String, _ west: Double, _ side: Double) -> String {
    let ring = [(0.0, 0.0), (1, 0), (1, 1), (0, 1), (0, 0)].map { "[\(west + side * $0.0),\(46 + side * $0.1)]" }
    return """
      {"type":"Feature","properties":{"name":"\(name)"},"geometry":{"type":"Polygon","coordinates":[[\(ring.joined(separator: ","))]]}}
      """
  }

  private static func layer(_ features: String...) -> String {
    "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
  }

  /// Of files alike the newest year is taken, and no copy; the other is named in the plan.
  @Test(arguments: [
    ("村庄2019.csv", "村庄2024.csv"), ("村庄20231231.csv", "村庄202401.csv"), ("村庄 - 副本.csv", "村庄.csv"),
    ("Copy of villages.csv", "villages.csv"), ("villages (1).csv", "villages.csv"), ("村庄.csv", "村庄2020.csv"),
    ("villages 2099.csv", "villages 2020.csv"), ("old villages.csv", "villages.csv"),
  ])
  func theNewestOfFilesAlikeIsTaken(other: String, taken: String) throws {
    let text = Self.points("一村")
    try withFiles([other: text, taken: text]) { _, draft in
      #expect(draft.chosen(.settlements)?.file == taken)
      #expect(draft.unused.map(\.english) == ["\(other) looks like settlements, too"])
    }
  }

  /// Towns of two counties that share every name are joined by the county; a list of villages that names them is no table
  /// of them.
  @Test func townsOfOneNameInTwoCountiesAreJoined() throws {
    func town(_ name: String, _ county: String, _ west: Double) -> String {
      Self.square(name, west, 0.1).replacing("\"name\":", with: "\"county\":\"\(county)\",\"name\":")
    }
    let towns = Self.layer(town("城关镇", "甲县", 122), town("城关镇", "乙县", 122.2))
    try withFiles([
      "towns.geojson": towns, "people.csv": "旗县,乡镇,人口\n甲县,城关镇,1000\n乙县,城关镇,900\n",
      "people_of_villages.csv": "旗县,乡镇,村,人口\n甲县,城关镇,一村,100\n甲县,城关镇,二村,90\n乙县,城关镇,三村,90\n",
    ]) { _, draft in
      #expect(draft.chosen(.townshipTable)?.file == "people.csv")
      #expect(draft.sources.filter { $0.role == .townshipTable }.count == 1)
    }
  }

  /// Downloads that say no datum, of which the columns tell the publisher: the line is one to confirm.
  @Test(arguments: [
    ("adcode,level,childrenNum,parent", "gcj02"), ("pname,cityname,adname,x", "gcj02"),
    ("uid,street_id,detail,x", "bd09"),
  ])
  func thePublisherOfADownloadTellsItsDatum(columns: String, datum: String) throws {
    let rows = "名称,经度,纬度,人口,\(columns)\n一村,122.1,46.2,5,a,b,c,d\n二村,122.2,46.2,7,a,b,c,d\n"
    try withFiles(["villages.csv": rows]) { _, draft in
      let source = try #require(draft.sources.first)
      #expect(source.datum == datum && source.datumReason?.english.contains("its columns are those of") == true)
      #expect(draft.questions.contains { $0.subject == .datum })
    }
    // A header that names its own goes before.
    try withFiles(["villages.csv": rows.replacing("经度,纬度", with: "经度（WGS84）,纬度（WGS84）")]) { _, draft in
      #expect(draft.sources.first?.datum == "wgs84")
    }
  }

  /// Codes of another edition than the boundaries' name no township where the names beside them do.
  @Test func namesOfTownshipsServeWhereCodesAreOthers() throws {
    let towns = Self.layer(Self.square("东山镇", 122, 0.1), Self.square("西山乡", 122.2, 0.1))
    let rows = "1521,东山镇,一村,122.05,46.05,5\n1522,西山乡,二村,122.25,46.05,7\n"
    try withFiles(["towns.geojson": towns, "villages.csv": "乡镇代码,乡镇名称,村名,经度,纬度,人口\n" + rows]) { _, draft in
      let source = try #require(draft.sources.first { $0.file == "villages.csv" })
      #expect(source.named[.township] == "乡镇名称" && source.unknownColumns == ["乡镇代码"])
    }
  }

  @Test func bothCoordinatesInOneColumnAreNamed() throws {
    try withFiles(["v.csv": "名称,坐标,人口\n一村,\"122.05,46.05\",5\n二村,\"122.25,46.05\",7\n"]) { _, draft in
      #expect(draft.sources.first?.columns[.longitude] == "坐标" && draft.sources.first?.unknownColumns == [])
    }
  }

  @Test func whatCannotBeReadIsNamedWithARemedy() throws {
    try withFiles(["roads.gml": "<a/>", "list.accdb": "x", "photo.xyz": "x", "a.csv": Self.points("一村")]) { _, draft in
      let unused = draft.unused.map(\.english)
      #expect(unused.filter { $0.contains("of a format that is not read") }.count == 2)
      #expect(unused.contains("photo.xyz is no table, layer or raster"))
    }
  }

  /// XML is called by what it holds, be it named as the companion of a table; metadata of a table is none.
  @Test func xmlIsNamedByWhatItHolds() throws {
    let gml = #"<?xml version="1.0"?><wfs:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2"/>"#
    let files = [
      "towns.xml": gml, "a.xml": gml, "a.csv": Self.points("一村"), "k.xml": "<kml/>", "b.csv": Self.points("二村"),
      "b.xml": "<?xml version=\"1.0\"?><metadata/>", "o.xml": "<?xml?><osm version=\"0.6\"/>",
    ]
    try withFiles(files) { _, draft in
      let unused = draft.unused
      #expect(unused.count == 4, "\(unused.map(\.english))")
      for name in ["towns.xml", "a.xml"] {
        #expect(unused.contains { $0.english.hasPrefix("\(name): by its content the file is GML. Convert it") })
        #expect(unused.contains { $0.chinese.hasPrefix("\(name)：按内容，该文件是GML。请用 QGIS") })
      }
      #expect(unused.contains { $0.english == "k.xml: by its content the file is KML. Give its name the ending .kml" })
      #expect(unused.contains { $0.english.hasPrefix("o.xml: by its content the file is OpenStreetMap data as XML.") })
    }
  }

  /// A list of which no place lies within the boundaries is of the neighbours where another list lies within; alone it
  /// may as well be in the wrong system.
  @Test func facilitiesOutsideTheRegionAreNeighbours() throws {
    let towns = Self.layer(Self.square("东山镇", 122, 0.5), Self.square("西山镇", 122.5, 0.5))
    let own = Self.points("甲医院", "乙镇卫生院")
    let others = own.replacing("甲", with: "丙").replacing("乙", with: "丁").replacing("46.2", with: "47.2")
    try withFiles(["t.geojson": towns, "a.csv": own, "b.csv": others]) { folder, draft in
      #expect(draft.sources.map(\.role) == [.facilities, .neighbours, .townships])
      let yaml = draft.yaml(name: "x", language: .english)
      #expect(yaml.contains("\n  # No place of this list lies in the region"))
      #expect(yaml.contains("\n  neighbours:\n    file: b.csv\n"))
      try Data(yaml.utf8).write(to: folder.appendingPathComponent("plan.yaml"))
      let plan = try PlanFile.read(at: folder.appendingPathComponent("plan.yaml"))
      #expect(plan.inputs.neighbours?.file == "b.csv" && plan.inputs.facilities.more.isEmpty)
      #expect(draft.yaml(name: "x", language: .chinese).contains("名单中的机构均在区域以外"))
    }
    try withFiles(["t.geojson": towns, "b.csv": others]) { _, draft in
      #expect(draft.sources.map(\.role) == [.facilities, .townships])
    }
    // One row inside makes it a list of the region's own.
    try withFiles(["t.geojson": towns, "a.csv": own, "b.csv": others + "戊镇卫生院,122.3,46.3\n"]) { _, draft in
      #expect(draft.sources.map(\.role) == [.facilities, .facilities, .townships])
    }
  }

  /// A table of the townships' people is joined however its rows and headers are written, or the reason is said.
  @Test(arguments: [
    ("乡　镇,人 口\n东山镇,70\n西山镇,50\n", nil),
    ("乡镇,性别,人口\n东山镇,男,30\n东山镇,女,40\n东山镇,合计,70\n西山镇,男,20\n西山镇,女,30\n西山镇,合计,50\n", "性别 = 合计"),
    ("年份,乡镇,人口\n2020,东山镇,60\n2020,西山镇,40\n2024,东山镇,70\n2024,西山镇,50\n", "年份 = 2024"),
    ("乡镇,人口\n东山镇,70\n西山镇,50\n国有林场,9\n", nil),
  ])
  func aTableOfTownshipsIsJoined(table: String, condition: String?) throws {
    let towns = Self.layer(Self.square("东山镇", 122, 0.5), Self.square("西山镇", 122.5, 0.5))
    try withFiles(["t.geojson": towns, "p.csv": table, "a.csv": Self.points("甲医院", "乙镇卫生院")]) { folder, draft in
      #expect(draft.sources.map(\.role) == [.facilities, .townshipTable, .townships])
      let yaml = draft.yaml(name: "x", language: .english)
      #expect(condition.map { yaml.contains("where: '\($0)'") } ?? !yaml.contains("where:"), "\(yaml)")
      try Data(yaml.utf8).write(to: folder.appendingPathComponent("plan.yaml"))
      let plan = try PlanFile.read(at: folder.appendingPathComponent("plan.yaml"))
      let area = try InputFiles(of: plan).read()
      #expect(area.townships.map(\.population).sorted { ($0 ?? 0) < ($1 ?? 0) } == [50, 70])
    }
  }

  @Test(arguments: [
    ("乡镇,2023年,2024年\n东山镇,60,70\n西山镇,40,50\n", "no column is known to count the people (2023年, 2024年)"),
    ("乡镇,人口\n东山镇,70\n西山镇,50\n东山镇,9\n", "townships in several rows each (3 rows, 2 townships)"),
  ])
  func whyATableOfTownshipsIsNotJoinedIsSaid(table: String, why: String) throws {
    let towns = Self.layer(Self.square("东山镇", 122, 0.5), Self.square("西山镇", 122.5, 0.5))
    try withFiles(["t.geojson": towns, "p.csv": table]) { _, draft in
      #expect(draft.unused.contains { $0.english.contains(why) }, "\(draft.unused)")
    }
  }

  @Test func villagesDrawnAsAreasAreSettlements() throws {
    let towns = Self.layer(Self.square("东山镇", 122, 0.5), Self.square("西山镇", 122.5, 0.5))
    let villages = Self.layer(Self.square("一村", 122, 0.1), Self.square("二嘎查", 122.2, 0.1))
    try withFiles(["t.geojson": towns, "v.geojson": villages, "a.csv": Self.points("甲医院", "乙镇卫生院")]) { folder, draft in
      #expect(draft.sources.map(\.role) == [.facilities, .townships, .settlements])
      let yaml = draft.yaml(name: "x", language: .english)
      #expect(yaml.contains("settlements: {file: v.geojson, areas: inside}"))
      try Data(yaml.utf8).write(to: folder.appendingPathComponent("plan.yaml"))
      let plan = try PlanFile.read(at: folder.appendingPathComponent("plan.yaml"))
      #expect(plan.inputs.settlements?.takesPointsInside == true)
    }
  }

  @Test func whatCannotBeToldIsLeftOut() throws {
    try withFiles(["a.csv": "甲,乙\n1,2\n", "b.txt": "联系人 张三\n", "c.docx": "x"]) { _, draft in
      #expect(draft.sources.map(\.role) == [nil])
      #expect(draft.problems.map(\.file) == ["b.txt"])
      #expect(draft.sources.allSatisfy { !$0.hasPlaces })
      let text = draft.yaml(name: "x", language: .english)
      #expect(text.contains("#   a.csv has no coordinates"))
    }
  }

  /// 机构类别 says the tier where 等级 does not; neither is left over. A table of indicators needs no places.
  @Test func everyColumnThatIsReadIsSaid() throws {
    let facilities = "名称,等级,机构类别,经度,纬度,电话\n甲医院,二级,综合医院,122,46,1\n"
    try withFiles(["f.csv": facilities, "i.csv": "单位,编制数,备注\n全域,40,x\n"]) { _, draft in
      let text = draft.yaml(name: "x", language: .english)
      #expect(text.contains("Not read: 电话.\n"))
      #expect(
        text.contains("# 1 row; columns read: 单位 → unit, 编制数 → posts. Not read: 备注.\n  indicators: {file: i.csv}\n"))
    }
  }

  @Test func datumsAndSwapsAreDeclaredWhereSizesTellThem() throws {
    let survey = "名称,级别,X,Y\n甲医院,二级,5123456.7,41412345.6\n"
    let swapped = "村名,经度,纬度\n一村,46.2,122.1\n"
    try withFiles(["f.csv": survey, "v.csv": swapped]) { folder, draft in
      let text = draft.yaml(name: "x", language: .chinese)
      #expect(text.contains("facilities: {file: f.csv, crs: cgcs2000-gk}"))
      #expect(text.contains("settlements: {file: v.csv, swap_xy: true}"))
    }
  }

  /// Rasters and roads have their places; the plan reads back as it was meant.
  @Test func thePlanReadsBack() throws {
    let names = ["it's: a #1, {x}.csv", "村 & \"镇\".csv"]
    try withFiles([
      names[0]: Self.points("甲医院", "乙镇卫生院", columns: "机构名称,经度,纬度").replacing("机构名称", with: "机构名称"),
      names[1]: Self.points("一村", "二村"), "seats.csv": Self.points("东山镇", "西山乡"), "worldpop.tif": "", "friction.tif": "",
      "r.osm.pbf": "",
      "c.geojson":
        #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"名称":"某县"},"geometry":{"type":"Polygon","coordinates":[[[121,45],[123,45],[123,47],[121,45]]]}}]}"#,
    ]) { folder, draft in
      for language in Language.allCases {
        for name in ["yes", "null", "x: y", "兴安盟", "- a", "", "'", "2025", "a\nb"] {
          let text = draft.yaml(name: name, language: language)
          let plan = try PlanFile(yaml: text, file: "plan.yaml", folder: folder)
          #expect(plan.name == name.replacing("\n", with: " "))
          #expect(plan.inputs.facilities.file == names[0])
          #expect(plan.inputs.settlements?.file == names[1])
          #expect(plan.inputs.counties?.file == "c.geojson")
          #expect(plan.inputs.roads?.file == "r.osm.pbf")
          #expect(plan.inputs.friction == "friction.tif")
          #expect(plan.inputs.demand?.file == "worldpop.tif")
          #expect(plan.emergencyTravel?.model == .roads)
          guard case .thiessen(let seats) = plan.inputs.townships else {
            Issue.record("seats")
            continue
          }
          #expect(seats.file == "seats.csv")
        }
      }
    }
  }

  // MARK: A bureau's folder

  private static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> String {
    let ring = [(west, south), (east, south), (east, north), (west, north), (west, south)].map { "[\($0.0),\($0.1)]" }
    return "{\"type\":\"Polygon\",\"coordinates\":[[\(ring.joined(separator: ","))]]}"
  }

  private static func layer(_ features: [(properties: String, geometry: String)]) -> String {
    let list = features.map { "{\"type\":\"Feature\",\"properties\":{\($0.properties)},\"geometry\":\($0.geometry)}" }
    return "{\"type\":\"FeatureCollection\",\"features\":[\(list.joined(separator: ","))]}"
  }

  /// Two towns that meet at 122.2° E, villages along their border in GCJ-02, registered people beside residents.
  private static let bureau: [String: String] = {
    var villages = "某县行政村名册,,,,\n序号,乡镇,行政村,户籍人口,坐标\n"
    for row in 0..<12 {
      let (town, longitude) = row < 6 ? ("东山镇", 122.203) : ("西山乡", 122.197)
      let place = GCJ02.fromWGS84(Coordinate(longitude: longitude, latitude: 46.05 + 0.02 * Double(row % 6)))
      villages +=
        "\(row + 1),\(town),\(row)村,\(row == 3 ? "不详" : "1,20\(row % 10)".quoted),\"\(place.longitude),\(place.latitude)\"\n"
    }
    return [
      "乡镇界.geojson": layer([
        ("\"乡镇代码\":\"1\",\"乡镇名称\":\"东山镇\"", box(122.2, 46, 122.4, 46.2)),
        ("\"乡镇代码\":\"2\",\"乡镇名称\":\"西山乡\"", box(122, 46, 122.2, 46.2)),
      ]),
      "行政村.csv": villages,
      "人口.csv": "序号,乡镇,常住人口,户籍人口\n1,东山镇,900,7206\n2,西山乡,800,约7300\n",
      "机构.csv":
        "序号,机构名称,等级,经度,纬度,救护车\n1,某县医院,二级甲等,122.3,46.1,2\n2,西山乡卫生院,一级甲等,122.1,46.1,0\n"
        + "3,康宁,,122.3,46.11,0\n4,某县疾控中心,,122.3,46.12,/\n5,东山镇甲村卫生室,,,,0\n",
      "说明.txt": "坐标采自手机高德地图。\n联系人：张三\n",
      "联系表.docx": "x",
    ]
  }()

  /// The datum is found from the towns that rows name, that of the facilities from a sentence; the towns' people are
  /// joined by name, those that the villages' list counts; tiers are a mapping to confirm.
  @Test func aBureausFolderBecomesAPlanThatCanBeRead() throws {
    try withFiles(Self.bureau) { folder, draft in
      for language in Language.allCases {
        let text = draft.yaml(name: "某县", language: language)
        let plan = try PlanFile(yaml: text, file: "plan.yaml", folder: folder)
        #expect(plan.inputs.settlements?.crs == "gcj02", "\(text)")
        #expect(plan.inputs.facilities.crs == "gcj02")
        #expect(text.contains("坐标采自手机高德地图"))
        #expect(plan.inputs.townships.layer.tables.first?.columns == [.name: "乡镇", .population: "户籍人口"])
        #expect(
          plan.inputs.facilities.tiers == [
            "卫生院": "township_health_centre", "疾控中心": "ignore", "卫生室": "village_clinic", "康宁": "ignore",
          ], "\(text)")
        #expect(plan.inputs.facilities.refusesUnlocated == false)
        let area = try InputFiles(of: plan).read()
        #expect(area.townships.map(\.population) == [7206, 7300])
        #expect(area.settlements.allSatisfy { $0.townshipID != nil })
        #expect(Set(area.settlements.filter { $0.townshipID == "1" }.map(\.name)) == Set((0..<6).map { "\($0)村" }))
        #expect(area.facilities.map(\.tier) == [.secondaryHospital, .townshipHealthCentre])
        #expect(area.facilities.map(\.hasAmbulance) == [true, false])
      }
      let unused = draft.unused.map(\.english)
      #expect(unused.contains { $0.hasPrefix("联系表.docx") })
    }
  }

  /// An answer goes before a guess.
  @Test func answersAreTaken() throws {
    try withFiles(Self.bureau) { folder, draft in
      var draft = draft
      while let question = draft.questions.first(where: { $0.subject == .datum }) {
        #expect(question.answers.map(\.value) == ["wgs84", "gcj02", "bd09", "cgcs2000"])
        if question.text.english.contains(".csv") { #expect(question.usual == 1) }
        draft.answer(question, 2)
      }
      let people = try #require(draft.questions.first { $0.subject == .people })
      #expect(people.answers.map(\.value).sorted() == ["常住人口", "户籍人口"].sorted())
      draft.answer(people, try #require(people.answers.firstIndex { $0.value == "常住人口" }))
      draft.profile = "xingan"
      let plan = try PlanFile(yaml: draft.yaml(name: "x", language: .chinese), file: "plan.yaml", folder: folder)
      #expect(plan.profile == "xingan")
      #expect(plan.inputs.settlements?.crs == "bd09")
      #expect(plan.inputs.facilities.crs == "bd09")
      #expect(plan.inputs.townships.layer.tables.first?.columns[.population] == "常住人口")
    }
  }

  /// Of several levels the finest are the townships and the next the counties, by the columns of three schemes.
  @Test(arguments: [
    ("ADM2_EN\":\"C\",\"ADM2_PCODE", "ADM2_EN\":\"C\",\"ADM2_PCODE\":\"K1\",\"ADM3_EN\":\"T@\",\"ADM3_PCODE", "K@"),
    ("NAME_2\":\"C\",\"GID_2", "NAME_2\":\"C\",\"GID_2\":\"K1\",\"NAME_3\":\"T@\",\"GID_3", "K@"),
    (
      "shapeName\":\"C\",\"shapeType\":\"ADM2\",\"shapeID", "shapeName\":\"T@\",\"shapeType\":\"ADM3\",\"shapeID",
      "K@"
    ),
  ])
  func levelsOfBoundariesAreKnown(county: String, township: String, id: String) throws {
    func properties(_ text: String, _ number: Int) -> String {
      "\"\(text)\":\"\(id)\"".replacing("@", with: "\(number)")
    }
    let towns = (0..<3).map {
      (properties(township, $0), Self.box(36 + 0.2 * Double($0), -2, 36.2 + 0.2 * Double($0), -1.8))
    }
    let files = [
      "b2.geojson": Self.layer([(properties(county, 9), Self.box(36, -2, 36.6, -1.8))]),
      "b3.geojson": Self.layer(towns),
      "facilities.csv":
        "Facility Name,Facility Type,Status,Latitude,Longitude\nA,District Hospital,Open,-1.9,36.1\n"
        + "B,Dispensary,Open,-1.9,36.3\nC,Dispensary,Closed,-1.9,36.3\nD,Health Post,Open,0,0\n",
      "villages.csv": "Village,Ward,Total Population,Lat,Long\nV1,T0,100,-1.9,36.1\nV2,T1,200,-1.9,36.3\n",
    ]
    try withFiles(files) { folder, draft in
      let plan = try PlanFile(yaml: draft.yaml(name: "x", language: .english), file: "plan.yaml", folder: folder)
      let area = try InputFiles(of: plan).read()
      #expect(area.counties.map(\.name) == ["C"])
      #expect(area.townships.map(\.id) == ["K0", "K1", "K2"])
      #expect(area.townships.map(\.name) == ["T0", "T1", "T2"])
      #expect(area.facilities.map(\.name) == ["A", "B"])
      #expect(area.settlements.map(\.population) == [100, 200])
      #expect(plan.inputs.settlements?.columns[.township] == "Ward")
      #expect(draft.questions.isEmpty, "outside China no datum is asked for")
    }
  }

  /// A list of the towns at their seats, with their people, is the townships' table beside a list of villages, and no
  /// second list of places; its seats are of the datum of the others.
  @Test(arguments: ["乡镇", "乡镇名称", "name"], ["东山镇", "东山"])
  func townsAtTheirSeatsAreNoVillages(header: String, first: String) throws {
    let files = [
      "b.geojson": Self.layer(Self.square("东山镇", 122, 0.2), Self.square("西山乡", 122.2, 0.2)),
      "t.csv": "\(header),常住人口,驻地经度,驻地纬度\n\(first),300,122.1,46.1\n西山乡,500,122.3,46.1\n",
      "v.csv": "村名,乡镇,经度,纬度,人口\n一村,东山镇,122.1,46.1,300\n二村,西山乡,122.3,46.1,200\n三村,西山乡,122.31,46.1,300\n",
      "f.csv": "名称,级别,经度,纬度\n甲,三级,122.1,46.1\n", "说明.txt": "各表坐标均为高德坐标\n2023 年\n",
    ]
    try withFiles(files) { folder, draft in
      let plan = try PlanFile(yaml: draft.yaml(name: "x", language: .english), file: "plan.yaml", folder: folder)
      let area = try InputFiles(of: plan).read()
      #expect(area.settlements.compactMap(\.population).sorted() == [200, 300, 300])
      #expect(area.townships.map(\.population) == [300, 500])
      let seat = try #require(area.townships[0].seat)
      #expect(abs(seat.longitude - area.settlements[0].location.longitude) < 1e-9, "of one datum")
      #expect(seat.longitude != 122.1)
    }
  }

  /// The words of the mapping decide as the names do, whatever stands in which.
  @Test func theMappingOfTiersSaysWhatTheNamesSay() throws {
    let names = [
      "河口镇中心卫生院", "乙村卫生室", "丙村中心卫生室", "某县人民医院", "某县妇幼保健院", "丁镇卫生院戊分院", "120急救站", "某县疾控中心", "Kimana Health Centre",
      "Dispensaire de Thiès", "平安大药房", "社区卫生服务中心", "社区卫生服务站",
    ]
    try withFiles(["f.csv": Self.points(columns: "名称,经度,纬度").appending(names.map { "\($0),122,46\n" }.joined())]) {
      _, draft in
      let lines = try #require(draft.chosen(.facilities)).tiers.lines
      let mapped = TierDecisions(
        mapping: Dictionary(lines.map { ($0.word, $0.tier) }, uniquingKeysWith: { first, _ in first }))
      for name in names {
        #expect(mapped.group(cells: [], name: name)?.meaning == TierWords.meaning(ofName: name), "\(name)")
      }
      #expect(lines.map(\.count).reduce(0, +) == names.count)
    }
  }

  /// What Office keeps beside an open document is none, and a text that explains the others is no table.
  @Test func lockFilesAndTextsAreNoInputs() throws {
    let files = ["村表.csv": Self.points("一村"), "~$村表.csv": "x", "readme.txt": "本文件夹为某县数据\n坐标采用高德坐标\n"]
    try withFiles(files) { _, draft in
      #expect(draft.sources.map(\.file) == ["村表.csv"])
      #expect(draft.problems.isEmpty && draft.strangers == ["readme.txt"])
      #expect(
        draft.unused.map(\.english).contains { $0.hasPrefix("~$村表.csv is what Office keeps while 村表.csv is open") })
      #expect(draft.sources.first?.datum == "gcj02", "what the text says is read all the same")
    }
    // A text of rows is a table.
    try withFiles(["v.txt": Self.points("一村")]) { _, draft in #expect(draft.sources.map(\.role) == [.settlements]) }
  }

  /// Nobody is asked for a datum that a header, a column or a line says.
  @Test(arguments: [
    ("名称,经度（WGS84）,纬度（WGS84）\n一村,122.1,46.2\n", "wgs84"), ("名称,经度,纬度,坐标系\n一村,122.1,46.2,WGS84\n", "wgs84"),
    ("坐标系：CGCS2000,,\n名称,经度,纬度\n一村,122.1,46.2\n", "cgcs2000"), ("名称,经度,纬度,坐标系\n一村,122.1,46.2,高德\n", "gcj02"),
    ("名称,经度,纬度\n一村,122.1,46.2\n注：坐标为百度坐标,,\n", "bd09"),
  ])
  func aDatumThatTheTableSaysIsNotAskedFor(text: String, datum: String) throws {
    try withFiles(["v.csv": text]) { _, draft in
      #expect(draft.sources.map(\.datum) == [datum] && draft.sources.map(\.isDatumItsOwn) == [true])
      #expect(!draft.questions.contains { $0.subject == .datum })
    }
    try withFiles(["v.csv": Self.points("一村")]) { _, draft in
      #expect(draft.questions.contains { $0.subject == .datum })
    }
  }

  /// A county that is a city has a centre of its own; the league's is the league's.
  @Test func theEmergencyCentreOfACityIsTheCountysWhereFilesSaySo() throws {
    let list = "名称,经度,纬度\n乌兰市急救中心,122.1,46.2\n东盟急救中心,122.2,46.2\n乙镇卫生院,122.2,46.3\n"
    try withFiles(["f.csv": list, "c.geojson": Self.layer(Self.square("乌兰市", 122, 0.5), Self.square("乙县", 123, 0.5))]) {
      _, draft in
      let lines = try #require(draft.chosen(.facilities)).tiers.lines
      #expect(lines.filter { $0.tier == "league_emergency_centre" }.map(\.example) == ["东盟急救中心"])
      #expect(lines.filter { $0.tier == "county_emergency_centre" }.map(\.example) == ["乌兰市急救中心"])
    }
  }

  @Test(arguments: [
    ("facility_name", true), ("HF type", true), ("医疗机构名称", true), ("hospital", false), ("卫生室", false), ("村名", false),
  ])
  func headersNameFacilities(header: String, isOne: Bool) {
    #expect(FieldSynonyms.namesFacilities(FieldSynonyms.normalised(header)) == isOne)
  }

  /// A village of each town may have the same name: lists of other places are all taken.
  @Test func listsOfOneNameElsewhereAreOtherPlaces() throws {
    let (first, second) = (
      "名称,经度,纬度,人口\n东村,122.1,46.2,5\n西村,122.2,46.2,6\n", "名称,经度,纬度,人口\n东村,122.6,46.2,7\n西村,122.7,46.2,8\n"
    )
    try withFiles(["a.csv": first, "b.csv": second]) { _, draft in
      #expect(draft.taken(.settlements).map(\.file) == ["a.csv", "b.csv"])
    }
    // The same places in another datum are the same.
    try withFiles(["a.csv": first, "b.csv": first.replacing("122.1,", with: "122.106,")]) { _, draft in
      #expect(draft.taken(.settlements).count == 1)
    }
  }
}

extension String {
  fileprivate var quoted: String { "\"\(self)\"" }
}
