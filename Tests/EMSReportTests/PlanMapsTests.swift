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
      // Whatever is drawn stands in the legend; the radii as they look where the wider ones lie beneath them.
      let shown = Set(one.sheet.legend.map(\.style))
      let samples = Dictionary(
        report.bands.indices.map { (PaperLook.band($0), PaperLook.bandSample($0, of: report.bands.count)) },
        uniquingKeysWith: { first, _ in first })
      for layer in one.sheet.layers where !layer.shapes.isEmpty {
        #expect(shown.contains(samples[layer.style] ?? layer.style), "\(one.name): \(layer.style)")
      }
    }
  }

  /// On the sheet of a county the people of the whole region would be read as its own.
  @Test func aCountysSheetHasNoPeopleOfTheRegion() throws {
    let report = try SampleReport.make()
    let people = report.bands.compactMap(\.population).map(NumberText.grouped)
    let maps = PlanMaps(report)
    func names(_ sheet: PlanMaps.Sheet) -> Bool {
      sheet.sheet.legend.contains { entry in people.contains { entry.text.contains("· \($0)") } }
    }
    #expect(!people.isEmpty && maps.themes.first.map(names) == true)
    #expect(!maps.counties.isEmpty && !maps.counties.contains(where: names))
  }

  /// Paper, then each radius from the widest, each covering 0.45 of what is beneath it.
  @Test func aRadiusInTheLegendLooksAsItDoesOnTheMap() throws {
    let bottom = try #require(PaperLook.band(2).fill).green * 0.45 + 0.55
    let top = try #require(PaperLook.band(1).fill).green * 0.45 + bottom * 0.55
    #expect(abs(try #require(PaperLook.bandSample(2, of: 3).fill).green - bottom) < 1e-12)
    #expect(abs(try #require(PaperLook.bandSample(1, of: 3).fill).green - top) < 1e-12)
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

  /// Two rows with one mark would leave open which of them a place on the map is.
  @Test(arguments: Language.allCases) func eachRowOfALegendHasALookOfItsOwn(_ language: Language) throws {
    var report = try SampleReport.make(language: language)
    for (word, name) in [
      ("emergency_sub_centre", Phrase("Stations", "分中心")), ("county_sub_centre", Phrase("Centres", "次中心")),
    ] {
      for status in [SiteRecord.Status.recommended, .counted, .replaced] {
        var site = report.sites[1]
        (site.service, site.serviceName, site.status) = (word, name, status)
        report.sites.append(site)
      }
    }
    report.sitings += report.sitings.map { siting in
      var other = siting
      other.service = "county_sub_centre"
      return other
    }
    for one in PlanMaps(report).themes + PlanMaps(report).counties {
      let looks = one.sheet.legend.filter { $0.sample == .place }.map(\.style)
      #expect(Set(looks).count == looks.count, "\(one.name)")
    }
    let rows = try #require(PlanMaps(report).themes.first { $0.name == "sites" }).sheet.legend.map(\.text)
    let asked = Phrase(
      "Others that serve as well (rural emergency sub-centres 1, Centres 1)",
      "其他计入服务的机构（乡村急救分中心1，次中心1）")
    #expect(rows.contains(asked[language]), "\(rows)")
  }

  /// Of both it is the palest colour, and its word says so.
  @Test func unknownPeopleOfAGapAreNotTakenForNobody() {
    #expect(MapColour.gap(nil) == MapColour.gap(0))
    let word = MapColour.gapLegend.first { $0.colour == MapColour.gap(nil) }?.meaning
    #expect(word == Phrase("nobody, or people not known", "无人居住或人口未知"))
  }

  @Test func aPlanWithoutVillagesHasNoSheetOfThem() throws {
    var report = try SampleReport.make()
    report.clinics = []
    report.sites = report.sites.filter { $0.status == .existing }
    #expect(PlanMaps(report).themes.map(\.name) == ["coverage", "gaps", "network"])
  }
}
