import EMSModel
import EMSPlanning
import EMSPolicy
import EMSReading

/// A plan's profile and everything that its files say, read together so that the problems of both come at once.
public struct PlanReading: Sendable {
  public let profile: PolicyProfile
  /// What was read, checked.
  public let area: PlanningArea

  /// - Throws: every problem of every file; `onlyMissingFiles` when nothing is wrong but files that are not there.
  public init(_ plan: PlanFile) throws(InputProblems) {
    var found: [InputProblems] = []
    let profile = Self.collect(&found) { () throws(InputProblems) in try Self.profile(of: plan) }
    let area = Self.collect(&found) { () throws(InputProblems) in try InputFiles(of: plan).read() }
    // What a long table of indicators calls its figures, the profile explains.
    let indicators = profile.flatMap { profile in
      area.flatMap { area in
        Self.collect(&found) { () throws(InputProblems) in
          try IndicatorNames(profile).resolve(area.indicators, counties: area.counties)
        }
      }
    }
    guard let profile, let area, let indicators else {
      throw InputProblems(found.flatMap(\.problems), onlyMissingFiles: found.allSatisfy(\.onlyMissingFiles))
    }
    self.profile = profile
    let (reachable, notes) = plan.stations.applied(to: area.reachable)
    let told =
      area.notes + indicators.notes
      + [Self.registeredPeople(of: area), Self.ownProfile(of: plan), area.assumedFacilities].compactMap { $0 } + notes
    self.area = area.with(facilities: reachable.filter { !$0.isOutside })
      .with(neighbours: reachable.filter(\.isOutside)).with(indicators: indicators.units)
      .with(account: area.account.taking(columns: indicators.columns))
      .with(notes: profile.inItsTerms(told, of: area)).with(
        hashes: plan.hashes
      ).declaring(plan, eligible: profile.subCentreTiers)
  }

  /// Says where people are those registered (户籍): documents speak of people served and of so many people for each site,
  /// and those who live there may be others.
  private static func registeredPeople(of area: PlanningArea) -> Note? {
    let columns = area.account.entries.filter { entry in
      entry.item == .column && entry.field == Field.population.rawValue
        && ["户籍", "registered", "hukou"].contains { entry.value?.chinese.lowercased().contains($0) == true }
    }
    if columns.isEmpty { return nil }
    let list = columns.map { "\($0.file): \($0.value?.chinese ?? "")" }.shortList
    return Note(
      .assumption,
      english:
        "people are those registered there (\(list.english)): what the document counts as people served, or for so many people, is counted by them, and more or fewer may live there",
      chinese: "人口为户籍人口（\(list.chinese)）：文件中的服务人口和按人口配置的数量均按此计算，常住人口可能不同")
  }

  /// Says which file stands for a profile that the plan names, where it is none of the tool's own and no copy of one.
  private static func ownProfile(of plan: PlanFile) -> Note? {
    let library = PolicyLibrary(planFolder: plan.folder, allowOutside: plan.allowsOutside)
    guard plan.profilePath == nil, let url = library.file(of: plan.profile) else { return nil }
    let folders = library.folders.firstIndex(of: url.deletingLastPathComponent())
    let place = folders == 0 ? "profiles" : folders == 1 ? "../profiles" : "EMSPLAN_PROFILES"
    let file = "\(place)/\(url.lastPathComponent)"
    let isShipped = PolicyLibrary.shipped.contains(plan.profile)
    if isShipped, !library.differsFromTheTool { return nil }
    return Note(
      .assumption,
      english: "the profile \(plan.profile) is read from \(file)"
        + (isShipped ? ", which stands for the tool's own of that name" : ""),
      chinese: "政策配置 \(plan.profile) 读自 \(file)" + (isShipped ? "，代替内置的同名配置" : ""))
  }

  private static func collect<Read>(
    _ found: inout [InputProblems], _ read: () throws(InputProblems) -> Read
  ) -> Read? {
    do throws(InputProblems) {
      return try read()
    } catch {
      found.append(error)
      return nil
    }
  }

  /// The profile; a name that no profile has is a mistake in the plan, not a file that is missing.
  private static func profile(of plan: PlanFile) throws(InputProblems) -> PolicyProfile {
    let library = PolicyLibrary(planFolder: plan.folder, allowOutside: plan.allowsOutside)
    if let path = plan.profilePath { return try library.profile(path) }
    do throws(InputProblems) {
      return try library.profile(plan.profile)
    } catch {
      guard error.onlyMissingFiles, var problem = error.problems.first, problem.file == plan.profile else {
        throw error
      }
      problem.file = plan.file
      problem.field = "profile"
      problem.value = plan.profile
      throw InputProblems([problem])
    }
  }
}
