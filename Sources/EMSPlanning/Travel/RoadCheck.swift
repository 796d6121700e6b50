import EMSModel
import EMSReading
import GeoKit
import TravelNetwork

/// What is wrong with roads, or may be: where they nearly meet, do not hang together, or lead in and not out.
public struct RoadCheck: Sendable {
  /// An end that nearly meets a road, and what joining the two would change.
  public struct Gap: Sendable {
    public var miss: NearMiss
    /// Settlements that would come within the limit; nil where that was not worked out.
    public var gained: [Settlement]?
  }

  /// Lines of one class, and how fast each mode goes on them.
  public struct RoadClass: Sendable {
    public var name: String
    /// How many lines have the class.
    public var lines: Int
    /// How long they are together.
    public var length: Distance
    /// Kilometres per hour of each mode, the least and the most; a mode that may not use any has none.
    public var speeds: [TravelMode: ClosedRange<Double>]
  }

  public let mode: TravelMode
  /// The worst first: those that bring most people within the limit, then those between islands, then the narrowest.
  public let gaps: [Gap]
  /// Parts that hang together with nothing else: a place on each, its length; the longest first.
  public let islands: [(place: Coordinate, length: Distance)]
  /// One-way roads that lead only in or only out: a place on each, and their length.
  public let traps: [(kind: RoadGraph.OneWayTrap.Kind, place: Coordinate, length: Distance)]
  /// By length.
  public let classes: [RoadClass]
  /// Roads that no settlement's quickest way passes; nil without settlements.
  public let unused: [(length: Distance, course: [Coordinate])]?
  /// Of all roads of the mode.
  public let length: Distance

  /// So many gaps at most are joined on trial.
  public static let mostTrials = 40

  /// For whom the roads are there.
  public struct Users: Sendable {
    public var facilities: [Facility]
    public var settlements: [Settlement]
    /// Within what a settlement should be reached.
    public var limit: Duration
    public var turnout: Duration

    public init(facilities: [Facility], settlements: [Settlement], limit: Duration, turnout: Duration) {
      self.facilities = facilities
      self.settlements = settlements
      self.limit = limit
      self.turnout = turnout
    }
  }

  public init(_ lines: RoadLines, mode: TravelMode, in scenario: RoadScenario, for users: Users? = nil) {
    self.mode = mode
    let road = RoadMode(mode)
    let usable = lines.attributeSets.map { !road.traversal($0, in: scenario).isClosed }
    let own = lines.filtered { usable[Int(lines.attributes[$0])] && scenario.closed[lines.identifiers[$0]] == nil }
    let graph = road.graph(of: lines, in: scenario)
    length = graph.length
    islands = graph.lesserIslands().filter { $0.length.metres > 0 }
      .map { (graph.coordinate(ofNode: $0.node), $0.length) }.sorted { $0.1 > $1.1 }
    traps = graph.oneWayTraps().map { ($0.kind, graph.coordinate(ofNode: Int($0.nodes[0])), $0.length) }
    classes = Self.classes(lines, scenario)
    let misses = NearMiss.all(in: own)
    guard let users, let travel = Self.travel(graph, road, mode, users), !users.settlements.isEmpty else {
      gaps = misses.map { Gap(miss: $0, gained: nil) }
      unused = nil
      return
    }
    let isUsed = travel.router.usedStretches(
      of: users.facilities.map(\.location), to: users.settlements.map(\.location))
    unused = graph.courses { !isUsed[$0] }
    let late = Self.beyond(users.limit, users.settlements, travel, users)
    gaps = misses.enumerated().map { number, miss in
      if late.isEmpty { return Gap(miss: miss, gained: []) }
      guard number < Self.mostTrials, let joined = lines.joining(miss),
        let travel = Self.travel(road.graph(of: joined, in: scenario), road, mode, users)
      else { return Gap(miss: miss, gained: nil) }
      let still = Set(Self.beyond(users.limit, late, travel, users).map(\.id))
      return Gap(miss: miss, gained: late.filter { !still.contains($0.id) })
    }.enumerated().sorted { a, b in
      (-(a.element.people), -(a.element.gained?.count ?? 0), a.offset)
        < (-(b.element.people), -(b.element.gained?.count ?? 0), b.offset)
    }.map(\.element)
  }

  private static func travel(_ graph: RoadGraph, _ road: RoadMode, _ mode: TravelMode, _ users: Users) -> RoadTravel? {
    guard graph.nodeCount > 0, let offRoad = road.offRoad() else { return nil }
    return RoadTravel(
      graph, mode: mode, direction: mode == .ambulance ? .fromFacility : .towardFacility, offRoad: offRoad,
      turnout: users.turnout)
  }

  /// Settlements that nothing reaches within the limit.
  private static func beyond(
    _ limit: Duration, _ settlements: [Settlement], _ travel: RoadTravel, _ users: Users
  ) -> [Settlement] {
    let journeys = travel.journeys(
      of: users.facilities.map(\.location), to: settlements.map(\.location), within: limit)
    return zip(settlements, journeys).compactMap { $1 == nil ? $0 : nil }
  }

  private static func classes(_ lines: RoadLines, _ scenario: RoadScenario) -> [RoadClass] {
    var found: [String: RoadClass] = [:]
    var counts = [(lines: Int, metres: Double)](repeating: (0, 0), count: lines.attributeSets.count)
    for line in 0..<lines.count {
      counts[Int(lines.attributes[line])].lines += 1
      counts[Int(lines.attributes[line])].metres += lines.metres(of: line)
    }
    for (tags, count) in zip(lines.attributeSets, counts) where count.lines > 0 {
      let name = tags["highway"] ?? tags["route"] ?? ""
      var known = found[name] ?? RoadClass(name: name, lines: 0, length: .metres(0), speeds: [:])
      known.lines += count.lines
      known.length.metres += count.metres
      for mode in TravelMode.allCases {
        let way = RoadMode(mode).traversal(tags, in: scenario)
        for speed in [way.forward, way.backward].compactMap({ $0?.kilometresPerHour }) {
          let range = known.speeds[mode] ?? speed...speed
          known.speeds[mode] = min(range.lowerBound, speed)...max(range.upperBound, speed)
        }
      }
      found[name] = known
    }
    return found.values.sorted { ($1.length, $0.name) < ($0.length, $1.name) }
  }
}

extension RoadCheck.Gap {
  /// Of the settlements gained, as far as they are known.
  public var people: Int { (gained ?? []).reduce(0) { $0 + ($1.population ?? 0) } }
}

extension RoadLines {
  /// The lines that are asked for.
  fileprivate func filtered(_ isWanted: (Int) -> Bool) -> RoadLines {
    var left = RoadLines(longitudes: longitudes, latitudes: latitudes, attributeSets: attributeSets)
    for line in 0..<count where isWanted(line) {
      left.points += points[Int(firstPoint[line])..<Int(firstPoint[line + 1])]
      left.firstPoint.append(Int32(left.points.count))
      left.attributes.append(attributes[line])
      left.identifiers.append(identifiers[line])
    }
    return left
  }

  /// The same roads with the end of the near miss a point of the other line; nil where either is not found.
  fileprivate func joining(_ miss: NearMiss) -> RoadLines? {
    let place = (Int32((miss.longitude * 1e7).rounded()), Int32((miss.latitude * 1e7).rounded()))
    var end: Int32?
    var nearest: (metres: Double, index: Int)?
    let metric = LocalMetric(latitude: Double(place.1))
    func offset(_ point: Int32) -> (x: Double, y: Double) {
      (
        Double(LocalMetric.shortWay(Int(longitudes[Int(point)]) - Int(place.0))) * metric.east,
        Double(Int(latitudes[Int(point)]) - Int(place.1)) * metric.north
      )
    }
    for line in 0..<count {
      let range = Int(firstPoint[line])..<Int(firstPoint[line + 1])
      if identifiers[line] == miss.line {
        for point in [points[range.lowerBound], points[range.upperBound - 1]]
        where longitudes[Int(point)] == place.0 && latitudes[Int(point)] == place.1 { end = point }
      }
      guard identifiers[line] == miss.other else { continue }
      for index in range.dropLast() {
        let (a, b) = (offset(points[index]), offset(points[index + 1]))
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let square = dx * dx + dy * dy
        let share = square > 0 ? min(max(-(a.x * dx + a.y * dy) / square, 0), 1) : 0
        let (x, y) = (a.x + share * dx, a.y + share * dy)
        let metres = (x * x + y * y).squareRoot()
        if metres < nearest?.metres ?? .infinity { nearest = (metres, index) }
      }
    }
    guard let end, let nearest else { return nil }
    var joined = self
    joined.points.insert(end, at: nearest.index + 1)
    for line in joined.firstPoint.indices where Int(joined.firstPoint[line]) > nearest.index {
      joined.firstPoint[line] += 1
    }
    return joined
  }
}
