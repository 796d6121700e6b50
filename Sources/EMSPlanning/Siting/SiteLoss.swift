/// By how much a choice gets worse by both aims: the first decides, the second between equals.
public struct SiteLoss: Hashable, Comparable, Sendable {
  /// In the unit of the model: people (or settlements) within the standard for the covering models; below 0 is better.
  public var objective: Double
  /// Of all people's journeys to care together; 0 where the question has no second aim.
  public var personSeconds: Double

  public static let zero = SiteLoss(objective: 0)

  public init(objective: Double, personSeconds: Double = 0) {
    self.objective = objective
    self.personSeconds = personSeconds
  }

  public static func < (a: SiteLoss, b: SiteLoss) -> Bool {
    (a.objective, a.personSeconds) < (b.objective, b.personSeconds)
  }
}
