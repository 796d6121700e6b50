import EMSModel
import GeoKit
import SiteSolver
import TravelNetwork

/// A siting question as numbered sites and demand points, with the cost of each pair that counts.
package struct SiteTable {
  /// Existing sites and candidates together, ascending by place.
  package let sites: [CandidateSite]
  package let isExisting: [Bool]
  package let isNamed: [Bool]
  let isForced: [Bool]
  let isExcluded: [Bool]
  /// Ascending by id.
  package let settlements: [Settlement]
  let weighting: SitingWeighting
  /// One for each settlement.
  let weights: [Double]
  /// What each site's strength adds to the objective of a covering model, in people; 0 for existing sites.
  let worth: [Double]
  var countsStrength: Bool { worth.contains { $0 > 0 } }
  /// What the solver gets: for LSCP only the settlements that some site reaches, for the others all.
  package private(set) var problem: SitingProblem
  /// Costs of all settlements, as the model counts them.
  let costs: SparseCosts
  /// The pairs within the standard: what "served" means, whatever the model minimises.
  let withinStandard: SparseCosts
  /// nil where the question has no second aim, or nobody gives the care today.
  package let journey: JourneyTable?
  let proposesIdle: Bool

  package init(_ question: SitingQuestion) throws { try self.init(question, SitePairs(question)) }

  /// - Parameter pairs: of this question, or of one that differs in decisions alone.
  init(_ question: SitingQuestion, _ pairs: SitePairs) throws {
    let (sites, isExisting, settlements) = (pairs.sites, pairs.isExisting, pairs.settlements)
    let (within, costs) = (pairs.withinStandard, pairs.costs)
    let weighting: SitingWeighting = settlements.contains { ($0.population ?? 0) > 0 } ? .people : .settlements
    let weights = settlements.map { weighting == .people ? Double($0.population ?? 0) : 1 }

    let named = question.named
    let isNamed = sites.map { named.contains($0.place) }
    let worth = sites.map { site in
      question.model == .mclp && weighting == .people
        ? (Double(question.strengthWorth) * (site.strength?.score ?? 0)).rounded() : 0
    }
    let fixedOpen = sites.indices.filter { isExisting[$0] || isNamed[$0] }
    let isForced = sites.indices.map {
      question.forced.contains(sites[$0].place) && !isExisting[$0] && !isNamed[$0]
    }
    let isExcluded = sites.indices.map {
      question.excluded.contains(sites[$0].place) && !isExisting[$0] && !isNamed[$0] && !isForced[$0]
    }
    let forbidden = sites.indices.filter { isExcluded[$0] }
    // Sites named by a decision are fixed open, and the count asked for includes them.
    let namedNew = sites.indices.count { isNamed[$0] && !isExisting[$0] }
    let count: Int? =
      switch question.count {
      case .exactly(let count): max(0, count - namedNew)
      case .fewest: nil
      case .whileEachBrings(let people):
        Self.sitesThatEachBring(
          weighting == .people ? Double(people) : 1, cover: within, weights: weights, open: fixedOpen, but: forbidden)
      }
    let (aim, demand): (SitingAim, (costs: SparseCosts, weights: [Double])) =
      if question.model == .lscp {
        (.lscp, try Self.reachedRows(within))
      } else {
        (question.aim, (try Self.withWorth(worth, after: costs), weights + worth.filter { $0 > 0 }))
      }
    problem = SitingProblem(
      aim: aim, costs: demand.costs, weights: demand.weights, weightLeftOut: 0, count: count.map { $0...$0 },
      budget: nil, siteCosts: nil, standard: nil, capacities: nil, fixedOpen: fixedOpen,
      forced: sites.indices.filter { isForced[$0] }, forbidden: forbidden, closingPrices: [:],
      groups: Self.groups(of: question, sites: sites, isExisting: isExisting), conflicts: [])
    self.sites = sites
    self.isExisting = isExisting
    self.isNamed = isNamed
    self.isForced = isForced
    self.isExcluded = isExcluded
    self.settlements = settlements
    self.weighting = weighting
    self.weights = weights
    self.worth = worth
    self.costs = costs
    self.withinStandard = within
    proposesIdle = question.proposesIdle
    journey = pairs.journey
  }

  /// The limits by township, else by county; nil when there are none.
  private static func groups(
    of question: SitingQuestion, sites: [CandidateSite], isExisting: [Bool]
  ) -> GroupLimits? {
    let unit: (CandidateSite) -> String?
    let limits: (String) -> CountyLimits?
    if !question.perTownship.isEmpty {
      unit = \.townshipID
      limits = { question.perTownship[$0] }
    } else if question.perCounty != nil {
      unit = \.countyID
      limits = { question.limits(ofCounty: $0) }
    } else {
      return nil
    }
    let candidates = zip(sites, isExisting).filter { !$0.1 }.map(\.0)
    let units = Set(candidates.compactMap(unit)).filter { limits($0) != nil }.sorted()
    let groupOfUnit = Dictionary(uniqueKeysWithValues: units.enumerated().map { ($1, $0) })
    return GroupLimits(
      groupOfCandidate: sites.indices.map { index in
        isExisting[index] ? nil : unit(sites[index]).flatMap { groupOfUnit[$0] }
      },
      limits: units.compactMap(limits).map { $0.minimum...$0.maximum })
  }

  /// The settlements that some site reaches, each of weight one; those that none reaches are reported as unserved.
  private static func reachedRows(_ within: SparseCosts) throws -> (costs: SparseCosts, weights: [Double]) {
    // Equal consecutive row starts are empty rows; leaving out repeats leaves out just those.
    var rowStart = [0]
    for start in within.rowStart.dropFirst() where start > rowStart[rowStart.count - 1] { rowStart.append(start) }
    let costs = try SparseCosts(
      candidateCount: within.candidateCount, rowStart: rowStart, candidates: within.candidates, costs: within.costs)
    return (costs, [Double](repeating: 1, count: costs.demandCount))
  }

  /// One more demand point for each site of worth, which that site alone reaches.
  private static func withWorth(_ worth: [Double], after costs: SparseCosts) throws -> SparseCosts {
    let sites = worth.indices.filter { worth[$0] > 0 }
    guard !sites.isEmpty else { return costs }
    return try SparseCosts(
      candidateCount: costs.candidateCount,
      rowStart: costs.rowStart + sites.indices.map { costs.candidates.count + $0 + 1 },
      candidates: costs.candidates + sites.map(Int32.init),
      costs: costs.costs + sites.map { _ in 0 })
  }

  /// How many sites a greedy search adds before the next would bring less than so much weight.
  private static func sitesThatEachBring(
    _ least: Double, cover: SparseCosts, weights: [Double], open: [Int], but forbidden: [Int]
  ) -> Int {
    var reach = [[Int]](repeating: [], count: cover.candidateCount)
    for demand in 0..<cover.demandCount {
      for pair in cover.rowStart[demand]..<cover.rowStart[demand + 1] {
        reach[Int(cover.candidates[pair])].append(demand)
      }
    }
    var left = weights
    for site in open { for demand in reach[site] { left[demand] = 0 } }
    var gains = reach.map { $0.reduce(0) { $0 + left[$1] } }
    for site in forbidden { gains[site] = -.infinity }
    var count = 0
    while let (best, gain) = gains.enumerated().max(by: { ($0.element, $1.offset) < ($1.element, $0.offset) }),
      gain >= least, gain > 0
    {
      count += 1
      for demand in reach[best] where left[demand] > 0 {
        for pair in cover.rowStart[demand]..<cover.rowStart[demand + 1] {
          gains[Int(cover.candidates[pair])] -= left[demand]
        }
        left[demand] = 0
      }
    }
    return count
  }

  /// The second aim as a p-median: the least people-seconds, everybody who is left outside the standard counting for so
  /// many more. Its last site stands for the places that give the care today.
  ///
  /// A choice that leaves as few outside as any, and is best by this, is best by the first aim and then by the second.
  func problem(of journey: JourneyTable, outside penalty: Double, count: Int) throws -> SitingProblem {
    let today = sites.count
    var rowStart = [0]
    var columns: [Int32] = []
    var costs: [Double] = []
    var rowWeights: [Double] = []
    func close(_ cost: Double, _ weight: Double) {
      columns.append(Int32(today))
      costs.append(cost)
      rowStart.append(columns.count)
      rowWeights.append(weight)
    }
    for settlement in settlements.indices where weights[settlement] > 0 {
      let pairs = journey.costs.rowStart[settlement]..<journey.costs.rowStart[settlement + 1]
      guard let time = journey.today[settlement], !pairs.isEmpty else { continue }
      columns += journey.costs.candidates[pairs]
      costs += journey.costs.costs[pairs]
      close(time, weights[settlement])
    }
    for pairs in openRows {
      columns += problem.costs.candidates[pairs.row]
      costs += pairs.row.map { _ in 0 }
      close(penalty, pairs.weight)
    }
    return SitingProblem(
      aim: .pMedian(),
      costs: try SparseCosts(candidateCount: today + 1, rowStart: rowStart, candidates: columns, costs: costs),
      weights: rowWeights, weightLeftOut: 0, count: count...count, budget: nil, siteCosts: nil, standard: nil,
      capacities: nil, fixedOpen: problem.fixedOpen + [today], forced: problem.forced, forbidden: problem.forbidden,
      closingPrices: [:],
      groups: problem.groups.map { GroupLimits(groupOfCandidate: $0.groupOfCandidate + [nil], limits: $0.limits) },
      conflicts: [])
  }

  /// The rows of the first aim that no site fixed open reaches, and that another could.
  var openRows: [(row: Range<Int>, weight: Double)] {
    let fixed = Set(problem.fixedOpen.map(Int32.init))
    return (0..<problem.costs.demandCount).compactMap { row in
      let pairs = problem.costs.rowStart[row]..<problem.costs.rowStart[row + 1]
      guard problem.weights[row] > 0, !pairs.isEmpty,
        !problem.costs.candidates[pairs].contains(where: fixed.contains)
      else { return nil }
      return (pairs, problem.weights[row])
    }
  }

  /// More sites asked for than candidates and limits allow; nil when there are enough.
  var shortage: InfeasibilityReason? {
    guard let asked = problem.count?.lowerBound, asked > room else { return nil }
    return .countAboveAvailable(count: asked, available: room)
  }

  /// How many candidates can be added, of each group no more than it may have.
  private var room: Int {
    let fixed = Set(problem.fixedOpen)
    let free = sites.indices.filter { !fixed.contains($0) && !isExcluded[$0] }
    guard let groups = problem.groups else { return free.count }
    return groups.limits.indices.reduce(free.count { groups.groupOfCandidate[$0] == nil }) { sum, group in
      let most = groups.limits[group].upperBound - fixed.count { groups.groupOfCandidate[$0] == group }
      return sum + max(0, min(most, free.count { groups.groupOfCandidate[$0] == group }))
    }
  }

  /// The nearest question that the known candidates allow: forced sites stand, then the number, then the minima.
  func relaxed() -> SiteTable {
    let fixed = Set(problem.fixedOpen)
    let free = sites.indices.filter { !fixed.contains($0) && !isExcluded[$0] }
    var result = self
    if var groups = problem.groups {
      for group in groups.limits.indices {
        let members = free.count { groups.groupOfCandidate[$0] == group }
        let fixedMembers = fixed.count { groups.groupOfCandidate[$0] == group }
        let most = min(groups.limits[group].upperBound, members + fixedMembers)
        groups.limits[group] = min(groups.limits[group].lowerBound, most)...max(most, fixedMembers)
      }
      result.problem.groups = groups
    }
    if let asked = problem.count {
      let forced = problem.forced.count
      let most = max(forced, min(asked.upperBound, room))
      result.problem.count = max(forced, min(asked.lowerBound, room))...most
      if var groups = result.problem.groups {
        let due = groups.limits.indices.map { group in
          max(groups.limits[group].lowerBound, problem.forced.count { groups.groupOfCandidate[$0] == group })
        }
        if due.reduce(0, +) > most {
          groups.limits = groups.limits.map { 0...$0.upperBound }
          result.problem.groups = groups
        }
      }
    }
    return result
  }
}
