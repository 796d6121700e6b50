import Foundation
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// Columns of which several could serve: coordinates of a village and of the clinic in it, people of several years; and
/// rows that describe the columns.
extension ColumnReadingTests {
  // MARK: Whose place

  @Test(arguments: [
    "村委会经度,村委会纬度,卫生室经度,卫生室纬度", "卫生室经度,卫生室纬度,村委会经度,村委会纬度",
    "village_lon,village_lat,clinic_lon,clinic_lat", "镇政府经度,镇政府纬度,村部经度,村部纬度", "经度,纬度,卫生室经度,卫生室纬度",
    "村委会,,村卫生室,\n经度,纬度,经度,纬度",
  ])
  func thePlaceOfTheVillageIsTakenAndTold(headers: String) throws {
    let top = headers.split(separator: "\n").map(String.init)
    let isFirst = !top[0].hasPrefix("卫生室") && !top[0].hasPrefix("镇政府")
    let (own, other) = ("118.05,43.15", "118.95,43.95")
    let header = "name,\(top[0]),人口\n" + (top.count > 1 ? ",\(top[1]),\n" : "")
    let found = try read(header + "a,\(isFirst ? own : other),\(isFirst ? other : own),5\n")
    #expect(found.places == [Self.places[0]])
    #expect(found.problems.isEmpty && found.notes.contains("is taken"), "\(found.notes)")
  }

  @Test func thePlaceOfTheFacilityIsTakenForFacilities() throws {
    let text = "名称,村委会经度,村委会纬度,卫生室经度,卫生室纬度\n甲村卫生室,118.95,43.95,118.05,43.15\n"
    let table = try DelimitedTable(Data(text.utf8), file: "f.csv")
    var findings = Findings()
    let reader = try #require(
      LayerReader(
        table, PlanFile.Layer(file: "f.csv"), fields: PlanFile.facilityFields, required: [], findings: &findings))
    var missing: [Int] = []
    #expect(reader.points(&findings, missing: &missing) == [Self.places[0]])
    #expect(findings.notes.contains { $0.english.contains("the place of the facility") })
  }

  @Test(arguments: ["经度1,纬度1,经度2,纬度2", "start_lon,start_lat,end_lon,end_lat", "lon1,lat1,lon2,lat2"])
  func whereNothingSaysWhichBothAreNamed(headers: String) throws {
    let found = try read("name,\(headers),人口\na,118.05,43.15,118.25,43.35,5\n")
    #expect(found.problems.count == 1)
    let columns = headers.split(separator: ",").map(String.init)
    #expect(columns.allSatisfy { found.problems.first?.value?.contains($0) == true })
  }

  @Test func onePairInOneCellIsOfTheVillage() throws {
    let rows = "\na,\"118.05,43.15\",\"118.95,43.95\",5\n"
    let found = try read("name,村委会坐标,卫生室坐标,人口" + rows)
    #expect(found.places == [Self.places[0]] && found.notes.contains("and not 卫生室坐标"), "\(found.notes)")
    // An address under 位置 is no rival.
    #expect(try !read("name,经度,纬度,位置,人口\na,118.05,43.15,村东500米,5\n").notes.contains("is taken"))
  }

  // MARK: Years of two digits

  @Test(arguments: [
    ("pop10,pop15,pop20", 9), ("POP90,POP00,POP10", 9), ("人口20年,人口15年,人口10年", 5), ("totpop20,totpop10,totpop00", 5),
    ("pop_baseline,pop_2035,pop_2050", 5),
  ])
  func theNewestOfTwoDigitsIsTakenAndTold(headers: String, people: Int) throws {
    let found = try read("name,lon,lat,\(headers)\na,118.05,43.15,5,7,9\n")
    #expect(found.people == [people])
    #expect(found.notes.contains("is taken for people"), "\(found.notes)")
  }

  /// The year of a census in two digits is one where nothing else counts people.
  @Test func theYearOfACensusMayStandAlone() throws {
    let found = try read("name,lon,lat,pop20\na,118.05,43.15,5\n")
    #expect(found.people == [5])
    #expect(found.notes.contains("pop20 is taken for people of a year (two digits are one: 2020)"), "\(found.notes)")
    #expect(try read("name,lon,lat,pop18\na,118.05,43.15,5\n").people == [nil])
  }

  /// A header that says that its year is of Nepal's calendar is of a count; one that may be is told beside another.
  @Test(arguments: ["Population (2078 BS)", "Population 2021 (2078 B.S.)", "pop_2078_bs", "जनसंख्या (वि.सं. २०७८)"])
  func yearsOfNepalAreCounts(header: String) throws {
    let found = try read("name,lon,lat,pop 2011,\(header)\na,118.05,43.15,5,7\n")
    #expect(found.people == [7], "\(found.notes)")
    let unsaid = try read("name,lon,lat,pop 2011,pop 2078\na,118.05,43.15,5,7\n")
    #expect(unsaid.people == [5] && unsaid.notes.contains("a count of 2021/22"), "\(unsaid.notes)")
  }

  /// In tables of censuses that count intersex people the total is of three columns.
  @Test func theTotalOfThreeSexesIsThePeople() throws {
    let found = try read("name,lon,lat,Male,Female,Intersex,Total\na,118.05,43.15,2,3,1,6\nb,118.25,43.35,3,4,-,7\n")
    #expect(found.people == [6, 7] && found.notes.contains("Total is taken for people"), "\(found.notes)")
  }

  /// A projection is never the people where they were counted, is named as a rival, and alone is none either.
  @Test(arguments: [
    "pop_2030_ssp2", "pop_2025_ssp2", "规划人口2035", "预测人口", "pop_projected", "pop_proj_2025", "population_2040",
    "常住人口（2035年）", "2050年总人口", "人口2024（预计）", "2025年预计人口", "pop_2024_forecast", "expected population",
    "Population projetée 2024",
  ])
  func projectionsAreNamedAndNotTaken(header: String) throws {
    for headers in ["pop_2020,\(header)", "\(header),pop_2020"] {
      let cells = headers.hasPrefix("pop_2020") ? "5,7" : "7,5"
      let found = try read("name,lon,lat,\(headers)\na,118.05,43.15,\(cells)\n")
      #expect(found.people == [5], "\(headers)")
      #expect(found.notes.contains("no projection (\(header))"), "\(found.notes)")
    }
    let alone = try read("name,lon,lat,\(header)\na,118.05,43.15,7\n")
    #expect(alone.people == [nil] && alone.notes.contains("\(header) is a projection and no count"), "\(alone.notes)")
    // Unless the plan names it, which is told.
    let named = try InputFilesTests().read([
      "villages.csv": "name,lon,lat,\(header)\na,122.2,46.1,7\n",
      "plan.yaml": InputFilesTests.plan.replacing("villages.csv}", with: "villages.csv, population: '\(header)'}"),
    ])
    #expect(named.settlements.map(\.population) == [7])
    #expect(named.notes.contains { $0.english.contains("\(header) is a projection and no count, and is taken") })
  }

  /// Groups of age, one number alone, variants and what nobody has counted yet are not the people.
  @Test(arguments: [
    "pop0,pop5,pop10", "pop15,pop20,pop65", "pop1,pop2,pop3", "pop_low,pop_high,pop_10", "pop20,men,women",
  ])
  func whatMayBeAnythingElseIsToldAndNotRead(headers: String) throws {
    let found = try read("name,lon,lat,\(headers)\na,118.05,43.15,5,7,9\n")
    #expect(found.people == [nil])
    #expect(found.notes.contains("not read"), "\(found.notes)")
  }

  @Test func twoFiguresMayStandInBrackets() throws {
    let found = try read("name,lon,lat,户数（人口）\na,118.05,43.15,120（350）\nb,118.25,43.35,80(200)\n")
    #expect(found.people == [350, 200])
  }

  // MARK: Rows that describe the columns

  @Test(arguments: [
    "文本,文本,数值,数值,数值", "string,string,double,double,int", "VARCHAR(20),VARCHAR(50),DOUBLE,DOUBLE,INT", "必填,必填,必填,必填,选填",
    "CUN_ID,CUNMC,JD,WD,RKS", "CUN_ID,CUN_NAME,LON,LAT,POP", "F01,F02,F03,F04,F05", "C,C,N,N,N",
    "12位编码,全称,保留6位小数,保留6位小数,常住人口", "例：0101,例：东村,例：118.05,例：43.05,例：300", "示例,张家村,118.9,43.9,300",
    "非空,非空,非空,非空,可空", "id,name,x,y,value",
    "12位,全称,WGS84,WGS84,户籍", "系统自动生成,手工录入,地图选点,地图选点,手工录入", "编码,名称,东经,北纬,人",
  ])
  func aRowThatDescribesTheColumnsIsNoPlace(row: String) throws {
    let found = try read("村编号,名称,经度,纬度,人口\n\(row)\n0101,a,118.05,43.15,5\n0102,b,118.25,43.35,7\n")
    #expect(found.problems.isEmpty)
    #expect(found.people == [5, 7])
    #expect(found.places == Self.places)
    let isHeader = row.contains("LON") || row.hasPrefix("id,")
    #expect(isHeader || found.notes.contains(row.split(separator: ",")[0]), "\(found.notes)")
  }

  /// A first row of which little is known is one.
  @Test(arguments: ["NA,Kabwe,NA,NA,NA", "A1,Kabwe,—,—,5", "A1,text,118.95,43.95,5"])
  func aRowOfDataBelowTheHeaderStays(row: String) throws {
    let found = try read("编号,名称,经度,纬度,人口\n\(row)\n0101,a,118.05,43.15,5\n0102,b,118.25,43.35,7\n")
    #expect(found.places.count == 3)
  }

  @Test func severalRowsMayDescribeTheColumns() throws {
    let rows = "CUN_ID,CUNMC,JD,WD,RKS\n12位,全称,WGS84,WGS84,户籍\n必填,必填,必填,必填,选填\n"
    let found = try read("村编号,名称,经度,纬度,人口\n" + rows + "0101,a,118.05,43.15,5\n0102,b,118.25,43.35,7\n")
    #expect(found.problems.isEmpty && found.people == [5, 7])
    #expect(found.notes.contains("3 rows are passed over"), "\(found.notes)")
  }

  @Test func yearsOfTwoDigitsMayStandBelowTheirGroup() throws {
    let found = try read("名称,坐标,,人口,\n,经度,纬度,15年,20年\na,118.05,43.15,5,7\nb,118.25,43.35,9,11\n")
    #expect(found.people == [7, 11] && found.places == Self.places)
  }

  // MARK: Metres

  @Test(arguments: [
    ("40423000,4765000", "epsg:4528"), ("4765000,20423000", "epsg:4498"), ("500000,4765000", "central meridian"),
    ("13140000,5310000", "epsg:3857"), ("99000000.5,99000000.5", "do not tell"),
  ])
  func metresAreRefusedWithWhatTheyLookLike(place: String, guess: String) throws {
    let found = try read("name,lon,lat,人口\na,\(place),5\n")
    #expect(found.places == [nil] && found.problems.count == 1)
    #expect(found.problems.first?.remedyEnglish.contains(guess) == true)
    #expect(found.problems.first?.remedyEnglish.contains("crs: epsg:N") == true)
  }

  /// Boundaries in metres are told once, not by each corner.
  @Test func boundariesInMetresAreRefusedOnce() {
    func town(_ id: Int) -> String {
      let x = 40_423_000 + id * 20_000
      let ring = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)].map { "[\(x + $0.0 * 20_000),\(4_765_000 + $0.1 * 20_000)]" }
      return
        "{\"type\":\"Feature\",\"properties\":{\"code\":\"\(id)\",\"name\":\"镇\(id)\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[\(ring.joined(separator: ","))]]}}"
    }
    let layer = "{\"type\":\"FeatureCollection\",\"features\":[\((1...3).map(town).joined(separator: ","))]}"
    let metres = InputFilesTests().problems(["townships.geojson": layer]).filter { $0.english.contains("metres") }
    #expect(metres.count == 1 && metres.first?.repeats == 2)
    #expect(metres.first?.remedyEnglish.contains("epsg:4528") == true)
  }
}
