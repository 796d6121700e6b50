import EMSModel

/// What a row is called that sums up others or stands for all of them: 合计, 小计, 全县, Total.
package enum SumWords: Hashable, Sendable {
  /// All rows together, whatever they are: 合计.
  case allRows
  /// A whole region: 全市.
  case region
  /// All of one county: 全县.
  case county
  /// All of one unit, by its name: 甲县合计.
  case unit(String)
  /// A part of the rows, their mean, or what heads them: 小计, 平均, 其中.
  case otherRows

  /// Words of all rows, as ``word(of:)`` leaves them.
  private static let ofAllRows: Set<String> = [
    "total", "totals", "grandtotal", "sum", "overall", "totalgeneral", "totalgeral", "totaux", "ensemble", "suma",
    "soma", "jumla", "jumlakuu", "计", "总数", "合计", "总计", "共计",
  ]
  private static let ofRegion: Set<String> = ["全市", "全盟"]
  private static let ofCounty: Set<String> = ["全县", "全旗", "全区"]
  private static let ofOtherRows: Set<String> = [
    "subtotal", "allvillages", "allwards", "average", "mean", "moyenne", "promedio", "media", "总人口", "平均", "平均值",
    "平均数", "均值", "户均", "人均", "占比", "最大值", "最小值", "中位数", "标准差", "median", "maximum", "minimum", "全镇", "全乡", "全苏木", "全街道",
    "其中", "小计", "累计",
  ]

  /// Every word that says alone that a row is none of places.
  static let all = ofAllRows.union(ofRegion).union(ofCounty).union(ofOtherRows)
  /// Those that places are called, too: Jumla in Nepal, Media, Soma.
  static let namesOfPlaces: Set<String> = [
    "jumla", "media", "soma", "suma", "sum", "mean", "ensemble", "overall", "moyenne",
  ]
  /// How the name of a place ends that stands for the sum of its rows.
  static let endings = ["合计", "总计", "小计", "共计", "累计"]

  /// nil for a name that says no sum.
  package static func read(_ text: String) -> SumWords? {
    let word = word(of: text)
    if ofAllRows.contains(word) { return .allRows }
    // A county is called 全州, too, so that of places it is no sum.
    if ofRegion.contains(word) || word == "全州" { return .region }
    if ofCounty.contains(word) { return .county }
    if ofOtherRows.contains(word) { return .otherRows }
    if let ending = endings.first(where: { word.hasSuffix($0) }) {
      let name = String(word.dropLast(ending.count))
      return read(name) ?? .unit(name)
    }
    let words = text.split(separator: " ")
    guard words.count > 1, ["total", "totals"].contains(words.last?.lowercased()) else { return nil }
    return .unit(words.dropLast().joined(separator: " "))
  }

  /// Whether a word is of a mean or heads parts of a sum, and is no sum of the rows.
  package static func isMeanOrPart(_ text: String) -> Bool {
    [
      "average", "mean", "moyenne", "promedio", "media", "median", "maximum", "minimum", "平均", "平均值", "平均数", "均值", "户均",
      "人均", "占比", "最大值", "最小值", "中位数", "标准差", "其中",
    ].contains(word(of: text))
  }

  /// The letters of a text in lower case, without what stands in brackets and the figure that may follow: 合计：4 个村.
  static func word(of text: String) -> String {
    var word = ""
    var depth = 0
    for character in FieldSynonyms.withoutAccents(text.lowercased()).prefix(while: { !":：".contains($0) }) {
      if "(（[【".contains(character) { depth += 1 }
      if depth == 0, character.isLetter { word.append(character) }
      if ")）]】".contains(character) { depth = max(0, depth - 1) }
    }
    return word
  }
}
