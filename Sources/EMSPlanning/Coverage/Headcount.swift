import EMSModel

/// How many settlements there are, and how many people live in those whose population is known.
public struct Headcount: Hashable, Sendable {
  /// The people of the settlements whose population is known.
  public var people: Int
  public var settlements: Int
  /// How many of the settlements have no known population and so add no people.
  public var settlementsOfUnknownPopulation: Int

  public static let zero = Headcount(people: 0, settlements: 0, settlementsOfUnknownPopulation: 0)

  public init(people: Int, settlements: Int, settlementsOfUnknownPopulation: Int) {
    self.people = people
    self.settlements = settlements
    self.settlementsOfUnknownPopulation = settlementsOfUnknownPopulation
  }

  /// The people, or nil when there are settlements and the population of none is known.
  public var knownPeople: Int? {
    settlements > 0 && settlementsOfUnknownPopulation == settlements ? nil : people
  }

  /// What is here beyond a part of it.
  func less(_ part: Headcount) -> Headcount {
    Headcount(
      people: people - part.people, settlements: settlements - part.settlements,
      settlementsOfUnknownPopulation: settlementsOfUnknownPopulation - part.settlementsOfUnknownPopulation)
  }

  public mutating func add(_ settlement: Settlement) {
    settlements += 1
    if let population = settlement.population {
      people += population
    } else {
      settlementsOfUnknownPopulation += 1
    }
  }

  public static func + (a: Headcount, b: Headcount) -> Headcount {
    Headcount(
      people: a.people + b.people, settlements: a.settlements + b.settlements,
      settlementsOfUnknownPopulation: a.settlementsOfUnknownPopulation + b.settlementsOfUnknownPopulation)
  }

  public static func - (a: Headcount, b: Headcount) -> Headcount {
    Headcount(
      people: a.people - b.people, settlements: a.settlements - b.settlements,
      settlementsOfUnknownPopulation: a.settlementsOfUnknownPopulation - b.settlementsOfUnknownPopulation)
  }
}
