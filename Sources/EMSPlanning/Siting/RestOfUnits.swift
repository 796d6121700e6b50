import EMSModel
import EMSPolicy

extension PolicyFacts {
  /// The people whom needs of the unit count: those who live in the country within the derived cell of a subdistrict's
  /// seat live in a town that is not located, and are none of the subdistrict's.
  var peopleOfUnit: Int? { level == .township && isSubdistrict == true ? subdistrictPeople ?? people : people }
}

/// A unit and its parts, for what the unit needs beyond them: those who live in no known town of a county, or whose place
/// is not known, and those of no known county.
struct RestOfUnits {
  /// The unit itself.
  let whole: Int
  /// The parts whose needs are taken from those of the whole.
  let parts: [Int]
  /// The level of the rest.
  let level: ScoreLevel

  /// Every unit that may have such a rest: the counties, then the region.
  ///
  /// - Parameter levels: those that a rule is judged for.
  static func all(of units: [PolicyFacts], in area: PlanningArea, levels: [ScoreLevel]) -> [RestOfUnits] {
    let counties = units.indices.filter { units[$0].level == .county }
    let known = Set(counties.map { units[$0].unitID })
    let countyOfTown = Dictionary(area.townships.map { ($0.id, $0.countyID) }, uniquingKeysWith: { first, _ in first })
    let towns = Dictionary(grouping: units.indices.filter { units[$0].level == .township }) { town in
      (countyOfTown[units[town].unitID] ?? nil).flatMap { known.contains($0) ? $0 : nil }
    }
    let hasTowns = levels.contains(.township)
    let ofCounties = counties.compactMap { county in
      hasTowns
        ? RestOfUnits(whole: county, parts: towns[units[county].unitID] ?? [], level: .township) : nil
    }
    guard let region = units.firstIndex(where: { $0.level == .region }) else { return ofCounties }
    // Towns of no known county are parts of the region itself.
    let isOfCounties = !counties.isEmpty && levels.contains(.county)
    let parts = (isOfCounties ? counties : []) + (hasTowns ? towns[nil] ?? [] : [])
    return parts.isEmpty
      ? ofCounties
      : ofCounties + [RestOfUnits(whole: region, parts: parts, level: isOfCounties ? .county : .township)]
  }

  /// What the whole needs beyond its parts.
  ///
  /// - Parameter needs: of each unit.
  func need(of needs: [[Need]]) -> [Need] {
    needs[whole].map { need in
      let own = parts.flatMap { needs[$0] }.filter { $0.thing == need.thing }
      let least = max(0, need.needed.lowerBound - own.reduce(0) { $0 + $1.needed.lowerBound })
      let most = max(least, need.needed.upperBound - own.reduce(0) { $0 + $1.needed.upperBound })
      return Need(of: need.thing, needed: least...most, has: nil)
    }
  }

  /// Those who live in none of the parts; nil where nobody is known.
  func people(of units: [PolicyFacts]) -> Int? {
    units[whole].people.map { all in max(0, all - parts.reduce(0) { $0 + (units[$1].peopleOfUnit ?? 0) }) }
  }
}
