import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPolicy

/// What a verdict says can be read by a planner: one of a thing is one, and a figure of the books has its year.
@Suite struct WordsOfVerdictsTests {
  /// Of everything that a rule counts there is one.
  private static func facts(_ level: ScoreLevel) -> PolicyFacts {
    var facts = PolicyFacts(level: level, unitID: "1", unitName: "甲县")
    facts.people = 5000
    facts.urbanPeople = 1000
    facts.peopleBeyondRadius = 1
    facts.urbanPeopleBeyondStation = 1
    facts.ruralPeopleBeyondStation = 1
    facts.peopleOutsideServiceCircle = 1
    facts.subCentres = 1
    facts.subCentresElsewhere = 1
    facts.subCentresBelowSecondaryLevel = 1
    facts.subCentresWithoutBedsOrSurgery = 1
    facts.emergencySubCentres = 1
    facts.emergencySubCentresWithoutHospital = 1
    facts.hospitalsWithoutFiveCentres = 1
    facts.townsWithoutHealthCentre = 1
    facts.townsBelowStandard = 1
    facts.clinicsAwayFromPeople = 1
    facts.villagesWithoutProvision = 1
    facts.villagesWithoutDoctorUnserved = 1
    facts.clinicsWithoutDoctorUnposted = 1
    facts.smallVillagesUnserved = 1
    facts.villagesSharingWrongly = 1
    facts.villagesOfHealthCentreWrongly = 1
    facts.subdistricts = 1
    facts.subdistrictVillageClinics = 1
    (facts.chainTiers, facts.chainLoose) = (1, ChainShortfall(units: 1, places: 1, people: 1))
    facts.chainBeyondStandard = ChainShortfall(units: 1, places: 1, people: 1)
    return facts
  }

  @Test(arguments: ["national", "xingan", "bayannur", "hohhot", "beibei", "jining"])
  func oneIsSaidOfOne(_ key: String) throws {
    let profile = try PolicyRuleTests.profile(key)
    let many =
      /(?:^|[^\d.,])1 (?:\w+ )?(?:people|towns|villages|clinics|points|units|hospitals|sub-centres|places)\b|\b1 (?:are|have|do)\b/
    var told = 0
    for level in ScoreLevel.allCases {
      for rule in profile.allRules where rule.levels.contains(level) {
        guard let stated = profile.stated(rule.key) else { continue }
        let verdict = rule.judge(Self.facts(level), by: stated)
        if verdict.text.english.contains(#/(?:^|[^\d.,])1 /#) { told += 1 }
        #expect(!verdict.text.english.contains(many), "\(rule.key): \(verdict.text.english)")
      }
    }
    #expect(told > 2, "some verdict counts one")
  }

  /// All of five are at the standard that 100 % (Bayannur), or 50 % (Xing'an), must reach, and the lists name eight centres:
  /// the three that nobody assessed decide the first, and not the second, for 5 of 8 are 62.5 %.
  @Test func whoWasNotAssessedMayDecide() throws {
    func verdict(_ key: String, listed: Int, reached: Int) throws -> Verdict {
      let profile = try PolicyRuleTests.profile(key)
      let rule = try #require(profile.rule(keyed: "basic-standard"))
      var facts = PolicyFacts(level: .county, unitID: "1", unitName: "甲县")
      (facts.assessedCentres, facts.centresAtBasicStandard, facts.listedCentres) = (5, reached, listed)
      return rule.judge(facts, by: try #require(profile.stated(rule.key)))
    }
    let words = Phrase("5 of 8 centres, and 3 of them were not assessed", "8所中5所达标，3所未评估")
    #expect(try verdict("bayannur", listed: 8, reached: 5) == Verdict(.notKnown, words))
    #expect(try verdict("xingan", listed: 8, reached: 5) == Verdict(.met, words))
    // 4 of 5 and whatever the others are: not all; 0 and 3 more of 8 are 37.5 %.
    #expect(try verdict("bayannur", listed: 8, reached: 4).status == .notMet)
    #expect(try verdict("xingan", listed: 8, reached: 0).status == .notMet)
    #expect(try verdict("bayannur", listed: 5, reached: 5).status == .met)
  }

  @Test func theYearOfTheBooksStandsBesideTheirFigure() throws {
    let profile = try PolicyRuleTests.profile("bayannur")
    let rule = try #require(profile.rule(keyed: "posts-per-thousand"))
    let stated = try #require(profile.stated(rule.key))
    var facts = PolicyFacts(level: .county, unitID: "1", unitName: "甲县")
    (facts.people, facts.peopleOutsideSubdistricts, facts.posts) = (8000, 8000, 7)
    #expect(
      rule.judge(facts, by: stated).text
        == Phrase("7 of at least 8 posts at township health centres", "7个乡镇卫生院编制，至少需要8个"))
    facts.years = [Field.posts.rawValue: 2023]
    #expect(
      rule.judge(facts, by: stated).text
        == Phrase("7 of at least 8 posts at township health centres (2023)", "7个乡镇卫生院编制，至少需要8个（2023年）"))
    facts.posts = nil
    #expect(!rule.judge(facts, by: stated).text.english.contains("2023"), "what is not known has no year")
  }

  /// The reading names the figure, not that there is one.
  @Test func theReadingOfATargetHasItsFigure() throws {
    func reading(_ profile: String, _ key: String) throws -> Phrase {
      let profile = try PolicyRuleTests.profile(profile)
      let rule = try #require(profile.rule(keyed: key))
      return try #require(profile.stated(key)).reading(of: rule)
    }
    #expect(
      try reading("xingan", "negative-pressure-ambulances")
        == Phrase("At least 40 %: ambulances with negative pressure, among ambulances.", "负压救护车数（占救护车数）不低于40%。"))
    #expect(try reading("beibei", "childcare-knowledge").english.hasPrefix("More than 90 %: "))
    #expect(try reading("bayannur", "regional-tcm-specialities").english.hasPrefix("At least 8, of 8 to 10: "))
    #expect(try reading("bayannur", "village-doctors-licensed").chinese.contains("45%左右；按不低于45%判定"))
    #expect(
      try reading("xingan", "operations-of-high-grade").english == "Rising: share of operations of grade 3 and 4.")
    for key in ["xingan", "bayannur", "hohhot", "beibei", "jining"] {
      let profile = try PolicyRuleTests.profile(key)
      for target in profile.targets {
        guard let stated = profile.stated(target.key) else { continue }
        let words = stated.reading(of: target)
        #expect(!words.chinese.contains("规定") && !words.english.contains("so many"), "\(key) \(target.key)")
      }
    }
  }

  /// What a document asks of hospitals that it names is asked of the region, not of each county.
  @Test(arguments: [("xingan", "two-specialities-and-a-centre"), ("beibei", "five-projects-of-ninth-hospital")])
  func whatIsAskedOfNamedHospitalsIsAskedOfTheRegion(profile: String, key: String) throws {
    let rule = try #require(try PolicyRuleTests.profile(profile).rule(keyed: key))
    #expect(rule.levels == [.region])
  }

  /// One county decides a rule, and how many stand likewise is said.
  @Test func otherUnitsOfTheSameVerdictAreCounted() throws {
    let profile = try PolicyRuleTests.profile("jining")
    let counties = (1...5).map { number in
      var facts = PolicyFacts(level: .county, unitID: "\(number)", unitName: "县\(number)")
      facts.subCentres = number == 3 ? 1 : 0
      return facts
    }
    let card = Scorecard(profile: profile, before: counties)
    let line = try #require(card.decisiveLines.first { $0.rule == "sub-centres-per-county" })
    #expect(line.unitID == "1" && line.verdict.status == .notMet)
    let words = card.words(of: line, \.verdict)
    #expect(words.english.hasSuffix("of 1 to 3 (likewise in 3 more counties)"), "\(words.english)")
    #expect(words.chinese.hasSuffix("（要求1至3）（另有3个县级单位同此）"), "\(words.chinese)")
  }

  @Test func aSourceIsReadInItsLanguage() {
    func facility(_ source: String?) -> Facility {
      Facility(id: "1", name: "甲", tier: nil, location: .init(longitude: 120, latitude: 40), source: source)
    }
    let both = facility("假定：每乡镇一所 | assumed: one in each town")
    #expect(both.source(in: .chinese) == "假定：每乡镇一所" && both.source(in: .english) == "assumed: one in each town")
    for alone in ["名录", "a | ", " | b", "a|b"] {
      #expect(facility(alone).source(in: .chinese) == alone && facility(alone).source(in: .english) == alone)
    }
    #expect(facility(nil).source(in: .chinese) == nil)
  }
}
