import EMSModel
import EMSPolicy

/// What one unit needs by one rule that counts per people or per place, what it has, and what is proposed.
public struct UnitNeed: Hashable, Sendable {
  public var rule: String
  public var level: ScoreLevel
  public var unitID: String
  public var unitName: String
  /// nil when not known.
  public var people: Int?
  public var need: Need
  /// New sites that the plan proposes in the unit; nil where the rule sites nothing, or nothing was sited.
  public var proposed: Int?
  /// What asks for it, in Chinese as documents are cited.
  public var citation: String
  /// What of the people or places counted is derived or assumed; nil where all is surveyed.
  public var restsOn: Phrase?
}

extension UnitNeed {
  /// Every stated rule that counts, for every unit that it is judged for and in which something is needed; rules in
  /// their order, then region, counties and townships by id.
  ///
  /// - Parameters:
  ///   - units: what the inputs alone tell of each unit.
  ///   - outer: the same in each outer way in which town people may be spread; what is needed is then a range.
  public static func all(
    known units: [PolicyFacts], outer: [[PolicyFacts]], profile: PolicyProfile, sites: [SiteService: [CandidateSite]]
  ) -> [UnitNeed] {
    let area = units.first { $0.level == .region }?.provenance ?? Provenance()
    return PolicyRules.all.flatMap { rule -> [UnitNeed] in
      guard let stated = profile.stated(rule.key), let citation = stated.sourceText(in: .chinese)
      else { return [] }
      return units.enumerated().flatMap { unit, facts -> [UnitNeed] in
        guard rule.levels.contains(facts.level) else { return [] }
        let others = outer.map { rule.needs($0[unit], by: stated) }
        return rule.needs(facts, by: stated).map { $0.within(others.joined()) }.filter { $0.needed.upperBound > 0 }.map
        { need in
          UnitNeed(
            rule: rule.key, level: facts.level, unitID: facts.unitID, unitName: facts.unitName, people: facts.people,
            need: need, proposed: proposed(by: rule.key, in: facts, sites: sites), citation: citation,
            restsOn: facts.provenance.restsOn(rule.evidence, area: area))
        }
      }
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
