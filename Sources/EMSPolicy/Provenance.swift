import EMSModel

/// What a verdict can rest on.
public enum Evidence: CaseIterable, Hashable, Sendable {
  /// How many people live where.
  case people
  /// The facilities of the unit.
  case facilities
  /// The facilities of the whole area, since the nearest may stand beyond the unit.
  case nearestFacilities
  /// The boundaries of townships.
  case boundaries

  /// What it is, in a few words.
  var about: String {
    switch self {
    case .people: "where people live"
    case .facilities: "the facilities of the unit"
    case .nearestFacilities: "the nearest facilities"
    case .boundaries: "the kinds and boundaries of townships"
    }
  }
}

/// What of a unit is not surveyed.
public struct Provenance: Hashable, Sendable {
  /// Whether a method put people there.
  public var hasDerivedPeople = false
  public var hasAssumedFacilities = false
  public var hasDerivedBoundaries = false
  /// The settlements whose people are not known, and all.
  public var unknownSettlements = 0
  public var settlements = 0

  public init() {}

  init(townships: [Township], settlements: [Settlement], facilities: [Facility]) {
    hasDerivedPeople = settlements.contains { $0.origin != .surveyed }
    hasAssumedFacilities = facilities.contains { $0.origin != .surveyed }
    hasDerivedBoundaries = townships.contains { $0.boundaryOrigin != .surveyed }
    unknownSettlements = settlements.count { $0.population == nil }
    self.settlements = settlements.count
  }

  /// What a verdict of the rule rests on that is not surveyed or not known; nil where all of it is.
  ///
  /// - Parameter area: the provenance of the whole area.
  package func restsOn(_ evidence: Set<Evidence>, area: Provenance) -> Phrase? {
    var parts: [Phrase] = []
    if evidence.contains(.people), hasDerivedPeople { parts.append(Phrase("derived people", "推算人口")) }
    if evidence.contains(.people), unknownSettlements > 0 {
      parts.append(
        Phrase(
          "known people alone, \(NumberText.grouped(unknownSettlements)) of \(settlements.of("settlement", "settlements")) being without a figure",
          "仅已知人口，\(NumberText.grouped(settlements)) 个村居中 \(NumberText.grouped(unknownSettlements)) 个无人口数"))
    }
    if evidence.contains(.facilities) && hasAssumedFacilities
      || evidence.contains(.nearestFacilities) && area.hasAssumedFacilities
    {
      parts.append(Phrase("assumed facilities", "假定机构"))
    }
    if evidence.contains(.boundaries), hasDerivedBoundaries { parts.append(Phrase("derived boundaries", "推算边界")) }
    guard !parts.isEmpty else { return nil }
    return Phrase(parts.map(\.english).joined(separator: ", "), parts.map(\.chinese).joined(separator: "、"))
  }
}
