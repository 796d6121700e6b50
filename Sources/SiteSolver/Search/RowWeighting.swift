/// Looks for a cover of so many columns by exchanges under row weights (Gao, Weise & Li 2015, EJOR 246:750).
///
/// The column that is missed least leaves, one that covers some uncovered row enters, and whatever stays uncovered
/// weighs more from step to step, until the walk has nowhere to go but a cover.
struct RowWeighting {
  private let instance: CoverInstance
  private let isInQuestion: [Bool]
  private var isChosen: [Bool]
  private var chosen: [Int32] = []
  private var coverCount: [Int32]
  private var weight: [Int]
  /// The weight of the rows that a chosen column alone covers, or that another one would cover anew.
  private var score: [Int]
  private var uncovered: [Int32]
  private var placeOfUncovered: [Int32]
  /// The step at which each column came or went.
  private var moved: [Int]
  /// Whether something next to the column has changed since it left.
  private var mayEnter: [Bool]
  private var random: SplitMix

  /// - Parameters:
  ///   - rows: the rows to cover.
  ///   - columns: the columns in question.
  init(_ instance: CoverInstance, rows: [Bool], columns: [Bool], seed: UInt64) {
    self.instance = instance
    isInQuestion = columns
    isChosen = [Bool](repeating: false, count: columns.count)
    coverCount = rows.map { $0 ? 0 : 1 << 20 }
    weight = rows.map { $0 ? 1 : 0 }
    score = [Int](repeating: 0, count: columns.count)
    moved = score
    mayEnter = columns
    uncovered = []
    placeOfUncovered = [Int32](repeating: -1, count: rows.count)
    random = SplitMix(seed: seed)
    for i in rows.indices where rows[i] {
      placeOfUncovered[i] = Int32(uncovered.count)
      uncovered.append(Int32(i))
      for k in instance.start[i]..<instance.start[i + 1] { score[Int(instance.column[k])] += 1 }
    }
  }

  /// A cover of the rows by at most so many columns, if so many steps find one; may be asked again for fewer.
  mutating func cover(count: Int, steps: Int, clock: SearchClock) -> [Int32]? {
    while chosen.count < count, !uncovered.isEmpty {
      var best = -1
      for j in score.indices where isInQuestion[j] && !isChosen[j] && (best < 0 || score[j] > score[best]) { best = j }
      if best < 0 { return nil }
      add(best, at: 0)
    }
    while chosen.count > count {
      guard let leaving = least(besides: -1) else { break }
      remove(leaving, at: 0)
    }
    let stepWork = 4 * instance.column.count / max(1, instance.columnCount) + chosen.count
    var entered = -1
    for step in 1...steps {
      if uncovered.isEmpty { return chosen }
      clock.work += stepWork
      if step % 64 == 0, clock.isExpired() { return nil }
      guard let leaving = least(besides: entered) else { return nil }
      remove(leaving, at: step)
      let row = Int(uncovered[random.below(uncovered.count)])
      entered = -1
      for k in instance.start[row]..<instance.start[row + 1] {
        let j = Int(instance.column[k])
        guard isInQuestion[j], mayEnter[j] else { continue }
        if entered < 0 || (-score[j], moved[j], j) < (-score[entered], moved[entered], entered) { entered = j }
      }
      if entered >= 0 { add(entered, at: step) }
      for i in uncovered {
        weight[Int(i)] += 1
        shift(1, for: Int(i), besides: -1, chosenAlone: false)
      }
    }
    return uncovered.isEmpty ? chosen : nil
  }

  /// The chosen column that is missed least, of several the one that came first.
  private func least(besides other: Int) -> Int? {
    var least = -1
    for j in chosen where Int(j) != other {
      if least < 0 || (score[Int(j)], moved[Int(j)], Int(j)) < (score[least], moved[least], least) { least = Int(j) }
    }
    return least < 0 ? nil : least
  }

  private mutating func add(_ j: Int, at step: Int) {
    isChosen[j] = true
    chosen.append(Int32(j))
    moved[j] = step
    score[j] = 0
    for k in instance.columnStart[j]..<instance.columnStart[j + 1] {
      let i = Int(instance.columnRow[k])
      if weight[i] == 0 { continue }
      coverCount[i] += 1
      switch coverCount[i] {
      case 1:
        // Nobody else covers it anew now; this column covers it alone.
        shift(-weight[i], for: i, besides: j, chosenAlone: false)
        score[j] += weight[i]
        settle(i)
      case 2: shift(-weight[i], for: i, besides: j, chosenAlone: true)
      default: continue
      }
    }
  }

  private mutating func remove(_ j: Int, at step: Int) {
    isChosen[j] = false
    if let place = chosen.firstIndex(of: Int32(j)) { chosen.remove(at: place) }
    moved[j] = step
    score[j] = 0
    for k in instance.columnStart[j]..<instance.columnStart[j + 1] {
      let i = Int(instance.columnRow[k])
      if weight[i] == 0 { continue }
      coverCount[i] -= 1
      switch coverCount[i] {
      case 0:
        shift(weight[i], for: i, besides: j, chosenAlone: false)
        score[j] += weight[i]
        placeOfUncovered[i] = Int32(uncovered.count)
        uncovered.append(Int32(i))
      case 1: shift(weight[i], for: i, besides: j, chosenAlone: true)
      default: continue
      }
    }
    mayEnter[j] = false
  }

  /// Changes the scores of the other columns of a row, or of those chosen alone.
  private mutating func shift(_ change: Int, for i: Int, besides own: Int, chosenAlone: Bool) {
    score.withUnsafeMutableBufferPointer { score in
      mayEnter.withUnsafeMutableBufferPointer { mayEnter in
        isChosen.withUnsafeBufferPointer { isChosen in
          instance.column.withUnsafeBufferPointer { column in
            for k in instance.start[i]..<instance.start[i + 1] {
              let j = Int(column[k])
              mayEnter[j] = true
              if j != own, !chosenAlone || isChosen[j] { score[j] &+= change }
            }
          }
        }
      }
    }
  }

  private mutating func settle(_ i: Int) {
    let place = Int(placeOfUncovered[i])
    let last = uncovered.removeLast()
    if place < uncovered.count {
      uncovered[place] = last
      placeOfUncovered[Int(last)] = Int32(place)
    }
    placeOfUncovered[i] = -1
  }
}
