import EMSFormats

/// What cells of a column of village clinics say: whether the village has one of its own today.
///
/// One that is run jointly (联办), or a village that a neighbour covers, has none of its own; so has one whose clinic does
/// not stand (``StandingWords``).
enum ClinicWords {
  /// nil where the words do not decide it; plain answers are those of ``YesNoWords/readCount(_:)``.
  ///
  /// - Parameter village: the name of the row, of which a clinic may be called.
  static func read(_ text: String, village: String?) -> Bool? {
    let words = StandingWords.Words(text)
    if words.isNone { return false }
    let isThere =
      words.isThere || words.outside.wholeMatch(of: own) != nil
      || village.map { isClinic(words.outside.replacing(phone, with: ""), of: $0) } ?? false
    let isElsewhere =
      shared.contains { words.whole.contains($0) } || words.whole.contains(served) || words.isClosed
    // 有（联办） says both.
    if isThere { return isElsewhere ? nil : true }
    return isElsewhere ? false : nil
  }

  /// A count of clinics without the word behind it: 1所 is 1.
  static func withoutCounter(_ text: String) -> String {
    text.last.map { "所个家处间座".contains($0) } ?? false ? String(text.dropLast()) : text
  }

  private static let shared = ["联办", "联建", "共建", "合建", "共用", "共享", "合办", "合用", "覆盖", "延伸", "巡诊", "邻村"]
  nonisolated(unsafe) private static let served = /由.{1,12}[村室](?:服务|负责|承担|代管)/
  nonisolated(unsafe) private static let own =
    /一村一室|(?:标准化|规范化|中心|中心村|公办|公有|达标|合格|甲级)(?:村|嘎查)?卫生[室所]?/
  /// A telephone number behind the name.
  nonisolated(unsafe) private static let phone = /[:：,，]?\+?[0-9][0-9-]{6,}[0-9]$/

  /// Whether a text is the name of a clinic that is called as the village: 东风卫生室, 东风村卫生室.
  private static func isClinic(_ text: String, of village: String) -> Bool {
    guard text.hasSuffix("卫生室") || text.hasSuffix("卫生所") else { return false }
    func stem(_ name: String) -> String {
      ["嘎查村", "行政村", "嘎查", "社区", "村"].first { name.hasSuffix($0) && name.count > $0.count + 1 }
        .map { String(name.dropLast($0.count)) } ?? name
    }
    return stem(String(text.dropLast(3))) == stem(WrittenNumber.plain(village).lowercased().filter { !$0.isWhitespace })
  }
}
