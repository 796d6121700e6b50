import Foundation
import Testing

@testable import EMSModel
@testable import EMSPolicy

/// Every spatial rule that a published plan states: the section that states it, the figures, and the rules that have it.
@Suite struct PublishedPlansTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var plan: String
    /// As the table of the plans gives it; each section is that of at least one of the rules.
    var sections: [String]
    var rules: [String]
    /// The figures as `emsplan rules` words them, in the order of the rules; defaults are left out.
    var figures: [String]
    var testDescription: String { "\(plan) \(sections.joined(separator: " ")): \(rules.joined(separator: ", "))" }

    init(_ plan: String, _ sections: [String], _ rules: [String], _ figures: [String] = []) {
      (self.plan, self.sections, self.rules, self.figures) = (plan, sections, rules, figures)
    }
  }

  static let rows: [Row] = [
    // County medical sub-centres
    Row(
      "xingan", ["二(一)3"], ["sub-centres-in-region", "sub-centre-from-health-centre", "sub-centre-at-secondary-level"],
      ["count 6 by 2025", "eligible township health centre"]),
    Row(
      "bayannur", ["二(一)3", "二(三)14"], ["sub-centre-from-health-centre", "sub-centre-has-beds-and-surgery"],
      ["eligible township health centre", "name holds 中心卫生院"]),
    Row(
      "hohhot", ["三(一)3"], ["sub-centre-from-health-centre", "sub-centre-at-secondary-level"],
      ["eligible township health centre"]),
    Row(
      "beibei", ["二(一)4, 二(一)6", "二(一)4", "二(一)6"],
      ["sub-centre-named", "sub-centres-in-region", "sub-centre-from-health-centre", "sub-centre-at-secondary-level"],
      ["names 静观镇中心卫生院 by 2027", "eligible township health centre"]),
    Row(
      "jining", ["二4"],
      [
        "sub-centres-per-county", "sub-centres-in-region", "sub-centre-from-health-centre",
        "sub-centre-at-secondary-level",
      ],
      ["range 1 to 3 in each county", "minimum 30 by 2025", "eligible township health centre, community health centre"]),
    // Rural emergency network
    Row(
      "xingan", ["二(一)9"], ["emergency-chain"],
      [
        "tiers 6",
        "tier names 120急救调度中心, 盟级急诊急救中心, 旗县级急诊急救中心, 旗县级医疗次中心, 乡镇级急诊急救站, 村级急诊急救点",
      ]),
    Row("xingan", ["二(一)9"], ["county-emergency-centres"]),
    Row("hohhot", ["三(一)4, 三(四)3"], ["county-emergency-centres"]),
    Row("beibei", ["二(一)5"], ["county-emergency-centres"]),
    Row("jining", ["二3"], ["county-emergency-centres"]),
    Row("xingan", ["二(一)9"], ["emergency-radius"], ["range 10 to 30 km"]),
    Row(
      "xingan", ["二(一)9"], ["emergency-sub-centres-in-region", "emergency-sub-centre-has-hospital-above"],
      ["count 12 by 2025"]),
    Row("bayannur", ["二(一)2"], ["county-emergency-centres"]),
    Row("beibei", ["二(一)4"], ["emergency-chain"], ["tiers 3"]),
    Row(
      "national", [], ["urban-station-distance", "rural-station-distance", "ambulance-turnout"],
      [
        "maximum 5 km (reported)", "range 10 to 20 km (reported)", "limit 3 min (reported)", "share 95 % (reported)",
      ]),
    // The 15-minute service circle
    Row("jining", ["二4"], ["service-circle"], ["limit 15 min by 2025"]),
    // Village clinics
    Row("xingan", ["二(一)3"], ["central-village-clinics", "small-village-served-from-elsewhere"]),
    Row("xingan", ["二(一)3"], ["small-village-shares-clinic"], ["population fewer than 500 people"]),
    Row("xingan", ["二(一)3"], ["clinic-without-doctor-gets-posted"]),
    Row("xingan", ["二(一)3"], ["station-instead-of-clinic"]),
    Row("bayannur", ["二(一)3"], ["central-village-clinics", "small-village-served-from-elsewhere"]),
    Row(
      "hohhot", ["三(一)3"],
      ["clinic-follows-people", "central-village-clinics", "small-village-served-from-elsewhere"]),
    Row(
      "beibei", ["二(一)4"], ["near-health-centre-serves-village", "village-without-doctor"],
      ["population fewer than 800 people"]),
    Row("jining", ["二4"], ["central-village-clinics"], ["minimum 500 by 2025"]),
    // Towns and subdistricts
    Row(
      "beibei", ["二(一)1"], ["community-station-per-people"], ["range one per 8,000 to 20,000 people"]),
    Row(
      "beibei", ["二(一)4"], ["health-centre-per-town", "community-centre-per-people"],
      ["centres 1 by 2027", "range one per subdistrict or per 30,000 to 100,000 people by 2027"]),
    Row(
      "beibei", ["二(一)4"], ["grade-a-health-centres", "community-hospitals"],
      ["minimum 3 by 2027", "range 3 to 5 by 2027"]),
    Row(
      "hohhot", ["三(一)3"], ["community-hospitals", "community-health-centres"],
      ["create 8 by 2025", "create 10 by 2025"]),
    Row(
      "xingan", ["二(一)5"], ["health-grid"],
      ["population about 2,000 people", "doctors at least 1", "public health workers 1"]),
    Row("bayannur", ["二(五)18"], ["posts-per-thousand"], ["rate about 1‰", "period 5 years"]),
    // Capability shares
    Row(
      "bayannur", ["二(一)3"], ["basic-standard", "recommended-standard"],
      ["share 100 % by 2025", "share at least 10 % by 2025"]),
    Row(
      "hohhot", ["三(一)3"], ["basic-standard", "recommended-standard"], ["share 100 % by 2025", "share 40 % by 2025"]),
    Row("xingan", ["二(三)16"], ["basic-standard"], ["share at least 50 % by 2025"]),
    Row("jining", ["二4"], ["recommended-standard-count"], ["minimum 80 by 2025"]),
  ]

  @Test(arguments: rows)
  func theRowHasItsRulesItsCitationAndItsLine(of row: Row) throws {
    let profile = try PolicyRuleTests.profile(row.plan)
    let card = Scorecard(
      profile: profile,
      before: ScoreLevel.allCases.map { PolicyFacts(level: $0, unitID: $0.rawValue, unitName: $0.rawValue) })
    var sections: [String] = []
    var figures: [String] = []
    for key in row.rules {
      let rule = try #require(profile.own(key), "\(key) is not in the profile")
      #expect(rule.isStated)
      #expect(PolicyRules[key: key] != nil && PolicyRuleTests.cases.contains { $0.rule == key }, "\(key) has no test")
      if case .document(let document, let section)? = rule.citation {
        #expect(document.key == row.plan)
        sections.append(section)
      } else {
        #expect(row.sections.isEmpty, "\(key) has no section")
      }
      figures += rule.figureLines(in: .english).filter { $0.citation.isStated }.map(\.text)
      let line = try #require(card.lines.first { $0.rule == key }, "\(key) has no line in the scorecard")
      #expect(line.citation == rule.source && line.verdict.status == .notKnown)
      #expect(!line.verdict.text.english.isEmpty && !line.verdict.text.chinese.isEmpty, "what is missing")
    }
    #expect(Set(sections) == Set(row.sections))
    #expect(figures == row.figures)
  }

  @Test func everyRuleOfTheProfilesComesFromARow() throws {
    for key in ["national", "xingan", "bayannur", "hohhot", "beibei", "jining"] {
      let profile = try PolicyRuleTests.profile(key)
      let stated = Set(
        profile.rules.filter { PolicyRules[key: $0.key] != nil && $0.isStated && profile.own($0.key) != nil }.map(\.key)
      )
      #expect(stated == Set(Self.rows.filter { $0.plan == key }.flatMap(\.rules)), "\(key)")
    }
  }
}
