import Foundation
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlan
@testable import EMSPlanning
@testable import EMSReport
@testable import EMSReading
@testable import EMSFormats
@testable import EMSPolicy

/// The countable sentences of the plans: judged at their boundaries, and filled in by a bureau's table.
@Suite struct CountableTargetTests {
  /// A profile of one's own, up to its targets.
  private static let head = """
    key: own
    extends: national
    name: {en: Own, zh: 本地}
    document: own
    documents: [{key: own, title: 本地方案, status: draft}]
    targets:

    """

  private static func profile(
    _ compare: String, of among: Bool, asked: String?, more: String = ""
  ) throws -> PolicyProfile {
    try PolicyProfileTests.profile(
      """
      key: own
      extends: national
      name: {en: Own, zh: 本地}
      document: own
      documents:
        - {key: own, title: 本地方案, status: draft}
      targets:
        halls:
          section: 一
          unit: county
          count: {en: halls of excellence, zh: 精品馆数}
      \(among ? "    of: {en: halls, zh: 馆数}" : "")
          compare: \(compare)
      \(asked.map { "    asked: {value: \($0), by: 2027}" } ?? "")
      \(more.isEmpty ? "" : "    \(more)")
      """.replacing("\n    of:", with: "\n    of:"))
  }

  private static func verdict(
    _ compare: String = "at-least", asked: String?, more: String = "", _ found: [(Int?, Double)],
    of all: [(Int?, Double)]? = nil
  ) throws -> Verdict {
    let profile = try profile(compare, of: all != nil, asked: asked, more: more)
    let target = try #require(profile.targets.first { $0.key == "halls" })
    var facts = PolicyFacts(level: .county, unitID: "1", unitName: "甲县")
    let rule = try #require(profile.stated("halls"))
    #expect(target.judge(facts, by: rule).status == .notKnown)
    facts.indicators["halls"] = found.map { IndicatorValue(year: $0.0, number: $0.1) }
    if let all { facts.indicators["halls-all"] = all.map { IndicatorValue(year: $0.0, number: $0.1) } }
    return target.judge(facts, by: rule)
  }

  @Test(arguments: [(19.0, Verdict.Status.notMet), (20, .met), (21, .met)])
  func aCountKeepsItsLeast(found: Double, status: Verdict.Status) throws {
    #expect(try Self.verdict(asked: "20, unit: count", [(nil, found)]).status == status)
  }

  @Test(arguments: [(3.0, Verdict.Status.notMet), (4, .met), (5, .met)])
  func aShareIsDecidedByWholeNumbers(found: Double, status: Verdict.Status) throws {
    #expect(try Self.verdict(asked: "20, unit: percent", [(nil, found)], of: [(nil, 20)]).status == status)
  }

  @Test(arguments: [
    ("at-most", 80.0, Verdict.Status.met), ("at-most", 80.5, .notMet), ("exactly", 80, .met), ("exactly", 79, .notMet),
    ("more-than", 80, .notMet), ("more-than", 80.1, .met), ("less-than", 80, .notMet), ("less-than", 79.9, .met),
  ])
  func theComparisonIsTheDocuments(compare: String, found: Double, status: Verdict.Status) throws {
    #expect(try Self.verdict(compare, asked: "80, unit: ratio", [(nil, found)]).status == status)
  }

  /// 19 of 2024 are below 20, which are asked by 2027: not due yet. Of 2027 they are too few; without a year nobody can say.
  @Test func aFigureBeforeItsYearIsNotDue() throws {
    let profile = try Self.profile("at-least", of: false, asked: "20, unit: count")
    func verdict(_ year: Int?, _ number: Double) throws -> (Verdict, Scorecard) {
      var facts = PolicyFacts(level: .county, unitID: "1", unitName: "甲县")
      facts.indicators["halls"] = [IndicatorValue(year: year, number: number)]
      let card = Scorecard(profile: profile, before: [facts])
      return (try #require(card.lines.first { $0.rule == "halls" }).verdict, card)
    }
    let (early, card) = try verdict(2024, 19)
    #expect(early.status == .notDue && early.status.name == Phrase("not due yet", "未到期"))
    #expect(early.text == Phrase("19 (2024); asked by 2027", "19（2024年）；要求到2027年达到"))
    #expect(card.score.met == 0 && card.score.notMet == 0)
    #expect(try verdict(2026, 19).0.status == .notDue && verdict(2027, 19).0.status == .notMet)
    #expect(try verdict(2024, 20).0.status == .met)
    let undated = try verdict(nil, 19).0
    #expect(undated.status == .notMet)
    #expect(undated.text == Phrase("19; of no given year, asked by 2027", "19；未注明年份，要求到2027年达到"))
  }

  /// What the columns of one's own in the books count is of its year, too.
  @Test func aFigureOfTheWideTableHasItsYear() throws {
    func status(_ year: String, _ rule: String) throws -> Verdict.Status {
      let read = try Self.reading(
        "beibei", "单位,指标,数值,年份\n全域,社区医院数,2,\(year)\n全域,甲级卫生院数,2,\(year)\n")
      let region = try #require(PolicyFacts.known(of: read.area, regionID: "").first)
      let lines = Scorecard(profile: read.profile, before: [region]).lines
      return try #require(lines.first { $0.rule == rule && $0.level == .region }).verdict.status
    }
    for rule in ["community-hospitals", "grade-a-health-centres"] {
      #expect(try status("2026", rule) == .notDue && status("2027", rule) == .notMet && status("", rule) == .notMet)
    }
  }

  @Test func theLatestYearDecidesAndIsSaid() throws {
    let verdict = try Self.verdict(asked: "20, unit: count", [(2023, 25), (2024, 19)])
    #expect(verdict.status == .notMet && verdict.text.english == "19 (2024)" && verdict.text.chinese == "19（2024年）")
    // Parts and whole of one year: 5 of 2024 are not held against the 20 of 2023.
    #expect(try Self.verdict(asked: "20, unit: percent", [(2024, 5)], of: [(2023, 20)]).status == .notKnown)
  }

  @Test func risingNeedsTwoYears() throws {
    #expect(try Self.verdict("rises", asked: nil, [(2023, 1.2)]).status == .notKnown)
    #expect(try Self.verdict("rises", asked: nil, [(2023, 1.2), (2024, 1.3)]).status == .met)
    #expect(try Self.verdict("rises", asked: nil, [(2023, 1.2), (2024, 1.2)]).status == .notMet)
  }

  /// 8-10: seven are too few, and it is said on which side eleven are; they are too many where the plan limits them alone.
  @Test(arguments: [
    (7.0, "within", Verdict.Status.notMet, "7 (2027), below 8 to 10", "7（2027年），低于8至10"),
    (8, "within", .met, "8 (2027)", "8（2027年）"), (10, "within", .met, "10 (2027)", "10（2027年）"),
    (11, "within", .notMet, "11 (2027), above 8 to 10", "11（2027年），高于8至10"),
    (7, "at-least", .notMet, "7 (2027), below 8 to 10", "7（2027年），低于8至10"),
    (11, "at-least", .met, "11 (2027), above 8 to 10", "11（2027年），高于8至10"),
  ])
  func aRangeHasTwoEnds(
    found: Double, compare: String, status: Verdict.Status, english: String, chinese: String
  ) throws {
    let verdict = try Self.verdict(
      compare, asked: "8, unit: count", more: "most: {value: 10, unit: count, by: 2027}", [(2027, found)])
    #expect(verdict.status == status && verdict.text == Phrase(english, chinese))
    let rule = try #require(
      try Self.profile("within", of: false, asked: "8, unit: count", more: "most: {value: 10, unit: count, by: 2027}")
        .stated("halls"))
    #expect(rule.figuresText(in: .english) == "8 to 10 by 2027")
    #expect(rule.figuresText(in: .chinese) == "8至10（到2027年）")
  }

  /// A share within a range is decided by whole numbers, too: 1 of 20 is 5 %, 2 are 10 %.
  @Test(arguments: [(0.0, Verdict.Status.notMet), (1, .met), (2, .met), (3, .notMet)])
  func aShareMayHaveARange(found: Double, status: Verdict.Status) throws {
    let verdict = try Self.verdict(
      "within", asked: "5, unit: percent", more: "most: {value: 10, unit: percent, by: 2027}", [(nil, found)],
      of: [(nil, 20)])
    #expect(verdict.status == status)
  }

  @Test func fallingNeedsTwoYears() throws {
    #expect(try Self.verdict("falls", asked: nil, [(2023, 1.2)]).status == .notKnown)
    #expect(try Self.verdict("falls", asked: nil, [(2023, 1.2), (2024, 1.1)]).status == .met)
    #expect(try Self.verdict("falls", asked: nil, [(2023, 1.2), (2024, 1.2)]).status == .notMet)
  }

  /// Against the year that the plan names, whatever came before; without its figure nothing is known.
  @Test func aTrendMayHaveItsYear() throws {
    let values: [(Int?, Double)] = [(2019, 9), (2020, 12), (2024, 11)]
    #expect(try Self.verdict("falls", asked: nil, more: "since: 2020", values).status == .met)
    #expect(try Self.verdict("falls", asked: nil, values).status == .notMet)
    #expect(try Self.verdict("rises", asked: nil, more: "since: 2020", values).status == .notMet)
    let missing = try Self.verdict("falls", asked: nil, more: "since: 2021", values)
    #expect(missing.status == .notKnown)
    #expect(missing.text.english == "not known: halls of excellence of 2021 and of a later year")
  }

  /// An end of a range and a year of a trend belong to their comparisons alone, and a range has an end above its start.
  @Test(arguments: [
    ("at-most", "most: {value: 10, unit: count}", "targets.halls.most"), ("at-least", "by: 2025", "targets.halls.by"),
    ("at-least", "since: 2020", "targets.halls.since"), ("within", "since: 2020", "targets.halls.since"),
    ("within", "", "targets.halls.most"),
    ("within", "most: {value: 7, unit: count}", "targets.halls.asked"),
  ])
  func whatBelongsToAnotherComparisonIsRefused(compare: String, more: String, field: String) throws {
    let problems = PolicyProfileTests.problems(
      Self.head + """
          halls:
            section: 一
            unit: county
            count: {en: halls of excellence, zh: 精品馆数}
            compare: \(compare)
            asked: {value: 8, unit: count}
            \(more)
        """)
    #expect(problems.map(\.field) == [field])
  }

  /// What a document asks stands as it words it: 左右, 超过, 1:80, 每2个月, 百分点, 可, 原则上 and the year of a trend.
  @Test(arguments: [
    ("bayannur", "village-doctors-licensed", "about 45 % by 2025", "45%左右（到2025年）"),
    (
      "bayannur", "contract-share-rise", "1 to 3 percentage points a year", "每年提升1至3个百分点"
    ),
    ("bayannur", "senior-posts-of-health-centres", "may rise to 20 %", "可提高至20%"),
    ("bayannur", "contract-fees-for-staff", "in principle at least 70 %", "原则上 不低于70%"),
    ("bayannur", "operations-of-high-grade", "rising by 2025", "提高（到2025年）"),
    ("beibei", "childcare-knowledge", "more than 90 % by 2025", "超过90%（到2025年）"),
    ("beibei", "patients-per-psychiatric-worker", "1:80 by 2025", "1:80（到2025年）"),
    ("beibei", "months-between-contacts", "every 2 months", "每2个月"),
    ("beibei", "staff-sent-down", "at least 3 to 5 a year", "每年选派不少于3-5名"),
    ("beibei", "outpatients-of-tertiary-hospitals", "step by step falling", "逐步 下降"),
    ("jining", "doctors-per-bed", "1:0.55 by 2025", "1：0.55（到2025年）"),
    ("jining", "tcm-talents", "more than 200", "200余名"),
    ("jining", "county-consultation-share", "aimed for about 90 % by 2025", "力争 90%左右（到2025年）"),
    ("xingan", "station-instead-of-clinic", "in principle", "原则上"),
    ("xingan", "small-village-shares-clinic", "allowed: population fewer than 500 people", "可：人数 不足500人"),
    (
      "beibei", "community-station-per-people", "in principle: range one per 8,000 to 20,000 people",
      "原则上：范围 每0.8万-2万人"
    ),
    (
      "beibei", "community-centre-per-people",
      "range one per subdistrict or per 30,000 to 100,000 people by 2027", "范围 每个建制街道或每3万-10万人（到2027年）"
    ),
    ("beibei", "childcare-visits", "1 a quarter", "每季度……指导1次"),
    ("beibei", "community-hospitals", "range 3 to 5 by 2027", "范围 3-5个（到2027年）"),
    ("jining", "senior-tcm-experts", "10 every two years", "每2年……10名"),
    ("jining", "staff-sent-down", "at least 922 a year by 2025", "每年……不少于922人次（到2025年）"),
    ("jining", "sub-centres-per-county", "range 1 to 3 in each county", "范围 每个县（市、区）选取1—3家"),
    ("hohhot", "general-practitioners-trained", "aimed for 5 to 10 % more each year", "力争 每年……增加5%-10%"),
    ("bayannur", "primary-care-service-of-recruits", "at least 1 year within 5 years", "5年内至少……1年"),
    ("national", "rural-station-distance", "range 10 to 20 km (reported)", "范围 10至20公里（据报道）"),
  ])
  func whatIsAskedStandsAsTheDocumentWordsIt(profile: String, key: String, english: String, chinese: String) throws {
    let profile = try PolicyRuleTests.profile(profile)
    let line = try #require(
      Scorecard(
        profile: profile,
        before: ScoreLevel.allCases.map { PolicyFacts(level: $0, unitID: $0.rawValue, unitName: $0.rawValue) }
      ).lines.first { $0.rule == key })
    // Figures that are not the document's stand behind its own.
    #expect(line.asked.english.hasPrefix(english) && line.asked.chinese.hasPrefix(chinese), "\(line.asked)")
  }

  /// Words of a figure that the quote does not hold are refused.
  @Test func wordsOfAFigureStandInTheQuote() {
    func problems(_ words: String) -> [InputProblem] {
      PolicyProfileTests.problems(
        Self.head + """
            halls:
              section: 一
              quote: 精品馆达到8个左右
              unit: county
              count: {en: halls of excellence, zh: 精品馆数}
              asked: {value: 8, unit: count, written: {en: about 8, zh: \(words)}}
          """)
    }
    #expect(problems("8个左右").isEmpty)
    #expect(problems("8个以上").map(\.field) == ["targets.halls.asked.written.zh"])
    // In pieces, in the order of the quote.
    #expect(problems("精品馆……8个左右").isEmpty)
    for words in ["8个……精品馆", "精品馆……8个以上", "……", ""] {
      #expect(problems(words).map(\.field) == ["targets.halls.asked.written.zh"], "\(words)")
    }
  }

  @Test func nobodyIsNoShareOfNone() throws {
    #expect(try Self.verdict(asked: "20, unit: percent", [(nil, 0)], of: [(nil, 0)]).status == .notKnown)
  }

  @Test func aTargetMayNotTakeTheKeyOfARuleNorLackItsFigure() {
    let count = "unit: region, count: {en: a, zh: 甲}"
    let clash = PolicyProfileTests.problems(
      Self.head + "  basic-standard: {section: 一, \(count), asked: {value: 1, unit: count}}")
    #expect(clash.first?.english == "“basic-standard” is the key of a rule")
    let bare = PolicyProfileTests.problems(Self.head + "  own-target: {section: 一, \(count)}")
    #expect(bare.first?.field == "targets.own-target.asked")
  }

  // MARK: The table of a bureau

  /// A plan of the paper region with another profile and these indicators.
  private static func reading(_ profile: String, _ csv: String) throws -> PlanReading {
    let region = try PaperRegion()
    defer { region.remove() }
    try region.write(csv, to: "indicators.csv")
    let plan = try String(contentsOf: region.plan, encoding: .utf8)
    try region.write(
      plan.replacing("profile: paper.yaml", with: "profile: \(profile)")
        .replacing("inputs:\n", with: "inputs:\n  indicators: {file: indicators.csv}\n"), to: "plan.yaml")
    return try PlanReading(try PlanFile.read(at: region.plan))
  }

  /// The table that `init --indicators` writes, every row of the region filled in, decides every target of the region.
  @Test(arguments: ["national", "xingan", "bayannur", "hohhot", "beibei", "jining"])
  func theEmptyTableFilledInDecidesEveryTarget(key: String) throws {
    let profile = try PolicyRuleTests.profile(key)
    let table = String(decoding: IndicatorTable.csv(for: profile).dropFirst(3), as: UTF8.self)
    let lines = table.split(separator: "\n").map(String.init)
    #expect(lines.first == "单位,指标,数值,年份,计量,要求,依据")
    // Empty, it is read and says nothing.
    let empty = try Self.reading(key, table)
    #expect(empty.area.indicators.isEmpty)
    var filled = [lines[0]]
    for line in lines.dropFirst() where line.hasPrefix("全域,") {
      let percent = line.contains(",,,%,")
      for year in [2023, 2024] {
        filled.append(line.replacing(",,,", with: ",\(percent ? "50%" : "\(year - 2000)"),\(year),"))
      }
    }
    let read = try Self.reading(key, filled.joined(separator: "\n") + "\n")
    let region = try #require(PolicyFacts.known(of: read.area, regionID: "").first)
    for target in read.profile.targets where target.levels.contains(.region) {
      let rule = try #require(read.profile.stated(target.key))
      #expect(target.judge(region, by: rule).status != .notKnown, "\(key) \(target.key)")
    }
  }

  /// Figures of two years may be shares with a sign or plain numbers, and not one so and one so.
  @Test func aTrendIsOfNumbersOrOfShares() throws {
    let name = "三级公立医院门诊人次数与出院人次数比"
    let read = try Self.reading("jining", "单位,指标,数值,年份\n全域,\(name),12%,2023\n全域,\(name),9.5%,2024\n")
    let region = try #require(PolicyFacts.known(of: read.area, regionID: "").first)
    let target = try #require(read.profile.targets.first { $0.key == "outpatients-per-discharge" })
    let verdict = target.judge(region, by: try #require(read.profile.stated(target.key)))
    #expect(verdict.status == .met)
    #expect(verdict.text == Phrase("12 % (2023) to 9.5 % (2024)", "12%（2023年）至9.5%（2024年）"))
    let problems = #expect(throws: InputProblems.self) {
      try Self.reading("jining", "单位,指标,数值,年份\n全域,\(name),0.12,2023\n全域,\(name),9.5%,2024\n")
    }
    #expect(
      problems?.problems.map(\.english) == [
        "\(name) stands with a per cent sign in one year and without one in another"
      ])
  }

  /// A row of 全市 or 合计 in a table of figures is the region's, which is told, and no sum of others.
  @Test(arguments: ["全市", "合计", "全域"])
  func theWholeIsTheRegion(unit: String) throws {
    let read = try Self.reading("jining", "单位,指标,数值,年份\n\(unit),紧密型县域医共体数,11,2024\n")
    let region = try #require(PolicyFacts.known(of: read.area, regionID: "").first)
    #expect(region.indicators["medical-communities"]?.map(\.number) == [11])
    #expect(read.area.notes.contains { $0.chinese.contains("单位“\(unit)”按全域计") } == (unit != "全域"))
  }

  @Test func figuresOfTheWideTableMayStandInTheLongOne() throws {
    let read = try Self.reading(
      "xingan", "单位,指标,数值,年份\n全域,健康管理网格数,120,2024\n全域,达到基本标准机构数,7,2024\n全域,已评估机构数,9,2024\n")
    let unit = try #require(read.area.indicators.first)
    #expect(unit.healthGrids == 120 && unit.centresAtBasicStandard == 7 && unit.assessedCentres == 9)
  }

  @Test(arguments: [
    ("全域,安宁疗护试电数,3,2024", "the profile uses no indicator"),
    ("全域,县域就诊率,0.92,2024", "may be 0.92 % or 92.0 %"),
    ("全域,县域就诊率,高,2024", "“高” is not a figure"),
    ("某县,县域就诊率,92%,2024", "there is no county or township “某县”"),
    ("全域,县域就诊率,92%,2024\n全域,县域就诊率,93%,2024", "stands twice"),
    ("全域,县域就诊率,192%,2024", "192 % is above 100 %"), ("全域,3分钟出车率,960,2024", "960 % is above 100 %"),
    ("全域,疾控机构卫生技术人员数,120,2024\n全域,疾控机构编制总数,100,2024", "and only 100 posts"),
    ("全域,达到基本标准机构数,3,2024\n全域,已评估机构数,2,2024", "and only 2 centres"),
    ("全域,达到基本标准机构数,3,2025\n全域,已评估机构数,4,2023", "are of 2025, and"),
    ("全域,二级及以上公立综合性医院数,95%,2024", "is a number, not a share"),
    ("全域,全人群签约服务覆盖率当年提升的百分点,1%,2024", "Write the percentage points without a sign"),
    ("全域,中医（蒙医）互联网医院数,1.5,2024", "is counted, and 1.5 is no whole number"),
    ("全域,疾控机构编制总数,99.5,2024", "is counted, and 99.5 is no whole number"),
    ("全域,乡镇卫生院编制数,12.5,2024", "is counted, and 12.5 is no whole number"),
    ("全域,引进人才5年内到基层工作的最少年数,0.5,2024", "is counted, and 0.5 is no whole number"),
  ])
  func aRowThatCannotBeReadIsRefused(row: String, words: String) throws {
    do {
      _ = try Self.reading("bayannur", "单位,指标,数值,年份\n\(row)\n")
      Issue.record("accepted")
    } catch {
      let problems = try #require(error as? InputProblems).problems
      #expect(problems.count == 1 && problems[0].file == "indicators.csv")
      #expect(problems[0].text(in: .english).contains(words), "\(problems[0].text(in: .english))")
      // By the file's own headers.
      #expect(["单位", "指标", "数值"].contains(problems[0].field), "\(problems[0].field ?? "")")
    }
  }

  /// Problems name the column as the file heads it, and what may be a fraction is taken as one.
  @Test func problemsNameTheColumnOfTheFile() throws {
    func field(_ csv: String) throws -> String? {
      do {
        _ = try Self.reading("hohhot", csv)
        return nil
      } catch {
        return try #require(error as? InputProblems).problems.first?.field
      }
    }
    #expect(try field("unit,indicator,value\nregion,市本级预备队数,1.5\n") == "value")
    #expect(try field("单位,指标名称,指标值\n全域,市本级预备队数,1.5\n") == "指标值")
    #expect(try field("单位,指标名称,指标值\n全域,市本级预备堆数,1\n") == "指标名称")
    #expect(try field("单位,市本级预备队数（支）\n全域,1.5\n") == "市本级预备队数（支）")
    #expect(try field("单位,年份,新创建社区医院数\n全域,2024,1.5\n") == "新创建社区医院数")
    #expect(try field("单位,指标,数值\n全域,全科医生转岗培训名额比下达名额增加的比例,5.5\n") == nil)
  }

  /// Parts as many as their whole, of one year, are no mistake; a cell that nobody could fill in says nothing.
  @Test func whatCellsOfBooksSayIsUnderstood() throws {
    let read = try Self.reading(
      "bayannur",
      "单位,指标,数值,年份\n全域,疾控机构卫生技术人员数,100,2024年\n全域,疾控机构编制总数,100,2024年底\n全域,县域就诊率,不详,2024\n全域,乡村医生数,—,2024\n")
    let values = try #require(read.area.indicators.first).values
    #expect(values["disease-control-health-staff"] == [IndicatorValue(year: 2024, number: 100)])
    #expect(values["county-consultation-share"] == nil && values["village-doctors-licensed-all"] == nil)
    // A ratio as the document writes it (床医比 1：0.55).
    let ratios = try Self.reading("jining", "单位,指标,数值,年份\n全域,床医比（每床医师数）,1：0.55,2025\n全域,医护比,1:1.2,2025\n")
    let numbers = try #require(ratios.area.indicators.first).values.mapValues { $0.map(\.number) }
    #expect(numbers["doctors-per-bed"] == [0.55] && numbers["nurses-per-doctor"] == [1.2])
  }

  /// A column for each figure, with the year in the header, in a column of its own, or nowhere.
  @Test func everyFigureMayHaveAColumn() throws {
    for (table, year) in [
      ("单位,县域就诊率（%）,健康网格数,备注\n全域,92,,7\n", nil), ("单位,县域就诊率2023,县域就诊率2024年\n全域,80,92%\n", 2024),
      ("单位,年份,县域就诊率,编制数\n全域,2023,80,\n全域,2024年,92%,5\n", 2024),
    ] as [(String, Int?)] {
      let read = try Self.reading("bayannur", table)
      let unit = try #require(read.area.indicators.first { $0.unitID == nil })
      #expect(unit.values["county-consultation-share"]?.last == IndicatorValue(year: year, number: 92), "\(table)")
      #expect(unit.posts == (table.contains("编制数") ? 5 : nil))
      let isTold = read.area.notes.contains { $0.english.hasSuffix("that decide nothing: 备注") }
      #expect(isTold == table.contains("备注"))
      let columns = read.area.account.entries.filter { $0.field == "county-consultation-share" }
      #expect(columns.allSatisfy { $0.item == .column } && !columns.isEmpty, "the account names the column")
    }
  }

  /// A year in a header is that of its column, and one over the units or in a title is everybody's, whether a column is a
  /// target's or a figure of its own; what was taken from a title is told, and so is a figure of some rule without one
  /// beside others.
  @Test(
    arguments: [
      // The table; the years of the posts and of the share; what is told.
      ("单位,编制数（2024年）,县域就诊率2023年\n全域,5,92%\n", 2024, 2023, nil),
      (
        "单位,编制数（2024年）,县域就诊率\n全域,5,92%\n", 2024, nil,
        "and these do not, so that their figures are of no given year: 县域就诊率"
      ),
      ("单位,编制数,县域就诊率（2024年）\n全域,5,92%\n", nil, 2024, "of no given year: 编制数"),
      // A column that no rule uses needs no year.
      ("单位,编制数（2024年）,县域就诊率（2024年）,备注\n全域,5,92%,7\n", 2024, 2024, nil),
      ("单位,指标,数值,年份\n全域,编制数,5,2024\n全域,县域就诊率,92%,\n", 2024, nil, "of no given year: 县域就诊率"),
      ("单位（2024年）,编制数,县域就诊率\n全域,5,92%\n", 2024, 2024, "taken as of 2024, for “单位（2024年）” says so"),
      ("2025年卫生健康指标,,\n单位,编制数,县域就诊率\n全域,5,92%\n", 2025, 2025, "taken as of 2025, for “2025年卫生健康指标” says so"),
      ("2025年卫生健康指标,,\n单位,编制数2023,县域就诊率\n全域,5,92%\n", 2023, 2025, "taken as of 2025"),
      ("2023年、2025年卫生健康指标,,\n单位,编制数,县域就诊率\n全域,5,92%\n", nil, nil, "names several years"),
      ("巴政办发〔2024〕22号,,\n填表日期：2026年1月5日,,\n单位,编制数,县域就诊率\n全域,5,92%\n", nil, nil, nil),
      ("单位,年份,编制数,县域就诊率\n全域,2024,5,92%\n", 2024, 2024, nil),
      (
        "单位,年份,编制数（2023年）,县域就诊率\n全域,2024,5,92%\n", 2024, 2024,
        "says the year 2023, and its rows say others, which are taken"
      ),
      ("单位,编制数2024年,编制数2023年,县域就诊率2024\n全域,5,4,92%\n", 2024, 2024, nil),
      ("单位,指标,数值（2024年）\n全域,编制数,5\n全域,县域就诊率,92%\n", 2024, 2024, nil),
      ("单位,指标,数值\n全域,编制数2024,5\n全域,县域就诊率（2023年）,92%\n", 2024, 2023, nil),
      ("2025年指标,,\n单位,指标,数值\n全域,编制数,5\n全域,县域就诊率,92%\n", 2025, 2025, "taken as of 2025"),
    ] as [(String, Int?, Int?, String?)])
  func aYearStandsInAHeaderOrATitle(table: String, posts: Int?, share: Int?, told: String?) throws {
    let read = try Self.reading("bayannur", table)
    let unit = try #require(read.area.indicators.first { $0.unitID == nil })
    #expect(unit.posts == 5 && unit.years["posts"].flatMap { $0 } == posts, "\(unit.years)")
    #expect(unit.values["county-consultation-share"] == [IndicatorValue(year: share, number: 92)])
    let years = read.area.notes.filter { $0.english.contains("year") && $0.english.hasPrefix("indicators.csv: ") }
    if let told {
      #expect(years.contains { $0.english.contains(told) } && years.count == 1, "\(years.map(\.english))")
      #expect(years.allSatisfy { !$0.chinese.isEmpty && $0.chinese.hasPrefix("indicators.csv：") })
    } else {
      #expect(years.isEmpty, "\(years.map(\.english))")
    }
  }

  /// Six of eight in 2024, asked by 2025: not due yet, wherever the year stands; without one nobody can say.
  @Test(arguments: [
    ("单位,新创建社区医院数（2024年）\n全域,6\n", Verdict.Status.notDue), ("2024年指标,\n单位,新创建社区医院数\n全域,6\n", .notDue),
    ("单位,新创建社区医院数（2025年）\n全域,6\n", .notMet), ("单位,新创建社区医院数\n全域,6\n", .notMet),
  ])
  func theYearOfAHeaderDecidesWhatIsDue(table: String, status: Verdict.Status) throws {
    let read = try Self.reading("hohhot", table)
    let region = try #require(PolicyFacts.known(of: read.area, regionID: "").first)
    let line = try #require(
      Scorecard(profile: read.profile, before: [region]).lines.first { $0.rule == "community-hospitals" })
    #expect(line.verdict.status == status)
  }

  /// What is no figure is refused in a column with a year as in one without.
  @Test(arguments: ["编制数", "编制数（2024年）"])
  func aCellThatIsNoFigureIsRefusedWhateverTheYear(header: String) throws {
    let problems = #expect(throws: InputProblems.self) {
      try Self.reading("bayannur", "单位,\(header),县域就诊率\n全域,很多,92%\n")
    }
    #expect(problems?.problems.map(\.field) == [header])
  }

  /// The paper region has no list of counties; the paper county is a region of one.
  @Test func figuresOfUnitsThatNoRuleAsksAreTold() throws {
    let read = try Self.reading("xingan", "单位,指标,数值,年份\n全域,安宁疗护试点数,6,2025\n全域,健康管理网格数,20,2025\n")
    let told = read.area.notes.filter { $0.english.contains("does not ask of these units") }
    #expect(told.map(\.english).first?.hasSuffix("(nothing is added up): hospice pilots of the region") == true)
    #expect(told.count == 1 && told[0].chinese.hasSuffix("全域的安宁疗护试点数"))
  }

  /// 纸上旗 is the only county: what is said of it is said of the region, whichever of the two a row names.
  @Test(arguments: ["全域", "纸上旗", "Paper county 纸上旗", ""])
  func theOnlyCountyIsTheRegion(unit: String) throws {
    let county = try PaperCounty()
    defer { county.remove() }
    try county.write(
      "单位,指标,数值,年份\n\(unit),安宁疗护试点数,1,2025\n\(unit),公立医疗卫生机构托育服务试点数,3,2025\n\(unit),健康管理网格数,14,2025\n",
      to: "indicators.csv")
    let area = try PlanReading(try PlanFile.read(at: county.plan)).area
    #expect(area.indicators.map(\.unitID) == [nil, "K"])
    for unit in area.indicators {
      #expect(unit.healthGrids == 14 && unit.values["hospice-pilots-per-county"]?.first?.number == 1)
      #expect(unit.values["childcare-pilots"]?.first?.number == 3)
    }
    #expect(!area.notes.contains { $0.english.contains("does not ask of these units") })
    // Each keeps its own where both are said.
    try county.write("单位,健康网格数\n全域,15\n纸上旗,14\n", to: "indicators.csv")
    let both = try PlanReading(try PlanFile.read(at: county.plan)).area
    #expect(both.indicators.map(\.healthGrids) == [15, 14])
  }
}
