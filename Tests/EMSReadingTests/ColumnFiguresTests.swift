import Foundation
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// What figures of people tell together: which stand for unknown, and which are sums of a raster's cells.
extension ColumnReadingTests {
  // MARK: Figures that stand for unknown

  @Test(arguments: [
    (["1200", "99999", "300", "99999", "410"], [1200, nil, 300, nil, 410]),
    (["1200", "9999", "300", "9999"], [1200, nil, 300, nil]),
    (["1200", "-999", "300", "-999"], [1200, nil, 300, nil]), (["-9999", "12", "-9999"], [nil, 12, nil]),
    (["-1", "12", "-1", "30"], [nil, 12, nil, 30]), (["999", "23", "999", "999"], [nil, 23, nil, nil]),
    (["99,999", "1,200", "99,999"], [nil, 1200, nil]), (["９９９９", "12", "９９９９"], [nil, 12, nil]),
    (["2147483647", "12"], [nil, 12]), (["-2147483648", "12"], [nil, 12]), (["-32768", "12"], [nil, 12]),
    (["99999人", "12人", "99999人"], [nil, 12, nil]), (["9999.0", "12", "9999.0"], [nil, 12, nil]),
  ])
  func figuresThatStandForUnknownAreUnknownAndTold(cells: [String], people: [Int?]) throws {
    let found = try self.people(cells)
    #expect(found.problems.isEmpty, "\(found.problems)")
    #expect(found.people == people)
    let kept = found.findings.wordedPeople.values.joined().filter(\.isPlaceholder)
    #expect(kept.count == people.count { $0 == nil })
  }

  /// Of a lone one, of those that stand no more often than their neighbours, and of other figures nothing is sure.
  @Test(arguments: [
    ["1200", "999", "300"], ["999", "999", "300"], ["9999", "120000", "30"], ["99", "99", "99"],
    ["9990", "9990", "9990"],
    ["100", "100", "100"], ["0", "0", "5"],
  ])
  func otherFiguresStay(cells: [String]) throws {
    let found = try people(cells)
    #expect(found.people == cells.map { Int($0) })
    #expect(!found.notes.contains("of nines alone"))
  }

  @Test func figuresAmongTheirNeighboursStay() throws {
    var random = SeededGenerator(seed: 7)
    let cells = (0..<4000).map { _ in "\(Int.random(in: 900...1100, using: &random))" }
    #expect(cells.count { $0 == "999" } > 3)
    #expect(try people(cells).people == cells.map { Int($0) })
    // Where they stand a hundred times as often, they are unknown.
    let marked = cells + [String](repeating: "999", count: 2000)
    #expect(try people(marked).people.count { $0 == nil } == 2000 + cells.count { $0 == "999" })
  }

  @Test func aLoneNegativeFigureIsAProblemAndALoneGreatestOneIsTold() throws {
    #expect(try people(["1200", "-999", "300"]).problems.map(\.value) == ["-999"])
    let lone = try people(["1200", "99999", "300"])
    #expect(lone.people == [1200, 99_999, 300])
    #expect(
      lone.notes.contains("population says 99999, the greatest figure of the table and of nines alone"), "\(lone.notes)"
    )
  }

  @Test func aPlanTellsFiguresThatStandForUnknown() throws {
    let rows = "编码,名称,经度,纬度,人口\nv1,一村,122.2,46.1,300\nv2,二村,121.8,46.4,99999\nv3,三村,121.8,46.3,99999\n"
    let area = try InputFilesTests().read(["villages.csv": rows])
    #expect(area.settlements.map(\.population) == [300, nil, nil])
    let notes = area.notes.map { $0.text(in: .english) }.joined(separator: "\n")
    #expect(notes.contains("2 cells of 人口 hold a figure that stands for unknown"), "\(notes)")
    #expect(notes.contains("99999 (villages.csv, rows 3–4)"), "\(notes)")
    #expect(area.notes.contains { $0.chinese.contains("人口 列有 2 格为表示不明的数") })
    // A sum of the table that leaves them out is right.
    let sum = try read("村名,经度,纬度,人口\na,118.05,43.05,300\nb,118.06,43.06,99999\nc,118.07,43.07,99999\n合计,,,300\n")
    #expect(!sum.notes.contains("differ from"))
  }

  /// Lists of OpenStreetMap and GeoNames write 0 where nobody knows; in others many zeros are told.
  @Test(arguments: ["osm_id,fclass,code,name,lon,lat,population", "geonameid,x,y1,name,lon,lat,population"])
  func zerosOfThesePublishersAreUnknown(header: String) throws {
    let rows = "\n1,village,1003,a,118.05,43.05,0\n2,hamlet,1004,b,118.06,43.06,700\n3,hamlet,1004,c,118.06,43.07,0\n"
    let found = try read(header + rows)
    #expect(found.people == [nil, 700, nil] && found.problems.isEmpty)
    let area = try InputFilesTests().read([
      "villages.csv": header + rows.replacing("118.0", with: "122.0").replacing(",43.", with: ",46.")
    ])
    // The code beside fclass is that of a class.
    #expect(area.settlements.map(\.id) == ["1", "2", "3"])
  }

  @Test func manyZerosAreTold() throws {
    let found = try people(["0", "0", "0", "700"])
    #expect(found.people == [0, 0, 0, 700])
    #expect(found.notes.contains("3 rows of population say 0, and nobody lives there"))
    #expect(!(try people(["0", "0", "20", "700"])).notes.contains("say 0"))
    // Where nobody lives anywhere all the more.
    #expect(try people(["0", "0", "0"]).notes.contains("3 rows of population say 0"))
  }

  @Test func bedsThatStandForUnknownAreUnknownAndTold() throws {
    for figure in ["9999", "-999"] {
      let area = try InputFilesTests().read([
        "facilities.csv":
          "编码,名称,级别,经度,纬度,床位\nh1,东旗医院,二级,122.1,46.2,\(figure)\nh2,乙卫生院,卫生院,121.7,46.2,\(figure)\nh3,丙卫生院,卫生院,121.8,46.2,20\n"
      ])
      #expect(area.facilities.map(\.beds) == [nil, nil, 20])
      #expect(area.notes.contains { $0.english.contains("such as \(figure) in several rows, count as unknown") })
    }
  }

  /// A column that says by its header what is closed is told, and not read.
  @Test(arguments: [
    ("closed", "1", "0"), ("closing_date", "2019-01-01", ""), ("是否停业", "是", "否"), ("Date closed", "2019", "—"),
    ("停业时间", "2020年", ""),
  ])
  func columnsOfClosuresAreTold(header: String, closed: String, open: String) throws {
    func read(_ first: String) throws -> PlanningArea {
      try InputFilesTests().read([
        "facilities.csv":
          "编码,名称,级别,经度,纬度,\(header)\nh1,东旗医院,二级,122.1,46.2,\(open)\nh2,乙卫生院,卫生院,121.7,46.2,\(first)\n"
      ])
    }
    #expect(
      try read(closed).notes.contains {
        $0.english.contains("\(header) seems to say in 1 row which facilities are not open")
      })
    #expect(try !read(open).notes.contains { $0.english.contains("seems to say") })
  }

  // MARK: Sums of a raster's cells

  /// The total is right to a person, whatever the order of the rows and whoever writes the decimals.
  @Test(arguments: [1, 2, 3, 40, 2000])
  func fractionsOfPeopleAddUpToTheirTotal(count: Int) throws {
    var random = SeededGenerator(seed: UInt64(count))
    let values = (0..<count).map { _ in Double.random(in: 0.2...900, using: &random) }
    let cells = values.map { "\($0)" }
    for header in ["pop_2020_sum", "pop_un_adj", "population (raster sum)", "人口（栅格汇总）"] {
      let found = try people(cells, header: header)
      #expect(found.problems.isEmpty, "\(header): \(found.problems.prefix(1))")
      let read = found.people.compactMap { $0 }
      #expect(read.count == count)
      #expect(read.reduce(0, +) == Int(values.reduce(0, +).rounded()))
      #expect(zip(read, values).allSatisfy { abs(Double($0) - $1) < 1 })
      #expect(found.notes.contains("have fractions of people"))
    }
  }

  @Test func theOrderOfRowsDoesNotShowInRoundedPeople() throws {
    func read(_ rows: [String]) throws -> [String: Int?] {
      let found = try self.read("name,lon,lat,pop_sum\n" + rows.joined(separator: "\n") + "\n")
      return Dictionary(uniqueKeysWithValues: zip(rows.map { String($0.prefix { $0 != "," }) }, found.people))
    }
    let rows = (0..<30).map { "v\($0),118.05,43.05,\([10.5, 20.25, 7.0, 10.5][$0 % 4])" }
    #expect(try read(rows) == read(rows.reversed()))
    // 368.5 people in all.
    #expect(try read(rows).values.compactMap { $0 }.reduce(0, +) == 369)
  }

  /// One fraction among whole numbers is a mistake, and figures in 万 or thousands without a word are no fractions of people.
  @Test(arguments: [
    ("population", ["100", "200.5", "300", "12"]), ("人口", ["1.2", "0.3", "2.5"]),
    ("population", ["1.234", "0.512", "12.7"]),
    ("人口", ["12.1234", "3.4567", "150.2345"]), ("pop_sum", ["100", "200.5", "300"]),
  ])
  func otherFractionsAreRefused(header: String, cells: [String]) throws {
    let found = try people(cells, header: header)
    #expect(found.problems.count == cells.count { $0.contains(".") })
    #expect(found.problems.first?.remedyEnglish.contains("raster sum") == true)
  }

  /// Decimals that only a sum of cells has say so themselves.
  @Test func manyDecimalsAreASumOfCells() throws {
    #expect(try people(["100.23451234", "20.7581234", "3.5001231"]).people.compactMap { $0 }.reduce(0, +) == 124)
    // So may be millions with all their digits, of a country.
    #expect(try people(["1.2345678", "0.7581234"]).problems.count == 2)
  }

  /// Parts of one township have one figure, which is rounded once.
  @Test func partsOfATownshipHaveOneFigure() throws {
    let parts = InputFilesTests.townships.replacing("\"population\":6000", with: "\"pop_sum\":600.5")
    let second =
      #"{"type":"Feature","properties":{"code":"11","name":"甲镇","county":"1","pop_sum":600.5},"#
      + #""geometry":{"type":"Polygon","coordinates":[[[122.5,46],[122.51,46],[122.51,46.01],[122.5,46.01],[122.5,46]]]}}"#
    let text = parts.replacing("]}}]}", with: "]}},\(second)]}").replacing(
      "\"county\":\"西旗\"", with: "\"county\":\"西旗\",\"pop_sum\":70.25")
    let area = try InputFilesTests().read(["townships.geojson": text])
    #expect(area.townships.map(\.population) == [601, 70])
  }

  // MARK: Words and marks

  /// A column in which every cell has words is one of people all the same.
  @Test func aColumnOfWordsAloneIsRead() throws {
    let found = try people(["1200人（含流动50）", "300人（含流动5）", "户籍130常住120"])
    #expect(found.problems.isEmpty && found.people == [1200, 300, 120])
    // Without any figure the words are a mistake.
    #expect(try people(["很多", "不多"]).problems.count == 2)
  }

  @Test(arguments: ["'1500", "’1500", "‘1500", "＇1500", "'１５００", "'1,500", "'1500人"])
  func anApostropheBeforeAFigureIsNone(cell: String) throws {
    #expect(try people([cell, "12"]).people == [1500, 12])
    let json =
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"name\":\"a\",\"population\":\"\(cell)\"},"
      + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[118,43]}}]}"
    var findings = Findings()
    let table = try GeoJSONTable(Data(json.utf8), file: "v.geojson")
    let reader = try #require(
      LayerReader(
        table, PlanFile.Layer(file: "v.geojson"), fields: PlanFile.settlementFields, required: [], findings: &findings))
    #expect(reader.count(0, .population, &findings) == 1500)
  }

  /// Sums in 万 are grouped, and equal what a double of them keeps.
  @Test func sumsInTenThousandsAreGrouped() throws {
    let rows = "村名,经度,纬度,人口（万人）\na,118.05,43.05,1.1\nb,118.15,43.15,2.2\n合计,,,%\n"
    #expect(!(try read(rows.replacing("%", with: "3.3"))).notes.contains("differ from"))
    let wrong = try read(rows.replacing("%", with: "1234.6"))
    #expect(wrong.notes.contains("is 12,346,000, and its 2 rows add up to 33,000"), "\(wrong.notes)")
  }
}
