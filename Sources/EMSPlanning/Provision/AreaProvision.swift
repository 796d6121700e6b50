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
    let clinics = area.settlementsWithClinic
    let villages = area.settlements.filter { $0.isUrban != true && !$0.isDerivedPlace }
    func standing(_ tier: FacilityTier) -> [VillageProvisioning.Site] {
      area.facilities.filter { $0.tier == tier }.map {
        VillageProvisioning.Site(id: .facility($0.id), location: $0.location)
      }
    }
    self.villages = villages
    provisions = VillageProvisioning.decide(
      villages.map { village in
        Village(
          id: village.id, location: village.location, people: village.population,
          isInSubdistrict: area.isInSubdistrict(townshipID: village.townshipID),
          isCentral: central.contains(.settlement(village.id)),
          hasClinic: village.hasClinic ?? clinics?.contains(village.id),
          hasQualifiedDoctor: village.hasDoctor)
      },
      healthCentres: standing(.townshipHealthCentre), stations: standing(.communityHealthStation), by: profile)
  }
}

extension PlanningArea {
  /// The villages in which a clinic stands: each clinic is that of the nearest village within a kilometre. nil when the
  /// files list no clinic at all: then nothing is known, rather than that there is none.
  package var settlementsWithClinic: Set<String>? {
    let clinics = facilities.filter { $0.tier == .villageClinic || $0.tier == .centralVillageClinic }
    guard !clinics.isEmpty else { return nil }
    let index = NearestIndex(settlements.map(\.location))
    return Set(
      clinics.compactMap { clinic in
        index.nearest(to: clinic.location).flatMap { near in
          near.distance <= .kilometres(1) ? settlements[near.index].id : nil
        }
      })
  }
}
