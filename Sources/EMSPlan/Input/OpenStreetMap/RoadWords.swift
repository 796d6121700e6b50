/// The words of road layers: names of fields, classes, and signs of one-way roads.
enum RoadWords {
  static let classFields = [
    "highway", "fclass", "class", "road_class", "roadclass", "技术等级", "道路等级", "公路等级", "行政等级", "等级", "道路类型", "type",
  ]
  static let speedFields = ["speed", "speed_kmh", "maxspeed", "限速", "设计速度", "设计时速", "速度"]
  static let oneWayFields = ["oneway", "one_way", "单行", "单向", "单行道", "单向行驶"]

  /// Classes as Chinese road data word them (JTG B01-2014; GB/T 917-2017), as classes of OpenStreetMap.
  static let chineseClasses: [String: String] = [
    "高速": "motorway", "高速公路": "motorway", "国道": "primary", "一级公路": "trunk", "一级": "trunk", "省道": "secondary",
    "二级公路": "primary", "二级": "primary", "县道": "tertiary", "三级公路": "secondary", "三级": "secondary",
    "乡道": "unclassified", "乡镇道路": "unclassified", "四级公路": "tertiary", "四级": "tertiary", "村道": "residential",
    "等外公路": "track", "等外": "track", "机耕路": "track", "小路": "path", "城市道路": "residential",
  ]

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
