import EMSModel

/// How a countable target is counted from the columns of the facilities, where the bureau's books say nothing of it.
public struct FacilityCount: Hashable, Sendable {
  /// The column that is counted; nil counts the medical communities (医共体) that the facilities name.
  public var feature: FacilityFeature?
  /// The facilities among whom it is counted.
  public var tiers: [FacilityTier]

  /// The word of a profile for the medical communities.
  static let communities = Field.medicalCommunity.rawValue

  /// How many have it and how many there are: of the facilities of a unit, or the medical communities and their members.
  ///
  /// nil where there is none, where one is assumed, or where a cell is empty: what is missing is not counted as none.
  package func count(in facilities: [Facility]) -> (part: Int, all: Int)? {
    let members = facilities.filter { facility in facility.tier.map(tiers.contains) == true }
    guard !members.isEmpty, members.allSatisfy({ $0.origin == .surveyed }) else { return nil }
    guard let feature else {
      let names = members.compactMap(\.medicalCommunity)
      return names.count == members.count ? (Set(names).count, members.count) : nil
    }
    let answers = members.compactMap { $0.features[feature] }
    return answers.count == members.count ? (answers.count { $0 }, members.count) : nil
  }
}
