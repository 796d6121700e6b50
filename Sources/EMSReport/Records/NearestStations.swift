import EMSModel
import EMSPlanning
import GeoKit

/// The three stations from which an ambulance is soonest at each settlement, today and with the plan.
public struct NearestStations: Sendable {
  /// A station, and how far it is.
  public struct Near: Hashable, Sendable {
    /// The index into `stations`.
    public var station: Int
    /// As the crow flies.
    public var distance: Distance
    /// By the plan's travel model, turnout included.
    public var time: Duration
  }

  /// Those of one settlement.
  public struct OfSettlement: Hashable, Sendable {
    /// The soonest first; fewer than three where no more arrive within the limit.
    public var today: [Near]
    /// The same once what is proposed stands.
    public var withPlan: [Near]
  }

  public var stations: [Facility]
  /// For each station whether the plan proposes it.
  public var isProposed: [Bool]
  /// In the order of the report's settlements.
  public var ofSettlements: [OfSettlement]
}

extension NearestStations {
  /// What takes longer is not looked for.
  public static let limit = Duration.seconds(3 * 3600)
  /// For more pairs of a station and a settlement than this the table is not made: it would take longer than the plan.
  private static let mostPairs = 600_000

  /// nil where there are no stations, or too many for a table on a page.
  ///
  /// - Throws: what the travel model throws.
  public init?(from today: Situation, to planned: Situation, travel: PlanTravel) throws {
    let (stations, settlements) = (planned.coverage.stations, planned.coverage.settlements)
    guard !stations.isEmpty, !settlements.isEmpty, stations.count * settlements.count <= Self.mostPairs else {
      return nil
    }
    let standing = Set(today.coverage.stations.map(\.id))
    let isProposed = stations.map { !standing.contains($0.id) }
    let times = try travel.emergency.times(
      from: stations.map(\.location), to: settlements.map(\.location), within: Self.limit)
    self.stations = stations
    self.isProposed = isProposed
    ofSettlements = zip(settlements, times).map { settlement, times in
      let near = times.sorted { ($0.time, $0.facility) < ($1.time, $1.facility) }
      func first(_ near: some Sequence<TravelTime>) -> [Near] {
        near.prefix(3).map {
          Near(
            station: $0.facility,
            distance: Geodesic.distance(stations[$0.facility].location, settlement.location), time: $0.time)
        }
      }
      return OfSettlement(today: first(near.lazy.filter { !isProposed[$0.facility] }), withPlan: first(near))
    }
  }
}
