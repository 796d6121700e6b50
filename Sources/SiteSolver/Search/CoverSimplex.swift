/// The linear relaxation of a covering problem by the simplex method on its dual: the most that the rows can pay
/// together when they pay no column more than it costs.
///
/// The dual starts feasible and stays so under all that a search does: a column that goes out of question limits the
/// payments no more, a row that is covered pays nothing. So a change is followed by a few pivots, and whenever they
/// stop the payments bound the cost from below. Of the basis only the square of the paying rows and the tight columns
/// is inverted; what else a pivot needs comes from the sparse rows.
struct CoverSimplex {
  private let instance: CoverInstance
  private var isInQuestion: [Bool]
  private var isAsking: [Bool]
  /// The rows of the basis, what they pay, and where each row stands among them; -1: pays nothing.
  private var paying: [Int32] = []
  private var payment: [Double] = []
  private var placeOfRow: [Int32]
  /// The columns that are paid all they cost, the share of each that the relaxation chooses, and their places.
  private var tight: [Int32] = []
  private var share: [Double] = []
  private var placeOfColumn: [Int32]
  /// What a paying row pays more for each unit that a tight column costs more; row-major.
  private var inverse: [Double] = []
  private var stride = 0
  /// What each column is paid short of its cost.
  private var slack: [Double]
  /// How much of each row the shares leave uncovered.
  private var lack: [Double]
  /// What the rows pay together.
  private(set) var value = 0.0
  /// What each paying row and each column loses by a unit of the variable that enters.
  private var lossOfRow: [Double] = []
  private var lossOfColumn: [Double]
  private var pivotRow: [Double] = []
  /// How steep each variable's edge is, about: Devex weights (Harris 1973, Mathematical Programming 5:1).
  private var weightOfRow: [Double]
  private var weightOfColumn: [Double]

  private static let smallestPivot = 1e-9
  private static let smallestGain = 1e-9

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
    isAsking = rows
    placeOfRow = [Int32](repeating: -1, count: instance.rowCount)
    placeOfColumn = [Int32](repeating: -1, count: instance.columnCount)
    lossOfColumn = [Double](repeating: 0, count: instance.columnCount)
    lack = rows.map { $0 ? 1 : 0 }
    weightOfRow = [Double](repeating: 1, count: instance.rowCount)
    weightOfColumn = [Double](repeating: 1, count: instance.columnCount)
    // Payments within lower costs are within the true ones.
    var random = SplitMix(seed: 1)
    slack = instance.cost.map { hasTies ? $0 * (1 - 1e-6 * (0.5 + 0.5 * random.unit())) : $0 }
  }

  /// What a pivot looks at, about.
  var pivotWork: Int { paying.count * tight.count + instance.column.count }

  /// The numbers that the inverse holds.
  var squareSize: Int { inverse.count }

  /// What each row pays.
  func payments() -> [Double] {
    var payments = [Double](repeating: 0, count: instance.rowCount)
    for (u, i) in paying.enumerated() where isAsking[Int(i)] { payments[Int(i)] = max(0, payment[u]) }
    return payments
  }

  /// The share of each column that the relaxation chooses.
  func shares() -> [Double] {
    var shares = [Double](repeating: 0, count: instance.columnCount)
    for (t, j) in tight.enumerated() { shares[Int(j)] = max(0, share[t]) }
    return shares
  }

  /// The undecided columns by what the first pivot after dropping or choosing them gains (Driebeek 1966), the best
  /// first.
  ///
  /// - Parameter most: gains above this are as good as this.
  mutating func undecided(most: Double) -> [Int32] {
    var scored: [(score: Double, column: Int32)] = []
    for t in tight.indices {
      let x = share[t]
      guard x > 1e-6, x < 1 - 1e-6 else { continue }
      enter(.column(Int(tight[t])))
      let step = firstToVanish(sign: -1)?.step ?? .infinity
      // Where the first pivot gains nothing the shares must say.
      scored.append((max(min(x * step, most), 1e-3 * x) * max(min((1 - x) * step, most), 1e-3 * (1 - x)), tight[t]))
    }
    scored.sort { ($1.score, $0.column) < ($0.score, $1.column) }
    return scored.map(\.column)
  }

  // MARK: Changes

  /// The row asks for nothing from here on, and pays nothing.
  mutating func ignore(row i: Int) {
    if !isAsking[i] { return }
    isAsking[i] = false
    let u = Int(placeOfRow[i])
    if u < 0 { return }
    value -= payment[u]
    for t in tight.indices { addShare(t, -inverse[u * stride + t]) }
  }

  /// The column limits the payments no more.
  ///
  /// - Returns: false when nothing limits them then: some row has no other column.
  mutating func drop(column j: Int) -> Bool {
    if !isInQuestion[j] { return true }
    let t = Int(placeOfColumn[j])
    if t >= 0 {
      // What it is paid may exceed its cost, up to where another variable comes to zero.
      enter(.column(j))
      var leaving = firstToVanish(sign: -1)
      if leaving == nil, share[t] <= Self.smallestGain { leaving = firstToVanish(sign: 1) }
      guard let leaving else { return false }
      exchange(leaving.variable, for: .column(j), gain: -share[t])
    }
    isInQuestion[j] = false
    return true
  }

  /// The column is chosen: its rows are covered.
  mutating func choose(column j: Int) -> Bool {
    for k in instance.columnStart[j]..<instance.columnStart[j + 1] { ignore(row: Int(instance.columnRow[k])) }
    return drop(column: j)
  }

  /// Pivots until the rows pay so much or can pay no more.
  @discardableResult mutating func maximise(upTo goal: Double, pivots: Int, clock: SearchClock) -> Outcome {
    for pivot in 1...max(1, pivots) {
      if value >= goal { return .reached }
      if pivot % 64 == 0, clock.isExpired() { return .stopped }
      var entering: Variable?
      var gain = 0.0
      var score = 0.0
      for i in lack.indices where lack[i] > Self.smallestGain && isAsking[i] && placeOfRow[i] < 0 {
        let own = lack[i] * lack[i] / weightOfRow[i]
        if own > score { (entering, gain, score) = (.row(i), lack[i], own) }
      }
      for t in tight.indices where -share[t] > Self.smallestGain {
        let own = share[t] * share[t] / weightOfColumn[Int(tight[t])]
        if own > score { (entering, gain, score) = (.column(Int(tight[t])), -share[t], own) }
      }
      guard let entering else { return .optimal }
      clock.iterations += 1
      clock.work += pivotWork
      enter(entering)
      guard let leaving = firstToVanish(sign: 1) else { return .stopped }
      exchange(leaving.variable, for: entering, gain: gain)
    }
    return value >= goal ? .reached : .stopped
  }

  // MARK: Pivots

  /// Finds what all others lose by a unit of the variable.
  private mutating func enter(_ variable: Variable) {
    let count = paying.count
    lossOfRow = [Double](repeating: 0, count: count)
    lossOfRow.withUnsafeMutableBufferPointer { loss in
      inverse.withUnsafeBufferPointer { inverse in
        func add(_ t: Int) { for u in 0..<count { loss[u] += inverse[u &* stride &+ t] } }
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
    lossOfColumn.withUnsafeMutableBufferPointer { loss in
      loss.update(repeating: 0)
      instance.start.withUnsafeBufferPointer { start in
        instance.column.withUnsafeBufferPointer { column in
          func add(_ amount: Double, _ i: Int) {
            for k in start[i]..<start[i + 1] { loss[Int(column[k])] += amount }
          }
          if case .row(let i) = variable { add(1, i) }
          for u in 0..<count where abs(lossOfRow[u]) > 1e-13 { add(-lossOfRow[u], Int(paying[u])) }
        }
      }
    }
  }

  /// The first variable to come to zero as that which enters grows (or falls), among ties the one that falls the
  /// steepest.
  private func firstToVanish(sign: Double) -> (variable: Variable, step: Double)? {
    var best: Variable?
    var bestStep = Double.infinity
    var bestSlope = 0.0
    func consider(_ level: Double, _ loss: Double, _ variable: Variable) {
      let slope = sign * loss
      if slope <= Self.smallestPivot { return }
      let step = max(0, level) / slope
      if step < bestStep - 1e-12 || (step <= bestStep + 1e-12 && slope > bestSlope) {
        (best, bestStep, bestSlope) = (variable, min(step, bestStep), slope)
      }
    }
    for (u, i) in paying.enumerated() { consider(payment[u], lossOfRow[u], .row(Int(i))) }
    for j in slack.indices where isInQuestion[j] && placeOfColumn[j] < 0 {
      consider(slack[j], lossOfColumn[j], .column(j))
    }
    return best.map { ($0, bestStep) }
  }

  private mutating func addShare(_ t: Int, _ change: Double) {
    if change == 0 { return }
    share[t] += change
    let j = Int(tight[t])
    lack.withUnsafeMutableBufferPointer { lack in
      instance.columnRow.withUnsafeBufferPointer { row in
        for k in instance.columnStart[j]..<instance.columnStart[j + 1] { lack[Int(row[k])] -= change }
      }
    }
  }

  /// - Parameter gain: what the objective gains by a unit of the variable that enters.
  private mutating func exchange(_ leaving: Variable, for entering: Variable, gain: Double) {
    let width = tight.count
    let (pivot, level) = pivotAndLevel(leaving)
    let step = level / pivot
    loadPivotRow(leaving)
    value += gain * step
    for u in paying.indices { payment[u] -= lossOfRow[u] * step }
    for j in slack.indices { slack[j] -= lossOfColumn[j] * step }
    let before = lack
    for t in 0..<width { addShare(t, gain / pivot * pivotRow[t]) }
    for t in 0..<width { pivotRow[t] /= pivot }
    weigh(before, leaving, entering, pivot, gain)
    let stride = stride
    inverse.withUnsafeMutableBufferPointer { inverse in
      pivotRow.withUnsafeBufferPointer { pivotRow in
        for u in paying.indices {
          let factor = lossOfRow[u]
          if abs(factor) < 1e-13 { continue }
          let row = UnsafeMutableBufferPointer(rebasing: inverse[(u * stride)..<(u * stride + width)])
          for t in 0..<width { row[t] -= factor * pivotRow[t] }
        }
      }
    }
    switch (entering, leaving) {
    case (.row(let i), .column(let j)):
      grow()
      tight.append(Int32(j))
      share.append(0)
      placeOfColumn[j] = Int32(width)
      paying.append(Int32(i))
      payment.append(step)
      placeOfRow[i] = Int32(width)
      for u in 0..<width { inverse[u * self.stride + width] = -lossOfRow[u] / pivot }
      for t in 0..<width { inverse[width * self.stride + t] = pivotRow[t] }
      inverse[width * self.stride + width] = 1 / pivot
      slack[j] = 0
      addShare(width, gain / pivot)
    case (.row(let i), .row(let left)):
      let u = Int(placeOfRow[left])
      placeOfRow[left] = -1
      paying[u] = Int32(i)
      payment[u] = step
      placeOfRow[i] = Int32(u)
      for t in 0..<width { inverse[u * stride + t] = pivotRow[t] }
    case (.column(let j), .column(let left)):
      let t = Int(placeOfColumn[j])
      placeOfColumn[j] = -1
      slack[j] = step
      tight[t] = Int32(left)
      share[t] = 0
      placeOfColumn[left] = Int32(t)
      slack[left] = 0
      for u in paying.indices { inverse[u * stride + t] = -lossOfRow[u] / pivot }
      addShare(t, gain / pivot)
    case (.column(let j), .row(let left)):
      slack[j] = step
      remove(row: Int(placeOfRow[left]), column: Int(placeOfColumn[j]))
    }
  }

  private mutating func weigh(
    _ before: [Double], _ leaving: Variable, _ entering: Variable, _ pivot: Double, _ gain: Double
  ) {
    if abs(gain) < 1e-12 { return }
    let own =
      switch entering {
      case .row(let i): weightOfRow[i]
      case .column(let j): weightOfColumn[j]
      }
    for i in lack.indices where isAsking[i] && placeOfRow[i] < 0 {
      let ratio = (before[i] - lack[i]) / gain
      weightOfRow[i] = max(weightOfRow[i], ratio * ratio * own)
    }
    for t in tight.indices {
      let j = Int(tight[t])
      weightOfColumn[j] = max(weightOfColumn[j], pivotRow[t] * pivotRow[t] * own)
    }
    switch leaving {
    case .row(let i): weightOfRow[i] = max(1, own / (pivot * pivot))
    case .column(let j): weightOfColumn[j] = max(1, own / (pivot * pivot))
    }
  }

  private func pivotAndLevel(_ leaving: Variable) -> (Double, Double) {
    switch leaving {
    case .row(let i): (lossOfRow[Int(placeOfRow[i])], payment[Int(placeOfRow[i])])
    case .column(let j): (lossOfColumn[j], slack[j])
    }
  }

  /// What the variable that leaves loses by a unit of each tight column's slack.
  private mutating func loadPivotRow(_ leaving: Variable) {
    let width = tight.count
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
    let width = tight.count
    if width < stride { return }
    let wider = max(16, width + width / 2)
    var grown = [Double](repeating: 0, count: wider * wider)
    for u in 0..<width { for t in 0..<width { grown[u * wider + t] = inverse[u * stride + t] } }
    (inverse, stride) = (grown, wider)
  }

  private mutating func remove(row u: Int, column t: Int) {
    let last = tight.count - 1
    placeOfRow[Int(paying[u])] = -1
    placeOfColumn[Int(tight[t])] = -1
    if u < last {
      for c in 0...last { inverse[u * stride + c] = inverse[last * stride + c] }
      (paying[u], payment[u]) = (paying[last], payment[last])
      placeOfRow[Int(paying[u])] = Int32(u)
    }
    if t < last {
      for r in 0..<last { inverse[r * stride + t] = inverse[r * stride + last] }
      (tight[t], share[t]) = (tight[last], share[last])
      placeOfColumn[Int(tight[t])] = Int32(t)
    }
    paying.removeLast()
    payment.removeLast()
    tight.removeLast()
    share.removeLast()
  }
}
