import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSPlan
@testable import EMSReading

/// Numbers by column, headers by what they say, tables as offices have them, coordinates as people write them.
struct ColumnReadingTests {
  struct Read {
    var people: [Int?] = []
    var places: [Coordinate?] = []
    var findings = Findings()
    var header: String?

    var problems: [InputProblem] { findings.problems }
    var notes: String { findings.notes.map(\.english).joined(separator: "\n") }
  }

  func read(_ text: String, crs: String? = nil) throws -> Read {
    let table = try DelimitedTable(Data(text.utf8), file: "v.csv")
    var read = Read()
    var layer = PlanFile.Layer(file: "v.csv")
    layer.crs = crs
    guard
      let reader = LayerReader(
        table, layer, fields: PlanFile.settlementFields, required: [], findings: &read.findings)
    else { return read }
    var missing: [Int] = []
    read.places = reader.points(&read.findings, missing: &missing)
    for row in 0..<table.rowCount { read.people.append(reader.count(row, .population, &read.findings)) }
    read.header = reader.readings.first?.header
    return read
  }

  func people(_ cells: [String], header: String = "population") throws -> Read {
    try read(
      (["name\tlon\tlat\t\(header)"] + cells.enumerated().map { "v\($0.offset)\t118.05\t43.05\t\($0.element)" })
        .joined(separator: "\n") + "\n")
  }

  // MARK: What headers and titles say of coordinates

  @Test func aHeaderOfDegreesMinutesAndSecondsRefusesOneNumber() throws {
    let found = try read("name,经度（度分秒）,纬度（度分秒）,人口\na,118.0300,43.0300,5\nb,118.0900,43.0900,7\n")
    #expect(found.problems.map(\.field) == ["经度（度分秒）", "纬度（度分秒）"])
    #expect(found.problems.first?.value == "118.0300")
    let written = try read("name,经度（度分秒）,纬度（度分秒）,人口\na,118°03′00″,43°03′00″,5\n")
    #expect(written.problems.isEmpty)
    #expect(written.places == [Coordinate(longitude: 118.05, latitude: 43.05)])
  }

  @Test(arguments: [
    ("Longitude (W)", "Latitude (S)", -1.0, -1.0), ("经度（西经）", "纬度（南纬）", -1, -1), ("lon", "lat", 1, 1),
    ("Longitude (West)", "Latitude", -1, 1), ("Longitude (E)", "Latitude (N)", 1, 1),
  ])
  func aHalfOfTheEarthInTheHeaderIsObeyed(x: String, y: String, east: Double, north: Double) throws {
    let found = try read("name,\(x),\(y),人口\na,18.5,43.5,5\nb,-18.5,-43.5,5\n")
    let place = Coordinate(longitude: 18.5 * east, latitude: 43.5 * north)
    #expect(found.places == [place, Coordinate(longitude: -18.5, latitude: -43.5)])
    #expect(found.notes.contains("as the header says") == (east < 0 || north < 0))
  }

  /// Surveyors in China call the northing X: the sizes tell, and it is said. Headers that name the axes are not obeyed
  /// the other way round.
  @Test func columnsCalledXAndYAreOrderedByTheirSizes() throws {
    let rows = "\na,43.05,118.05,5\nb,43.15,118.15,7\n"
    let places = [Coordinate(longitude: 118.05, latitude: 43.05), Coordinate(longitude: 118.15, latitude: 43.15)]
    for header in ["name,X,Y,人口", "name,X坐标,Y坐标,人口"] {
      let found = try read(header + rows)
      #expect(found.places == places)
      #expect(found.notes.contains("as their sizes tell"))
    }
    #expect(try read("name,lon,lat,人口" + rows).problems.count == 1)
    // One row the other way round leaves the order undecided.
    #expect(try !read("name,X,Y,人口" + rows + "c,118.2,43.2,9\n").problems.isEmpty)
  }

  /// Coordinates of which a program has cut the decimals.
  @Test func coordinatesOfWholeDegreesAreTold() throws {
    let cut = try read("name,lon,lat,人口\na,118,43,5\nb,118,44,7\n")
    #expect(cut.problems.isEmpty && cut.notes.contains("all 2 coordinates are whole degrees"))
    for rows in ["a,118,43,5\n", "a,118,43,5\nb,118.05,44,7\n"] {
      #expect(try !read("name,lon,lat,人口\n" + rows).notes.contains("whole degrees"))
    }
  }

  @Test func metresWithoutASystemAreNamedOnce() throws {
    let found = try read("name,X坐标,Y坐标,人口\na,4770121,341122,5\nb,4780121,349122,7\n")
    #expect(found.problems.count == 1)
    #expect(found.problems.first?.english.contains("2 of 2 rows") == true)
  }

  @Test(arguments: [
    ("乡村情况表（坐标系：GCJ-02）", "gcj02"), ("坐标系统：百度坐标", "bd09"), ("Coordinates: WGS 84", nil), ("高德镇村庄表", nil),
  ])
  func aTitleThatNamesTheSystemIsObeyed(title: String, datum: String?) throws {
    let found = try read("\(title),,,\n村名,经度,纬度,人口\na,118.05,43.05,5\n")
    let place = try #require(found.places.first ?? nil)
    let source = try DatumConverter(from: #require(Datum(name: datum ?? "wgs84")))
    let right = try source.toWGS84(Coordinate(longitude: 118.05, latitude: 43.05))
    #expect(abs(place.longitude - right.longitude) < 1e-8 && abs(place.latitude - right.latitude) < 1e-8)
  }

  /// Whatever a column of both coordinates is called.
  @Test(arguments: FieldSynonyms.pairs.sorted())
  func aTitleThatNamesTheSystemIsObeyedForPairs(header: String) throws {
    let found = try read("坐标系：GCJ-02,,\n村名,\(header),人口\na,\"118.05E,43.05N\",5\n")
    let place = try #require(found.places.first ?? nil)
    let right = try DatumConverter(from: .gcj02).toWGS84(Coordinate(longitude: 118.05, latitude: 43.05))
    #expect(abs(place.longitude - right.longitude) < 1e-8 && abs(place.latitude - right.latitude) < 1e-8)
  }

  @Test(arguments: [("bd_lng", "bd_lat", "bd09"), ("lng_bd", "lat_bd", "bd09"), ("gd_lng", "gd_lat", "gcj02")])
  func marksOfTwoLettersNameTheMap(x: String, y: String, datum: String) throws {
    let found = try read("name,\(x),\(y),人口\na,118.05,43.05,5\n")
    #expect(found.notes.contains("taken as \(datum), as the header \(x) says"))
  }

  /// A second header row is known by the merged cells above it, whatever its words; a first row of data is none.
  @Test func aSecondHeaderRowIsKnownByItsPlace() throws {
    let below = "1,甲,x路1号,\"118.05,43.05\",8\n"
    let tiers = try read("序号,名称,位置,,人口\n,,详细地址,坐标（经度，纬度）,\n" + below)
    #expect(tiers.problems.isEmpty)
    #expect(tiers.places == [Coordinate(longitude: 118.05, latitude: 43.05)])
    #expect(tiers.people == [8])
    let merged = try read("序号,名称,位置,位置,人口\n序号,名称,详细地址,坐标（经度，纬度）,人口\n" + below)
    #expect(merged.places == tiers.places)
    // The same without coordinates in the first row: it is a place whose coordinates are missing.
    let data = try read("名称,坐标,备考,,人口\n甲,,见附件,另见,8\n乙,\"118.05,43.05\",,,9\n")
    #expect(data.people == [8, 9])
  }

  // MARK: People of statistical offices

  @Test(arguments: ["POP_T", "TOT_P", "Population (1000s)", "人口\n合计"])
  func totalsOfStatisticalOfficesAreThePeople(header: String) throws {
    let found = try read("name,lon,lat,POP_M,\"\(header)\"\na,118.05,43.05,3,8\n")
    #expect(found.people == [header.contains("1000") ? 8000 : 8])
  }

  /// Tables in traditional characters, as Taiwan and Hong Kong have them, are those in simplified ones.
  @Test(arguments: [
    ("名稱,經度,緯度,人口數", [8, 9]), ("村名,東經,北緯,總人口（萬人）", [80_000, 90_000]), ("村名稱,經度,緯度,人口合計", [8, 9]),
  ])
  func headersInTraditionalCharactersAreKnown(header: String, people: [Int]) throws {
    let found = try read(header + "\n甲村,118.05,43.05,8\n乙村,118.06,43.06,9\n")
    #expect(found.problems.isEmpty && found.people == people)
    #expect(found.places.compactMap { $0 }.count == 2)
  }

  @Test func columnsThatMayBeThePeopleAreNamedWhereNoneIsKnown() throws {
    let found = try read("name,lon,lat,P2010,P2020,备考\na,118.05,43.05,3,8,x\n")
    #expect(found.people == [nil])
    #expect(found.notes.contains("not read: P2010, P2020;"))
  }

  // MARK: Numbers

  /// However a column of people and coordinates is punctuated, the numbers are the same or the file is refused.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func punctuationChangesNoNumber(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let counts = (0..<6).map { _ in Int.random(in: 1...[9, 999, 9_999, 2_000_000][Int(seed % 4)], using: &random) }
    for decimal in [".", ","] {
      for mark in ["", ",", ".", " ", "\u{A0}", "\u{202F}", "'", "’", "，"]
      where mark != decimal && !(mark == "，" && decimal == ",") {
        let digits = Int.random(in: 0...3, using: &random)
        let rows = counts.enumerated().map { index, count in
          var text = mark.isEmpty ? "\(count)" : NumberText.grouped(count).replacing(",", with: mark)
          if digits == 1 {
            text = String(
              text.map {
                $0.isASCII && $0.isNumber
                  ? Character(Unicode.Scalar(0xFF10 + (($0.wholeNumberValue).map(UInt32.init) ?? 0)) ?? " ") : $0
              })
          }
          if digits == 2 {
            text = String(
              text.map {
                $0.isASCII && $0.isNumber
                  ? Character(Unicode.Scalar(0x0660 + (($0.wholeNumberValue).map(UInt32.init) ?? 0)) ?? " ") : $0
              })
          }
          return "v\(index);118\(decimal)05;43\(decimal)0512;\(text)"
        }
        let found = try read("name;lon;lat;population\n" + rows.joined(separator: "\n") + "\n")
        if found.problems.isEmpty {
          #expect(found.people == counts, "\(rows)")
          #expect(found.places.allSatisfy { $0 == Coordinate(longitude: 118.05, latitude: 43.0512) }, "\(rows)")
        } else {
          Issue.record("\(rows): \(found.problems.map(\.english))")
        }
      }
    }
  }

  @Test func whatAColumnCannotDecideIsRefusedWithBothReadings() throws {
    for cells in [["1.000", "12.000"], ["1,000", "2.000"]] {
      let found = try people(cells)
      let problem = try #require(found.problems.first)
      #expect(problem.english.contains("1 or 1,000") || problem.english.contains("1,000 or 1"), "\(problem.english)")
      #expect(problem.field == "population")
    }
    #expect(try people(["1,000,000", "2,000"]).people == [1_000_000, 2000])
    #expect(try people(["1,00,000", "2,000"]).people == [100_000, 2000])
    #expect(try people(["1,5", "2,000"]).problems.isEmpty == false)
    #expect(try people(["10,0000", "20,0000"]).problems.isEmpty == false)
  }

  /// Beside plain figures 12,00 may be 12 or 1,200; where a program wrote such decimals everywhere they are decimals.
  @Test func zerosForDecimalsBesideFiguresWithoutAnyAreRefused() throws {
    for cells in [["12,00", "340"], ["340", "12,0"], ["1,234", "12,00"], ["12,00", "340人"]] {
      let problem = try #require(try people(cells).problems.first, "\(cells)")
      #expect(
        problem.english.contains("is 1,200 or 12:") || problem.english.contains("is 120 or 12:"), "\(problem.english)")
      #expect(problem.chinese.contains("1,200 或 12") || problem.chinese.contains("120 或 12"))
    }
    #expect(try people(["12,00", "340,00"]).people == [12, 340])
    #expect(try people(["12,00", "1.340,00"]).people == [12, 1340])
    #expect(try people(["12,00", "—", ""]).people == [12, nil, nil])
    let comma = try read("name;lon;lat;population\na;118,05;43,05;12,00\nb;118,06;43,06;340\n")
    #expect(comma.people == [12, 340])
    // Decimals of a scaled column are decimals, whatever their number.
    #expect(try people(["1.234", "2.345"], header: "人口（万人）").people == [12_340, 23_450])
    #expect(try people(["1,5", "2"], header: "人口（万人）").people == [15_000, 20_000])
  }

  @Test(arguments: [
    ("约490", 490), ("490人", 490), ("１２００", 1200), ("1 234", 1234), ("1.2万", 12_000), ("3千", 3000), ("+12", 12),
    ("490±", 490),
    ("\u{200B}1200\u{A0}", 1200), ("1200余人", 1200), ("~300", 300), ("٣٠٠", 300), ("१२", 12), ("1'234", 1234),
    ("1万余人", 10_000),
    ("1.2E+03", 1200),
  ])
  func figuresAsPeopleWriteThem(text: String, count: Int) throws {
    let found = try people([text, "5"])
    #expect(found.problems.isEmpty, "\(found.problems.map(\.english))")
    #expect(found.people == [count, 5])
    let isAbout = "约余~±".contains { text.contains($0) }
    #expect(found.notes.contains("say about") == isAbout)
  }

  @Test(arguments: ["—", "-", "无", "不详", "/", "N/A", "", "待核", "NULL", "……", "unknown"])
  func theUnknownIsUnknown(text: String) throws {
    let found = try people([text, "5"])
    #expect(found.problems.isEmpty)
    #expect(found.people == [nil, 5])
  }

  @Test(arguments: ["1 23", "12a", "12OO", "1.2.3", "-5", "１２.５"])
  func otherCellsAreProblems(text: String) throws {
    #expect(try people([text, "5"]).problems.isEmpty == false)
  }

  // MARK: Headers

  @Test(arguments: [
    (["人口（男）", "人口（女）", "人口（合计）"], "人口（合计）"), (["人口-女", "人口-总数"], "人口-总数"),
    (["pop_2000", "pop_2010", "pop_2020"], "pop_2020"), (["pop_2020", "pop_2050", "pop_2010"], "pop_2020"),
    (["2035年常住人口", "2020年户籍人口"], "2020年户籍人口"),
    (["2020年人口", "2010年人口"], "2020年人口"), (["户籍人口", "常住人口数"], "常住人口数"),
    (["Pop (households)", "Population total"], "Population total"),
    (["Male population", "Population"], "Population"), (["六普人口", "七普人口"], "七普人口"), (["人口密度", "总人口数"], "总人口数"),
    (["geonames_population", "Inhabitants"], "Inhabitants"), (["pop_f", "pop_m", "pop_t", "PopTotal"], "PopTotal"),
    (["Pop. 0-14", "No. of people"], "No. of people"), (["农业人口", "非农业人口", "年末总人口"], "年末总人口"),
  ])
  func theBetterColumnIsTaken(headers: [String], taken: String) throws {
    let row = headers.map { $0 == taken ? "7" : "1" }.joined(separator: "\t")
    for order in [headers, headers.reversed()] {
      let cells = order == headers ? row : row.split(separator: "\t").reversed().joined(separator: "\t")
      let found = try read("name\tlon\tlat\t\(order.joined(separator: "\t"))\nv\t118.05\t43.05\t\(cells)\n")
      #expect(found.header == taken)
      #expect(found.people == [7])
    }
  }

  @Test func rivalsAreNamedAndPartsAreNotPeople() throws {
    let found = try read("name,lon,lat,pop_2010,pop_2020\nv,118.05,43.05,1,2\n")
    #expect(found.notes.contains("pop_2010, pop_2020") && found.notes.contains("the column pop_2020"))
    #expect(!found.notes.contains("projection"))
    let projected = try read("name,lon,lat,pop_2020,pop_2050\nv,118.05,43.05,1,2\n")
    #expect(projected.people == [1] && projected.notes.contains("no projection ("))
    for header in ["人口（男）", "Population (female)", "户数（人口）", "人口密度（人/平方公里）", "Population growth rate"] {
      let found = try read("name,lon,lat,\(header)\nv,118.05,43.05,1\n")
      #expect(found.people == [nil], "\(header)")
    }
    #expect(try read("name,lon,lat,人口（男）\nv,118.05,43.05,1\n").notes.contains("人口（男）"))
  }

  @Test(arguments: [
    ("人口（万人）", 10_000), ("人口(千人)", 1000), ("人口/百人", 100), ("Population (thousands)", 1000), ("population ('000)", 1000),
    ("Population in millions", 1_000_000), ("人口（人）", 1), ("人口_万", 10_000),
  ])
  func unitsOfHeadersAreObeyedAndSaid(header: String, factor: Int) throws {
    let found = try people(["3", "1.5"], header: header)
    if factor > 1 {
      #expect(found.people == [3 * factor, factor * 3 / 2])
      #expect(found.notes.contains("multiplied by"))
    } else {
      #expect(found.people.first == 3)
      #expect(found.problems.count == 1, "1.5 people are none")
    }
  }

  @Test func aDatumInTheHeaderIsObeyedOrRefused() throws {
    let baidu = try read("name,经度（百度）,纬度（百度）\nv,118.05,43.05\n")
    let place = try #require(baidu.places.first ?? nil)
    #expect(abs(place.longitude - 118.036608) < 2e-5 && abs(place.latitude - 43.041775) < 2e-5)
    let pairs = "name,lon_gcj02,lat_gcj02,lon_wgs84,lat_wgs84\nv,118.1,43.1,118.05,43.05\n"
    #expect(try read(pairs).places == [Coordinate(longitude: 118.05, latitude: 43.05)])
    #expect(try read(pairs).notes.contains("lon_gcj02"))
    #expect(try read("name,经度（北京54）,纬度（北京54）\nv,118.05,43.05\n").problems.isEmpty == false)
    #expect(try read("name,经度（百度）,纬度（百度）\nv,118.05,43.05\n", crs: "gcj02").problems.isEmpty == false)
  }

  @Test(arguments: [
    ("vill_code", "vill_name"), ("point_id", "point_name"), ("facility_id", "facility_name"), ("shapeID", "shapeName"),
    ("osm_id", "name"), ("adcode", "name"), ("编码", "村名"),
  ])
  func idsAndNamesOfCommonSchemes(id: String, name: String) throws {
    let table = try DelimitedTable(Data("\(name),\(id),lon,lat\n一村,V1,118.05,43.05\n".utf8), file: "v.csv")
    var findings = Findings()
    let reader = try #require(
      LayerReader(
        table, PlanFile.Layer(file: "v.csv"), fields: PlanFile.settlementFields, required: [.id, .name],
        findings: &findings))
    #expect(reader.text(0, .id) == "V1")
    #expect(reader.text(0, .name) == "一村")
  }

  @Test func theFinestLevelNamesTownships() throws {
    for header in [
      "ADM1_EN,ADM1_PCODE,ADM3_EN,ADM3_PCODE", "NAME_1,GID_1,NAME_3,GID_3", "county_name,county_code,ward,ward_code",
    ] {
      let table = try DelimitedTable(Data("\(header)\nA,1,B,2\n".utf8), file: "t.csv")
      var findings = Findings()
      let reader = try #require(
        LayerReader(
          table, PlanFile.Layer(file: "t.csv"), fields: PlanFile.townshipFields, required: [.id, .name],
          findings: &findings))
      #expect(reader.text(0, .id) == "2", "\(header)")
      #expect(reader.text(0, .name) == "B", "\(header)")
    }
  }

  // MARK: Tables

  @Test(arguments: [
    "甲县行政村一览表,,,,\n序号,村名,经度,纬度,人口\n",
    "甲县行政村一览表\n单位：人,,,,\n序号,村名,经度,纬度,人口\n",
    ",,坐标,,\n序号,村名,经度,纬度,人口\n",
    "序号,村名,坐标,,人口\n,,经度,纬度,常住\n",
    "表一,,,,\n序号,村名,坐标,坐标,人口\n,,经度,纬度,\n",
    "\n\n序号,村名,经度,纬度,人口\n",
  ])
  func titlesAndSecondHeaderRowsArePassedOver(top: String) throws {
    let rows = "1,一村,118.05,43.05,900\n2,二村,118.15,43.15,800\n"
    let plain = try read(top + rows)
    #expect(plain.problems.isEmpty, "\(plain.problems.map(\.english))")
    #expect(plain.people == [900, 800])
    for sum in [
      "合计,,,,1700", "3,合计,,,1700", ",全旗合计,,,1700", ",小 计,,,1700", "Total,,,,1700", "填表人：甲,,审核人：乙,,", "注：按户籍统计,,,,",
      ",全旗总计（2个村）,,,1700",
    ] {
      let found = try read(top + rows + sum + "\n")
      #expect(found.people == [900, 800], "\(sum)")
      #expect(found.notes.contains("passed over"), "\(sum)")
    }
    #expect(try read(top.replacing("人口", with: "人口（万人）") + rows).people == [9_000_000, 8_000_000])
  }

  @Test func aUnitAboveTheHeaderIsObeyed() throws {
    #expect(try read("单位：万人,,,\n村名,经度,纬度,人口\n一村,118.05,43.05,1.2\n").people == [12_000])
  }

  @Test func villagesWithWordsOfSumsInTheirNamesStay() throws {
    let rows = ["计家村", "总后村", "合计村", "Totally", "说明村"].map { "\($0),118.05,43.05,1\n" }.joined()
    #expect(try read("村名,经度,纬度,人口\n" + rows).people.count == 5)
  }

  // MARK: Coordinates

  @Test(arguments: [
    ("坐标", "\"118.05,43.05\""), ("坐标", "118.05，43.05"), ("location", "\"43.05,118.05\""),
    ("经纬度", "东经118°03′00″ 北纬43°03′00″"),
    ("经纬度", "118.05 43.05"), ("坐标", "E118.05 N43.05"), ("坐标", "43.05N 118.05E"), ("坐标", "\"[118.05, 43.05]\""),
    ("wkt", "POINT (118.05 43.05)"),
    ("坐标", "118°3'E/43°3'N"), ("坐标", "东经118度3分北纬43度3分"), ("坐标", "118°02′60.0″，43°02′60.0″"),
    ("latlon", "\"43.05;118.05\""),
    ("经纬度", "118.05；43.05"),
  ])
  func bothCoordinatesInOneCell(header: String, cell: String) throws {
    let found = try read("name,\(header),population\nv,\(cell),5\n")
    #expect(found.problems.isEmpty, "\(found.problems.map(\.english))")
    let place = try #require(found.places.first ?? nil)
    #expect(abs(place.longitude - 118.05) < 1e-9 && abs(place.latitude - 43.05) < 1e-9, "\(place)")
    #expect(found.notes.contains("first"))
  }

  @Test func anOrderThatNothingTellsIsRefused() throws {
    #expect(try read("name,坐标\nv,\"36.7,-1.4\"\n").problems.isEmpty == false)
    #expect(try read("name,坐标\nv,\"118.05,43.05\"\nw,\"43.05,118.05\"\n").problems.isEmpty == false)
    #expect(try read("name,lonlat\nv,\"36.7,-1.4\"\n").places == [Coordinate(longitude: 36.7, latitude: -1.4)])
  }

  @Test(arguments: [
    ("E122.05", 122.05), ("122.05E", 122.05), ("东经122.05", 122.05), ("122.05°", 122.05), ("122°02′60.0″", 122.05),
    ("122 03 00", 122.05),
    ("122d03m00s", 122.05), ("122°3'0\"E", 122.05), ("W122.05", -122.05), ("122度3分", 122.05), ("１２２．０５", 122.05),
    ("122:03:00", 122.05),
  ])
  func anglesInAllSpellings(text: String, degrees: Double) throws {
    let found = try read("name;lon;lat\nv;\(text);N43.05\n")
    #expect(found.problems.isEmpty, "\(found.problems.map(\.english))")
    let place = try #require(found.places.first ?? nil)
    #expect(abs(place.longitude - degrees) < 1e-9 && place.latitude == 43.05)
  }

  @Test func aLetterOfTheOtherAxisIsAProblem() throws {
    #expect(try read("name,lon,lat\nv,N43.05,E118.05\n").problems.isEmpty == false)
  }
}
