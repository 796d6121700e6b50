import EMSFormats

/// A figure of a bureau's books as a cell writes it: `92`, `92%`, `1:0.55`.
enum BookFigure: Equatable {
  /// The cell is empty or says that nobody knows.
  case unknown
  case figure(Double, isPercent: Bool)
  case other

  init(_ cell: NumberCell) {
    switch cell {
    case .empty: self = .unknown
    case .number(let number): self = Self.known(number)
    case .text(let text):
      let plain = WrittenNumber.plain(text).filter { $0 != " " }
      if plain.hasSuffix("%") {
        self = Double(plain.dropLast()).map { Self.known($0, isPercent: true) } ?? .other
      } else if plain.hasPrefix("1:") {
        // 床医比1：0.55: so many for one.
        self = Double(plain.dropFirst(2)).map { Self.known($0) } ?? .other
      } else {
        self = .other
      }
    }
  }

  private static func known(_ number: Double, isPercent: Bool = false) -> BookFigure {
    number.isFinite && number >= 0 ? .figure(number, isPercent: isPercent) : .other
  }

  /// The year in a cell or a header: 2025, 2025年, 2025年底; nil where there is none, or several.
  static func year(in text: String) -> Int? {
    let years = years(in: text)
    return years.count == 1 ? years[0] : nil
  }

  /// Every year in a text.
  static func years(in text: String) -> [Int] {
    WrittenNumber.plain(text).split { !$0.isNumber }.filter {
      $0.count == 4 && ($0.hasPrefix("19") || $0.hasPrefix("20"))
    }.compactMap { Int($0) }
  }
}
