import Foundation

/// Colour and weight on a terminal, and nothing anywhere else.
struct TerminalStyle: Sendable {
  var isOn: Bool

  static let plain = TerminalStyle(isOn: false)

  /// On where the stream is a terminal that can, and the user has not set NO_COLOR (no-color.org).
  static func of(_ stream: Int32) -> TerminalStyle {
    let environment = ProcessInfo.processInfo.environment
    let refused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    return TerminalStyle(isOn: isatty(stream) == 1 && environment["TERM"] != "dumb" && !refused)
  }

  func bold(_ text: String) -> String { code("1", text) }
  func faint(_ text: String) -> String { code("2", text) }
  /// What the planner should look at.
  func warning(_ text: String) -> String { code("33", text) }
  /// What stopped the run.
  func error(_ text: String) -> String { code("1;31", text) }
  func good(_ text: String) -> String { code("32", text) }

  private func code(_ code: String, _ text: String) -> String { isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
