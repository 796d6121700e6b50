import EMSModel
import GeoKit

/// The condition of a rule for villages that serve few people and lie near a place, which decides the rule and judges it.
package struct FewPeopleNearby {
  /// A village that serves fewer is small.
  private let people: Int
  /// The greatest distance that is near.
  let distance: Distance

  /// nil where the profile does not state the rule of the key.
  init?(_ profile: PolicyProfile, of key: String) {
    guard let rule = profile.stated(key), let people = rule.count("people"), let distance = rule.distance("distance")
    else { return nil }
    (self.people, self.distance) = (people, distance)
  }

  /// Whether the village is small enough; one whose people are not known is not.
  func isSmall(_ people: Int?) -> Bool { people.map { $0 < self.people } ?? false }

  func isNear(_ distance: Distance) -> Bool { distance <= self.distance }

  /// Whether the rule holds for a village of so many people, that far from the place.
  package func holds(people: Int?, at distance: Distance?) -> Bool {
    isSmall(people) && (distance.map(isNear) ?? false)
  }

  /// What the profile's schema says of the figures.
  static func figures(people: String, distance: String) -> [FigureSpec] {
    [FigureSpec("people", .people, people), FigureSpec("distance", .kilometres, distance)]
  }
}
