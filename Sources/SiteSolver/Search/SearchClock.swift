/// Counts the work of a search and says when its time is up.
final class SearchClock {
  /// When the time is up, for work that counts nothing.
  struct Deadline: Sendable {
    let instant: ContinuousClock.Instant?
    var isPast: Bool { instant.map { ContinuousClock.now >= $0 } ?? false }
  }

  let deadline: Deadline
  private let nodeLimit: Int
  var iterations = 0
  var nodes = 0
  private(set) var expired = false

  init(_ options: SolveOptions) {
    deadline = Deadline(instant: options.timeLimit.map { ContinuousClock.now + $0 })
    nodeLimit = options.nodeLimit ?? Int.max
  }

  /// What is left of the time; nil without a limit.
  var remaining: Duration? { deadline.instant.map { max(.zero, $0 - ContinuousClock.now) } }

  /// Asks the clock; once expired, always expired.
  func isExpired() -> Bool {
    if nodes >= nodeLimit { expired = true }
    if !expired, deadline.isPast { expired = true }
    return expired
  }
}
