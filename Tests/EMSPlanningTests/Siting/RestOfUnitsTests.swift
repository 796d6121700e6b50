import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlanning
@testable import EMSPolicy

/// Whoever lives in no known town, or in no known county, stands in a row of the needs, so that the rows of the parts add
/// up to that of the whole.
@Suite struct RestOfUnitsTests {
  private static func area(seed: UInt64) -> PlanningArea {
    var random = SeededGenerator(seed: seed)
    let counties = (0..<2).map { County(id: "C\($0)", name: "县\($0)") }
    var townships: [Township] = []
    for county in [nil, "C0", "C1"] {
      for town in 0..<2 {
        let id = "\(county ?? "X")T\(town)"
        townships.append(
          Township(
            id: id, name: id, kind: town == 1 && random.next() % 2 == 0 ? .subdistrict : .town, countyID: county,
            boundary: MultiPolygon()))
      }
    }
    let settlements = (0..<24).map { number -> Settlement in
      let town = random.next() % 3 == 0 ? nil : townships[Int(random.next() % UInt64(townships.count))]
      let county = random.next() % 4 == 0 ? nil : "C\(random.next() % 2)"
      return Settlement(
        id: "P\(number)", name: "", townshipID: town?.id, countyID: town == nil ? county : town?.countyID,
        location: Coordinate(longitude: 0.5, latitude: 0.5), population: Int(random.next() % 30_000),
        isUrban: random.next() % 3 == 0)
    }
    return PlanningArea(
      name: "市", counties: counties, townships: townships, settlements: settlements,
      facilities: [
        Facility(
          id: "F", name: "", tier: .communityHealthCentre, location: Coordinate(longitude: 0.5, latitude: 0.5),
          countyID: "C0", townshipID: "C0T1")
      ])
  }

  @Test(
    arguments: [
      ("posts-per-thousand", "bayannur"), ("health-grid", "xingan"), ("community-station-per-people", "beibei"),
      ("community-centre-per-people", "beibei"),
    ], 1...25)
  func theRowsOfThePartsAddUp(rule: (key: String, profile: String), seed: Int) throws {
    let area = Self.area(seed: UInt64(seed))
    let rows = UnitNeed.all(
      known: PolicyFacts.known(of: area, regionID: ""), outer: [],
      profile: try PolicyLibrary(environment: [:]).profile(rule.profile),
      sites: [:], in: area
    ).filter { $0.rule == rule.key }
    let levels = try #require(PolicyRules[key: rule.key]?.levels)
    let county = Dictionary(uniqueKeysWithValues: area.townships.map { ($0.id, $0.countyID) })
    func sum(_ rows: [UnitNeed]) -> [Phrase: [Int]] {
      rows.reduce(into: [:]) { sums, row in
        let old = sums[row.need.thing] ?? [0, 0]
        sums[row.need.thing] = [old[0] + row.need.needed.lowerBound, old[1] + row.need.needed.upperBound]
      }
    }
    let whole = sum(rows.filter { $0.level == .region })
    let own = rows.filter { $0.level == .county }
    // Towns of no known county, and what is in none, stand beside the counties.
    #expect(sum(own + rows.filter { isLoose($0, county) }) == whole)
    guard levels.contains(.township) else { return }
    for id in ["C0", "C1"] {
      let towns = rows.filter { row in
        row.unit.map { $0.level == .township && county[$0.id] == id }
          ?? (row.level == .township && row.whole.level == .county && row.whole.id == id)
      }
      #expect(sum(towns) == sum(own.filter { $0.unit?.id == id }), "\(id)")
    }
    for row in rows where row.unit == nil {
      #expect(row.need.needed.upperBound > 0)
      #expect(
        row.name.english.hasSuffix("in no known town or place") || row.name.english.hasSuffix("in no known county"))
    }
  }

  /// Where town people may be spread in several ways, each row is from the least to the most that it is in any of them,
  /// rests as well: no whole needs less than its parts at the least, or more than they do at the most.
  @Test(
    arguments: [
      ("posts-per-thousand", "bayannur"), ("health-grid", "xingan"), ("community-station-per-people", "beibei"),
    ], 1...15)
  func rangesAreThoseOfEachWay(rule: (key: String, profile: String), seed: Int) throws {
    let area = Self.area(seed: UInt64(seed))
    var random = SeededGenerator(seed: UInt64(seed))
    let ways = (0..<3).map { way in
      PolicyFacts.known(
        of: area.with(
          settlements: area.settlements.map { place in
            var place = place
            if way > 0 { place.population = place.population.map { $0 / 2 + Int(random.next() % 9_000) } }
            return place
          }), regionID: "")
    }
    let profile = try PolicyLibrary(environment: [:]).profile(rule.profile)
    func needs(_ known: [PolicyFacts], _ outer: [[PolicyFacts]]) -> [[String]: ClosedRange<Int>] {
      UnitNeed.all(known: known, outer: outer, profile: profile, sites: [:], in: area).filter { $0.rule == rule.key }
        .reduce(into: [:]) { $0[["\($1.whose)", $1.need.thing.english]] = $1.need.needed }
    }
    let found = needs(ways[0], Array(ways[1...]))
    let each = ways.map { needs($0, []) }
    // Stations are of subdistricts, which not every area has.
    #expect(!found.isEmpty || rule.key == "community-station-per-people")
    for row in Set(each.flatMap(\.keys)).union(found.keys) {
      let ranges = each.map { $0[row] ?? 0...0 }
      let (least, most) = (ranges.map(\.lowerBound).min() ?? 0, ranges.map(\.upperBound).max() ?? 0)
      #expect(found[row] == least...most, "\(row)")
    }
  }

  /// A town of no known county is a part of the region itself.
  private func isLoose(_ row: UnitNeed, _ county: [String: String?]) -> Bool {
    row.unit.map { $0.level == .township && county[$0.id] == .some(nil) } ?? false
  }

  /// The cell of a subdistrict's seat reaches into the country: 3,000 who live there live in a town that is not located, so
  /// that the row of the rest has their people and their posts, and people of the rows add up to those of the county.
  @Test func countryPeopleOfACellAreOfTheRest() throws {
    func place(_ id: String, _ people: Int, urban: Bool) -> Settlement {
      Settlement(
        id: id, name: "", townshipID: "S", countyID: "C", location: Coordinate(longitude: 0, latitude: 0),
        population: people, origin: .derived, isUrban: urban, isDerivedPlace: true)
    }
    let area = PlanningArea(
      name: "市", counties: [County(id: "C", name: "甲县")],
      townships: [
        Township(
          id: "S", name: "城街道", kind: .subdistrict, countyID: "C", boundary: MultiPolygon(), boundaryOrigin: .derived),
        Township(id: "T", name: "甲镇", kind: .town, countyID: "C", boundary: MultiPolygon()),
      ],
      settlements: [
        place("P", 20_000, urban: true), place("Q", 3_000, urban: false),
        Settlement(
          id: "V", name: "", townshipID: "T", countyID: "C", location: Coordinate(longitude: 0, latitude: 0),
          population: 2_000),
      ], facilities: [])
    func rows(_ profile: String, _ rule: String) throws -> [UnitNeed] {
      UnitNeed.all(
        known: PolicyFacts.known(of: area, regionID: ""), outer: [],
        profile: try PolicyLibrary(environment: [:]).profile(profile), sites: [:], in: area
      ).filter { $0.rule == rule && $0.level == .township }
    }
    let posts = try rows("bayannur", "posts-per-thousand")
    #expect(posts.map(\.name.chinese) == ["甲镇", "甲县：所在乡镇或位置不明"])
    #expect(posts.map(\.people) == [2_000, 3_000] && posts.map(\.need.needed) == [2...2, 3...3])
    let stations = try rows("beibei", "community-station-per-people")
    #expect(stations.map(\.people) == [20_000], "\(stations.map(\.name.chinese))")
  }

  /// 甲镇 1,400 people, and 600 who live in no known town: the county has 2 posts, the town 1 and they 1.
  @Test func peopleOfNoKnownTownHaveTheirRow() throws {
    let area = PlanningArea(
      name: "市", counties: [County(id: "C", name: "甲县")],
      townships: [Township(id: "T", name: "甲镇", kind: .town, countyID: "C", boundary: MultiPolygon())],
      settlements: [("P", "T", 1400), ("Q", nil, 600)].map {
        Settlement(
          id: $0.0, name: "", townshipID: $0.1, countyID: "C", location: Coordinate(longitude: 0, latitude: 0),
          population: $0.2)
      }, facilities: [])
    let rows = UnitNeed.all(
      known: PolicyFacts.known(of: area, regionID: ""), outer: [],
      profile: try PolicyLibrary(environment: [:]).profile("bayannur"),
      sites: [:], in: area)
    #expect(rows.map(\.name.chinese) == ["市", "甲县", "甲镇", "甲县：所在乡镇或位置不明"])
    #expect(rows.map(\.need.needed) == [2...2, 2...2, 1...1, 1...1])
    #expect(rows.map(\.people) == [2000, 2000, 1400, 600])
  }
}
