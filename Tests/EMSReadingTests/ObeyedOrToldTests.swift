import EMSFormats
import Foundation
import Testing

@testable import EMSModel
@testable import EMSReading

/// Tables whose rows, zones, codes, separators and words say more than their columns: obeyed, told or refused with a remedy.
struct ObeyedOrToldTests {
  private static let head = "名称,级别,床位,经度,纬度"

  @Test func facilitiesOfSeveralYearsAreRefusedWithTheCondition() throws {
    let table = """
      名称,年份,级别,经度,纬度
      东旗医院,2019,二级甲等,122.1,46.2
      东旗医院,2020,二级甲等,122.1,46.2
      """
    let refused = #expect(throws: InputProblems.self) { try InputFilesTests().read(["facilities.csv": table]) }
    #expect(refused?.problems.contains { $0.remedyEnglish == "Say which rows are read: where: 年份 = 2020" } ?? false)
  }

  @Test(arguments: [("120", true), ("125", false)]) func aNamelessTotalOfFacilitiesIsLeftOut(sum: String, isSum: Bool)
    throws
  {
    let table = "\(Self.head)\n东旗医院,二级甲等,100,122.1,46.2\n乙苏木卫生院,卫生院,20,121.7,46.2\n,,\(sum),,\n"
    guard isSum else {
      #expect(throws: InputProblems.self) { try InputFilesTests().read(["facilities.csv": table]) }
      return
    }
    let area = try InputFilesTests().read(["facilities.csv": table])
    #expect(area.facilities.map(\.name).sorted() == ["东旗医院", "乙苏木卫生院"])
    #expect(area.notes.contains { $0.english.hasPrefix("1 row without name and place is left out") })
  }

  /// The numbers of zones and their meridians by EPSG's register.
  @Test(arguments: [
    ("X（CGCS2000 6度带20带）", "epsg:4509"), ("Y(3度带 中央经线117)", "epsg:4548"), ("CGCS2000_3_Degree_GK_CM_120E", "epsg:4549"),
    ("X（3度带 第40带）", "epsg:4549"), ("Easting (UTM 50N)", "epsg:32650"), ("Easting (UTM zone 36 south)", "epsg:32736"),
  ])
  func aZoneIsRead(header: String, name: String) { #expect(MapZoneSaid(header)?.name == name) }

  @Test(arguments: ["X", "Y（3度带）", "X（6度带40带）", "X（西安80 3度带40带）", "Easting (UTM 36S)", "X (cm 120)", "Zone 36"])
  func noZoneIsGuessed(header: String) { #expect(MapZoneSaid(header) == nil) }

  @Test func fullWidthCommasPartCells() throws {
    let plain = try DelimitedTable(Data("村名，经度，纬度\n一村，118.1，43.2\n".utf8), file: "v.csv")
    #expect(plain.columns == ["村名", "经度", "纬度"])
    #expect(plain.text(0, 2) == "43.2")
    for other in ["村名，经度，纬度\n一村，118.1，43.2\n二村，118.1，43，2\n", "村名  经度  纬度\n一村  118.1  43.2\n二村  118.2  43.2\n"] {
      #expect(throws: InputProblems.self) { try DelimitedTable(Data(other.utf8), file: "v.csv") }
    }
  }

  @Test func codesAndBracketsFindTheirTown() {
    let index = ReferenceIndex([("152221100", "上河镇"), ("T1", "下河镇")])
    for reference in ["152221100.0", "1.52221100E8", "1.522211E8", "152221100（上河镇）", "上河镇（部分）"] {
      #expect(index.match(reference) == .found("152221100", isAsWritten: false), "\(reference)")
    }
    #expect(index.match("T-1") == .found("T1", isAsWritten: false))
    #expect(index.match("T1（上河镇）") == .several(["152221100", "T1"]))
  }

  @Test(arguments: ["红旗水库", "争议地区", "甲镇（飞地）", "Lake Aa", "Disputed area"])
  func somePolygonsMayBeNoTownships(name: String) { #expect(NoTownshipWords.holds(name)) }

  @Test(arguments: ["红旗林场", "东湖街道", "水库镇", "国营农场", "经济开发区", "Ngong Ward"])
  func othersAre(name: String) { #expect(!NoTownshipWords.holds(name)) }

  @Test(
    arguments: [
      ("Zahanati ya Kijiji", "village_clinic"), ("Kituo cha Afya Mbezi", "township_health_centre"),
      ("UBS Central", "township_health_centre"), ("Sub Health Centre Aa", "village_clinic"),
      ("甲县紧急医疗救援中心乙镇站", "emergency_sub_centre"), ("甲县人民医院乙镇分院", nil), ("甲县人民医院城南分院", "secondary_hospital"),
    ] as [(String, String?)])
  func tiersOfNames(name: String, tier: String?) { #expect(TierWords.meaning(ofName: name)?.word == tier) }
}
