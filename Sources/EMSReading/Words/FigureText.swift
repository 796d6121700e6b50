import EMSFormats

/// What a cell of figures says outside of brackets, and in each of them or behind a word of parts: 20（观察5）, 1200，其中女600.
struct FigureText: Hashable, Sendable {
  private(set) var outside: String
  private(set) var inside: [String] = []

  private nonisolated(unsafe) static let bracket = /[\[(（【]([^\[\]()（）【】]*)[\])）】]/
  private nonisolated(unsafe) static let part = /[,，;；、]?(?:其中|内含|包括|含|including|incl\.?|ofwhich).*/
  private nonisolated(unsafe) static let year = /(?:19|20)[0-9]{2}年[底末初]?/

  /// - Parameters:
  ///   - text: in half-width letters of lower case, without spaces.
  ///   - namesFigure: whether the words of a bracket without a figure say what the figure before it is, as in 20（实有）; they
  ///     are put before it then.
  init(_ text: String, namesFigure: (String) -> Bool) {
    outside = text
    while let found = outside.firstMatch(of: Self.bracket) {
      let content = String(found.1)
      let hasFigure = content.contains { $0.isASCII && $0.isNumber }
      if hasFigure { inside.append(content) }
      outside.replaceSubrange(found.range, with: "")
      if !hasFigure, namesFigure(content) { outside = content + outside }
    }
    if let found = outside.firstMatch(of: Self.part) {
      inside.append(String(found.0))
      outside.removeSubrange(found.range)
    }
  }

  /// The text of a cell as this reads it, without the years of its figures.
  static func plain(_ text: String) -> String {
    WrittenNumber.plain(text).lowercased().filter { !$0.isWhitespace }
      .replacing(year, with: "")
  }

  private nonisolated(unsafe) static let range = /[^0-9]*[0-9][0-9,.]*[^0-9]{0,2}(?:[-–—~～至到]|to|a)[0-9][0-9,.]*[^0-9]*/

  /// Whether a text is two figures with what stands between the ends of a range: 900-1100, 500～600人.
  static func isRange(_ text: String) -> Bool { plain(text).wholeMatch(of: range) != nil }

  /// Whether a text is one number, or says that nobody knows.
  static func isNumber(_ text: String, style: NumberStyle = .point) -> Bool {
    switch WrittenNumber.read(text, style: style) {
    case .number, .unknown: true
    case .other: false
    }
  }
}
