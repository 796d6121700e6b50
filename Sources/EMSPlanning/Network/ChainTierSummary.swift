import EMSModel

/// How one tier of the emergency chain hangs on the tier above.
public struct ChainTierSummary: Hashable, Sendable {
  public var name: Phrase
  /// Those that stand, are proposed or assumed.
  public var units: Int
  /// Places where people live and no file names a unit.
  public var places: Int
  /// Units that hang on none, the highest tier left out.
  public var withoutParent: Int
  /// Units whose parent is beyond the standard; nil when the tier is held to none.
  public var beyondStandard: Int?
  /// The known people of those units; nil when the tier is held to no standard, or no people are known.
  public var peopleBeyond: Int?
  /// The longest journey from a parent; nil when no unit has one.
  public var longest: Duration?
}

extension EmergencyNetwork {
  /// One for each tier, highest first; tiers without units among them.
  public var summaries: [ChainTierSummary] {
    let byTier = Dictionary(grouping: links, by: \.tier)
    let top = links.first?.tier
    return tierNames.enumerated().map { tier, name in
      let own = byTier[tier] ?? []
      let beyond = own.filter { $0.isWithinStandard == false }
      let places = own.count { $0.unit.standing == .place }
      let isHeld = own.contains { $0.isWithinStandard != nil }
      let knowsPeople = own.contains { $0.unit.people != nil }
      return ChainTierSummary(
        name: name, units: own.count - places, places: places,
        withoutParent: tier == top ? 0 : own.count { $0.parent == nil },
        beyondStandard: isHeld ? beyond.count : nil,
        peopleBeyond: isHeld && knowsPeople ? beyond.reduce(0) { $0 + ($1.unit.people ?? 0) } : nil,
        longest: own.compactMap(\.time).max())
    }
  }
}
