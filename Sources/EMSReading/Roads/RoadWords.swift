import EMSFormats
import EMSModel

/// The words of road layers: names of fields, classes, and signs of one-way roads.
package enum RoadWords {
  /// Of several, a line has the class of the first that is not empty.
  static let classFields = [
    "highway", "fclass", "class", "road_class", "roadclass", "road_type", "roadtype", "rd_class", "rd_type", "技术等级",
    "公路技术等级", "道路技术等级", "技术级别", "技术等级代码", "公路技术等级代码", "道路等级", "公路等级", "路线等级", "道路级别", "公路级别", "行政等级", "公路行政等级",
    "道路行政等级", "行政级别",
    "行政等级代码", "公路行政等级代码", "等级", "道路类型", "道路类别", "道路分类", "公路类型", "公路类别", "jsdj", "jsdjdm", "gljsdj", "dldj", "gldj",
    "xzdj", "xzdjdm", "dllx", "type",
  ]
  /// Those of technical grades, which may hold codes.
  static let gradeFields = ["技术等级", "公路技术等级", "道路技术等级", "技术级别", "技术等级代码", "公路技术等级代码", "jsdj", "jsdjdm", "gljsdj"]
  /// Fields of the numbers of roads, whose letters tell their administrative class.
  static let routeFields = [
    "路线编号", "路线编码", "路线代码", "线路编号", "线路编码", "公路编号", "公路编码", "道路编号", "道路编码", "lxbh", "lxbm", "lxdm",
  ]
  static let speedFields = [
    "speed", "speed_kmh", "speed_kph", "kmh", "kph", "maxspeed", "max_speed", "speedlimit", "speed_limit", "avg_speed",
    "ff_speed", "freeflow_speed", "限速", "最高限速", "限速值", "限制速度", "设计速度", "设计时速", "设计车速", "计算行车速度", "行车速度", "行驶速度", "运行速度",
    "平均速度", "平均车速", "车速", "时速", "速度", "sjsd", "sjss", "speed_mph", "speed_ms",
  ]
  static let oneWayFields = [
    "oneway", "one_way", "is_oneway", "onewayflag", "oneway_flag", "oneway_dir", "单行", "单向", "单行道", "单行线", "单向行驶",
    "单向通行", "是否单行", "是否单行道", "是否单向", "单行标志", "单行标识", "单向标识", "单双向", "单双行", "单双行线", "单双向通行", "ow",
  ]
  /// Fields of the direction in which a road may be driven, where F and T stand for the ends of the line.
  static let directionFields = [
    "dir_travel", "direction", "trav_dir", "traffic_dir", "dir", "通行方向", "行驶方向", "行车方向", "交通方向", "交通流向", "车流方向",
    "车道方向", "方向",
  ]
  static let bridgeFields = ["bridge", "is_bridge", "桥梁", "桥", "是否桥梁", "是否为桥"]
  static let tunnelFields = ["tunnel", "is_tunnel", "隧道", "是否隧道", "是否为隧道"]
  /// Fields of names, which only a bridge or a tunnel has.
  static let bridgeNameFields = ["桥梁名称", "桥名", "桥梁名", "bridge_name", "bridgename"]
  static let tunnelNameFields = ["隧道名称", "隧道名", "tunnel_name", "tunnelname"]
  /// Fields that say of a line what it is built as.
  static let structureFields = [
    "桥隧", "桥梁隧道", "桥隧类型", "桥隧标识", "是否桥隧", "构造物", "构造物类型", "结构物", "结构物类型", "路段类型", "structure", "structure_type",
    "form_of_way", "formofway", "fow",
  ]
  static let layerFields = ["layer", "层级"]
  static let accessFields = ["access"]
  static let statusFields = [
    "status", "road_status", "roadstatus", "状态", "道路状态", "公路状态", "路段状态", "建设状态", "通车状态", "通车情况", "是否通车", "通车", "使用状态",
    "通行状态", "通行情况", "通行状况", "是否通行", "是否可通行", "开放状态", "is_open", "passable",
  ]
  /// Fields that may speak of something else than whether a road is open: of its surface, of a state of the union.
  static let conditionFields = ["路况", "道路状况", "现状", "condition", "road_condition", "state"]
  /// Fields in which yes says that the road is closed.
  static let closureFields = [
    "closed", "is_closed", "road_closed", "封闭", "是否封闭", "封路", "是否封路", "是否中断", "是否断交", "是否禁行", "impassable",
  ]
  /// Fields by which a list may name roads, where none is named.
  static let identifierFields = [
    "id", "fid", "gid", "oid", "objectid", "osm_id", "road_id", "roadid", "road_no", "link_id", "linkid", "segment_id",
    "seg_id", "way_id", "编号", "序号", "道路编号", "路段编号", "路线编号", "线路编号", "公路编号", "道路编码", "路段编码", "路线编码", "线路编码", "编码",
    "代码", "标识", "标识码", "唯一标识",
  ]

  /// The unit of speed that a header names, where it is not km/h.
  static func otherSpeedUnit(_ header: String) -> String? {
    let plain = header.lowercased()
    if ["m/s", "米/秒", "米每秒", "mps"].contains(where: { plain.contains($0) }) || plain == "speed_ms" { return "m/s" }
    return plain.contains("mph") || plain.contains("英里") ? "mph" : nil
  }

  static func isDirection(_ field: String) -> Bool {
    directionFields.contains { position(of: $0, in: [field]) != nil }
  }

  /// Whether the name of a field is about speeds in km/h; categories of them are another thing.
  static func speaksOfSpeed(_ field: String) -> Bool {
    let plain = field.lowercased()
    return ["speed", "速", "kmh", "km_h"].contains { plain.contains($0) }
      && !["cat", "class", "类", "高速", "快速", "src", "source"].contains { plain.contains($0) }
  }

  /// Whether the name of a field is about bridges, tunnels or whether the road is open.
  static func speaksOfUse(_ field: String) -> Bool {
    let plain = field.lowercased()
    return ["桥", "隧", "封闭", "封路", "中断", "通车", "bridge", "tunnel", "closed", "closure"].contains { plain.contains($0) }
  }

  /// Whether the name of a field is about the time that a line takes.
  static func speaksOfTime(_ field: String) -> Bool {
    let plain = field.lowercased()
    return [
      "minute", "drivetime", "drive_time", "traveltime", "travel_time", "trav_time", "ft_min", "tf_min", "通行时间", "行驶时间",
      "行车时间", "通过时间", "耗时", "用时", "分钟",
    ].contains { plain.contains($0) }
      || ["minutes", "mins", "min", "hours", "time_min", "time_h", "drive_min", "cost_min"].contains(plain)
  }

  static func speaksOfOneWay(_ field: String) -> Bool {
    let plain = field.lowercased()
    return ["oneway", "one_way", "单行", "单向", "通行方", "dir_trav"].contains { plain.contains($0) }
  }

  /// The field of that name; dBASE cuts names to ten bytes. Nil when there is none.
  static func position(of name: String, in fields: [String]) -> Int? {
    fields.firstIndex(of: name) ?? fields.firstIndex { $0.lowercased() == name.lowercased() }
      ?? fields.firstIndex { FieldSynonyms.isCut($0.trimmingBrokenEnd, from: name) }
      ?? fields.firstIndex { $0.contains { "(（[【".contains($0) } && FieldSynonyms.normalised($0) == name.lowercased() }
  }

  /// The tags of a class as a layer words it: of OpenStreetMap, of Geofabrik (`track_grade1`) or Chinese.
  static func tags(ofClass word: String?) -> [String: String] {
    guard let word else { return ["highway": "road"] }
    if word.hasPrefix("track_grade"), let grade = word.last, "12345".contains(grade) {
      return ["highway": "track", "tracktype": "grade\(grade)"]
    }
    if let surfaced = surfacedRoads[word] { return surfaced }
    return ["highway": word == "unknown" ? "road" : chineseClass(word) ?? englishClass(word) ?? word]
  }

  /// The class of OpenStreetMap that Chinese words of a layer mean, in the ways in which they are spelled: 四级公路, 4级,
  /// 县级道路, 国道G110, or the number of the road alone; nil where they mean none.
  private static func chineseClass(_ word: String) -> String? {
    if let known = chineseClasses[word] { return known }
    if word.contains("匝道") { return "motorway_link" }
    var plain = HalfWidth.of(word).uppercased().filter { !$0.isWhitespace }
    if let bracket = plain.firstIndex(where: { "(（[【".contains($0) }) { plain = String(plain[..<bracket]) }
    for (number, sign) in [
      ("IV", "四"), ("III", "三"), ("II", "二"), ("I", "一"), ("Ⅳ", "四"), ("Ⅲ", "三"), ("Ⅱ", "二"), ("Ⅰ", "一"), ("4", "四"),
      ("3", "三"), ("2", "二"), ("1", "一"),
    ]
    where plain.hasPrefix(number + "级") || plain == number && number.first?.isLetter == true {
      plain = sign + "级"
      break
    }
    if let known = chineseClasses[plain] { return known }
    for ending in ["公路", "道路", "路", "道", "线"] where plain.hasSuffix(ending) && plain.count > ending.count {
      let stem = String(plain.dropLast(ending.count))
      if let known = chineseClasses[stem] ?? chineseClasses[stem + "道"] { return known }
    }
    if let letter = plain.first, "GSXYCZ".contains(letter) {
      let digits = plain.dropFirst().prefix { $0.isASCII && $0.isNumber }
      // In the code of a road the county's six digits follow its number (GB 917.1-2000, 6.1): G303150000.
      let own = digits.count < 7 ? digits.count : digits.count - 6
      // Of national and provincial roads expressways have one, two or four digits (GB/T 917-2017).
      if (1...4).contains(own) {
        return "GS".contains(letter) && own != 3 ? "motorway" : chineseClasses[String(letter)]
      }
      // X县道, as lists of codes have it.
      if digits.isEmpty, let named = chineseClasses[String(plain.dropFirst())], named == chineseClasses[String(letter)]
      {
        return named
      }
    }
    return ["国道", "省道", "县道", "乡道", "村道"].first { plain.hasPrefix($0) }.flatMap { chineseClasses[$0] }
  }

  /// Whether a class of a layer is one that has speeds.
  static func knows(class word: String) -> Bool {
    // Asked of each line; the usual words need no second look.
    if classes.contains(word) || chineseClasses[word] != nil { return true }
    return tags(ofClass: word)["highway"].map(classes.contains) ?? false
  }

  /// The letter of a road's number that tells its class (GB/T 917-2017, GB/T 919-2002), with as many digits as tell an
  /// expressway; nil where it is no such number.
  static func classOfRoute(_ number: String) -> String? {
    let plain = HalfWidth.of(number).uppercased()
    guard let letter = plain.first, "GSXYCZ".contains(letter), let next = plain.dropFirst().first,
      next.isASCII, next.isNumber
    else { return nil }
    switch chineseClass(plain) {
    case nil: return nil
    case "motorway"?: return letter == "G" ? "国家高速" : "省级高速"
    default: return String(letter)
    }
  }

  /// The classes of which the tables of speeds speak.
  package static let classes: Set<String> = [
    "motorway", "motorway_link", "trunk", "trunk_link", "primary", "primary_link", "secondary", "secondary_link",
    "tertiary", "tertiary_link", "unclassified", "road", "residential", "village_road", "urban_street", "living_street",
    "service", "track", "farm_track", "pedestrian", "busway", "ferry", "cycleway", "path", "bridleway", "footway",
    "steps",
  ]

  /// The class of OpenStreetMap that English words of a layer mean, such as `Primary` or `Provincial road`; nil where
  /// they are written as there, or mean none.
  private static func englishClass(_ word: String) -> String? {
    var plain = word.lowercased().split { !$0.isLetter }.joined(separator: " ")
    if let meaning = englishClasses[plain] { return meaning }
    for ending in [" road", " roads", " highway"] where plain.hasSuffix(ending) {
      plain = String(plain.dropLast(ending.count))
    }
    if let meaning = englishClasses[plain] { return meaning }
    plain = plain.replacing(" ", with: "_")
    return plain != word && classes.contains(plain) ? plain : nil
  }

  /// The administrative classes in English, as ``chineseClasses`` has them.
  private static let englishClasses = [
    "expressway": "motorway", "freeway": "motorway", "national": "primary", "provincial": "secondary",
    "county": "tertiary", "township": "unclassified", "village": "village_road", "farm": "farm_track",
    "urban": "urban_street", "state": "secondary", "district": "tertiary", "main": "primary", "minor": "unclassified",
    "local": "unclassified", "street": "urban_street", "highway": "primary", "ferry line": "ferry", "major": "primary",
    "interstate": "motorway", "arterial": "primary", "principal arterial": "primary", "major arterial": "primary",
    "minor arterial": "secondary", "collector": "tertiary", "major collector": "tertiary",
    "minor collector": "unclassified", "feeder": "tertiary", "regional": "secondary", "rural": "unclassified",
    "municipal": "urban_street", "dirt": "track", "earth": "track", "cart track": "track", "footpath": "footway",
    "foot path": "footway", "foot trail": "path", "trail": "path", "other": "road", "unknown": "road", "none": "road",
  ]

  /// Words that say what a road is made of and no more.
  private static let surfacedRoads: [String: [String: String]] = [
    "水泥路": ["highway": "road", "surface": "concrete"], "沥青路": ["highway": "road", "surface": "asphalt"],
    "柏油路": ["highway": "road", "surface": "asphalt"], "砂石路": ["highway": "road", "surface": "gravel"],
    "土路": ["highway": "track", "surface": "dirt"], "沙石路": ["highway": "road", "surface": "gravel"],
    "碎石路": ["highway": "road", "surface": "gravel"],
  ]

  /// Whether a sign of a bridge or a tunnel says that there is one.
  static func isYes(_ text: String) -> Bool { YesNoWords.read(text) ?? !["f", "0.0"].contains(text.lowercased()) }

  /// What a field of names says: no name is none, as are 无 and a dash.
  static func isNamed(_ text: String) -> Bool {
    YesNoWords.read(text) ?? !["-", "—", "--", "/", "空", "null", "none", "na", "n/a"].contains(text.lowercased())
  }

  /// The tags that the word of a structure means; none where it is another word.
  static func structure(_ text: String) -> [String: String] {
    let plain = text.lowercased()
    let isBridge = ["桥", "bridge", "viaduct"].contains { plain.contains($0) }
    let isTunnel = ["隧", "tunnel"].contains { plain.contains($0) }
    if isBridge != isTunnel { return isBridge ? ["bridge": "yes"] : ["tunnel": "yes"] }
    let isGround =
      ["路基", "地面", "普通", "ground", "surface", "at grade", "none"].contains { plain.contains($0) }
      || YesNoWords.read(text) == false
    return isGround && !isBridge ? ["bridge": "no"] : [:]
  }

  /// Whether a road is open, as the words of its layer say; nil where they say neither.
  static func isOpen(_ text: String) -> Bool? {
    let plain = HalfWidth.of(text).lowercased().trimmingSpaces
    if closingWords.contains(where: plain.contains) { return limiting.contains(where: plain.contains) ? nil : false }
    if ["半幅", "单幅", "half"].contains(where: plain.contains) { return nil }
    return openWords.contains(plain) ? true : StatusWords.isOpen(text)
  }

  private static let closingWords = [
    "封路", "封闭", "封道", "封锁", "中断", "断交", "断路", "断通", "不通", "禁止通行", "禁止驶入", "禁行", "禁通", "不可通行", "无法通行", "不能通行", "不可行",
    "阻断", "水毁", "冲毁", "塌方", "坍塌", "塌陷", "滑坡", "泥石流", "impassable", "not passable", "unpassable", "nonpassable",
    "no passage", "no entry", "blocked", "washed out", "washout", "washed away", "collapsed", "landslide", "flooded",
  ]

  /// What takes from a word of closing a part of its meaning, or all.
  private static let limiting = [
    "未", "没", "无水毁", "无塌", "无中断", "非", "半幅", "单幅", "货车", "大型", "超限", "载重", "no longer", "partly", "partially", "half",
    "truck",
    "hgv",
  ]

  /// The whole of what is said: the grade of a road's condition, too, says that it is there.
  private static let openWords: Set<String> = [
    "可通行", "能通行", "通行", "双向通行", "可以通行", "好", "较好", "良好", "良", "优", "中", "一般", "次", "较差", "差", "现状", "现有", "已有",
    "passable",
    "good", "very good", "excellent", "fair", "poor", "very poor", "bad", "very bad", "current",
  ]

  /// Whether the signs of a column are T and F of a logical field: true and false, and nothing of one way or the other.
  static func isLogical(_ signs: [String]) -> Bool {
    !signs.isEmpty && signs.allSatisfy { ["t", "f", "?", "y", "n"].contains($0.lowercased()) }
  }

  /// The value of `oneway` that a logical field means; nil where it is not known.
  static func logical(_ text: String) -> String? {
    switch text.lowercased() {
    case "t", "y": "yes"
    case "f", "n": "no"
    default: nil
    }
  }

  /// Classes as Chinese road data word them, as classes of OpenStreetMap: by technical class (JTG B01-2014), by
  /// administrative class or its letter in road numbers (GB/T 917-2017), and streets (CJJ 37-2012).
  package static let chineseClasses: [String: String] = [
    "高速": "motorway", "高速公路": "motorway", "国道": "primary", "一级公路": "trunk", "一级": "trunk", "省道": "secondary",
    "二级公路": "primary", "二级": "primary", "县道": "tertiary", "三级公路": "secondary", "三级": "secondary",
    "乡道": "unclassified", "乡镇道路": "unclassified", "四级公路": "tertiary", "四级": "tertiary", "村道": "village_road",
    "等外公路": "track", "等外": "track", "机耕路": "farm_track", "机耕道": "farm_track", "小路": "path", "城市道路": "urban_street",
    "匝道": "motorway_link", "国家高速": "motorway", "省级高速": "motorway", "专用公路": "unclassified", "专用道": "unclassified",
    "G": "primary", "S": "secondary", "X": "tertiary", "Y": "unclassified", "C": "village_road", "Z": "unclassified",
    "快速路": "trunk", "城市快速路": "trunk", "主干路": "primary", "主干道": "primary", "次干路": "secondary", "次干道": "secondary",
    "国家高速公路": "motorway", "省级高速公路": "motorway", "高速路": "motorway", "国家级": "primary", "国级": "primary", "省级": "secondary",
    "县级": "tertiary", "乡级": "unclassified", "乡镇级": "unclassified", "镇级": "unclassified", "村级": "village_road",
    "乡村道路": "village_road", "乡村公路": "village_road", "农村道路": "village_road", "农村公路": "village_road",
    "村村通": "village_road",
    "村村通公路": "village_road", "通村路": "village_road", "等外级": "track", "生产路": "farm_track", "生产道路": "farm_track",
    "大车路": "farm_track", "乡间小路": "path", "巷道": "urban_street", "街巷": "urban_street", "未定级": "road", "未分级": "road",
    "无等级": "road", "其他": "road", "其它": "road", "未知": "road", "不详": "road",
    "通村公路": "village_road", "县乡道": "unclassified", "县乡公路": "unclassified", "轮渡": "ferry", "渡口": "ferry", "渡船": "ferry",
    "汽渡": "ferry", "汽车渡口": "ferry", "轮渡航线": "ferry",
    "国省干线": "secondary", "国省道": "secondary", "国省干道": "secondary", "国省干线公路": "secondary", "通乡公路": "unclassified",
    "通乡路": "unclassified", "旅游公路": "unclassified", "边防公路": "unclassified", "国防公路": "unclassified",
    "厂矿公路": "unclassified",
    "林区公路": "unclassified", "草原路": "track", "草原自然路": "track", "自然路": "track", "自然道路": "track", "牧道": "track",
    "牧业路": "track", "戈壁路": "track", "便道": "track", "防火道": "track", "防火通道": "track", "通组公路": "village_road",
    "通组路": "village_road", "连村路": "village_road", "入户路": "village_road", "环村路": "village_road", "Q": "road",
    "支路": "urban_street", "内部道路": "service", "林道": "track", "田间道": "farm_track", "人行道": "footway", "步行街": "pedestrian",
  ]

  /// What a reader calls a class of road: the administrative name in Chinese where there is one.
  package static func title(ofClass name: String) -> Phrase {
    let titles = [
      "motorway": "高速公路", "trunk": "一级公路", "primary": "国道", "secondary": "省道", "tertiary": "县道",
      "unclassified": "乡道", "village_road": "村道", "farm_track": "机耕路", "track": "等外公路", "path": "小路",
      "urban_street": "城市道路", "residential": "居民区道路", "service": "内部道路",
    ]
    return Phrase(name.replacing("_", with: " "), titles[name].map { "\($0)（\(name)）" } ?? name)
  }

  /// The value of `oneway` in OpenStreetMap that the text of a field means; nil when it is not understood.
  static func oneWay(_ text: String) -> String? {
    if let number = Double(HalfWidth.compact(text)) {
      return number == 1 ? "yes" : number == 0 ? "no" : number == -1 ? "-1" : nil
    }
    let plain = HalfWidth.compact(text).filter { $0 != "-" && $0 != "_" }
    // 是（反向）: what the brackets say goes before what stands outside.
    if let bracket = plain.firstIndex(of: "("), plain.hasSuffix(")") {
      let inner = oneWay(String(plain[plain.index(after: bracket)...].dropLast()))
      return oneWay(String(plain[..<bracket])) == "yes" ? inner : nil
    }
    return switch plain {
    case "yes", "y", "true", "f", "ft", "oneway", "forward", "fromto", "是", "单向", "单行", "单行线", "单行道", "单向通行", "单向行驶",
      "单", "单向可通行", "onedirection",
      "正向",
      "正向通行", "正向行驶", "正向单行", "正向单向", "顺向", "顺行", "顺向单行", "正方向", "顺方向":
      "yes"
    case "reverse", "reversed", "backward", "t", "tf", "tofrom", "反向", "反向通行", "反向行驶", "反向单行", "反向单向", "逆向", "逆行",
      "逆向通行",
      "逆向单行", "反方向", "逆方向":
      "-1"
    case "no", "n", "false", "b", "both", "twoway", "bothways", "bothdirections", "bidirectional", "alternating", "否",
      "双向",
      "双行", "双行线", "双行道", "双向通行", "双向行驶", "双", "双向可通行":
      "no"
    case "reversible", "可变", "潮汐": "reversible"
    default: nil
    }
  }

  /// Whether a sign says that nobody may drive there in either direction.
  ///
  /// - Parameters:
  ///   - signs: those of the column, in small letters: among FT and TF, or B, F and T, N means neither.
  ///   - isDirection: whether F and T are directions there.
  ///   - isNavigation: whether the numbers are those of navigation data, where 4 means neither.
  static func isNeither(_ text: String, among signs: Set<String>, isDirection: Bool, isNavigation: Bool) -> Bool {
    let plain = HalfWidth.compact(text)
    if ["禁止", "禁行", "禁止通行", "双向禁行", "双向禁止", "neither", "closed"].contains(plain) { return true }
    let letters: Set = isDirection ? ["ft", "tf", "b", "f", "t"] : ["ft", "tf", "b"]
    return plain == "n" && !signs.isDisjoint(with: letters) || isNavigation && Double(text) == 4
  }

  /// The value of `oneway` that a number of navigation data means: 0 and 1 both ways, 2 as drawn, 3 against it.
  static func navigationOneWay(_ text: String) -> String? {
    switch Double(text) {
    case 0, 1: "no"
    case 2: "yes"
    case 3: "-1"
    default: nil
    }
  }
}

extension String {
  /// Without the broken character that a cut in its middle leaves.
  fileprivate var trimmingBrokenEnd: String {
    var text = self
    while text.last == "\u{FFFD}" { text.removeLast() }
    return text
  }
}
