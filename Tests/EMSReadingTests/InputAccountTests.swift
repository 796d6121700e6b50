import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlan
@testable import EMSReading

/// The account of what went in.
struct InputAccountTests {
  private static let villages = """
    序号,名称,经度,纬度,总人口,备注,人口
    1,一村,122.2,46.1,300,x,9
    2,二村,121.8,46.4,,y,9
    3,三村,,,70,z,9

    """

  private func entries(_ changes: [String: String?] = [:]) throws -> [InputAccount.Entry] {
    try InputFilesTests().read(changes.merging(["villages.csv": Self.villages]) { first, _ in first }).account.entries
  }

  @Test func everyRowAndColumnOfAFileIsAccountedFor() throws {
    let own = try entries().filter { $0.input == "settlements" }
    func values(_ item: InputAccount.Item) -> [String] {
      own.filter { $0.item == item }.map {
        [$0.field, $0.value?.english, $0.count.map(String.init)].compactMap { $0 }.joined(separator: " ")
      }
    }
    #expect(values(.rowsThere) == ["3"])
    #expect(values(.rowsRead) == ["2"])
    #expect(values(.rowsLeftOut) == ["no coordinates 1"])
    #expect(values(.column).sorted() == ["id 名称", "lat 纬度", "lon 经度", "name 名称", "population 总人口"])
    #expect(values(.rivalColumn) == ["population 人口"])
    #expect(values(.columnNotRead) == ["序号", "备注"])
    #expect(values(.people) == ["300"])
    #expect(values(.peopleUnknown) == ["1"])
    #expect(values(.datum) == ["wgs84, taken, for nothing declares one"])
  }

  /// Rows read and left out add up to the rows there, for every layer of points.
  @Test func rowsAddUp() throws {
    let account = try entries(["facilities.csv": "id,name,lon,lat\nh,东旗医院,122.1,46.2\nk,东旗疾控中心,122.1,46.21\n"])
    for input in ["facilities", "settlements"] {
      func sum(_ item: InputAccount.Item) -> Int {
        account.filter { $0.input == input && $0.item == item }.compactMap(\.count).reduce(0, +)
      }
      #expect(sum(.rowsRead) + sum(.rowsLeftOut) == sum(.rowsThere), "\(input)")
    }
    let tiers = account.filter { $0.item == .tier }.map {
      "\($0.field ?? "") \($0.value?.english ?? "") \($0.count ?? 0)"
    }
    #expect(tiers == ["ignore by the name 1", "secondary_hospital by the name 1"])
  }

  /// Rows that are none of the data are left out by their reasons.
  @Test func rowsPassedOverAreAccountedFor() throws {
    let more = Self.villages + "合计,,,,300,,\n填表人：甲,,,,,,\n"
    let own = try entries(["villages.csv": more]).filter { $0.input == "settlements" }
    #expect(own.first { $0.item == .rowsThere }?.count == 5)
    let out = own.filter { $0.item == .rowsLeftOut }.map { "\($0.value?.english ?? "") \($0.count ?? 0)" }
    #expect(out.sorted() == ["no coordinates 1", "signatures and remarks 1", "sums 1"])
  }

  @Test func settlementsAreHeldAgainstCountiesAndTownships() throws {
    let sums = try entries().filter { $0.field == "settlements" }.map { "\($0.input) \($0.count ?? 0)" }
    #expect(sums == ["townships 300", "counties 300"])
    let counties = try entries().first { $0.input == "counties" && $0.item == .people && $0.field == nil }
    #expect(counties?.count == 10501)
  }

  @Test func theOrderOfRowsChangesNothing() throws {
    let lines = Self.villages.split(separator: "\n")
    let reversed = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n")
    #expect(try entries(["villages.csv": reversed]) == entries())
  }

  @Test func sharesSayOfWhom() {
    func settlement(_ people: Int?) -> Settlement {
      Settlement(id: "", name: "", location: .init(longitude: 0, latitude: 0), population: people)
    }
    let people = KnownPeople([settlement(900), settlement(nil), settlement(100)])
    #expect(people.text.english == "shares are of 1,000 people known in 2 of 3 settlements")
  }

  /// How figures are written, and which call themselves estimates, is in the account.
  @Test func numbersAndEstimatesAreTold() throws {
    let villages = "编码,名称,经度,纬度,人口\nv1,一村,122.2,46.1,\"1,300\"\nv2,二村,121.8,46.4,约490\nv3,三村,121.8,46.3,490±\n"
    let own = try entries(["villages.csv": villages]).filter { $0.input == "settlements" }
    #expect(
      own.first { $0.item == .numbers }.map { "\($0.field ?? "") \($0.value?.english ?? "")" }
        == "population “1,300” is 1300")
    #expect(own.first { $0.item == .approximate }?.count == 2)
  }

  /// All columns that count people are rivals, by whatever words their headers say it.
  @Test func rivalsAreThoseOfTheReader() throws {
    let villages = "编码,名称,经度,纬度,户籍人口（人）,2010年常住人口,2020年常住人口,男\nv1,一村,122.2,46.1,1,2,3,4\n"
    let own = try entries(["villages.csv": villages]).filter { $0.input == "settlements" }
    #expect(own.first { $0.item == .column && $0.field == "population" }?.value?.english == "2020年常住人口")
    #expect(own.filter { $0.item == .rivalColumn }.compactMap(\.value?.english).sorted() == ["2010年常住人口", "户籍人口（人）"])
  }

  /// A closed facility, one without a place and one that is ignored count to no tier of those read.
  @Test func tiersAreThoseOfTheFacilitiesRead() throws {
    let plan = InputFilesTests.plan.replacing("{file: facilities.csv}", with: "{file: facilities.csv, unlocated: skip}")
    let account = try entries([
      "plan.yaml": plan,
      "facilities.csv":
        "id,name,lon,lat,status\na,东旗医院,122.1,46.2,营业\nb,西旗医院,121.7,46.2,停业\nc,南旗医院,,,营业\nd,什么,121.7,46.2,停业\n",
    ])
    let tiers = account.filter { $0.item == .tier }.map { "\($0.field ?? "") \($0.count ?? 0)" }
    #expect(tiers == ["secondary_hospital 1"])
  }

  /// Settlements that add up to other figures than their townships are told, beyond a tenth.
  @Test(arguments: [(5500, false), (5300, true), (6700, true)])
  func sumsThatDifferAreTold(people: Int, isTold: Bool) throws {
    let notes = try InputFilesTests().read([
      "villages.csv": "编码,名称,经度,纬度,人口\nv1,一村,122.2,46.1,\(people)\nv2,二村,121.8,46.4,\n"
    ]).notes
    #expect(notes.contains { $0.english.contains("where the townships have") } == isTold)
  }

  /// Counties' figures are held against the settlements, too, and units of which some lose what others gain.
  @Test func sumsOfCountiesAndOfSingleTownshipsAreTold() throws {
    func told(_ first: Int, _ second: Int) throws -> [String] {
      try InputFilesTests().read([
        "counties.geojson": InputFilesTests.counties.replacing(":500,", with: ":10000,"),
        "villages.csv": "编码,名称,经度,纬度,人口\nv1,一村,122.2,46.1,\(first)\nv2,二村,121.8,46.4,\(second)\n",
        "townships.geojson": InputFilesTests.townships.replacing(
          #""name":"乙苏木""#, with: #""name":"乙苏木","population":10000"#
        ).replacing(":6000", with: ":10000"),
      ]).notes.map(\.english).filter { $0.hasPrefix("the settlements") }
    }
    #expect(try told(10_000, 10_000).isEmpty)
    #expect(try told(12_000, 8_000).isEmpty)
    let single = try told(13_000, 7_000)
    #expect(single.count == 2)
    #expect(
      single.first?.contains("differ by more than a quarter in 2 of 2: 乙苏木 7,000 / 10,000, 甲镇 13,000 / 10,000") == true)
    #expect(try told(5_000, 6_000).count { $0.contains("where the counties have 20,001") } == 1)
  }
}
