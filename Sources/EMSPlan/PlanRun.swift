import EMSFormats
import EMSModel
import EMSPlanning
import EMSPolicy
import EMSReading
import EMSReport
import Foundation
import GeoKit
import SiteSolver

/// The whole job: read, cover, site, write.
public enum PlanRun {
  /// What a run is asked for besides its plan.
  public struct Options: Sendable {
    /// Of sentences in the outputs where neither the user nor the plan chooses one.
    public var language: Language
    /// The language that the user asked for, whatever the plan says; nil leaves it to the plan.
    public var chosenLanguage: Language?
    /// nil: all cores. The outputs are the same for any number.
    public var threads: Int?
    /// Whether the plan's paths may lead out of its folder.
    public var allowOutside: Bool
    /// Keys of the plan to set to other values than the file does, as paths joined by dots: `siting.gap`.
    public var settings: [String: String]
    /// The folder of another run to explain the differences from; nil compares with none.
    public var otherRun: URL?
    /// Whether scenarios are drawn to say how sure the sites are.
    public var isRobust: Bool
    /// Sites forced and excluded in this run: `SERVICE:SITE`, or the site alone where one service could be meant.
    public var adding: [String]
    /// Sites that are not to be proposed, said in the same way.
    public var removing: [String]
    /// The maps on paper, whatever the plan says; nil leaves them to the plan.
    public var maps: Set<OutputChoice.MapFormat>?
    /// The maps where neither says.
    var mapsUnasked: Set<OutputChoice.MapFormat> = [.pdf, .svg]
    /// The roads that this plan shares with others.
    public var roads: SharedRoads
    /// Told of each step as it begins, and of the time that it takes at most; nil where nothing bounds it.
    public var onStep: (@Sendable (_ step: PlanStep, _ atMost: Duration?) -> Void)?

    public init(
      language: Language = .english, threads: Int? = nil, allowOutside: Bool = false, settings: [String: String] = [:],
      otherRun: URL? = nil, isRobust: Bool = false, adding: [String] = [], removing: [String] = [],
      roads: SharedRoads = SharedRoads(),
      onStep: (@Sendable (_ step: PlanStep, _ atMost: Duration?) -> Void)? = nil
    ) {
      self.language = language
      self.threads = threads
      self.allowOutside = allowOutside
      self.settings = settings
      self.otherRun = otherRun
      self.isRobust = isRobust
      self.adding = adding
      self.removing = removing
      self.roads = roads
      self.onStep = onStep
    }
  }

  /// Reads a plan and everything that it names, and works it out; writes nothing.
  ///
  /// - Throws: `InputProblems` with every problem of every file; `GeoKitError`, `SitingError` and what the travel model
  ///   throws.
  public static func report(of plan: URL, options: Options = Options()) throws -> PlanReport {
    let (plan, profile, area, travel) = try inputs(of: plan, options: options)

    options.onStep?(.coverage, nil)
    let known = PolicyFacts.known(of: area, regionID: "")
    let today = try Situation(of: area, known: known, profile: profile, travel: travel)
    let ground = try EmergencyGround(of: today.coverage, in: area, threads: options.threads)
    options.onStep?(.serviceAreas, nil)
    let circle = try ServiceCircleGround(of: today.circle, in: area, travel: travel, threads: options.threads)
    options.onStep?(.sites, SiteProposal.timeLimit(of: plan) * SiteService.allCases.count)
    let proposal = try SiteProposal(
      for: area, profile: profile, plan: plan, travel: travel, known: known, threads: options.threads)
    options.onStep?(.chain, nil)
    let planned = try Situation(of: area, with: proposal, known: known, profile: profile, travel: travel)
    let rounds = try planned.provision.map { provision in
      try MobileRounds(of: provision, area: area, profile: profile, travel: travel, threads: options.threads)
    }
    var report = try PlanReport(
      plan: plan, from: today, to: planned, ground: ground, circle: circle, proposal: proposal, rounds: rounds,
      needs: UnitNeed.all(known: known, outer: today.outerFacts, profile: profile, sites: planned.added, in: area),
      travel: travel,
      language: options.chosenLanguage ?? plan.language ?? options.language)
    report.clinicRanges = try ClinicRanges(
      of: area, profile: profile, plan: plan, travel: travel, threads: options.threads)
    report.notes += [report.clinicRanges?.note].compactMap { $0 }
    if options.isRobust {
      report.robustness = try RobustRun.robustness(
        of: proposal, in: area, profile: profile, plan: plan, travel: travel, threads: options.threads)
    }
    return report
  }

  /// Reads a plan, its profile and everything that it names.
  static func inputs(
    of plan: URL, options: Options
  ) throws -> (plan: PlanFile, profile: PolicyProfile, area: PlanningArea, travel: PlanTravel) {
    options.onStep?(.reading, nil)
    var plan = try PlanFile.read(at: plan, allowOutside: options.allowOutside, settings: options.settings)
    (plan.siting.added, plan.siting.removed) = (options.adding, options.removing)
    if let maps = options.maps { plan.outputs.maps = maps }
    try PlanOutput.check(plan.outputs)
    let (profile, area, travel) = try inputs(of: plan, roads: options.roads)
    return (plan, profile, area, travel)
  }

  /// Everything that a plan names, read: its places with all that is to be told of them, and its roads and ground.
  ///
  /// - Throws: `InputProblems` with every problem of every file; what a travel model throws for its figures.
  public static func inputs(
    of plan: PlanFile, roads: SharedRoads = SharedRoads()
  ) throws -> (profile: PolicyProfile, area: PlanningArea, travel: PlanTravel) {
    let read: PlanReading
    do throws(InputProblems) { read = try PlanReading(plan) } catch {
      throw PlanTravel.problems(of: plan).map { error.joined(with: $0) } ?? error
    }
    let travel = try PlanTravel(in: read.area, plan: plan, profile: read.profile, roads: roads)
    let notes = try read.area.notes + travel.notes + travel.notes(on: read.area, of: plan)
    return (read.profile, read.area.with(notes: notes), travel)
  }

  /// The names of all files that a run may write.
  public static let fileNames = PlanOutput.fileNames.union(RunComparison.fileNames)

  /// Works a plan out and writes its outputs, whole or not at all.
  ///
  /// - Returns: the report, what is different from the other run where one is named, the names of the files written,
  ///   ascending, and what was not written although it would be, and why.
  /// - Throws: as `report(of:options:)`, and `OutputError`.
  public static func run(
    _ plan: URL, into folder: String, overwrite: Bool, options: Options = Options()
  ) throws -> (report: PlanReport, comparison: RunComparison?, files: [String], leftOut: [Phrase]) {
    // Before the work, so that a folder that cannot be written or read costs no time.
    let output = try OutputFolder(
      folder, overwrite: overwrite, ownNames: fileNames)
    let other = try options.otherRun.map { try RunDigest(folder: $0) }
    var report = try report(of: plan, options: options)
    report.outputs.maps = report.outputs.maps ?? options.mapsUnasked
    options.onStep?(.writing, nil)
    let comparison = try other.map { RunComparison(from: $0, to: try RunDigest(report)) }
    report.comparison = comparison
    let leftOut = try PlanOutput.write(report, to: output, threads: options.threads)
    try comparison?.write(to: output)
    let files = output.fileNames
    _ = try output.commit()
    return (report, comparison, files, leftOut)
  }
}
