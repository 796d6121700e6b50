import Testing

@testable import EMSBatch

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
    #expect(page.contains("<polyline"))
  }
}
