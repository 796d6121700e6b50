import Testing

@testable import EMSModel
@testable import EMSPolicy

/// What a region calls its counties and the emergency centre above them.
@Suite struct RegionWordsTests {
  private static func area(_ name: String, _ counties: [String], chinese: String? = nil) -> PlanningArea {
    PlanningArea(
      name: name, counties: counties.map { County(id: $0, name: $0) }, townships: [], settlements: [], facilities: [],
      indicators: [], notes: [], account: InputAccount()
    ).with(title: Phrase(name, chinese ?? name))
  }

  @Test(arguments: [
    ("兴安盟", ["突泉县", "扎赉特旗"], "旗县", "league emergency centre", "盟急救中心"),
    ("Xing'an League", ["突泉县"], "县区", "league emergency centre", "盟急救中心"),
    ("济宁市", ["任城区", "曲阜市", "微山县"], "县区", "city emergency centre", "市急救中心"),
    ("呼和浩特市", ["土默特左旗", "武川县"], "旗县", "city emergency centre", "市急救中心"),
    ("北碚区", ["北碚区"], "县区", "prefecture emergency centre", "地市级急救中心"),
    ("白桦川", ["白桦川县"], "县区", "prefecture emergency centre", "地市级急救中心"),
    ("白桦川", ["白桦川旗"], "旗县", "league or city emergency centre", "盟市急救中心"),
  ])
  func aRegionHasItsOwnWords(name: String, counties: [String], county: String, english: String, chinese: String) {
    let area = Self.area(name, counties)
    #expect(area.countyWord == county)
    let words = area.inItsWords(FacilityTier.leagueEmergencyCentre.name)
    #expect(words == Phrase(english, chinese))
    #expect(area.inItsWords(words) == words, "said twice it is the same")
    let chain = area.inItsWords(Phrase("League emergency centre", "盟市急救中心"))
    let first = english.hasPrefix("city") ? "City" : english.hasPrefix("prefecture") ? "Prefecture" : "League"
    #expect(chain.english == "\(first) emergency centre")
    for tier in FacilityTier.allCases where tier != .leagueEmergencyCentre {
      #expect(area.inItsWords(tier.name) == tier.name)
    }
  }

  /// A plan may name its region in each language: Hohhot is a city by its Chinese name.
  @Test func theChineseNameTellsToo() {
    let area = Self.area("Hohhot", ["武川县"], chinese: "呼和浩特市")
    #expect(area.inItsWords(FacilityTier.leagueEmergencyCentre.name) == Phrase("city emergency centre", "市急救中心"))
  }

  /// The document's own word goes before the region's, in notes as elsewhere, and quotes the kinds of facilities alone.
  @Test func theDocumentsTermGoesBeforeTheRegionsWord() throws {
    let xingan = try PolicyRuleTests.profile("xingan")
    let area = Self.area("兴安盟", ["突泉县"])
    let told = xingan.inItsTerms(
      [Note(.assumption, english: "assumed: league or city emergency centre 1", chinese: "假定：盟市急救中心1、县级急救中心6")],
      of: area)
    #expect(told.map(\.english) == ["assumed: league emergency centre 1"])
    #expect(told.map(\.chinese) == ["假定：盟级急诊急救中心1、旗县级急诊急救中心6"])
    let jining = try PolicyRuleTests.profile("jining")
    #expect(
      jining.inItsTerms(Phrase("county sub-centres", "县域医疗次中心"), of: Self.area("济宁市", ["任城区"]))
        == Phrase("county sub-centres", "县域服务次中心"))
  }
}
