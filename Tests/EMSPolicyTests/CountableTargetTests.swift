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
  private static func profile(_ compare: String, of among: Bool, asked: String?) throws -> PolicyProfile {
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
      """.replacing("\n    of:", with: "\n    of:"))
  }

  private static func verdict(
    _ compare: String = "at-least", asked: String?, _ found: [(Int?, Double)], of all: [(Int?, Double)]? = nil
  ) throws -> Verdict {
    let profile = try profile(compare, of: all != nil, asked: asked)
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
  ])
  func theComparisonIsTheDocuments(compare: String, found: Double, status: Verdict.Status) throws {
    #expect(try Self.verdict(compare, asked: "80, unit: ratio", [(nil, found)]).status == status)
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

  @Test func nobodyIsNoShareOfNone() throws {
    #expect(try Self.verdict(asked: "20, unit: percent", [(nil, 0)], of: [(nil, 0)]).status == .notKnown)
  }

  @Test func aTargetMayNotTakeTheKeyOfARuleNorLackItsFigure() {
    let head = """
      key: own
      extends: national
      name: {en: Own, zh: 本地}
      document: own
      documents: [{key: own, title: 本地方案, status: draft}]
      targets:

      """
    let count = "unit: region, count: {en: a, zh: 甲}"
    let clash = PolicyProfileTests.problems(
      head + "  basic-standard: {section: 一, \(count), asked: {value: 1, unit: count}}")
    #expect(clash.first?.english == "“basic-standard” is the key of a rule")
    let bare = PolicyProfileTests.problems(head + "  own-target: {section: 一, \(count)}")
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
  ])
  func aRowThatCannotBeReadIsRefused(row: String, words: String) throws {
    do {
      _ = try Self.reading("bayannur", "单位,指标,数值,年份\n\(row)\n")
      Issue.record("accepted")
    } catch {
      let problems = try #require(error as? InputProblems).problems
      #expect(problems.count == 1 && problems[0].file == "indicators.csv")
      #expect(problems[0].text(in: .english).contains(words), "\(problems[0].text(in: .english))")
    }
  }
}
