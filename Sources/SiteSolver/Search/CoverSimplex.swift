/// The linear relaxation of a covering problem by the primal simplex method on its dual: max Σ y over the rows, with
/// Σ y ≤ cost in each column.
///
/// The dual starts feasible and stays so under all that a search does: a column that goes out of question constrains the
/// duals no more, a row that is covered has the dual 0. So a change is followed by a few pivots, and whenever they stop the
/// duals bound the cost from below. Of the basis only the square of the rows with basic duals and the columns without
/// reduced cost is inverted; what else a pivot needs comes from the sparse rows.
struct CoverSimplex {
  private let instance: CoverInstance
  private var isInQuestion: [Bool]
  private var isUncovered: [Bool]
  /// The rows with basic duals, their duals, and where each row stands among them; -1: its dual is 0.
  private var basicRows: [Int32] = []
  private var dual: [Double] = []
  private var placeOfRow: [Int32]
  /// The columns of reduced cost 0 in the primal basis, their primal values, and their places; -1: not basic.
  private var basicColumns: [Int32] = []
  private var primal: [Double] = []
  private var placeOfColumn: [Int32]
  /// The inverse of the square of basic rows and columns: the change of a row's dual by a column's cost; row-major.
  private var inverse: [Double] = []
  private var stride = 0
  /// The cost of each column less the duals of its rows.
  private var reducedCost: [Double]
  /// One less the primal values that cover each row: its infeasibility.
  private var residual: [Double]
  /// The sum of the duals.
  private(set) var value = 0.0
  /// What each basic dual and each reduced cost loses by a unit of the variable that enters (FTRAN).
  private var directionOfRow: [Double] = []
  private var directionOfColumn: [Double]
  private var pivotRow: [Double] = []
  /// The reference weights of pricing: Devex weights (Harris 1973, Mathematical Programming 5:1).
  private var weightOfRow: [Double]
  private var weightOfColumn: [Double]

  private static let pivotTolerance = 1e-9
  private static let pricingTolerance = 1e-9

  enum Outcome {
    case reached
    case optimal
    case stopped
  }

  /// What enters or leaves the basis.
  private enum Variable {
    case row(Int)
    case column(Int)
  }

  /// - Parameters:
  ///   - rows: the rows that are not covered yet; each has a column in question.
  ///   - columns: the columns in question.
  ///   - hasTies: lower the costs by up to a millionth, unequally, so that ties are rare.
  init(_ instance: CoverInstance, rows: [Bool], columns: [Bool], hasTies: Bool) {
    self.instance = instance
    isInQuestion = columns
    isUncovered = rows
    placeOfRow = [Int32](repeating: -1, count: instance.rowCount)
    placeOfColumn = [Int32](repeating: -1, count: instance.columnCount)
    directionOfColumn = [Double](repeating: 0, count: instance.columnCount)
    residual = rows.map { $0 ? 1 : 0 }
    weightOfRow = [Double](repeating: 1, count: instance.rowCount)
    weightOfColumn = [Double](repeating: 1, count: instance.columnCount)
    // Duals that are feasible at lower costs are at the true ones.
    var random = SplitMix(seed: 1)
    reducedCost = instance.cost.map { hasTies ? $0 * (1 - 1e-6 * (0.5 + 0.5 * random.unit())) : $0 }
  }

  /// What a pivot looks at, about.
  var pivotWork: Int { basicRows.count * basicColumns.count + instance.column.count }

  /// The numbers that the inverse holds.
  var squareSize: Int { inverse.count }

  /// The dual of each row.
  func duals() -> [Double] {
    var duals = [Double](repeating: 0, count: instance.rowCount)
    for (u, i) in basicRows.enumerated() where isUncovered[Int(i)] { duals[Int(i)] = max(0, dual[u]) }
    return duals
  }

  /// The primal value of each column, 0...1.
  func primalValues() -> [Double] {
    var values = [Double](repeating: 0, count: instance.columnCount)
    for (t, j) in basicColumns.enumerated() { values[Int(j)] = max(0, primal[t]) }
    return values
  }

  /// The undecided columns by what the first pivot after dropping or choosing them gains (Driebeek 1966), the best
  /// first.
  ///
  /// - Parameter most: gains above this are as good as this.
  mutating func undecided(most: Double) -> [Int32] {
    var scored: [(score: Double, column: Int32)] = []
    for t in basicColumns.indices {
      let x = primal[t]
      guard x > 1e-6, x < 1 - 1e-6 else { continue }
      ftran(.column(Int(basicColumns[t])))
      let step = ratioTest(sign: -1)?.step ?? .infinity
      // Where the first pivot gains nothing the primal values must say.
      scored.append(
        (max(min(x * step, most), 1e-3 * x) * max(min((1 - x) * step, most), 1e-3 * (1 - x)), basicColumns[t]))
    }
    scored.sort { ($1.score, $0.column) < ($0.score, $1.column) }
    return scored.map(\.column)
  }

  // MARK: Changes

  /// The row is covered from here on; its dual is 0.
  mutating func ignore(row i: Int) {
    if !isUncovered[i] { return }
    isUncovered[i] = false
    let u = Int(placeOfRow[i])
    if u < 0 { return }
    value -= dual[u]
    for t in basicColumns.indices { addPrimal(t, -inverse[u * stride + t]) }
  }

  /// The column constrains the duals no more.
  ///
  /// - Returns: false when the dual is unbounded then: some row has no other column.
  mutating func drop(column j: Int) -> Bool {
    if !isInQuestion[j] { return true }
    let t = Int(placeOfColumn[j])
    if t >= 0 {
      // Its reduced cost may fall below 0, up to where another variable comes to 0.
      ftran(.column(j))
      var leaving = ratioTest(sign: -1)
      if leaving == nil, primal[t] <= Self.pricingTolerance { leaving = ratioTest(sign: 1) }
      guard let leaving else { return false }
      pivotOn(leaving.variable, for: .column(j), gain: -primal[t])
    }
    isInQuestion[j] = false
    return true
  }

  /// The column is chosen: its rows are covered.
  mutating func choose(column j: Int) -> Bool {
    for k in instance.columnStart[j]..<instance.columnStart[j + 1] { ignore(row: Int(instance.columnRow[k])) }
    return drop(column: j)
  }

  /// Pivots until the duals sum up to so much or can do no more.
  @discardableResult mutating func maximise(upTo goal: Double, pivots: Int, clock: SearchClock) -> Outcome {
    for pivot in 1...max(1, pivots) {
      if value >= goal { return .reached }
      if pivot % 64 == 0, clock.isExpired() { return .stopped }
      var entering: Variable?
      var gain = 0.0
      var score = 0.0
      for i in residual.indices where residual[i] > Self.pricingTolerance && isUncovered[i] && placeOfRow[i] < 0 {
        let own = residual[i] * residual[i] / weightOfRow[i]
        if own > score { (entering, gain, score) = (.row(i), residual[i], own) }
      }
      for t in basicColumns.indices where -primal[t] > Self.pricingTolerance {
        let own = primal[t] * primal[t] / weightOfColumn[Int(basicColumns[t])]
        if own > score { (entering, gain, score) = (.column(Int(basicColumns[t])), -primal[t], own) }
      }
      guard let entering else { return .optimal }
      clock.iterations += 1
      clock.work += pivotWork
      ftran(entering)
      guard let leaving = ratioTest(sign: 1) else { return .stopped }
      pivotOn(leaving.variable, for: entering, gain: gain)
    }
    return value >= goal ? .reached : .stopped
  }

  // MARK: Pivots

  /// Finds what all others lose by a unit of the variable that enters.
  private mutating func ftran(_ variable: Variable) {
    let count = basicRows.count
    directionOfRow = [Double](repeating: 0, count: count)
    directionOfRow.withUnsafeMutableBufferPointer { direction in
      inverse.withUnsafeBufferPointer { inverse in
        func add(_ t: Int) { for u in 0..<count { direction[u] += inverse[u &* stride &+ t] } }
        switch variable {
        case .column(let j): add(Int(placeOfColumn[j]))
        case .row(let i):
          for k in instance.start[i]..<instance.start[i + 1] {
            let t = Int(placeOfColumn[Int(instance.column[k])])
            if t >= 0 { add(t) }
          }
        }
      }
    }
    directionOfColumn.withUnsafeMutableBufferPointer { direction in
      direction.update(repeating: 0)
      instance.start.withUnsafeBufferPointer { start in
        instance.column.withUnsafeBufferPointer { column in
          func add(_ amount: Double, _ i: Int) {
            for k in start[i]..<start[i + 1] { direction[Int(column[k])] += amount }
          }
          if case .row(let i) = variable { add(1, i) }
          for u in 0..<count where abs(directionOfRow[u]) > 1e-13 { add(-directionOfRow[u], Int(basicRows[u])) }
        }
      }
    }
  }

  /// The first variable to come to 0 as that which enters grows (or falls), among ties the one of the largest pivot.
  private func ratioTest(sign: Double) -> (variable: Variable, step: Double)? {
    var best: Variable?
    var bestStep = Double.infinity
    var bestSlope = 0.0
    func consider(_ level: Double, _ direction: Double, _ variable: Variable) {
      let slope = sign * direction
      if slope <= Self.pivotTolerance { return }
      let step = max(0, level) / slope
      if step < bestStep - 1e-12 || (step <= bestStep + 1e-12 && slope > bestSlope) {
        (best, bestStep, bestSlope) = (variable, min(step, bestStep), slope)
      }
    }
    for (u, i) in basicRows.enumerated() { consider(dual[u], directionOfRow[u], .row(Int(i))) }
    for j in reducedCost.indices where isInQuestion[j] && placeOfColumn[j] < 0 {
      consider(reducedCost[j], directionOfColumn[j], .column(j))
    }
    return best.map { ($0, bestStep) }
  }

  private mutating func addPrimal(_ t: Int, _ change: Double) {
    if change == 0 { return }
    primal[t] += change
    let j = Int(basicColumns[t])
    residual.withUnsafeMutableBufferPointer { residual in
      instance.columnRow.withUnsafeBufferPointer { row in
        for k in instance.columnStart[j]..<instance.columnStart[j + 1] { residual[Int(row[k])] -= change }
      }
    }
  }

  /// - Parameter gain: what the objective gains by a unit of the variable that enters (its residual or primal value).
  private mutating func pivotOn(_ leaving: Variable, for entering: Variable, gain: Double) {
    let width = basicColumns.count
    let (pivot, level) = pivotAndLevel(leaving)
    let step = level / pivot
    btran(leaving)
    value += gain * step
    for u in basicRows.indices { dual[u] -= directionOfRow[u] * step }
    for j in reducedCost.indices { reducedCost[j] -= directionOfColumn[j] * step }
    let before = residual
    for t in 0..<width { addPrimal(t, gain / pivot * pivotRow[t]) }
    for t in 0..<width { pivotRow[t] /= pivot }
    updateWeights(before, leaving, entering, pivot, gain)
    let stride = stride
    inverse.withUnsafeMutableBufferPointer { inverse in
      pivotRow.withUnsafeBufferPointer { pivotRow in
        for u in basicRows.indices {
          let factor = directionOfRow[u]
          if abs(factor) < 1e-13 { continue }
          let row = UnsafeMutableBufferPointer(rebasing: inverse[(u * stride)..<(u * stride + width)])
          for t in 0..<width { row[t] -= factor * pivotRow[t] }
        }
      }
    }
    switch (entering, leaving) {
    case (.row(let i), .column(let j)):
      grow()
      basicColumns.append(Int32(j))
      primal.append(0)
      placeOfColumn[j] = Int32(width)
      basicRows.append(Int32(i))
      dual.append(step)
      placeOfRow[i] = Int32(width)
      for u in 0..<width { inverse[u * self.stride + width] = -directionOfRow[u] / pivot }
      for t in 0..<width { inverse[width * self.stride + t] = pivotRow[t] }
      inverse[width * self.stride + width] = 1 / pivot
      reducedCost[j] = 0
      addPrimal(width, gain / pivot)
    case (.row(let i), .row(let left)):
      let u = Int(placeOfRow[left])
      placeOfRow[left] = -1
      basicRows[u] = Int32(i)
      dual[u] = step
      placeOfRow[i] = Int32(u)
      for t in 0..<width { inverse[u * stride + t] = pivotRow[t] }
    case (.column(let j), .column(let left)):
      let t = Int(placeOfColumn[j])
      placeOfColumn[j] = -1
      reducedCost[j] = step
      basicColumns[t] = Int32(left)
      primal[t] = 0
      placeOfColumn[left] = Int32(t)
      reducedCost[left] = 0
      for u in basicRows.indices { inverse[u * stride + t] = -directionOfRow[u] / pivot }
      addPrimal(t, gain / pivot)
    case (.column(let j), .row(let left)):
      reducedCost[j] = step
      remove(row: Int(placeOfRow[left]), column: Int(placeOfColumn[j]))
    }
  }

  private mutating func updateWeights(
    _ before: [Double], _ leaving: Variable, _ entering: Variable, _ pivot: Double, _ gain: Double
  ) {
    if abs(gain) < 1e-12 { return }
    let own =
      switch entering {
      case .row(let i): weightOfRow[i]
      case .column(let j): weightOfColumn[j]
      }
    for i in residual.indices where isUncovered[i] && placeOfRow[i] < 0 {
      let ratio = (before[i] - residual[i]) / gain
      weightOfRow[i] = max(weightOfRow[i], ratio * ratio * own)
    }
    for t in basicColumns.indices {
      let j = Int(basicColumns[t])
      weightOfColumn[j] = max(weightOfColumn[j], pivotRow[t] * pivotRow[t] * own)
    }
    switch leaving {
    case .row(let i): weightOfRow[i] = max(1, own / (pivot * pivot))
    case .column(let j): weightOfColumn[j] = max(1, own / (pivot * pivot))
    }
  }

  private func pivotAndLevel(_ leaving: Variable) -> (Double, Double) {
    switch leaving {
    case .row(let i): (directionOfRow[Int(placeOfRow[i])], dual[Int(placeOfRow[i])])
    case .column(let j): (directionOfColumn[j], reducedCost[j])
    }
  }

  /// The row of the variable that leaves (BTRAN), by basic columns.
  private mutating func btran(_ leaving: Variable) {
    let width = basicColumns.count
    pivotRow = [Double](repeating: 0, count: width)
    switch leaving {
    case .row(let i):
      let row = Int(placeOfRow[i]) * stride
      for t in 0..<width { pivotRow[t] = inverse[row + t] }
    case .column(let j):
      for k in instance.columnStart[j]..<instance.columnStart[j + 1] {
        let u = Int(placeOfRow[Int(instance.columnRow[k])])
        if u < 0 { continue }
        for t in 0..<width { pivotRow[t] -= inverse[u * stride + t] }
      }
    }
  }

  private mutating func grow() {
    let width = basicColumns.count
    if width < stride { return }
    let wider = max(16, width + width / 2)
    var grown = [Double](repeating: 0, count: wider * wider)
    for u in 0..<width { for t in 0..<width { grown[u * wider + t] = inverse[u * stride + t] } }
    (inverse, stride) = (grown, wider)
  }

  private mutating func remove(row u: Int, column t: Int) {
    let last = basicColumns.count - 1
    placeOfRow[Int(basicRows[u])] = -1
    placeOfColumn[Int(basicColumns[t])] = -1
    if u < last {
      for c in 0...last { inverse[u * stride + c] = inverse[last * stride + c] }
      (basicRows[u], dual[u]) = (basicRows[last], dual[last])
      placeOfRow[Int(basicRows[u])] = Int32(u)
    }
    if t < last {
      for r in 0..<last { inverse[r * stride + t] = inverse[r * stride + last] }
      (basicColumns[t], primal[t]) = (basicColumns[last], primal[last])
      placeOfColumn[Int(basicColumns[t])] = Int32(t)
    }
    basicRows.removeLast()
    dual.removeLast()
    basicColumns.removeLast()
    primal.removeLast()
  }
}
