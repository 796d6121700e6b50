import EMSModel
import GeoKit

/// What it changes when one road is closed, or two at once.
public struct RoadClosure: Sendable {
  /// A road as the planner may close it: a way of OpenStreetMap, a feature of a layer.
  public struct Road: Hashable, Sendable {
    /// The number by which a list of closed roads names it; nil where a field of the layer names it by a word.
    public var identifier: Int64?
    /// `primary`, `village_road` …; nil where the layer has none.
    public var roadClass: String?
    public var isBridge: Bool
    public var length: Distance
    /// Its lines; several where the source has it in parts.
    public var courses: [[Coordinate]]
    /// Whose quickest journeys pass it today.
    public var using: Headcount
  }

  public let roads: [Road]
  /// Within the standard before, and no longer (`<=` is within); nil where the plan sets no time.
  public let lost: Headcount?
  /// Reached before, and by nothing now.
  public let unreached: Headcount
  /// Still reached, but later by a millisecond or more.
  public let delayed: Headcount
  /// Of those delayed: minutes times people, as far as they are known.
  public let personMinutes: Double
  /// The longest delay; zero where nobody is delayed.
  public let longestDelay: Duration
  /// The numbers of the settlements that are lost or not reached, or where there are none, of those delayed.
  let harmed: [Int]

  /// - Parameters:
  ///   - before: for each settlement the time of its quickest journey; nil where it is not reached.
  ///   - after: the same with the roads closed.
  init(
    of roads: [Road], settlements: [Settlement], before: [Duration?], after: [Duration?], limit: Duration?
  ) {
    var (lost, unreached, delayed) = (Headcount.zero, Headcount.zero, Headcount.zero)
    var personMinutes = 0.0
    var longestDelay = Duration.zero
    var (out, late): ([Int], [Int]) = ([], [])
    for (index, settlement) in settlements.enumerated() {
      guard let old = before[index] else { continue }
      let new = after[index]
      let isLost = limit.map { old <= $0 && new ?? .seconds(Int64.max) > $0 } ?? false
      if isLost { lost.add(settlement) }
      if isLost || new == nil { out.append(index) }
      guard let new else {
        unreached.add(settlement)
        continue
      }
      if new - old < Self.leastDelay { continue }
      delayed.add(settlement)
      late.append(index)
      personMinutes += (new - old) / .seconds(60) * Double(settlement.population ?? 0)
      longestDelay = max(longestDelay, new - old)
    }
    self.roads = roads
    self.lost = limit == nil ? nil : lost
    self.unreached = unreached
    self.delayed = delayed
    self.personMinutes = personMinutes
    self.longestDelay = longestDelay
    harmed = out.isEmpty ? late : out
  }

  /// Less than that may come of rounding at other places of the way.
  static let leastDelay = Duration.milliseconds(1)

  /// Whether it changes anything for anybody.
  public var matters: Bool { unreached.settlements > 0 || delayed.settlements > 0 }

  /// Whether this one is the worse: by people lost, then settlements, then those whom nothing reaches, then the delays.
  func isWorse(than other: RoadClosure) -> Bool {
    let (own, others) = (order, other.order)
    for (a, b) in zip(own, others) where a != b { return a > b }
    return roads.map { $0.identifier ?? 0 }.lexicographicallyPrecedes(other.roads.map { $0.identifier ?? 0 })
  }

  private var order: [Double] {
    [
      Double(lost?.people ?? 0), Double(lost?.settlements ?? 0), Double(unreached.people),
      Double(unreached.settlements), personMinutes, longestDelay / .seconds(1),
    ]
  }
}
