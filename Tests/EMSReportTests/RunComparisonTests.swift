import EMSFormats
import Testing

@testable import EMSModel
@testable import EMSReport

/// What two runs say of each other: only what changed, and by what.
@Suite struct RunComparisonTests {
  private func report() throws -> PlanReport {
    var report = try SampleReport.make()
    report.planKeys = [
      "name": "Sample", "siting.emergency_sub_centre.count": "2", "travel.emergency.mode": "ambulance",
    ]
    report.remainders = [
      RemainderRecord(townshipID: "15222000", people: 1200, settlements: 4),
      RemainderRecord(townshipID: "15222200", people: 300, settlements: 1),
    ]
    report.comparisons = [
      ComparisonRecord(
        id: "care_share_60_min", measure: Phrase("Share within an hour", "1小时占比"), unit: .share, before: 0.25,
        after: 0.5)
    ]
    return report
  }

  @Test func equalRunsHaveNothingToTell() throws {
    let digest = try RunDigest(report())
    let comparison = RunComparison(from: digest, to: digest)
    #expect(comparison.changes.isEmpty)
    #expect(comparison.sentences == [Phrase("Nothing changed.", "没有变化。")])
  }

  /// What a year costs is compared, and a price moves nothing but that.
  @Test func aPriceChangesThePhasesAlone() throws {
    func digest(cost: Double, key: String) throws -> RunDigest {
      var report = try report()
      report.planKeys["costs.emergency_sub_centre.new"] = key
      var digest = try RunDigest(report)
      digest.phases = ["2025": Phrase("2 sites, cost \(Int(cost)) 万元", "2个站点，造价\(Int(cost))万元")]
      return digest
    }
    var new = try digest(cost: 300, key: "150")
    let old = try digest(cost: 240, key: "120")
    new.towns["15222000"]?.people = 1300
    let comparison = RunComparison(from: old, to: new)

    let phase = try #require(comparison.changes.first { $0.kind == .phase })
    #expect(phase.name == Phrase("the phase to the end of 2025", "截至2025年底的一期"))
    #expect(phase.reason.english == "because costs.emergency_sub_centre.new 120 → 150")
    let town = try #require(comparison.changes.first { $0.kind == .town })
    #expect(!town.reason.english.contains("costs"), "a price moves nobody")
    #expect(
      comparison.sentences.map(\.chinese).contains("分期：截至2025年底的一期：2个站点，造价240万元 → 2个站点，造价300万元。"))
  }

  /// A village that had a clinic of its own is served by it no more: that is the change, and no reason of it.
  @Test func noChangeIsItsOwnReason() throws {
    let report = try report()
    var changed = report
    changed.planKeys["siting.emergency_sub_centre.count"] = "1"
    var (old, new) = (try RunDigest(report), try RunDigest(changed))
    func village(_ name: String, _ provision: String, by server: String, _ serverName: String) -> RunDigest.Village {
      .init(
        name: name, population: 100, provision: provision, servedByVillage: server, servedByName: serverName,
        rule: "none", location: nil)
    }
    old.villages = ["1": village("甲村", "own", by: "1", "甲村"), "2": village("乙村", "central", by: "2", "乙村")]
    new.villages = ["1": village("甲村", "extension", by: "2", "乙村"), "2": village("乙村", "central", by: "2", "乙村")]
    let own = RunComparison(from: old, to: new).changes.filter { $0.kind == .provision }
    #expect(own.map(\.id) == ["1"])
    #expect(own.first?.after.chinese == "邻村延伸（乙村）")
    #expect(own.first?.reason.english == "because siting.emergency_sub_centre.count 2 → 1")
    // A central clinic stands in its own village; nobody asks by whom.
    old.villages["2"] = village("乙村", "own", by: "2", "乙村")
    let central = RunComparison(from: old, to: new).changes.first { $0.id == "2" }
    #expect(central?.after == FieldTitle.word("central"))
  }

  /// A single cause is told as the cause of all; a name is none.
  @Test func oneChangedKeyIsTheCauseOfEverything() throws {
    let old = try report()
    var new = old
    new.planKeys["siting.emergency_sub_centre.count"] = "1"
    new.planKeys["name"] = "Other"
    new.sites.removeAll { $0.status == .recommended }
    new.remainders[0].people = 2000
    new.remainders.removeLast()
    new.comparisons[0].after = 0.375
    let comparison = RunComparison(from: try RunDigest(old), to: try RunDigest(new))

    #expect(comparison.causes.map(\.id) == ["siting.emergency_sub_centre.count"])
    let sites = comparison.changes.filter { $0.kind == .site }
    let gone = old.sites.filter { $0.status == .recommended }
    #expect(sites.count == gone.count && !gone.isEmpty)
    #expect(sites.allSatisfy { $0.after.english.isEmpty && $0.location != nil && $0.direction == "gone" })
    #expect(sites.allSatisfy { $0.reason.english.contains("because siting.emergency_sub_centre.count 2 → 1") })
    let measure = try #require(comparison.changes.first { $0.kind == .measure && $0.id == "care_share_60_min" })
    #expect(measure.before.english == "50.0 %" && measure.after.english == "37.5 %")
    #expect(measure.name.chinese == "1小时占比")
    let towns = comparison.changes.filter { $0.kind == .town }
    #expect(towns.map(\.people) == [800, -300])
    let told = comparison.sentences
    #expect(told[0].english.hasSuffix("2 → 1. Everything below follows from that alone."))
    #expect(told[0].chinese.hasSuffix("2 → 1。以下变化均由此引起。"))
    #expect(told.contains { $0.english.contains("1,200 → 2,000 (+800)") && $0.chinese.contains("（+800）") })
    // Nothing that is the same is told.
    #expect(!comparison.changes.contains { $0.id == "travel.emergency.mode" })
  }

  @Test func ofSeveralCausesTheNearestIsNamed() throws {
    let old = try report()
    var new = old
    new.planKeys["siting.emergency_sub_centre.count"] = "1"
    new.planKeys["travel.emergency.mode"] = nil
    new.sites.removeAll { $0.status == .recommended }
    let comparison = RunComparison(from: try RunDigest(old), to: try RunDigest(new))
    #expect(comparison.causes.count == 2)
    for site in comparison.changes where site.kind == .site {
      let isOfKey = site.id.hasPrefix("emergency_sub_centre ")
      #expect(site.reason.english.contains(isOfKey ? "; 1 more may bear on it" : "because of one or more of: "))
    }
  }

  /// The map, the layers and the table show the same changes.
  @Test func layersAndPageShowWhatTheTableTells() throws {
    let old = try report()
    var new = old
    new.planKeys["travel.emergency.mode"] = "car"
    new.remainders[0].people = 2000
    new.sites.removeAll { $0.status == .recommended }
    let comparison = RunComparison(from: try RunDigest(old), to: try RunDigest(new))
    new.comparison = comparison
    let layers = PlanLayer.all(of: new)
    let towns = try #require(layers.first { $0.name == "changed-towns" })
    let places = try #require(layers.first { $0.name == "changed-places" })
    #expect(towns.features.count == comparison.count(.town) && towns.features.count == 1)
    #expect(places.features.count == comparison.count(.site) + comparison.count(.provision))
    #expect(!PlanLayer.all(of: old).contains { $0.name.hasPrefix("changed-") })
    let page = String(decoding: ReportPage(new, leaflet: nil).bytes(), as: UTF8.self)
    #expect(page.contains("id=\"compared\"") && page.contains("data-layer=\"changed-sites\""))
    for sentence in comparison.sentences { #expect(page.contains(Markup.escaped(sentence.chinese))) }
    #expect(!String(decoding: ReportPage(old, leaflet: nil).bytes(), as: UTF8.self).contains("id=\"compared\""))
  }
}
