import EMSModel
import SiteSolver

/// The sites of one service that are built by one year, chosen among those that the plan proposes.
public struct SitePhase: Sendable {
  public var service: SiteService
  public var year: Int
  /// How many of the service were asked to stand; nil: all that are proposed, or as many as before.
  public var asked: Int?
  /// Those that this phase adds, ascending by place.
  public var sites: [CandidateSite]
  /// How many of the proposal stand by then.
  public var standing: Int
  /// Everyone who is to be served, and who is within the standard before the phase's first sites and with its sites.
  public var demand: Headcount
  public var served: Headcount
  public var weighting: SitingWeighting
  /// Whether no other choice of as many among the proposed, those of earlier phases kept, serves more.
  public var isProven: Bool
  /// The proven gap to the best such choice, 0 to 1; nil without a bound.
  public var gap: Double?
  /// Whom the best choice of as many sites for this year alone would serve: any candidates, nothing kept; and whether that
  /// is proven. nil where none was found.
  public var ownBest: Headcount?
  public var isOwnBestProven: Bool
}

extension SiteRecommender {
  /// Spreads an answer's sites over the years of a plan.
  ///
  /// The end is what a document binds, so every phase builds sites of the final proposal alone: of those, the ones that
  /// bring the most people within the standard by its year, and of these that bring them nearest; what stands stays.
  /// How far that is from the best choice for the year alone is told.
  ///
  /// - Parameters:
  ///   - standing: the proposed sites of earlier questions that stand by each year; those of the question's `planned`
  ///     that do not stand yet serve nobody.
  func phases(
    of answer: SitingAnswer, to question: SitingQuestion, _ phases: [PlanFile.Phase],
    standing: (_ year: Int) -> Set<PlaceID>
  ) throws -> [SitePhase] {
    let proposed = answer.recommendations.map(\.site)
    guard !proposed.isEmpty else { return [] }
    let final = Set(proposed.map(\.place))
    var built: Set<PlaceID> = []
    return try phases.enumerated().map { index, phase in
      let isLast = index == phases.count - 1
      let asked = phase.counts[question.service.tier]
      let count = min(max(asked ?? (isLast ? proposed.count : built.count), built.count), proposed.count)
      let there = standing(phase.year)
      var own = question
      own.existing = question.existing.filter { !question.planned.contains($0.place) || there.contains($0.place) }
      own.aim = .mclp()
      own.count = .exactly(count)
      own.named = []
      own.proposesIdle = true
      // Minima of counties are kept by the whole proposal, not by its first year.
      own.perCounty = question.perCounty.map { CountyLimits(minimum: 0, maximum: $0.maximum) }
      own.perTownship = question.perTownship.mapValues { CountyLimits(minimum: 0, maximum: $0.maximum) }
      var free = own
      free.forced = []
      own.candidates = proposed
      own.forced = built
      own.excluded = []
      let (table, choice, _) = try choose(own)
      let evaluation = SiteEvaluation(
        table: table, open: table.sites.indices.filter { table.isExisting[$0] } + choice.newSites(in: table))
      let chosen = Set(choice.newSites(in: table).map { table.sites[$0].place }).intersection(final)
      let added = chosen.subtracting(built)
      built.formUnion(chosen)
      let best: (served: Headcount?, isProven: Bool) =
        try isAnswered(free, by: answer, to: question)
        ? (answer.servedAfter, answer.status == .optimal)
        : ownBest(free)
      return SitePhase(
        service: question.service, year: phase.year, asked: asked,
        sites: proposed.filter { added.contains($0.place) }.sorted { $0.place < $1.place }, standing: built.count,
        demand: evaluation.demand(of: table.settlements.indices), served: evaluation.demand(servedBy: evaluation.open),
        weighting: table.weighting, isProven: choice.solution.status == .optimal, gap: choice.solution.gap,
        ownBest: best.served, isOwnBestProven: best.isProven)
    }
  }

  /// Whom the best choice for a year alone serves, and whether that is proven.
  private func ownBest(_ question: SitingQuestion) throws -> (served: Headcount?, isProven: Bool) {
    let (table, choice, _) = try choose(question)
    guard choice.solution.objective != nil else { return (nil, false) }
    let evaluation = SiteEvaluation(
      table: table, open: table.sites.indices.filter { table.isExisting[$0] } + choice.newSites(in: table))
    return (evaluation.demand(servedBy: evaluation.open), choice.solution.status == .optimal)
  }

  /// Whether the proposal itself is the best choice for a year alone: as many covering sites, free of decisions and of
  /// minima, with the same sites standing. Sites that were left out because they add nothing change nothing.
  private func isAnswered(_ free: SitingQuestion, by answer: SitingAnswer, to question: SitingQuestion) -> Bool {
    guard question.model == .mclp, case .exactly = question.count, answer.clash == nil, answer.objective != nil,
      question.named.isEmpty, question.forced.isEmpty
    else { return false }
    return free.count == .exactly(answer.recommendations.count) && free.existing == question.existing
      && free.perCounty == question.perCounty && free.perTownship == question.perTownship
  }
}
