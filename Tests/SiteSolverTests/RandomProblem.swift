import SiteSolver

/// Small random problems with every option that a model may have.
struct RandomProblem {
  var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed) }

  mutating func make(_ model: SitingModel, maxCandidates: Int = 9, maxDemand: Int = 14) throws -> SitingProblem
  {
    let candidates = Int.random(in: 1...maxCandidates, using: &random)
    let demand = Int.random(in: 1...maxDemand, using: &random)
    let density = Double.random(in: 0.3...1, using: &random)
    let isInteger = Bool.random(using: &random)
    var pairs: [(demand: Int, candidate: Int, cost: Double)] = []
    for i in 0..<demand {
      for j in 0..<candidates where Double.random(in: 0...1, using: &random) < density {
        pairs.append((i, j, number(upTo: 20, isInteger)))
      }
    }
    let weights = (0..<demand).map { _ in
      Int.random(in: 0..<8, using: &random) == 0 ? 0 : number(upTo: 30, isInteger)
    }
    let costs = try SparseCosts(demandCount: demand, candidateCount: candidates, pairs: pairs)
    var problem = SitingProblem(model: model, costs: costs, weights: weights)
    let count = Int.random(in: 0...min(candidates, 4), using: &random)
    if model != .lscp && model != .psclp { problem.count = count...count }
    if one(in: 4) { problem.count = count...Int.random(in: count...candidates, using: &random) }
    let needsStandard: Set<SitingModel> = [.lscp, .psclp, .mclp]
    if needsStandard.contains(model) || one(in: 4) {
      problem.standard = Double(Int.random(in: 5...20, using: &random))
    }
    if model == .mclp, one(in: 3) {
      problem.outerStandard = (problem.standard ?? 0) + number(upTo: 9, isInteger) + 1
    }
    if model == .psclp { problem.targetShare = Double(Int.random(in: 0...10, using: &random)) / 10 }
    let roles = (0..<candidates).map { _ in Int.random(in: 0..<10, using: &random) }
    if one(in: 3) {
      problem.fixedOpen = roles.indices.filter { roles[$0] == 0 }
      problem.forbidden = roles.indices.filter { roles[$0] == 1 }
    }
    if one(in: 3) {
      let groups = Int.random(in: 1...3, using: &random)
      let of: [Int?] = (0..<candidates).map { $0 < groups ? $0 : Int.random(in: -1..<groups, using: &random) }
        .map { $0 < 0 ? nil : $0 }
      let limits = (0..<groups).map { _ in
        let least = Int.random(in: 0...1, using: &random)
        return least...Int.random(in: max(1, least)...3, using: &random)
      }
      if groups <= candidates { problem.groups = GroupLimits(groupOfCandidate: of, limits: limits) }
    }
    return problem
  }

  mutating func one(in n: Int) -> Bool { Int.random(in: 0..<n, using: &random) == 0 }

  mutating func number(upTo most: Int, _ isInteger: Bool) -> Double {
    isInteger
      ? Double(Int.random(in: 0...most, using: &random)) : Double.random(in: 0...Double(most), using: &random)
  }
}
