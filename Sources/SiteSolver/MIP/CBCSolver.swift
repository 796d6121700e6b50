#if CBC
  import CCBC
  import Foundation

  extension MIPModel {
    /// Lets CBC branch at once, with neither cuts nor heuristics, for a few nodes: most siting models have relaxations
    /// that are nearly whole.
    func solvedPlainly(_ options: SolveOptions, _ clock: SearchClock) throws(SitingError) -> Answer {
      var few = options
      few.nodeLimit = min(options.nodeLimit ?? .max, 50)
      return try CBCSolver(self).solve(options: few, timeLimit: clock.remaining, plainly: true)
    }

    /// Decides by cuts, heuristics and more nodes what a plain answer leaves open.
    ///
    /// - Parameter start: a solution, by the values of its whole-numbered columns.
    func solved(
      after plain: Answer, from start: [Double]?, _ options: SolveOptions, _ clock: SearchClock
    ) throws(SitingError) -> Answer {
      if plain.isProven || plain.isInfeasible || clock.isExpired() { return plain }
      if let limit = options.nodeLimit, plain.nodes >= limit { return plain }
      var answer = try CBCSolver(self).solve(options: options, timeLimit: clock.remaining, start: start)
      answer.iterations += plain.iterations
      answer.nodes += plain.nodes
      answer.bound = maximises ? min(plain.bound, answer.bound) : max(plain.bound, answer.bound)
      if let values = plain.values, isBetter(values, than: answer.values) {
        // Whoever says that nothing is better than the worse has proven nothing.
        (answer.values, answer.isProven, answer.isInfeasible) = (values, false, false)
        answer.bound = plain.bound
      }
      return answer
    }

    private func isBetter(_ values: [Double], than others: [Double]?) -> Bool {
      guard let others else { return true }
      func worth(_ values: [Double]) -> Double { zip(values, objective).reduce(0) { $0 + $1.0 * $1.1 } }
      let gain = maximises ? worth(values) - worth(others) : worth(others) - worth(values)
      return gain > 1e-9 * abs(worth(values))
    }
  }

  /// CbcMain keeps its command line in globals: one solve at a time in the process.
  private let oneSolveAtATime = NSLock()

  /// One CBC model (Forrest et al., COIN-OR), owned and freed here.
  final class CBCSolver {
    private let handle: UnsafeMutableRawPointer
    private let model: MIPModel
    /// CBC's tolerances are absolute: light weights are made heavier, so that they are weighed as exactly.
    private let scale: Double
    /// CBC makes every model smallest, so that a cut-off means the same in all.
    private let sense: Double

    /// - Throws: `solverFailed` when CBC cannot make a model.
    init(_ model: MIPModel) throws(SitingError) {
      guard let handle = Cbc_newModel() else { throw .solverFailed(status: -1) }
      self.handle = handle
      self.model = model
      sense = model.maximises ? -1 : 1
      let heaviest = model.objective.lazy.map(abs).max() ?? 0
      scale = heaviest > 0 && heaviest < 100 && model.objective.contains { $0 != $0.rounded() } ? 1000 / heaviest : 1
      load()
    }

    deinit { Cbc_deleteModel(handle) }

    private func load() {
      // CBC takes columns; the model was made by rows.
      let (start, row, value) = transposed(
        start: model.rowStart, column: model.index, value: model.value, columns: model.columnCount)
      // CBC takes the greatest finite double for no bound.
      func finite(_ bound: Double) -> Double {
        bound.isInfinite ? (bound < 0 ? -Double.greatestFiniteMagnitude : .greatestFiniteMagnitude) : bound
      }
      // With fewer than three rows CBC stops the process on an assertion (coin-or/Clp, issue 288).
      let padding = [Double](repeating: .infinity, count: max(0, 3 - model.rowCount))
      Cbc_loadProblem(
        handle, Int32(model.columnCount), Int32(model.rowCount + padding.count), start.map { Int32($0) }, row, value,
        model.columnLower.map(finite), model.columnUpper.map(finite), model.objective.map { $0 * sense * scale },
        (model.rowLower + padding.map { -$0 }).map(finite), (model.rowUpper + padding).map(finite))
      for j in 0..<model.columnCount where model.isInteger[j] { Cbc_setInteger(handle, Int32(j)) }
      Cbc_setLogLevel(handle, 0)
      // The preparation of Cgl 0.60 substitutes columns away and with them the best choices (Scripts/brute-force).
      Cbc_setParameter(handle, "preprocess", "off")
    }

    /// Solves the model.
    ///
    /// - Parameters:
    ///   - plainly: branch at once, with neither cuts nor heuristics.
    ///   - start: a solution, by the values of its whole-numbered columns.
    ///   - cutoff: only solutions that are better are of interest.
    func solve(
      options: SolveOptions, timeLimit: Duration?, plainly: Bool = false, start: [Double]? = nil,
      cutoff: Double? = nil
    ) throws(SitingError) -> MIPModel.Answer {
      if plainly {
        Cbc_setParameter(handle, "cuts", "off")
        Cbc_setParameter(handle, "heuristics", "off")
      }
      if let start {
        let columns = model.isInteger.indices.filter { model.isInteger[$0] }
        Cbc_setMIPStartI(handle, Int32(columns.count), columns.map { Int32($0) }, columns.map { start[$0] })
      }
      Cbc_setAllowableGap(handle, 0)
      Cbc_setAllowableFractionGap(handle, options.gap)
      if let cutoff { Cbc_setParameter(handle, "cutoff", "\(sense * (cutoff - model.constant) * scale)") }
      if let timeLimit {
        Cbc_setParameter(handle, "timeMode", "elapsed")
        Cbc_setMaximumSeconds(handle, max(0.01, timeLimit / .seconds(1)))
      }
      if let nodeLimit = options.nodeLimit { Cbc_setMaximumNodes(handle, Int32(clamping: max(1, nodeLimit))) }
      let (status, took) = oneSolveAtATime.withLock {
        let start = ContinuousClock.now
        return (Cbc_solve(handle), start.duration(to: .now))
      }
      // Stopped by the clock before it has seen anything, CBC may say that there is nothing, or nothing better.
      let isCut = timeLimit.map { took >= $0 * 0.9 } ?? false
      if status < 0 || Cbc_isAbandoned(handle) != 0 { throw .solverFailed(status: Int(Cbc_status(handle))) }
      let saysInfeasible = Cbc_isProvenInfeasible(handle) != 0
      var values: [Double]?
      if !saysInfeasible, let best = Cbc_bestSolution(handle) {
        values = Array(UnsafeBufferPointer(start: best, count: model.columnCount))
      }
      let unknown = model.maximises ? Double.infinity : -Double.infinity
      return MIPModel.Answer(
        values: values,
        bound: saysInfeasible && isCut
          ? unknown : sense * Cbc_getBestPossibleObjValue(handle) / scale + model.constant,
        isProven: Cbc_isProvenOptimal(handle) != 0 && Cbc_secondaryStatus(handle) != 2 && !isCut,
        isInfeasible: saysInfeasible && !isCut,
        iterations: Int(Cbc_getIterationCount(handle)), nodes: Int(Cbc_getNodeCount(handle)))
    }
  }
#endif
