import EMSPolicy
import EMSModel
import EMSPlanning
import EMSRobustness

/// What a person reads for the names and words that stand in files.
package enum FieldTitle {
  /// The title of a column or property; the name itself where it has none, with the radius or tier that it names.
  package static func of(_ field: String) -> Phrase {
    if let title = titles[field] { return title }
    return self.title(of: field, by: numbered) ?? Phrase(field, field)
  }

  /// The title by the first pattern whose beginning and ending the name has, with what stands between them in its words
  /// for `#`; nil where none fits.
  package static func title(of field: String, by patterns: [(start: String, end: String, title: Phrase)]) -> Phrase? {
    for (start, end, title) in patterns where field.hasPrefix(start) && field.hasSuffix(end) {
      let word = word(String(field.dropFirst(start.count).dropLast(end.count)))
      return Phrase(
        title.english.replacing("#", with: word.english), title.chinese.replacing("#", with: word.chinese))
    }
    return nil
  }

  /// The words of a coded value: `beyond`, `county_seat`, `emergency_30_km`; the value itself where it has none.
  package static func word(_ value: String) -> Phrase {
    words[value] ?? ServiceName(word: value)?.name ?? Phrase(value, value)
  }

  /// Titles with a radius, service or tier in the name; the longer endings first.
  private static let numbered: [(start: String, end: String, title: Phrase)] = [
    ("area_within_", "_km2", Phrase("area within # km (km²)", "#公里内面积（平方公里）")),
    ("population_within_", "", Phrase("people within # km", "#公里内人口")),
    ("", "_share_area", Phrase("#: share of area", "#：面积占比")),
    ("", "_share_population", Phrase("#: share of people", "#：人口占比")),
    ("", "_share_settlements", Phrase("#: share of settlements", "#：村居占比")),
    ("nearest_", "_id", Phrase("nearest #: id", "最近#编号")),
    ("nearest_", "_km", Phrase("nearest #: km", "最近#距离（公里）")),
    ("nearest_", "_min", Phrase("nearest #: minutes", "最近#时间（分钟）")),
    ("nearest_", "", Phrase("nearest #", "最近#")),
  ]

  static let titles: [String: Phrase] = [
    "id": Phrase("id", "编号"), "name": Phrase("name", "名称"), "kind": Phrase("kind", "类型"),
    "county": Phrase("county", "所在县级单位"), "township": Phrase("township", "乡镇"),
    "county_id": Phrase("county id", "县级编号"), "township_id": Phrase("township id", "乡镇编号"),
    "area_km2": Phrase("area (km²)", "面积（平方公里）"),
    "population": Phrase("people", "人口"), "settlements": Phrase("settlements", "村居数"),
    "facility_id": Phrase("facility id", "机构编号"), "facility_name": Phrase("facility", "机构"),
    "tier": Phrase("tier", "层级"), "radius_km": Phrase("radius (km)", "半径（公里）"),
    "required_radius_km": Phrase("required radius (km)", "所需半径（公里）"), "status": Phrase("status", "状态"),
    "territory_settlements": Phrase("settlements of the territory", "服务区村居数"),
    "territory_population": Phrase("people of the territory", "服务区人口"),
    "settlements_beyond": Phrase("settlements beyond the greatest radius", "超出最大半径的村居数"),
    "population_beyond": Phrase("people beyond the greatest radius", "超出最大半径的人口"),
    "settlements_within": Phrase("settlements within", "覆盖村居数"),
    "population_within": Phrase("people within", "覆盖人口"), "limit_min": Phrase("limit (minutes)", "时限（分钟）"),
    "mode": Phrase("mode", "出行方式"), "model": Phrase("travel model", "出行模型"),
    "service": Phrase("service", "服务"), "service_en": Phrase("service in English", "服务（英文）"),
    "service_zh": Phrase("service in Chinese", "服务（中文）"), "tier_zh": Phrase("tier in Chinese", "层级（中文）"),
    "parent_id": Phrase("id of the unit above", "上级单位编号"),
    "population_low": Phrase("people, low value", "人口低值"), "population_high": Phrase("people, high value", "人口高值"),
    "rank": Phrase("rank", "次序"),
    "population_uncovered": Phrase("people not covered", "未覆盖人口"),
    "settlements_uncovered": Phrase("settlements not covered", "未覆盖村居数"),
    "boundary_origin": Phrase("boundary", "边界来源"), "population_origin": Phrase("people: origin", "人口来源"),
    "coord_precision": Phrase("place known to", "位置精度"), "origin": Phrase("origin", "来源"),
    "named": Phrase("named by a document", "文件指定"), "population_gained": Phrase("people gained", "新增覆盖人口"),
    "settlements_gained": Phrase("settlements gained", "新增覆盖村居数"),
    "settlements_served": Phrase("settlements served", "服务村居数"),
    "alternative": Phrase("best substitute", "最佳替代点"), "alternative_id": Phrase("substitute id", "替代点编号"),
    "place_kind": Phrase("list of the id", "编号所属"), "facility": Phrase("facility", "机构"),
    "settlement": Phrase("settlement", "村居"),
    "town_people": Phrase("people of the town", "所在乡镇人口"),
    "concentration": Phrase("share near the centre", "居住集中度"),
    "beds": Phrase("beds", "床位"), "grade": Phrase("grade", "等级"),
    "strength": Phrase("strength (0–1)", "综合实力（0–1）"),
    "alternative_loss": Phrase("loss with the substitute", "替代损失"),
    "forced": Phrase("forced by the plan", "方案指定必建"),
    "nearer": Phrase("come nearer to care", "就医缩短人数"), "nearer_min": Phrase("by minutes on average", "平均缩短（分钟）"),
    "person_minutes_saved": Phrase("person-minutes saved", "节省人·分钟"),
    "alternative_person_minutes": Phrase("person-minutes lost with the substitute", "替代后少节省人·分钟"),
    "works": Phrase("works", "建设方式"),
    "marginal_value": Phrase("loss without it", "边际价值"), "reason": Phrase("reason", "理由（英文）"),
    "reason_zh": Phrase("reason (Chinese)", "理由"), "lon": Phrase("longitude", "经度"),
    "lat": Phrase("latitude", "纬度"), "distance_km": Phrase("distance (km)", "距离（公里）"),
    "band_km": Phrase("within (km)", "所在半径（公里）"), "travel_min": Phrase("minutes", "时间（分钟）"),
    "demand": Phrase("demand", "需求"), "score": Phrase("score", "得分"),
    "provision_zh": Phrase("provision in Chinese", "服务方式（中文）"), "served_by": Phrase("id of what serves it", "服务机构编号"),
    "served_by_kind": Phrase("kind of what serves it", "服务机构类别"),
    "provision": Phrase("provision", "服务方式"), "served_by_name": Phrase("served by", "服务机构"),
    "rule": Phrase("rule", "规则"), "parent_name": Phrase("hangs on", "上级机构"),
    "backup_id": Phrase("backup id", "后备机构编号"), "backup_travel_min": Phrase("backup (minutes)", "后备时间（分钟）"),
    "required_radius_min": Phrase("required radius (minutes)", "所需半径（分钟）"),
    "quickest_facility_id": Phrase("quickest station", "最快到达站点编号"),
    "response_median_min": Phrase("response: median (minutes)", "急救反应时间中位数（分钟）"),
    "response_p90_min": Phrase("response: 90th percentile (minutes)", "急救反应时间第90百分位（分钟）"),
    "response_share_15_min": Phrase("reached within 15 minutes", "15分钟内可达占比"),
    "response_share_30_min": Phrase("reached within 30 minutes", "30分钟内可达占比"),
    "neighbour_id": Phrase("neighbour id", "邻县单位编号"), "neighbour": Phrase("sooner from another county", "更近的邻县单位"),
    "neighbour_travel_min": Phrase("from there (minutes)", "邻县单位时间（分钟）"),
    "travel_from_top_min": Phrase("from the top (minutes)", "自顶层时间（分钟）"),
    "within_standard": Phrase("within the standard", "符合标准"),
    "quote": Phrase("the document's words", "原文"), "reading": Phrase("read as", "理解（英文）"),
    "reading_zh": Phrase("read as (Chinese)", "理解"), "rests_on": Phrase("rests on", "依据性质（英文）"),
    "rests_on_zh": Phrase("rests on (Chinese)", "依据性质"), "clinics_min": Phrase("clinics at least", "卫生室至少"),
    "clinics_max": Phrase("clinics at most", "卫生室至多"),
    "rule_name": Phrase("rule", "规则（英文）"), "rule_name_zh": Phrase("rule (Chinese)", "规则名称"),
    "level": Phrase("level", "层次"), "unit_id": Phrase("unit id", "单位编号"), "unit": Phrase("unit", "单位"),
    "unit_zh": Phrase("unit in Chinese", "单位（中文）"),
    "status_before": Phrase("status today", "现状状态"), "found_before": Phrase("found today", "现状（英文）"),
    "found_before_zh": Phrase("found today (Chinese)", "现状"), "found": Phrase("found with the plan", "实施后（英文）"),
    "found_zh": Phrase("found with the plan (Chinese)", "实施后"), "asked": Phrase("asked for", "要求（英文）"),
    "asked_zh": Phrase("asked for (Chinese)", "要求"), "citation": Phrase("source", "依据"),
    "thing": Phrase("what is needed", "配置项目（英文）"), "thing_zh": Phrase("what is needed (Chinese)", "配置项目"),
    "needed_min": Phrase("needed at least", "至少需要"), "needed_max": Phrase("needed at most", "至多需要"),
    "has": Phrase("has", "现有"), "to_add": Phrase("to add", "需新增"), "proposed": Phrase("proposed", "推荐新增"),
    "base_id": Phrase("base id", "巡诊基地编号"), "base": Phrase("base", "巡诊基地"), "round": Phrase("round", "路线"),
    "stop": Phrase("stop", "站序"), "settlement_id": Phrase("settlement id", "村居编号"),
    "driving_min": Phrase("driving (minutes)", "行车（分钟）"), "visits_min": Phrase("stays (minutes)", "停留（分钟）"),
    "round_min": Phrase("whole round (minutes)", "全程（分钟）"), "exceeds_day": Phrase("longer than a day", "超出一个工作日"),
    "villages": Phrase("villages", "村数"), "stops": Phrase("villages in order", "巡诊次序"),
    "facilities": Phrase("facilities", "机构数"),
    "counties": Phrase("counties", "县区数"),
    "townships": Phrase("townships", "乡镇数"),
    "townships_located": Phrase("townships with a known place", "位置已知的乡镇数"),
    "townships_in_urban_areas": Phrase("townships in urban areas", "计入城区的乡镇数"),
    "population_unplaced": Phrase("people without a known place", "没有位置的人口"),
    "settlements_without_population": Phrase("settlements without people", "没有人口数的村居"),
    "townships_with_derived_boundary": Phrase("townships with a derived boundary", "边界为推算的乡镇数"),
    "facilities_known_only_to_county_seat": Phrase("facilities known only to their county seat", "只知位于县城的机构数"),
    "profile": Phrase("profile", "政策配置"),
    "by_year": Phrase("stands by the end of", "建成年份"),
    "cost": Phrase("cost", "造价"), "cost_unit": Phrase("unit of the cost", "造价单位"), "staff": Phrase("posts", "新增人员"),
    "before": Phrase("before", "原"), "after": Phrase("after", "现"), "change": Phrase("change", "变化"),
    "population_beyond_before": Phrase("people beyond before", "原半径以外人口"),
    "population_beyond_after": Phrase("people beyond after", "现半径以外人口"),
    "population_beyond_change": Phrase("change", "增减"),
    "not_met": Phrase("rules not met", "未达标规则"), "standing": Phrase("how sure", "稳健性"),
    "best_share": Phrase("share of scenarios in which it is best", "入选最优的情景占比"),
    "best_share_low": Phrase("that share at least (95 %)", "入选占比下限（95%）"),
    "best_share_high": Phrase("that share at most (95 %)", "入选占比上限（95%）"),
  ]

  static let words: [String: Phrase] = {
    var words: [String: Phrase] = [
      "true": Phrase("yes", "是"), "false": Phrase("no", "否"), "existing": Phrase("existing", "现有"),
      "new": Phrase("new", "新增"), "gone": Phrase("gone", "取消"), "other": Phrase("other", "其他"),
      "ignore": Phrase("left out", "不纳入"),
      "upgrade": SiteWorks.upgrade.title, "new_build": SiteWorks.newBuild.title,
      "candidate": Phrase("candidate", "候选"), "left_out": Phrase("left out", "未列候选"),
      "counted": Phrase("serves as well", "计入服务"), "replaced": Phrase("replaced by a station", "由服务站替代"),
      "planned": Phrase("planned for another service", "本方案另项拟建"),
      "recommended": Phrase("recommended", "推荐"), "proposed": Phrase("proposed", "规划"), "dense": Phrase("dense", "密集"),
      "within": Phrase("within", "范围内"), "beyond": Phrase("beyond", "超出"), "surveyed": Phrase("surveyed", "实测"),
      "mixed": Phrase("mixed", "混合"), "place": Phrase("no unit listed", "名单未列单位"),
      "derived": Phrase("derived", "推算"), "assumed": Phrase("assumed", "假定"), "exact": Phrase("the place", "具体位置"),
      "township_seat": Phrase("the township seat", "乡镇驻地"), "county_seat": Phrase("the county seat", "县城"),
      "optimal": Phrase("optimal", "最优"), "feasible": Phrase("feasible", "可行"),
      "infeasible": Phrase("infeasible", "无可行解"), "time_limit": Phrase("time limit", "达到时限"),
      "unknown": Phrase("not known", "未知"),
      "town": Phrase("town", "镇"), "township": Phrase("township", "乡"), "sumu": Phrase("sumu", "苏木"),
      "subdistrict": Phrase("subdistrict", "街道"),
    ]
    for (level, word) in [
      ("region", Phrase("region", "全域")), ("county", Phrase("county", "县级")), ("township", Phrase("township", "乡镇")),
    ] { words["level_" + level] = word }
    for status in Verdict.Status.allCases { words[status.rawValue] = status.name }
    for mode in TravelMode.allCases { words[mode.rawValue] = mode.title }
    for model in PlanFile.TravelModelName.allCases { words[model.rawValue] = model.title }
    for tier in FacilityTier.allCases { words[tier.rawValue] = tier.name }
    for service in VillageService.allCases { words[service.rawValue] = service.name }
    for standing in SiteCertainty.Standing.allCases { words[standing.rawValue] = standing.name }
    return words
  }()
}
