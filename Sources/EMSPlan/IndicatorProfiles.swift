import EMSModel
import EMSPolicy
import EMSReading

/// Which policy profiles can read a plan's table of indicators: what its figures are called, a profile says.
public struct IndicatorProfiles: Sendable {
  /// How much is wrong with the table by each profile, in the order of the profiles.
  private let problems: [(profile: String, count: Int)]

  /// nil for a plan without such a table, or of which files cannot be read.
  public init?(of plan: PlanFile) {
    guard plan.inputs.indicators != nil, let area = try? InputFiles(of: plan).read(), !area.indicators.isEmpty else {
      return nil
    }
    let library = PolicyLibrary(planFolder: plan.folder, allowOutside: plan.allowsOutside)
    problems = library.keys.compactMap { key in
      guard let profile = try? library.profile(key) else { return nil }
      do throws(InputProblems) {
        _ = try IndicatorNames(profile).resolve(area.indicators, counties: area.counties)
        return (key, 0)
      } catch {
        return (key, error.problems.count)
      }
    }
  }

  /// The profiles by which the fewest figures have no name or a wrong value, and whether none has by them.
  public var best: (profiles: [String], isWhole: Bool) {
    let least = problems.map(\.count).min() ?? 0
    return (problems.filter { $0.count == least }.map(\.profile), least == 0)
  }
}
