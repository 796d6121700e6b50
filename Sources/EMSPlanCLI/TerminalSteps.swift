import Dispatch
import EMSPlan
import Foundation

/// A line on stderr that says which step of a run is under way, how long it has taken, and for siting how long it may
/// still take; silent unless stderr is a terminal.
///
/// May be told of steps by several threads.
final class TerminalSteps: @unchecked Sendable {
  private let language: Language
  private let isShown: Bool
  private let clock = ContinuousClock()
  private let lock = NSLock()
  private var current: (step: PlanStep, atMost: Duration?, start: ContinuousClock.Instant)?
  private var timer: (any DispatchSourceTimer)?

  init(language: Language, isQuiet: Bool) {
    self.language = language
    isShown = !isQuiet && isatty(STDERR_FILENO) == 1
  }

  deinit { timer?.cancel() }

  /// A step has begun, which takes at most so long; nil where nothing bounds it.
  func begin(_ step: PlanStep, atMost: Duration?) {
    guard isShown else { return }
    lock.withLock {
      current = (step, atMost, clock.now)
      if timer == nil {
        let timer = DispatchSource.makeTimerSource(queue: .global(qos: .utility))
        timer.schedule(deadline: .now(), repeating: .milliseconds(250))
        timer.setEventHandler { [weak self] in self?.draw() }
        timer.resume()
        self.timer = timer
      }
    }
  }

  /// Wipes the line, so that what follows stands in its place.
  func finish() {
    guard isShown else { return }
    lock.withLock {
      timer?.cancel()
      timer = nil
      if current != nil { write("\r\u{1B}[K") }
      current = nil
    }
  }

  private func draw() {
    lock.withLock {
      guard let current else { return }
      let line = Self.line(
        current.step, elapsed: clock.now - current.start, atMost: current.atMost, columns: TerminalProgress.columns,
        language: language)
      write("\r\u{1B}[K" + line)
    }
  }

  /// The line: how many of the steps are behind, the step, its seconds, and the time that may be left.
  static func line(
    _ step: PlanStep, elapsed: Duration, atMost: Duration?, columns: Int, language: Language
  ) -> String {
    let total = PlanStep.allCases.count
    let bar =
      String(repeating: "█", count: step.rawValue * 4) + String(repeating: "░", count: (total - step.rawValue) * 4)
    let seconds = Int(elapsed / .seconds(1))
    var line = "\(bar)  \(step.rawValue + 1)/\(total)  \(step.title[language])"
    if seconds >= 1 { line += "  \(TerminalProgress.clock(seconds))" }
    if let atMost, atMost > elapsed, seconds >= 1 {
      let left = TerminalProgress.clock(Int((atMost - elapsed) / .seconds(1)) + 1)
      line += language == .chinese ? "  至多还需 \(left)" : "  at most \(left) left"
    }
    // A line longer than the terminal would wrap, and \r would then leave half of it behind.
    while TerminalText.width(line) >= max(2, columns) { line.removeLast() }
    return line
  }

  private func write(_ text: String) { StandardError.write(text) }
}
