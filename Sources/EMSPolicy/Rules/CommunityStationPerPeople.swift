import EMSModel

/// A subdistrict has one community health station per so many people, save for the community of the health centre.
///
/// Beibei 二(一)1: 8,000 to 20,000. The people of one station are taken to live in the community of the health centre, so
/// one station fewer is needed where there is such a centre.
public struct CommunityStationPerPeople: PolicyRule {
  package static let key = "community-station-per-people"
  public var key: String { Self.key }
  public let name = Phrase("Community health stations", "社区卫生服务站")
  public let sentence = Phrase(
    "There is one community health station per so many people, save in the community of the health centre.",
    "除社区卫生服务中心所在社区外，按服务人口设置社区卫生服务站。")
  public let figures = [
    FigureSpec("minimum", .people, "The fewest people of a station."),
    FigureSpec("maximum", .people, "The most people of a station."),
  ]
  public let levels: [ScoreLevel] = [.region, .county, .township]
  public let evidence: Set<Evidence> = [.people, .facilities, .boundaries]
  public let isFilledByPlan = true

  public func judge(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Verdict {
    need(facts, by: rule)?.verdict ?? facts.withoutKinds
  }

  /// Where no list tells of the health centres, each subdistrict is taken to have one at most. A county needs what its
  /// subdistricts need.
  public func need(_ facts: PolicyFacts, by rule: PolicyProfile.Rule) -> Need? {
    guard let least = rule.count("minimum"), let most = rule.count("maximum"),
      let per = PeoplePerSite(least: least, most: most), let people = facts.subdistrictPeople
    else { return nil }
    let centres = facts.communityHealthCentres
    let whole = SubdistrictFacts(people: people, centres: centres, assumedCentres: facts.subdistricts ?? 1)
    var (fewest, greatest) = (0, 0)
    var lacking: Int? = 0
    for subdistrict in facts.eachSubdistrict.isEmpty ? [whole] : facts.eachSubdistrict {
      let sites = per.sites(for: subdistrict.people)
      let itsFewest = max(0, sites.lowerBound - (subdistrict.centres ?? subdistrict.assumedCentres))
      fewest += itsFewest
      greatest += max(itsFewest, sites.upperBound - (subdistrict.centres ?? 0))
      lacking = lacking.flatMap { sum in subdistrict.stations.map { sum + max(0, itsFewest - $0) } }
    }
    return Need(
      of: Phrase("community health stations", "社区卫生服务站"), needed: fewest...greatest,
      has: centres == nil ? nil : facts.communityStations, lacking: lacking,
      listed: facts.listed[.communityHealthStation])
  }
}
