/// Counts the work of a search and says when its time is up.
final class SearchClock {
  private let deadline: ContinuousClock.Instant?
  private let nodeLimit: Int
  var iterations = 0
  var nodes = 0
  private(set) var expired = false

  init(_ options: SolveOptions) {
    deadline = options.timeLimit.map { ContinuousClock.now + $0 }
    nodeLimit = options.nodeLimit ?? Int.max
  }

  /// What is left of the time; nil without a limit.
  var remaining: Duration? { deadline.map { max(.zero, $0 - ContinuousClock.now) } }

  /// Asks the clock; once expired, always expired.
  func isExpired() -> Bool {
    if nodes >= nodeLimit { expired = true }
    if !expired, let deadline, ContinuousClock.now >= deadline { expired = true }
    return expired
  }
}
