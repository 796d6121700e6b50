import EMSModel
import EMSPolicy
import GeoKit

/// What a health centre must at least be to become a county sub-centre, as the profile says.
struct SubCentreThresholds {
  private let rule: PolicyProfile.Rule?
  private let townPeople: Int?
  private let hospital: Distance?
  private let countyHospital: Distance?
  private let hospitals: [Facility]
  /// The facilities known only to a seat, or assumed.
  private let roughlyPlaced: Set<String>

  init(_ rule: PolicyProfile.Rule?, in area: PlanningArea) {
    self.rule = rule
    townPeople = rule?.count(SiteThreshold.townPeople.rawValue)
    hospital = rule?.distance(SiteThreshold.hospitalDistance.rawValue)
    countyHospital = rule?.distance(SiteThreshold.countyHospitalDistance.rawValue)
    hospitals = area.facilities.filter(\.isRatedHospital).sorted { $0.id < $1.id }
    roughlyPlaced = Set(area.facilities.filter { $0.precision != .exact || $0.origin != .surveyed }.map(\.id))
  }

  /// A centre whose town has fewer people than the threshold only as far as a method put people there, which leaves nobody
  /// out; nil of any other.
  func belowByDerivedPeople(_ site: CandidateSite) -> SiteLeftOut? {
    guard let least = townPeople, let strength = site.strength, strength.townPeopleAreDerived,
      let people = strength.townPeople, people < least
    else { return nil }
    let (has, needs) = (NumberText.grouped(people), NumberText.grouped(least))
    return SiteLeftOut(
      site: site,
      shortfalls: [
        SiteShortfall(
          .townPeople, has: Double(people), asked: Double(least), isDefault: isDefault(.townPeople),
          reason: Phrase(
            "its town has \(has) people, all or some of them derived, fewer than \(needs)",
            "所在乡镇\(has)人（含推算），不足\(needs)人"))
      ])
  }

  /// The thresholds below which the centre is; nil where it keeps every one. What is not known keeps them, and so do
  /// people whom a method put there.
  func leftOut(_ site: CandidateSite) -> SiteLeftOut? {
    var shortfalls: [SiteShortfall] = []
    if let least = townPeople, let strength = site.strength, !strength.townPeopleAreDerived,
      let people = strength.townPeople, people < least
    {
      let (has, needs) = (NumberText.grouped(people), NumberText.grouped(least))
      shortfalls.append(
        SiteShortfall(
          .townPeople, has: Double(people), asked: Double(least), isDefault: isDefault(.townPeople),
          reason: Phrase("its town has \(has) people, fewer than \(needs)", "所在乡镇\(has)人，不足\(needs)人")))
    }
    let near = hospitals.map { ($0, Geodesic.distance($0.location, site.location)) }
    for (limit, kind) in [(hospital, SiteThreshold.hospitalDistance), (countyHospital, .countyHospitalDistance)] {
      guard let limit else { continue }
      let members =
        kind == .countyHospitalDistance
        ? near.filter { $0.0.countyID == site.countyID && site.countyID != nil } : near
      guard let nearest = members.min(by: { $0.1 < $1.1 }), nearest.1 < limit else { continue }
      shortfalls.append(
        SiteShortfall(
          kind, has: nearest.1.kilometres, asked: limit.kilometres, isDefault: isDefault(kind),
          reason: words(site, nearest.0, nearest.1, limit, kind)))
    }
    return shortfalls.isEmpty ? nil : SiteLeftOut(site: site, shortfalls: shortfalls)
  }

  private func isDefault(_ threshold: SiteThreshold) -> Bool {
    rule?.figure(threshold.rawValue)?.citation.origin == "default"
  }

  private func words(
    _ site: CandidateSite, _ hospital: Facility, _ distance: Distance, _ limit: Distance, _ kind: SiteThreshold
  ) -> Phrase {
    let (has, needs) = (NumberText.oneDecimal(distance.kilometres), LimitName(limit).text)
    let isRough = roughlyPlaced.contains(site.id) || roughlyPlaced.contains(hospital.id)
    let rough = isRough ? Phrase(" (places known to the seat only, or assumed)", "（位置仅知到驻地或为假定）") : Phrase("", "")
    let county = kind == .countyHospitalDistance ? Phrase(" of its own county", "（本县）") : Phrase("", "")
    return Phrase(
      "it stands \(has) km from \(hospital.name)\(county.english)\(rough.english), less than \(needs.english)",
      "距\(hospital.name)\(county.chinese)\(has)公里\(rough.chinese)，不足\(needs.chinese)")
  }
}
