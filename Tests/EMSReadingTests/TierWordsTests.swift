import Testing

@testable import EMSModel
@testable import EMSReading

/// The words of lists of facilities, in Chinese, English and French.
struct TierWordsTests {
  private func word(_ cell: String) -> String? { TierWords.meaning(of: cell)?.word }
  private func name(_ name: String) -> String? { TierWords.meaning(ofName: name)?.word }

  @Test(arguments: [
    ("三级甲等", "tertiary_hospital"), ("三级综合医院", "tertiary_hospital"), ("二级乙等医院", "secondary_hospital"),
    ("县人民医院", "secondary_hospital"), ("县级公立医院", "secondary_hospital"), ("乡卫生院（一级甲等）", "township_health_centre"),
    ("一般卫生院", "township_health_centre"), ("柳树镇中心卫生院", "township_health_centre"),
    ("标准化村卫生室", "village_clinic"), ("村卫生所", "village_clinic"), ("嘎查卫生室", "village_clinic"),
    ("中心村卫生室", "central_village_clinic"), ("中心卫生室", "central_village_clinic"),
    ("社区卫生服务中心", "community_health_centre"), ("社区卫生服务站", "community_health_station"),
    ("急救站", "emergency_sub_centre"), ("120急救站", "emergency_sub_centre"), ("急救分站", "emergency_sub_centre"),
    ("乡村急救分中心", "emergency_sub_centre"), ("急救中心", "county_emergency_centre"), ("120急救中心", "county_emergency_centre"),
    ("盟市急救中心", "league_emergency_centre"), ("120", "dispatch_centre"), ("120调度指挥中心", "dispatch_centre"),
    ("县域医疗次中心", "county_sub_centre"), ("疾病预防控制中心", "ignore"), ("疾控中心", "ignore"), ("中心血站", "ignore"),
    ("village_clinic", "village_clinic"), ("Village clinic", "village_clinic"), ("ignore", "ignore"),
  ])
  func chineseWords(cell: String, tier: String) {
    #expect(word(cell) == tier)
    #expect(word("　\(cell) ") == tier, "spaces change nothing")
  }

  /// Words of other countries, the last word of a name that has several, and words that only look like those of a tier.
  @Test(arguments: [
    ("Puesto de salud", "village_clinic"), ("Centro de saúde", "township_health_centre"),
    ("Posto de Saúde", "village_clinic"),
    ("Hospital Nacional", "tertiary_hospital"), ("Hospital Central", "tertiary_hospital"),
    ("Hospital Distrital", "secondary_hospital"),
    ("Officine", "ignore"), ("Farmacia", "ignore"), ("Cabinet médical", "village_clinic"),
    ("Upazila Sub Center", "township_health_centre"),
    ("KEPH Level 3", "township_health_centre"), ("Basic Health Unit", "village_clinic"),
    ("Hospital Road Clinic", "village_clinic"),
    ("Chestnut Clinic", "village_clinic"), ("Bloodville Health Post", "village_clinic"), ("Chest Clinic", "ignore"),
    ("Blood Bank", "ignore"), ("甲县人民医院（急救站）", "emergency_sub_centre"), ("甲县人民医院（老院区）", "secondary_hospital"),
  ])
  func wordsOfOtherCountries(text: String, tier: String) { #expect(name(text) == tier || word(text) == tier) }

  /// Levels under a header of Kenya's are hers, whatever stands around the digit; under another header nobody's.
  @Test(arguments: [
    ("Level 2", "village_clinic"), ("level 3", "township_health_centre"), ("LEVEL 4", "secondary_hospital"),
    ("Level 5", "secondary_hospital"), ("Level 6", "tertiary_hospital"), ("4", "secondary_hospital"),
    ("KEPH Level 4", "secondary_hospital"), ("Level 3B", "township_health_centre"),
  ])
  func levelsAreThoseOfTheirHeader(cell: String, tier: String) throws {
    for header in ["KEPH level", "Keph_level_name", "KEPH"] {
      let level = TierWords.level(cell, under: FieldSynonyms.normalised(header))
      #expect(word(level ?? cell) == tier, "\(header)")
      let area = try InputFilesTests().read([
        "facilities.csv": "id,name,\(header),lon,lat\nh1,Aba,\(cell),122.1,46.2\nh2,Bebe,Level 4,122.1,46.3\n"
      ])
      #expect(area.facilities.map(\.tier?.rawValue) == [tier, "secondary_hospital"])
    }
    #expect(TierWords.level(cell, under: "level") == nil)
    // The plan's own word goes first.
    let plan = InputFilesTests.plan.replacing(
      "{file: facilities.csv}", with: "{file: facilities.csv, tiers: {'\(cell)': community_health_station}}")
    let mapped = try InputFilesTests().read([
      "plan.yaml": plan, "facilities.csv": "id,name,KEPH level,lon,lat\nh1,Aba,\(cell),122.1,46.2\n",
    ])
    #expect(mapped.facilities.map(\.tier) == [.communityHealthStation])
  }

  /// What has no place of its own is left out and told.
  @Test(arguments: [
    "Mobile clinic", "Mobile", "Mobile Health Unit", "Outreach", "Outreach clinic", "Floating Clinic",
    "Clinique mobile",
    "Équipe mobile", "Unidad móvil", "Clínica móvil", "PHC/ORC", "流动医疗车", "流动卫生室", "巡回医疗队", "流动", "移动医院",
    "HIV Clinic", "TB clinic", "Cosmetic clinic", "Physio clinic", "Fertility centre",
  ])
  func whatHasNoPlaceIsLeftOut(cell: String) throws {
    #expect(word(cell) == "ignore")
    let area = try InputFilesTests().read([
      "facilities.csv": "id,name,type,lon,lat\nh1,Aba,\(cell),122.1,46.2\nh2,Bebe,District Hospital,122.1,46.3\n"
    ])
    #expect(area.facilities.map(\.id) == ["h2"])
    #expect(area.notes.contains { $0.english.contains("treats no patients, or at no fixed place, and left out") })
    #expect(area.notes.contains { $0.chinese.contains("没有固定地点，未纳入") })
  }

  @Test(arguments: [
    ("Mobile Police Clinic", "village_clinic"), ("Mobile District Hospital", "secondary_hospital"),
    ("Orchard Clinic", "village_clinic"),
    ("甲镇流动人口之家卫生室", "village_clinic"),
  ])
  func otherWordsAreNoMobileOnes(text: String, tier: String) { #expect(name(text) == tier) }

  /// What no list of ours knows is asked for, never taken for the next best.
  @Test(arguments: ["一级", "综合医院", "门诊", "未定级", "诊所", "", "—", "Level 4", "Church hall"])
  func otherWordsSayNothing(cell: String) { #expect(word(cell) == nil) }

  @Test(arguments: [
    ("甲县人民医院", "secondary_hospital"), ("乙旗医院", "secondary_hospital"), ("丙旗蒙医医院", "secondary_hospital"),
    ("甲县妇幼保健院", "secondary_hospital"), ("甲县妇幼保健计划生育服务中心", "secondary_hospital"),
    ("镇原县妇幼保健和计划生育服务中心", "secondary_hospital"), ("丙旗妇计中心", "secondary_hospital"), ("甲区妇幼健康服务中心", "secondary_hospital"),
    ("某盟人民医院", "tertiary_hospital"), ("河口镇中心卫生院", "township_health_centre"),
    ("柳湾村卫生室", "village_clinic"), ("河口镇急救站", "emergency_sub_centre"), ("甲县120", "dispatch_centre"),
    ("丙旗蒙医综合医院", "secondary_hospital"),
    ("某盟蒙医综合医院", "tertiary_hospital"), ("甲县疾控中心", "ignore"), ("Kimana Health Centre", "township_health_centre"),
    ("Dispensaire de Thiès", "village_clinic"),
    ("Starehe Secondary School Dispensary", "village_clinic"), ("Sadar District Hospital", "secondary_hospital"),
  ])
  func names(of facility: String, tier: String) { #expect(name(facility) == tier) }

  /// What stands in brackets changes no word of a tier.
  @Test(arguments: [
    ("卫生所（室）", "village_clinic"), ("医务室(站)", "village_clinic"), ("二级（甲等）", "secondary_hospital"),
    ("三级（未定等）", "tertiary_hospital"),
  ])
  func bracketsBehindAWordChangeNothing(cell: String, tier: String) { #expect(word(cell) == tier) }

  /// A city may be a county, which only the plan's files can tell; the league's own centre stays the league's.
  @Test(arguments: [
    ("乌兰浩特市急救中心", "county_emergency_centre"), ("乌兰浩特市120急救中心（市医院）", "county_emergency_centre"),
    ("兴安盟急救中心", "league_emergency_centre"), ("通辽市急救中心", "league_emergency_centre"),
    ("通辽市霍林郭勒市急救中心", "county_emergency_centre"), ("锡林郭勒盟锡林浩特市急救中心", "county_emergency_centre"),
    ("突泉县急救中心", "county_emergency_centre"), ("延边朝鲜族自治州急救中心", "league_emergency_centre"),
    ("乌兰浩特市急救分站", "emergency_sub_centre"),
  ])
  func aCityThatIsACountyHasACentreOfItsOwn(facility: String, tier: String) {
    #expect(TierWords.meaning(ofName: facility, countyCities: ["乌兰浩特市", "阿尔山市"])?.word == tier)
  }

  /// A class of statistics says no more than the kind; whose it is the name says.
  @Test(arguments: ["急救中心（站）", "急救中心", "急救机构"])
  func aKindOfEmergencyServiceLeavesItToTheName(cell: String) {
    let tiers = TierDecisions(mapping: [:], countyCities: ["乌兰浩特市"])
    #expect(tiers.group(cells: [cell], name: "兴安盟急救中心")?.meaning == .tier(.leagueEmergencyCentre))
    #expect(tiers.group(cells: [cell], name: "乌兰浩特市急救中心")?.meaning == .tier(.countyEmergencyCentre))
    #expect(tiers.group(cells: [cell], name: "甲镇急救站")?.meaning == .tier(.emergencySubCentre))
    let mapped = TierDecisions(mapping: [cell: "emergency_sub_centre"])
    #expect(mapped.group(cells: [cell], name: "兴安盟急救中心")?.meaning == .tier(.emergencySubCentre))
  }

  @Test func aCityIsNamedWhereNothingTellsWhetherItIsACounty() throws {
    let list = "编码,名称,类别,经度,纬度\ne1,东河市急救中心,,122.1,46.2\n"
    let plan = InputFilesTests.plan.replacing("  counties: {file: counties.geojson}\n", with: "")
    let towns = InputFilesTests.townships.replacing("\"county\":\"1\",", with: "").replacing(
      ",\"county\":\"西旗\"", with: "")
    let area = try InputFilesTests().read(["plan.yaml": plan, "townships.geojson": towns, "facilities.csv": list])
    #expect(area.facilities.map(\.tier) == [.leagueEmergencyCentre])
    #expect(area.notes.contains { $0.english.contains("东河市急救中心: taken as the emergency centre above the counties") })
    let counties = InputFilesTests.counties.replacing("东旗", with: "东河市")
    let known = try InputFilesTests().read(["counties.geojson": counties, "facilities.csv": list])
    #expect(known.facilities.map(\.tier) == [.countyEmergencyCentre])
    #expect(!known.notes.contains { $0.english.contains("above the counties") })
  }

  /// Words that YAML would read otherwise stand in quotes in what the run says to write, and in none in an option.
  @Test(arguments: [("类别: 甲 {1}", "'类别: 甲 {1}'"), ("yes", "'yes'"), ("1", "'1'"), ("门诊部", "门诊部")])
  func theRemedyOfAnUnknownWordCanBeWritten(word: String, key: String) throws {
    let list = "编码,名称,类别,经度,纬度\ne1,某机构,\(word),122.1,46.2\n"
    let problems = #expect(throws: InputProblems.self) { try InputFilesTests().read(["facilities.csv": list]) }?
      .problems
    #expect(problems?.first?.remedyEnglish.contains("tiers: {\(key): village_clinic}") == true)
    let plan = InputFilesTests.plan.replacing(
      "facilities: {file: facilities.csv}", with: "facilities: {file: facilities.csv, tiers: {\(key): village_clinic}}")
    #expect(
      try InputFilesTests().read(["plan.yaml": plan, "facilities.csv": list]).facilities.map(\.tier) == [.villageClinic]
    )
  }

  @Test(arguments: ["河口镇妇幼保健计划生育服务中心", "计划生育服务中心", "某省妇幼保健中心", "康复医院", "某某口腔", "机构0", "Grace"])
  func otherNamesSayNothing(facility: String) { #expect(name(facility) == nil) }

  /// The types of the master facility lists of five countries.
  @Test(arguments: [
    // Kenya
    ("Dispensary", "village_clinic"), ("Medical Clinic", "village_clinic"), ("Health Centre", "township_health_centre"),
    ("Basic Health Centre", "township_health_centre"), ("Comprehensive Health Centre", "township_health_centre"),
    ("Rural Health Training Centre", "township_health_centre"), ("Nursing Home", "township_health_centre"),
    ("Maternity Home", "township_health_centre"), ("Medical Center", "township_health_centre"),
    ("Sub-District Hospital", "secondary_hospital"), ("District Hospital", "secondary_hospital"),
    ("Primary care hospitals", "secondary_hospital"), ("Secondary care hospitals", "secondary_hospital"),
    ("County Referral Hospital", "secondary_hospital"), ("Provincial General Hospital", "secondary_hospital"),
    ("National Referral Hospital", "tertiary_hospital"),
    ("Comprehensive Teaching & Tertiary Referral Hospital", "tertiary_hospital"),
    ("VCT Centre (Stand-Alone)", "ignore"),
    ("Laboratory (Stand-alone)", "ignore"), ("Dental Clinic", "ignore"), ("Eye Centre", "ignore"),
    ("Pharmacy", "ignore"),
    ("Regional Blood Transfusion Centre", "ignore"), ("District Health Office", "ignore"),
    ("Training Institution in Health (Stand-alone)", "ignore"), ("Not in List", "ignore"),
    // Malawi
    ("Health Post", "village_clinic"), ("Clinic", "village_clinic"), ("Village Clinic", "village_clinic"),
    ("Maternity", "village_clinic"), ("Community Hospital", "secondary_hospital"),
    ("Rural Hospital", "secondary_hospital"),
    ("Central Hospital", "tertiary_hospital"), ("Outreach", "ignore"),
    // Senegal
    ("Case de santé", "village_clinic"), ("Poste de santé", "village_clinic"), ("Poste de Sante", "village_clinic"),
    ("Infirmerie", "village_clinic"), ("Dispensaire", "village_clinic"), ("Maternité rurale", "village_clinic"),
    ("Centre de santé", "township_health_centre"), ("Hôpital régional", "secondary_hospital"),
    ("Centre hospitalier régional", "secondary_hospital"), ("EPS niveau 1", "secondary_hospital"),
    ("EPS 2", "secondary_hospital"), ("EPS 3", "tertiary_hospital"), ("EPS3", "tertiary_hospital"),
    ("CHU", "tertiary_hospital"), ("Centre hospitalier universitaire", "tertiary_hospital"),
    ("Cabinet dentaire", "ignore"), ("Pharmacie", "ignore"), ("SAMU", "emergency_sub_centre"),
    // Bangladesh
    ("Community Clinic", "village_clinic"), ("Union Sub-Center", "township_health_centre"),
    ("Union Health and Family Welfare Centre", "township_health_centre"),
    ("Upazila Health Complex", "secondary_hospital"),
    ("District Sadar Hospital", "secondary_hospital"), ("Medical College Hospital", "tertiary_hospital"),
    ("Specialized Postgraduate Institute & Hospital", "tertiary_hospital"),
    ("Maternal and Child Welfare Centre", "township_health_centre"), ("Diagnostic Center", "ignore"),
    ("School Health Clinic", "ignore"), ("Civil Surgeon Office", "ignore"),
    // Nepal
    ("Sub Health Post", "village_clinic"), ("Primary Health Care Center", "township_health_centre"),
    ("Basic Health Service Center", "village_clinic"), ("Community Health Unit (CHU)", "village_clinic"),
    ("Urban Health Center", "community_health_centre"), ("Primary Hospital", "secondary_hospital"),
    ("Zonal Hospital", "secondary_hospital"), ("Ayurveda Aushadhalaya", "ignore"),
    // Uganda, by the levels of its health centres
    ("HC II", "village_clinic"), ("Health Centre II", "village_clinic"), ("HC III", "township_health_centre"),
    ("Health Center III", "township_health_centre"), ("HC IV", "secondary_hospital"),
    ("Health Centre IV", "secondary_hospital"),
    // Burkina Faso, Mali, Niger, Togo
    ("CSPS", "township_health_centre"), ("CMA", "secondary_hospital"), ("Centre médical", "township_health_centre"),
    ("Centre médical avec antenne chirurgicale", "secondary_hospital"), ("CSCom", "township_health_centre"),
    ("CSRéf", "secondary_hospital"), ("Centre de santé de référence", "secondary_hospital"),
    ("Centre de Santé Intégré", "township_health_centre"), ("Centre médico-social", "township_health_centre"),
    // Others
    ("Health Station", "village_clinic"), ("Barangay Health Station", "village_clinic"),
    ("Rural Health Unit", "township_health_centre"), ("Primary Health Care Unit", "village_clinic"),
    ("Doctor's office", "village_clinic"),
    ("Primary Health Center", "township_health_centre"), ("Ambulance Station", "emergency_sub_centre"),
    ("CHPS compound", "village_clinic"), ("Tertiary Hospital", "tertiary_hospital"),
    ("Secondary", "secondary_hospital"),
  ])
  func masterFacilityLists(cell: String, tier: String) {
    #expect(word(cell) == tier)
    #expect(word(cell.uppercased()) == tier, "capitals change nothing")
  }

  @Test func everyTierIsKnownByItsName() {
    for tier in FacilityTier.allCases { #expect(word(tier.rawValue) == tier.rawValue) }
  }

  // MARK: What decides

  @Test func columnThenMappingThenName() {
    var tiers = TierDecisions(mapping: ["Clinic A": "village_clinic", "疾控": "ignore", "二级": "tertiary_hospital"])
    func decide(row: Int, cells: [String], name: String) -> TierWords.Meaning? {
      let group = tiers.group(cells: cells, name: name)
      tiers.keep(row, in: group, cells: cells)
      return group?.meaning
    }
    #expect(decide(row: 0, cells: ["clinic  a"], name: "x") == .tier(.villageClinic))
    #expect(decide(row: 1, cells: ["二级"], name: "x") == .tier(.tertiaryHospital), "the plan knows better")
    #expect(decide(row: 2, cells: ["卫生院"], name: "甲县医院") == .tier(.townshipHealthCentre))
    #expect(decide(row: 3, cells: ["一级"], name: "甲县人民医院") == .tier(.secondaryHospital))
    #expect(decide(row: 4, cells: [], name: "某疾控所") == .ignored)
    #expect(decide(row: 5, cells: ["x"], name: "y") == nil)
    #expect(tiers.unknown == ["x": [5]])
    #expect(
      tiers.groups.map { "\($0.group.basis) \($0.group.meaning.word) \($0.rows)" } == [
        "column township_health_centre [2]", "mapping ignore [4]", "mapping tertiary_hospital [1]",
        "mapping village_clinic [0]", "name secondary_hospital [3]",
      ])
  }
}
