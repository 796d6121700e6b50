import Foundation
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPolicy
@testable import EMSReading

/// What the profiles say a document says, against the document.
@Suite struct QuotesTests {
  static let plans = Checkout.root.deletingLastPathComponent()
    .appendingPathComponent("shared/reference/plans")
  static let keys = ["xingan", "bayannur", "hohhot", "beibei", "jining"]
  static let hasPlans = FileManager.default.fileExists(atPath: plans.path)

  /// The text without spaces and line breaks, which printing put there.
  static func packed(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  /// Each piece of every quote stands in the document, character by character, one after the other.
  @Test(.enabled(if: hasPlans), arguments: keys)
  func everyQuoteStandsInItsDocument(key: String) throws {
    let file = Self.plans.appendingPathComponent(key + ".txt")
    let text = Self.packed(try String(contentsOf: file, encoding: .utf8))
    let profile = try PolicyRuleTests.profile(key)
    var quotes = 0
    for rule in profile.rules where profile.own(rule.key) != nil {
      guard let quote = rule.quote else { continue }
      quotes += 1
      var rest = text[...]
      for piece in quote.components(separatedBy: "……") {
        let place = try #require(rest.range(of: Self.packed(piece)), "\(rule.key): \(piece)")
        rest = rest[place.upperBound...]
      }
    }
    #expect(quotes > 5)
  }

  /// What a profile calls a kind of facility is the document's own word.
  @Test(.enabled(if: hasPlans), arguments: keys)
  func everyTermStandsInItsDocument(key: String) throws {
    let file = Self.plans.appendingPathComponent(key + ".txt")
    let text = Self.packed(try String(contentsOf: file, encoding: .utf8))
    let profile = try PolicyRuleTests.profile(key)
    for (tier, term) in profile.terms { #expect(text.contains(term), "\(tier) \(term)") }
    #expect(text.contains(profile.term(.countySubCentre).chinese))
  }

  @Test(arguments: keys)
  func everyRuleOfADocumentIsQuoted(key: String) throws {
    let profile = try PolicyRuleTests.profile(key)
    for rule in profile.rules {
      guard case .document? = rule.citation else { continue }
      #expect(rule.quote?.isEmpty == false, "\(rule.key)")
      if PolicyRules[key: rule.key] != nil { #expect(rule.says != nil, "\(rule.key) has no reading") }
    }
  }

  /// No figure with a document's citation is missing from the words of the document.
  @Test(arguments: keys)
  func everyFigureOfADocumentStandsInTheQuote(key: String) throws {
    let profile = try PolicyRuleTests.profile(key)
    var figures = 0
    for rule in profile.rules {
      for figure in rule.figures {
        guard case .document = figure.citation else { continue }
        figures += 1
        let quote = Self.packed(try #require(rule.quote))
        #expect(Self.says(quote, figure, of: rule), "\(rule.key) \(figure.key): \(quote)")
        if let year = figure.by { #expect(quote.contains(String(year)), "\(rule.key) \(figure.key)") }
      }
      if let year = rule.trendYear { #expect(rule.quote?.contains(String(year)) == true, "\(rule.key)") }
    }
    #expect(figures > 3)
  }

  /// How often, and from how many to how many, is not lost from what is asked (每季度……指导1次, 每0.8万-2万人).
  @Test(arguments: keys)
  func periodsAndBoundsStayInWhatIsAsked(key: String) throws {
    let profile = try PolicyRuleTests.profile(key)
    for rule in profile.rules where profile.own(rule.key) != nil {
      let asked = rule.askedText(in: .chinese)
      if let period = rule.quote?.firstMatch(of: /每(季度|半年|月|年|[0-9]+个?[年月])|[0-9]+年内/) {
        // The five years of the posts are a figure of their own.
        #expect(asked.contains(period.0) || rule.figure("period") != nil, "\(rule.key): \(asked)")
      }
      for (least, most) in [("minimum", "maximum"), ("asked", "most")] {
        guard let low = rule.number(least), let high = rule.number(most), low != high else { continue }
        let numbers = Self.numbers(of: asked)
        #expect(numbers.isSuperset(of: [low, high]), "\(rule.key): \(asked)")
        #expect(!asked.contains("最小值") && !asked.contains("最大值"), "\(rule.key): \(asked)")
      }
    }
  }

  /// A profile that changes one end of a range alone shows both as figures, none in words that were for the other.
  @Test func anEndOfARangeMayBeChangedAlone() throws {
    let own = """
      key: own
      extends: xingan
      name: {en: Own, zh: 自定}
      rules:
        emergency-radius:
          maximum: {value: 20, unit: km, origin: default, basis: {en: ours, zh: 自定}}

      """
    let profile = try PolicyProfileTests.profile(own)
    let rule = try #require(profile.stated("emergency-radius"))
    let asked = rule.askedText(in: .chinese, without: ["bands"])
    #expect(asked == "最小值 10公里，最大值 20公里（默认值）")
  }

  /// A default of the tool gives way to the end that a profile states: 8 km at most make nobody 10 km at least.
  @Test(arguments: [("maximum", 8.0, 8.0), ("maximum", 45, 10), ("minimum", 40, 40), ("minimum", 5, 5)])
  func aDefaultGivesWayToTheOtherEnd(end: String, kilometres: Double, least: Double) throws {
    let own = """
      key: own
      extends: national
      name: {en: Own, zh: 自定}
      document: own
      documents: [{key: own, title: 自定方案, status: issued}]
      rules:
        emergency-radius:
          section: 一
          \(end): {value: \(kilometres), unit: km}

      """
    let radius = try PolicyProfileTests.profile(own).emergencyRadius
    #expect(radius.lowerBound == .kilometres(least))
    #expect(radius.upperBound == .kilometres(end == "maximum" ? kilometres : max(30, kilometres)))
    // Of two figures of the document's own neither does.
    let both = own + "    \(end == "maximum" ? "minimum: {value: 50" : "maximum: {value: 1"), unit: km}\n"
    #expect(PolicyProfileTests.problems(both).count == 1)
  }

  /// Part B of the audit of the plans: every document has its countable sentences.
  @Test(arguments: [("xingan", 29), ("bayannur", 46), ("hohhot", 35), ("beibei", 51), ("jining", 65)])
  func everyDocumentHasItsCountableSentences(key: String, count: Int) throws {
    let profile = try PolicyRuleTests.profile(key)
    #expect(profile.targets.filter { profile.own($0.key) != nil }.count == count)
    let lines = Scorecard(
      profile: profile,
      before: ScoreLevel.allCases.map { PolicyFacts(level: $0, unitID: $0.rawValue, unitName: $0.rawValue) }
    ).lines
    for target in profile.targets { #expect(lines.contains { $0.rule == target.key }, "\(target.key)") }
  }

  /// A sentence that allows (可, 鼓励, 有条件的, 探索), strives (力争, 争取), or names no year for what comes about step
  /// by step (逐步) binds nobody; what stands here besides must be done all the same, and why is said.
  @Test(arguments: keys)
  func whatADocumentAllowsIsNoDuty(key: String) throws {
    let bound: [String: String] = [
      // The share may rise to 20 %, and not beyond.
      "bayannur senior-posts-of-health-centres": "at most"
    ]
    let profile = try PolicyRuleTests.profile(key)
    let words = ["可通过", "可与", "可按照", "可提高", "可以", "鼓励", "有条件", "探索", "逐步"]
    let strives = ["力争", "争取"]
    for rule in profile.rules where profile.own(rule.key) != nil {
      guard let quote = rule.quote else { continue }
      #expect(quote.contains("原则上") == (rule.force == .principle), "\(rule.key): \(quote)")
      if rule.force == .principle { continue }
      let isAim = strives.contains(where: quote.contains)
      #expect(isAim == (rule.force == .aim), "\(rule.key): \(quote)")
      let allows = isAim || words.contains(where: quote.contains)
      if bound["\(key) \(rule.key)"] != nil {
        #expect(allows && rule.force == .must)
      } else {
        #expect(allows == (rule.force != .must), "\(rule.key): \(quote)")
        #expect(rule.force != .gradual || quote.contains("逐步") && rule.figures.allSatisfy { $0.by == nil })
      }
    }
  }

  /// What is allowed and is not there asks for nothing, where the same sentence as a duty is not met.
  @Test func whatIsAllowedIsNeverNotMet() throws {
    let profile = try PolicyRuleTests.profile("hohhot")
    var region = PolicyFacts(level: .region, unitID: "", unitName: "")
    (region.subCentres, region.subCentresBelowSecondaryLevel) = (2, 1)
    func line(_ count: Int?) throws -> Verdict {
      region.subCentresBelowSecondaryLevel = count
      let lines = Scorecard(profile: profile, before: [region]).lines
      return try #require(lines.first { $0.rule == "sub-centre-at-secondary-level" && $0.level == .region }).verdict
    }
    #expect(try line(0).status == .met && line(nil).status == .notKnown)
    let short = try line(1)
    #expect(short.status == .notNeeded)
    #expect(
      short.text.english == "1 sub-centre below secondary level; the document allows it and does not demand it")
    #expect(short.text.chinese == "1个次中心未达二级水平；文件允许而不强制")
    let rule = try #require(profile.stated("sub-centre-at-secondary-level"))
    #expect(PolicyRules[key: rule.key]?.judge(region, by: rule).status == .notMet)
  }

  /// What is striven for and not reached is "aimed for" with its figure, and neither met nor not met; reached, it is met.
  @Test func whatIsStrivenForIsNeverNotMet() throws {
    let profile = try PolicyRuleTests.profile("bayannur")
    func line(_ count: Double) throws -> (Verdict, Scorecard) {
      var region = PolicyFacts(level: .region, unitID: "", unitName: "")
      region.indicators["national-specialities"] = [IndicatorValue(year: 2025, number: count)]
      let card = Scorecard(profile: profile, before: [region])
      return (try #require(card.lines.first { $0.rule == "national-specialities" }).verdict, card)
    }
    let (short, card) = try line(1)
    #expect(short.status == .aimedFor && short.status.name == Phrase("aimed for", "力争目标"))
    #expect(short.text == Phrase("1 (2025); aimed for 2 by 2025", "1（2025年）；力争 2（到2025年）"))
    #expect(card.score.met == 0 && card.score.notMet == 0)
    #expect(card.decisiveLines.first { $0.rule == "national-specialities" }?.asked.english == "aimed for 2 by 2025")
    let reading = card.lines.first { $0.rule == "national-specialities" }?.reading
    #expect(reading?.chinese == "力争：国家级临床重点专科数不低于2。")
    let (reached, _) = try line(2)
    #expect(reached.status == .met && reached.text.english == "2 (2025)")
  }

  /// What is asked in principle (原则上) is to be done, and a verdict that it is not says that there may be exceptions.
  @Test func whatIsAskedInPrincipleMayHaveExceptions() throws {
    let profile = try PolicyRuleTests.profile("beibei")
    func line(_ count: Double) throws -> Scorecard.Line {
      var region = PolicyFacts(level: .region, unitID: "", unitName: "")
      region.indicators["price-reviews"] = [IndicatorValue(year: 2025, number: count)]
      return try #require(Scorecard(profile: profile, before: [region]).lines.first { $0.rule == "price-reviews" })
    }
    let short = try line(0)
    #expect(short.verdict.status == .notMet)
    #expect(
      short.verdict.text
        == Phrase(
          "0 (2025); the document asks for it in principle, so that there may be exceptions",
          "0（2025年）；文件为原则性要求，可有例外"))
    #expect(short.reading.chinese.hasPrefix("原则上：") && short.asked.chinese == "原则上 每年开展1次")
    #expect(try line(1).verdict.status == .met)
  }

  /// A wrong figure would be found: 501 for 500, 31 for 30, a tier that the sentence does not name.
  @Test func aFigureThatTheQuoteDoesNotHoldIsNoticed() throws {
    let rule = try #require(try PolicyRuleTests.profile("xingan").stated("small-village-shares-clinic"))
    var figure = try #require(rule.figure("people"))
    figure.value = .number(501)
    #expect(!Self.says(rule.quote ?? "", figure, of: rule))
    let centres = try #require(try PolicyRuleTests.profile("xingan").stated("sub-centre-from-health-centre"))
    var eligible = try #require(centres.figure("eligible"))
    eligible.value = .words([FacilityTier.communityHealthCentre.rawValue])
    #expect(!Self.says(centres.quote ?? "", eligible, of: centres))
  }

  private static func says(_ quote: String, _ figure: Figure, of rule: PolicyProfile.Rule) -> Bool {
    switch figure.value {
    case .words(let words):
      return words.allSatisfy { word in
        guard figure.unit == .tier, let tier = FacilityTier(rawValue: word) else { return quote.contains(packed(word)) }
        // 中心卫生院, 乡镇卫生院 and 卫生院 are one tier.
        return quote.contains(tier == .townshipHealthCentre ? "卫生院" : tier.name.chinese)
      }
    case .number(let number): return says(quote, number, figure, of: rule)
    case .numbers(let numbers): return numbers.allSatisfy { says(quote, $0, figure, of: rule) }
    }
  }

  private static func says(_ quote: String, _ number: Double, _ figure: Figure, of rule: PolicyProfile.Rule) -> Bool {
    // As many tiers as the sentence names.
    if figure.key == "tiers", Double(rule.words("tier-names").count) == number { return true }
    if figure.unit == .percent, number == 100, ["所有", "全部", "全覆盖", "每个", "均能"].contains(where: quote.contains) {
      return true
    }
    return numbers(of: quote).contains(number)
  }

  /// The numbers of a Chinese sentence: 0.8万 is 8,000, 50% is 50, 1‰ is 1, 三 is 3.
  private static func numbers(of text: String) -> Set<Double> {
    var found: Set<Double> = []
    for match in text.matches(of: /[0-9]+(\.[0-9]+)?/) {
      guard let number = Double(match.0) else { continue }
      found.insert(text[match.range.upperBound...].hasPrefix("万") ? (number * 10_000).rounded() : number)
    }
    if text.contains("前百名") { found.insert(100) }
    if text.contains("十八项") { found.insert(18) }
    for (digit, value) in zip("一二三四五六七八九", 1...) where text.contains(digit) { found.insert(Double(value)) }
    return found
  }
}
