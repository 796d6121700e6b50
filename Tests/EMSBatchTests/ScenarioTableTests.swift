import Foundation
import TestSupport
import Testing

@testable import EMSBatch
@testable import EMSModel

/// The runs of a batch side by side.
@Suite struct ScenarioTableTests {
  private func row(
    _ id: String, plan: String = "a.yaml", _ settings: [String: String] = [:], _ figures: [ScenarioIndicator: Double?]
  ) -> BatchSummaryRow {
    BatchSummaryRow(
      run: BatchDescription.Run(id: id, plan: plan, settings: settings, swept: []),
      figures: figures.sorted { $0.key.rawValue < $1.key.rawValue }.map {
        BatchOutcome.Figure($0.key.rawValue, $0.value.map { .number($0) } ?? .unknown)
      }, failure: nil)
  }

  private var rows: [BatchSummaryRow] {
    [
      row("a", [:], [.shareWithPlan: 0.5, .beyondWithPlan: 1000, .halfReached: nil]),
      row("a@count=8", ["siting.emergency_sub_centre.count": "8"], [.shareWithPlan: 0.75, .beyondWithPlan: 500]),
      row("b@count=8", plan: "b.yaml", ["siting.emergency_sub_centre.count": "8"], [.shareWithPlan: 0.25]),
    ]
  }

  private func scenarios(_ table: ScenarioTable) throws -> [[String: Any]] {
    let value = try JSONSerialization.jsonObject(with: Data(table.json())) as? [String: Any]
    #expect((value?["indicators"] as? [Any])?.count == 12)
    return try #require(value?["scenarios"] as? [[String: Any]])
  }

  /// Where nothing is named, the run that sets nothing is the base of its plan's runs; another plan has none.
  @Test func theRunThatSetsNothingIsTheBase() throws {
    let table = ScenarioTable(rows: rows, base: nil)
    let found = try scenarios(table)
    #expect(found.map { $0["id"] as? String } == ["a", "a@count=8", "b@count=8"])
    #expect(found.map { $0["is_base"] as? Bool } == [true, false, false])
    #expect(found[1]["base"] as? String == "a" && found[2]["base"] is NSNull)
    let changes = try #require(found[1]["changes"] as? [String: Any])
    #expect(changes["share_within_greatest_radius_with_plan"] as? Double == 0.25)
    #expect(changes["population_beyond_with_plan"] as? Double == -500)
    // Unknown in the base: no difference. Of the base itself: none.
    #expect(changes["response_median_with_plan_min"] is NSNull)
    #expect((found[0]["changes"] as? [String: Any])?["population_beyond_with_plan"] is NSNull)
    let page = table.markup.source
    #expect(page.contains("+25.0 percentage points") && page.contains("个百分点") && page.contains("(base)"))
    #expect(page.contains("-500") && !page.contains("Minutes to half"))
    let lines = String(decoding: table.csv(), as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(lines[0].contains("is_base,base,siting.emergency_sub_centre.count,county_sub_centre_sites"))
    #expect(lines[1].hasPrefix("a,a.yaml,done,true,a,,") && lines[2].hasPrefix("a@count=8,a.yaml,done,false,a,8,"))
  }

  @Test func aNamedBaseServesAllRuns() throws {
    let found = try scenarios(ScenarioTable(rows: rows, base: "a@count=8"))
    #expect(found.map { $0["id"] as? String } == ["a@count=8", "a", "b@count=8"])
    #expect(found.allSatisfy { $0["base"] as? String == "a@count=8" })
    let changes = try #require(found[2]["changes"] as? [String: Any])
    #expect(changes["share_within_greatest_radius_with_plan"] as? Double == -0.5)
  }

  @Test func aBaseThatIsNoRunIsRefused() throws {
    let folder = URL(fileURLWithPath: "/nowhere")
    let text = { (base: String) in "base: \(base)\nsweep: {siting.gap: [0, 0.5]}\nplans: [p.yaml]\n" }
    #expect(try BatchManifest(yaml: text("p@gap=0.5"), file: "m.yaml", folder: folder).base == "p@gap=0.5")
    do {
      _ = try BatchManifest(yaml: text("p@gap=1"), file: "m.yaml", folder: folder)
      Issue.record("a base that no run has is read")
    } catch {
      let problem = try #require(error.problems.first)
      #expect(problem.field == "base" && problem.value == "p@gap=1" && problem.remedyEnglish.contains("p@gap=0"))
    }
  }
}
