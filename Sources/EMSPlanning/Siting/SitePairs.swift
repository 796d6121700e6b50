import EMSFormats
import EMSModel
import GeoKit
import SiteSolver
import TravelNetwork

/// Who reaches whom in a siting question: its sites and demand points by number, with the cost of each pair that counts.
///
/// Questions that differ in decisions alone (counts, limits, what is named, forced or excluded, what strength is worth)
/// have the same pairs, and what takes longest, the journeys, is found once for all of them.
struct SitePairs {
  /// Existing sites and candidates together, ascending by place.
  let sites: [CandidateSite]
  let isExisting: [Bool]
  /// Ascending by id.
  let settlements: [Settlement]
  let withinStandard: SparseCosts
  /// As the model counts them.
  let costs: SparseCosts
  /// nil where the question has no second aim, or nobody gives the care today.
  let journey: JourneyTable?

  /// - Throws: ``InputProblems`` where the pairs do not fit into memory; what travel times throw.
  init(_ question: SitingQuestion) throws {
    let settlements = question.settlements.sorted { $0.id < $1.id }
    let existing = Set(question.existing.map(\.place))
    let candidates = question.candidates.filter { !existing.contains($0.place) }
    let sites = (question.existing + candidates).sorted { $0.place < $1.place }
    let isExisting = sites.map { existing.contains($0.place) }
    let key = "siting.\(question.service.rawValue)"
    let within = try Self.pairsWithinStandard(question.standard, sites: sites, settlements: settlements, of: key)
    var count = within.candidates.count
    switch question.model {
    case .pMedian, .pCentre, .capacitatedPMedian:
      costs = try Self.allPairs(question.standard, sites: sites, settlements: settlements, of: key)
      count += costs.candidates.count
    default:
      costs = within
    }
    journey = try question.journey.flatMap {
      try JourneyTable($0, sites: sites, isExisting: isExisting, settlements: settlements)
    }
    try Self.requireMemory(pairs: count + (journey?.costs.candidates.count ?? 0), of: key)
    withinStandard = within
    (self.sites, self.isExisting, self.settlements) = (sites, isExisting, settlements)
  }

  private static func requireMemory(pairs: Int, of key: String) throws(InputProblems) {
    try MemoryLimit.require(
      pairs: pairs, of: MemoryLimit.bytesOfSitingPair, for: key,
      remedy: Phrase(
        "Name fewer candidates there, or plan each county by itself", "请在该处减少候选点，或按县分别规划"))
  }

  /// Costs are metres or seconds.
  private static func pairsWithinStandard(
    _ standard: SitingStandard, sites: [CandidateSite], settlements: [Settlement], of key: String
  ) throws -> SparseCosts {
    let most = MemoryLimit.mostPairs(of: MemoryLimit.bytesOfSitingPair)
    var rowStart = [0]
    var columns: [Int32] = []
    var costs: [Double] = []
    rowStart.reserveCapacity(settlements.count + 1)
    switch standard {
    case .distance(let radius):
      let index = NearestIndex(sites.map(\.location))
      for settlement in settlements {
        for site in index.within(radius, of: settlement.location).sorted() {
          columns.append(Int32(site))
          costs.append(Geodesic.distance(sites[site].location, settlement.location).metres)
        }
        rowStart.append(columns.count)
        if columns.count > most { try requireMemory(pairs: columns.count, of: key) }
      }
    case .time(let limit, let model):
      let rows = try model.times(from: sites.map(\.location), to: settlements.map(\.location), within: limit)
      for row in rows {
        for pair in row {
          columns.append(Int32(pair.facility))
          costs.append(pair.time.seconds)
        }
        rowStart.append(columns.count)
      }
    }
    return try SparseCosts(candidateCount: sites.count, rowStart: rowStart, candidates: columns, costs: costs)
  }

  private static func allPairs(
    _ standard: SitingStandard, sites: [CandidateSite], settlements: [Settlement], of key: String
  ) throws -> SparseCosts {
    try requireMemory(pairs: sites.count * settlements.count, of: key)
    return switch standard {
    case .distance:
      // Half the ellipsoid's girth: every pair.
      try pairsWithinStandard(.distance(.kilometres(20_040)), sites: sites, settlements: settlements, of: key)
    case .time(_, let model):
      try pairsWithinStandard(.time(.seconds(86_400 * 365), model), sites: sites, settlements: settlements, of: key)
    }
  }
}
