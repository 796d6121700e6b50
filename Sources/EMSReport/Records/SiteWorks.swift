import EMSModel
import EMSPlanning

/// What has to be done at a proposed site.
public enum SiteWorks: String, Sendable {
  /// What stands there today is built up: a health centre, or the village's clinic.
  case upgrade
  /// Nothing of the kind stands there.
  case newBuild = "new_build"

  /// The words of files and pages.
  public var title: Phrase {
    switch self {
    case .upgrade: Phrase("upgrade", "改扩建")
    case .newBuild: Phrase("to build", "新建")
    }
  }
}

extension PlanFile.SiteCost {
  /// What one site costs; nil where the plan does not say, and where it depends on what nobody knows of the site.
  func ofOne(_ works: SiteWorks?) -> Double? {
    switch works {
    case .upgrade: upgrade
    case .newBuild: newBuild
    case nil: newBuild == upgrade ? newBuild : nil
    }
  }
}

extension PlanningArea {
  /// What has to be done at each of some sites; nil for a village of which no list says whether a clinic stands there.
  func works(at sites: [PlaceID], for service: SiteService) -> [SiteWorks?] {
    let known = Dictionary(
      zip(settlements.map(\.id), haveClinics(settlements)).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    return sites.map { place in
      guard case .settlement(let id) = place else { return .upgrade }
      guard service == .centralVillageClinic else { return .newBuild }
      return (known[id] ?? nil).map { $0 ? .upgrade : .newBuild }
    }
  }
}
