import EMSModel
import EMSPlanning
import EMSPolicy
import Foundation

/// What a plan would do: everything is read and checked, nothing is worked out or written.
public struct PlanPreview: Sendable {
  /// A service that would be sited.
  public struct Siting: Sendable {
    public var service: SiteService
    public var serviceName: Phrase
    public var candidates: Int
    /// "6 of", "as few as needed".
    public var wanted: Phrase
    public var standard: Phrase
  }

  public var profileID: String
  /// What is read, with everything that was noted on the way.
  public var area: PlanningArea
  /// What is travelled for, and how.
  public var travel: [(purpose: Phrase, how: Phrase)]
  /// In the order of the work; the candidates of a later service may become fewer by what is sited before.
  public var sitings: [Siting]

  /// Reads a plan and everything that it names.
  ///
  /// - Throws: as `PlanRun.report(of:options:)`.
  public init(of plan: URL, options: PlanRun.Options = PlanRun.Options()) throws {
    let (plan, profile, area, travel) = try PlanRun.inputs(of: plan, options: options)
    let questions = SitingQuestions(
      area: area, profile: profile, overrides: plan.siting.counts, clinicTravel: travel.clinics,
      clinicLimit: travel.clinicLimit)
    let decided = try questions.decided(by: plan)
    profileID = profile.key
    self.area = area
    self.travel = [
      (Phrase("ambulances", "急救"), travel.emergency.title),
      (Phrase("service circle", "服务圈"), travel.serviceCircle.title),
      (Phrase("clinics", "卫生室"), travel.clinics.title),
    ]
    let told: Set<SiteService> = [.countySubCentre, .emergencySubCentre, .centralVillageClinic]
    sitings = decided.filter { told.contains($0.service) }.map { question in
      Siting(
        service: question.service, serviceName: profile.inItsTerms(question.service.name, of: area),
        candidates: question.candidates.count, wanted: Self.words(question.count),
        standard: question.standard.words)
    }
  }

  private static func words(_ count: SiteCount) -> Phrase {
    switch count {
    case .exactly(let count): Phrase("\(count)", "\(count)个")
    case .fewest: Phrase("as few as serve everybody in reach", "覆盖可达人口所需的最少数量")
    case .whileEachBrings(let people): Phrase("while each brings \(people) people", "每个至少新增\(people)人")
    }
  }
}
