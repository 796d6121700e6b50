import GeoKit

/// How each village of an area is served once the proposed central clinics stand.
public struct AreaProvision: Sendable {
  /// The villages that are known, ascending by id. Of cells at which a method put people nothing is said.
  public let villages: [Settlement]
  /// One for each village.
  public let provisions: [VillageProvision]

  public init(of area: PlanningArea, proposal: SiteProposal, profile: PolicyProfile) {
    // A derived cell of a subdistrict's seat reaches far into the country: only surveyed boundaries tell.
    let subdistricts = Set(
      area.townships.filter { $0.kind == .subdistrict && $0.boundaryOrigin == .surveyed }.map(\.id))
    let central = Set(proposal.sites(of: .centralVillageClinic).map(\.place))
    let clinics = Self.settlementsWithClinic(area)
    let villages = area.settlements.filter { $0.isUrban != true && !$0.isDerivedPlace }
    func sites(_ tier: FacilityTier) -> [VillageProvisioning.Site] {
      area.facilities.filter { $0.tier == tier }.map {
        VillageProvisioning.Site(id: .facility($0.id), location: $0.location)
      }
    }
    self.villages = villages
    provisions = VillageProvisioning.decide(
      villages.map { village in
        Village(
          id: village.id, location: village.location, people: village.population,
          isInSubdistrict: village.townshipID.map { subdistricts.contains($0) } ?? false,
          isCentral: central.contains(.settlement(village.id)), hasClinic: clinics?.contains(village.id),
          hasQualifiedDoctor: village.hasDoctor)
      },
      healthCentres: sites(.townshipHealthCentre), stations: sites(.communityHealthStation), by: profile)
  }

  /// The villages in which a clinic stands: each clinic is that of the nearest village within a kilometre. nil when the
  /// files list no clinic at all: then nothing is known, rather than that there is none.
  private static func settlementsWithClinic(_ area: PlanningArea) -> Set<String>? {
    let clinics = area.facilities.filter { $0.tier == .villageClinic || $0.tier == .centralVillageClinic }
    guard !clinics.isEmpty else { return nil }
    let index = NearestIndex(area.settlements.map(\.location))
    return Set(
      clinics.compactMap { clinic in
        index.nearest(to: clinic.location).flatMap { near in
          near.distance <= .kilometres(1) ? area.settlements[near.index].id : nil
        }
      })
  }
}
