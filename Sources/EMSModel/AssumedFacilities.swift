extension PlanningArea {
  /// That facilities are assumed, by tier, so that nobody takes them for surveyed; nil where none is.
  package var assumedFacilities: Note? {
    let assumed = facilities.filter { $0.origin == .assumed }
    guard !assumed.isEmpty else { return nil }
    let tiers = FacilityTier.allCases.compactMap { tier -> (name: Phrase, count: Int)? in
      let count = assumed.count { $0.tier == tier }
      return count > 0 ? (tier.name, count) : nil
    }
    let (count, all) = (NumberText.grouped(assumed.count), NumberText.grouped(facilities.count))
    return Note(
      .assumption,
      english: "\(count) of \(all) facilities are assumed, not surveyed: "
        + tiers.map { "\($0.name.english) \(NumberText.grouped($0.count))" }.joined(separator: ", "),
      chinese: "\(all)个机构中有\(count)个为假定，并非实测："
        + tiers.map { "\($0.name.chinese)\(NumberText.grouped($0.count))" }.joined(separator: "、"))
  }
}
