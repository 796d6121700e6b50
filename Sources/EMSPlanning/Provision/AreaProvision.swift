import EMSModel
import EMSPolicy
import GeoKit

/// How each village of an area is served once the proposed central clinics stand.
public struct AreaProvision: Sendable {
  /// The villages that are known, ascending by id. Of cells at which a method put people nothing is said.
  public let villages: [Settlement]
  /// One for each village.
  public let provisions: [VillageProvision]

  /// - Parameter sites: the villages that get a central clinic.
  public init(of area: PlanningArea, central sites: [CandidateSite], profile: PolicyProfile) {
    let central = Set(sites.map(\.place))
    let clinics = area.clinicsOfVillages
    let villages = area.settlements.filter { $0.isUrban != true && !$0.isDerivedPlace }
    func standing(_ isOne: (Facility) -> Bool) -> [VillageProvisioning.Site] {
      area.facilities.filter(isOne).map { VillageProvisioning.Site(id: .facility($0.id), location: $0.location) }
    }
    self.villages = villages
    provisions = VillageProvisioning.decide(
      villages.map { village in
        Village(
          id: village.id, location: village.location, people: village.population,
          isInSubdistrict: area.isInSubdistrict(townshipID: village.townshipID),
          isCentral: central.contains(.settlement(village.id))
            || clinics?[village.id]?.contains { $0.tier == .centralVillageClinic } == true,
          hasClinic: village.hasClinic ?? clinics.map { $0[village.id] != nil },
          hasQualifiedDoctor: village.hasDoctor)
      },
      healthCentres: standing(\.isHealthCentreOfTown), stations: standing { $0.tier == .communityHealthStation },
      by: profile)
  }
}
