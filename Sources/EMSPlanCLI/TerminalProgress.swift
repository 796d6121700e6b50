import EMSPlan
import Foundation

/// A progress line on stderr with the time left; silent unless stderr is a terminal.
///
/// May be told of progress by several threads.
final class TerminalProgress: @unchecked Sendable {
  private let label: String
  private let language: Language
  private let isShown: Bool
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let lock = NSLock()
  private var lastShown: ContinuousClock.Instant?

  init(_ label: String, language: Language, isQuiet: Bool = false) {
    self.label = TerminalText.harmless(label)
    self.language = language
    isShown = !isQuiet && isatty(STDERR_FILENO) == 1
    start = clock.now
  }

  /// Shows how much is done, at most ten times a second.
  func show(done: Int, of total: Int) {
    guard isShown else { return }
    lock.withLock {
      let now = clock.now
      if let lastShown, now - lastShown < .milliseconds(100) { return }
      lastShown = now
      let line = Self.line(
        label: label, done: done, total: total, elapsed: now - start, columns: Self.columns, language: language)
      write("\r\u{1B}[K" + line)
    }
  }

  /// Wipes the line, so that what follows stands in its place.
  func finish() {
    guard isShown else { return }
    lock.withLock {
      if lastShown != nil { write("\r\u{1B}[K") }
      lastShown = nil
    }
  }

  /// The line: label, bar, share, and after a second the time left at the pace so far.
  static func line(
    label: String, done: Int, total: Int, elapsed: Duration, columns: Int, language: Language
  ) -> String {
    let share = total > 0 ? min(1, max(0, Double(done) / Double(total))) : 1
    let cells = 24
    let filled = Int((share * Double(cells)).rounded(.down))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
    var line = "\(label)  \(bar)  \(Int((share * 100).rounded(.down))) %"
    if elapsed >= .seconds(1), share > 0, share < 1 {
      let left = Int((elapsed / .seconds(1) * (1 - share) / share).rounded(.up))
      line += language == .chinese ? "  剩余 \(clock(left))" : "  \(clock(left)) left"
    }
    // A line longer than the terminal would wrap, and \r would then leave half of it behind.
    while TerminalText.width(line) >= max(2, columns) { line.removeLast() }
    return line
  }

  /// Minutes and seconds, with hours where there are any.
  static func clock(_ seconds: Int) -> String {
    let minutes = seconds / 60 % 60
    let rest = seconds % 60
    let tail = "\(minutes < 10 && seconds >= 3600 ? "0" : "")\(minutes):\(rest < 10 ? "0" : "")\(rest)"
    return seconds >= 3600 ? "\(seconds / 3600):\(tail)" : tail
  }

  /// The width of the terminal.
  static var columns: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  private func write(_ text: String) { StandardError.write(text) }
}
