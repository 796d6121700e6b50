import EMSFormats
import EMSModel

/// Names of polygons that layers of townships hold beside townships: water, ground in dispute, exclaves, what has no name.
///
/// 林场, 农场, 牧场 and 开发区 are units of townships in China, and no such names.
enum NoTownshipWords {
  /// Whether a name may be that of something else than a township.
  static func holds(_ name: String) -> Bool {
    // 水库镇 and 湖泊乡 are townships, and so is 飞地街道.
    if TownshipKindWords.kind(word: nil, name: name) != nil { return false }
    let plain = HalfWidth.of(FieldSynonyms.withoutAccents(name)).lowercased()
    let chinese = plain.filter { $0.isLetter && !$0.isASCII }
    if words.contains(where: chinese.contains) || endings.contains(where: chinese.hasSuffix) { return true }
    if ["", "无", "空"].contains(chinese), plain.allSatisfy({ !($0.isASCII && $0.isLetter) }) {
      return !plain.contains { $0.isNumber && $0 != "0" }
    }
    let latin = plain.split { !($0.isLetter && $0.isASCII) }
    if latin.isEmpty { return false }
    let text = " " + latin.joined(separator: " ") + " "
    return latinWords.contains { text.contains(" \($0) ") } || text.hasPrefix(" lake ") || text.hasSuffix(" lake ")
  }

  private static let words = [
    "争议", "飞地", "插花地", "水域", "水面", "水体", "海域", "未定界", "未划定", "未划界", "无人区", "未知", "不详", "无名", "暂无", "空白区",
  ]
  private static let endings = ["水库", "湖", "湖泊", "河流", "河道", "自然保护区", "国家公园", "湿地公园"]
  private static let latinWords = [
    "reservoir", "water body", "waterbody", "water bodies", "waterbodies", "water", "disputed", "disputed area",
    "dispute",
    "exclave", "enclave", "unknown", "unnamed", "no name", "no data", "not applicable", "undefined", "null",
    "unclassified", "national park", "game reserve", "forest reserve", "lagoon",
  ]
}

extension InputReader {
  /// Warns of the rows of a layer of townships whose names are those of something else, which counts as a township.
  func warnOfOthersThanTownships(_ identities: [(id: String, name: String)?], _ findings: inout Findings) {
    let rows = identities.indices.filter { identities[$0].map { NoTownshipWords.holds($0.name) } ?? false }
    if rows.isEmpty { return }
    let names = Set(rows.compactMap { identities[$0]?.name }).sorted()
    let list = names.list(upTo: 8)
    let condition =
      (layer.rowsWhere.map { "\($0) and " } ?? "") + "\(header(has(.name) ? .name : .id)) != "
      + names.joined(separator: "|")
    findings.note(
      .warning,
      rows.count.of(
        "polygon may be no township by its name, and counts as one",
        "polygons may be no townships by their names, and count as such")
        + ": \(list.english). Leave out what is none: where: \(condition); give the exclave of a township its id and name",
      "\(rows.count) 个面的名称不像乡镇，仍按乡镇计：\(list.chinese)。如需排除，请写 where: \(condition)；飞地请改用所属乡镇的编码和名称",
      at: self.rows(rows))
  }
}
