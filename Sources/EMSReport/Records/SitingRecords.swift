import EMSModel
import EMSPlanning
import EMSPolicy
import Foundation
import GeoKit

extension SitingRecord {
  /// - Parameter countyWord: what the region calls its counties in Chinese.
  init(_ answer: SitingAnswer, countyWord: String) {
    let isCountedInPeople = answer.weighting == .people
    self.init(
      service: answer.service.rawValue, serviceName: answer.service.name, model: answer.model.rawValue,
      status: answer.status.rawValue, chosen: answer.recommendations.count, candidates: answer.candidateCount,
      objective: answer.objective, bound: answer.bound, gap: answer.gap, standard: answer.standard,
      populationDemand: isCountedInPeople ? answer.demand.people : nil,
      populationBefore: isCountedInPeople ? answer.servedBefore.people : nil,
      populationAfter: isCountedInPeople ? answer.servedAfter.people : nil,
      settlementsDemand: answer.demand.settlements, settlementsBefore: answer.servedBefore.settlements,
      settlementsAfter: answer.servedAfter.settlements, citations: answer.citedSentences,
      infeasibility: answer.clash)
    countsPlanned = !answer.plannedSites.isEmpty
    more = answer.more
    journey = answer.journey
    journeyText = answer.journey.flatMap { $0.saved.words(care: $0.care, answer.weighting) }
    freeChoices = answer.freeChoices
    decisions = answer.decisions
    decisionsTogether = answer.decisionsTogether
    namedBy = answer.namedBy
    criteria = answer.criteria
    explanation = answer.explanation(countyWord: countyWord)
  }
}

extension SitingAnswer {
  /// The sentences that ask for the sites, each once, and of each document its sections together: several figures may rest
  /// on one.
  fileprivate var citedSentences: [String] {
    var sources: [(text: String, sections: [String])] = []
    for citation in citations {
      var (text, sections) = (citation.text(in: .chinese), [String]())
      if case .document(let document, let section) = citation {
        (text, sections) = (document.fullTitle, section.components(separatedBy: ", "))
      }
      let at = sources.firstIndex { $0.text == text } ?? sources.count
      if at == sources.count { sources.append((text, [])) }
      for section in sections where !sources[at].sections.contains(section) { sources[at].sections.append(section) }
    }
    return sources.map { $0.sections.isEmpty ? $0.text : "\($0.text) \($0.sections.joined(separator: "、"))" }
  }

  /// What serves already, then what the plan proposes for another service, then the recommended sites by rank.
  ///
  /// - Parameters:
  ///   - givers: the facilities that give this very service today; the others that serve are counted alone.
  ///   - replaced: those of them in whose place the plan puts a community health station.
  func siteRecords(givenBy givers: Set<PlaceID>, replaced: Set<PlaceID>) -> [SiteRecord] {
    func record(_ site: CandidateSite, _ status: SiteRecord.Status) -> SiteRecord {
      var record = SiteRecord(
        service: service.rawValue, serviceName: service.name, status: status, place: site.place, name: site.name,
        location: site.location, countyID: site.countyID, townshipID: site.townshipID, origin: site.origin,
        isNamed: false)
      record.reason = status.reason
      return record
    }
    let standing =
      existingSites.map { site in
        let status: SiteRecord.Status =
          replaced.contains(site.place)
          ? .replaced : givers.union(givenSites).contains(site.place) ? .existing : .counted
        return record(site, status)
      }
      + plannedSites.map { record($0, .planned) }
    let recommended = recommendations.map { recommendation in
      let site = recommendation.site
      var record = SiteRecord(
        service: service.rawValue, serviceName: service.name, status: .recommended, place: site.place, name: site.name,
        location: site.location, countyID: site.countyID, townshipID: site.townshipID, origin: site.origin,
        rank: recommendation.rank, isNamed: recommendation.isNamed,
        populationGained: weighting == .people ? recommendation.gained.knownPeople : nil,
        settlementsGained: recommendation.gained.settlements,
        gainedTime: journey == nil ? nil : recommendation.gainedTime,
        settlementsServed: recommendation.servedSettlementIDs.count,
        alternativeID: recommendation.substitute?.site.id, alternativeName: recommendation.substitute?.site.name,
        alternativeLoss: recommendation.substitute?.loss, marginalValue: recommendation.marginalValue,
        strength: site.strength, reason: recommendation.reason,
        citation: citedSentences.joined(separator: "; "))
      record.isForced = recommendation.isForced
      return record
    }
    return standing + recommended
  }
}

extension SiteRecord.Status {
  /// Why a site stands in the table that the plan does not recommend; nil where the status says it.
  fileprivate var reason: Phrase? {
    switch self {
    case .existing, .recommended: nil
    case .replaced:
      Phrase(
        "It stands in a subdistrict, where a community health station takes the place of village clinics.",
        "位于街道，由社区卫生服务站替代村卫生室。")
    case .counted:
      Phrase(
        "It is no such site itself, and not of their number, but serves as well: whom it reaches counts as reached.",
        "本身不是此类站点，不计入其数量，但同样提供服务，其可及人口计为已覆盖。")
    case .planned:
      Phrase(
        "This plan proposes it for another service; once it stands it serves as well, and is not of this number.",
        "本方案为其他服务推荐的站点，建成后同样提供服务，不计入此类站点数量。")
    }
  }
}

extension LinkRecord {
  /// The word that names a tier in files.
  package static func word(of tier: Phrase) -> String {
    tier.english.lowercased().replacingOccurrences(of: " ", with: "_")
  }

  /// - Parameter words: as the region says the names of tiers.
  package init(_ link: ChainLink, tierNames: [Phrase], words: (Phrase) -> Phrase) {
    let name = tierNames[link.tier]
    self.init(
      unitID: link.unit.id, unitName: link.unit.name, location: link.unit.location,
      tier: Self.word(of: name), tierName: words(name),
      status: link.unit.standing.rawValue, parentID: link.parent?.id, parentName: link.parent?.name,
      parentLocation: link.parent?.location, time: link.time,
      distance: link.distance, backupID: link.backup?.id, backupTime: link.backupTime, neighbourID: link.neighbour?.id,
      neighbourName: link.neighbour?.name, neighbourTime: link.neighbourTime, timeFromTop: link.timeFromTop,
      isWithinStandard: link.isWithinStandard, population: link.unit.people, origin: link.unit.origin)
  }
}
