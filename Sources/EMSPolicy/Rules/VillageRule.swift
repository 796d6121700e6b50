import EMSModel
import GeoKit

/// A rule by which villages are provided for, judged village by village.
protocol VillageRule: PolicyRule {
  static var key: String { get }
}

extension VillageRule {
  public var key: String { Self.key }
  public var levels: [ScoreLevel] { [.region, .county, .township] }
  public var evidence: Set<Evidence> { [.people, .nearestFacilities] }
}

/// The figures of a rule for villages that serve few people and lie near a place.
package struct FewPeopleNearby {
  /// A village that serves fewer is small.
  let people: Int
  /// The greatest distance that is near.
  let distance: Distance

  /// nil where the profile does not state the rule.
  init?(_ rule: PolicyProfile.Rule?) {
    guard let people = rule?.count("people"), let distance = rule?.distance("distance") else { return nil }
    (self.people, self.distance) = (people, distance)
  }

  /// What the profile's schema says of them.
  static func figures(people: String, distance: String) -> [FigureSpec] {
    [FigureSpec("people", .people, people), FigureSpec("distance", .kilometres, distance)]
  }
}
