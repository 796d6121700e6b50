/// How many columns a text takes where every column is as wide as a digit: on a terminal, in a cell.
package enum TextWidth {
  /// Two for wide and full-width characters (Unicode Annex 11) and for emoji, none for combining marks, one for all
  /// others.
  ///
  /// Characters of ambiguous width ("·", "—", "①") count as narrow, as Annex 11 advises where the context is unknown
  /// and as terminals draw them unless set otherwise.
  package static func of(_ text: String) -> Int { text.reduce(0) { $0 + of($1) } }

  package static func of(_ character: Character) -> Int {
    if character.unicodeScalars.contains(emojiVariation) { return 2 }
    guard let first = character.unicodeScalars.first else { return 0 }
    if isWide(first) { return 2 }
    return character.unicodeScalars.contains { !isUnseen($0) } ? 1 : 0
  }

  private static let emojiVariation: Unicode.Scalar = "\u{FE0F}"

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x1100 else { return false }
    return scalar.properties.isEmojiPresentation || wideRanges.contains { $0.contains(scalar.value) }
  }

  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: true
    default: false
    }
  }

  /// East_Asian_Width W and F without emoji, which the standard library knows.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]
}
