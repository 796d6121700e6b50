import EMSPlan
import Foundation

/// Where everything goes that is no result: the one exit to standard error.
///
/// What cannot be written there is lost: there is no other place to say so, and the exit code still tells.
enum StandardError {
  /// Its own number of the stream, so that a library that is kept off the stream does not keep these lines off it, too.
  private static let stream: Int32 = {
    let own = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    return own < 0 ? STDERR_FILENO : own
  }()

  /// Opens the stream before anything may take the place of the process's own.
  static func reserve() { _ = stream }

  /// From now on a library that crashes over a file ends the process as bad data do, with one line.
  static func sayCrashes(_ words: @escaping @Sendable (InputProblem) -> String) {
    ProcessGuard.sayCrashes(to: stream, status: ExitStatus.badData.rawValue) { TerminalText.harmless(words($0)) + "\n" }
  }

  /// Prints one line, with nothing in it that a terminal would obey.
  static func print(_ line: String) { write(TerminalText.harmless(line) + "\n") }

  /// Writes what a terminal shall obey: a line of progress, drawn over itself.
  static func write(_ text: String) { _ = OpenFile.write(Array(text.utf8), to: stream) }
}
