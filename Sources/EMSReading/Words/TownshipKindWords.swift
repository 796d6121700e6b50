import EMSModel

/// What kind of township-level unit a word or a name's ending says.
enum TownshipKindWords {
  static func kind(word: String?, name: String) -> TownshipKind? {
    if let word {
      if let kind = TownshipKind(rawValue: word.lowercased()) { return kind }
      // Lists of the statistics bureau class 乡 and 苏木 together; the name tells them apart.
      if word.contains("苏木"), word.contains("乡") { return name.hasSuffix("苏木") ? .sumu : .township }
      if ["城区", "县城"].contains(word) { return .urbanArea }
      if let kind = ending(word) { return kind }
      if word.contains("场") || word.contains("园区") || word.contains("其他") { return .other }
    }
    return ending(name)
  }

  /// Whether the word says that the county's government sits there; nil where it says neither.
  static func isCountySeat(word: String) -> Bool? {
    if let answer = YesNoWords.read(word) { return answer }
    let plain = FieldSynonyms.normalised(word)
    if plain.hasPrefix("非") || plain.hasPrefix("not") { return false }
    if seats.contains(where: plain.contains) { return true }
    return others.contains(plain) || ending(word) != nil ? false : nil
  }

  private static let seats = [
    "countyseat", "countycapital", "countytown", "districtseat", "districtcapital", "县城", "旗府", "县府", "县政府", "旗政府",
    "县人民政府",
    "旗人民政府", "县级驻地", "旗县驻地", "县驻地", "旗驻地", "城关",
  ]
  private static let others: Set<String> = [
    "乡级", "镇级", "乡镇级", "乡镇驻地", "一般", "普通", "一般乡镇", "一般镇", "建制镇", "重点镇", "中心镇", "township", "town", "village", "rural",
    "other", "ordinary",
  ]

  private static func ending(_ text: String) -> TownshipKind? {
    if text.hasSuffix("镇") { return .town }
    if text.hasSuffix("苏木") { return .sumu }
    if text.hasSuffix("乡") { return .township }
    if text.hasSuffix("街道") || text.hasSuffix("街道办事处") { return .subdistrict }
    if text.hasSuffix("场") || text.hasSuffix("开发区") || text.hasSuffix("园区") { return .other }
    return nil
  }
}
