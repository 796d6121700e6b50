import EMSModel
import EMSPolicy

/// What one unit needs by one rule that counts per people or per place, what it has, and what is proposed.
public struct UnitNeed: Hashable, Sendable {
  public var rule: String
  public var whose: Whose
  /// nil when not known.
  public var people: Int?
  public var need: Need
  /// New sites that the plan proposes in the unit; nil where the rule sites nothing, or nothing was sited.
  public var proposed: Int?
  /// What asks for it, in Chinese as documents are cited.
  public var citation: String
  /// What of the people or places counted is derived or assumed; nil where all is surveyed.
  public var restsOn: Phrase?

  /// Whose need it is.
  public enum Whose: Hashable, Sendable {
    /// A region, county or township.
    case unit(Unit)
    /// Those of a county who live in no known town or place, or those of a region who live in no known county, by the
    /// level of the parts that are not known: a row of no unit.
    case rest(of: Unit, level: ScoreLevel)
  }

  /// A region, county or township.
  public struct Unit: Hashable, Sendable {
    public var level: ScoreLevel
    public var id: String
    /// In both languages: a region has a name in each.
    public var name: Phrase
  }

  /// The unit itself; nil for the rest of one.
  public var unit: Unit? { if case .unit(let unit) = whose { unit } else { nil } }

  /// The unit, or that of which it is the rest.
  public var whole: Unit {
    switch whose {
    case .unit(let unit), .rest(let unit, _): unit
    }
  }

  /// That of the unit, or of the parts that the rest is beside.
  public var level: ScoreLevel {
    switch whose {
    case .unit(let unit): unit.level
    case .rest(_, let level): level
    }
  }

  /// What tables call the unit.
  public var name: Phrase {
    let name = whole.name
    return switch whose {
    case .unit: name
    case .rest(_, .county): Phrase("\(name.english): in no known county", "\(name.chinese)：所在县级单位不明")
    case .rest: Phrase("\(name.english): in no known town or place", "\(name.chinese)：所在乡镇或位置不明")
    }
  }
}

extension UnitNeed {
  /// Every stated rule that counts, for every unit that it is judged for and in which something is needed; rules in
  /// their order, then region, counties and townships by id; then what those need who live in no known town or county,
  /// so that the parts of a unit need together what it needs.
  ///
  /// - Parameters:
  ///   - units: what the inputs alone tell of each unit.
  ///   - outer: the same in each outer way in which town people may be spread; what is needed is then a range.
  ///   - area: whose counties and townships they are.
  public static func all(
    known units: [PolicyFacts], outer: [[PolicyFacts]], profile: PolicyProfile,
    sites: [SiteService: [CandidateSite]], in area: PlanningArea
  ) -> [UnitNeed] {
    let provenance = units.first { $0.level == .region }?.provenance ?? Provenance()
    return PolicyRules.all.flatMap { rule -> [UnitNeed] in
      guard let stated = profile.stated(rule.key), let citation = stated.sourceText(in: .chinese)
      else { return [] }
      func needs(_ facts: [PolicyFacts]) -> [[Need]] {
        facts.map { rule.levels.contains($0.level) ? rule.needs($0, by: stated) : [] }
      }
      func row(_ facts: PolicyFacts, _ need: Need) -> UnitNeed {
        let name = facts.level == .region ? area.title : Phrase(facts.unitName, facts.unitName)
        return UnitNeed(
          rule: rule.key, whose: .unit(Unit(level: facts.level, id: facts.unitID, name: name)),
          people: facts.peopleOfUnit, need: need, proposed: proposed(by: rule.key, in: facts, sites: sites),
          citation: citation, restsOn: need.restingOn(facts.provenance.restsOn(rule.evidence, area: provenance)))
      }
      let (own, others) = (needs(units), outer.map(needs))
      let listed = units.indices.flatMap { unit in
        own[unit].map { $0.within(others.flatMap { $0[unit] }) }.filter { $0.needed.upperBound > 0 }
          .map { row(units[unit], $0) }
      }
      let rests = RestOfUnits.all(of: units, in: area, levels: rule.levels).flatMap { rest in
        rest.need(of: own).map { $0.within(others.flatMap { rest.need(of: $0) }) }
          .filter { $0.needed.upperBound > 0 }
          .map { need in
            var row = row(units[rest.whole], need)
            row.whose = .rest(of: row.whole, level: rest.level)
            (row.people, row.proposed) = (rest.people(of: units), nil)
            return row
          }
      }
      return listed + rests
    }
  }

  private static func proposed(
    by rule: String, in facts: PolicyFacts, sites: [SiteService: [CandidateSite]]
  ) -> Int? {
    let service: SiteService
    switch rule {
    case CommunityStationPerPeople.key: service = .communityHealthStation
    case "community-centre-per-people": service = .communityHealthCentre
    default: return nil
    }
    return sites[service]?.count { site in
      switch facts.level {
      case .region: true
      case .county: site.countyID == facts.unitID
      case .township: site.townshipID == facts.unitID
      }
    }
  }
}
