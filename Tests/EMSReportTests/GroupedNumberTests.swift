import GeoKit
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSReport

/// Numbers as people read them, and what stands where there is none.
@Suite struct GroupedNumberTests {
  @Test(arguments: [
    (10_763_289.7, 1, "10,763,289.7"), (999.95, 1, "1,000.0"), (999.94, 1, "999.9"), (-12_345.25, 2, "-12,345.25"),
    (0, 0, "0"), (1234.4, 0, "1,234"), (.nan, 1, ""),
  ])
  func thousandsHaveSeparators(_ value: Double, _ places: Int, _ text: String) {
    #expect(NumberText.grouped(value, places: places) == text)
  }

  @Test func measuresAndSumsOfMoneyHaveSeparators() {
    #expect(MeasureUnit.squareKilometres.text(59_806.04).english == "59,806.0 km²")
    #expect(PlanPhases.money(12_000.5, in: "万元").chinese == "12,000.50万元")
    #expect(PlanPhases.money(12_000, in: "万元").english == "12,000 万元")
  }

  @Test func halfPostsAreNotRounded() {
    var table = ReportTable([Phrase("Posts", "新增人员"), Phrase("Cost", "造价")])
    table.append([.amount(20.5), .amount(nil)])
    table.append([.amount(1041), .amount(nil)])
    let page = table.markup().source
    #expect(page.contains(">20.50<") && page.contains(">1,041<"))
    let kept = table.withoutEmptyColumns.markup().source
    #expect(kept.contains("Posts") && !kept.contains("Cost") && page.contains("Cost"))
  }

  /// U+FFFE and U+FFFF are no characters of XML; a full-width comma begins with the same byte as they do.
  @Test func noncharactersDoNotBreakAFile() {
    #expect(Markup.escaped("a\u{FFFE}b\u{FFFF}，\u{1FFFF}") == "a\u{FFFD}b\u{FFFD}，\u{FFFD}")
  }

  @Test func aListWithAssumedFacilitiesIsNotOneOfToday() {
    func facility(_ id: String, _ origin: Origin) -> Facility {
      Facility(id: id, name: id, tier: nil, location: Coordinate(longitude: 121, latitude: 46), origin: origin)
    }
    let (real, assumed) = (facility("a", .surveyed), facility("b", .assumed))
    let derived = facility("c", .derived)
    #expect(FacilitiesTitle(of: [real]).whole == Phrase("Facilities today", "现状机构"))
    #expect(
      FacilitiesTitle(of: [real, assumed]).whole
        == Phrase("Facilities (1 of 2 assumed)", "机构（2个中1个为假定，并非现有）"))
    #expect(FacilitiesTitle(of: [assumed]).whole == Phrase("Facilities (all assumed)", "机构（均为假定，并非现有）"))
    #expect(
      FacilitiesTitle(of: [real, assumed, derived]).whole.english == "Facilities (2 of 3 assumed or derived)")
  }
}
