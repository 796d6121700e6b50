import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPlan
@testable import EMSPlanning
@testable import EMSPolicy
@testable import EMSReport

/// What the outputs of a region call things, and what they say beside their figures.
@Suite struct DocumentTermsTests {
  /// Each document has its own word for sub-centres of counties.
  @Test(arguments: [
    ("xingan", "县域医疗次中心"), ("bayannur", "县域医疗次中心"), ("hohhot", "县域医疗卫生次中心"), ("beibei", "区域医疗卫生次中心"),
    ("jining", "县域服务次中心"),
  ])
  func subCentresHaveTheDocumentsName(region: String, name: String) async throws {
    let report = try await PlannedRegion.of(region).report
    let siting = try #require(report.sitings.first { $0.service == "county_sub_centre" })
    #expect(siting.serviceName == Phrase("county sub-centres", name))
    #expect(report.sites.filter { $0.service == "county_sub_centre" }.allSatisfy { $0.serviceName.chinese == name })
    #expect(report.word("county_sub_centre").chinese == name)
    let lines = try #require(report.scorecard?.lines)
    let said =
      lines.flatMap { [$0.name, $0.before.text, $0.verdict.text, $0.reading].map(\.chinese) }
      + report.notes.map(\.chinese)
    #expect(said.contains { $0.contains(name) })
    if name != "县域医疗次中心" { #expect(!said.contains { $0.contains("县域医疗次中心") }) }
    // The document's own words stay what they are.
    let quotes = Set(lines.compactMap(\.quote))
    #expect(quotes == Set(try #require(report.profile).rules.filter(\.isStated).compactMap(\.quote)))
  }

  /// Words go through more than one output: a term that holds the tool's own word is not put into itself.
  @Test func whatIsSaidInTheDocumentsTermsStays() async throws {
    var profile = try #require(try await PlannedRegion.of("xingan").report.profile)
    profile.terms = [.countySubCentre: "旗县域医疗次中心"]
    let once = profile.inItsTerms(chinese: "建设县域医疗次中心6个")
    #expect(once == "建设旗县域医疗次中心6个")
    #expect(profile.inItsTerms(chinese: once) == once)
  }

  /// What a dry run, the account of what went in and the lists of how sure a plan is call things.
  @Test(arguments: [("hohhot", "县域医疗卫生次中心"), ("beibei", "区域医疗卫生次中心"), ("jining", "县域服务次中心")])
  func theDryRunHasTheDocumentsName(profile: String, name: String) throws {
    let county = try PaperCounty(profile: profile, indicators: "单位,指标,数值,年份\n全域,3分钟出车率,96,2025\n")
    defer { county.remove() }
    let preview = try PlanPreview(of: county.plan)
    let siting = try #require(preview.sitings.first { $0.service == .countySubCentre })
    #expect(siting.serviceName == Phrase("county sub-centres", name))
    #expect(!preview.area.notes.contains { $0.chinese.contains("县域医疗次中心") })
  }

  /// 明水河镇 is chosen with fewer derived people than the tool's own default; six health centres are no candidates for rural
  /// sub-centres, for they become county sub-centres; both are told by name. What a site gains is one number in both places.
  @Test func whatDecidedBesideTheFiguresIsTold() async throws {
    let report = try await PlannedRegion.of("xingan").report
    let siting = try #require(report.sitings.first { $0.service == "county_sub_centre" })
    let chosen = report.sites.filter { $0.status == .recommended && $0.service == "county_sub_centre" }
    let below = siting.criteria.filter { $0.standing == .recommended && $0.note != nil }
    for site in below {
      #expect(siting.explanation?.english.contains("By derived people the town") == true)
      #expect(siting.explanation?.chinese.contains("\(site.site.name)（") == true)
    }
    #expect(below.contains { $0.site.name == "明水河镇卫生院" })
    let note = try #require(report.notes.first { $0.english.contains("no candidates for rural emergency sub-centres") })
    #expect(chosen.count == 6 && chosen.allSatisfy { note.chinese.contains($0.name) || note.chinese.contains("等") })
    for site in report.sites where site.status == .recommended {
      guard let gained = site.populationGained, gained > 0, let reason = site.reason else { continue }
      #expect(reason.english.contains("\(NumberText.grouped(gained)) people come within"), "\(reason.english)")
      #expect(reason.chinese.contains("\(NumberText.grouped(gained))人进入"), "\(reason.chinese)")
    }
    #expect(report.notes.count { $0.english.hasPrefix("Beyond 30 km today: ") } <= 1)
    #expect(report.notes.count { $0.english.hasPrefix("Beyond 30 km with the plan: ") } <= 1)
  }

  /// Of a town of which the name alone is known its place is what lacks, not its people.
  @Test func ofAnUnlocatedTownItsPlaceLacks() async throws {
    let report = try await PlannedRegion.of("beibei").report
    let lines = try #require(report.scorecard?.lines).filter { $0.unitName == "天生街道" }
    let unknown = lines.filter { $0.verdict.status == .notKnown }
    #expect(unknown.contains { $0.verdict.text.chinese.hasPrefix("位置未知，人口计入所在城区") })
    #expect(!unknown.contains { $0.verdict.text.chinese.contains("人口未知") })
    // 附表2 says with which urban area it counts, where the others have the nature of their boundary.
    let coverage = try #require(Annex(of: report).sheets.first { $0.number == 2 })
    let row = try #require(coverage.rows.first { $0.cells.contains(.text("天生街道")) })
    #expect(row.cells.last == .text(Phrase("counted with 北碚城区", "计入北碚城区")[report.language]))
    // No urban area stands for that town.
    var facts = PolicyFacts(level: .township, unitID: "T", unitName: "甲镇")
    facts.isUnlocated = true
    #expect(facts.withoutPeople?.text.chinese == "乡镇位置未知：请在乡镇表填写驻地经纬度，或提供边界")
  }

  /// Where the document gives a number, the default for no number stands nowhere.
  @Test func aDefaultThatDoesNotApplyIsNotPrinted() throws {
    let library = PolicyLibrary(environment: [:])
    #expect(try library.profile("jining")[rule: "central-village-clinics"]?.figure("least-people") == nil)
    #expect(try library.profile("xingan")[rule: "central-village-clinics"]?.count("least-people") == 500)
  }
}
