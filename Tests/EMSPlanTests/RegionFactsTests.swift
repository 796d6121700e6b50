import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlan
@testable import EMSPlanning
@testable import EMSPolicy
@testable import EMSReport

/// What an official of each region would look up first.
@Suite struct RegionFactsTests {
  /// 1,539,000 people, 582,000 of them of a subdistrict: 1‰ of the others, and no posts for the subdistrict.
  @Test func bayannurPostsLeaveOutTheSubdistrict() throws {
    func box(_ west: Double) -> MultiPolygon {
      let corners = [(west, 40.0), (west + 1, 40), (west + 1, 41), (west, 41), (west, 40)]
      return MultiPolygon([Polygon(shell: Ring(corners.map { Coordinate(longitude: $0.0, latitude: $0.1) }))])
    }
    let area = PlanningArea(
      name: "", counties: [County(id: "1", name: "临河区")],
      townships: [
        Township(id: "11", name: "街道", kind: .subdistrict, countyID: "1", boundary: box(107)),
        Township(id: "12", name: "镇", kind: .town, countyID: "1", boundary: box(108)),
      ],
      settlements: [("a", "11", 107.5, 582_000), ("b", "12", 108.5, 957_000)].map { id, township, longitude, people in
        Settlement(
          id: id, name: "", townshipID: township, countyID: "1",
          location: Coordinate(longitude: longitude, latitude: 40.5), population: people)
      }, facilities: [])
    let known = PolicyFacts.known(of: area, regionID: "")
    let needs = UnitNeed.all(
      known: known, outer: [], profile: try PolicyLibrary(environment: [:]).profile("bayannur"), sites: [:],
      in: area
    ).filter { $0.rule == "posts-per-thousand" }
    #expect(needs.map(\.unit?.id) == ["", "1", "12"])
    #expect(needs.allSatisfy { $0.need.needed.lowerBound == 957 && $0.need.needed.upperBound == 957 })
  }

  /// In the open data, too, no subdistrict has posts.
  @Test func noSubdistrictOfBayannurHasPosts() async throws {
    let report = try await PlannedRegion.of("bayannur").report
    let kinds = Dictionary(uniqueKeysWithValues: report.area.townships.map { ($0.id, $0.kind) })
    let posts = report.needs.filter { $0.rule == "posts-per-thousand" }
    let towns = posts.filter { $0.level == .township }
    #expect(
      !towns.isEmpty && towns.allSatisfy { kinds[$0.whole.id] != .subdistrict && kinds[$0.whole.id] != .urbanArea })
    let region = try #require(posts.first { $0.level == .region })
    let counties = posts.filter { $0.level == .county }
    #expect(counties.reduce(0) { $0 + $1.need.needed.upperBound } == region.need.needed.upperBound)
    #expect(counties.reduce(0) { $0 + $1.need.needed.lowerBound } == region.need.needed.lowerBound)
    #expect(region.need.needed.upperBound < 1_538)
  }

  /// 20,001, 8,000 and 15,999 people: 2, 1 and 1 stations at the fewest, 3, 1 and 2 at the most, less that of a centre.
  @Test func stationsOfARegionAreTheSumOfItsSubdistricts() throws {
    let rule = try #require(PolicyRules[key: "community-station-per-people"])
    let stated = try #require(
      try PolicyLibrary(environment: [:]).profile("beibei").stated("community-station-per-people"))
    func need(_ people: [Int], centres: Int?) -> ClosedRange<Int>? {
      let parts = people.map { SubdistrictFacts(people: $0, centres: centres, assumedCentres: 1) }
      var region = PolicyFacts(level: .region, unitID: "", unitName: "")
      (region.subdistrictPeople, region.eachSubdistrict) = (people.reduce(0, +), parts)
      region.communityHealthCentres = centres.map { $0 * people.count }
      return rule.need(region, by: stated)?.needed
    }
    let people = [20_001, 8_000, 15_999]
    for centres in [nil, 0, 1] {
      let alone = people.compactMap { need([$0], centres: centres) }
      let together = try #require(need(people, centres: centres))
      #expect(together.lowerBound == alone.reduce(0) { $0 + $1.lowerBound })
      #expect(together.upperBound == alone.reduce(0) { $0 + $1.upperBound })
    }
    #expect(need(people, centres: 0)?.lowerBound == 4 && need(people, centres: 1)?.lowerBound == 1)
  }

  @Test func beibeiStationsOfTheRegionAreThoseOfItsSubdistricts() async throws {
    let needs = try await PlannedRegion.of("beibei").report.needs
    let stations = needs.filter { $0.rule == "community-station-per-people" }
    let region = try #require(stations.first { $0.level == .region }).need.needed
    let towns = stations.filter { $0.level == .township }.map(\.need.needed)
    #expect(towns.count > 5)
    // The range is over ways in which town people may be spread; in each the region is the sum.
    let (least, most) = (towns.reduce(0) { $0 + $1.lowerBound }, towns.reduce(0) { $0 + $1.upperBound })
    #expect(least <= region.lowerBound && region.lowerBound <= region.upperBound && region.upperBound <= most)
  }

  @Test func weishanHangsWithinWeishan() async throws {
    let report = try await PlannedRegion.of("jining").report
    let county = try #require(report.area.counties.first { $0.name == "微山县" }).id
    let facilities = Dictionary(report.area.facilities.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let own = Set(report.area.settlements.filter { $0.countyID == county }.map(\.id))
    let links = report.links.filter { own.contains($0.unitID) }
    #expect(links.count > 20)
    for link in links {
      #expect(
        link.parentID.flatMap { facilities[$0]?.countyID } == county, "\(link.unitName) → \(link.parentName ?? "")")
    }
  }

  /// People beyond 30 km in the chain and in the coverage are not the same, and one line says why, with both figures.
  @Test func xinganSaysWhyChainAndCoverageDiffer() async throws {
    let report = try await PlannedRegion.of("xingan").report
    let limit = Distance.kilometres(30)
    let villages = Set(report.area.settlements.filter(report.area.isVillage).map(\.id))
    let chain = report.links.filter { villages.contains($0.unitID) }
      .reduce(0) { sum, link in (link.distance.map { $0 <= limit } ?? false) ? sum : sum + (link.population ?? 0) }
    let stations =
      report.area.facilities.filter(\.isEmergencyStation).map(\.location)
      + report.sites.filter { $0.status == .recommended && $0.service.hasSuffix("sub_centre") }.map(\.location)
    let index = NearestIndex(stations)
    let coverage = report.area.settlements.reduce(0) { sum, place in
      (index.nearest(to: place.location).map { $0.distance <= limit } ?? false) ? sum : sum + (place.population ?? 0)
    }
    let note = try #require(report.notes.first { $0.english.hasPrefix("Beyond 30 km with the plan") })
    for figure in [chain, coverage] {
      #expect(note.english.contains(NumberText.grouped(figure)) && note.chinese.contains(NumberText.grouped(figure)))
    }
    #expect(chain != coverage)
  }
}
