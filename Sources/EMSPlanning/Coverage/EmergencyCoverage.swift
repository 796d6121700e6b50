import EMSModel
import GeoKit

/// Who is how far from an emergency station, and the coverage radius of each station.
///
/// Every distance is a geodesic on the ellipsoid; no polygon takes part. Inside a radius means `<=`. Stations and
/// settlements are held in the order of their ids, so that the order of the input changes nothing.
public struct EmergencyCoverage: Sendable {
  /// Ascending by id.
  public let stations: [Facility]
  /// Ascending by id.
  public let settlements: [Settlement]
  /// Ascending, each once.
  public let radii: [Distance]
  /// One for each settlement.
  public let reaches: [SettlementReach]
  /// One for each station.
  public let territories: [StationTerritory]

  /// - Parameters:
  ///   - stations: the facilities that answer emergencies.
  ///   - radii: the radii of the bands, in any order.
  ///   - limits: the least and the greatest coverage radius that a station may have.
  public init(
    stations: [Facility], settlements: [Settlement], radii: [Distance], limits: ClosedRange<Distance>
  ) {
    self.stations = stations.sortedIfNeeded { $0.id < $1.id }
    self.settlements = settlements.sortedIfNeeded { $0.id < $1.id }
    let radii = Set(radii).sorted()
    self.radii = radii
    reaches = EmergencyCoverage.reaches(of: self.settlements, from: self.stations, radii: radii)
    territories = EmergencyCoverage.territories(
      of: self.stations, settlements: self.settlements, reaches: reaches, limits: limits)
  }

  /// How many stations of the region have the status.
  public func count(of status: StationStatus) -> Int {
    territories.count { $0.status == status && !stations[$0.station].isOutside }
  }

  /// All settlements and people.
  public var total: Headcount { headcount { _ in true } }

  /// What lies within a radius of some station.
  public func headcount(within radius: Distance) -> Headcount {
    headcount { reach in reach.distance.map { $0 <= radius } ?? false }
  }

  /// What lies farther than a radius from every station.
  public func headcount(beyond radius: Distance) -> Headcount { total - headcount(within: radius) }

  private func headcount(where isCounted: (SettlementReach) -> Bool) -> Headcount {
    var count = Headcount.zero
    for (settlement, reach) in zip(settlements, reaches) where isCounted(reach) { count.add(settlement) }
    return count
  }

  private static func reaches(
    of settlements: [Settlement], from stations: [Facility], radii: [Distance]
  ) -> [SettlementReach] {
    guard !stations.isEmpty else {
      return settlements.map { _ in SettlementReach(station: nil, distance: nil, band: nil) }
    }
    return NearestIndex(stations.map(\.location)).nearest(toAll: settlements.map(\.location)).map { nearest in
      SettlementReach(
        station: nearest.index, distance: nearest.distance, band: radii.firstIndex { nearest.distance <= $0 })
    }
  }

  private static func territories(
    of stations: [Facility], settlements: [Settlement], reaches: [SettlementReach], limits: ClosedRange<Distance>
  ) -> [StationTerritory] {
    var headcounts = [Headcount](repeating: .zero, count: stations.count)
    var beyond = headcounts
    var required = [Distance?](repeating: nil, count: stations.count)
    for (settlement, reach) in zip(settlements, reaches) {
      guard let station = reach.station, let distance = reach.distance else { continue }
      headcounts[station].add(settlement)
      if distance > limits.upperBound { beyond[station].add(settlement) }
      required[station] = max(required[station] ?? distance, distance)
    }
    return stations.indices.map { station in
      let needed = required[station] ?? limits.lowerBound
      let status: StationStatus =
        if required[station] == nil || needed < limits.lowerBound {
          .dense
        } else if needed <= limits.upperBound {
          .within
        } else {
          .beyond
        }
      return StationTerritory(
        station: station, headcount: headcounts[station], requiredRadius: required[station],
        resolvedRadius: min(max(needed, limits.lowerBound), limits.upperBound), status: status,
        beyond: beyond[station])
    }
  }
}
