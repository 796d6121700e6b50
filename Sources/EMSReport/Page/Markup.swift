import EMSFormats
import EMSModel

/// A piece of HTML or SVG; whatever text is put into it is escaped, by type and not by care.
///
/// A literal is markup, an interpolated `String` is text. `Markup("<td>\(name)</td>")` is safe for any name.
package struct Markup: ExpressibleByStringInterpolation {
  package var source: String

  package init(unescaped source: String) { self.source = source }
  package init(stringLiteral value: String) { source = value }
  package init(stringInterpolation: Interpolation) { source = stringInterpolation.source }

  package static func + (first: Markup, second: Markup) -> Markup { Markup(unescaped: first.source + second.source) }

  package static func += (markup: inout Markup, more: Markup) { markup.source += more.source }

  /// Text as it stands between tags and in a quoted attribute.
  package static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: isSpecial) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value & 0xFFFE == 0xFFFE: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    // Three bytes from EF on, or four, may be U+FFFE, U+FFFF and their like, which no XML may hold.
    byte < 0x20 || byte == 0x7F || byte >= 0xEF || byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x22
      || byte == 0x27
  }

  package struct Interpolation: StringInterpolationProtocol {
    var source = ""

    package init(literalCapacity: Int, interpolationCount: Int) { source.reserveCapacity(literalCapacity * 2) }

    package mutating func appendLiteral(_ literal: String) { source += literal }
    package mutating func appendInterpolation(_ text: String) { source += Markup.escaped(text) }
    package mutating func appendInterpolation(_ markup: Markup) { source += markup.source }
    package mutating func appendInterpolation(_ count: Int) { source += "\(count)" }
    /// Both languages; the style sheet shows the one that the page is in.
    package mutating func appendInterpolation(_ phrase: Phrase) {
      if phrase.english == phrase.chinese { return appendInterpolation(phrase.english) }
      source += "<span class=\"en\">\(Markup.escaped(phrase.english))</span>"
      source += "<span class=\"zh\">\(Markup.escaped(phrase.chinese))</span>"
    }
    /// A length in a drawing, with one decimal.
    package mutating func appendInterpolation(drawn number: Double) {
      var bytes: [UInt8] = []
      bytes.append(decimal: number, places: 1)
      source += String(decoding: bytes, as: UTF8.self)
    }
  }
}
