import EMSModel

extension SitingQuestion {
  /// The sites that give the service today, as the files or the plan say.
  var standing: [CandidateSite] { existing.filter { listed.contains($0.place) || given.contains($0.place) } }

  /// Takes what stands from the number that a document sets for all; how many the plan itself sets are to be added.
  mutating func countStanding() {
    guard countsStanding, case .exactly(let all) = count, !standing.isEmpty else { return }
    askedInAll = all
    count = .exactly(max(0, all - standing.count))
  }

  /// The fewest and the most new sites of a county: what a document sets holds for those that stand, too.
  func limits(ofCounty county: String?) -> CountyLimits? {
    guard let perCounty, let county, countsStandingByCounty else { return perCounty }
    let there = standing.count { $0.countyID == county }
    return CountyLimits(minimum: max(0, perCounty.minimum - there), maximum: max(0, perCounty.maximum - there))
  }
}

extension SitingAnswer {
  /// That some of the sites asked for stand already; nil where none does.
  package var standingNote: Note? {
    guard let all = askedInAll, !standingSites.isEmpty else { return nil }
    let names = standingSites.map(\.name).shortList
    let left = max(0, all - standingSites.count)
    let (name, stand) = (service.name, standingSites.count)
    return Note(
      .derivation,
      english:
        "\(all) \(name.english) are asked for in all, and \(stand.of("stands", "stand")) already (\(names.english)): \(left) more \(left == 1 ? "is" : "are") to be chosen",
      chinese: "共要求\(all)个\(name.chinese)，已有\(stand)个（\(names.chinese)），另需选定\(left)个")
  }
}

extension PlanningArea {
  /// The same area with the facilities of which the plan says that they give a service (`existing`) listed as giving it,
  /// so that whatever counts what stands counts them; hospitals stay what they are.
  ///
  /// - Parameter eligible: the tiers that may become county sub-centres.
  package func declaring(_ plan: PlanFile, eligible: Set<FacilityTier>) -> PlanningArea {
    var (changed, notes) = (facilities, self.notes)
    let services = SiteService.allCases.filter { plan.siting.counts[$0.tier]?.existing.isEmpty == false }
    var declared: Set<String> = []
    for service in services {
      let candidates: Set<FacilityTier> = service == .countySubCentre ? eligible : [.townshipHealthCentre]
      let places = (plan.siting.counts[service.tier]?.existing ?? []).flatMap { text in
        facilitiesMeant(by: text, candidates: service.isOfTowns ? candidates : [])
      }
      for index in changed.indices where places.contains(changed[index].id) && !changed[index].isRatedHospital {
        guard changed[index].tier != service.tier, declared.insert(changed[index].id).inserted else { continue }
        changed[index].tier = service.tier
        notes.append(
          Note(
            .assumption,
            english:
              "\(changed[index].name) is counted among the \(service.name.english), for the plan says so (existing:)",
            chinese: "\(changed[index].name)按方案（existing:）计为\(service.name.chinese)"))
      }
    }
    return declared.isEmpty ? self : with(facilities: changed).with(notes: notes)
  }

  /// By id or name of any facility, else of the town or county of candidates.
  private func facilitiesMeant(by text: String, candidates: Set<FacilityTier>) -> [String] {
    let own = facilities.map { CandidateSite($0) }.named(text)
    let fitting = facilities.filter { $0.isOne(of: candidates) }.map { CandidateSite($0) }
    return (own.isEmpty ? sites(inUnit: text, among: fitting) : own).map(\.id)
  }
}

extension SiteService {
  /// Whether its candidates are health centres.
  fileprivate var isOfTowns: Bool { self == .countySubCentre || self == .emergencySubCentre }
}
