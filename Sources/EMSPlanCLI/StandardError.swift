import EMSPlan
import Foundation

/// Where everything goes that is no result: the one exit to standard error.
///
/// What cannot be written there is lost: there is no other place to say so, and the exit code still tells.
enum StandardError {
  /// Prints one line, with nothing in it that a terminal would obey.
  static func print(_ line: String) { write(TerminalText.harmless(line) + "\n") }

  /// Writes what a terminal shall obey: a line of progress, drawn over itself.
  static func write(_ text: String) { _ = OpenFile.write(Array(text.utf8), to: STDERR_FILENO) }
}
