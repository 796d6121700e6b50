import EMSModel
import EMSPlanning
import GeoKit

extension Uncertainty {
  /// By what share the people that a list gives may be off there.
  fileprivate func share(ofListedPeopleOf settlement: Settlement) -> Double {
    settlement.isPopulationApproximate ? max(approximatePeople, listedPeople) : listedPeople
  }
}

extension PlanningArea {
  /// The same sites, each where the area has its facility or settlement.
  func located(_ sites: [CandidateSite]) -> [CandidateSite] {
    if sites.isEmpty { return sites }
    let facilities = Dictionary(facilities.map { ($0.id, $0.location) }, uniquingKeysWith: { first, _ in first })
    let settlements = Dictionary(settlements.map { ($0.id, $0.location) }, uniquingKeysWith: { first, _ in first })
    return sites.map { site in
      var site = site
      switch site.place {
      case .facility(let id): site.location = facilities[id] ?? site.location
      case .settlement(let id): site.location = settlements[id] ?? site.location
      }
      return site
    }
  }

  /// The area as a scenario has it: places known to a seat lie elsewhere, people are other in number.
  ///
  /// People that a method spread are as many in each county as before, to the last one.
  ///
  /// - Parameter cell: the side of the cells of derived demand; nil where there are none.
  func drawn(_ draws: ScenarioDraws, cell: Distance?, _ scenario: Int) -> PlanningArea {
    var settlements = settlements
    for at in settlements.indices {
      let settlement = settlements[at]
      if settlement.precision == .exact, settlement.isDerivedPlace, let cell {
        settlements[at].location = draws.location(
          ofCell: settlement.id, centre: settlement.location, side: cell, scenario)
      } else {
        settlements[at].location = draws.location(
          of: "settlement " + settlement.id, at: settlement.location, settlement.precision, scenario)
      }
      guard let people = settlement.population else {
        settlements[at].population = draws.unknownPeople(of: settlement.id, scenario)
        continue
      }
      let share = draws.uncertainty.share(ofListedPeopleOf: settlement)
      if settlement.origin == .surveyed, share > 0 {
        let drawn = Double(people) * draws.peopleFactor(of: settlement.id, share: share, scenario)
        settlements[at].population = Int(exactly: drawn.rounded()) ?? people
      }
    }
    // A scenario says itself where people live.
    for at in settlements.indices { settlements[at].spread = nil }
    if draws.uncertainty.derivedPeople > 0 { Self.shareDerived(&settlements, draws, scenario) }
    return with(settlements: settlements).with(
      facilities: facilities.map { facility in
        var facility = facility
        facility.location = draws.location(
          of: "facility " + facility.id, at: facility.location, facility.precision, scenario)
        return facility
      })
  }

  /// Shares the derived people of each county out anew among the places that have them.
  private static func shareDerived(_ settlements: inout [Settlement], _ draws: ScenarioDraws, _ scenario: Int) {
    let derived = settlements.indices.filter {
      settlements[$0].origin != .surveyed && (settlements[$0].population ?? 0) > 0
    }
    for (_, places) in Dictionary(grouping: derived, by: { settlements[$0].countyID }) {
      let people = places.map { settlements[$0].population ?? 0 }
      let weights = places.map {
        Double(settlements[$0].population ?? 0)
          * draws.peopleFactor(of: settlements[$0].id, share: draws.uncertainty.derivedPeople, scenario)
      }
      for (place, share) in zip(places, shares(of: people.reduce(0, +), by: weights)) {
        settlements[place].population = share
      }
    }
  }

  /// A whole number in whole parts by weight: largest remainders (Hamilton), ties to the first.
  static func shares(of total: Int, by weights: [Double]) -> [Int] {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return weights.map { _ in 0 } }
    let exact = weights.map { Double(total) * $0 / sum }
    var result = exact.map { Int(exactly: $0.rounded(.down)) ?? 0 }
    let order = exact.indices.sorted {
      (exact[$1] - exact[$1].rounded(.down), $0) < (exact[$0] - exact[$0].rounded(.down), $1)
    }
    var left = total - result.reduce(0, +)
    for at in order where left > 0 {
      result[at] += 1
      left -= 1
    }
    return result
  }
}
