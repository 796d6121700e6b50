/// The ways in which the town people of a county may live in its towns, where weights of kind and rank spread them.
///
/// A figure that is not the same for all of them is known only within a range.
public enum TownSpread: CaseIterable, Hashable, Sendable {
  /// County seats and subdistricts weigh half as much.
  case even
  /// As the weights are stated.
  case middle
  /// County seats and subdistricts weigh twice as much.
  case concentrated
}

/// How many town people a place has in each way to spread them.
public struct SpreadPeople: Hashable, Sendable {
  /// Where county seats and subdistricts weigh half as much.
  public var even: Int
  /// Where they weigh what is stated.
  public var middle: Int
  /// Where county seats and subdistricts weigh twice as much.
  public var concentrated: Int

  public init(even: Int, middle: Int, concentrated: Int) {
    (self.even, self.middle, self.concentrated) = (even, middle, concentrated)
  }

  /// A number that is the same in each.
  public init(_ people: Int) { self.init(even: people, middle: people, concentrated: people) }

  public subscript(spread: TownSpread) -> Int {
    switch spread {
    case .even: even
    case .middle: middle
    case .concentrated: concentrated
    }
  }

  /// From the least to the greatest of the three.
  public var range: ClosedRange<Int> {
    let all = [even, middle, concentrated].sorted()
    return all[0]...all[2]
  }

  /// Whether it is the same in each.
  public var isCertain: Bool { even == middle && middle == concentrated }

  package static func + (a: SpreadPeople, b: SpreadPeople) -> SpreadPeople {
    SpreadPeople(even: a.even + b.even, middle: a.middle + b.middle, concentrated: a.concentrated + b.concentrated)
  }
}

/// People who are known to live in a county and in no place: the town people of a township that nothing locates.
///
/// They count among the people of the county and of the region, and are neither covered nor uncovered.
public struct UnplacedPeople: Hashable, Sendable {
  /// nil where not even the township is known.
  public var townshipID: String?
  public var countyID: String?
  public var people: SpreadPeople

  public init(townshipID: String?, countyID: String?, people: SpreadPeople) {
    self.townshipID = townshipID
    self.countyID = countyID
    self.people = people
  }
}

extension PlanningArea {
  /// People who are counted to a county or the region and live in no known place.
  public var unplacedPeople: Int { unplaced.reduce(0) { $0 + $1.people.middle } }

  /// The people at known settlements and those of no known place together.
  public var countedPeople: Int { knownPopulation + unplacedPeople }

  /// Whether the people of some place depend on how town people are spread, or some people have no place.
  package var isSpread: Bool { !unplaced.isEmpty || settlements.contains { $0.spread != nil } }

  /// The same area with its town people spread in this way.
  package func spread(_ spread: TownSpread) -> PlanningArea {
    with(
      settlements: settlements.map { settlement in
        guard let people = settlement.spread else { return settlement }
        var settlement = settlement
        settlement.population = people[spread]
        return settlement
      }
    ).with(
      unplaced: unplaced.map {
        UnplacedPeople(
          townshipID: $0.townshipID, countyID: $0.countyID, people: SpreadPeople($0.people[spread]))
      })
  }

  /// Those who live in no known place, in words; nil where there are none.
  package var unplacedText: Phrase? {
    guard !unplaced.isEmpty else { return nil }
    let people = NumberText.grouped(unplacedPeople)
    let towns = unplaced.count
    return Phrase(
      "\(people) of them in \(towns.of("town", "towns")) without a known place", "其中\(people)人在\(towns)个没有位置的乡镇")
  }
}
