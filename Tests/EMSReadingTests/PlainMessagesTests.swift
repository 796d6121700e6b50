import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSPlan
@testable import EMSReading

/// Ordinary things are read, and what is wrong is told once and truly.
extension ColumnReadingTests {
  private func ids(_ text: String) throws -> (ids: [String?], notes: String) {
    let table = try DelimitedTable(Data(text.utf8), file: "f.csv")
    var findings = Findings()
    let reader = try #require(
      LayerReader(
        table, PlanFile.Layer(file: "f.csv"), fields: PlanFile.facilityFields, required: [], findings: &findings))
    return ((0..<table.rowCount).map { reader.id($0) }, findings.notes.map(\.english).joined(separator: "\n"))
  }

  // MARK: Ids

  @Test(arguments: ["邮政编码", "电话区号代码"]) func codesOfOtherThingsAreNoIds(header: String) throws {
    #expect(try ids("机构名称,\(header),经度,纬度\na,137400,118.05,43.05\nb,137401,118.15,43.15\n").ids == [nil, nil])
  }

  /// A code of the legal body is an id where it tells the rows apart, and else gives way to the name.
  @Test(arguments: ["统一社会信用代码", "组织机构代码", "法定代码"])
  func aCodeThatRepeatsGivesWayToTheName(header: String) throws {
    func text(_ codes: [String]) -> String {
      "机构名称,\(header),经度,纬度\na,\(codes[0]),118.05,43.05\nb,\(codes[1]),118.15,43.15\n"
    }
    #expect(try ids(text(["12A", "12B"])).ids == ["12A", "12B"])
    let shared = try ids(text(["12A", "12A"]))
    #expect(shared.ids == [nil, nil])
    #expect(shared.notes.contains("rows of different names share a \(header) (rows 2–3)"), "\(shared.notes)")
    // Of one name, too, they are one row twice: the id stays, and is a problem later.
    #expect(try ids(text(["12A", "12A"]).replacing("\nb", with: "\na")).ids == ["12A", "12A"])
  }

  // MARK: Units of coordinates

  @Test(arguments: [
    ("118050000,43050000", "degrees times 1000000"), ("1180500000,430500000", "degrees times 10000000"),
    ("11803.0,4303.0", "degrees and minutes run together"), ("500123,4812345", "look like metres"),
    ("39500123,4812345", "look like metres"),
  ])
  func coordinatesInOtherUnitsAreRefusedForWhatTheyAre(cells: String, said: String) throws {
    let found = try read("name,lon,lat,人口\na,\(cells),5\nb,\(cells),7\n")
    #expect(found.problems.count == 1 && found.problems.first?.english.contains(said) == true, "\(found.problems)")
  }

  @Test func aPairOfNoOrderIsOneProblem() throws {
    let found = try read("name,坐标,人口\na,\"43.05,118.05\",5\nb,\"118.25,43.05\",7\n")
    #expect(found.problems.map(\.english) == ["longitude comes first in some rows and latitude in others"])
  }

  @Test(arguments: ["百度经度,纬度", "经度,百度纬度"]) func oneHeaderMayNameTheDatumOfBoth(headers: String) throws {
    let found = try read("name,\(headers),人口\na,118.05,43.05,5\n")
    let place = try DatumConverter(from: .bd09).toWGS84(Coordinate(longitude: 118.05, latitude: 43.05))
    let read = try #require(found.places.first ?? nil)
    #expect(abs(read.longitude - place.longitude) < 2e-9 && abs(read.latitude - place.latitude) < 2e-9)
    #expect(found.notes.contains("bd09"))
  }

  // MARK: Numbers

  @Test func aColumnThatIsUndecidedIsOneProblem() throws {
    let found = try people(["1.200", "850", "2.300"])
    #expect(found.problems.count == 1 && found.people == [nil, nil, nil])
  }

  /// Under a header of ten thousands a point is one of decimals, whatever stands behind it.
  @Test(arguments: [("人口（万人）", [12_340, 23_450]), ("Population (thousands)", [1_234, 2_345])])
  func aPointOfScaledFiguresIsOfDecimals(header: String, counts: [Int]) throws {
    let found = try read("name,\(header)\na,1.234\nb,2.345\n")
    #expect(found.people == counts)
    #expect(found.findings.problems.allSatisfy { $0.field == "lon" || $0.field == "lat" })
    #expect(found.notes.contains("its figures are multiplied by"))
  }
}

/// People that the plan asks to derive and that nothing tells.
struct UnderivedPeopleTests {
  private func notes(_ townships: [Int?], _ people: [(Int?, String?)]) -> [String] {
    var findings = Findings()
    let settlements = people.enumerated().map { index, one in
      Settlement(
        id: "v\(index)", name: "村\(index)", townshipID: one.1, location: Coordinate(longitude: 118, latitude: 43),
        population: one.0)
    }
    let known = townships.enumerated().map { index, people in
      var township = Township(id: "t\(index)", name: "镇\(index)", countyID: "c", boundary: MultiPolygon())
      township.population = people
      return township
    }
    _ = UnknownPeople.derived(settlements, townships: known, &findings)
    return findings.notes.map(\.english)
  }

  @Test func whatCannotBeDerivedIsToldWithItsReason() {
    let told = notes([10, nil, 100], [(10, "t0"), (nil, "t0"), (nil, "t1"), (nil, nil), (40, "t2"), (nil, "t2")])
    #expect(told.count == 2 && told[0].hasPrefix("60 people at 1 settlement"), "\(told)")
    #expect(
      told.last
        == "unknown_people: derive finds no people for 3 settlements: in no township: 村3; the people of the township are not known: 村2; the township has no more people than its settlements of known people: 村1"
    )
    #expect(notes([10], [(5, "t0"), (nil, "t0")]).count == 1)
    #expect(notes([10], [(5, "t0")]).isEmpty)
  }
}
