/// A bound by regions: each region's own problem is solved for the numbers of columns that it may get, and the columns
/// are divided among the regions by dynamic programming.
///
/// A row whose columns lie in several regions is in each of them once, at its multiplier instead of its weight; what the
/// multiplier leaves of the weight counts in full (Lagrangian decomposition: Guignard & Kim 1987, Mathematical
/// Programming 39:215). Since the regions are solved in whole numbers, the bound is better than that of the linear
/// relaxation.
struct RegionBound {
  /// One region's problem and what is known of it.
  private struct Region {
    /// The columns in the whole instance.
    let columns: [Int32]
    let instance: ValueInstance
    /// No choice of so many columns is worth more.
    var bound: [Double]
    /// Where the relaxation starts from.
    let start: RelaxationStart
    var isRelaxed: [Bool]
    /// The best choice known of so many, as columns of the whole instance; nil: not looked for yet.
    var chosen: [[Int32]?]
    /// What those choices are worth.
    var worth: [Double]
  }

  private let instance: ValueInstance
  let partition: RegionPartition
  /// Whether a row's columns lie in several regions.
  private let isShared: [Bool]
  private let options: SolveOptions
  private let x: [Double]
  private let prices: [Double]

  init(_ instance: ValueInstance, x: [Double], prices: [Double], size: Double, options: SolveOptions) {
    self.instance = instance
    self.prices = prices
    self.x = x
    self.options = options
    let partition = RegionPartition(instance, x: x, prices: prices, size: size)
    self.partition = partition
    isShared = (0..<instance.rowCount).map { i in
      let first = partition.region[Int(instance.column[instance.start[i]])]
      return instance.column[instance.start[i]..<instance.start[i + 1]].contains { partition.region[Int($0)] != first }
    }
  }

  /// Solves the regions as far as it takes.
  ///
  /// - Parameter precision: how near the bound of a region comes to its best choice.
  /// - Returns: the bound, and the union of the regions' choices where all of them were found.
  func evaluate(precision: Double, clock: SearchClock) -> (bound: Double, chosen: [Int32]) {
    var constant = instance.constant
    for i in 0..<instance.rowCount where isShared[i] {
      constant += instance.value[instance.start[i]] - prices[instance.start[i]]
    }
    var regions = makeRegions()
    // Multipliers leave the numbers of columns undecided: those near the relaxation's come first.
    var preference = precision
    while true {
      let (total, counts) = divide(regions, by: \.bound, preference: preference)
      let open = counts.indices.filter { regions[$0].chosen[counts[$0]] == nil }
      if preference > 0, open.isEmpty || clock.isExpired() {
        preference = 0
        continue
      }
      if open.isEmpty || clock.isExpired() {
        return (constant + total, counts.indices.flatMap { regions[$0].chosen[counts[$0]] ?? [] })
      }
      let relaxing = open.filter { !regions[$0].isRelaxed[counts[$0]] }
      if relaxing.isEmpty {
        search(open.map { ($0, counts[$0]) }, &regions, precision: precision, clock: clock)
      } else {
        relax(relaxing.map { ($0, counts[$0]) }, &regions, clock: clock)
      }
    }
  }

  /// Bounds by the linear relaxation for some numbers of columns and the next ones. The relaxation is concave in the
  /// number, so that two neighbours bound all others.
  private func relax(_ asked: [(region: Int, count: Int)], _ regions: inout [Region], clock: SearchClock) {
    let before = clock.counts
    let known = regions
    nonisolated(unsafe) let main = clock
    let answers = inParallel(asked.count, threads: options.threads) { k in
      let (region, part) = (known[asked[k].region], SearchClock(following: main, work: main.workLeft / asked.count))
      let results = (0...1).map { more in
        let relaxation = PrimalDualRelaxation(
          region.instance.limited(to: asked[k].count + more), start: region.start, threads: 1)
        if asked[k].count + more > 0 { _ = relaxation.run(steps: 400, tolerance: 1e-4, cutoff: 0, clock: part) }
        return (bound: relaxation.bestBound, worth: relaxation.bestFractional)
      }
      return (low: results[0], high: results[1], clock: part)
    }
    for (answer, (r, count)) in zip(answers, asked) {
      clock.add(answer.clock, since: before)
      let (low, high) = (answer.low, answer.high)
      for k in regions[r].bound.indices {
        let bound =
          k <= count
          ? low.bound - Double(count - k) * max(0, high.worth - low.bound)
          : high.bound + Double(k - count - 1) * max(0, high.bound - low.worth)
        // Where a relaxation was not run at all there is nothing to go by.
        if bound.isFinite { regions[r].bound[k] = min(regions[r].bound[k], bound) }
      }
      regions[r].isRelaxed[count] = true
    }
  }

  /// Looks for the best choices of some numbers of columns: small regions beside each other, and large ones, which can
  /// make use of all threads themselves, one after another.
  private func search(
    _ asked: [(region: Int, count: Int)], _ regions: inout [Region], precision: Double, clock: SearchClock
  ) {
    let large = asked.filter { regions[$0.region].instance.column.count >= 50_000 }
    search(asked.filter { regions[$0.region].instance.column.count < 50_000 }, &regions, precision, 1, clock)
    for one in large { search([one], &regions, precision, options.threads, clock) }
  }

  private func search(
    _ asked: [(region: Int, count: Int)], _ regions: inout [Region], _ precision: Double, _ threads: Int,
    _ clock: SearchClock
  ) {
    let before = clock.counts
    let known = regions
    nonisolated(unsafe) let main = clock
    // A bound need not be better than what makes the division worth less than one that is known to stand.
    let standing = divide(regions, by: \.worth, preference: 0).total
    let enough = asked.map { r, count in
      var others = regions
      for k in others[r].bound.indices where k != count { others[r].bound[k] = -.infinity }
      return standing - divide(others, by: \.bound, preference: 0).total + regions[r].bound[count]
    }
    let answers = inParallel(asked.count, threads: options.threads) { k in
      let (region, part) = (known[asked[k].region], SearchClock(following: main, work: main.workLeft / asked.count))
      var options = options
      let worth = region.bound[asked[k].count]
      options.gap = worth > precision ? precision / worth : 0
      options.threads = threads
      var search = ValueSearch(
        root: region.instance.limited(to: asked[k].count), isIntegral: false, options: options, clock: part,
        partBeating: enough[k])
      search.run()
      return (bound: search.bound, best: search.leading, worth: search.leadingObjective, clock: part)
    }
    for (answer, (r, count)) in zip(answers, asked) {
      clock.add(answer.clock, since: before)
      regions[r].bound[count] = min(regions[r].bound[count], answer.bound)
      regions[r].worth[count] = answer.worth
      regions[r].chosen[count] = answer.best.map { regions[r].columns[Int($0)] }
    }
  }

  private func makeRegions() -> [Region] {
    var columns = [[Int32]](repeating: [], count: partition.count)
    var place = [Int32](repeating: 0, count: instance.columnCount)
    for j in 0..<instance.columnCount {
      let r = Int(partition.region[j])
      place[j] = Int32(columns[r].count)
      columns[r].append(Int32(j))
    }
    var rows = columns.map { _ in RowMerger(expectedPairs: 0, expectedRows: 0, keepsPrices: true) }
    for i in 0..<instance.rowCount {
      let range = instance.start[i]..<instance.start[i + 1]
      if isShared[i] {
        for r in Set(instance.column[range].map { Int(partition.region[Int($0)]) }).sorted() {
          rows[r].beginRow()
          for k in range where Int(partition.region[Int(instance.column[k])]) == r && prices[k] > 0 {
            rows[r].append(column: place[Int(instance.column[k])], value: prices[k], price: prices[k])
          }
          if !rows[r].currentIsEmpty { rows[r].endRow(base: 0) }
        }
      } else {
        let r = Int(partition.region[Int(instance.column[range.lowerBound])])
        rows[r].beginRow()
        for k in range {
          rows[r].append(column: place[Int(instance.column[k])], value: instance.value[k], price: prices[k])
        }
        rows[r].endRow(base: instance.base[i])
      }
    }
    return columns.indices.map { r in
      let most = min(columns[r].count, instance.limits.maximum)
      let limits = SiteLimits(minimum: 0, maximum: most, group: [], groupMinimum: [], groupMaximum: [])
      let part = ValueInstance(
        start: rows[r].start, column: rows[r].column, value: rows[r].value, base: rows[r].base, constant: 0,
        original: columns[r].indices.map { Int32($0) }, chosen: [], limits: limits, penalty: instance.penalty,
        typicalSpan: instance.typicalSpan)
      return Region(
        columns: columns[r], instance: part, bound: Self.lagrangianBounds(part, rows[r].price, most: most),
        start: RelaxationStart(x: columns[r].map { x[Int($0)] }, prices: rows[r].price, multipliers: [], weight: 1),
        isRelaxed: [Bool](repeating: false, count: most + 1),
        chosen: [[Int32]?](repeating: nil, count: most + 1),
        worth: [Double](repeating: -.infinity, count: most + 1))
    }
  }

  /// The Lagrangian bounds of the multipliers behind some prices, for each number of columns.
  private static func lagrangianBounds(_ part: ValueInstance, _ prices: [Double], most: Int) -> [Double] {
    var profit = [Double](repeating: 0, count: part.columnCount)
    var sum = part.constant
    for i in 0..<part.rowCount {
      sum += part.value[part.start[i]] - prices[part.start[i]]
      for k in part.start[i]..<part.start[i + 1] { profit[Int(part.column[k])] += prices[k] }
    }
    profit.sort(by: >)
    var bounds = [sum]
    for k in 0..<most {
      sum += max(0, profit[k])
      bounds.append(sum)
    }
    return bounds
  }

  /// The numbers of columns of the regions whose bounds add up to most.
  private func divide(_ regions: [Region], by values: KeyPath<Region, [Double]>, preference: Double) -> (
    total: Double, counts: [Int]
  ) {
    let most = instance.limits.maximum
    var best = [Double](repeating: 0, count: most + 1)
    var taken: [[Int]] = []
    for region in regions {
      let value = region[keyPath: values]
      let mass = region.start.x.reduce(0, +)
      var next = [Double](repeating: -.infinity, count: most + 1)
      var count = [Int](repeating: 0, count: most + 1)
      for total in 0...most {
        for k in 0...min(total, value.count - 1) {
          let sum = best[total - k] + value[k] - preference * abs(Double(k) - mass)
          if sum > next[total] { (next[total], count[total]) = (sum, k) }
        }
      }
      best = next
      taken.append(count)
    }
    var left = most
    var counts = [Int](repeating: 0, count: regions.count)
    for r in regions.indices.reversed() {
      counts[r] = taken[r][left]
      left -= counts[r]
    }
    return (best[most], counts)
  }
}
