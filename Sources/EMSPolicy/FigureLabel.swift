import EMSModel

extension Figure {
  /// What the key of a figure means, as a reader sees it.
  public static func label(of key: String, in language: Language) -> String {
    guard language == .chinese else {
      // Its unit is people, too.
      return key == "people" ? "population" : key.replacing("-", with: " ")
    }
    return chinese[key] ?? TravelMode.allCases.first { $0.speedKey == key }?.speedTitle.chinese ?? key
  }

  private static let chinese: [String: String] = [
    "minimum": "最小值", "maximum": "最大值", "range": "范围", "count": "数量", "bands": "分档", "tiers": "层级", "limit": "时限",
    "share": "比例", "people": "人数", "distance": "距离", "extension-distance": "邻村延伸距离",
    "mobile-distance": "巡诊距离", "names": "名单", "rural-mode": "农村出行方式", "urban-mode": "街道出行方式",
    "clinics": "卫生室", "centres": "卫生院", "rate": "每千人", "period": "调整周期", "detour-factor": "绕行系数",
    "turnout": "出车时间", "handover": "交接时间", "name-holds": "名称包含", "least-people": "每所新增覆盖人口下限", "visit": "每村停留时间",
    "day": "每日工作时间",
    "cycle": "巡诊周期",
    "working-days": "周期内工作日", "eligible": "适用机构", "tier-names": "各级名称", "create": "新创建数量", "doctors": "每网格医生",
    "public-health-workers": "每网格公共卫生人员", "near": "集中范围", "beside": "卫生院所在村范围", "asked": "要求", "most": "至多",
    "strength-worth": "能力折合人口", "town-people": "乡镇人口下限", "hospital-distance": "距二级以上医院下限",
    "county-hospital-distance": "距本县医院下限", "per-county": "每县上限",
  ]
}
