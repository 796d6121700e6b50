import EMSFormats

/// The surface of a road as line layers word it: by its material, or by the grade of the pavement (JTG B01-2014 and the
/// standards before it: 高级 and 次高级 are sealed, 中级 is gravel, 低级 is earth).
enum SurfaceWords {
  static let fields = [
    "surface", "surface_type", "surf_type", "surftype", "road_surface", "pavement", "pavement_type", "路面", "路面类型",
    "路面材料",
    "路面材质", "路面种类", "路面结构", "路面性质", "路面等级", "面层类型", "铺面", "铺装", "铺装类型", "铺设材料",
  ]

  /// The value of `surface` in OpenStreetMap; nil where the word is not understood.
  static func read(_ text: String) -> String? {
    let plain = HalfWidth.compact(text)
    return meanings.first { meaning in meaning.words.contains(where: plain.contains) }?.surface
  }

  /// The first that fits: 未铺装 holds 铺装, unpaved holds paved, and 沥青混凝土 is no concrete.
  private static let meanings: [(surface: String, words: [String])] = [
    (
      "unpaved",
      [
        "unpaved", "nonpaved", "notpaved", "unsealed", "unmetalled", "unsurfaced", "无铺装", "未铺装", "非铺装", "无路面", "未硬化",
        "无硬化",
        "非硬化",
      ]
    ),
    ("asphalt", ["沥青", "柏油", "asphalt", "bitum", "tarmac", "blacktop", "chipseal", "高级"]),
    ("concrete", ["水泥", "混凝土", "砼", "concrete", "cement"]),
    (
      "gravel",
      ["砂石", "沙石", "碎石", "砾石", "砂砾", "沙砾", "泥结", "级配", "石子", "石渣", "gravel", "laterit", "murram", "macadam", "中级"]
    ),
    ("cobblestone", ["弹石", "块石", "条石", "石板", "石块", "片石", "cobble"]),
    ("paving_stones", ["砖", "pavingstone", "brick"]),
    ("mud", ["泥路", "泥泞", "mud"]),
    ("dirt", ["土", "低级", "自然", "earth", "dirt", "ground", "soil"]),
    ("sand", ["沙", "砂", "sand"]),
    ("grass", ["草", "grass"]),
    ("paved", ["铺装", "硬化", "paved", "sealed", "metalled", "surfaced"]),
  ]
}
