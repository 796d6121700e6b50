import GeoKit
import Testing

@testable import TravelNetwork

/// Held against a search over whole histories of segments, which knows neither stretches nor states.
@Suite struct TurnRestrictionTests {
  private func offRoad() throws -> OffRoadTravel {
    OffRoadTravel(speed: try #require(.init(metresPerSecond: 1)), limit: .metres(0.5))
  }

  private func graph(_ lines: RoadLines) -> RoadGraph {
    RoadGraph(
      lines, turns: { $0["restriction"].map { $0.hasPrefix("no_") ? .forbidden : .mandatory } },
      traversal: TurnOracle.traversal)
  }

  private func place(_ lines: RoadLines, _ point: Int) -> Coordinate {
    Coordinate(longitude: Double(lines.longitudes[point]) / 1e7, latitude: Double(lines.latitudes[point]) / 1e7)
  }

  @Test(arguments: 0..<8)
  func everyPairIsThatOfTheSearchOverHistories(seed: Int) throws {
    let size = 4
    let lines = RandomRoads.restricted(seed: UInt64(seed), size: size, restrictions: 16 + 3 * seed)
    #expect(lines.inconsistency == nil)
    let graph = graph(lines)
    let points = Array(0..<size * size)
    let places = points.map { place(lines, $0) }
    let oracle = TurnOracle(lines)
    let free = TurnOracle(RoadLines.withoutRestrictions(lines))
    var changed = 0
    for direction in SearchDirection.allCases {
      let router = RoadRouter(graph, direction, try offRoad())
      let matrix = router.times(of: places, to: places)
      let hierarchy = hierarchyTimes(router, places)
      for from in points {
        let (expected, unrestricted) = (oracle.times(from: from), free.times(from: from))
        for to in points {
          let (row, column) = direction == .outward ? (from, to) : (to, from)
          let best = expected[to]
          let found = matrix.seconds(row, column)
          #expect((found == nil) == (best == nil), "\(from) to \(to) \(direction)")
          if let best, let found { #expect(abs(best - found) < 0.02, "\(from) to \(to) \(direction)") }
          #expect(hierarchy[row][column] == found, "hierarchy \(from) to \(to)")
          if let best, let other = unrestricted[to], best > other + 1 { changed += 1 }
        }
      }
      let single = places.enumerated().map { router.nearest(of: [$1], to: places) }
      for row in points {
        for column in points {
          let (one, all) = (single[row][column]?.time.seconds, matrix.seconds(row, column))
          #expect(one == all || abs((one ?? .infinity) - (all ?? .infinity)) < 1e-4)
        }
      }
    }
    // The restrictions must matter, or nothing has been shown.
    #expect(changed > 0)
  }

  private func hierarchyTimes(_ router: RoadRouter, _ places: [Coordinate]) -> [[Double?]] {
    let origins = RoadOrigins(router, places, turnout: .zero)
    let exits = router.exits(origins, places) { _ in TickScale.longest }
    func seeds(_ list: [RoadSearch.TickSeed]) -> [SearchSeed] {
      list.map { SearchSeed(node: Int($0.node), time: .microseconds(Int64($0.ticks) * 100), owner: Int($0.owner)) }
    }
    let (rows, columns) = (origins.seedsByFacility.map(seeds), exits.map { seeds($0.seeds) })
    let hierarchy = ContractionHierarchy(router.graph)
    let matrix =
      router.direction == .outward
      ? hierarchy.times(from: rows, to: columns) : hierarchy.times(from: columns, to: rows).transposed
    return places.indices.map { row in
      places.indices.map { column in
        let direct = exits[column].withoutNodes.filter { $0.facility == row }.map { TickScale.seconds($0.ticks) }.min()
        return [matrix.seconds(row, column), direct].compactMap { $0 }.min()
      }
    }
  }

  @Test func withoutRestrictionsNothingIsDoubled() {
    let lines = RandomRoads.lines(seed: 7, size: 6)
    let restricted = RandomRoads.restricted(seed: 7, size: 6, restrictions: 3)
    #expect(graph(lines).stretchCount < graph(restricted).stretchCount)
    #expect(abs(graph(lines).length.metres - graph(RoadLines.withoutRestrictions(lines)).length.metres) < 1e-6)
  }

  @Test func theLengthOfRoadsIsThatWithoutRestrictions() {
    let lines = RandomRoads.restricted(seed: 3, size: 6, restrictions: 12)
    let plain = graph(RoadLines.withoutRestrictions(lines))
    #expect(abs(graph(lines).length.metres - plain.length.metres) < 1)
  }

  @Test func restrictionsAreStoredWithTheRoads() throws {
    let lines = RandomRoads.restricted(seed: 5, size: 5, restrictions: 9)
    let bytes = lines.encoded(sourceKey: 4)
    let read = try bytes.withUnsafeBufferPointer { try RoadLines.decoded($0) }
    #expect(read.lines == lines)
    #expect(!lines.restrictions.isEmpty)
  }
}

extension RoadLines {
  fileprivate static func withoutRestrictions(_ lines: RoadLines) -> RoadLines {
    var lines = lines
    lines.restrictions = []
    return lines
  }
}

extension RandomRoads {
  /// The roads of ``lines(seed:size:)`` with restrictions at junctions and along roads between two.
  fileprivate static func restricted(seed: UInt64, size: Int, restrictions: Int) -> RoadLines {
    var lines = lines(seed: seed, size: size)
    var random = SeededGenerator(seed &+ 1000)
    var ofPoint: [Int32: [Int]] = [:]
    func ends(_ line: Int) -> (Int32, Int32) {
      (lines.points[Int(lines.firstPoint[line])], lines.points[Int(lines.firstPoint[line + 1]) - 1])
    }
    for line in 0..<lines.count { for end in [ends(line).0, ends(line).1] { ofPoint[end, default: []].append(line) } }
    let kinds = ["no_left_turn", "only_straight_on", "no_u_turn"].map { ["restriction": $0] }
    let first = Int32(lines.attributeSets.count)
    lines.attributeSets += kinds
    while lines.restrictions.count < restrictions {
      let between = Int.random(in: 0..<lines.count, using: &random)
      let (a, b) = Bool.random(using: &random) ? ends(between) : (ends(between).1, ends(between).0)
      guard let from = ofPoint[a]?.randomElement(using: &random), let to = ofPoint[b]?.randomElement(using: &random),
        let other = ofPoint[a]?.randomElement(using: &random)
      else { continue }
      let kind = first + Int32.random(in: 0..<3, using: &random)
      let isAlong = Bool.random(using: &random)
      if isAlong, from == between || to == between || from == to { continue }
      if !isAlong, kind == first + 2, from != other { continue }
      lines.restrictions.append(
        TurnRestriction(
          from: lines.identifiers[from], viaPoint: isAlong ? -1 : a,
          viaLines: isAlong ? [lines.identifiers[between]] : [],
          to: lines.identifiers[isAlong ? to : other], attributes: kind))
    }
    return lines
  }
}

/// The quickest ways by a search whose states are the last segments that were travelled.
private struct TurnOracle {
  struct Segment: Hashable {
    var line: Int
    var from: Int32
    var to: Int32
  }

  private let lines: RoadLines
  private var leaving: [Int32: [Segment]] = [:]
  /// Points at which one may turn round: where roads meet, end or change, and where turns are restricted.
  private var junctions: Set<Int32> = []
  private var meeting: [Int32: Int] = [:]

  static func traversal(_ set: [String: String]) -> RoadTraversal {
    let speed = RoadTraversal.Speed(metresPerSecond: Double(set["speed"] ?? "") ?? 0)
    return switch set["oneway"] {
    case "yes": RoadTraversal(forward: speed, backward: nil)
    case "-1": RoadTraversal(forward: nil, backward: speed)
    default: RoadTraversal(forward: speed, backward: speed)
    }
  }

  init(_ lines: RoadLines) {
    self.lines = lines
    var ways: [Int32: Set<Bool>] = [:]
    for line in 0..<lines.count {
      let way = Self.traversal(lines.attributeSets[Int(lines.attributes[line])])
      for index in Int(lines.firstPoint[line])..<Int(lines.firstPoint[line + 1]) - 1 {
        let (a, b) = (lines.points[index], lines.points[index + 1])
        if way.forward != nil { leaving[a, default: []].append(Segment(line: line, from: a, to: b)) }
        if way.backward != nil { leaving[b, default: []].append(Segment(line: line, from: b, to: a)) }
        for point in [a, b] {
          meeting[point, default: 0] += 1
          ways[point, default: []].insert(way.forward != nil && way.backward != nil)
        }
      }
    }
    for (point, count) in meeting where count != 2 || ways[point] != [true] { junctions.insert(point) }
    // What forbids nothing changes nothing.
    for restriction in lines.restrictions where forbidsAnything(restriction) {
      if restriction.viaPoint >= 0 { junctions.insert(restriction.viaPoint) }
      for line in restriction.viaLines.map({ Int($0) - 1 }) {
        junctions.insert(lines.points[Int(lines.firstPoint[line])])
        junctions.insert(lines.points[Int(lines.firstPoint[line + 1]) - 1])
      }
    }
  }

  private func seconds(_ segment: Segment) -> Double {
    let way = Self.traversal(lines.attributeSets[Int(lines.attributes[segment.line])])
    let (a, b) = (Int(segment.from), Int(segment.to))
    let metres = LocalMetric.metres(lines.longitudes[a], lines.latitudes[a], lines.longitudes[b], lines.latitudes[b])
    return metres / ((way.forward ?? way.backward)?.metresPerSecond ?? 1)
  }

  /// Whether the lines of a history, each once, with the last road begun, break a restriction.
  private func isForbidden(_ history: [Segment]) -> Bool {
    guard let next = history.last, history.count > 1 else { return false }
    return lines.restrictions.contains { rule in
      let isMandatory = lines.attributeSets[Int(rule.attributes)]["restriction"]?.hasPrefix("only_") == true
      let (from, to, via) = (Int(rule.from) - 1, Int(rule.to) - 1, rule.viaLines.map { Int($0) - 1 })
      if isMandatory && !isPossible(rule) { return false }
      if via.isEmpty {
        let before = history[history.count - 2]
        guard before.line == from, before.to == rule.viaPoint else { return false }
        if !isMandatory { return next.line == to && isRestrictable(rule.viaPoint) }
        return next.line != to && isRestrictable(rule.viaPoint) && !isAllowed(next, from: from, at: rule.viaPoint)
      }
      let between = via[0]
      let before = history[history.count - 2]
      // Leaving `from` onto another road than `via`.
      let (a, b) = (lines.points[Int(lines.firstPoint[between])], lines.points[Int(lines.firstPoint[between + 1]) - 1])
      let entry = shares(from, a) ? a : b
      let exit = entry == a ? b : a
      if isMandatory, before.line == from, before.to == entry, next.line != between {
        return !isAllowed(next, from: from, at: entry)
      }
      // Turning round on the road between.
      if !isMandatory, before.line == between, next.line == between, before.from == next.to,
        [entry, exit].contains(before.to), isPossible(rule), isRestrictable(before.to)
      {
        return true
      }
      // All of `via`, then another road.
      guard before.line == between, before.to == exit else { return false }
      var index = history.count - 2
      while index > 0, history[index].line == between, history[index].from != entry { index -= 1 }
      guard index > 0, history[index].line == between, history[index].from == entry, history[index - 1].line == from,
        history[index - 1].to == entry
      else { return false }
      if !isMandatory { return next.line == to }
      return next.line != to
        && !mandatory.contains {
          Int($0.from) - 1 == from && $0.viaLines == rule.viaLines && Int($0.to) - 1 == next.line
        }
    }
  }

  /// Those that can be kept.
  private var mandatory: [TurnRestriction] {
    lines.restrictions.filter {
      lines.attributeSets[Int($0.attributes)]["restriction"]?.hasPrefix("only_") == true && isPossible($0)
    }
  }

  private func forbidsAnything(_ rule: TurnRestriction) -> Bool {
    if !isPossible(rule) { return false }
    if rule.viaPoint < 0 || !mandatory.contains(rule) { return true }
    return (leaving[rule.viaPoint] ?? []).contains { !isAllowed($0, from: Int(rule.from) - 1, at: rule.viaPoint) }
  }

  /// Whether one of several mandatory ways from the same road begins so.
  private func isAllowed(_ next: Segment, from: Int, at point: Int32) -> Bool {
    mandatory.contains { rule in
      guard Int(rule.from) - 1 == from, next.from == point else { return false }
      guard let between = rule.viaLines.first.map({ Int($0) - 1 }) else {
        return rule.viaPoint == point && next.line == Int(rule.to) - 1
      }
      return next.line == between && shares(from, point)
    }
  }

  private func shares(_ line: Int, _ point: Int32) -> Bool {
    lines.points[Int(lines.firstPoint[line])] == point || lines.points[Int(lines.firstPoint[line + 1]) - 1] == point
  }

  /// At a dead end there is no way but back.
  private func isRestrictable(_ point: Int32) -> Bool { (leaving[point] ?? []).count > 1 }

  /// A mandatory way that is closed binds nobody.
  private func isPossible(_ rule: TurnRestriction) -> Bool { way(rule) }

  private func way(_ rule: TurnRestriction) -> Bool {
    func leads(_ line: Int, from point: Int32) -> Bool { (leaving[point] ?? []).contains { $0.line == line } }
    let (from, to) = (Int(rule.from) - 1, Int(rule.to) - 1)
    func arrives(_ line: Int, at point: Int32) -> Bool {
      let range = Int(lines.firstPoint[line])..<Int(lines.firstPoint[line + 1])
      return range.contains { index in
        (leaving[lines.points[index]] ?? []).contains { $0.line == line && $0.to == point }
      }
    }
    guard let between = rule.viaLines.first.map({ Int($0) - 1 }) else {
      return arrives(from, at: rule.viaPoint) && leads(to, from: rule.viaPoint)
    }
    let (a, b) = (lines.points[Int(lines.firstPoint[between])], lines.points[Int(lines.firstPoint[between + 1]) - 1])
    let entry = shares(from, a) ? a : b
    let exit = entry == a ? b : a
    return arrives(from, at: entry) && leads(between, from: entry) && leads(to, from: exit)
  }

  /// Seconds to every point that can be reached.
  func times(from start: Int) -> [Int: Double] {
    struct State: Hashable {
      var point: Int32
      var history: [Segment]
    }
    var best: [Int: Double] = [:]
    var times: [State: Double] = [State(point: Int32(start), history: []): 0]
    var open: [(Double, State)] = [(0, State(point: Int32(start), history: []))]
    var settled: Set<State> = []
    while let index = open.indices.min(by: { open[$0].0 < open[$1].0 }) {
      let (time, state) = open[index]
      open.swapAt(index, open.count - 1)
      open.removeLast()
      guard settled.insert(state).inserted else { continue }
      best[Int(state.point)] = min(best[Int(state.point)] ?? .infinity, time)
      for segment in leaving[state.point] ?? [] {
        if let last = state.history.last, segment.to == last.from, segment.line == last.line,
          !junctions.contains(state.point)
        {
          continue
        }
        let history = state.history + [segment]
        if isForbidden(history) { continue }
        let next = State(point: segment.to, history: Array(history.suffix(4)))
        let arrival = time + seconds(segment)
        if arrival < times[next] ?? .infinity {
          times[next] = arrival
          open.append((arrival, next))
        }
      }
    }
    return best
  }
}
