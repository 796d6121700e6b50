import EMSMaps
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSReport

@Suite struct PlanMapsTests {
  @Test(arguments: Language.allCases) func aSheetForEachThemeAndCounty(_ language: Language) throws {
    let report = try SampleReport.make(language: language)
    let maps = PlanMaps(report)
    #expect(maps.themes.map(\.name) == ["coverage", "gaps", "sites", "network", "clinics"])
    #expect(maps.counties.map(\.name) == ["152221", "152222"])
    for one in maps.themes + maps.counties {
      #expect(!one.sheet.legend.isEmpty && one.sheet.margin.count >= 3)
      #expect(one.sheet.margin.contains { $0.contains(MapReview.sentence[language]) })
      // Whatever is drawn stands in the legend.
      let shown = Set(one.sheet.legend.map(\.style))
      for layer in one.sheet.layers where !layer.shapes.isEmpty {
        #expect(shown.contains(layer.style), "\(one.name): \(layer.style)")
      }
    }
  }

  /// Without a colour the marks of two tiers differ in outline, or at least in size; what is proposed is hollow.
  @Test func marksAreToldApartInGrey() {
    var seen: Set<[String]> = []
    for tier in FacilityTier.allCases {
      let (standing, proposed) = (PaperLook.existing(tier), PaperLook.proposed(tier))
      #expect(standing.fill != nil && proposed.fill == nil && standing.mark == proposed.mark)
      #expect(seen.insert(["\(standing.mark.map { "\($0)" } ?? "")", "\(standing.size)"]).inserted, "\(tier)")
    }
    let ways = MapColour.provisions.map { PaperLook.provision($0).mark }
    #expect(Set(ways).count == ways.count)
  }

  @Test func aPlanWithoutVillagesHasNoSheetOfThem() throws {
    var report = try SampleReport.make()
    report.clinics = []
    report.sites = report.sites.filter { $0.status == .existing }
    #expect(PlanMaps(report).themes.map(\.name) == ["coverage", "gaps", "network"])
  }
}
