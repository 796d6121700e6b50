/// Who lives in town and what is a village: once, for coverage, chain, provision, siting and scorecard alike.
extension PlanningArea {
  /// Whether somebody lives in a subdistrict whose boundary is surveyed. The derived cell of a subdistrict's seat reaches
  /// far into the country and tells nothing.
  package func isInSubdistrict(townshipID: String?) -> Bool {
    townshipID.map(surveyedSubdistricts.contains) ?? false
  }

  /// Whether somebody of the place lives in a subdistrict: within a surveyed boundary, or as its own row says.
  package func isInSubdistrict(_ settlement: Settlement) -> Bool {
    isInSubdistrict(townshipID: settlement.townshipID)
      || settlement.namesTownship && settlement.townshipID.map(subdistricts.contains) ?? false
  }

  /// Whether the facility stands in a subdistrict: within a surveyed boundary, or as its own row says.
  package func isInSubdistrict(_ facility: Facility) -> Bool {
    isInSubdistrict(townshipID: facility.townshipID)
      || facility.namesTownship && facility.townshipID.map(subdistricts.contains) ?? false
  }

  /// Whether its people live in town: at a seat, in an urban community, or in a subdistrict.
  package func isInTown(_ settlement: Settlement) -> Bool {
    settlement.isUrban == true || isInSubdistrict(settlement)
  }

  /// Whether it lies in the country.
  package func isVillage(_ settlement: Settlement) -> Bool { !isInTown(settlement) }

  /// Whether anything tells town and country apart.
  package var knowsTowns: Bool {
    !surveyedSubdistricts.isEmpty || settlements.contains { $0.isUrban != nil || isInSubdistrict($0) }
  }

  /// Whether the kind and boundary of every township are surveyed, so that there are no other subdistricts.
  package var knowsSubdistricts: Bool {
    !townships.isEmpty && townships.allSatisfy { $0.kind != nil && $0.boundaryOrigin == .surveyed }
  }
}
