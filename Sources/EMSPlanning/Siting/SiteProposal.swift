import EMSModel
import EMSPolicy
import GeoKit
import SiteSolver

/// The sites proposed for every service that the profile asks for.
public struct SiteProposal: Sendable {
  /// In the order in which the questions build on each other.
  public let answers: [SitingAnswer]
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
    @Sendable func answer(_ service: SiteService, _ question: SitingQuestion?) throws -> [SitingAnswer] {
      guard services.contains(service), var question = question.map({ [$0] }) else { return [] }
      var decisions = SiteDecisions(area, plan: plan)
      decisions.apply(to: &question)
      return try question.map { try recommender.answer($0) }
    }
    // What a later question takes from an earlier one ties the two of a line together; the lines know nothing of each other.
    let lines: [@Sendable () throws -> [SitingAnswer]] = [
      {
        let subCentres = try answer(.countySubCentre, questions.countySubCentres())
        let sites = subCentres.flatMap { $0.recommendations.map(\.site) }
        return subCentres + (try answer(.emergencySubCentre, questions.emergencySubCentres(after: sites)))
      },
      { try answer(.centralVillageClinic, questions.centralVillageClinics()) },
      {
        let centres = try answer(.communityHealthCentre, questions.communityHealthCentres())
        let sites = centres.flatMap { $0.recommendations.map(\.site) }
        return centres + (try answer(.communityHealthStation, questions.communityHealthStations(after: sites)))
      },
    ]
    self.plan = plan
    answers = try parallelMap(lines.count, threads: threads) { try lines[$0]() }.flatMap { $0 }
  }

  /// The sites proposed for each service that was sited.
  public var sites: [SiteService: [CandidateSite]] {
    answers.reduce(into: [:]) { $0[$1.service, default: []] += $1.recommendations.map(\.site) }
  }

  /// Where a search ends that proves nothing: in pairs looked at, not in seconds, so that the same plan gives the same
  /// bytes on every machine.
  static let workLimit = 10_000_000_000

  /// How long each service may take to site: where the plan does not say, about as long as the work limit takes.
  package static func timeLimit(of plan: PlanFile) -> Duration { plan.siting.timeLimit ?? .seconds(30) }

  /// The sites proposed for one service; empty when none are.
  public func sites(of service: SiteService) -> [CandidateSite] {
    answers.filter { $0.service == service }.flatMap { $0.recommendations.map(\.site) }
  }
}
