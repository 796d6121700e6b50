import EMSModel
import Foundation
import Testing

import EMSFormats

@testable import EMSBatch
@testable import EMSReport

@Suite struct BatchCurveTests {
  private func row(_ plan: String, _ settings: [String: String], _ figures: [(String, Double)]) -> BatchSummaryRow {
    BatchSummaryRow(
      run: .init(id: plan, plan: plan, settings: settings, swept: settings.keys.sorted()),
      figures: figures.map { .init($0.0, .number($0.1)) })
  }

  @Test func aLineForEachPlanAndOtherSetting() {
    let rows = ["a", "b"].flatMap { plan in
      [1.0, 10, 2].flatMap { count in
        ["0", "0.1"].map { gap in
          row(plan, ["count": "\(count)", "gap": gap], [("people", count * 100), ("constant", 5)])
        }
      }
    }
    let curves = BatchCurve.curves(of: rows)
    #expect(curves.map(\.key) == ["count"], "people do not change with the gap, and a constant is no curve")
    #expect(curves.first?.lines.map(\.name) == ["a, gap=0", "a, gap=0.1", "b, gap=0", "b, gap=0.1"])
    #expect(curves.first?.lines.first?.points.map(\.x) == [1, 2, 10], "ascending as numbers, not as text")
    #expect(curves.first?.lines.first?.points.map(\.y) == [100, 200, 1000])
  }

  @Test func wordsAreNoAxis() {
    let rows = ["straight-line", "roads"].map { row("a", ["model": $0], [("people", Double($0.count))]) }
    #expect(BatchCurve.curves(of: rows).isEmpty)
  }

  @Test func namesStayText() {
    let rows = [1.0, 2].map { row("<script>alert(1)</script>", ["count": "\($0)"], [("people", $0)]) }
    let page = BatchPage(title: "<b>", rows: rows, language: .english).html()
    #expect(!page.contains("<script>alert"))
    #expect(!page.contains("<b>"))
    #expect(page.contains("<svg class=\"curve\""))
  }

  /// Every figure that a plan has is called by words, and is written as people, shares and minutes are everywhere.
  @Test(arguments: Language.allCases) func thePageSpeaksInWords(_ language: Language) throws {
    let names =
      [
        "population_beyond_30_km", "population_within_12.5_km", "share_within_12.5_km", "county_sub_centre_sites",
        "emergency_sub_centre_population_after", "rules_met", "rules_not_met", "rules_unknown", "rules_by_construction",
        "rules_not_needed", "rules_aimed_for", "rules_not_due", "population", "population_unplaced", "settlements",
        "townships",
        "facilities",
      ] + ScenarioIndicator.allCases.map(\.rawValue)
    for name in names { #expect(!BatchOutcome.Figure.title(of: name)[language].contains("_"), "\(name)") }
    #expect(BatchOutcome.Figure.title(of: "share_within_12.5_km")[language].contains("12.5"))
    let figures = [
      ("population_beyond_30_km", 1_234_567.0), ("share_within_30_km", 0.55212), ("response_p90_with_plan_min", 82.46),
      ("rules_met", 3),
    ]
    let page = BatchPage(title: nil, rows: [row("a", [:], figures)], language: language).html()
    let head = try #require(
      page.firstMatch(of: /<table class="sortable"><thead>(.*)<\/thead>/))
    #expect(!head.1.contains("_") && head.1.matches(of: /<button type="button">/).count == 5)
    for cell in [
      ">1,234,567</td>", language == .chinese ? ">55.2%</td>" : ">55.2 %</td>",
      language == .chinese ? ">82.5分钟</td>" : ">82.5 min</td>", ">3</td>",
      "data-v=\"0.55212\"",
    ] { #expect(page.contains(cell), "\(cell)") }
  }

  /// The page names the hash of the one script it may run.
  @Test func pageRunsItsOwnScriptAlone() throws {
    let page = BatchPage(title: nil, rows: [row("a", [:], [("people", 1)])], language: .chinese).html()
    let script = try #require(page.firstMatch(of: /<script>([\s\S]*?)<\/script>/)).1
    let hash = ContentHash(of: String(script)).base64
    #expect(page.contains("script-src 'sha256-\(hash)'"))
    #expect(page.contains("base-uri 'none'; form-action 'none'"))
    #expect(!page.contains("unsafe-eval"))
  }

  /// Six lines are told apart by name; more are drawn thin under the middle of them, of an even number the lower.
  @Test func manyLinesAreDrawnUnderTheirMedian() throws {
    func curve(_ count: Int) -> BatchCurve {
      BatchCurve(
        key: "radius", figure: "people",
        lines: (0..<count).map { line in
          .init(name: "plan \(line)", points: [(1, Double(line)), (2, Double(line * 10)), (Double(3 + line), 5)])
        })
    }
    #expect(curve(6).drawing.series.map(\.name.english) == (0..<6).map { "plan \($0)" })
    #expect(curve(6).drawing.faint.isEmpty)
    let many = curve(8)
    #expect(many.drawing.series.map(\.name.chinese) == ["8 个方案的中位数"])
    #expect(many.drawing.faint.count == 8)
    #expect(many.median.map(\.x) == [1, 2], "an x that one line alone has says nothing of the others")
    #expect(many.median.map(\.y) == [3, 30])
    let markup = try #require(many.drawing.markup).source
    #expect(markup.matches(of: /stroke-width="0.5"/).count == 8)
  }

  /// Figures below zero, and curves that are level, stay within the drawing.
  @Test(arguments: [[-5.0, -1], [7, 7]])
  func everyPointLiesInTheDrawing(values: [Double]) throws {
    let curve = BatchCurve(
      key: "k", figure: "f", lines: [.init(name: "a", points: [(1, values[0]), (2, values[1])])])
    let markup = try #require(curve.drawing.markup).source
    let path = try #require(markup.firstMatch(of: /<path d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)" fill/))
    for y in [path.2, path.4] { #expect((16...248).contains(try #require(Double(y)))) }
  }
}
