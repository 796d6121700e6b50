import EMSModel
import EMSPolicy
import GeoKit

/// How each village of an area is served once the proposed central clinics stand.
public struct AreaProvision: Sendable {
  /// The villages that are known, ascending by id. Of cells at which a method put people nothing is said.
  public let villages: [Settlement]
  /// One for each village.
  public let provisions: [VillageProvision]
  /// The central clinics in whose place a community station comes.
  package let centralReplaced: [ReplacedClinic]

  /// - Parameters:
  ///   - sites: the villages that get a central clinic.
  ///   - stations: the communities that get a community health station.
  public init(
    of area: PlanningArea, central sites: [CandidateSite], stations: [CandidateSite] = [], profile: PolicyProfile
  ) {
    let central = Set(sites.map(\.place) + area.declared(as: .centralVillageClinic).map(\.place))
    let clinics = area.clinicsOfVillages
    func isCentral(_ village: Settlement) -> Bool {
      central.contains(.settlement(village.id))
        || clinics?[village.id]?.contains { $0.tier == .centralVillageClinic } == true
    }
    let villages = area.settlements.filter {
      ($0.isUrban != true || central.contains(.settlement($0.id))) && !$0.isDerivedPlace
    }
    let counties = Dictionary(
      area.townships.map { ($0.id, $0.countyID) }, uniquingKeysWith: { first, _ in first })
    func county(_ own: String?, _ townshipID: String?) -> String? { own ?? townshipID.flatMap { counties[$0] ?? nil } }
    func standing(_ isOne: (Facility) -> Bool) -> [VillageProvisioning.Site] {
      area.facilities.filter(isOne).map {
        VillageProvisioning.Site(
          id: .facility($0.id), location: $0.location, countyID: county($0.countyID, $0.townshipID),
          townshipID: $0.townshipID)
      }
    }
    self.villages = villages
    provisions = VillageProvisioning.decide(
      zip(villages, area.haveClinics(villages)).map { village, hasClinic in
        Village(
          id: village.id, countyID: county(village.countyID, village.townshipID), townshipID: village.townshipID,
          location: village.location, people: village.population,
          isInSubdistrict: area.isInSubdistrict(village), isCentral: isCentral(village),
          hasClinic: hasClinic, hasQualifiedDoctor: village.hasDoctor)
      },
      healthCentres: standing(\.isHealthCentreOfTown),
      stations: standing { $0.tier == .communityHealthStation }
        + (area.declared(as: .communityHealthStation).map { CandidateSite($0) } + stations).map {
          VillageProvisioning.Site(id: $0.place, location: $0.location, countyID: county($0.countyID, $0.townshipID))
        },
      by: profile)
    centralReplaced = area.centralClinicsReplaced(by: profile)
  }

  /// Tells of central clinics that stand and that the plan counts no longer; nil without any.
  var replacedNote: Note? {
    if centralReplaced.isEmpty { return nil }
    let places = Set(centralReplaced.map(\.village)).sorted()
    let names = places.shortList
    return Note(
      .derivation,
      english:
        "\(places.count.of("central village clinic stands", "central village clinics stand")) in a subdistrict today (\(names.english)): with the plan a community health station takes its place (station-instead-of-clinic), so that sites.csv has it as replaced and the scorecard does not count it",
      chinese:
        "\(places.count)个中心村卫生室现位于街道（\(names.chinese)）：按“由社区卫生服务站替代”的规定（station-instead-of-clinic），方案实施后不再计入，站点表中注明“由服务站替代”"
    )
  }

  /// Tells of places of subdistricts of which neither a list nor the document says how they are served; nil without any.
  var unknownNote: Note? {
    let unknown = zip(villages, provisions).filter { $1.service == .notKnown }.map(\.0)
    if unknown.isEmpty { return nil }
    let names = unknown.map(\.name).shortList
    return Note(
      .warning,
      english:
        "how \(unknown.count.of("place of a subdistrict is served is", "places of subdistricts are served is")) not known (\(names.english)): the document says nothing of them and no list names a clinic there; give each its clinic (column has_clinic), mark it as urban, or list the community health stations",
      chinese:
        "\(unknown.count) 个街道村居的服务方式未知（\(names.chinese)）：文件未作规定，名单也未列卫生室；请填写有无卫生室、注明城乡分类，或列出社区卫生服务站")
  }
}
