/// A siting problem as a mixed-integer model.
struct SitingFormulation {
  private let problem: SitingProblem
  private let roles: SiteRoles
  private(set) var mip = MIPModel()
  /// The column that says whether each candidate is open; -1 where units alone say it.
  private var openColumn: [Int] = []
  /// The column of the units of each candidate (`dsm`, `mexclp`).
  private(set) var unitColumn: [Int] = []
  /// The columns whose sum is the number of sites (units) to be added, and a constant.
  private(set) var countedColumns: [Int] = []
  /// What the added sites cost, and what is paid for closing where a budget pays, less a constant.
  private(set) var paidColumns: [(Int, Double)] = []
  /// The columns that assign demand points to candidates, with both (capacitated models).
  private(set) var assignmentColumns: [(column: Int, demand: Int, candidate: Int)] = []
  /// What each demand point brings to the objective (`mclp`, `p-median`): a constant and columns.
  private var worthOfDemand: [(constant: Double, terms: [(Int, Double)])] = []
  /// What the objective holds beside the demand: prices of closing.
  private var besideDemand: [(Int, Double)] = []
  /// The columns that say whether some of these candidates are open, where that must be whole (`bacop2`, `dsm`).
  private var firstCoverColumns: [(column: Int, candidates: [Int])] = []

  /// - Parameter level: for `p-centre` the radius within which everybody must be served, for `p-dispersion` the distance
  ///   that open sites must keep.
  init(_ problem: SitingProblem, _ roles: SiteRoles, level: Double? = nil) {
    self.problem = problem
    self.roles = roles
    mip.maximises = !problem.model.minimises
    addSites()
    switch problem.aim {
    case .lscp: addCover(of: { problem.isWithinReach($0) })
    case .pCentre: addCover(of: { $0 <= level ?? problem.standard ?? .infinity })
    case .pDispersion(let distances):
      if !problem.waived.contains(.pair) {
        let others = openColumn.indices.filter { !roles.stands($0) }
        mip.addRow(from: others.count < openColumn.count ? 1 : 2, others.map { (openColumn[$0], 1) })
      }
      if let level { keepApart(by: level, distances) }
    case .mclp(_, let everyoneWithin):
      addLevels { problem.weights[$0] * problem.coverShare($1) }
      if let everyoneWithin { addCover(of: { $0 <= everyoneWithin }) }
    case .pMedian:
      addLevels { -problem.burden($0, $1) }
    case .psclp: addPartialCover()
    case .bacop1, .bacop2: addBackup()
    case .dsm(let outer, _): addDoubleStandard(outer: outer)
    case .mexclp(let busy): addExpectedCover(busy: busy)
    case .capacitatedPMedian, .capacitatedMCLP, .capacitatedLSCP: addAssignments()
    }
  }

  /// The values of the whole-numbered columns for a choice; where levels of cover are whole, all that is reached.
  func values(units: [Int], assignments: [Int?]) -> [Double] {
    var values = [Double](repeating: 0, count: mip.columnCount)
    for (j, column) in openColumn.enumerated() where column >= 0 && units[j] > 0 { values[column] = 1 }
    for (j, column) in unitColumn.enumerated() { values[column] = Double(units[j]) }
    for (column, demand, candidate) in assignmentColumns where assignments[demand] == candidate { values[column] = 1 }
    for (column, candidates) in firstCoverColumns where candidates.contains(where: { units[$0] > 0 }) {
      values[column] = 1
    }
    return values
  }

  /// The column that is 0 where a candidate is closed: its units where they alone say it.
  var presenceColumn: [Int] { unitsSayIt ? unitColumn : openColumn }

  private var holdsUnits: Bool { problem.model.holdsUnits }
  private var unitsSayIt: Bool { holdsUnits && !countsOpenSites }

  // MARK: Sites

  private mutating func addSites() {
    let count = problem.costs.candidateCount
    let counted = (0..<count).filter { !roles.isExisting[$0] }
    for j in 0..<count {
      let lower: Double = roles.isFixed[j] ? 1 : 0
      let upper: Double = roles.isFixed[j] || roles.column[j] >= 0 ? 1 : 0
      openColumn.append(unitsSayIt ? -1 : mip.addColumn(from: lower, to: upper, isInteger: true))
    }
    if holdsUnits {
      for j in 0..<count {
        let isOpenable = roles.isFixed[j] || roles.column[j] >= 0
        let most = isOpenable ? min((problem.capacities?[j] ?? .infinity).rounded(.down), unitLimit) : 0
        let units = mip.addColumn(
          from: max(roles.isFixed[j] ? 1 : 0, Double(problem.leastUnits[j] ?? 0)),
          to: roles.isExisting[j] && isOpenable ? max(most, 1) : most, isInteger: true)
        unitColumn.append(units)
        if unitsSayIt { continue }
        mip.addRow(to: 0, [(openColumn[j], 1), (units, -1)])
        mip.addRow(to: 0, [(units, 1), (openColumn[j], -max(most, 1))])
      }
    }
    if let range = problem.count {
      // Existing sites hold one unit each that is not counted, whether they stay or are closed.
      var terms: [(Int, Double)] = counted.map { (holdsUnits ? unitColumn[$0] : openColumn[$0], 1) }
      var uncounted = 0
      if holdsUnits {
        for j in 0..<count where roles.isExisting[j] {
          terms.append((unitColumn[j], 1))
          if unitsSayIt { uncounted += 1 } else { terms.append((openColumn[j], -1)) }
        }
      }
      mip.addRow(from: Double(range.lowerBound + uncounted), to: Double(range.upperBound + uncounted), terms)
    }
    countedColumns =
      (0..<count).filter { holdsUnits || !roles.isExisting[$0] }.map { holdsUnits ? unitColumn[$0] : openColumn[$0] }
    paidColumns = counted.map { (unitsSayIt ? unitColumn[$0] : openColumn[$0], problem.siteCosts?[$0] ?? 1) }
    let prices = problem.closingPrices.sorted { $0.key < $1.key }
    let allPrices = prices.reduce(0) { $0 + $1.value }
    if let budget = problem.budget {
      let terms =
        counted.map { (openColumn[$0], problem.siteCosts?[$0] ?? 1) }
        + prices.map { (openColumn[$0.key], -$0.value) }
      paidColumns = terms
      mip.addRow(to: budget - allPrices + 1e-9 * max(1, budget), terms)
    } else if !prices.isEmpty {
      let sign: Double = mip.maximises ? -1 : 1
      mip.constant += sign * allPrices
      for (j, price) in prices { mip.addToObjective(openColumn[j], -sign * price) }
    }
    if let groups = problem.groups {
      var members = groups.limits.map { _ in [(Int, Double)]() }
      for (j, group) in groups.groupOfCandidate.enumerated() {
        if let group { members[group].append((openColumn[j], 1)) }
      }
      for (group, limit) in groups.limits.enumerated() {
        mip.addRow(from: Double(limit.lowerBound), to: Double(limit.upperBound), members[group])
      }
    }
    for (a, b) in roles.conflicts {
      mip.addRow(to: 1, [(openColumn[roles.free[Int(a)]], 1), (openColumn[roles.free[Int(b)]], 1)])
    }
    for sum in problem.sums {
      mip.addRow(
        from: sum.range.lowerBound, to: sum.range.upperBound, sum.terms.map { (openColumn[$0.site], $0.factor) })
    }
    if problem.model.minimisesSites {
      for j in counted { mip.addToObjective(openColumn[j], problem.siteCosts?[j] ?? 1) }
    }
  }

  /// Whether a limit or a price is put on the open sites themselves, however many units they hold.
  private var countsOpenSites: Bool {
    problem.budget != nil || problem.groups != nil || !problem.closingPrices.isEmpty || !roles.conflicts.isEmpty
  }

  private var unitLimit: Double {
    Double(problem.count?.upperBound ?? problem.costs.candidateCount) + 1
  }

  // MARK: Models

  /// One open site at most of any that are all nearer to each other than a distance: sets of them that hold every such
  /// pair.
  private mutating func keepApart(by distance: Double, _ distances: SiteDistances) {
    let open = openColumn.indices.filter { roles.isFixed[$0] || roles.column[$0] >= 0 }
    func isNear(_ a: Int, _ b: Int) -> Bool {
      a != b && distances[a, b] < distance && !(roles.stands(a) && roles.stands(b))
    }
    var isHeld = [Bool](repeating: false, count: openColumn.count * openColumn.count)
    for (k, a) in open.enumerated() {
      let near = open[(k + 1)...].filter { isNear(a, $0) }
      for b in near where !isHeld[a * openColumn.count + b] {
        var set = [a, b]
        for c in near where c != b && set.allSatisfy({ isNear($0, c) }) { set.append(c) }
        for one in set { for other in set { isHeld[one * openColumn.count + other] = true } }
        mip.addRow(to: 1, set.map { (openColumn[$0], 1) })
      }
    }
  }

  private mutating func addCover(of isWithin: (Double) -> Bool) {
    if problem.waived.contains(.service) { return }
    for set in problem.neededSets(roles, isWithin) {
      mip.addRow(from: 1, set.map { (holdsUnits ? unitColumn[$0] : openColumn[$0], 1) })
    }
  }

  /// The best open value of each row, built up over its distinct values (the radius formulation: García, Labbé &
  /// Marín 2011, INFORMS Journal on Computing 23:546).
  private mutating func addLevels(_ value: (Int, Double) -> Double) {
    let isOptional = problem.model == .mclp
    let sign: Double = mip.maximises ? 1 : -1
    for i in 0..<problem.costs.demandCount {
      var pairs: [(value: Double, column: Int)] = []
      for k in problem.costs.rowStart[i]..<problem.costs.rowStart[i + 1] {
        let j = Int(problem.costs.candidates[k])
        let cost = problem.costs.cost(at: k)
        guard roles.isFixed[j] || roles.column[j] >= 0, problem.isWithinReach(cost) else { continue }
        let worth = value(i, cost)
        if !isOptional || worth > 0 { pairs.append((worth, openColumn[j])) }
      }
      pairs.sort { ($1.value, $0.column) < ($0.value, $1.column) }
      var worth: (constant: Double, terms: [(Int, Double)]) = (0, [])
      defer { worthOfDemand.append(worth) }
      var previous: Int?
      var k = 0
      while k < pairs.count {
        let level = pairs[k].value
        var terms: [(Int, Double)] = []
        while k < pairs.count, pairs[k].value == level {
          terms.append((pairs[k].column, -1))
          k += 1
        }
        let next = k < pairs.count ? pairs[k].value : 0
        if k == pairs.count, !isOptional {
          // The farthest site within reach: somebody must serve.
          mip.constant += sign * level
          worth.constant = sign * level
          if let previous { terms.append((previous, -1)) }
          mip.addRow(to: -1, terms)
          break
        }
        let reached = mip.addColumn(objective: sign * (level - next))
        worth.terms.append((reached, sign * (level - next)))
        terms.append((reached, 1))
        if let previous { terms.append((previous, -1)) }
        mip.addRow(to: 0, terms)
        previous = reached
      }
    }
  }

  // MARK: Parts of the demand

  /// Makes the objective that of the part of the demand that does worst, less its offset; what is there beside the demand
  /// counts in each.
  mutating func holdWorst(of parts: [Range<Int>], offsets: [Double]) {
    let ofDemand = Set(worthOfDemand.flatMap { $0.terms.map(\.0) })
    besideDemand = mip.objective.indices.filter { mip.objective[$0] != 0 && !ofDemand.contains($0) }
      .map { ($0, mip.objective[$0]) }
    let commonConstant = mip.constant - worthOfDemand.reduce(0) { $0 + $1.constant }
    let worst = mip.addColumn(from: -.infinity, to: .infinity)
    for (part, offset) in zip(parts, offsets) {
      let constant = worthOfDemand[part].reduce(commonConstant) { $0 + $1.constant }
      let terms = worthOfDemand[part].flatMap(\.terms) + besideDemand + [(worst, -1)]
      if mip.maximises {
        mip.addRow(from: offset - constant, terms)
      } else {
        mip.addRow(to: offset - constant, terms)
      }
    }
    mip.replaceObjective(by: [(worst, 1)])
  }

  /// Holds what the worst part is worth at a value, and makes the mean of the parts the objective.
  ///
  /// - Parameters:
  ///   - shares: of each part in the mean.
  ///   - rows: the demand points of each part.
  mutating func holdWorst(at value: Double, thenMeanBy shares: [Double], rows: Int) {
    mip.holdObjective(at: value, within: 1e-9)
    let mean = worthOfDemand.enumerated().flatMap { i, worth in worth.terms.map { ($0.0, $0.1 * shares[i / rows]) } }
    mip.replaceObjective(by: besideDemand + mean)
  }

  private mutating func addPartialCover() {
    var weighted: [(Int, Double)] = []
    for set in problem.reachSets(roles, problem.isWithinReach) where set.weight > 0 {
      let covered = mip.addColumn()
      mip.addRow(to: 0, [(covered, 1)] + set.candidates.map { (openColumn[$0], -1) })
      weighted.append((covered, set.weight))
    }
    addShare(weighted)
  }

  private mutating func addShare(_ weighted: [(Int, Double)]) {
    if problem.waived.contains(.share(problem.targetShare ?? 1)) { return }
    mip.addRow(from: problem.coverTarget, weighted)
  }

  private mutating func addBackup() {
    let firstShare: Double? = if case .bacop2(let share) = problem.aim { share } else { nil }
    if firstShare == nil { addCover(of: problem.isWithinReach) }
    for set in problem.reachSets(roles, problem.isWithinReach) where set.weight > 0 {
      let sites = set.candidates.map { (openColumn[$0], -1.0) }
      let second = mip.addColumn(objective: (1 - (firstShare ?? 0)) * set.weight)
      if let firstShare {
        // Half a first and half a second cover must not stand for one first cover.
        let first = mip.addColumn(objective: firstShare * set.weight, isInteger: firstShare < 1 - firstShare)
        firstCoverColumns.append((first, set.candidates))
        mip.addRow(to: 0, [(first, 1), (second, 1)] + sites)
        mip.addRow(to: 0, [(second, 1), (first, -1)])
      } else {
        mip.addRow(to: -1, [(second, 1)] + sites)
      }
    }
  }

  private mutating func addDoubleStandard(outer: Double) {
    let inner = problem.standard ?? 0
    addCover { $0 <= outer }
    var weighted: [(Int, Double)] = []
    for set in problem.reachSets(roles, { $0 <= inner }) where set.weight > 0 && !set.candidates.isEmpty {
      let first = mip.addColumn(isInteger: true)
      firstCoverColumns.append((first, set.candidates))
      let second = mip.addColumn(objective: set.weight)
      mip.addRow(to: 0, [(first, 1), (second, 1)] + set.candidates.map { (unitColumn[$0], -1) })
      mip.addRow(to: 0, [(second, 1), (first, -1)])
      weighted.append((first, set.weight))
    }
    addShare(weighted)
  }

  private mutating func addExpectedCover(busy: Double) {
    // Their units are not counted, of those that may be closed either.
    let existing = Double(roles.isExisting.count { $0 })
    for set in problem.reachSets(roles, problem.isWithinReach) where set.weight > 0 {
      let most = min(unitLimit + existing, set.candidates.reduce(0) { $0 + mip.columnUpper[unitColumn[$1]] })
      var terms = set.candidates.map { (unitColumn[$0], -1.0) }
      var share = 1 - busy
      for _ in 0..<Int(most) {
        if share < 1e-14 { break }
        terms.append((mip.addColumn(objective: set.weight * share), 1))
        share *= busy
      }
      if terms.count > set.candidates.count { mip.addRow(to: 0, terms) }
    }
  }

  private mutating func addAssignments() {
    let isCover = problem.model == .capacitatedMCLP
    let isOptional = isCover || problem.waived.contains(.service)
    let isBoundless = problem.waived.contains(.capacity)
    var loads = [[(Int, Double)]](repeating: [], count: problem.costs.candidateCount)
    for i in 0..<problem.costs.demandCount {
      var choices: [(Int, Double)] = []
      for k in problem.costs.rowStart[i]..<problem.costs.rowStart[i + 1] {
        let j = Int(problem.costs.candidates[k])
        let cost = problem.costs.cost(at: k)
        guard roles.isFixed[j] || roles.column[j] >= 0, problem.isWithinReach(cost) else { continue }
        let load = problem.load(i)
        if !problem.isDivisible, !isBoundless, load > problem.capacities?[j] ?? 0 { continue }
        let worth =
          problem.model == .capacitatedLSCP
          ? 0 : problem.weights[i] * (isCover ? problem.coverShare(cost) : cost)
        let column = mip.addColumn(objective: worth, isInteger: !problem.isDivisible)
        assignmentColumns.append((column, i, j))
        choices.append((column, 1))
        if load > 0 { loads[j].append((column, load)) }
        mip.addRow(to: 0, [(column, 1), (openColumn[j], -1)])
      }
      mip.addRow(from: isOptional ? 0 : 1, to: 1, choices)
    }
    if let least = problem.leastLoads, !problem.waived.contains(.leastLoad) {
      for j in openColumn.indices where !roles.isExisting[j] && least[j] > 0 {
        mip.addRow(from: 0, loads[j] + [(openColumn[j], -least[j] * (1 - 1e-9))])
      }
    }
    if isBoundless { return }
    for (j, load) in loads.enumerated() where !load.isEmpty {
      let total = load.reduce(0) { $0 + $1.1 }
      let capacity = min(problem.capacities?[j] ?? total, total)
      mip.addRow(to: problem.isDivisible ? 0 : 1e-9 * max(1, capacity), load + [(openColumn[j], -capacity)])
    }
  }
}
