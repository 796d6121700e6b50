/// Counts the work of a search and says when its time is up.
final class SearchClock {
  /// When the time is up, for work that counts nothing.
  struct Deadline: Sendable {
    let instant: ContinuousClock.Instant?
    var isPast: Bool { instant.map { ContinuousClock.now >= $0 } ?? false }
  }

  let deadline: Deadline
  private let nodeLimit: Int
  private let workLimit: Int
  var iterations = 0
  var nodes = 0
  /// Pairs looked at, as far as they are counted.
  var work = 0
  private(set) var expired = false

  init(_ options: SolveOptions) {
    deadline = Deadline(instant: options.timeLimit.map { ContinuousClock.now + $0 })
    nodeLimit = options.nodeLimit ?? Int.max
    workLimit = options.workLimit ?? Int.max
  }

  /// A clock for a part of the work, with what has been counted so far.
  ///
  /// - Parameter most: the most work that the part may take; nil: what is left of the whole.
  init(following clock: SearchClock, work most: Int? = nil) {
    deadline = clock.deadline
    nodeLimit = clock.nodeLimit
    workLimit = most.map { clock.work + min(clock.workLeft, $0) } ?? clock.workLimit
    (iterations, nodes, work) = (clock.iterations, clock.nodes, clock.work)
    expired = clock.expired
  }

  /// Adds what a part of the work has counted since it began; that the part used up its own share ends the part alone.
  func add(_ part: SearchClock, since begin: (iterations: Int, nodes: Int, work: Int)) {
    iterations += part.iterations - begin.iterations
    nodes += part.nodes - begin.nodes
    work += part.work - begin.work
  }

  /// Takes the counts of a part of the work, which may have used up its own share alone.
  func count(asMuchAs part: SearchClock) {
    (iterations, nodes, work) = (part.iterations, part.nodes, part.work)
  }

  var counts: (iterations: Int, nodes: Int, work: Int) { (iterations, nodes, work) }

  /// What is left of the work.
  var workLeft: Int { max(0, workLimit - work) }

  /// What is left of the time; nil without a limit.
  var remaining: Duration? { deadline.instant.map { max(.zero, $0 - ContinuousClock.now) } }

  /// Asks the clock; once expired, always expired.
  func isExpired() -> Bool {
    if nodes >= nodeLimit || work >= workLimit { expired = true }
    if !expired, deadline.isPast { expired = true }
    return expired
  }
}
