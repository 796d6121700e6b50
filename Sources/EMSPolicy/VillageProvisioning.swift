import EMSModel
import GeoKit

/// Decides how each village is served; every village gets exactly one service, by the first rule that holds:
///
/// 1. `station-instead-of-clinic`: it lies in a subdistrict → community station.
/// 2. `central-village-clinics`: it is the site of a central clinic → central.
/// 3. It has a clinic or a doctor today and lacks neither → own (`village-has-clinic`): what a plan allows it does not
///    demand.
///    A place of a subdistrict goes no further, for it is a community: `community-station-per-people` → community station;
///    else nothing is known of it.
/// 4. `clinic-without-doctor-gets-posted`: it has no doctor, and no list says that it has no clinic → posted staff.
/// 5. `near-health-centre-serves-village`: fewer people than the threshold, near the health centre → rounds from there.
/// 6. `small-village-shares-clinic`: fewer people than the threshold, and close to a village that keeps a clinic →
///    shared with the nearest such village; else close to other small villages → the largest of them hosts one for all.
/// 7. `village-without-doctor`, `small-village-served-from-elsewhere`: the nearest clinic within the extension distance
///    → extension; else the nearest health centre within the distance of the rounds → mobile; else posted staff.
/// 8. The health centre stands in it, and a list of clinics has none there → health centre (`village-has-clinic`).
/// 9. Otherwise → own (`village-has-clinic`).
///
/// Whoever serves a village is of its county (医共体), as in the emergency chain; a health centre or station of no known
/// county may be anybody's, and serve whoever is of none. Rounds and posted staff come from the health centre of the
/// village's own town (the branch, 分院, of the county's medical community there), rounds as far as it is within the
/// distance; else from the nearest of the county. A rule that the profile does not state is passed over. Distances are
/// geodesic and inside means `<=`; "fewer" is `<`.
/// Ties go to the lower id, so that the order of the villages changes nothing.
public struct VillageProvisioning {
  /// What may serve a village: a health centre, a community station or a village with a clinic.
  public struct Site: Hashable, Sendable {
    public var id: PlaceID
    public var location: Coordinate
    /// nil when unknown.
    public var countyID: String?
    public var townshipID: String?

    public init(id: PlaceID, location: Coordinate, countyID: String? = nil, townshipID: String? = nil) {
      self.id = id
      self.location = location
      self.countyID = countyID
      self.townshipID = townshipID
    }
  }

  private let villages: [Village]
  private let healthCentres: SiteIndex
  /// Those of each town.
  private let healthCentresOfTowns: [String: SiteIndex]
  private let stations: SiteIndex
  // The conditions of the rules; nil where the profile does not state one.
  private let station: StationInsteadOfClinic.Condition?
  private let posted: ClinicWithoutDoctorGetsPosted.Condition?
  private let near: FewPeopleNearby?
  private let shares: FewPeopleNearby?
  private let withoutDoctor: VillageWithoutDoctor.Condition?
  private let elsewhere: SmallVillageServedFromElsewhere.Condition
  private let own: VillageHasClinic.Condition
  /// Whether the profile asks for stations in the communities of subdistricts.
  private let communitiesHaveStations: Bool
  private var provisions: [VillageProvision?]

  /// The provision of every village, in the order of the villages' ids.
  public static func decide(
    _ villages: [Village], healthCentres: [Site], stations: [Site], by profile: PolicyProfile
  ) -> [VillageProvision] {
    Dictionary(grouping: villages, by: \.countyID).flatMap { county, villages in
      func own(_ sites: [Site]) -> [Site] {
        county == nil ? sites : sites.filter { $0.countyID == nil || $0.countyID == county }
      }
      var decision = VillageProvisioning(
        villages, healthCentres: own(healthCentres), stations: own(stations), by: profile)
      return decision.decideAll()
    }.sorted { $0.villageID < $1.villageID }
  }

  private init(_ villages: [Village], healthCentres: [Site], stations: [Site], by profile: PolicyProfile) {
    self.villages = villages.sorted { $0.id < $1.id }
    self.healthCentres = SiteIndex(healthCentres)
    healthCentresOfTowns = Dictionary(grouping: healthCentres.filter { $0.townshipID != nil }) { $0.townshipID ?? "" }
      .mapValues(SiteIndex.init)
    self.stations = SiteIndex(stations)
    station = .init(profile)
    posted = .init(profile)
    near = NearHealthCentreServesVillage.condition(profile)
    shares = SmallVillageSharesClinic.condition(profile)
    withoutDoctor = .init(profile)
    elsewhere = .init(profile)
    own = .init(profile)
    communitiesHaveStations = profile.stated(CommunityStationPerPeople.key) != nil
    provisions = Array(repeating: nil, count: villages.count)
  }

  private mutating func decideAll() -> [VillageProvision] {
    var small: [Int] = []
    for village in villages.indices where !decideAlone(village) {
      if maySmallRuleHold(village) { small.append(village) } else { keepOwnOrHealthCentre(village) }
    }
    let left = shareClinics(among: small)
    serveFromElsewhere(left)
    return provisions.compactMap { $0 }
  }

  /// Rules 1 to 5, which ask nothing of the neighbours.
  private mutating func decideAlone(_ index: Int) -> Bool {
    let village = villages[index]
    let centre = healthCentres.nearest(to: village.location)
    if let station, station.holds(for: village) {
      let nearest = stations.nearest(to: village.location)
      give(index, .communityStation, nearest?.id, nearest?.distance, StationInsteadOfClinic.key)
    } else if village.isCentral {
      give(index, .central, .settlement(village.id), .metres(0), CentralVillageClinics.key)
    } else if village.hasWorkingClinic, !village.isInSubdistrict || village.hasClinic == true {
      keepOwn(index)
    } else if village.isInSubdistrict {
      let nearest = communitiesHaveStations ? stations.nearest(to: village.location) : nil
      give(
        index, communitiesHaveStations ? .communityStation : .notKnown, nearest?.id, nearest?.distance,
        communitiesHaveStations ? CommunityStationPerPeople.key : nil)
    } else if let posted, posted.holds(for: village) {
      let sender = sender(to: village)
      give(index, .posted, sender?.id, sender?.distance, ClinicWithoutDoctorGetsPosted.key)
    } else if let near, near.holds(people: village.people, at: centre?.distance) {
      let sender = sender(to: village, within: near.distance)
      give(index, .mobile, sender?.id, sender?.distance, NearHealthCentreServesVillage.key)
    } else {
      return false
    }
    return true
  }

  /// The health centre whose staff go to a village: that of its own town within the distance, else the nearest of all.
  private func sender(to village: Village, within limit: Distance? = nil) -> (id: PlaceID, distance: Distance)? {
    if let own = village.townshipID.flatMap({ healthCentresOfTowns[$0] })?.nearest(to: village.location),
      limit.map({ own.distance <= $0 }) ?? true
    {
      return own
    }
    return healthCentres.nearest(to: village.location)
  }

  private func maySmallRuleHold(_ index: Int) -> Bool {
    lacksDoctor(index) || shares?.isSmall(villages[index].people) == true || elsewhere.isSmall(villages[index].people)
  }

  /// Rule 6; the villages that it leaves undecided.
  private mutating func shareClinics(among small: [Int]) -> [Int] {
    guard let shares else { return small }
    let keepers = clinicKeepers()
    var sharing: [Int] = []
    for index in small where shares.isSmall(villages[index].people) {
      if let keeper = keepers.nearest(to: villages[index].location), shares.isNear(keeper.distance) {
        give(index, .shared, keeper.id, keeper.distance, SmallVillageSharesClinic.key)
      } else if !lacksDoctor(index) {
        sharing.append(index)
      }
    }
    // The largest hosts, so that the fewest people have a way to go.
    sharing.sort { (villages[$0].people ?? 0, villages[$1].id) > (villages[$1].people ?? 0, villages[$0].id) }
    let places = NearestIndex(sharing.map { villages[$0].location })
    for host in sharing where provisions[host] == nil {
      let guests = places.within(shares.distance, of: villages[host].location).map { sharing[$0] }
        .filter { $0 != host && provisions[$0] == nil }
      guard !guests.isEmpty else { continue }
      give(host, .shared, .settlement(villages[host].id), .metres(0), SmallVillageSharesClinic.key)
      for guest in guests {
        let distance = Geodesic.distance(villages[guest].location, villages[host].location)
        give(guest, .shared, .settlement(villages[host].id), distance, SmallVillageSharesClinic.key)
      }
    }
    return small.filter { provisions[$0] == nil }
  }

  /// Rules 7 to 9.
  private mutating func serveFromElsewhere(_ left: [Int]) {
    let keepers = clinicKeepers()
    for index in left {
      let village = villages[index]
      guard lacksDoctor(index) || elsewhere.isSmall(village.people) else {
        keepOwnOrHealthCentre(index)
        continue
      }
      let rule = lacksDoctor(index) ? VillageWithoutDoctor.key : SmallVillageServedFromElsewhere.key
      let centre = healthCentres.nearest(to: village.location)
      let keeper = keepers.nearest(to: village.location)
      let service = elsewhere.service(clinic: keeper?.distance, healthCentre: centre?.distance)
      let server: (id: PlaceID, distance: Distance)? =
        switch service {
        case .extension: keeper
        case .mobile: sender(to: village, within: elsewhere.mobileDistance)
        default: sender(to: village)
        }
      give(index, service, server?.id, server?.distance, rule)
    }
  }

  private func lacksDoctor(_ index: Int) -> Bool { withoutDoctor?.holds(for: villages[index]) == true }

  /// The villages in which a clinic stands after what has been decided so far.
  private func clinicKeepers() -> SiteIndex {
    SiteIndex(
      zip(villages, provisions).compactMap { village, provision in
        let id = PlaceID.settlement(village.id)
        guard let provision, provision.servedBy == id else { return nil }
        return Site(id: id, location: village.location)
      })
  }

  private mutating func keepOwnOrHealthCentre(_ index: Int) {
    let centre = healthCentres.nearest(to: villages[index].location)
    if own.needsNone(villages[index], healthCentre: centre?.distance) {
      give(index, .healthCentre, centre?.id, centre?.distance, VillageHasClinic.key)
    } else {
      keepOwn(index)
    }
  }

  private mutating func keepOwn(_ index: Int) {
    give(index, .own, .settlement(villages[index].id), .metres(0), VillageHasClinic.key)
  }

  private mutating func give(
    _ index: Int, _ service: VillageService, _ servedBy: PlaceID?, _ distance: Distance?, _ rule: String?
  ) {
    provisions[index] = VillageProvision(
      villageID: villages[index].id, service: service, servedBy: servedBy, distance: distance, rule: rule)
  }
}

/// Sites by nearness; ties go to the lower id.
private struct SiteIndex {
  private let sites: [VillageProvisioning.Site]
  private let index: NearestIndex

  init(_ sites: [VillageProvisioning.Site]) {
    self.sites = sites.sorted { $0.id < $1.id }
    index = NearestIndex(self.sites.map(\.location))
  }

  func nearest(to place: Coordinate) -> (id: PlaceID, distance: Distance)? {
    index.nearest(to: place).map { (sites[$0.index].id, $0.distance) }
  }
}
