/// The people of one unit, by the kinds of place that rules ask for; nil where it is not known.
public struct UnitPeople: Hashable, Sendable {
  /// Those of towns, townships and sumu; none in a subdistrict.
  public var outsideSubdistricts: Int?
  public var inSubdistricts: Int?
  public var urban: Int?
  public var subdistricts: Int?
  public var communityHealthCentres: Int?

  public init(
    outsideSubdistricts: Int? = nil, inSubdistricts: Int? = nil, urban: Int? = nil, subdistricts: Int? = nil,
    communityHealthCentres: Int? = nil
  ) {
    self.outsideSubdistricts = outsideSubdistricts
    self.inSubdistricts = inSubdistricts
    self.urban = urban
    self.subdistricts = subdistricts
    self.communityHealthCentres = communityHealthCentres
  }

  init(_ facts: PolicyFacts) {
    self.init(
      outsideSubdistricts: facts.isSubdistrict == true ? 0 : facts.peopleOutsideSubdistricts,
      inSubdistricts: facts.subdistrictPeople, urban: facts.urbanPeople, subdistricts: facts.subdistricts,
      communityHealthCentres: facts.communityHealthCentres)
  }

  /// What these parts leave of the whole; nil where they leave nobody and nothing.
  func rest(without parts: [UnitPeople]) -> UnitPeople? {
    func left(_ value: (UnitPeople) -> Int?) -> Int? {
      value(self).map { whole in max(0, whole - parts.reduce(0) { $0 + (value($1) ?? 0) }) }
    }
    let rest = UnitPeople(
      outsideSubdistricts: left(\.outsideSubdistricts), inSubdistricts: left(\.inSubdistricts), urban: left(\.urban),
      subdistricts: left(\.subdistricts), communityHealthCentres: left(\.communityHealthCentres))
    let counts = [
      rest.outsideSubdistricts, rest.inSubdistricts, rest.urban, rest.subdistricts, rest.communityHealthCentres,
    ]
    return counts.contains { $0 ?? 0 > 0 } ? rest : nil
  }
}

/// The people of a county and of each of its towns, so that what is needed is rounded in one place and added up from there:
/// the need of a region is the sum of its counties' and that of a county the sum of its towns'.
public struct CountyPeople: Hashable, Sendable {
  public var people: UnitPeople
  /// By id; whoever lives in no known town comes last, as one.
  public var towns: [UnitPeople]

  public init(people: UnitPeople, towns: [UnitPeople]) {
    self.people = people
    self.towns = towns
  }

  init(people: UnitPeople, listed: [UnitPeople]) {
    self.init(people: people, towns: listed + [people.rest(without: listed)].compactMap { $0 })
  }
}

extension [PolicyFacts] {
  /// Gives each unit the counties and towns between which what it needs is shared.
  ///
  /// - Parameter countyOfTownship: by the township's id.
  mutating func shareOut(countyOfTownship: [String: String]) {
    var towns: [String?: [Int]] = [:]
    for unit in indices where self[unit].level == .township {
      towns[countyOfTownship[self[unit].unitID], default: []].append(unit)
    }
    func people(_ county: String?) -> [UnitPeople] { (towns[county] ?? []).map { UnitPeople(self[$0]) } }
    let counties = indices.filter { self[$0].level == .county }
    var all: [CountyPeople] = []
    for unit in counties {
      all.append(CountyPeople(people: UnitPeople(self[unit]), listed: people(self[unit].unitID)))
      self[unit].counties = [all[all.count - 1]]
    }
    let ids: [String?] = counties.map { self[$0].unitID }
    if let region = firstIndex(where: { $0.level == .region }) {
      let whole = UnitPeople(self[region])
      if let rest = counties.isEmpty ? whole : whole.rest(without: all.map(\.people)) {
        all.append(CountyPeople(people: rest, listed: people(nil)))
      }
      self[region].counties = all
    }
    for (county, units) in towns {
      let own = ids.firstIndex(of: county) ?? (all.count > ids.count ? ids.count : nil)
      guard let own else { continue }
      for (place, unit) in units.enumerated() {
        self[unit].counties = [all[own]]
        self[unit].placeInCounty = place
      }
    }
  }
}

/// So many whole things shared between units by what each would get in fractions: each its whole part, and the rest by the
/// largest fractions (Hamilton's method), equal ones in their order.
func wholeShares(of whole: Int, by quotas: [Double]) -> [Int] {
  var shares = quotas.map { Int($0.rounded(.down)) }
  let fractions = zip(quotas, shares).map { $0 - Double($1) }
  let left = max(0, whole - shares.reduce(0, +))
  let order = quotas.indices.sorted { (fractions[$1], $0) < (fractions[$0], $1) }
  for unit in order.prefix(left) { shares[unit] += 1 }
  return shares
}
