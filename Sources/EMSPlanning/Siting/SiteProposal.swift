import EMSModel
import EMSPolicy
import GeoKit
import SiteSolver

/// The sites proposed for every service that the profile asks for.
public struct SiteProposal: Sendable {
  /// In the order in which the questions build on each other.
  public let answers: [SitingAnswer]
  /// What of each answer is built by which year, in the order of the answers, then of the years; empty where the plan has
  /// no phases.
  public let phases: [SitePhase]
  /// What was decided of single sites.
  package let plan: PlanFile

  /// - Parameters:
  ///   - services: what to answer; the others are left out.
  ///   - known: what the inputs alone tell of each unit; nil asks the area.
  ///   - threads: nil for all cores; the result is the same.
  public init(
    for area: PlanningArea, profile: PolicyProfile, plan: PlanFile, travel: PlanTravel,
    services: Set<SiteService> = Set(SiteService.allCases), known: [PolicyFacts]? = nil, threads: Int? = nil
  ) throws {
    let questions = SitingQuestions(
      area: area, profile: profile, overrides: plan.siting.counts, known: known, clinicTravel: travel.clinics,
      clinicLimit: travel.clinicLimit,
      emergencyStandard: travel.emergencyLimit.map { .time($0, travel.emergency) }, emergencyTravel: travel.emergency)
    let recommender = SiteRecommender(
      options: SolveOptions(
        gap: plan.siting.gap ?? 0, timeLimit: plan.siting.timeLimit, workLimit: Self.workLimit,
        threads: threads ?? 2))
    _ = try questions.decided(by: plan)
    /// - Parameter earlier: the phases of the questions before, of which this one takes sites as there.
    @Sendable func answer(
      _ service: SiteService, _ question: SitingQuestion?, after earlier: [SitePhase] = []
    ) throws -> (answers: [SitingAnswer], phases: [SitePhase]) {
      guard services.contains(service), var question = question.map({ [$0] }) else { return ([], []) }
      var decisions = SiteDecisions(area, plan: plan)
      decisions.apply(to: &question)
      let answers = try question.map { try recommender.answer($0) }
      let phases = try zip(answers, question).flatMap { answer, question in
        try recommender.phases(of: answer, to: question, plan.phases) { year in
          Set(earlier.filter { $0.year <= year }.flatMap { $0.sites.map(\.place) })
        }
      }
      return (answers, phases)
    }
    // What a later question takes from an earlier one ties the two of a line together; the lines know nothing of each other.
    typealias Line = (answers: [SitingAnswer], phases: [SitePhase])
    @Sendable func both(_ first: Line, _ second: Line) -> Line {
      (first.answers + second.answers, first.phases + second.phases)
    }
    let lines: [@Sendable () throws -> Line] = [
      {
        let subCentres = try answer(.countySubCentre, questions.countySubCentres())
        let sites = subCentres.answers.flatMap { $0.recommendations.map(\.site) }
        let question = questions.emergencySubCentres(after: sites)
        return both(subCentres, try answer(.emergencySubCentre, question, after: subCentres.phases))
      },
      { try answer(.centralVillageClinic, questions.centralVillageClinics()) },
      {
        let centres = try answer(.communityHealthCentre, questions.communityHealthCentres())
        let sites = centres.answers.flatMap { $0.recommendations.map(\.site) }
        let question = questions.communityHealthStations(after: sites)
        return both(centres, try answer(.communityHealthStation, question, after: centres.phases))
      },
    ]
    self.plan = plan
    let found = try parallelMap(lines.count, threads: threads) { try lines[$0]() }
    answers = found.flatMap(\.answers)
    phases = found.flatMap(\.phases)
  }

  /// The sites proposed for each service that was sited.
  public var sites: [SiteService: [CandidateSite]] {
    answers.reduce(into: [:]) { $0[$1.service, default: []] += $1.recommendations.map(\.site) }
  }

  /// Where a search ends that proves nothing: in pairs looked at, not in seconds, so that the same plan gives the same
  /// bytes on every machine.
  static let workLimit = 3_000_000_000

  /// How long each service may take to site: where the plan does not say, about as long as the work limit takes.
  package static func timeLimit(of plan: PlanFile) -> Duration { plan.siting.timeLimit ?? .seconds(30) }

  /// The sites proposed for one service; empty when none are.
  public func sites(of service: SiteService) -> [CandidateSite] {
    answers.filter { $0.service == service }.flatMap { $0.recommendations.map(\.site) }
  }
}
