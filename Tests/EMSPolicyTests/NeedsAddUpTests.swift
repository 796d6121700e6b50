import EMSModel
import GeoKit
import TestSupport
import Testing

@testable import EMSPolicy

/// What a region needs is what its counties need together, and what a county needs is what its towns need.
@Suite struct NeedsAddUpTests {
  /// Three counties on a grid, of towns and subdistricts in turn; every place has its town, and so many people.
  private static func area(seed: UInt64) -> PlanningArea {
    var random = SeededGenerator(seed: seed)
    let counties = (0..<3).map { County(id: "C\($0)", name: "县\($0)") }
    var townships: [Township] = []
    var settlements: [Settlement] = []
    for (number, county) in counties.enumerated() {
      for town in 0..<(2 + number * 3) {
        let kind: TownshipKind = town % 3 == 1 ? .subdistrict : [.town, .township, .sumu][town % 3]
        let id = "\(county.id)T\(town)"
        townships.append(
          Township(
            id: id, name: id, kind: kind, countyID: county.id,
            boundary: MultiPolygon([
              Polygon(
                shell: Ring([(0.0, 0.0), (1, 0), (1, 1), (0, 0)].map { Coordinate(longitude: $0.0, latitude: $0.1) }))
            ])))
        for place in 0..<(1 + town % 4) {
          settlements.append(
            Settlement(
              id: "\(id)P\(place)", name: "", townshipID: id, countyID: county.id,
              location: Coordinate(longitude: 0.5, latitude: 0.5), population: Int(random.next() % 40_000),
              isUrban: kind != .subdistrict && place % 2 == 1 ? true : nil))
        }
      }
    }
    let centres = townships.filter { $0.kind == .subdistrict }.enumerated().filter { $0.offset % 2 == 0 }
    let facilities = centres.flatMap { _, township in
      [FacilityTier.communityHealthCentre, .communityHealthStation].map { tier in
        Facility(
          id: "\(township.id)\(tier.rawValue)", name: "", tier: tier,
          location: Coordinate(longitude: 0.5, latitude: 0.5), countyID: township.countyID, townshipID: township.id)
      }
    }
    return PlanningArea(
      name: "", counties: counties, townships: townships, settlements: settlements, facilities: facilities)
  }

  /// - Returns: what each unit needs, by its level and the thing.
  private static func needs(_ facts: [PolicyFacts], by key: String, of profile: String) throws -> [(
    level: ScoreLevel, unit: String, needs: [Need]
  )] {
    let rule = try #require(PolicyRules[key: key])
    let stated = try #require(try PolicyRuleTests.profile(profile).stated(key))
    return facts.map { ($0.level, $0.unitID, rule.needs($0, by: stated)) }
  }

  @Test(
    arguments: [
      ("posts-per-thousand", "bayannur"), ("health-grid", "xingan"), ("community-station-per-people", "beibei"),
      ("community-centre-per-people", "beibei"), ("health-centre-per-town", "beibei"),
    ], 1...20)
  func theRegionNeedsWhatItsUnitsNeed(rule: (key: String, profile: String), seed: Int) throws {
    let facts = PolicyFacts.known(of: Self.area(seed: UInt64(seed)), regionID: "")
    let all = try Self.needs(facts, by: rule.key, of: rule.profile)
    let levels = try #require(PolicyRules[key: rule.key]?.levels)
    let region = try #require(all.first { $0.level == .region })
    #expect(!region.needs.isEmpty)
    for level in [ScoreLevel.county, .township] where levels.contains(level) {
      for need in region.needs {
        let own = all.filter { $0.level == level }.flatMap(\.needs).filter { $0.thing == need.thing }
        #expect(own.reduce(0) { $0 + $1.needed.lowerBound } == need.needed.lowerBound, "\(need.thing) \(level)")
        #expect(own.reduce(0) { $0 + $1.needed.upperBound } == need.needed.upperBound, "\(need.thing) \(level)")
        if own.allSatisfy({ $0.toAdd != nil }), let added = need.toAdd {
          #expect(own.reduce(0) { $0 + ($1.toAdd ?? 0) } == added, "\(need.thing) \(level)")
        }
      }
    }
    guard levels.contains(.township) else { return }
    for county in all where county.level == .county {
      for need in county.needs {
        let own = all.filter { $0.level == .township && $0.unit.hasPrefix(county.unit) }.flatMap(\.needs)
          .filter { $0.thing == need.thing }
        #expect(own.reduce(0) { $0 + $1.needed.lowerBound } == need.needed.lowerBound, "\(need.thing) \(county.unit)")
      }
    }
  }

  /// 1,400, 1,400 and 1,400 people of one county: 4.2 posts, so 4, and the first of the equals gets the second; of two
  /// counties of 1,400 each has 1, and the region 2, where 2,800 people by themselves would have 3.
  @Test func postsAreRoundedForTheCounty() throws {
    func posts(_ towns: [[Int]]) throws -> [Int] {
      var townships: [Township] = []
      var settlements: [Settlement] = []
      for (county, people) in towns.enumerated() {
        for (town, people) in people.enumerated() {
          let id = "\(county)\(town)"
          townships.append(
            Township(id: id, name: id, kind: .town, countyID: "\(county)", boundary: MultiPolygon()))
          settlements.append(
            Settlement(
              id: id, name: "", townshipID: id, countyID: "\(county)",
              location: Coordinate(longitude: 0, latitude: 0), population: people))
        }
      }
      let area = PlanningArea(
        name: "", counties: towns.indices.map { County(id: "\($0)", name: "") }, townships: townships,
        settlements: settlements, facilities: [])
      return try Self.needs(PolicyFacts.known(of: area, regionID: ""), by: "posts-per-thousand", of: "bayannur")
        .flatMap(\.needs).map(\.needed.lowerBound)
    }
    #expect(try posts([[1400, 1400, 1400]]) == [4, 4, 2, 1, 1])
    #expect(try posts([[1400], [1400]]) == [2, 1, 1, 1, 1])
  }

  /// Shares add up to the whole, and each differs from what it would be in fractions by less than one.
  @Test(arguments: 1...50)
  func wholeSharesAddUp(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let quotas = (0..<Int(1 + random.next() % 9)).map { _ in Double(random.next() % 100_000) / 1000 }
    let whole = Int(quotas.reduce(0, +).rounded())
    let shares = wholeShares(of: whole, by: quotas)
    #expect(shares.reduce(0, +) == whole)
    #expect(zip(shares, quotas).allSatisfy { abs(Double($0) - $1) < 1 })
  }

  /// Two stations in one subdistrict are none in another that lacks its own: both levels say that one is to be added.
  @Test func whatOneHasTooManyOfTheOtherLacks() throws {
    let rule = try #require(PolicyRules[key: "community-station-per-people"])
    let stated = try #require(try PolicyRuleTests.profile("beibei").stated("community-station-per-people"))
    var region = PolicyFacts(level: .region, unitID: "", unitName: "")
    (region.subdistrictPeople, region.communityHealthCentres, region.communityStations) = (20_000, 0, 2)
    region.eachSubdistrict = [
      SubdistrictFacts(people: 10_000, centres: 0, stations: 2, assumedCentres: 1),
      SubdistrictFacts(people: 10_000, centres: 0, stations: 0, assumedCentres: 1),
    ]
    let need = try #require(rule.need(region, by: stated))
    #expect(need.needed == 2...2 && need.has == 2 && need.toAdd == 1)
    let verdict = rule.judge(region, by: stated)
    #expect(verdict.status == .notMet)
    #expect(verdict.text.english == "2 of at least 2 community health stations, and 1 missing where they are needed")
    #expect(verdict.text.chinese == "2个社区卫生服务站，至少需要2个，另有单位缺1个")
  }
}
