import Foundation

/// The text of a cell without what programs put around it so that spreadsheets take it for text: `'1500`, `="0123"`.
enum WrittenText {
  /// nil where nothing is left.
  static func asMeant(_ text: String) -> String? {
    switch text.unicodeScalars.first {
    case nil: return nil
    case "'", "\u{2018}", "\u{2019}", "\u{FF07}":
      let rest = text.dropFirst()
      // 's-Hertogenbosch is a name.
      return rest.first.map { $0.isNumber || "+-.".contains($0) } == true ? String(rest) : text
    case "=" where text.hasPrefix("=\"") && text.hasSuffix("\"") && text.count > 2:
      let inside = text.dropFirst(2).dropLast().trimmingCharacters(in: .whitespacesAndNewlines)
      return inside.isEmpty ? nil : inside
    default: return text
    }
  }
}
