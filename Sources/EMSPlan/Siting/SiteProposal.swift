import GeoKit
import SiteSolver

/// The sites proposed for every service that the profile asks for.
public struct SiteProposal: Sendable {
  /// In the order in which the questions build on each other.
  public let answers: [SitingAnswer]

  /// - Parameters:
  ///   - services: what to answer; the others are left out.
  ///   - threads: nil for all cores; the result is the same.
  public init(
    for area: PlanningArea, profile: PolicyProfile, plan: PlanFile, travel: PlanTravel,
    services: Set<SiteService> = Set(SiteService.allCases), threads: Int? = nil
  ) throws {
    let questions = SitingQuestions(
      area: area, profile: profile, overrides: plan.siting.counts, clinicTravel: travel.clinics,
      clinicLimit: travel.clinicLimit,
      emergencyStandard: travel.emergencyLimit.map { .time($0, travel.emergency) })
    let recommender = SiteRecommender(
      options: SolveOptions(
        gap: plan.siting.gap ?? 0, timeLimit: plan.siting.timeLimit ?? .seconds(30), threads: threads ?? 2))
    var answers: [SitingAnswer] = []
    if services.contains(.countySubCentre), let question = questions.countySubCentres() {
      answers.append(try recommender.answer(question))
    }
    let subCentres = answers.flatMap { $0.recommendations.map(\.site) }
    if services.contains(.emergencySubCentre), let question = questions.emergencySubCentres(after: subCentres) {
      answers.append(try recommender.answer(question))
    }
    if services.contains(.centralVillageClinic), let question = questions.centralVillageClinics() {
      answers.append(try recommender.answer(question))
    }
    if services.contains(.communityHealthCentre), let question = questions.communityHealthCentres() {
      answers.append(try recommender.answer(question))
    }
    let centres = answers.filter { $0.service == .communityHealthCentre }.flatMap { $0.recommendations.map(\.site) }
    if services.contains(.communityHealthStation), let question = questions.communityHealthStations(after: centres) {
      answers.append(try recommender.answer(question))
    }
    self.answers = answers
  }

  /// The sites proposed for services that give care to whoever comes, or for the others.
  public func sites(givingCare: Bool) -> [CandidateSite] {
    SiteService.allCases.filter { $0.givesCare == givingCare }.flatMap { sites(of: $0) }
  }

  /// The sites proposed for one service; empty when none are.
  public func sites(of service: SiteService) -> [CandidateSite] {
    answers.filter { $0.service == service }.flatMap { $0.recommendations.map(\.site) }
  }
}
