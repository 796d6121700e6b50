import EMSPlan

/// Text as a terminal shows it: how many columns it takes, and nothing in it that the terminal would obey.
enum TerminalText {
  /// The columns that a text takes.
  static func width(_ text: String) -> Int { TextWidth.of(text) }

  static func width(_ character: Character) -> Int { TextWidth.of(character) }

  /// The text with every control character replaced, so that a name in a file can neither colour nor move anything.
  static func harmless(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(result)
  }

  /// The text filled up with spaces on the right to so many columns.
  static func padded(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - width(text)))
  }

  /// The text filled up with spaces on the left to so many columns.
  static func rightAligned(_ text: String, to columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - width(text))) + text
  }

  /// Control characters, and the marks that turn the direction of what follows.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
