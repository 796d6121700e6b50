/// Bounds and choices of a capacitated instance, taking turns.
struct CapacitatedSearch {
  private let instance: CapacitatedInstance
  private let options: SolveOptions
  private let clock: SearchClock
  private var relaxation: CapacitatedRelaxation
  private var descent: CapacitatedDescent

  init(_ instance: CapacitatedInstance, options: SolveOptions, clock: SearchClock) {
    self.instance = instance
    self.options = options
    self.clock = clock
    relaxation = CapacitatedRelaxation(instance, threads: options.threads)
    descent = CapacitatedDescent(instance, seed: options.seed)
  }

  var best: (cost: Double, site: [Int], isOpen: [Bool])? { descent.best }

  /// No choice costs less.
  var bound: Double {
    let bound = instance.isIntegral ? (relaxation.bound - 1e-6).rounded(.up) : relaxation.bound
    return best.map { min(bound, $0.cost) } ?? bound
  }

  var isProven: Bool { best.map { bound >= $0.cost } ?? false }

  func fixing() -> (closed: [Bool], opened: [Bool], keepsPair: [Bool]) {
    // Of whole numbers only those are better that are less by one.
    relaxation.fixing(below: (best?.cost ?? .infinity) - (instance.isIntegral ? 1 - 1e-6 : 0))
  }

  private var isNearEnough: Bool {
    guard let best, options.gap > 0 else { return isProven }
    return best.cost - bound <= options.gap * max(abs(best.cost), 1e-12)
  }

  /// Moves the prices until they rest, with a descent from what they open now and then, and then shakes the best choice
  /// until nothing better is found for long.
  mutating func run() {
    var count = 0
    while !relaxation.isDone, count < 900, !isNearEnough {
      if clock.isExpired() { return }
      relaxation.advance(toward: best?.cost ?? .infinity)
      clock.iterations += 1
      clock.work += instance.cost.count
      count += 1
      if count == 1 || (count % 12 == 0 && count > 20) {
        let before = descent.work
        descent.start(opening: relaxation.open)
        descent.improve()
        clock.work += descent.work - before
      }
    }
    shakeBest()
  }

  private mutating func shakeBest() {
    let promising = relaxation.promising
    guard !instance.free.isEmpty else { return }
    if best == nil { descent.start(opening: relaxation.open) } else { descent.returnToBest() }
    descent.improve()
    var current = descent.penalised
    var failures = 0
    let patience = 150 + 25 * instance.siteCount
    // The rest of the time is for the model of what is left.
    let until = clock.remaining.map { ContinuousClock.now + $0 * 0.45 }
    while failures < patience, !isNearEnough {
      if clock.isExpired() || until.map({ ContinuousClock.now >= $0 }) ?? false { return }
      let known = best?.cost ?? .infinity
      let before = descent.work
      descent.shake(promising)
      descent.improve()
      clock.work += descent.work - before
      let now = descent.penalised
      if let cost = best?.cost, cost < known {
        (failures, current) = (0, now)
        continue
      }
      failures += 1
      // A little worse is a step on the way; much worse is not.
      if now <= current + 0.004 * abs(current) {
        current = now
      } else if best != nil, failures % 8 == 0 {
        descent.returnToBest()
        current = descent.penalised
      }
    }
  }
}
