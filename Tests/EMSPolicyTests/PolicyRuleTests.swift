import GeoKit
import EMSModel
import Testing

@testable import EMSPolicy
@testable import EMSReading

/// Each rule at its boundaries, and each row of the plans in its profile.
@Suite struct PolicyRuleTests {
  /// Read once: reading is slow without optimisation.
  static let profiles: [String: PolicyProfile] = {
    let library = PolicyLibrary(environment: [:])
    return library.keys.reduce(into: [:]) { $0[$1] = try? library.profile($1) }
  }()

  static func profile(_ key: String) throws -> PolicyProfile { try #require(profiles[key]) }

  /// One set of facts and the verdict that follows from the plan's sentence.
  struct Case: Sendable, CustomTestStringConvertible {
    var profile: String
    var rule: String
    var expected: Verdict.Status
    var what: String
    var set: @Sendable (inout PolicyFacts) -> Void
    var testDescription: String { "\(profile) \(rule): \(what) is \(expected.rawValue)" }

    init(
      _ profile: String, _ rule: String, _ expected: Verdict.Status, _ what: String,
      _ set: @escaping @Sendable (inout PolicyFacts) -> Void
    ) {
      (self.profile, self.rule, self.expected, self.what, self.set) = (profile, rule, expected, what, set)
    }
  }

  static let cases: [Case] =
    counts("xingan", "sub-centres-in-region", met: [6, 7], not: [0, 5]) { $0.subCentres = $1 }
    + counts("jining", "sub-centres-in-region", met: [30, 33], not: [29]) { $0.subCentres = $1 }
    + counts("jining", "sub-centres-per-county", met: [1, 3], not: [0, 4]) { $0.subCentres = $1 }
    + counts("xingan", "sub-centre-from-health-centre", met: [], not: [1]) { $0.subCentresElsewhere = $1 }
    + counts("xingan", "sub-centre-at-secondary-level", met: [0], not: [1]) {
      $0.subCentresBelowSecondaryLevel = $1
    }
    + counts("bayannur", "sub-centre-has-beds-and-surgery", met: [0], not: [2]) {
      $0.subCentresWithoutBedsOrSurgery = $1
    }
    + counts("xingan", "emergency-radius", met: [0], not: [1]) { $0.peopleBeyondRadius = $1 }
    + counts("xingan", "emergency-sub-centres-in-region", met: [12, 13], not: [11]) { $0.emergencySubCentres = $1 }
    + counts("xingan", "emergency-sub-centre-has-hospital-above", met: [0], not: [1]) {
      $0.emergencySubCentresWithoutHospital = $1
    }
    + counts("bayannur", "county-emergency-centres", met: [0], not: [1]) { $0.hospitalsWithoutFiveCentres = $1 }
    + counts("national", "urban-station-distance", met: [0], not: [1]) { $0.urbanPeopleBeyondStation = $1 }
    + counts("national", "rural-station-distance", met: [0], not: [1]) { $0.ruralPeopleBeyondStation = $1 }
    + counts("jining", "service-circle", met: [0], not: [1]) { $0.peopleOutsideServiceCircle = $1 }
    + counts("jining", "central-village-clinics", met: [500, 501], not: [499]) { $0.centralVillageClinics = $1 }
    + counts("xingan", "central-village-clinics", met: [1], not: [0]) { $0.centralVillageClinics = $1 }
    + counts("xingan", "small-village-served-from-elsewhere", met: [], not: [1]) { $0.smallVillagesUnserved = $1 }
    + counts("xingan", "small-village-shares-clinic", met: [], not: [1]) { $0.villagesSharingWrongly = $1 }
    + counts("beibei", "near-health-centre-serves-village", met: [], not: [1]) {
      $0.villagesOfHealthCentreWrongly = $1
    }
    + counts("beibei", "village-without-doctor", met: [], not: [1]) { $0.villagesWithoutDoctorUnserved = $1 }
    + counts("xingan", "clinic-without-doctor-gets-posted", met: [], not: [1]) { $0.clinicsWithoutDoctorUnposted = $1 }
    + counts("xingan", "station-instead-of-clinic", met: [0], not: [1]) { $0.subdistrictVillageClinics = $1 }
    + counts("hohhot", "clinic-follows-people", met: [0], not: [1]) { $0.clinicsAwayFromPeople = $1 }
    + counts("beibei", "health-centre-per-town", met: [], not: [1]) { $0.townsWithoutHealthCentre = $1 }
    + counts("beibei", "health-centre-per-town", met: [0], not: [2]) {
      ($0.townsWithoutHealthCentre, $0.townsBelowStandard) = (0, $1)
    }
    + counts("beibei", "grade-a-health-centres", met: [3, 4], not: [2]) { $0.gradeAHealthCentres = $1 }
    + counts("beibei", "community-hospitals", met: [3, 5, 6], not: [2]) { $0.communityHospitals = $1 }
    + counts("hohhot", "community-hospitals", met: [8, 9], not: [7]) { $0.createdCommunityHospitals = $1 }
    + counts("hohhot", "community-health-centres", met: [10], not: [9]) { $0.createdCommunityHealthCentres = $1 }
    + counts("jining", "recommended-standard-count", met: [80], not: [79]) { $0.centresAtRecommendedStandard = $1 }
    // 4,700 people in town need three grids of 2,000, and 10 villages one each.
    + counts("xingan", "health-grid", met: [13], not: [12]) {
      ($0.villages, $0.subdistrictPeople, $0.healthGrids) = (10, 4700, $1)
    }
    // 20,500 people at 1 per mille: 20.5 rounds to 21 posts.
    + counts("bayannur", "posts-per-thousand", met: [21], not: [20]) {
      ($0.peopleOutsideSubdistricts, $0.posts) = (20_500, $1)
    }
    + counts("xingan", "basic-standard", met: [50], not: [49]) {
      ($0.assessedCentres, $0.centresAtBasicStandard) = (100, $1)
    }
    + counts("bayannur", "basic-standard", met: [7], not: [6]) {
      ($0.assessedCentres, $0.centresAtBasicStandard) = (7, $1)
    }
    + counts("bayannur", "recommended-standard", met: [3], not: [2]) {
      ($0.assessedCentres, $0.centresAtRecommendedStandard) = (30, $1)
    }
    + counts("hohhot", "recommended-standard", met: [2], not: [1]) {
      ($0.assessedCentres, $0.centresAtRecommendedStandard) = (5, $1)
    }
    // 100,001 people of subdistricts need 6 stations of at most 20,000; the community of the one centre needs none.
    + counts("beibei", "community-station-per-people", met: [5], not: [4]) {
      ($0.subdistrictPeople, $0.communityHealthCentres, $0.communityStations) = (100_001, 1, $1)
    }
    // 250,000 people need 3 centres; 5 subdistricts would need 5, and the plan lets either count.
    + counts("beibei", "community-centre-per-people", met: [3], not: [2]) {
      ($0.subdistrictPeople, $0.subdistricts, $0.communityHealthCentres) = (250_000, 5, $1)
    }
    + [
      Case("xingan", "sub-centre-from-health-centre", .byConstruction, "all eligible") { $0.subCentresElsewhere = 0 },
      Case("bayannur", "sub-centre-from-health-centre", .notKnown, "no name says 中心卫生院") {
        ($0.subCentres, $0.subCentresElsewhere) = (2, nil)
      },
      Case("xingan", "clinic-without-doctor-gets-posted", .notNeeded, "every clinic has a doctor") {
        ($0.clinicsWithoutDoctor, $0.clinicsWithoutDoctorUnposted) = (0, 0)
      },
      Case("xingan", "sub-centre-from-health-centre", .notNeeded, "none proposed") {
        ($0.subCentres, $0.subCentresElsewhere) = (0, 0)
      },
      Case("xingan", "small-village-shares-clinic", .byConstruction, "0") { $0.villagesSharingWrongly = 0 },
      Case("beibei", "near-health-centre-serves-village", .byConstruction, "0") {
        $0.villagesOfHealthCentreWrongly = 0
      },
      Case("xingan", "small-village-served-from-elsewhere", .byConstruction, "0") { $0.smallVillagesUnserved = 0 },
      Case("beibei", "village-without-doctor", .byConstruction, "0") { $0.villagesWithoutDoctorUnserved = 0 },
      Case("xingan", "central-village-clinics", .byConstruction, "4 of the plan") {
        ($0.centralVillageClinics, $0.proposedCentralVillageClinics) = (4, 4)
      },
      Case("xingan", "central-village-clinics", .met, "1 that stands and 3 of the plan") {
        ($0.centralVillageClinics, $0.proposedCentralVillageClinics) = (4, 3)
      },
      Case("xingan", "station-instead-of-clinic", .byConstruction, "0 with the plan") {
        ($0.isPlanned, $0.subdistrictVillageClinics) = (true, 0)
      },
      Case("xingan", "station-instead-of-clinic", .notMet, "1 with the plan") {
        ($0.isPlanned, $0.subdistrictVillageClinics) = (true, 1)
      },
      Case("xingan", "clinic-without-doctor-gets-posted", .byConstruction, "0") {
        $0.clinicsWithoutDoctorUnposted = 0
      },
      Case("beibei", "health-centre-per-town", .notKnown, "centres of which no list tells the standard") {
        $0.townsWithoutHealthCentre = 0
      },
      // Ten centres stand: nothing says that ten were created.
      Case("hohhot", "community-health-centres", .notKnown, "ten that stand") { $0.communityHealthCentres = 10 },
      // The city may end at the subdistricts (2,000 people, one grid) or take in other seats (4,000 people, two).
      Case("xingan", "health-grid", .notKnown, "between the two ends of the city") {
        ($0.villages, $0.subdistrictPeople, $0.urbanPeople, $0.healthGrids) = (10, 2000, 4000, 11)
      },
      Case("xingan", "health-grid", .met, "enough for the wider city") {
        ($0.villages, $0.subdistrictPeople, $0.urbanPeople, $0.healthGrids) = (10, 2000, 4000, 12)
      },
      Case("bayannur", "posts-per-thousand", .notNeeded, "a subdistrict") {
        ($0.isSubdistrict, $0.peopleOutsideSubdistricts, $0.posts) = (true, 582_000, 600)
      },
      Case("xingan", "small-village-served-from-elsewhere", .notNeeded, "no small village") {
        ($0.smallVillages, $0.smallVillagesUnserved) = (0, 0)
      },
      Case("xingan", "small-village-shares-clinic", .notNeeded, "none shares") {
        ($0.villagesSharing, $0.villagesSharingWrongly) = (0, 0)
      },
      Case("xingan", "station-instead-of-clinic", .notNeeded, "no subdistrict") {
        ($0.subdistricts, $0.subdistrictVillageClinics) = (0, 0)
      },
      Case("national", "urban-station-distance", .notNeeded, "nobody in town") {
        ($0.people, $0.urbanPeople, $0.urbanPeopleBeyondStation) = (900, 0, 0)
      },
      Case("national", "rural-station-distance", .notNeeded, "all in town") {
        ($0.people, $0.urbanPeople, $0.ruralPeopleBeyondStation) = (900, 900, 0)
      },
      Case("beibei", "health-centre-per-town", .notNeeded, "no town") {
        ($0.towns, $0.townsWithoutHealthCentre) = (0, 0)
      },
      Case("beibei", "community-station-per-people", .notNeeded, "nobody in subdistricts") {
        ($0.subdistrictPeople, $0.communityHealthCentres, $0.communityStations) = (0, 0, 0)
      },
      Case("beibei", "sub-centre-named", .met, "静观 among them") { $0.subCentreNames = ["静观镇中心卫生院"] },
      Case("beibei", "sub-centre-named", .notMet, "another") { $0.subCentreNames = ["澄江镇卫生院"] },
      Case("xingan", "emergency-chain", .met, "six tiers, none loose") {
        ($0.chainTiers, $0.chainLoose) = (6, .init())
      },
      Case("xingan", "emergency-chain", .notMet, "one tier is missing") {
        ($0.chainTiers, $0.chainLoose, $0.missingChainTiers) = (5, .init(), [Phrase("sub-centre", "次中心")])
      },
      Case("xingan", "emergency-chain", .notMet, "one loose") { ($0.chainTiers, $0.chainLoose) = (6, .init(units: 1)) },
      Case("xingan", "emergency-chain", .notMet, "a point out of reach") {
        ($0.chainTiers, $0.chainLoose, $0.chainBeyondStandard) = (6, .init(), .init(units: 1))
      },
      Case("xingan", "emergency-chain", .notKnown, "the lowest tier holds places alone") {
        ($0.chainTiers, $0.chainLoose) = (5, .init())
      },
      Case("xingan", "emergency-chain", .notMet, "a place out of reach, whoever stands there") {
        ($0.chainTiers, $0.chainLoose, $0.chainBeyondStandard) = (5, .init(), .init(places: 1, people: 30))
      },
      Case("beibei", "emergency-chain", .met, "three tiers") { ($0.chainTiers, $0.chainLoose) = (3, .init()) },
      Case("national", "ambulance-turnout", .met, "95 %") { $0.turnoutShare = 95 },
      Case("national", "ambulance-turnout", .notMet, "94.9 %") { $0.turnoutShare = 94.9 },
    ]

  private static func counts(
    _ profile: String, _ rule: String, met: [Int], not: [Int],
    _ set: @escaping @Sendable (inout PolicyFacts, Int) -> Void
  ) -> [Case] {
    met.map { count in Case(profile, rule, .met, "\(count)") { set(&$0, count) } }
      + not.map { count in Case(profile, rule, .notMet, "\(count)") { set(&$0, count) } }
  }

  @Test(arguments: cases)
  func holdsAtItsBoundary(of item: Case) throws {
    let rule = try #require(PolicyRules[key: item.rule])
    let stated = try #require(Self.profile(item.profile).stated(item.rule), "the profile does not state it")
    var facts = PolicyFacts(level: .region, unitID: "1", unitName: "甲")
    #expect(rule.judge(facts, by: stated).status == .notKnown, "nothing is known")
    item.set(&facts)
    let verdict = rule.judge(facts, by: stated)
    #expect(verdict.status == item.expected)
    #expect(!verdict.text.english.isEmpty && !verdict.text.chinese.isEmpty)
  }

  @Test func everyRuleHasACaseThatHoldsAndOneThatDoesNot() {
    for rule in PolicyRules.all where rule.key != "village-has-clinic" {
      let verdicts = Set(Self.cases.filter { $0.rule == rule.key }.map(\.expected))
      #expect(verdicts.contains(.notMet), "\(rule.key)")
      #expect(verdicts.contains(.met) || verdicts.contains(.byConstruction), "\(rule.key)")
    }
  }

  @Test func everyRuleHasItsOwnKeyAndWords() {
    #expect(Set(PolicyRules.all.map(\.key)).count == PolicyRules.all.count)
    for rule in PolicyRules.all {
      #expect(!rule.name.chinese.isEmpty && !rule.sentence.english.isEmpty && !rule.levels.isEmpty)
      #expect(Set(rule.figures.map(\.key)).count == rule.figures.count)
    }
  }

  @Test(arguments: [(0, 0...0), (1, 1...1), (7999, 1...1), (20_000, 1...2), (20_001, 2...2), (40_000, 2...5)])
  func peoplePerSiteKeepsBothBounds(people: Int, sites: ClosedRange<Int>) throws {
    let per = try #require(PeoplePerSite(least: 8000, most: 20_000))
    #expect(per.sites(for: people) == sites)
  }

  /// 遴选6家, 建成12家, 创建8个 ask for at least so many, and more is told; one to three of a county are no more than three.
  @Test func moreThanOneNumberIsMetAndTold() throws {
    func verdict(_ key: String, _ rule: String, _ set: (inout PolicyFacts) -> Void) throws -> Verdict {
      var facts = PolicyFacts(level: .region, unitID: "", unitName: "")
      set(&facts)
      return try #require(PolicyRules[key: rule]).judge(facts, by: try #require(try Self.profile(key).stated(rule)))
    }
    let seven = try verdict("xingan", "sub-centres-in-region") { $0.subCentres = 7 }
    #expect(seven.status == .met)
    #expect(seven.text == Phrase("7 county sub-centres where 6 are asked for", "7个县域医疗次中心（要求6，已超过）"))
    let two = try verdict("beibei", "sub-centres-in-region") { $0.subCentres = 2 }
    #expect(two.status == .met)
    #expect(two.text == Phrase("2 county sub-centres where 1 is asked for", "2个县域医疗次中心（要求1，已超过）"))
    let nine = try verdict("hohhot", "community-hospitals") { $0.createdCommunityHospitals = 9 }
    #expect(nine.status == .met)
    #expect(
      nine.text
        == Phrase("9 community hospitals created where 8 are asked for", "已新创建9个社区医院（要求8个，已超过）"))
    let hospitals = try verdict("beibei", "community-hospitals") { $0.communityHospitals = 6 }
    #expect(hospitals.text.english == "6 community hospitals where 3 to 5 are asked for")
    let four = try verdict("jining", "sub-centres-per-county") { $0.subCentres = 4 }
    #expect(four.status == .notMet && four.text.english == "4 county sub-centres of 1 to 3")
    // One is one, and large numbers are grouped.
    #expect(
      try verdict("xingan", "sub-centres-in-region") { $0.subCentres = 1 }.text.english == "1 county sub-centre of 6")
    #expect(CountRange(minimum: 1154, maximum: 1220).text(in: .chinese) == "1,154至1,220")
  }

  /// What stands today meets a rule; what the plan adds, alone or to a part of it, holds by construction; too little is not met.
  @Test(arguments: [
    ("xingan", "sub-centres-in-region", 6), ("xingan", "emergency-sub-centres-in-region", 12),
    ("jining", "sub-centres-in-region", 30), ("jining", "central-village-clinics", 500),
    ("xingan", "central-village-clinics", 1),
  ])
  func whatThePlanFillsHoldsByConstruction(key: String, rule: String, asked: Int) throws {
    let profile = try Self.profile(key)
    func status(_ today: Int, _ planned: Int) throws -> Verdict.Status? {
      func facts(_ count: Int) -> PolicyFacts {
        var facts = PolicyFacts(level: .region, unitID: "", unitName: "")
        (facts.subCentres, facts.emergencySubCentres, facts.centralVillageClinics) = (count, count, count)
        return facts
      }
      let card = Scorecard(profile: profile, before: [facts(today)], after: [facts(planned)])
      return try #require(card.lines.first { $0.rule == rule }).after?.status
    }
    #expect(try status(0, asked) == .byConstruction)
    #expect(try status(asked - 1, asked) == .byConstruction)
    #expect(try status(asked, asked) == .met)
    #expect(try status(asked, asked + 3) == .met)
    #expect(try status(0, asked - 1) == .notMet)
  }

  /// 静观镇中心卫生院 is what it is named for where it is one today, and by construction where the plan makes it one.
  @Test func aNamedSubCentreOfThePlanHoldsByConstruction() throws {
    let profile = try Self.profile("beibei")
    func facts(_ names: [String]) -> PolicyFacts {
      var facts = PolicyFacts(level: .region, unitID: "", unitName: "")
      facts.subCentreNames = names
      return facts
    }
    func line(_ today: [String], _ planned: [String]) throws -> Scorecard.Line {
      let card = Scorecard(profile: profile, before: [facts(today)], after: [facts(planned)])
      return try #require(card.lines.first { $0.rule == "sub-centre-named" })
    }
    let chosen = try line([], ["静观镇中心卫生院"])
    #expect(chosen.before.status == .notMet && chosen.after?.status == .byConstruction)
    #expect(
      chosen.after?.text
        == Phrase("all named; the plan itself sets up what was missing", "全部列入；所缺由方案自行补足"))
    #expect(try line(["静观镇中心卫生院"], ["静观镇中心卫生院"]).after?.status == .met)
    #expect(try line([], ["澄江镇卫生院"]).after?.status == .notMet)
  }

  /// A rule that one county meets today and another by the plan alone is not proven met.
  @Test func oneUnitByConstructionDecides() throws {
    let jining = try Self.profile("jining")
    func county(_ id: String, _ count: Int) -> PolicyFacts {
      var facts = PolicyFacts(level: .county, unitID: id, unitName: id)
      facts.subCentres = count
      return facts
    }
    let card = Scorecard(
      profile: jining, before: [county("1", 1), county("2", 0)], after: [county("1", 1), county("2", 2)])
    let line = try #require(card.decisiveLines.first { $0.rule == "sub-centres-per-county" })
    #expect(line.unitID == "2" && line.verdict.status == .byConstruction)
    #expect(card.score.met == 0 && card.score.notMet == 0)
  }

  @Test func theScorecardJudgesEachStatedRuleBeforeAndAfter() throws {
    let xingan = try Self.profile("xingan")
    var region = PolicyFacts(level: .region, unitID: "1522", unitName: "兴安盟")
    region.subCentres = 0
    region.peopleBeyondRadius = 306_117
    var county = PolicyFacts(level: .county, unitID: "152224", unitName: "突泉县")
    county.peopleBeyondRadius = 0
    var after = region
    after.subCentres = 6
    let card = Scorecard(profile: xingan, before: [county, region], after: [after])
    let counts = try #require(card.lines.first { $0.rule == "sub-centres-in-region" })
    #expect(counts.before.status == .notMet && counts.after?.status == .byConstruction)
    #expect(counts.asked.english == "count 6 by 2025")
    #expect(counts.citation.text(in: .chinese).hasSuffix("二(一)3"))
    let radius = card.lines.filter { $0.rule == "emergency-radius" }
    #expect(radius.map(\.level) == [.region, .county])
    #expect(radius.map(\.verdict.status) == [.notMet, .met])
    #expect(radius[0].verdict.text.english == "306,117 people beyond 30 km")
    let rules = Set(card.lines.map(\.rule))
    #expect(rules == Set(xingan.rules.filter(\.isStated).map(\.key)))
    #expect(card.decisiveLines.map(\.rule) == xingan.rules.filter(\.isStated).map(\.key))
    #expect(card.decisiveLines.first { $0.rule == "emergency-radius" }?.unitID == "1522")
    #expect(card.score.met == 0 && card.scoreBefore.met == 0)
    let idle = card.decisiveLines.count { [.notNeeded, .byConstruction].contains($0.verdict.status) }
    #expect(card.score.met + card.score.notMet + card.score.notKnown + idle == rules.count)
    #expect(Scorecard(profile: xingan, before: [region, county], after: [after]) == card)
  }
}
