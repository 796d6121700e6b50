import EMSFormats
import EMSModel
import Foundation
import SiteSolver

/// How far the candidates of `p-dispersion` are from each other.
struct CandidateDistances {
  let distances: SiteDistances
  let notes: [Phrase]

  /// From the candidates' coordinates, or from a table of pairs whose both ends are candidates; where it has both ways of a
  /// pair, the shorter one counts.
  ///
  /// - Throws: every pair without a distance.
  init(_ metric: SitingRequest.Metric, _ candidates: CandidateRows) throws(InputProblems) {
    let count = candidates.ids.count
    try InstancePlaces.requireMemory(pairs: count * max(0, count - 1) / 2, candidates.file)
    let read: InstanceCosts.Read
    let file: String
    switch metric {
    case .geodesic, .euclidean:
      let places = InstancePlaces(candidates)
      distances = SiteDistances(candidateCount: count) { places.distance(between: $0, and: $1) }
      notes = []
      return
    case .scenarios:
      distances = SiteDistances(candidateCount: 0) { _, _ in 0 }
      notes = []
      return
    case .costs(let url):
      read = try InstanceCosts.listed(url, DemandRows(pairing: candidates), candidates)
      file = url.lastPathComponent
    case .matrix(let url):
      read = try InstanceCosts.matrix(url, DemandRows(pairing: candidates), candidates)
      file = url.lastPathComponent
    }
    var missing: [(Int, Int)] = []
    let costs = read.costs
    distances = SiteDistances(candidateCount: count) { a, b in
      let ways = [costs.cost(demand: a, candidate: b), costs.cost(demand: b, candidate: a)].compactMap { $0 }
      if let least = ways.min() { return least }
      missing.append((b, a))
      return 0
    }
    notes = read.notes
    guard let first = missing.first else { return }
    let pair = [first.0, first.1].map { candidates.ids[$0] }
    var problem = InputProblem(
      file: file,
      english: "p-dispersion compares all candidates, and there is no distance between \(pair[0]) and \(pair[1])",
      chinese: "p-dispersion 比较所有候选点，但 \(pair[0]) 与 \(pair[1]) 之间没有距离",
      remedyEnglish: "Give every pair of candidates once at least, or take candidates out",
      remedyChinese: "请为每对候选点至少填写一次，或删去候选点")
    problem.repeats = missing.count - 1
    throw InputProblems([problem])
  }
}
