import EMSFormats
import EMSModel
import EMSPlanning
import EMSPolicy
import EMSReport
import EMSRobustness
import Foundation
import GeoKit

/// How sure a plan is: its siting over scenarios of what it rests on.
public struct RobustRun: Sendable {
  public let area: PlanningArea
  public let profile: PolicyProfile
  /// How sure each proposed site is.
  public let robustness: Robustness

  /// Reads a plan, sites it at its best estimate, and draws scenarios around that.
  ///
  /// - Parameters:
  ///   - scenarios: how many to draw; nil: as the plan says, or 200.
  ///   - seed: of the draws; nil: as the plan says, or 1.
  /// - Throws: as `PlanRun.report(of:options:)`; `InputProblems` where the plan is unsure of an input that it lacks.
  public init(
    of plan: URL, scenarios: Int? = nil, seed: UInt64? = nil, options: PlanRun.Options = PlanRun.Options()
  ) throws {
    let (plan, profile, area, travel) = try PlanRun.inputs(of: plan, options: options)
    options.onStep?(.sites, SiteProposal.timeLimit(of: plan) * SiteService.allCases.count)
    let proposal = try SiteProposal(
      for: area, profile: profile, plan: plan, travel: travel, threads: options.threads)
    self.area = area
    self.profile = profile
    robustness = try Self.robustness(
      of: proposal, in: area, profile: profile, plan: plan, travel: travel, scenarios: scenarios, seed: seed,
      threads: options.threads)
  }

  static func robustness(
    of proposal: SiteProposal, in area: PlanningArea, profile: PolicyProfile, plan: PlanFile, travel: PlanTravel,
    scenarios: Int? = nil, seed: UInt64? = nil, threads: Int?
  ) throws -> Robustness {
    var uncertainty = plan.uncertainty ?? Uncertainty()
    uncertainty.scenarios = scenarios ?? uncertainty.scenarios
    uncertainty.seed = seed ?? uncertainty.seed
    return try Robustness(
      of: proposal, in: area, profile: profile, plan: plan, travel: travel, uncertainty: uncertainty,
      cell: plan.inputs.demand.flatMap { $0.method == .populationRaster ? nil : $0.grid }, threads: threads)
  }

  /// The names that `write` writes.
  public static let fileNames: OutputNames = [
    "robust.json", "robust.csv", "road-closures.csv", "road-closures.geojson",
  ]

  /// Writes table and figures; the caller commits the folder.
  public func write(to folder: OutputFolder) throws {
    try RobustOutput.write(robustness, area: area, to: folder)
  }
}
