import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// Habits of tables: coordinates in parts, rows below the header that are none of data, headers in two languages, sums and
/// remarks in the words of several countries.
extension ColumnReadingTests {
  static let places = [
    Coordinate(longitude: 118.05, latitude: 43.15), Coordinate(longitude: 118.25, latitude: 43.35),
  ]

  // MARK: Degrees, minutes and seconds in columns of their own

  /// The same angles, however the columns are headed: never degrees alone.
  @Test(arguments: [
    "经度（度）,经度（分）,经度（秒）,纬度（度）,纬度（分）,纬度（秒）", "东经度,东经分,东经秒,北纬度,北纬分,北纬秒",
    "lon_deg,lon_min,lon_sec,lat_deg,lat_min,lat_sec",
    "Longitude (°),Longitude (′),Longitude (″),Latitude (°),Latitude (′),Latitude (″)",
    "Long D,Long M,Long S,Lat D,Lat M,Lat S",
    "Longitude degrés,Longitude minutes,Longitude secondes,Latitude degrés,Latitude minutes,Latitude secondes",
    "东经,,,北纬,,,\n,度,分,秒,度,分,秒",
  ])
  func partsOfAnAngleAreOneCoordinate(headers: String) throws {
    let top = headers.split(separator: "\n").map(String.init)
    let header = top.count == 1 ? ["name,\(top[0]),人口"] : ["name,\(top[0])人口", "\(top[1]),"]
    let rows = ["a,118,3,0,43,9,0,5", "b,118,15,0,43,21,0,7"]
    let found = try read((header + rows).joined(separator: "\n") + "\n")
    #expect(found.problems.isEmpty)
    for (place, right) in zip(found.places, Self.places) {
      #expect(abs((place?.longitude ?? 0) - right.longitude) < 1e-12)
      #expect(abs((place?.latitude ?? 0) - right.latitude) < 1e-12)
    }
    #expect(found.people == [5, 7])
    #expect(found.notes.contains("is put together from"))
  }

  @Test func aMissingOrImpossiblePartIsAProblem() throws {
    let header = "name,经度（度）,经度（分）,纬度（度）,纬度（分）,人口\n"
    for wrong in ["118,,43,9", "118,60,43,9", "118.5,3,43,9", "118,约3,43,9", "118,3,43,-9"] {
      #expect(try read(header + "a,\(wrong),5\nb,118,15,43,21,7\n").problems.count == 1, "\(wrong)")
    }
    // All parts empty say that the place is unknown.
    let unlocated = try read(header + "a,,,,,5\nb,118,15,43,21,7\n")
    #expect(unlocated.problems.isEmpty)
    #expect(unlocated.places.map { $0 == nil } == [true, false])
    let south = try read("name,lon deg,lon min,lat deg,lat min,pop\na,-70,30,-0,15,5\n")
    #expect(south.places == [Coordinate(longitude: -70.5, latitude: -0.25)])
  }

  // MARK: Figures and headers in words

  @Test func chineseNumeralsAreFigures() throws {
    let found = try read("name,lon,lat,人口\na,118.05,43.15,三百二十\nb,118.25,43.35,一千零五人\nc,118.2,43.3,七十\n")
    #expect(found.people == [320, 1005, 70] && found.problems.isEmpty)
    #expect(try read("name,lon,lat,人口\na,118.05,43.15,三百二\nb,118.25,43.35,7\n").people == [nil, 7])
  }

  /// The sum of two sexes is taken, however short its header.
  @Test(arguments: ["计", "小计", "合计", "总计"])
  func theSumBelowAMergedHeaderIsThePeople(word: String) throws {
    let found = try read("村名,经度,纬度,人口,,\n,,,男,女,\(word)\na,118.05,43.15,2,3,5\nb,118.25,43.35,3,4,7\n")
    #expect(found.people == [5, 7] && found.header == "人口（\(word)）")
  }

  /// Rounded to 万人 people are not taken where they stand beside in single ones.
  @Test(arguments: ["人口（万人）,人口（人）", "人口（千人）,人口"])
  func theFinerUnitIsTaken(headers: String) throws {
    let exchanged = headers.split(separator: ",").reversed().joined(separator: ",")
    #expect(try read("name,lon,lat,\(headers)\na,118.05,43.15,0.1,949\n").people == [949])
    #expect(try read("name,lon,lat,\(exchanged)\na,118.05,43.15,949,0.1\n").people == [949])
  }

  /// 合计 under 性别 is all people of the row's own village, wherever its column stands: no sum of other rows.
  @Test(arguments: ["村名,性别,经度,纬度,人口", "村名,经度,纬度,人口,性别", "村名,性别（男/女）,经度,纬度,人口"])
  func allPeopleBesideTheirSexesAreNoSumOfRows(header: String) throws {
    let fields = header.split(separator: ",").map(String.init)
    let rows = [("男", "2"), ("女", "3"), ("合计", "5")].map { sex, people in
      fields.map { ["村名": "a", "经度": "118.05", "纬度": "43.15", "人口": people][$0] ?? sex }.joined(
        separator: ",")
    }
    let table = try DelimitedTable(Data(([header] + rows).joined(separator: "\n").utf8), file: "v.csv")
    #expect(table.rowCount == 3 && table.passedOver.isEmpty)
    var findings = Findings()
    let reader = try #require(
      LayerReader(
        table, PlanFile.Layer(file: "v.csv"), fields: PlanFile.settlementFields, required: [], findings: &findings))
    #expect(RowsOfOnePlace.found(in: reader).map(\.whole) == ["合计"])
  }

  // MARK: Rows below the header

  @Test(arguments: ["1,2,3,4", "甲,1,2,3", "甲,乙,1,2", "（1）,（2）,（3）,（4）", "①,②,③,④", "A,B,C,D", "1,2,3=1+2,4"])
  func aRowThatNumbersTheColumnsIsNoRow(row: String) throws {
    let found = try read("村名,经度,纬度,人口\n\(row)\na,118.05,43.15,5\nb,118.25,43.35,7\n")
    #expect(found.people == [5, 7])
    #expect(found.places == Self.places)
  }

  @Test(arguments: [
    ("人", 1.0), ("万人", 10_000), ("（千人）", 1000), ("'000", 1000), ("thousands", 1000), ("persons", 1), ("百人", 100),
    ("milliers", 1000),
  ])
  func aRowOfUnitsIsObeyed(unit: String, factor: Double) throws {
    let found = try read("村名,经度,纬度,人口\n,°,°,\(unit)\na,118.05,43.15,5\nb,118.25,43.35,7\n")
    #expect(found.people == [Int(5 * factor), Int(7 * factor)])
    #expect(found.problems.isEmpty)
  }

  @Test func theHeaderAgainIsNoRow() throws {
    let found = try read("村名,经度,纬度,人口\na,118.05,43.15,5\n村名,经度,纬度,人口\nb,118.25,43.35,7\n")
    #expect(found.people == [5, 7])
    #expect(found.notes.contains("passed over"))
  }

  // MARK: Languages

  @Test(arguments: [
    "Population totale", "Nombre d’habitants", "Población total", "Habitantes", "População", "Total Population", "村民人数",
    "जनसंख्या", "Population résidente", "De facto population", "Number of inhabitants",
  ])
  func peopleAreKnownInTheWordsOfTheCountry(header: String) throws {
    #expect(try people(["5", "7"], header: header).people == [5, 7])
  }

  @Test(
    arguments: [
      ("Population (milliers)", 1000), ("Población (en miles)", 1000), ("População (milhares)", 1000),
      ("Population x1000", 1000),
      ("Population (ten thousand)", 10_000), ("Population (tens of thousands)", 10_000),
      ("Population (10,000)", 10_000),
      ("pop_10k", 10_000), ("Population in 10 000s", 10_000), ("Population (1,000s)", 1000),
      ("Population (hundred thousands)", 100_000),
      ("Population (1,000,000)", 1_000_000), ("人口（万人） Population (10,000)", 10_000), ("人口 Population (100)", nil),
    ] as [(String, Int?)])
  func unitsAreKnownInTheWordsOfTheCountry(header: String, factor: Int?) throws {
    let found = try people(["5", "7"], header: header)
    #expect(found.people == [5, 7].map { number in factor.map { $0 * number } })
  }

  @Test(arguments: [
    "Population hommes", "Población mujeres", "População masculina", "Population (day)", "残疾人口",
    "Population de 0 à 4 ans",
    "Ménages", "Densité de population",
  ])
  func partsAreNotThePeople(header: String) throws {
    let text = "name\tlon\tlat\t\(header)\tPopulation\na\t118.05\t43.15\t5\t9\nb\t118.25\t43.35\t7\t11\n"
    #expect(try read(text).people == [9, 11])
  }

  /// 合计 beside men and women is all of them where it is their sum in each row, and else unknown.
  @Test(arguments: [("男", "女", "合计"), ("Male", "Female", "Total"), ("Hommes", "Femmes", "Ensemble")])
  func aSumOfMenAndWomenIsThePeople(men: String, women: String, total: String) throws {
    let header = "name,lon,lat,\(men),\(women),\(total)\n"
    let right = try read(header + "a,118.05,43.15,2,3,5\nb,118.25,43.35,4,3,7\n")
    #expect(right.people == [5, 7])
    #expect(right.notes.contains("the sum of"))
    #expect(try read(header + "a,118.05,43.15,2,3,5\nb,118.25,43.35,4,3,8\n").people == [nil, nil])
  }

  @Test(arguments: [
    ("gps_longitude", "gps_latitude"), ("村委会经度", "村委会纬度"), ("POINT_X", "POINT_Y"),
    ("decimalLongitude", "decimalLatitude"),
    ("LONGITUD", "LATITUD"), ("_location_longitude", "_location_latitude"), ("经度X", "纬度Y"),
    ("Village Longitude", "Village Latitude"),
  ])
  func coordinatesAreFoundByHeadersThatDifferInTheAxisAlone(x: String, y: String) throws {
    let rows = "\na,118.05,43.15,5\nb,118.25,43.35,7\n"
    #expect(try read("name,\(x),\(y),人口" + rows).places == Self.places)
    // Of two such pairs the village's is taken, or none.
    let two = try read("name,\(x),\(y),start_lon,start_lat\na,118.05,43.15,5,5\n")
    let isOfVillage = PlaceOwner(header: x) == .village
    #expect(two.problems.count == (isOfVillage ? 0 : 1))
    #expect(
      isOfVillage
        ? two.places == [Self.places[0]] : two.problems.first?.value?.contains("start_lon / start_lat") == true)
  }

  // MARK: Sums and remarks

  @Test(arguments: [
    "Total général,,,12", "Ensemble,,,12", "Jumla,,,12", "County total,,,12", "合计：2个村,,,12", "全县,,,12", "平均,,,6",
    "Average,,,6",
    "Prepared By: J. Otieno,,,", "Fuente: INE,,,", "* provisional,,,", "第1页 共1页,,,", "（盖章）,,,", "End of table,,,",
    "Date: 12/03/2023,,,",
  ])
  func sumsAndRemarksAreNoRows(row: String) throws {
    let rows = ["a,118.05,43.15,5", "b,118.25,43.35,7"]
    for body in [rows + [row], [rows[0], row, rows[1]]] {
      let found = try read("村名,经度,纬度,人口\n" + body.joined(separator: "\n") + "\n")
      #expect(found.people == [5, 7], "\(row)")
      #expect(found.notes.contains("passed over"))
    }
  }

  /// Places that begin like a sum or a remark stay.
  @Test(arguments: ["全胜村", "Totalo", "Averagetown", "平安村", "Ensemble Village", "其格村", "第二村", "Notedale"])
  func namesThatLookLikeSumsStay(name: String) throws {
    let found = try read("村名,经度,纬度,人口\n\(name),118.05,43.15,5\nb,118.25,43.35,7\n")
    #expect(found.people == [5, 7])
  }

  // MARK: Two languages

  @Test(arguments: [
    "村名,经度,纬度,人口（万人）\nVillage,Longitude,Latitude,Population", "村名 Village,经度 Longitude,纬度 Latitude,人口（万人） Population",
    "Village 村名,Longitude 经度,Latitude 纬度,Population 人口（万人）",
    "Village,Longitude,Latitude,Population (10 000)\n村名,经度,纬度,人口",
  ])
  func headersInTwoLanguagesAreOne(header: String) throws {
    let found = try read("\(header)\na,118.05,43.15,0.5\nb,118.25,43.35,0.7\n")
    #expect(found.problems.isEmpty)
    #expect(found.places == Self.places)
    #expect(found.people == [5000, 7000])
  }

  @Test func idsThatStandForNamesAreTold() throws {
    let table = try DelimitedTable(Data("code,称呼,lon,lat\n1,甲,118.05,43.15\n2,乙,118.25,43.35\n".utf8), file: "v.csv")
    var findings = Findings()
    _ = LayerReader(
      table, PlanFile.Layer(file: "v.csv"), fields: PlanFile.settlementFields, required: [.id, .name],
      findings: &findings)
    #expect(findings.problems.isEmpty)
    #expect(findings.notes.contains { $0.english.contains("ids stand in their place") && $0.english.contains("称呼") })
  }

  // MARK: Pairs of coordinates

  /// A pair is read, and its order told, in whatever form databases and survey forms write it.
  @Test(arguments: [
    ("_gps", "43.15 118.05 1210.5 4.8"), ("geom", "POINT Z (118.05 43.15 12)"), ("the_geom", "POINT (118.05 43.15)"),
    ("geojson", "{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[118.05,43.15]}"),
    ("Coordonnées GPS", "43.15, 118.05"),
  ])
  func pairsOfFormsAndDatabases(header: String, cell: String) throws {
    let found = try read("name,\(header),人口\na,\"\(cell)\",5\n")
    #expect(found.problems.isEmpty)
    #expect(found.places == [Self.places[0]])
  }

  @Test func theDatumOfAPairIsTold() throws {
    let found = try read("name,经纬度（百度）,人口\na,\"118.05,43.15\",5\n")
    #expect(found.notes.contains("taken as bd09, as the header 经纬度（百度） says"))
  }

  /// Decimals that are minutes and seconds in every row are suspicious; those of random places are not.
  @Test func packedAnglesAreSuspected() throws {
    let packed = (0..<12).map { "v\($0),118.\(10 + $0)\(58 - $0),43.\(21 + $0)\(12 + $0),5" }
    #expect(
      try read("name,lon,lat,人口\n" + packed.joined(separator: "\n")).notes.contains("look like minutes and seconds"))
    let decimals = packed.dropLast() + ["v,118.7512,43.2112,5"]
    #expect(try !read("name,lon,lat,人口\n" + decimals.joined(separator: "\n")).notes.contains("minutes and seconds"))
  }

  // MARK: Codes, cut files, sums

  @Test func roundedCodesAreRefused() {
    for text in ["1.52E+08", "1.52221E+11", "4.5e+05"] { #expect(RoundedCode.isOne(text)) }
    for text in ["152221101", "1.52", "E+08", "1E+08a", "1.5E-08", "V1.2E+3x", "一.五E+08", "15.2E+08"] {
      #expect(!RoundedCode.isOne(text))
    }
  }

  /// Cut at any byte of the last cell, a table of codes says so; whole, with and without a line end, it says nothing.
  @Test(arguments: ["152221101", "2023-05-01", "118.0512", "village_clinic"])
  func aLastCellThatIsCutIsTold(cell: String) throws {
    let rows = (0..<6).map { "v\($0),118.\($0)512,43.1512,\(cell)" }
    let whole = "name,lon,lat,remark\n" + rows.joined(separator: "\n")
    func remarks(_ text: String) throws -> String {
      try DelimitedTable(Data(text.utf8), file: "v.csv").remarks.map(\.english).joined()
    }
    #expect(try remarks(whole).isEmpty)
    #expect(try remarks(whole + "\n").isEmpty)
    for cut in 1..<cell.count - 1 {
      #expect(try remarks(String(whole.dropLast(cut))).contains("looks cut off"), "\(cut)")
    }
  }

  @Test func rowsThatAreSumsOfOthersAreFoundByTheirFigures() {
    func sums(_ rows: [(Int?, Bool)]) -> [Int] {
      RowsOfSums(people: rows.map(\.0), isPlaced: rows.map(\.1)).rows
    }
    // Sections with their sums above, the second of one village, and a total.
    #expect(sums([(30, false), (10, true), (20, true), (5, false), (5, true), (35, false)]) == [0, 3, 5])
    // Sums below.
    #expect(sums([(10, true), (20, true), (30, false), (7, true), (8, true), (15, false)]) == [2, 5])
    // A village without a place has its own people.
    #expect(sums([(10, true), (20, true), (11, false)]) == [])
    #expect(sums([(10, true), (10, false)]) == [])
    #expect(sums([(nil, true), (10, true), (nil, false), (0, false)]) == [])
  }

  /// Lists that head the villages of a town with the town, at its seat: it counts once, and is named.
  @Test func townsThatSumTheirVillagesAreFoundByNameAndFigure() {
    func sums(_ rows: [(String, Int?)]) -> [Int] {
      RowsOfSums(people: rows.map(\.1), isPlaced: rows.map { _ in true }, names: rows.map(\.0)).rows
    }
    let list: [(String, Int?)] = [("上河镇", 220), ("一村", 100), ("二村", 120), ("下河镇", 50), ("三村", 50)]
    #expect(sums(list) == [0, 3])
    #expect(sums([("甲县", 220), ("一村", 100), ("二村", 120)]) == [0])
    #expect(sums([("Alpha", 100), ("Beta", 120), ("Gamma Ward", 220)]) == [2])
    // A town with people of its own, a village that is as large as two others, and towns alone.
    #expect(sums([("上河镇", 230), ("一村", 100), ("二村", 120)]) == [])
    #expect(sums([("大村", 220), ("一村", 100), ("二村", 120)]) == [])
    #expect(sums([("上河社区", 220), ("一村", 100), ("二村", 120)]) == [])
    #expect(sums([("甲镇", 220), ("乙镇", 100), ("丙镇", 120)]) == [])
  }

  @Test(arguments: [
    ("全镇合计,118.1,43.05,220", true), ("上河镇小计,118.1,43.05,220", true), ("合计村,118.1,43.05,220", false),
  ])
  func aSumThatBearsCoordinatesIsNoVillage(row: String, isSum: Bool) throws {
    let table = try DelimitedTable(
      Data("name,lon,lat,population\n一村,118.05,43.05,100\n二村,118.15,43.05,120\n\(row)\n".utf8), file: "v.csv")
    #expect(table.rowCount == (isSum ? 2 : 3) && table.passedOver.count == (isSum ? 1 : 0))
  }

  @Test func aCrowdedPointOfASmallListIsTold() throws {
    func notes(_ rows: [String]) throws -> String {
      var findings = Findings()
      let places = rows.enumerated().map { index, name in
        RepeatedPlaces.Place(
          name: name, location: index < 3 ? Self.places[0] : Coordinate(longitude: 119 + Double(index), latitude: 43),
          isExact: true, people: 1)
      }
      let table = try DelimitedTable(
        Data(("name,lon,lat\n" + rows.map { "\($0),1,1" }.joined(separator: "\n")).utf8), file: "v.csv")
      guard
        let reader = LayerReader(
          table, PlanFile.Layer(file: "v.csv"), fields: PlanFile.settlementFields, required: [], findings: &findings)
      else { return "" }
      RepeatedPlaces(places).check(
        InputReader(reader), rows: Array(rows.indices), ("settlement", "settlements", "个村居"), &findings)
      return findings.notes.map(\.english).joined()
    }
    #expect(try notes(["a", "b", "c", "d"]).contains("stand at exactly"))
    // Three of twenty are not yet a habit.
    #expect(try !notes((0..<20).map { "v\($0)" }).contains("stand at exactly"))
  }
}
