import EMSFormats

/// Whether what a column asks for stands today, in words that say more than yes or no: 在建, 未独立设置, 可开展, planned.
///
/// What is planned, being built or closed does not stand, as a facility that is not open does not count.
enum StandingWords {
  /// The words of a cell as they are compared: without brackets, but for a cell that is nothing else.
  struct Words {
    /// Brackets and all.
    let whole: String
    let outside: String

    init(_ text: String) {
      whole = WrittenNumber.plain(text).lowercased().filter { !$0.isWhitespace }
      let outside = whole.replacing(bracket, with: "")
      self.outside = outside.isEmpty ? whole : outside
    }

    /// Whether they say that there is none.
    var isNone: Bool { outside.prefixMatch(of: none) != nil }
    /// Whether they say that it is there.
    var isThere: Bool { outside.prefixMatch(of: thereIs) != nil || outside.wholeMatch(of: there) != nil }
    /// Whether they say that it is planned, being built or closed.
    var isClosed: Bool { whole.contains(closed) }
  }

  /// nil where the words do not decide it; plain answers are those of ``YesNoWords/readCount(_:)``.
  static func read(_ text: String) -> Bool? {
    let words = Words(text)
    if words.isNone { return false }
    // 有（停用） says both.
    if words.isThere { return words.isClosed ? nil : true }
    return words.isClosed ? false : nil
  }

  private nonisolated(unsafe) static let bracket = /\([^()]*\)?/
  private nonisolated(unsafe) static let thereIs = /有(?![待望关])/

  nonisolated(unsafe) private static let none =
    /无(?!偿)|没有|没(?:建|配|设|开)|未(?![知定明统来])|不(?:设|具备|能|可|开展|提供)|尚未|暂未|暂无|空白村|0[所个家处间座]|none|absent|not(?!e)/
  nonisolated(unsafe) private static let closed =
    /在建|拟建|待建|筹建|筹备|规划|正在建|建设中|新建中|停用|停业|停诊|停办|关闭|撤销|撤并|已撤|注销|闲置|空置|未启用|未开|已拆|拆除|planned|underconstruction|closed/
  nonisolated(unsafe) private static let there =
    /(?:有|共)?[1-9][0-9]?[所个家处间座]|[一二两三][所个家处间座]|(?:已|已经)?(?:建成|建有|建立|设立|设置|设有|自建|自有|自办|独立设置|独立|开设|配备|投入使用|启用|挂牌|达标|通过验收)|(?:可|能|能够|可以|已|已经)?(?:正常)?开展.{0,12}|available|present|functional|operational|open/
}
