import EMSModel

/// A rule by which villages are provided for, judged village by village.
protocol VillageRule: PolicyRule {
  static var key: String { get }
}

extension VillageRule {
  public var key: String { Self.key }
  public var levels: [ScoreLevel] { [.region, .county, .township] }
  public var evidence: Set<Evidence> { [.people, .nearestFacilities] }
}
