import Foundation
import GeoKit
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// Lines above and below a table, rows that are none of its data, and columns without a figure.
extension ColumnReadingTests {
  /// What a line says of the datum is obeyed and told as the line's, be it above or below.
  @Test(arguments: [
    "坐标系：GCJ-02", "注：坐标采用高德坐标", "坐标由WGS84转换为GCJ-02", "备注：2.坐标为腾讯地图坐标", "采用火星坐标系", "Datum: GCJ-02",
    "Coordinate system: Amap", "所有坐标均为高德坐标",
  ])
  func aLineThatNamesTheDatumIsObeyed(line: String) throws {
    let rows = "村名,经度,纬度,人口\na,118.05,43.05,5\nb,118.06,43.06,7\n"
    let right = try DatumConverter(from: .gcj02).toWGS84(Coordinate(longitude: 118.05, latitude: 43.05))
    for text in ["\(line),,,\n" + rows, rows + "\(line),,,\n"] {
      let found = try read(text)
      let place = try #require(found.places.first ?? nil)
      #expect(abs(place.longitude - right.longitude) < 1e-8 && abs(place.latitude - right.latitude) < 1e-8)
      #expect(found.people == [5, 7])
      #expect(found.notes.contains("taken as gcj02, as the line “\(line)” beside the table says"), "\(found.notes)")
    }
  }

  /// A label and its datum in two cells are one line, above and below; a code of EPSG is a datum.
  @Test(arguments: [
    ("坐标系", "GCJ-02", "gcj02"), ("坐标系统", "百度", "bd09"), ("Datum", "BD-09", "bd09"), ("CRS", "EPSG:4490", "cgcs2000"),
    ("EPSG", "EPSG:4490", "cgcs2000"),
  ])
  func aLabelAndADatumInTwoCellsAreOneLine(label: String, datum: String, name: String) throws {
    let rows = "村名,经度,纬度,人口\na,118.05,43.05,5\nb,118.06,43.06,7\n"
    for text in ["\(label),\(datum),,\n" + rows, rows + "\(label),\(datum),,\n"] {
      let found = try read(text)
      #expect(found.people == [5, 7])
      #expect(found.notes.contains("the coordinates are taken as \(name), as the line"), "\(found.notes)")
    }
  }

  /// A datum that no list of ours knows is told; the plan's own word ends it.
  @Test(arguments: ["坐标系：地方独立坐标系", "Datum: Arc 1960", "坐标系统 某市独立坐标"])
  func aLineOfAnUnknownDatumIsTold(line: String) throws {
    let rows = "村名,经度,纬度,人口\na,118.05,43.05,5\nb,118.06,43.06,7\n"
    for text in ["\(line),,,\n" + rows, rows + "\(line),,,\n"] {
      #expect(try read(text).notes.contains("the line “\(line)” beside the table says no datum that is known"))
      #expect(!(try read(text, crs: "wgs84")).notes.contains("no datum that is known"))
    }
  }

  /// Systems whose parameters are not public are refused by name, however a line or a header writes them.
  @Test(arguments: ["北京54", "1954年北京坐标系", "北京1954", "Beijing 1954", "西安80", "西安1980", "1980西安坐标系", "Xian 1980"])
  func systemsWithoutPublicParametersAreRefused(datum: String) throws {
    let rows = "村名,经度,纬度,人口\na,118.05,43.05,5\n"
    let line = try read("坐标系：\(datum),,,\n" + rows)
    #expect(line.problems.first?.english.contains("parameters to CGCS2000 are not public") == true, "\(line.problems)")
    let header = try read(rows.replacing("经度", with: "经度（\(datum)）").replacing("纬度", with: "纬度（\(datum)）"))
    #expect(header.problems.first?.english.contains("parameters to CGCS2000 are not public") == true)
  }

  @Test(arguments: [
    ("经度（独立坐标系）", "纬度（独立坐标系）", true), ("Longitude (Arc 1960)", "Latitude (Arc 1960)", true),
    ("lon_nad27", "lat_nad27", true),
    ("经度（度）", "纬度（度）", false), ("Longitude (decimal degrees)", "Latitude (decimal degrees)", false),
    ("lon", "lat", false),
  ])
  func aHeaderOfAnUnknownSystemIsTold(x: String, y: String, isTold: Bool) throws {
    let text = "村名,\(x),\(y),人口\na,118.05,43.05,5\n"
    #expect(try read(text).notes.contains("names a system that is not known and is read as wgs84") == isTold)
    #expect(!(try read(text, crs: "wgs84")).notes.contains("names a system"))
  }

  /// Downloads that say their datum nowhere, and whose columns tell where they come from.
  @Test(arguments: [
    ("name,adcode,level,childrenNum,parent,lon,lat", "gcj02"), ("name,pname,cityname,adname,address,lon,lat", "gcj02"),
    ("name,uid,street_id,detail,lon,lat", "bd09"), ("name,adcode,level,lon,lat", nil),
    ("name,address,telephone,lon,lat", nil),
  ])
  func columnsOfAPublisherTellItsDatum(header: String, datum: String?) throws {
    let cells = header.split(separator: ",").map { $0 == "lon" ? "118.05" : $0 == "lat" ? "43.05" : "x" }
    let text = "\(header)\n\(cells.joined(separator: ","))\n"
    let notes = try read(text).notes
    #expect(
      notes.contains("they are read as wgs84, for nothing declares a datum. Declare crs: \(datum ?? "")")
        == (datum != nil))
    #expect(!(try read(text, crs: "wgs84")).notes.contains("nothing declares a datum"))
  }

  @Test func linesOfSeveralDatumsAreRefusedUntilThePlanSaysOne() throws {
    let text = "坐标系：WGS84，可在百度地图查看,,,\n村名,经度,纬度,人口\na,118.05,43.05,5\n"
    let problem = try #require(try read(text).problems.first)
    #expect(problem.field == "crs" && problem.value == "bd09, wgs84")
    #expect(try read(text, crs: "wgs84").problems.isEmpty)
    // One that contradicts the plan is refused, as a header is.
    #expect(try read("坐标系：百度,,,\n村名,经度,纬度,人口\na,118.05,43.05,5\n", crs: "wgs84").problems.count == 1)
    // The header of the columns that are read goes before.
    let headed = text.replacing("经度,纬度", with: "经度（WGS84）,纬度（WGS84）")
    #expect(try read(headed).places == [Coordinate(longitude: 118.05, latitude: 43.05)])
    // A line that tells nothing of coordinates says no datum.
    #expect(
      try read("注：底图为高德地图,,,\n村名,经度,纬度,人口\na,118.05,43.05,5\n").places == [
        Coordinate(longitude: 118.05, latitude: 43.05)
      ])
  }

  @Test(arguments: [
    "填报人：张三,,,填报日期：2024年3月1日", "填报人,张三,,", "制表日期,2024-03-01,,", "审核人,李四,,", "联系电话,0482-1234567,,",
    "2024年3月1日,,,", "以下空白,,,", "单位负责人：李四,审核人：王五,,", ",,,填报人：张三", "Prepared by: X,,,",
  ])
  func signaturesAndDatesBelowATableAreNoRows(row: String) throws {
    let found = try read("村名,经度,纬度,人口\na,118.05,43.15,5\nb,118.25,43.35,7\n\(row)\n")
    #expect(found.people == [5, 7])
    #expect(found.notes.contains("1 row is passed over as a signature or remark"), "\(found.notes)")
  }

  /// A village may be called by the same characters.
  @Test(arguments: ["填池村", "联合村", "负庄", "统建村", "审坡"])
  func namesThatBeginLikeLabelsAreRows(name: String) throws {
    #expect(try read("村名,经度,纬度,人口\n\(name),118.05,43.15,5\n\(name)二,118.25,43.35,7\n").people == [5, 7])
  }

  /// Tables of the Humanitarian Exchange Language say their columns once more in hashtags.
  @Test func aRowOfHashtagsIsNoRow() throws {
    let found = try read(
      "Village,Longitude,Latitude,Population\n#loc +name,#geo+lon,#geo+lat,#population+total\na,118.05,43.15,5\n")
    #expect(found.problems.isEmpty && found.people == [5])
  }

  @Test func totalsOfCommonOperationalDatasetsAreThePeople() throws {
    let found = try read("name,lon,lat,F_TL,M_TL,T_TL,T_00_04\na,118.05,43.15,4,6,10,1\n")
    #expect(found.header == "T_TL" && found.people == [10])
  }

  // MARK: Columns without a figure

  @Test(arguments: ["", "0", "—"])
  func aColumnWithoutAFigureIsNotThePeopleBesideAnother(cell: String) throws {
    let found = try read("村名,经度,纬度,常住人口,户籍人口\na,118.05,43.15,\(cell),5\nb,118.25,43.35,\(cell),7\n")
    #expect(found.people == [5, 7])
    #expect(found.notes.contains("常住人口 holds no figure but 0, and is not taken for people"))
    // Alone it is what the table says.
    let alone = try read("村名,经度,纬度,常住人口\na,118.05,43.15,\(cell)\n")
    #expect(alone.people == [cell == "0" ? 0 : nil])
  }

  /// village_po may be what is left of village_postcode.
  @Test(arguments: [("137800,137800", false), ("137800,37800", true), ("300,20", true), ("02456,02457", false)])
  func aCutHeaderOfPeopleMayBeOfPostalCodes(cells: String, isPeople: Bool) throws {
    let (first, second) = (cells.split(separator: ",")[0], cells.split(separator: ",")[1])
    let rows = "village_id,village_na,lon,lat,village_po\nv1,一村,122.2,46.1,\(first)\nv2,二村,121.8,46.4,\(second)\n"
    let area = try InputFilesTests().read(["villages.csv": rows])
    #expect(area.settlements.map { $0.population != nil } == [isPeople, isPeople])
    #expect(area.notes.contains { $0.english.contains("of postal codes") } == !isPeople)
  }

  @Test func aTableOfTownshipsWithoutPeopleIsTold() throws {
    let plan = InputFilesTests.plan.replacing(
      "{file: townships.geojson}", with: "{file: townships.geojson, table: {file: towns.csv}}")
    let area = try InputFilesTests().read(["plan.yaml": plan, "towns.csv": "编码,名称,总量\n11,甲镇,600\n21,乙苏木,300\n"])
    #expect(
      area.notes.contains {
        $0.english
          == "towns.csv: no column is known to count the people; not read: 总量; name the right one in the plan (population: …)"
      })
  }
}
