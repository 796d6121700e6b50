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
    public var population: Double?
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
