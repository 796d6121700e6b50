import EMSModel
import EMSPlanning
import GeoKit

/// The ground and the people within one radius of any emergency station.
public struct BandRecord: Sendable {
  public var radius: Distance
  /// The dissolved shape of everything within the radius, inner bands included.
  public var shape: MultiPolygon
  /// The geodesic area of the shape; nil when it was not computed.
  public var area: Area?
  /// The known people of the settlements within; nil when no population is known.
  public var population: Int?
  public var settlements: Int
}

/// An emergency station, its territory and its coverage radius.
public struct StationRecord: Sendable {
  public var facility: Facility
  /// The coverage radius, between the least and the greatest of the profile.
  public var radius: Distance
  /// The distance to the farthest settlement of the territory; nil for an empty territory.
  public var requiredRadius: Distance?
  /// `dense`, `within` or `beyond`.
  public var status: String
  /// The settlements nearest to this station, and their people.
  public var settlements: Int
  public var population: Int?
  /// Those of them farther than the greatest radius.
  public var settlementsBeyond: Int
  public var populationBeyond: Int?
  /// The longest time to a settlement that this station reaches first; nil where it is first at none, or no time is
  /// known.
  public var requiredTime: Duration?
  /// The disc of the coverage radius.
  public var shape: MultiPolygon
}

/// The ground that one facility, or the village clinics of one county together, reach within a time.
public struct ServiceAreaRecord: Sendable {
  /// One, or clinics of one tier and one county; never none.
  public var facilities: [Facility]
  public var limit: Duration
  public var mode: TravelMode
  /// The name of the travel model.
  public var model: String
  public var shape: MultiPolygon
  public var area: Area?

  package init(
    _ facilities: [Facility], within limit: Duration, by travel: any TravelModel, shape: MultiPolygon, area: Area?
  ) {
    (self.facilities, self.limit, mode, model) = (facilities, limit, travel.mode, travel.name)
    (self.shape, self.area) = (shape, area)
  }

  /// nil for several.
  public var facility: Facility? { facilities.count == 1 ? facilities[0] : nil }
  public var tier: FacilityTier? { facilities.first?.tier }
  public var countyID: String? { facilities.first?.countyID }

  /// What all the facilities have in common; nil where they differ.
  func common<Value: Equatable>(_ value: (Facility) -> Value) -> Value? {
    guard let first = facilities.first.map(value), facilities.allSatisfy({ value($0) == first }) else { return nil }
    return first
  }
}

/// What of one township one service does not reach.
public struct GapRecord: Sendable {
  /// A word that names the service and its standard in files: `emergency_30_km`, `service_area_15_min`.
  public var service: String
  public var serviceName: Phrase
  /// 1 for the gap of this service with the most people.
  public var rank: Int
  public var townshipID: String
  public var shape: MultiPolygon
  public var area: Area?
  /// nil when no population is known.
  public var population: Int?
  public var settlements: Int
}

/// One settlement and the emergency station nearest to it.
public struct SettlementRecord: Sendable {
  public var settlement: Settlement
  /// nil when there is no station at all.
  public var facilityID: String?
  /// The geodesic distance to it.
  public var distance: Distance?
  /// The smallest radius that reaches the settlement (`<=`); nil when none does.
  public var band: Distance?
  /// The ambulance's time by the plan's travel model; nil when none arrives.
  public var time: Duration?
  /// The station whose ambulance it is.
  public var quickestFacilityID: String?
  /// The same with the proposed sub-centres, from which an ambulance may be sooner there.
  public var timeWithPlan: Duration?
  /// Along the chain, today and with the plan; nil where no chain was worked out.
  public var journey: ChainJourneys.Journey?
  public var journeyWithPlan: ChainJourneys.Journey?

  /// - Parameter timeWithPlan: nil where no proposed sub-centre is sooner there than the stations of today.
  public init(
    settlement: Settlement, facilityID: String?, distance: Distance?, band: Distance?, time: Duration? = nil,
    quickestFacilityID: String? = nil, timeWithPlan: Duration? = nil
  ) {
    self.timeWithPlan = timeWithPlan ?? time
    self.settlement = settlement
    self.facilityID = facilityID
    self.distance = distance
    self.band = band
    self.time = time
    self.quickestFacilityID = quickestFacilityID
  }
}

/// How long the people of the region wait for an ambulance.
public struct ResponseRecord: Sendable {
  public var model: String
  public var mode: TravelMode
  public var countsPeople: Bool
  public var times: ResponseTimes
}

extension EmergencyResponse {
  var summary: ResponseRecord {
    ResponseRecord(model: model.name, mode: model.mode, countsPeople: countsPeople, times: region)
  }
}
