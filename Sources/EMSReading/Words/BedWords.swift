import EMSFormats

/// A cell of beds that says more than a number: `20（实际15）`, `15+5`, `编制20`, `20（观察5）`.
///
/// Of beds that are there and beds that an authority allows those that are there are read, for nobody lies in the others;
/// where the cell tells of the allowed ones alone, they are all that is known. Parts are added up. What stands in brackets,
/// or behind 其中 or 含, with a word of its own is a part of the figure before it, or of beds that do not stand yet: that
/// figure is read. Of several figures that may all be the beds none is.
enum BedWords: Hashable, Sendable {
  /// So many are there, and so many are allowed or stand without a word beside them; nil where the cell tells no others.
  case actual(Int, allowed: Int?)
  /// So many are allowed; how many are there the cell does not say.
  case allowedAlone(Int)
  case sum([Int])
  /// So many, and more is said of them: 20（观察5）.
  case whole(Int)
  /// Several figures of which nothing says which the beds are: 实有15，实际14.
  case undecided
  /// Words without a figure.
  case noFigure

  /// The beds that are counted; nil for none.
  var count: Int? {
    switch self {
    case .actual(let count, _), .allowedAlone(let count), .whole(let count): count
    case .sum(let parts): parts.reduce(0, +)
    case .undecided, .noFigure: nil
    }
  }

  /// Whether the cell tells beds that are there and others that are allowed.
  var tellsBoth: Bool { if case .actual(_, _?) = self { true } else { false } }

  private nonisolated(unsafe) static let addition = /[0-9]{1,5}(?:张|个)?(?:床位?)?(?:\+[0-9]{1,5}(?:张|个)?(?:床位?)?)+/
  private nonisolated(unsafe) static let figureWithWords = /([^0-9]*)([0-9]+(?:[.,][0-9]+)*)(?:张|个)?(?:床位?|beds?)?/

  /// nil for a number, for a cell that says that nobody knows, and for one figure that is no number of beds.
  static func read(_ text: String) -> BedWords? {
    if FigureText.isNumber(text) || WrittenNumber.withoutNoteMarks(text).map({ FigureText.isNumber($0) }) ?? false {
      return nil
    }
    let parts = FigureText(FigureText.plain(text)) { Kind($0) == .actual || Kind($0) == .allowed }
    let (outside, inside) = (parts.outside, parts.inside)
    if outside.wholeMatch(of: addition) != nil {
      return .sum(outside.split(separator: "+").compactMap { Int($0.prefix { $0.isNumber }) })
    }
    let figures = figures(in: outside)
    let all = figures + inside.flatMap(Self.figures(in:))
    let hasWords = text.contains(where: \.isLetter)
    if all.isEmpty { return hasWords ? .noFigure : nil }
    if all.count == 1, !hasWords { return nil }
    func only(_ kind: Kind, of figures: [(kind: Kind, number: Int)]) -> [Int] {
      Set(figures.filter { $0.kind == kind }.map(\.number)).sorted()
    }
    let (actual, allowed, bare) = (only(.actual, of: all), only(.allowed, of: all), only(.bare, of: figures))
    let most = [actual, allowed, bare].map(\.count)
    guard most.allSatisfy({ $0 < 2 }), most.reduce(0, +) < 3, all.allSatisfy({ $0.number >= 0 }),
      figures.allSatisfy({ $0.kind != .part && $0.kind != .toCome })
    else { return .undecided }
    if let count = actual.first { return .actual(count, allowed: allowed.first ?? bare.first) }
    if let count = allowed.first { return bare.first.map { .actual($0, allowed: count) } ?? .allowedAlone(count) }
    let others = all.filter { $0.kind != .bare || $0.number != bare.first }
    guard let count = bare.first, others.allSatisfy({ $0.kind == .toCome || $0.kind == .part && $0.number <= count })
    else { return .undecided }
    return .whole(count)
  }

  /// The figures of a text, each by the words before it, or by all where it is the only one; one that is no whole number
  /// is negative.
  private static func figures(in text: String) -> [(kind: Kind, number: Int)] {
    let matches = text.matches(of: figureWithWords)
    var rest = text[...]
    let figures = matches.map { match in
      rest = text[match.range.upperBound...]
      let number: Int? =
        if case .number(let value, _, 1) = WrittenNumber.read(String(match.2), style: .point) {
          Int(exactly: value)
        } else { nil }
      return (words: String(match.1), number: number ?? -1)
    }
    // 5张观察床 is of what stands behind it.
    let words = figures.indices.map { figures[$0].words + ($0 == figures.count - 1 ? rest : "") }
    return zip(words, figures).map { (Kind($0) ?? .bare, $1.number) }
  }

  private enum Kind: Hashable {
    case actual, allowed, bare
    /// Some of the beds, or beds that are not counted among them, such as 观察.
    case part
    /// Beds that do not stand yet.
    case toCome

    /// nil for marks that say nothing of a figure, such as a plus or a stroke.
    init?(_ word: String) {
      let own = [
        "床位数", "床位", "病床", "beds", "bed", "床", "其中", "内含", "包括", "含", "including", "incl", "ofwhich", "为", "共", "张",
      ].reduce(word.filter { $0.isLetter || $0 == "+" || $0 == "-" }) { $0.replacing($1, with: "") }
      if own.isEmpty {
        self = .bare
      } else if PairedFigures.actualBeds.contains(own) {
        self = .actual
      } else if PairedFigures.allowedBeds.contains(own) {
        self = .allowed
      } else if ["在建", "拟", "待", "筹", "未"].contains(where: { own.contains($0) }) {
        self = .toCome
      } else if own.contains(where: \.isLetter) {
        self = .part
      } else {
        return nil
      }
    }
  }
}
