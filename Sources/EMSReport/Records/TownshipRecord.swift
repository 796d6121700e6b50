import EMSFormats
import EMSModel
import EMSPlanning
import GeoKit

/// How well one township is served.
public struct TownshipRecord: Sendable {
  /// The facility of one tier that is nearest to the township's people.
  public struct Nearest: Sendable {
    public var tier: FacilityTier
    public var facilityID: String
    public var facilityName: String
    public var distance: Distance?
    public var time: Duration?

    public init(
      tier: FacilityTier, facilityID: String, facilityName: String, distance: Distance?, time: Duration? = nil
    ) {
      self.tier = tier
      self.facilityID = facilityID
      self.facilityName = facilityName
      self.distance = distance
      self.time = time
    }
  }

  /// How much of the township one service reaches.
  public struct Share: Sendable {
    /// The word of `GapRecord.service`.
    public var service: String
    public var serviceName: Phrase
    /// 0 to 1; nil when unknown.
    public var area: Double?
    /// Of the people known, 0 to 1; nil when unknown.
    public var population: Double?
    /// Of the settlements, 0 to 1; nil when unknown.
    public var settlements: Double?

    public init(
      service: String, serviceName: Phrase, area: Double?, population: Double?, settlements: Double?
    ) {
      self.service = service
      self.serviceName = serviceName
      self.area = area
      self.population = population
      self.settlements = settlements
    }
  }

  public var township: Township
  public var countyName: String?
  public var area: Area?
  /// The known people of its settlements; nil when no population is known.
  public var population: Int?
  /// Between what its people are, where a method spread them by weights; nil when no population is known.
  public var populationRange: ClosedRange<Int>?
  /// People who are counted to it and live in no known place; nil where there are none.
  public var populationUnplaced: Int?
  public var settlements: Int
  /// For each radius of the report, the area within it; empty when it was not computed.
  public var areaWithin: [Area]
  /// For each radius of the report, the people within it.
  public var populationWithin: [Int?]
  public var shares: [Share]
  public var nearest: [Nearest]
  /// What the siting counts here, in people or settlements; nil when nothing was sited.
  public var demand: Double?
  /// The township's score, 0 to 100; nil when the profile has none.
  public var score: Double?
  /// How long its people wait for an ambulance; nil when it was not computed.
  public var response: ResponseTimes?

  public init(
    township: Township, countyName: String?, area: Area?, population: Int?, settlements: Int, areaWithin: [Area] = [],
    populationWithin: [Int?] = [], shares: [Share] = [], nearest: [Nearest] = [], demand: Double? = nil,
    score: Double? = nil, response: ResponseTimes? = nil
  ) {
    self.township = township
    self.countyName = countyName
    self.area = area
    self.population = population
    self.settlements = settlements
    self.areaWithin = areaWithin
    self.populationWithin = populationWithin
    self.shares = shares
    self.nearest = nearest
    self.demand = demand
    self.score = score
    self.response = response
  }
}

extension TownshipRecord {
  /// What is measured of any of some townships: every row has the columns of all of it.
  struct Measured: Sendable {
    /// The words of the services, sorted.
    let services: [String]
    let tiers: [FacilityTier]
    let hasResponse: Bool
    /// Whether town people were spread by weights, or some live in no known place.
    let hasSpread: Bool

    init(of townships: [TownshipRecord]) {
      hasResponse = townships.contains { $0.response != nil }
      hasSpread = townships.contains { record in
        record.populationUnplaced != nil || record.populationRange.map { $0.count > 1 } == true
      }
      services = Set(townships.flatMap { $0.shares.map(\.service) }).sorted()
      let present = Set(townships.flatMap { $0.nearest.map(\.tier) })
      tiers = FacilityTier.allCases.filter(present.contains)
    }
  }

  /// The measures of the feature and the columns of the table.
  func measures(radii: [Distance], _ measured: Measured) -> [PropertyValue.Member] {
    var members: [PropertyValue.Member] = [
      .init("county", .optional(countyName)), .init("area_km2", .squareKilometres(area)),
      .init("population", .optional(population)),
    ]
    for (index, radius) in radii.enumerated() {
      let word = LimitName(radius).figure
      let area = areaWithin.indices.contains(index) ? areaWithin[index] : nil
      let people = populationWithin.indices.contains(index) ? populationWithin[index] : nil
      members.append(.init("area_within_\(word)_km2", .squareKilometres(area)))
      members.append(.init("population_within_\(word)", .optional(people)))
    }
    let hasPlace = !township.boundary.isEmpty || settlements > 0
    members.append(.init("settlements", hasPlace ? .whole(settlements) : .null))
    for service in measured.services {
      let share = shares.first { $0.service == service }
      members.append(.init("\(service)_share_area", .share(share?.area)))
      members.append(.init("\(service)_share_population", .share(share?.population)))
      members.append(.init("\(service)_share_settlements", .share(share?.settlements)))
    }
    for tier in measured.tiers {
      let facility = nearest.first { $0.tier == tier }
      members.append(.init("nearest_\(tier.rawValue)_id", .optional(facility?.facilityID)))
      members.append(.init("nearest_\(tier.rawValue)", .optional(facility?.facilityName)))
      members.append(.init("nearest_\(tier.rawValue)_km", .kilometres(facility?.distance)))
      members.append(.init("nearest_\(tier.rawValue)_min", .minutes(facility?.time)))
    }
    members.append(.init("demand", .optional(demand, places: 3)))
    members.append(.init("score", .optional(score, places: 2)))
    members.append(.init("kind", .optional(township.kind?.rawValue)))
    members.append(
      .init("boundary_origin", township.boundary.isEmpty ? .null : .text(township.boundaryOrigin.rawValue)))
    if measured.hasSpread {
      members.append(.init("population_low", .optional(populationRange?.lowerBound)))
      members.append(.init("population_high", .optional(populationRange?.upperBound)))
      members.append(.init("population_unplaced", .optional(populationUnplaced)))
    }
    if measured.hasResponse {
      members.append(.init("response_median_min", .minutes(response?.median)))
      members.append(.init("response_p90_min", .minutes(response?.ninetieth)))
      members.append(.init("response_share_15_min", .share(response?.shareWithin15)))
      members.append(.init("response_share_30_min", .share(response?.shareWithin30)))
    }
    return members
  }
}
