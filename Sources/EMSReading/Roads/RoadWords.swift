import EMSModel

/// The words of road layers: names of fields, classes, and signs of one-way roads.
package enum RoadWords {
  static let classFields = [
    "highway", "fclass", "class", "road_class", "roadclass", "技术等级", "道路等级", "公路等级", "行政等级", "等级", "道路类型", "type",
  ]
  static let speedFields = ["speed", "speed_kmh", "maxspeed", "限速", "设计速度", "设计时速", "速度"]
  static let oneWayFields = ["oneway", "one_way", "单行", "单向", "单行道", "单向行驶"]
  static let bridgeFields = ["bridge", "is_bridge", "桥梁", "桥", "是否桥梁"]
  static let tunnelFields = ["tunnel", "is_tunnel", "隧道", "是否隧道"]
  static let layerFields = ["layer", "层级"]
  static let accessFields = ["access"]
  static let statusFields = ["status", "状态", "道路状态", "建设状态", "通车状态", "通车情况", "是否通车", "使用状态"]

  /// The unit of speed that a header names, where it is not km/h.
  static func otherSpeedUnit(_ header: String) -> String? {
    let plain = header.lowercased()
    if ["m/s", "米/秒", "米每秒", "mps"].contains(where: { plain.contains($0) }) { return "m/s" }
    return plain.contains("mph") || plain.contains("英里") ? "mph" : nil
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
    return ["highway": word == "unknown" ? "road" : chineseClasses[word] ?? englishClass(word) ?? word]
  }

  /// The class of OpenStreetMap that English words of a layer mean, such as `Primary` or `Provincial road`; nil where
  /// they are written as there, or mean none.
  private static func englishClass(_ word: String) -> String? {
    var plain = word.lowercased().split { !$0.isLetter }.joined(separator: " ")
    if let meaning = englishClasses[plain] { return meaning }
    for ending in [" road", " roads", " highway"] where plain.hasSuffix(ending) {
      plain = String(plain.dropLast(ending.count))
    }
    if let meaning = englishClasses[plain] { return meaning }
    let known = ["motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "track"]
    return plain != word && known.contains(plain) ? plain : nil
  }

  /// The administrative classes in English, as ``chineseClasses`` has them.
  private static let englishClasses = [
    "expressway": "motorway", "freeway": "motorway", "national": "primary", "provincial": "secondary",
    "county": "tertiary", "township": "unclassified", "village": "village_road", "farm": "farm_track",
    "urban": "urban_street",
  ]

  /// Whether a sign of a bridge or a tunnel says that there is one.
  static func isYes(_ text: String) -> Bool { YesNoWords.read(text) ?? !["f", "0.0"].contains(text.lowercased()) }

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
    if let number = Double(text) { return number == 1 ? "yes" : number == 0 ? "no" : number == -1 ? "-1" : nil }
    return switch text.lowercased() {
    case "yes", "y", "true", "f", "ft", "是", "单向", "单行", "正向": "yes"
    case "reverse", "t", "tf", "反向", "逆向": "-1"
    case "no", "n", "false", "b", "both", "否", "双向": "no"
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
