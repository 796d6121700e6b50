import EMSModel
import EMSPlanning
import GeoKit

/// The people of one town who are beyond the greatest radius once the plan stands.
public struct RemainderRecord: Sendable {
  /// nil for those in no township.
  public var townshipID: String?
  /// nil when nobody's number is known.
  public var people: Int?
  public var settlements: Int
}

extension RemainderRecord {
  /// Those of a situation, ascending by town; towns of which nobody remains are left out.
  static func all(of coverage: EmergencyCoverage, beyond radius: Distance) -> [RemainderRecord] {
    var counts: [String?: Headcount] = [:]
    for (settlement, reach) in zip(coverage.settlements, coverage.reaches) {
      if let distance = reach.distance, distance <= radius { continue }
      counts[settlement.townshipID, default: .zero].add(settlement)
    }
    return counts.sorted { ($0.key ?? "") < ($1.key ?? "") }.map { town, count in
      RemainderRecord(townshipID: town, people: count.knownPeople, settlements: count.settlements)
    }
  }
}
