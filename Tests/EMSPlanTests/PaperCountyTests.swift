import Foundation
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSPlan
@testable import EMSPlanning
@testable import EMSPolicy
@testable import EMSReport

/// Every rule of the Xing'an profile, worked out by hand for a county whose every input is known, against the tool.
@Suite struct PaperCountyTests {
  private typealias Row = PaperRow

  private static let paper: [PaperRow] = [
    // The two health centres are all the candidates; both bring people within 30 km. 2 < 6.
    Row("sub-centres-in-region", .notMet, .notMet, "2 county sub-centres of 6"),
    // HT and HU are township health centres.
    Row(
      "sub-centre-from-health-centre", .notNeeded, .byConstruction,
      "the plan chose only such centres; the document gives no figure for the rest of the sentence"),
    // HT is 二级乙等, HU 一级甲等: one of two is below 二级.
    Row("sub-centre-at-secondary-level", .notNeeded, .notMet, "1 sub-centre below secondary level"),
    // D, L, E, the two sub-centres and the villages; both health centres became sub-centres, so no station is left. B5, which
    // has no clinic and 250 people, hangs on HU, 30 steps off: 33.4 km > 30 km.
    Row(
      "emergency-chain", .notMet, .notMet,
      "5 of 6 tiers (missing: Township emergency station), every unit reaches the highest tier there is within its county, 250 people beyond the radius of the unit above"
    ),
    // 30 km are 26.9 steps: from 0 to A4 (25), from 10 to A6 (20), from 70 to B6 (20) but not to B5 (30): 250. Today
    // A6 and all of 墨苏木: 1,000 + 3,450 = 4,450.
    Row("emergency-radius", .notMet, .notMet, "250 people beyond 30 km"),
    // Both health centres are sub-centres already: no candidate is left.
    Row("emergency-sub-centres-in-region", .notMet, .notMet, "0 emergency sub-centres of 12"),
    // There is none that could lack its hospital.
    Row("emergency-sub-centre-has-hospital-above", .notNeeded, .notNeeded, "no rural emergency sub-centre"),
    // The one hospital's cell says 是.
    Row("county-emergency-centres", .met, .met, "0 county hospitals without all five centres"),
    // S1 is 2 steps from the hospital: 2.2 km ≤ 5 km.
    Row("urban-station-distance", .met, .met, "0 urban people beyond 5 km"),
    // 20 km are 17.97 steps: beyond are A6 (20 from HT), B6 (20 from HU), B5 (30): 1,000 + 650 + 250 = 1,900. Today
    // A3 (20 from H), A4, A6 and 墨苏木: 800 + 300 + 1,000 + 3,450 = 5,550.
    Row("rural-station-distance", .notMet, .notMet, "1,900 rural people beyond 20 km"),
    // All of them.
    Row("public-health-departments", .met, .met, "5 of 5 (2025)"),
    // 90 % < 100 %.
    Row("public-health-departments-paid-alike", .notMet, .notMet, "9 of 10 (2025)"),
    // 96 ≥ 95.
    Row("ambulance-turnout", .met, .met, "96 % leave in time (2025)"),
    // Within 15 min at 40 km/h and a detour of 1.417 are 6.34 steps. Beyond them from 10, 70, 1 and 3 are A3, A4, A6,
    // B3, B4, B5, B6: A4 brings 800 + 300 + 1,000, B3 700, B6 650, B4 550; B5 has 250 < 500. No list of clinics today.
    Row(
      "central-village-clinics", .notKnown, .byConstruction,
      "4 central village clinics; the plan itself sets up what was missing"),
    // A2 shares, A4 gets a central clinic, B2 is 3 steps (3.3 km ≤ 5 km) from B1, B5 gets posted staff: none is left.
    Row("small-village-served-from-elsewhere", .notKnown, .byConstruction, "the plan serves each of them"),
    // A2 has 450 < 500 people, 1 step (1.1 km ≤ 1.5 km) from A1.
    Row("small-village-shares-clinic", .notKnown, .byConstruction, "the plan lets no other village share"),
    // A3 has a clinic and no doctor.
    Row("clinic-without-doctor-gets-posted", .notKnown, .byConstruction, "the plan posts a doctor to each of them"),
    // S1 is served by the station P.
    Row("station-instead-of-clinic", .notKnown, .byConstruction, "the plan puts a station in the place of each"),
    // 12 villages + ⌈3,000 / 2,000⌉ = 14.
    Row("health-grid", .met, .met, "14 of at least 14 health grids (2025)"),
    // 2 / 3 = 66.7 % ≥ 50 %.
    Row("basic-standard", .met, .met, "2 of 3 centres (2025)"),
    // 2 / 5 = 40 % ≥ 40 %.
    Row("negative-pressure-ambulances", .met, .met, "2 of 5 (2025)"),
    // 94.9 < 95.
    Row("calls-answered-in-ten-seconds", .notMet, .notMet, "94.9 % (2025)"),
    // 1 / 1 = 100 %.
    Row("medical-communities-at-standard", .met, .met, "1 of 1 (2025)"),
    // 0 / 1 = 0 % < 50 %.
    Row("county-hospitals-at-recommended-standard", .notMet, .notMet, "0 of 1 (2025)"),
    // 1 ≥ 1.
    Row("hospice-pilots-per-county", .met, .met, "1 (2025)", of: .county),
    // 2 < 3.
    Row("childcare-pilots", .notMet, .notMet, "2 (2025)"),
    // 2 ≥ 2.
    Row("elderly-care-pilots", .met, .met, "2 (2025)"),
    // 69 / 100 = 69 % < 70 %; the document says 逐步实现, and no year.
    Row(
      "disease-control-health-staff", .notNeeded, .notNeeded,
      "69 of 100 (2025); the document aims at it step by step and names no year"),
    // 2 ≥ 2.
    Row("specialities-per-county-and-year", .met, .met, "2 (2025)", of: .county),
    // 0 < 1.
    Row("five-centres-extended", .notMet, .notMet, "0 (2025)", of: .county),
    // 1 / 1 = 100 %.
    Row("emergency-icu-at-standard", .met, .met, "1 of 1 (2025)"),
    // 1 ≥ 1.
    Row("fever-clinics", .met, .met, "1 (2025)", of: .county),
    // 12 ≥ 1.
    Row("isolation-beds", .met, .met, "12 (2025)", of: .county),
    // 0 < 1.
    Row("backup-hospitals", .notMet, .notMet, "0 (2025)", of: .county),
    // 1 ≥ 1.
    Row("infectious-disease-wards", .met, .met, "1 (2025)", of: .county),
    // It rises.
    Row("operations-of-high-grade", .met, .met, "0.4 (2023) to 0.5 (2025)"),
    // It falls.
    Row("county-inpatient-share", .notMet, .notMet, "0.5 (2023) to 0.4 (2025)"),
    // 100 % ≥ 100 %.
    Row("tcm-departments", .met, .met, "100 of 100 (2025)"),
    // 99 % < 100 %.
    Row("tcm-services", .notMet, .notMet, "99 of 100 (2025)"),
    // 100 % ≥ 100 %.
    Row("tcm-hospitals-with-rehabilitation", .met, .met, "100 of 100 (2025)"),
    // 0 < 1.
    Row("national-specialities", .notMet, .notMet, "0 (2025)"),
    // 3 ≥ 3.
    Row("regional-specialities", .met, .met, "3 (2025)"),
    // 5 < 6.
    Row("league-specialities", .notMet, .notMet, "5 (2025)"),
    // 3 ≥ 3.
    Row("national-tcm-specialities", .met, .met, "3 (2025)"),
    // 14 < 15.
    Row("regional-tcm-specialities", .notMet, .notMet, "14 (2025)"),
    // 37 ≥ 37.
    Row("league-tcm-specialities", .met, .met, "37 (2025)"),
    // 0 < 1.
    Row("primary-care-service-before-promotion", .notMet, .notMet, "0 years (2025)"),
    // 100 % ≥ 100 %.
    Row("departments-of-note-in-primary-care", .met, .met, "100 of 100 (2025)"),
    // 3 < 4.
    Row("two-specialities-and-a-centre", .notMet, .notMet, "3 (2025)"),
  ]

  private static func withReport(_ body: (PlanReport) throws -> Void) throws {
    let county = try PaperCounty()
    defer { county.remove() }
    try body(try PlanRun.report(of: county.plan))
  }

  @Test func everyRuleIsAsOnPaper() throws {
    try Self.withReport { report in
      try PaperRow.check(Self.paper, against: report, of: "xingan")
      let lines = try #require(report.scorecard?.lines)
      let today = Dictionary(lines.filter { $0.level == .region }.map { ($0.rule, $0.before.text.english) }) { a, _ in a
      }
      #expect(today["emergency-radius"] == "4,450 people beyond 30 km")
      #expect(today["rural-station-distance"] == "5,550 rural people beyond 20 km")
    }
  }

  /// The one county is the whole region: what is judged of both is the same.
  @Test func theCountyIsJudgedAsTheRegion() throws {
    try Self.withReport { report in
      let lines = try #require(report.scorecard?.lines)
      let region = Dictionary(lines.filter { $0.level == .region }.map { ($0.rule, $0) }) { first, _ in first }
      // What only the books tell is asked of the region alone.
      let coded = Set(PolicyRules.all.map(\.key))
      for line in lines where line.level == .county && coded.contains(line.rule) {
        guard let same = region[line.rule] else { continue }
        #expect(line.verdict == same.verdict && line.before == same.before, "\(line.rule)")
      }
    }
  }

  @Test func everyVillageIsServedAsOnPaper() throws {
    let paper: [String: (String, String)] = [
      "A1": ("own", "A1"), "A2": ("shared", "A1"), "A3": ("posted", "HT"), "A4": ("central", "A4"),
      "A5": ("own", "A5"), "A6": ("own", "A6"), "B1": ("own", "B1"), "B2": ("extension", "B1"),
      "B3": ("central", "B3"), "B4": ("central", "B4"), "B5": ("posted", "HU"), "B6": ("central", "B6"),
      "S1": ("community_station", "P"),
    ]
    try Self.withReport { report in
      #expect(report.clinics.count == 13)
      for clinic in report.clinics {
        let row = try #require(paper[clinic.settlement.id])
        #expect(clinic.provision == row.0 && clinic.servedBy?.text == row.1, "\(clinic.settlement.id)")
      }
      // A4 and B6 have no doctor today: the central clinics that they become get one posted, as A3's clinic does.
      #expect(report.clinics.filter { $0.reason != nil }.map(\.settlement.id) == ["A4", "B6"])
    }
  }

  /// A step takes an ambulance 1.113194908 km × 1.417 / 47 km/h = 2.0137 min; from the call it leaves after 3, and a
  /// patient is handed over in 10. HU saves its town 70 steps of each but B4, of whom it saves 50; HT saves its town 10
  /// steps of each but A5, of whom it saves 4.
  @Test func timesAreAsOnPaper() throws {
    let step = 1.113194908 * 1.417 / 47 * 60
    try Self.withReport { report in
      let sites = report.sites.filter { $0.service == "county_sub_centre" && $0.status == .recommended }
      #expect(sites.map(\.place.text) == ["HU", "HT"] && sites.map(\.populationGained) == [3_200, 1_000])
      #expect(sites.allSatisfy { $0.works == .upgrade })
      let saved = sites.compactMap { $0.gainedTime.map { $0.personSeconds / 60 } }
      try #require(saved.count == 2)
      #expect(abs(saved[0] - step * (70 * 2_900 + 50 * 550)) < 60)
      #expect(abs(saved[1] - step * (10 * 3_750 + 4 * 600)) < 60)
      // B5: 30 steps from HU and back, once with the turnout; today 30 to the scene and 100 to the hospital.
      let place = try #require(report.settlements.first { $0.settlement.id == "B5" })
      func minutes(_ time: Duration?) -> Double { time.map { $0 / .seconds(60) } ?? .nan }
      #expect(abs(minutes(place.journeyWithPlan?.toCare) - (3 + 60 * step + 10)) < 0.01)
      #expect(abs(minutes(place.journey?.toCare) - (3 + 130 * step + 10)) < 0.01)
      let works = report.sites.filter { $0.service == "central_village_clinic" && $0.status == .recommended }
      #expect(Set(works.map(\.place.text)) == ["A4", "B3", "B4", "B6"])
      #expect(works.first { $0.place.text == "A4" }?.works == .newBuild && works.count { $0.works == .upgrade } == 3)
    }
  }

  /// 12 villages and 3,000 people of the city: 14 grids, and as many doctors and public-health workers.
  @Test func needsAreAsOnPaper() throws {
    try Self.withReport { report in
      let needs = report.needs.filter { $0.level == .region }
      #expect(needs.map(\.need.needed) == [14...14, 14...14, 14...14] && needs[0].need.toAdd == 0)
      let towns = report.needs.filter { $0.level == .township && $0.need.thing.english == "health grids" }
      #expect(towns.map(\.unit?.id) == ["S", "T", "U"] && towns.map(\.need.needed) == [2...2, 6...6, 6...6])
    }
  }

  /// In the table and in the annex the region needs what the county needs, and the county what its towns need.
  @Test(arguments: ["xingan", "bayannur", "beibei"])
  func whatIsNeededAddsUpInEveryOutput(profile: String) throws {
    let county = try PaperCounty(profile: profile, indicators: "单位,指标,数值,年份\n全域,3分钟出车率,96,2025\n")
    defer { county.remove() }
    let report = try PlanRun.report(of: county.plan)
    let table = try #require(PlanTable.all(of: report).first { $0.name == "needs" })
    let annex = try #require(Annex(of: report).sheets.first { $0.number == 8 })
    /// What all units of a level need, by the thing: the least and the most.
    func sums(_ rows: some Sequence<[PropertyValue]>, _ columns: [Int], level: PropertyValue) -> [String: [Int]] {
      rows.filter { $0[columns[0]] == level }.reduce(into: [:]) { sums, row in
        guard case .text(let thing) = row[columns[1]], case .whole(let least) = row[columns[2]],
          case .whole(let most) = row[columns[3]]
        else { return }
        sums[thing] = zip(sums[thing] ?? [0, 0], [least, most]).map { $0 + $1 }
      }
    }
    let ofTable = try ["level", "thing", "needed_min", "needed_max"].map {
      try #require(table.columns.firstIndex(of: $0))
    }
    let ofAnnex = try ["level", "what is needed", "needed at least", "needed at most"].map { title in
      try #require(annex.columns.firstIndex { $0.title.english == title })
    }
    let region = sums(table.rows, ofTable, level: .text("region"))
    #expect(!region.isEmpty)
    for level in ["region", "county", "township"] {
      let own = sums(table.rows, ofTable, level: .text(level))
      // A subdistrict by itself is not asked for a community health centre.
      for (thing, needed) in region where level != "township" || thing != "community health centres" {
        #expect(own[thing] == needed, "\(thing) of each \(level)")
      }
      #expect(sums(annex.rows.filter { !$0.isTotal }.map(\.cells), ofAnnex, level: .text(level)) == own, "\(level)")
    }
  }

  /// With the plan B5 alone is beyond 30 km; the county ends 11 km north and south of it. Were there ground for 500 km
  /// around, nobody outside could reach it.
  @Test func bordersBehindWhichHelpMayStandAreTold() throws {
    let county = try PaperCounty()
    defer { county.remove() }
    func notes() throws -> [Note] {
      try PlanRun.report(of: county.plan).notes.filter { $0.english.hasPrefix("No facilities outside") }
    }
    let told = try notes()
    #expect(
      told.map(\.english) == [
        "No facilities outside the region are known: 250 people of those beyond 30 km with the plan have its border within 30 km and may be reached from the other side (1 town: 墨苏木); list those facilities in the plan (inputs: neighbours:)"
      ])
    #expect(
      told.first?.chinese
        == "区域以外的机构未知：30公里以外（方案实施后）者中，250 人距区域边界不足30公里，可能由界外机构就近服务（1 个乡镇：墨苏木）；请在方案中列出界外机构（inputs: neighbours:）")
    try county.widen()
    #expect(try notes().isEmpty)
  }

  /// HT is a county sub-centre today, as its row or the plan says: both give one scorecard, chain and times; it counts to
  /// the six of the document, is its town's health centre still, and the villages of 笔镇 are served as before.
  @Test func aSubCentreThatStandsIsOneWhoeverSaysSo() throws {
    let county = try PaperCounty()
    defer { county.remove() }
    let facilities = try String(contentsOf: county.folder.appendingPathComponent("facilities.csv"), encoding: .utf8)
    let plan = try String(contentsOf: county.plan, encoding: .utf8)
    try county.write(
      facilities.replacing("笔镇卫生院,township_health_centre", with: "笔镇卫生院,county_sub_centre"), to: "facilities.csv")
    let listed = try PlanRun.report(of: county.plan)
    try county.write(facilities, to: "facilities.csv")
    try county.write(plan + "siting: {county_sub_centre: {existing: 笔镇}}\n", to: "plan.yaml")
    let declared = try PlanRun.report(of: county.plan)
    for report in [listed, declared] {
      let line = try #require(report.scorecard?.lines.first { $0.rule == "sub-centres-in-region" })
      #expect(
        line.before.text.english == "1 county sub-centre of 6"
          && line.verdict.text.english == "2 county sub-centres of 6")
      let sites = report.sites.filter { $0.service == "county_sub_centre" && $0.status != .counted }
      #expect(sites.map(\.place.text) == ["HT", "HU"] && sites.map(\.status) == [.existing, .recommended])
      #expect(report.links.first { $0.unitID == "HT" }?.status == "existing")
      #expect(
        report.notes.contains {
          $0.english.hasPrefix("6 county sub-centres are asked for in all, and 1 stands already")
        })
      let served = report.clinics.filter { $0.servedBy?.text == "HT" }
      #expect(served.map(\.settlement.id) == ["A3"], "as the health centre that it was")
    }
    #expect(listed.scorecard == declared.scorecard)
    #expect(listed.settlements.map(\.journey?.toCare) == declared.settlements.map(\.journey?.toCare))
    // A3 is 10 steps from HT and 20 from the hospital: 3 + 20 steps + 10 today already.
    let step = 1.113194908 * 1.417 / 47 * 60
    let care = try #require(declared.settlements.first { $0.settlement.id == "A3" }?.journey?.toCare)
    #expect(abs(care / .seconds(60) - (3 + 20 * step + 10)) < 0.01)
    #expect(declared.notes.contains { $0.english.hasPrefix("笔镇卫生院 is counted among the county sub-centres") })
  }

  /// H is a county sub-centre besides, and A4 and 丑嘎查 have central clinics: of the six 1 stands and the two health centres
  /// follow; of the four villages worth a central clinic two are left. H stays the hospital that it is, and what stands is
  /// told by the same number everywhere.
  @Test func aHospitalAndVillagesThatThePlanDeclaresAreCounted() throws {
    let county = try PaperCounty()
    defer { county.remove() }
    let plan = try String(contentsOf: county.plan, encoding: .utf8)
    let siting = """
      siting:
        county_sub_centre: {existing: 旗医院}
        emergency_sub_centre: {existing: [H]}
        central_village_clinic: {existing: [A4, 丑嘎查]}

      """
    try county.write(plan + siting, to: "plan.yaml")
    let report = try PlanRun.report(of: county.plan)
    let lines = try #require(report.scorecard?.lines).filter { $0.level == .region }
    func found(_ rule: String) -> [String?] {
      let line = lines.first { $0.rule == rule }
      return [line?.before.text.english, line?.verdict.text.english]
    }
    #expect(found("sub-centres-in-region") == ["1 county sub-centre of 6", "3 county sub-centres of 6"])
    #expect(
      found("emergency-sub-centres-in-region") == ["1 emergency sub-centre of 12", "1 emergency sub-centre of 12"])
    #expect(found("central-village-clinics") == ["2 central village clinics", "4 central village clinics"])
    func places(_ service: SiteService, _ status: SiteRecord.Status) -> Set<PlaceID> {
      Set(report.sites.filter { $0.service == service.rawValue && $0.status == status }.map(\.place))
    }
    #expect(places(.countySubCentre, .existing) == [.facility("H")])
    #expect(places(.countySubCentre, .recommended) == [.facility("HT"), .facility("HU")])
    #expect(places(.emergencySubCentre, .existing) == [.facility("H")])
    #expect(places(.centralVillageClinic, .existing) == [.settlement("A4"), .settlement("B6")])
    #expect(places(.centralVillageClinic, .recommended) == [.settlement("B3"), .settlement("B4")])
    let central = report.clinics.filter { $0.provision == "central" }.map(\.settlement.id)
    #expect(Set(central) == ["A4", "B3", "B4", "B6"])
    #expect(report.area.facilities.first { $0.id == "H" }?.tier == .secondaryHospital)
    #expect(report.notes.contains { $0.english.hasPrefix("旗医院 is counted among the county sub-centres") })
    #expect(report.notes.contains { $0.chinese.hasPrefix("丑嘎查按方案（existing:）计为中心村卫生室") })
    // The sub-centre tier holds the hospital, for its county has an emergency centre above it.
    #expect(report.links.contains { $0.unitID == "H" && $0.status == "existing" })
  }

  /// S1 lies in the subdistrict: its central clinic counts today, and a station takes its place with the plan, whether the
  /// plan or the list says that it stands, and where no village is near it, too. The sites say the same as the scorecard,
  /// and a note why.
  @Test(
    arguments: [
      (nil, PlaceID.settlement("S1"), "砚社区"), ("Z,砚社区卫生室,central_village_clinic,9.92,0", .facility("Z"), "砚社区"),
      ("Z,砚东卫生室,central_village_clinic,9.87,0.05", .facility("Z"), "砚东卫生室"),
    ] as [(String?, PlaceID, String)])
  func aStationReplacesTheCentralClinicOfASubdistrict(row: String?, place: PlaceID, called name: String) throws {
    let county = try PaperCounty()
    defer { county.remove() }
    let plan = try String(contentsOf: county.plan, encoding: .utf8)
    if let row {
      let facilities = try String(contentsOf: county.folder.appendingPathComponent("facilities.csv"), encoding: .utf8)
      try county.write(facilities + "\(row),K,S,,,,,\n", to: "facilities.csv")
    } else {
      try county.write(plan + "siting: {central_village_clinic: {existing: S1}}\n", to: "plan.yaml")
    }
    let report = try PlanRun.report(of: county.plan)
    let line = report.scorecard?.lines.first { $0.rule == "central-village-clinics" && $0.level == .region }
    #expect(line?.before.text.english == "1 central village clinic")
    let central = report.clinics.filter { $0.provision == "central" }
    #expect(
      line?.verdict.status == .byConstruction && !central.isEmpty
        && line?.verdict.text.english.hasPrefix("\(central.count) central village clinic") == true)
    #expect(report.clinics.first { $0.settlement.id == "S1" }?.provision == "community_station")
    let sites = report.sites.filter { $0.service == "central_village_clinic" && $0.status != .counted }
    #expect(sites.count { $0.status == .existing || $0.status == .recommended } == central.count)
    let replaced = sites.filter { $0.status == .replaced }
    #expect(replaced.map(\.place) == [place])
    #expect(replaced.first?.reason?.chinese == "位于街道，由社区卫生服务站替代村卫生室。")
    let notes = report.notes.filter { $0.english.contains("station-instead-of-clinic") }
    #expect(
      notes.count == 1 && notes[0].english.hasPrefix("1 central village clinic stands in a subdistrict today (\(name))")
    )
    #expect(notes[0].chinese.hasPrefix("1个中心村卫生室现位于街道（\(name)）"))
    // Whatever is no site of the service itself says why it stands there.
    for site in report.sites where site.status == .counted {
      #expect(
        site.reason?.english.contains("serves as well") == true && site.reason?.chinese.contains("不计入其数量") == true)
    }
    #expect(report.sites.contains { $0.status == .counted })
  }

  /// Of what stands under two services each counts one, whatever the order of the plan's keys.
  @Test func oneHealthCentreMayGiveTwoServices() throws {
    let county = try PaperCounty()
    defer { county.remove() }
    let plan = try String(contentsOf: county.plan, encoding: .utf8)
    let keys = ["county_sub_centre: {existing: HT}", "emergency_sub_centre: {existing: HT}"]
    var scorecards: [Scorecard?] = []
    for order in [keys, keys.reversed()] {
      try county.write(plan + "siting: {\(order.joined(separator: ", "))}\n", to: "plan.yaml")
      let report = try PlanRun.report(of: county.plan)
      scorecards.append(report.scorecard)
      let lines = try #require(report.scorecard?.lines).filter { $0.level == .region }
      for (rule, found) in [
        ("sub-centres-in-region", "1 county sub-centre of 6"),
        ("emergency-sub-centres-in-region", "1 emergency sub-centre of 12"),
      ] {
        #expect(lines.first { $0.rule == rule }?.before.text.english == found)
      }
    }
    #expect(scorecards[0] == scorecards[1])
  }

  /// Without a flag and a boundary S1 is of the subdistrict all the same, for its row says so; what is asked of it
  /// is the document's: a station by Xing'an's and Beibei's, and nothing is known by the others'.
  @Test(arguments: [
    ("xingan", "community_station", "station-instead-of-clinic"),
    ("beibei", "community_station", "community-station-per-people"), ("jining", "not_known", nil),
    ("hohhot", "not_known", nil), ("bayannur", "not_known", nil),
  ])
  func aPlaceOfASubdistrictIsServedAsTheDocumentSays(profile: String, provision: String, rule: String?) throws {
    let county = try PaperCounty(profile: profile, indicators: "单位,指标,数值,年份\n全域,3分钟出车率,96,2025\n")
    defer { county.remove() }
    let villages = try String(contentsOf: county.folder.appendingPathComponent("villages.csv"), encoding: .utf8)
    let named = villages.split(separator: "\n").map { line in
      line.hasPrefix("id") ? line + ",town" : line + (line.hasPrefix("S") ? ",S" : line.hasPrefix("A") ? ",T" : ",U")
    }
    try county.write(named.joined(separator: "\n") + "\n", to: "villages.csv")
    try county.write(
      """
      id,name,kind,county,longitude,latitude
      S,砚街道,街道,K,9.9,0
      T,笔镇,镇,K,10,0
      U,墨苏木,苏木,K,10.6,0

      """, to: "townships.csv")
    let plan = try String(contentsOf: county.plan, encoding: .utf8)
      .replacing(
        "townships: {file: townships.geojson, id: id, name: name, kind: kind, county: county}",
        with: "townships: {derive: thiessen, seats: townships.csv, county: county}"
      )
      .replacing("settlements: {file: villages.csv}", with: "settlements: {file: villages.csv, township: town}")
    for text in [try String(contentsOf: county.plan, encoding: .utf8), plan] {
      try county.write(text, to: "plan.yaml")
      let report = try PlanRun.report(of: county.plan)
      let place = try #require(report.clinics.first { $0.settlement.id == "S1" })
      #expect(place.provision == provision && place.rule == rule && (place.citation == nil) == (rule == nil))
      #expect(
        report.notes.contains { $0.english.hasPrefix("how 1 place of a subdistrict is served is not known (砚社区)") }
          == (provision == "not_known"))
      let line = report.scorecard?.lines.first { $0.rule == "urban-station-distance" && $0.level == .region }
      #expect(line?.verdict.text.english == "0 urban people beyond 5 km")
    }
  }

  /// Where nothing tells town and country apart the verdict says so, and which column would.
  @Test func whatWouldTellTownAndCountryApartIsSaid() throws {
    let county = try PaperCounty()
    defer { county.remove() }
    let towns = try String(contentsOf: county.folder.appendingPathComponent("townships.geojson"), encoding: .utf8)
    try county.write(
      towns.replacing("\"kind\":\"街道\",", with: "").replacing("\"kind\":\"镇\",", with: "")
        .replacing("\"kind\":\"苏木\",", with: "").replacing("砚街道", with: "砚").replacing("笔镇", with: "笔")
        .replacing("墨苏木", with: "墨"), to: "townships.geojson")
    let plan = try String(contentsOf: county.plan, encoding: .utf8)
    try county.write(plan.replacing(" kind: kind,", with: ""), to: "plan.yaml")
    let lines = try #require(try PlanRun.report(of: county.plan).scorecard?.lines)
    for rule in ["rural-station-distance", "urban-station-distance"] {
      let line = try #require(lines.first { $0.rule == rule && $0.level == .region })
      #expect(line.verdict.status == .notKnown)
      #expect(line.verdict.text.english.contains("column urban") && line.verdict.text.english.contains("column kind"))
      #expect(line.verdict.text.chinese.hasPrefix("无法区分城乡：请在村居表填写城乡分类（urban）"))
    }
  }
}
