/// The words by which lists of facilities name a tier.
enum TierWords {
  /// Words that mean a tier when they are the whole cell.
  private static let whole: [String: FacilityTier] = [
    "120": .dispatchCentre, "调度中心": .dispatchCentre, "120调度中心": .dispatchCentre, "120调度指挥中心": .dispatchCentre,
    "调度指挥中心": .dispatchCentre, "急救指挥中心": .dispatchCentre,
    "盟市急救中心": .leagueEmergencyCentre, "盟急救中心": .leagueEmergencyCentre, "市急救中心": .leagueEmergencyCentre,
    "市级急救中心": .leagueEmergencyCentre,
    "旗县急救中心": .countyEmergencyCentre, "县急救中心": .countyEmergencyCentre, "县级急救中心": .countyEmergencyCentre,
    "旗急救中心": .countyEmergencyCentre, "区急救中心": .countyEmergencyCentre,
    "三级": .tertiaryHospital, "三级医院": .tertiaryHospital, "三甲": .tertiaryHospital, "三乙": .tertiaryHospital,
    "三级甲等": .tertiaryHospital, "三级乙等": .tertiaryHospital, "tertiary": .tertiaryHospital,
    "二级": .secondaryHospital, "二级医院": .secondaryHospital, "二甲": .secondaryHospital, "二乙": .secondaryHospital,
    "二级甲等": .secondaryHospital, "二级乙等": .secondaryHospital, "县级医院": .secondaryHospital, "旗县医院": .secondaryHospital,
    "县医院": .secondaryHospital, "secondary": .secondaryHospital,
    "县域医疗次中心": .countySubCentre, "医疗次中心": .countySubCentre, "次中心": .countySubCentre,
    "乡村急救分中心": .emergencySubCentre, "急救分中心": .emergencySubCentre,
    "卫生院": .townshipHealthCentre, "乡镇卫生院": .townshipHealthCentre, "中心卫生院": .townshipHealthCentre,
    "苏木卫生院": .townshipHealthCentre, "苏木乡镇卫生院": .townshipHealthCentre, "乡卫生院": .townshipHealthCentre,
    "镇卫生院": .townshipHealthCentre, "healthcentre": .townshipHealthCentre, "healthcenter": .townshipHealthCentre,
    "社区卫生服务中心": .communityHealthCentre, "社区医院": .communityHealthCentre, "社区卫生中心": .communityHealthCentre,
    "社区卫生服务站": .communityHealthStation, "社区卫生站": .communityHealthStation,
    "中心村卫生室": .centralVillageClinic, "中心卫生室": .centralVillageClinic, "中心嘎查村卫生室": .centralVillageClinic,
    "村卫生室": .villageClinic, "卫生室": .villageClinic, "嘎查卫生室": .villageClinic, "嘎查村卫生室": .villageClinic,
    "村医务室": .villageClinic, "clinic": .villageClinic,
  ]

  /// The tier that a cell names; nil for words that no list of ours knows.
  static func tier(of text: String) -> FacilityTier? {
    let word = text.lowercased().filter { $0.isLetter || $0.isNumber }
    if let tier = whole[word] { return tier }
    return FacilityTier.allCases.first { $0.rawValue.filter(\.isLetter) == word }
  }

  /// Whether a cell words a grade, such as 三级甲等.
  static func isGrade(_ text: String) -> Bool { text.contains { "级甲乙丙".contains($0) } }
}
