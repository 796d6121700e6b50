import EMSFormats

/// A cell of beds that says more than a number: `20（实际15）`, `15+5`, `编制20`.
///
/// Of beds that are there and beds that an authority allows those that are there are read, for nobody lies in the others;
/// where the cell tells of the allowed ones alone, they are all that is known. Parts are added up.
enum BedWords: Hashable, Sendable {
  /// So many are there, and so many are allowed or stand without a word beside them.
  case actual(Int, allowed: Int)
  /// So many are allowed; how many are there the cell does not say.
  case allowedAlone(Int)
  case sum([Int])

  /// The beds that are counted.
  var count: Int {
    switch self {
    case .actual(let count, _), .allowedAlone(let count): count
    case .sum(let parts): parts.reduce(0, +)
    }
  }

  /// nil for a plain number, and for a cell that says something else.
  static func read(_ text: String) -> BedWords? {
    let plain = WrittenNumber.plain(text).lowercased().filter { !$0.isWhitespace }
    if plain.wholeMatch(of: /[0-9]{1,5}(?:张|个)?(?:床位?)?(?:\+[0-9]{1,5}(?:张|个)?(?:床位?)?)+/) != nil {
      return .sum(plain.split(separator: "+").compactMap { Int($0.prefix { $0.isNumber }) })
    }
    var figures: [Kind: Int] = [:]
    var rest = plain[...]
    while let match = rest.prefixMatch(of: /([^0-9]*)([0-9]{1,5})(?:张|个)?(?:床位?)?/) {
      let word = match.1.filter { !"(),、/;:=\"“”".contains($0) }
      guard let kind = Kind(String(word)), figures[kind] == nil else { return nil }
      figures[kind] = Int(match.2)
      rest = rest[match.range.upperBound...]
    }
    guard rest.allSatisfy({ "()、,;".contains($0) }) else { return nil }
    switch (figures[.actual], figures[.allowed], figures[.bare]) {
    case (let actual?, let allowed?, nil), (let actual?, nil, let allowed?), (nil, let allowed?, let actual?):
      return .actual(actual, allowed: allowed)
    case (nil, let allowed?, nil): return .allowedAlone(allowed)
    default: return nil
    }
  }

  private enum Kind: Hashable {
    case actual, allowed, bare

    init?(_ word: String) {
      let own = ["床位数", "床位", "病床", "beds", "bed", "床", "其中", "为", "共"].reduce(word) { $0.replacing($1, with: "") }
      if own.isEmpty {
        self = .bare
      } else if PairedFigures.actualBeds.contains(own) {
        self = .actual
      } else if PairedFigures.allowedBeds.contains(own) {
        self = .allowed
      } else {
        return nil
      }
    }
  }
}
