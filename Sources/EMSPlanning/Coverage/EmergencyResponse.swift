import EMSModel
import GeoKit

/// The ambulances' response: the quickest station of each settlement, and how long people wait.
public struct EmergencyResponse: Sendable {
  public let model: any TravelModel
  /// For each settlement of the coverage, its quickest station; nil where none arrives.
  public let nearest: [NearestFacility?]
  /// For each township of the area.
  public let townships: [ResponseTimes]
  public let region: ResponseTimes
  /// For each station, the longest time to a settlement that it reaches first: its coverage radius in minutes; nil
  /// where it is first at none.
  public let slowest: [Duration?]
  /// Whether the figures count people; settlements where the region knows no population.
  public let countsPeople: Bool

  /// - Throws: what the travel model throws.
  public init(of coverage: EmergencyCoverage, townships: [Township], travel: any TravelModel) throws {
    model = travel
    let nearest = try travel.nearest(
      of: coverage.stations.map(\.location), to: coverage.settlements.map(\.location))
    self.nearest = nearest
    let countsPeople = coverage.settlements.contains { $0.population != nil }
    self.countsPeople = countsPeople

    var byTownship: [String: [(weight: Int, time: Duration?)]] = [:]
    var all: [(weight: Int, time: Duration?)] = []
    var slowest = [Duration?](repeating: nil, count: coverage.stations.count)
    for (settlement, near) in zip(coverage.settlements, nearest) {
      let entry = (weight: countsPeople ? settlement.population ?? 0 : 1, time: near?.time)
      all.append(entry)
      if let id = settlement.townshipID { byTownship[id, default: []].append(entry) }
      if let near { slowest[near.facility] = max(slowest[near.facility] ?? .zero, near.time) }
    }
    region = ResponseTimes(all)
    self.townships = townships.map { ResponseTimes(byTownship[$0.id] ?? []) }
    self.slowest = slowest
  }
}
