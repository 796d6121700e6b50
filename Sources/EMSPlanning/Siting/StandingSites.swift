import EMSModel

extension SitingQuestion {
  /// The sites that give the service today, as the files or the plan say.
  var standing: [CandidateSite] {
    existing.filter { (listed.contains($0.place) || given.contains($0.place)) && !replaced.contains($0.place) }
  }

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
  /// What readers must know of how the question was put.
  package var notes: [Note] { [standingNote, sharedOut, candidateNote].compactMap { $0 } }

  /// That some of the sites asked for stand already; nil where none does.
  var standingNote: Note? {
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
  /// The same area with what the plan says gives a service (`existing`) counted as giving it, wherever what stands is
  /// counted: a health centre or clinic is listed as giving it; what has another task that it keeps, a hospital, a
  /// village, or what gives another service already, is declared beside the lists.
  ///
  /// - Parameter eligible: the tiers that may become county sub-centres.
  package func declaring(_ plan: PlanFile, eligible: Set<FacilityTier>) -> PlanningArea {
    var (changed, notes, declared) = (facilities, self.notes, self.declared)
    for service in SiteService.allCases {
      for place in placesMeant(by: plan.siting.counts[service.tier]?.existing ?? [], service, eligible: eligible) {
        let (name, keeps): (String, Bool)
        switch place {
        case .settlement(let id):
          guard let village = settlements.first(where: { $0.id == id }) else { continue }
          declared.append(DeclaredSite(village, as: service.tier))
          (name, keeps) = (village.name, true)
        case .facility(let id):
          guard let index = changed.firstIndex(where: { $0.id == id }), changed[index].tier != service.tier else {
            continue
          }
          (name, keeps) = (changed[index].name, !changed[index].isOne(of: FacilityTier.growing))
          if keeps, service == .countySubCentre, changed[index].tier == .emergencySubCentre {
            // Of two services the list names the one that cares for more.
            declared.append(DeclaredSite(changed[index], as: .emergencySubCentre))
            changed[index].tier = service.tier
          } else if keeps {
            declared.append(DeclaredSite(changed[index], as: service.tier))
          } else {
            changed[index].tier = service.tier
          }
        }
        notes.append(
          Note(
            .assumption,
            english: "\(name) is counted among the \(service.name.english), for the plan says so (existing:)"
              + (keeps ? "; it stays what the lists say besides" : ""),
            chinese: "\(name)按方案（existing:）计为\(service.name.chinese)" + (keeps ? "，原有性质不变" : "")))
      }
    }
    return notes.count == self.notes.count
      ? self : with(facilities: changed).with(declared: declared).with(notes: notes)
  }

  /// As the siting questions find them: by id or name of a candidate, else of its town or county, else of any facility.
  private func placesMeant(
    by texts: [String], _ service: SiteService, eligible: Set<FacilityTier>
  ) -> [PlaceID] {
    if texts.isEmpty { return [] }
    let ofTowns: Set<FacilityTier>? =
      switch service {
      case .countySubCentre: eligible
      case .emergencySubCentre: [.townshipHealthCentre]
      default: nil
      }
    let listed = facilities.filter { $0.tier == service.tier || ofTowns.map($0.isOne) == true }
    let places =
      ofTowns == nil
      ? settlements.filter { !$0.isDerivedPlace && (service != .centralVillageClinic || isVillage($0)) } : []
    let candidates = listed.map { CandidateSite($0) } + places.map { CandidateSite($0) }
    let others =
      facilities.map { CandidateSite($0) } + (ofTowns == nil ? settlements.map { CandidateSite($0) } : [])
    var seen: Set<PlaceID> = []
    return texts.flatMap { text -> [CandidateSite] in
      let own = candidates.named(text)
      if !own.isEmpty { return own }
      let inUnit = sites(inUnit: text, among: candidates)
      return inUnit.isEmpty ? others.named(text) : inUnit
    }.map(\.place).filter { seen.insert($0).inserted }
  }
}

extension FacilityTier {
  /// What is listed as giving a service once the plan says that it does; every other kind keeps its own task besides.
  fileprivate static let growing: [FacilityTier] = [.townshipHealthCentre, .communityHealthCentre, .villageClinic]
}
