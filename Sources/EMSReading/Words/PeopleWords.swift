import EMSFormats

/// A cell of people that says more than a number: `1200（含流动50）`, `户籍1300常住900`, `300户1200人`, `1200（待核）`.
///
/// The same goes before the other as among columns: who lives there before the figure of no word before who is registered;
/// under a header that says which people it counts, the figure of no word is those. People go before households, and a
/// whole before what stands in brackets, or behind 其中 or 含, as a part of it or as what it leaves out. Two sexes are added up,
/// and so are the parts of 1200+50. Of figures of which nothing says which the people are none is read.
enum PeopleWords: Hashable, Sendable {
  /// - Parameter unit: what a word such as 万 beside the figure stands for; 1 without one.
  case figure(Double, unit: Double, isAbout: Bool)
  case undecided
  /// Words without a figure.
  case noFigure

  private struct Figure {
    enum Kind: Hashable {
      case people(HeaderMeaning.Basis), men, women, households, part
      /// Beside Latin letters that are no word of ours.
      case other
    }

    var kind: Kind
    var value: Double
    var unit: Double
  }

  /// nil for a number, for a cell that says that nobody knows, for figures without a word that are no number, and for
  /// Latin letters beside a figure that are no word of people, such as those of 12OO, which is mistyped.
  ///
  /// - Parameter header: that of the column.
  static func read(_ text: String, style: NumberStyle, header: String) -> PeopleWords? {
    let whole = WrittenNumber.withoutNoteMarks(text) ?? text
    if FigureText.isNumber(whole, style: style) { return nil }
    var plain = FigureText.plain(whole)
    guard plain.contains(where: { $0.isLetter || "?<>≤≥±()（）~/+-—–〃″\"".contains($0) }) else { return nil }
    if !plain.contains(where: { $0.isASCII && $0.isNumber }) { return .noFigure }
    let isAbout = abouts.contains { plain.contains($0) }
    plain = plain.replacing(tolerance, with: "")
    let ofHeader = HeaderMeaning(header).basis
    let parts = FigureText(plain) { words in
      if case .people(let basis) = kind(of: words, ofHeader: .unnamed) { basis != .unnamed } else { false }
    }
    if parts.outside.wholeMatch(of: addition) != nil {
      let sum = parts.outside.split(separator: "+").compactMap { Double($0.prefix { $0.isNumber }) }.reduce(0, +)
      return .figure(sum, unit: 1, isAbout: isAbout)
    }
    // A figure in brackets alone is a negative one to accountants.
    guard parts.outside.contains(where: { $0.isLetter || $0.isNumber }),
      let outside = figures(in: parts.outside, style, ofHeader)
    else { return .undecided }
    if outside.contains(where: { $0.kind == .other }) { return nil }
    var inside: [Figure] = []
    for text in parts.inside {
      guard let own = figures(in: text, style, ofHeader) else { return .undecided }
      let isPart = partWords.contains { text.contains($0) }
      inside += own.map { figure in
        var figure = figure
        if isPart, figure.kind == .people(ofHeader) { figure.kind = .part }
        return figure
      }
    }
    let sexes = outside.filter { $0.kind == .men || $0.kind == .women }
    if sexes.count == 2, Set(sexes.map(\.kind)).count == 2, outside.count == 2, sexes[0].unit == sexes[1].unit {
      return .figure(sexes[0].value + sexes[1].value, unit: sexes[0].unit, isAbout: isAbout)
    }
    // Two sexes and their sum: 男500，女500，共1000.
    if sexes.count == 2, Set(sexes.map(\.kind)).count == 2, outside.count == 3, Set(outside.map(\.unit)).count == 1,
      let whole = outside.first(where: { if case .people = $0.kind { true } else { false } }),
      whole.value == sexes[0].value + sexes[1].value
    {
      return .figure(whole.value, unit: whole.unit, isAbout: isAbout)
    }
    // Beside the people a part has to stand in brackets.
    guard outside.allSatisfy({ $0.kind != .part && $0.kind != .men && $0.kind != .women }) else { return .undecided }
    func only(_ basis: HeaderMeaning.Basis, of figures: [Figure]) -> [Figure] {
      figures.filter { $0.kind == .people(basis) }
    }
    let all = outside + inside
    let order: [HeaderMeaning.Basis] =
      ofHeader == .unnamed
      ? [.resident, .unnamed, .registered, .served] : [ofHeader, .resident, .unnamed, .registered]
    for basis in order {
      let found = only(basis, of: all)
      if found.isEmpty { continue }
      guard Set(found.map { $0.value * $0.unit }).count == 1, let figure = found.first else { return .undecided }
      return .figure(figure.value, unit: figure.unit, isAbout: isAbout)
    }
    return .undecided
  }

  private nonisolated(unsafe) static let tolerance = /±[0-9.,]*%?/
  private nonisolated(unsafe) static let addition = /[0-9]{1,6}(?:人|口)?(?:\+[0-9]{1,6}(?:人|口)?)+/
  private nonisolated(unsafe) static let figureWithWords =
    /([^0-9]*)([0-9]+(?:[.,'][0-9]+)*)(亿|百万|十万|万|千|百)?(余|多)?(户(?!籍|口)|家(?!庭)|households?|hhs?|people|persons?|inhabitants|residents|人|口|名)?/

  /// What says that a figure is an estimate, a bound or not yet sure.
  private static let abouts = [
    "estimated", "estimate", "approximately", "approx", "约有", "约为", "大约", "大概", "约", "估计", "估", "左右", "上下", "以上", "以下",
    "不足", "不到", "超过", "将近", "余", "近", "逾", "待核实", "待核", "待定", "待查", "暂定", "暂", "?", "<", ">", "≤", "≥", "±", "~",
    "about", "est", "atleast", "upto", "circa",
  ]
  /// What says that a figure is a part of another, or what another leaves out.
  private static let partWords = [
    "不包括", "不包含", "不含", "不计", "不算", "excluding", "excl", "其中", "包括", "包含", "including", "incl", "ofwhich", "含", "除",
  ]
  /// Words beside a figure that say nothing of what it counts.
  private static let plainWords = abouts + partWords + ["内", "共有", "共计", "合计", "总计", "共", "人口数", "口人"]

  /// The figures of a text, each by the words before it and its counter; nil where one is no number of people.
  private static func figures(
    in text: String, _ style: NumberStyle, _ ofHeader: HeaderMeaning.Basis
  ) -> [Figure]? {
    let matches = text.matches(of: figureWithWords)
    var rest = text[...]
    var figures: [Figure] = []
    for (index, match) in matches.enumerated() {
      rest = text[match.range.upperBound...]
      guard case .number(let value, _, let unit) = WrittenNumber.read("\(match.2)\(match.3 ?? "")", style: style) else {
        return nil
      }
      // What stands behind the last figure is of it: 1200常住.
      let words = "\(match.1)\(match.5 ?? "")\(index == matches.count - 1 ? rest : "")"
      figures.append(Figure(kind: kind(of: words, ofHeader: ofHeader), value: value, unit: unit))
    }
    return figures
  }

  private static func kind(of words: String, ofHeader: HeaderMeaning.Basis) -> Figure.Kind {
    let own = plainWords.reduce(words.filter { $0.isLetter }) { $0.replacing($1, with: "") }
    if own.isEmpty { return .people(ofHeader) }
    if ["户", "家", "户数", "household", "households", "hh", "hhs"].contains(own) { return .households }
    let meaning = HeaderMeaning(own)
    if meaning.isOfMen, meaning.unknown.isEmpty { return .men }
    if meaning.isOfWomen, meaning.unknown.isEmpty { return .women }
    if !meaning.unknown.isEmpty { return own.contains(where: \.isASCII) ? .other : .part }
    if meaning.part != nil { return .part }
    return .people(meaning.basis == .unnamed ? ofHeader : meaning.basis)
  }
}
