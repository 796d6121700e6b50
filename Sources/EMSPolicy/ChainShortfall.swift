/// What of the emergency chain falls short in one way.
public struct ChainShortfall: Hashable, Sendable {
  /// Units that stand, are proposed or assumed.
  public var units: Int
  /// Places where people live and no file names a unit.
  public var places: Int
  /// The known people of those places.
  public var people: Int

  public init(units: Int = 0, places: Int = 0, people: Int = 0) {
    self.units = units
    self.places = places
    self.people = people
  }

  public var isNone: Bool { units == 0 && places == 0 }
}
