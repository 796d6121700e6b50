import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// What a table says beside its figures is obeyed or refused, never stripped.
extension ColumnReadingTests {
  // MARK: Brackets of a header of people

  @Test(arguments: [
    "人口（人/平方公里）", "人口（回族）", "Population (dozens)", "服务人口数（人次）", "Population (Hispanic)", "服务人口（已签约）", "人口（空挂）",
    "人口（十亿）", "人口（乡镇）", "人口（xyz）", "Population (per km²)",
  ])
  func aHeaderThatSaysMoreThanIsUnderstoodIsNotRead(header: String) throws {
    let found = try people(["5", "7"], header: header)
    #expect(found.people == [nil, nil])
    #expect(found.notes.contains("\(header) counts a part of the people or something else"), "\(found.notes)")
    // Beside a column that is understood it is no rival.
    let both = try read("name,lon,lat,\(header),人口\na,118.05,43.15,5,7\n")
    #expect(both.people == [7])
  }

  @Test(arguments: ["人口（回族）,人口（满族）", "Population (Hispanic),Population (Asian)"])
  func ofTwoPartsNoneIsTaken(headers: String) throws {
    let found = try read("name,lon,lat,\(headers)\na,118.05,43.15,5,7\n")
    #expect(found.people == [nil])
    #expect(headers.split(separator: ",").allSatisfy { found.notes.contains($0) }, "\(found.notes)")
  }

  @Test(
    arguments: [
      ("人口（统计局）", 1), ("人口（来源：公安局）", 1), ("Population (source: WorldPop)", 1), ("人口（必填）", 1), ("人口（十人）", 10),
      ("人口（人，整数）", 1), ("Population (UN adjusted)", 1), ("人口（约）", 1), ("人口（七普）", 1),
    ] as [(String, Int)])
  func wordsOfSourcesChangeNothing(header: String, factor: Int) throws {
    #expect(try people(["5", "7"], header: header).people == [5 * factor, 7 * factor])
    // They are no words of people outside brackets.
    #expect(!HeaderMeaning("调查对象").isPeople && !HeaderMeaning("人口上报").isPeople)
  }

  /// A date is its year, in whatever form; the newest is taken.
  @Test(arguments: [
    "人口数（截至%年12月31日）", "常住人口（%年12月）", "人口（%.11.1零时）", "人口（%-12-31）", "Population (31 Dec %)",
    "Population (as at December 31, %)", "%年12月常住人口", "人口（%/12）",
  ])
  func aDateOfPeopleIsItsYear(form: String) throws {
    let (old, new) = (form.replacing("%", with: "2010"), form.replacing("%", with: "2020"))
    #expect(HeaderMeaning(new).year == 2020 && HeaderMeaning(new).part == nil)
    #expect(try people(["5", "7"], header: new).people == [5, 7])
    #expect(try read("name;lon;lat;\(old);\(new)\na;118.05;43.15;5;7\n").people == [7])
  }

  @Test(arguments: ["人口（2010-2020）", "人口（0-14岁）", "人口（12月31日）"])
  func whatIsNoDateIsNone(header: String) { #expect(HeaderMeaning(header).part != nil || header.contains("2010-2020")) }

  // MARK: Names that words of sums are, too

  @Test(arguments: ["Jumla", "Media", "Soma", "Suma", "Mean", "Ensemble"])
  func aPlaceMayBeCalledAsASumIs(name: String) throws {
    let named = try read("id,name,lon,lat,population\nV1,\(name),118.05,43.05,1000\nV2,b,118.15,43.15,800\n")
    #expect(named.people == [1000, 800])
    let inside = try read("District,Village,lon,lat,population\n\(name),a,118.05,43.05,9\n\(name),b,118.15,43.15,8\n")
    #expect(inside.people == [9, 8])
    let lone = try read("name,township,lon,lat,population\n\(name),,118.05,43.05,9\nb,t,118.15,43.15,8\n")
    #expect(lone.people == [9, 8])
    let sum = try read("name,township,lon,lat,population\na,t,118.05,43.05,9\nb,t,118.15,43.15,8\n\(name),,,,17\n")
    #expect(sum.people == [9, 8])
    #expect(sum.notes.contains("1 row is passed over as a sum: \(name) (row number 4: 17)"), "\(sum.notes)")
  }

  // MARK: A column of datums

  @Test(arguments: [
    ("坐标系", "GCJ02", Datum.gcj02), ("坐标系", "百度", .bd09), ("datum", "WGS84", .wgs84), ("CRS", "EPSG:4490", .cgcs2000),
    ("坐标系", "国家2000坐标系", .cgcs2000), ("SRID", "4326", .wgs84), ("坐标系统", "高德地图", .gcj02),
  ])
  func aColumnOfDatumsIsObeyed(header: String, cell: String, datum: Datum) throws {
    let found = try read("name,lon,lat,\(header),人口\na,118.05,43.05,\(cell),5\nb,118.15,43.15,\(cell),7\n")
    #expect(found.problems.isEmpty)
    #expect(found.notes.contains("as the column \(header) says"), "\(found.notes)")
    let place = try DatumConverter(from: datum).toWGS84(Coordinate(longitude: 118.05, latitude: 43.05))
    let read = try #require(found.places.first ?? nil)
    #expect(abs(read.longitude - place.longitude) < 2e-9 && abs(read.latitude - place.latitude) < 2e-9)
  }

  @Test func rowsOfSeveralDatumsAreRefusedByRow() throws {
    let found = try read("name,lon,lat,坐标系,人口\na,118.05,43.05,WGS84,5\nb,118.15,43.15,GCJ02,7\n")
    #expect(found.problems.map(\.english) == ["the rows are in several datums: gcj02 in row 3; wgs84 in row 2"])
    // Those that are taken as equal are none.
    #expect(
      try read("name,lon,lat,坐标系\na,118.05,43.05,WGS84\nb,118.15,43.15,CGCS2000\n").places.compactMap { $0 }.count == 2)
    let unknown = try read("name,lon,lat,坐标系\na,118.05,43.05,WGS84\nb,118.15,43.15,县坐标\n")
    #expect(unknown.problems.map(\.value) == ["县坐标"])
  }

  @Test func aColumnOfOtherThingsIsNoColumnOfDatums() throws {
    let found = try read("name,lon,lat,Datum\na,118.05,43.05,2024-01-02\nb,118.15,43.15,2024-01-03\n")
    #expect(found.problems.isEmpty && found.places.compactMap { $0 }.count == 2)
    #expect(found.notes.contains("Datum says no datum that is known"))
  }

  @Test func aColumnThatContradictsThePlanOrTheHeaderIsRefused() throws {
    let text = "name,lon,lat,坐标系\na,118.05,43.05,GCJ02\n"
    #expect(try read(text, crs: "wgs84").problems.count == 1)
    #expect(try read(text, crs: "gcj02").problems.isEmpty)
    #expect(try read(text.replacing("lon,lat", with: "百度经度,百度纬度")).problems.count == 1)
  }

  // MARK: Codes

  @Test func longCodesAreRoundedOnlyWhereTheyAre() {
    for text in ["1.522211002010001e+17", "1.52221100201E+17"] { #expect(RoundedCode.isOne(text)) }
    #expect(RoundedCode.maybe("152221100201000000") && !RoundedCode.maybe("152221100201000123"))
    #expect(!RoundedCode.maybe("152221100201000") && !RoundedCode.maybe("15222110020100000x"))
  }
}
