import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlan
@testable import EMSPlanning
@testable import EMSPolicy

/// Two situations of one made-up area, against plain loops.
@Suite struct SituationTests {
  private static func at(_ longitude: Double, _ latitude: Double = 43) -> Coordinate {
    Coordinate(longitude: longitude, latitude: latitude)
  }

  private static func box(_ west: Double, _ east: Double) -> MultiPolygon {
    let ring = [at(west, 42.5), at(east, 42.5), at(east, 43.5), at(west, 43.5), at(west, 42.5)]
    return MultiPolygon([Polygon(shell: Ring(ring))])
  }

  private static func profile(_ key: String) throws -> PolicyProfile {
    try PolicyLibrary(environment: [:]).profile(key)
  }

  private static func travel(
    in area: PlanningArea, _ profile: PolicyProfile, circle: PlanFile.Travel? = nil
  ) throws -> PlanTravel {
    let none = PlanFile.Layer(file: "")
    var plan = PlanFile(
      name: "", profile: "", inputs: PlanFile.Inputs(townships: .boundaries(none), facilities: none), file: "",
      folder: URL(fileURLWithPath: "/"))
    plan.serviceCircleTravel = circle
    return try PlanTravel(in: area, plan: plan, profile: profile)
  }

  private static func today(
    _ area: PlanningArea, _ key: String = "xingan", circle: PlanFile.Travel? = nil
  ) throws -> Situation {
    let profile = try profile(key)
    return try Situation(
      of: area, known: PolicyFacts.known(of: area, regionID: ""), profile: profile,
      travel: try travel(in: area, profile, circle: circle))
  }

  /// A subdistrict and a town of one county and a town of another, 60 settlements scattered over them, three stations.
  private static func scattered(seed: UInt64) -> PlanningArea {
    var random = SeededGenerator(seed: seed)
    let townships = [
      Township(id: "S", name: "街道", kind: .subdistrict, countyID: "A", boundary: box(117, 118)),
      Township(id: "T", name: "甲镇", kind: .town, countyID: "A", boundary: box(118, 119)),
      Township(id: "U", name: "乙镇", kind: .town, countyID: "B", boundary: box(119, 120)),
    ]
    let settlements = (0..<60).map { number in
      let place = at(.random(in: 117...120, using: &random), .random(in: 42.5...43.5, using: &random))
      let township = townships[min(2, Int(place.longitude - 117))]
      return Settlement(
        id: "v\(100 + number)", name: "", townshipID: township.id, countyID: number % 3 == 0 ? nil : township.countyID,
        location: place, population: number % 7 == 0 ? nil : number * 10, isUrban: [nil, true, false][number % 3])
    }
    let tiers: [FacilityTier] = [.secondaryHospital, .countyEmergencyCentre, .secondaryHospital, .townshipHealthCentre]
    let facilities = tiers.enumerated().map { number, tier in
      Facility(
        id: "f\(number)", name: "", tier: tier,
        location: at(.random(in: 117...120, using: &random), .random(in: 42.5...43.5, using: &random)))
    }
    return PlanningArea(
      name: "", counties: [County(id: "A", name: "甲县"), County(id: "B", name: "乙县")], townships: townships,
      settlements: settlements, facilities: facilities)
  }

  /// Whether a list or its village's own row names a clinic, it serves the same people.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func aClinicCountsWhoeverNamesIt(seed: UInt64) throws {
    let plain = Self.scattered(seed: seed)
    let profile = try Self.profile("jining")
    let chosen = Set(plain.settlements.filter { $0.id.hasSuffix("3") || $0.id.hasSuffix("7") }.map(\.id))
    let ofRows = plain.with(
      settlements: plain.settlements.map { village in
        var village = village
        village.hasClinic = chosen.contains(village.id)
        return village
      })
    let ofList = plain.with(
      facilities: plain.facilities
        + plain.settlements.filter { chosen.contains($0.id) }.map {
          // An id of the other list, for each has its own.
          Facility(
            id: "v\($0.id)", name: $0.name, tier: .villageClinic, location: $0.location, countyID: $0.countyID,
            townshipID: $0.townshipID)
        })
    let reached = try [ofRows, ofList, plain].map { area in
      try ServiceCircleReach(of: area, travel: try Self.travel(in: area, profile)).isReached
    }
    #expect(reached[0] == reached[1] && reached[0] != reached[2])
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func everyUnitCountsItsOwnPeopleBeyondTheStations(seed: UInt64) throws {
    let area = Self.scattered(seed: seed)
    let situation = try Self.today(area)
    let stations = area.facilities.filter(\.isEmergencyStation).map(\.location)
    let limits = [
      try #require(situation.profile.stated("urban-station-distance")?.distance("maximum")),
      try #require(situation.profile.stated("rural-station-distance")?.distance("maximum")),
      situation.profile.emergencyRadius.upperBound,
    ]
    for facts in situation.facts {
      let own = area.settlements.filter { settlement in
        switch facts.level {
        case .region: true
        case .county: area.townships.first { $0.id == settlement.townshipID }?.countyID == facts.unitID
        case .township: settlement.townshipID == facts.unitID
        }
      }
      func beyond(_ limit: Distance, _ holds: (Settlement) -> Bool) -> Int {
        own.filter(holds).reduce(0) { sum, settlement in
          stations.contains { Geodesic.distance($0, settlement.location) <= limit }
            ? sum : sum + (settlement.population ?? 0)
        }
      }
      #expect(facts.urbanPeopleBeyondStation == beyond(limits[0]) { $0.isUrban == true || $0.townshipID == "S" })
      #expect(facts.ruralPeopleBeyondStation == beyond(limits[1]) { $0.isUrban != true && $0.townshipID != "S" })
      #expect(facts.peopleBeyondRadius == beyond(limits[2]) { _ in true })
    }
  }

  /// A county's village clinics have one area, the union of their own; what the circle leaves is the same.
  @Test func theClinicsOfACountyHaveOneArea() throws {
    let base = Self.scattered(seed: 5)
    var random = SeededGenerator(seed: 6)
    let clinics = (0..<9).map { number in
      Facility(
        id: "c\(number)", name: "", tier: .villageClinic,
        location: Self.at(.random(in: 118...119.9, using: &random), .random(in: 42.5...43.5, using: &random)),
        countyID: number % 3 == 0 ? "A" : "B")
    }
    let area = base.with(facilities: base.facilities + clinics)
    let situation = try Self.today(area)
    let travel = try Self.travel(in: area, situation.profile)
    let ground = try ServiceCircleGround(of: situation.circle, in: area, travel: travel)
    let model = travel.serviceCircle(inSubdistrict: false)
    let country = ground.areas.filter { $0.model.mode == model.mode }
    #expect(
      country.map { $0.facilities.map(\.id) }.filter { $0[0].hasPrefix("c") } == [
        ["c0", "c3", "c6"], ["c1", "c2", "c4", "c5", "c7", "c8"],
      ])
    #expect(country.filter { !$0.facilities[0].id.hasPrefix("c") }.allSatisfy { $0.facilities.count == 1 })
    let alone = try model.serviceAreas(of: situation.circle.facilities.map(\.location), within: ground.limit)
    for area in country {
      let members = Set(area.facilities.map(\.id))
      let own = zip(situation.circle.facilities, alone).filter { members.contains($0.0.id) }.map(\.1)
      let difference =
        Geodesic.area(of: area.shape).squareMetres - Geodesic.area(of: try Overlay.union(own)).squareMetres
      #expect(!area.shape.isEmpty && abs(difference) < 1)
    }
    let whole = try CoveredGround(joining: alone, in: LocalFrame(around: alone))
    for (township, remainder) in zip(area.townships, ground.remainders) where township.kind != .subdistrict {
      let left = try CoveredGround.remainders(of: [township], leftBy: [whole], threads: 1)[0].uncovered[0]
      #expect(abs(left.squareMetres - remainder.uncovered[0].squareMetres) < 1)
    }
  }

  /// Beyond every limit lie a place of 100 people and one of unknown people, then the latter alone: of nobody is nothing
  /// said, and no rule is met by not counting.
  @Test func peopleWhomNobodyCountedAreNotNobody() throws {
    func facts(_ far: Int?) throws -> PolicyFacts {
      let places = [(118.0, 500 as Int?), (119.5, nil), (119.6, far)]
      let area = PlanningArea(
        name: "", counties: [], townships: [Township(id: "T", name: "镇", kind: .town, boundary: Self.box(117, 120))],
        settlements: places.enumerated().map { number, place in
          Settlement(
            id: "v\(number)", name: "", townshipID: "T", location: Self.at(place.0), population: place.1, isUrban: false
          )
        },
        facilities: [
          Facility(id: "f", name: "", tier: .secondaryHospital, location: Self.at(118)),
          Facility(id: "g", name: "", tier: .townshipHealthCentre, location: Self.at(118)),
        ])
      return try #require(try Self.today(area).facts.first)
    }
    let known = try facts(100)
    #expect(known.peopleBeyondRadius == 100 && known.ruralPeopleBeyondStation == 100)
    #expect(known.peopleOutsideServiceCircle == 100)
    for unknown in [try facts(nil), try facts(0)] {
      #expect(unknown.peopleBeyondRadius == nil && unknown.ruralPeopleBeyondStation == nil)
      #expect(unknown.peopleOutsideServiceCircle == nil)
      let rule = try #require(try Self.profile("xingan").stated("emergency-radius"))
      #expect(EmergencyRadius().judge(unknown, by: rule).status == .notKnown)
    }
  }

  /// Who lives in town for one rule lives in town for every rule.
  @Test func townAndCountryMakeUpEverybody() throws {
    let area = Self.scattered(seed: 4)
    for settlement in area.settlements { #expect(area.isInTown(settlement) != area.isVillage(settlement)) }
    // Without a station within any distance, urban and rural together are all.
    let far = PlanningArea(
      name: "", counties: area.counties, townships: area.townships, settlements: area.settlements,
      facilities: [Facility(id: "f", name: "", tier: .secondaryHospital, location: Self.at(90))])
    for facts in try Self.today(far).facts {
      #expect((facts.urbanPeopleBeyondStation ?? 0) + (facts.ruralPeopleBeyondStation ?? 0) == facts.people)
      #expect(facts.urbanPeopleBeyondStation == facts.urbanPeople)
    }
  }

  // MARK: The service circle

  /// On foot 5 km/h and a detour of 1.417: 0.88 km in 15 minutes, by car much farther.
  private static func town(
    _ places: [(metres: Double, township: String)], precision: CoordinatePrecision = .exact
  ) -> PlanningArea {
    PlanningArea(
      name: "", counties: [],
      townships: [
        Township(id: "S", name: "街道", kind: .subdistrict, boundary: box(118, 118.5)),
        Township(id: "T", name: "镇", kind: .town, boundary: box(118.5, 119)),
      ],
      settlements: places.enumerated().map { number, place in
        Settlement(
          id: "v\(number)", name: "", townshipID: place.township, location: at(118, 43 + place.metres / 111_100),
          population: 100)
      },
      facilities: [
        Facility(id: "f", name: "", tier: .communityHealthCentre, location: at(118)),
        Facility(id: "g", name: "", tier: .townshipHealthCentre, location: at(119), precision: precision),
      ])
  }

  @Test func theCircleIsWalkedInSubdistrictsAndDrivenElsewhere() throws {
    let area = Self.town([(800, "S"), (3_000, "S"), (3_000, "T")])
    #expect(try Self.today(area, "jining").circle.isReached == [true, false, true])
    let facts = try Self.today(area, "jining").facts
    #expect(facts.map(\.peopleOutsideServiceCircle) == [100, 100, 0])
    let driven = try Self.today(area, "jining", circle: PlanFile.Travel(mode: .drive))
    #expect(driven.circle.isReached == [true, true, true], "the plan's own mode goes first")
  }

  /// That nobody is outside is known; that somebody is, only where no facility is left out.
  @Test func theCircleIsDecidedWhenEverybodyIsReached() throws {
    let all = try Self.today(Self.town([(10, "S"), (500, "T")], precision: .countySeat), "jining")
    #expect(all.circle.leftOut.count == 1)
    #expect(all.facts[0].peopleOutsideServiceCircle == 0)
    let some = try Self.today(Self.town([(10, "S"), (60_000, "T")], precision: .countySeat), "jining")
    #expect(some.facts.map(\.peopleOutsideServiceCircle) == [nil, 0, nil])
  }
}
