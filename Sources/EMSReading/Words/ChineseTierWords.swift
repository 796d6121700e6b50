import EMSFormats
import EMSModel

/// Chinese words and names of facilities, by what stands in them, whatever stands before it.
enum ChineseTierWords {
  /// Words that mean a tier only as the whole cell.
  static let whole: [String: FacilityTier] = [
    "120": .dispatchCentre, "调度中心": .dispatchCentre,
    "三级": .tertiaryHospital, "三甲": .tertiaryHospital, "三乙": .tertiaryHospital, "三级甲等": .tertiaryHospital,
    "三级乙等": .tertiaryHospital,
    "二级": .secondaryHospital, "二甲": .secondaryHospital, "二乙": .secondaryHospital, "二级甲等": .secondaryHospital,
    "二级乙等": .secondaryHospital, "县级医院": .secondaryHospital, "旗县医院": .secondaryHospital,
    "旗县级医院": .secondaryHospital,
    "次中心": .countySubCentre,
    "中心村卫生室": .centralVillageClinic, "中心嘎查村卫生室": .centralVillageClinic, "中心嘎查卫生室": .centralVillageClinic,
    "卫生所": .villageClinic, "医务室": .villageClinic,
  ]

  /// The tier of a whole cell but for its brackets: 卫生所（室）, 二级（甲等）.
  static func wholeOutsideBrackets(_ cell: String) -> FacilityTier? {
    whole[TierWords.key(of: withoutBrackets(HalfWidth.of(cell)))]
  }

  /// Whether a cell names a kind of emergency service and not whose it is, as the classes of statistics do: 急救中心（站）. A
  /// name says whose.
  static func namesEmergencyServiceAlone(_ cell: String) -> Bool {
    ["急救中心", "急救站", "急救中心站", "急救机构", "院前急救机构", "院前急救", "医疗急救中心", "紧急救援中心", "紧急医疗救援中心", "120急救中心"]
      .contains(TierWords.key(of: withoutBrackets(HalfWidth.of(cell))))
  }

  /// What treats nobody, or has no place of its own.
  private static let ignored = [
    "流动医院", "流动诊所", "流动卫生", "流动医疗", "流动服务", "流动门诊", "巡回医疗", "巡诊车", "移动医院", "移动诊所", "移动医疗", "医疗车", "诊疗车", "体检车",
    "疾控", "疾病预防控制", "卫生监督", "综合监督", "血站", "血库", "血液中心", "采血", "药店", "药房", "大药房", "检验所", "检验中心",
    "体检中心", "健康教育", "卫生健康委", "卫健委", "卫健局", "卫生局", "卫生健康局", "养老院", "敬老院",
  ]

  /// What the part outside brackets says, else the whole: 乡卫生院（一级甲等） is a health centre.
  static func meaning(of text: String, countyCities cities: Set<String> = []) -> TierWords.Meaning? {
    let plain = HalfWidth.of(text).filter { !$0.isWhitespace }
    let outside = withoutBrackets(plain)
    // A hospital that is listed for the station in it.
    if outside != plain, plain.contains("急救站") || plain.contains("急救分站"), !outside.contains("急救") {
      return .tier(.emergencySubCentre)
    }
    return byWords(outside, cities) ?? (outside == plain ? nil : byWords(plain, cities))
  }

  /// The same for a name: what is called after a place is the general hospital of that place.
  static func meaning(ofName name: String, countyCities cities: Set<String> = []) -> TierWords.Meaning? {
    if let meaning = meaning(of: name, countyCities: cities) { return meaning }
    let name = withoutBrackets(HalfWidth.of(name).filter { !$0.isWhitespace })
    if name.hasSuffix("120") || name.hasPrefix("120") { return .tier(.dispatchCentre) }
    if isMaternalCentre(name) { return .tier(.secondaryHospital) }
    guard name.hasSuffix("医院") || name.hasSuffix("保健院") || name.hasSuffix("医院总院") else { return nil }
    let isGeneral =
      [
        "人民医院", "中医院", "中医医院", "中医综合医院", "蒙医院", "蒙医医院", "蒙医综合医院", "中蒙医院", "中蒙医医院", "蒙中医院", "民族医院", "中心医院", "总医院",
        "妇幼保健院", "附属医院",
      ]
      .contains { name.contains($0) }
      || ["县医院", "旗医院", "区医院", "市医院", "盟医院"].contains { name.hasSuffix($0) }
    guard isGeneral else { return nil }
    return .tier(isOfARegion(name) ? .tertiaryHospital : .secondaryHospital)
  }

  /// The maternal and child health institution of a county under the name that it took when family planning was merged into
  /// it: the documents count it among the hospitals of the county (县级医院（含中医医院、妇幼保健院）). Nothing is said of those
  /// of towns, and of provinces.
  private static func isMaternalCentre(_ name: String) -> Bool {
    guard let of = name.range(of: "妇")?.lowerBound else { return false }
    return
      (name.contains("妇幼") && ["服务中心", "保健中心", "健康中心"].contains { name.hasSuffix($0) }
      || name.hasSuffix("妇计中心"))
      && !["镇", "乡", "苏木", "街道", "社区", "省", "自治区"].contains { name[..<of].hasSuffix($0) }
  }

  private static func isOfARegion(_ name: String) -> Bool {
    let isWithin = ["盟", "自治州", "省", "自治区", "大学", "医学院"].contains { word in
      name.range(of: word).map { $0.upperBound < name.endIndex } ?? false
    }
    return isWithin && !name.contains("县") && !name.contains("旗")
  }

  private static func byWords(_ text: String, _ cities: Set<String>) -> TierWords.Meaning? {
    func has(_ words: String...) -> Bool { words.contains { text.contains($0) } }
    func ends(_ words: String...) -> Bool { words.contains { text.hasSuffix($0) } }
    if ignored.contains(where: { text.contains($0) }) { return .ignored }
    if has("急救", "120", "院前", "紧急救援", "紧急医疗救援") {
      // 急救中心乙镇站 is a station, and 急救中心站 says no more than 急救中心.
      if has("分中心", "分站", "急救站", "救援站", "工作站") || ends("站") && !ends("中心站") {
        return .tier(.emergencySubCentre)
      }
      if has("调度", "指挥") { return .tier(.dispatchCentre) }
      if has("急救中心", "救援中心", "救治中心") {
        return .tier(isOfALeague(text, cities) ? .leagueEmergencyCentre : .countyEmergencyCentre)
      }
      return nil
    }
    if has("医疗次中心") || ends("次中心") { return .tier(.countySubCentre) }
    if has("社区卫生服务站", "社区卫生站") { return .tier(.communityHealthStation) }
    if has("社区卫生服务中心", "社区卫生中心") || ends("社区医院") { return .tier(.communityHealthCentre) }
    if has("卫生室", "村卫生所", "嘎查卫生所", "村医务室", "村医疗点", "村卫生站", "村级卫生") {
      return .tier(has("中心卫生室") || text.hasPrefix("中心村") ? .centralVillageClinic : .villageClinic)
    }
    if has("卫生院") { return .tier(.townshipHealthCentre) }
    // Where a county's hospital and the health centres of its towns have become one, a health centre may be called so.
    if text.contains(branchInATown) { return nil }
    if has("医院", "保健院", "医疗机构") {
      if has("三级", "三甲", "三乙") { return .tier(.tertiaryHospital) }
      if has("二级", "二甲", "二乙", "县级", "旗县级", "县人民医院", "旗人民医院") || ends("县医院", "旗医院") {
        return .tier(.secondaryHospital)
      }
    }
    return nil
  }

  /// 盟, 自治州 and 市 above counties. A 市 is a county where the plan's files name it as one, or where a 盟, 地区 or 市 stands
  /// before it: 兴安盟乌兰浩特市.
  private static func isOfALeague(_ text: String, _ cities: Set<String>) -> Bool {
    if text.contains("县") || text.contains("旗") || text.contains("区急救") { return false }
    if cities.contains(where: { text.contains($0) }) || text.contains(cityOfALeague) { return false }
    return text.contains("盟") || text.contains("市") || text.contains("自治州")
  }

  private nonisolated(unsafe) static let branchInATown = /医院.*(?:镇|乡|苏木|街道)(?:中心)?(?:分院|院区|分部)$/

  private nonisolated(unsafe) static let cityOfALeague = /(?:盟|地区|自治州|市).+市/

  /// Whether the name alone says that an emergency centre is above counties, by a 市 that may be a county.
  static func mayBeOfACountyCity(_ name: String) -> Bool {
    let plain = withoutBrackets(HalfWidth.of(name).filter { !$0.isWhitespace })
    return byWords(plain, []) == .tier(.leagueEmergencyCentre) && plain.contains("市") && !plain.contains("盟")
  }

  private static func withoutBrackets(_ text: String) -> String {
    var depth = 0
    var kept = ""
    for character in text {
      if "([【〔".contains(character) { depth += 1 }
      if depth == 0 { kept.append(character) }
      if ")]】〕".contains(character) { depth = max(0, depth - 1) }
    }
    return kept
  }
}
