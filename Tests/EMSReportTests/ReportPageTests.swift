import Foundation
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSPolicy
@testable import EMSReport

@Suite struct ReportPageTests {
  private func page(_ language: Language = .english, leaflet: Leaflet? = nil) throws -> String {
    String(decoding: ReportPage(try SampleReport.make(language: language), leaflet: leaflet).bytes(), as: UTF8.self)
  }

  @Test func aHostileNameStaysText() throws {
    let plain = try page()
    let full = try page(leaflet: Leaflet(script: "var L;", style: ""))
    for text in [plain, full] {
      #expect(!text.contains(SampleReport.hostileName))
      #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
      #expect(!text.contains("</title> "))
      #expect(text.components(separatedBy: "<script").count == text.components(separatedBy: "</script>").count)
    }
    #expect(full.contains("\\u003cscript>alert(1)\\u003c/script>"))
    #expect(plain.components(separatedBy: "<script").count == 3)
    #expect(full.components(separatedBy: "<script").count == 4)
  }

  @Test func thePageIsInTheLanguageOfTheReportAndHasBoth() throws {
    #expect(try page(.chinese).contains("<html lang=\"zh\">"))
    let english = try page(.english)
    #expect(english.contains("<html lang=\"en\">"))
    #expect(english.contains("<span class=\"en\">Scorecard</span><span class=\"zh\">评分</span>"))
  }

  /// Each figure on top says what it rests on, and each town has its card.
  @Test func figuresHaveTheirBasisAndTownsTheirCards() throws {
    let text = try page()
    let figures = try #require(text.range(of: "<div class=\"figures\">")).upperBound
    let top = text[figures..<(try #require(text.range(of: "<form")).lowerBound)]
    let boxes = top.components(separatedBy: "<div tabindex=\"0\">").dropFirst()
    #expect(boxes.count >= 5 && boxes.allSatisfy { $0.contains("class=\"basis\"") })
    let report = try SampleReport.make()
    #expect(text.components(separatedBy: "<article class=\"card\" hidden").count - 1 == report.townships.count)
    // The town's own site, and the people that it lacks.
    let site = try #require(report.sites.first { $0.status == .recommended && $0.townshipID != nil })
    let name = try #require(report.area.townships.first { $0.id == site.townshipID }?.name)
    let start = try #require(text.range(of: "data-town=\"\(Markup.escaped(name))\"")).upperBound
    let card = text[start...].prefix(while: { _ in true }).components(separatedBy: "</article>")[0]
    #expect(card.contains(Markup.escaped(site.name)))
  }

  @Test func nothingInThePageAsksTheNetwork() throws {
    let leaflet = Leaflet(
      script: "var L;\n//# sourceMappingURL=leaflet.js.map", style: "a{color:red}b{background:url(images/x.png)}")
    let text = try page(leaflet: leaflet)
    #expect(text.contains("default-src 'none'"))
    #expect(text.contains("a{color:red}b{background:none}"))
    for word in ["sourceMappingURL", "url(", "src=", "href=\"http", "@import", "fetch(", "XMLHttpRequest"] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test func withoutLeafletTheLayersAreDrawn() throws {
    let text = try page()
    #expect(text.contains("id=\"plain-map\""))
    #expect(text.contains("<g data-layer=\"gaps-emergency\""))
    #expect(try !page(leaflet: Leaflet(script: "", style: "")).contains("id=\"plain-map\""))
  }

  @Test func theMapDataAreJSON() throws {
    let report = try SampleReport.make()
    let text = try page(leaflet: Leaflet(script: "", style: ""))
    let start = try #require(text.range(of: "id=\"map-data\">"))
    let end = try #require(text.range(of: "</script>", range: start.upperBound..<text.endIndex))
    let object = try JSONSerialization.jsonObject(with: Data(text[start.upperBound..<end.lowerBound].utf8))
    let layers = try #require((object as? [String: Any])?["layers"] as? [[String: Any]])
    #expect(layers.compactMap { $0["id"] as? String }.contains("provision"))
    let provision = try #require(layers.first { $0["id"] as? String == "provision" })
    #expect((provision["features"] as? [Any])?.count == report.clinics.count)
  }

  @Test func simplifiedLinesStayWithinTheTolerance() throws {
    let report = try SampleReport.make()
    let screen = ScreenShape(.init(west: 121, south: 46, east: 123, north: 47))
    #expect(screen.tolerance == .metres(50))
    let disc = try #require(report.stations.first?.shape)
    let simple = screen.simplified(disc)
    let corners = disc.polygons[0].shell.coordinates.count
    #expect(simple.polygons[0].shell.coordinates.count < corners)
    #expect(simple.polygons[0].shell.coordinates.first == simple.polygons[0].shell.coordinates.last)
  }

  @Test(arguments: [
    (0.0, 1.0, [0, 0.2, 0.4, 0.6, 0.8, 1.0]), (0, 6, [0, 1, 2, 3, 4, 5, 6]), (3, 47, [10, 20, 30, 40]),
  ])
  func ticksAreRoundNumbers(low: Double, high: Double, expected: [Double]) {
    let ticks = SVGCurve.ticks(from: low, to: high)
    #expect(ticks.count == expected.count)
    for (tick, value) in zip(ticks, expected) { #expect(abs(tick - value) < 1e-9) }
  }
}
