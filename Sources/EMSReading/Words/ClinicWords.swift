import EMSFormats

/// What cells of a column of village clinics say: whether the village has one of its own today.
///
/// One that is run jointly (联办), or a village that a neighbour covers, has none of its own; so has one whose clinic is
/// planned, being built or closed, as a facility that is not open does not count.
enum ClinicWords {
  /// nil where the words do not decide it; plain answers are those of ``YesNoWords/readCount(_:)``.
  ///
  /// - Parameter village: the name of the row, of which a clinic may be called.
  static func read(_ text: String, village: String?) -> Bool? {
    let compact = WrittenNumber.plain(text).lowercased().filter { !$0.isWhitespace }
    let outside = compact.replacing(/\([^()]*\)?/, with: "")
    let word = outside.isEmpty ? compact : outside
    if word.prefixMatch(of: none) != nil { return false }
    let isThere =
      word.prefixMatch(of: /有(?![待望关])/) != nil || word.wholeMatch(of: own) != nil
      || village.map { isClinic(word, of: $0) } ?? false
    let isElsewhere = shared.contains { compact.contains($0) } || compact.contains(served) || compact.contains(closed)
    // 有（联办） says both.
    if isThere { return isElsewhere ? nil : true }
    return isElsewhere ? false : nil
  }

  /// A count of clinics without the word behind it: 1所 is 1.
  static func withoutCounter(_ text: String) -> String {
    text.last.map { "所个家处间座".contains($0) } ?? false ? String(text.dropLast()) : text
  }

  nonisolated(unsafe) private static let none = /无(?!偿)|没有|未设|未建|未办|不设|不具备|尚未|空白村|没建|0[所个家处间座]/
  private static let shared = ["联办", "联建", "共建", "合建", "共用", "共享", "合办", "合用", "覆盖", "延伸", "巡诊", "邻村"]
  nonisolated(unsafe) private static let served = /由.{1,12}[村室](?:服务|负责|承担|代管)/
  nonisolated(unsafe) private static let closed =
    /在建|拟建|待建|筹建|规划|正在建|建设中|新建中|停用|停业|停诊|停办|关闭|撤销|撤并|已撤|注销|闲置|空置|未启用|未开|已拆|拆除|planned|underconstruction|closed/
  nonisolated(unsafe) private static let own =
    /(?:有|共)?[1-9][0-9]?[所个家处间座]|[一二两三][所个家处间座]|(?:已|已经)?(?:建成|建有|设立|设有|自建|自有|自办|独立设置|独立)|一村一室|(?:标准化|规范化|中心|中心村|公办|公有|达标|合格|甲级)(?:村|嘎查)?卫生[室所]?/

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
