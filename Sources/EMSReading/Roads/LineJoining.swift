import GeoKit
import TravelNetwork

/// An end of a road that nearly meets another road, and is not joined to it.
public struct NearMiss: Hashable, Sendable {
  /// Degrees.
  public var longitude: Double
  public var latitude: Double
  /// Identifiers of the line that ends, and of the one that it nearly meets.
  public var line: Int64
  public var other: Int64
  /// Between the two.
  public var gap: Distance
  /// Whether nothing else joins the two: they lie on different islands.
  public var isBetweenIslands: Bool

  /// How far an end may be from a line to be told as a near miss.
  public static let radius = Distance.metres(30)

  /// Those of roads as they are, the worst first: those that would join two islands, then the narrowest gaps.
  public static func all(in lines: RoadLines) -> [NearMiss] { LineJoining(asTheyAre: lines).nearMisses() }
}

/// Joins the lines of a layer that was drawn without junctions.
///
/// Motorways and ferries are not joined between their ends, be it at a vertex that another line has, too, but motorways to
/// each other's and their links' ends.
/// Ends within the tolerance of each other, of a vertex or of the middle of a line become junctions; a line is split where
/// another one ends on it, unless both say that they lie at different heights. Lines that only cross stay a bridge over
/// one another, except where both say that they lie on the ground, and lines that pass one vertex at different heights do
/// not meet there. Ends are taken from west to east, so that the result
/// does not depend on the order of the lines.
struct LineJoining {
  private(set) var lines: RoadLines
  /// Ends that were moved onto another end.
  private(set) var joinedEnds = 0
  /// Ends that were joined to a vertex or the middle of a line.
  private(set) var splits = 0
  private(set) var crossings = 0
  /// Crossings that are no junctions because neither line says at which height it runs.
  private(set) var unsaidCrossings = 0
  /// Places where a road ends on or crosses the middle of a motorway or a ferry, and is not joined to it.
  private(set) var keptApart = 0

  /// The vertex that a motorway or a ferry ran through before it was given one of its own, by that one.
  private var sharedVertices: [Int32: Int32] = [:]

  private let levels: [LineLevel]
  /// What may join each set of attributes between its ends.
  private let middles: [LineMiddle]

  /// - Parameter keepsVertices: whether a common vertex is a junction whatever the lines say of their heights, as in
  ///   OpenStreetMap.
  init(_ lines: RoadLines, within metres: Double, keepsVertices: Bool = false) {
    self.lines = lines
    levels = lines.attributeSets.map { LineLevel($0) }
    middles = lines.attributeSets.map { LineMiddle($0) }
    if !keepsVertices { separateHeights() }
    if metres > 0 { joinEnds(within: metres) }
    if !keepsVertices { separateMiddles() }
    if metres > 0 { joinMiddles(within: metres) }
    joinLevelCrossings(within: max(metres, 0.1))
  }

  /// Joins nothing.
  init(asTheyAre lines: RoadLines) {
    self.lines = lines
    levels = lines.attributeSets.map { LineLevel($0) }
    middles = lines.attributeSets.map { LineMiddle($0) }
  }

  private func level(_ line: Int) -> LineLevel { levels[Int(lines.attributes[line])] }
  private func middle(_ line: Int) -> LineMiddle { middles[Int(lines.attributes[line])] }

  private func range(_ line: Int) -> Range<Int> { Int(lines.firstPoint[line])..<Int(lines.firstPoint[line + 1]) }

  /// The distinct points at which lines end, from west to east.
  private var ends: [Int32] {
    var found = Set<Int32>()
    for line in 0..<lines.count {
      found.insert(lines.points[range(line).lowerBound])
      found.insert(lines.points[range(line).upperBound - 1])
    }
    return found.sorted {
      (lines.longitudes[Int($0)], lines.latitudes[Int($0)]) < (lines.longitudes[Int($1)], lines.latitudes[Int($1)])
    }
  }

  /// Gives lines that run through one vertex at different heights a vertex each: where none ends there, one passes over
  /// the other.
  private mutating func separateHeights() {
    if Set(levels).count < 2 { return }
    let isEnd = Set(ends)
    var first: [Int32: LineLevel] = [:]
    var own: [Int32: [LineLevel: Int32]] = [:]
    for line in 0..<lines.count {
      let level = level(line)
      for index in range(line).dropFirst().dropLast() where !isEnd.contains(lines.points[index]) {
        let point = lines.points[index]
        guard let lower = first[point] else {
          first[point] = level
          continue
        }
        if lower == level || lower.meets(level) { continue }
        let copy = own[point]?[level] ?? Int32(lines.longitudes.count)
        if own[point]?[level] == nil {
          own[point, default: [:]][level] = copy
          lines.longitudes.append(lines.longitudes[Int(point)])
          lines.latitudes.append(lines.latitudes[Int(point)])
        }
        lines.points[index] = copy
      }
    }
  }

  /// Gives motorways and ferries that run through a vertex of lines of which none may join them there a vertex of their
  /// own. Where a link or another motorway ends, all that meet there stay joined.
  private mutating func separateMiddles() {
    if middles.allSatisfy(\.mayBeCrossed) { return }
    var passing: [Int32: [(line: Int, index: Int)]] = [:]
    for line in 0..<lines.count where !middle(line).mayBeCrossed {
      for index in innerPoints(of: line) { passing[lines.points[index], default: []].append((line, index)) }
    }
    var beside: [Int32: Set<LineMiddle>] = [:]
    for line in 0..<lines.count {
      let inner = middle(line).mayBeCrossed ? [] : Set(innerPoints(of: line))
      for index in range(line) where passing[lines.points[index]] != nil && !inner.contains(index) {
        beside[lines.points[index], default: []].insert(middle(line))
      }
    }
    for (point, all) in passing.sorted(by: { $0.key < $1.key }) {
      for kind in [LineMiddle.motorway, .ferry] {
        let own = all.filter { middle($0.line) == kind }
        let others = (beside[point] ?? []).union(all.map { middle($0.line) }.filter { $0 != kind })
        // Motorways that run through one vertex meet there, ferries do not.
        let isAlone = others.isEmpty && (kind == .motorway || Set(own.map(\.line)).count < 2)
        if own.isEmpty || isAlone || others.contains(where: kind.joins) { continue }
        keptApart += 1
        var copies: [Int: Int32] = [:]
        for (line, index) in own {
          let owner = kind == .motorway ? -1 : line
          let copy = copies[owner] ?? Int32(lines.longitudes.count)
          if copies[owner] == nil {
            copies[owner] = copy
            sharedVertices[copy] = point
            lines.longitudes.append(lines.longitudes[Int(point)])
            lines.latitudes.append(lines.latitudes[Int(point)])
          }
          lines.points[index] = copy
        }
      }
    }
  }

  /// The positions in `lines.points` at which a line runs through a vertex, and does not end there.
  private func innerPoints(of line: Int) -> [Int] {
    let range = range(line)
    let ends = [lines.points[range.lowerBound], lines.points[range.upperBound - 1]]
    return range.filter { !ends.contains(lines.points[$0]) }
  }

  private mutating func joinEnds(within metres: Double) {
    var moved: [Int32: Int32] = [:]
    var grid = LineGrid(radius: metres)
    for end in ends {
      let (longitude, latitude) = (lines.longitudes[Int(end)], lines.latitudes[Int(end)])
      var nearest: (metres: Double, point: Int32)?
      grid.forEach(near: longitude, latitude) { other in
        let gap = LocalMetric.metres(longitude, latitude, lines.longitudes[Int(other)], lines.latitudes[Int(other)])
        if gap <= metres, gap < nearest?.metres ?? .infinity { nearest = (gap, other) }
      }
      if let nearest {
        moved[end] = nearest.point
      } else {
        grid.add(end, longitude, latitude)
      }
    }
    joinedEnds = moved.count
    rebuild(moving: moved, inserting: [:])
  }

  private mutating func joinMiddles(within metres: Double) {
    let found = hits(of: ends, within: metres).filter { $0.hit.metres <= metres }
    let hits = found.filter(\.hit.mayJoin)
    // Where the two had a vertex in common they are counted already.
    let apart = found.count { end, hit in
      !hit.mayJoin && ![hit.index, hit.index + 1].contains { sharedVertices[lines.points[$0]] == end }
    }
    keptApart += apart
    var moved: [Int32: Int32] = [:]
    var inserted: [Int: [Insertion]] = [:]
    let isEnd = Set(ends)
    for (end, hit) in hits {
      splits += 1
      let vertices = [hit.index, hit.index + 1].map { lines.points[$0] }
      let near = vertices.filter { vertex in
        !isEnd.contains(vertex) && moved[vertex] == nil && gap(vertex, end) <= metres
      }.min { gap($0, end) < gap($1, end) }
      if let near {
        moved[near] = end
      } else {
        inserted[hit.line, default: []].append(Insertion(index: hit.index, share: hit.share, point: end))
      }
    }
    rebuild(moving: moved, inserting: inserted)
  }

  private func gap(_ a: Int32, _ b: Int32) -> Double {
    LocalMetric.metres(
      lines.longitudes[Int(a)], lines.latitudes[Int(a)], lines.longitudes[Int(b)], lines.latitudes[Int(b)])
  }

  /// A new point of a line, after the point at `index` of `lines.points`.
  private struct Insertion {
    var index: Int
    var share: Double
    var point: Int32
  }

  private mutating func rebuild(moving moved: [Int32: Int32], inserting inserted: [Int: [Insertion]]) {
    if moved.isEmpty && inserted.isEmpty { return }
    var rebuilt = lines
    rebuilt.points.removeAll(keepingCapacity: true)
    rebuilt.firstPoint = [0]
    rebuilt.attributes = []
    rebuilt.identifiers = []
    for line in 0..<lines.count {
      let start = rebuilt.points.count
      func append(_ point: Int32) {
        let point = moved[point] ?? point
        if rebuilt.points.count == start || rebuilt.points.last != point { rebuilt.points.append(point) }
      }
      var new = (inserted[line] ?? []).sorted { ($0.index, $0.share, $0.point) < ($1.index, $1.share, $1.point) }[...]
      for index in range(line) {
        append(lines.points[index])
        while let next = new.first, next.index == index {
          append(next.point)
          new.removeFirst()
        }
      }
      // A line no longer than the tolerance has become a point.
      if rebuilt.points.count - start < 2 {
        rebuilt.points.removeLast(rebuilt.points.count - start)
        continue
      }
      rebuilt.firstPoint.append(Int32(rebuilt.points.count))
      rebuilt.attributes.append(lines.attributes[line])
      rebuilt.identifiers.append(lines.identifiers[line])
    }
    lines = rebuilt
  }

  // MARK: Ends beside lines

  /// Where a line passes an end.
  private struct Hit {
    var line: Int
    /// The index in `lines.points` of the vertex before.
    var index: Int
    var share: Double
    var metres: Double
    /// Whether a line that ends there may join the line between its ends.
    var mayJoin = true
  }

  /// For each of the points, the nearest place of every line that passes within the radius, at the same height as the
  /// lines that end there, and does not hold the point already. In the order of the points, then of the lines.
  private func hits(of points: [Int32], within radius: Double) -> [(end: Int32, hit: Hit)] {
    var grid = LineGrid(radius: radius)
    for point in points { grid.add(point, lines.longitudes[Int(point)], lines.latitudes[Int(point)]) }
    var levelsOfEnd: [Int32: Set<LineLevel>] = [:]
    var middlesOfEnd: [Int32: Set<LineMiddle>] = [:]
    for line in 0..<lines.count {
      for index in [range(line).lowerBound, range(line).upperBound - 1] {
        levelsOfEnd[lines.points[index], default: []].insert(level(line))
        middlesOfEnd[lines.points[index], default: []].insert(middle(line))
      }
    }
    var best: [Int32: [Int: Hit]] = [:]
    for line in 0..<lines.count {
      let range = range(line)
      let own = Set([lines.points[range.lowerBound], lines.points[range.upperBound - 1]])
      for index in range.dropLast() {
        let (a, b) = (Int(lines.points[index]), Int(lines.points[index + 1]))
        grid.forEach(
          along: (lines.longitudes[a], lines.latitudes[a]), (lines.longitudes[b], lines.latitudes[b])
        ) { end in
          if end == Int32(a) || end == Int32(b) { return }
          var hit = hit(end, line, index)
          hit.mayJoin = middlesOfEnd[end]?.contains(where: middle(line).joins) ?? true
          guard hit.metres <= radius, hit.metres < best[end]?[line]?.metres ?? .infinity,
            levelsOfEnd[end]?.contains(where: { $0.meets(level(line)) }) ?? true
          else { return }
          if own.contains(end), wayRound(end, hit) < 4 * radius + 1 { return }
          best[end, default: [:]][line] = hit
        }
      }
    }
    return points.flatMap { end in
      (best[end] ?? [:]).values.filter { hit in
        let holds = lines.points[range(hit.line)].contains(end)
        let ends = [range(hit.line).lowerBound, range(hit.line).upperBound - 1].map { lines.points[$0] }
        return !holds || ends.contains(end)
      }.sorted { $0.line < $1.line }.map { (end, $0) }
    }
  }

  private func hit(_ end: Int32, _ line: Int, _ index: Int) -> Hit {
    let metric = LocalMetric(latitude: Double(lines.latitudes[Int(end)]))
    func place(_ point: Int32) -> (x: Double, y: Double) {
      let east = LocalMetric.shortWay(Int(lines.longitudes[Int(point)]) - Int(lines.longitudes[Int(end)]))
      return (
        Double(east) * metric.east,
        Double(Int(lines.latitudes[Int(point)]) - Int(lines.latitudes[Int(end)])) * metric.north
      )
    }
    let (a, b) = (place(lines.points[index]), place(lines.points[index + 1]))
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let square = dx * dx + dy * dy
    let share = square > 0 ? min(max(-(a.x * dx + a.y * dy) / square, 0), 1) : 0
    let (x, y) = (a.x + share * dx, a.y + share * dy)
    return Hit(line: line, index: index, share: share, metres: (x * x + y * y).squareRoot())
  }

  /// Metres along a line from its own end to where it passes it.
  private func wayRound(_ end: Int32, _ hit: Hit) -> Double {
    let range = range(hit.line)
    func metres(_ indices: Range<Int>) -> Double {
      indices.reduce(0) { $0 + gap(lines.points[$1], lines.points[$1 + 1]) }
    }
    let segment = gap(lines.points[hit.index], lines.points[hit.index + 1])
    let fromStart = metres(range.lowerBound..<hit.index) + hit.share * segment
    let fromEnd = metres(hit.index..<range.upperBound - 1) - hit.share * segment
    let isStart = lines.points[range.lowerBound] == end
    let isEnd = lines.points[range.upperBound - 1] == end
    return min(isStart ? fromStart : .infinity, isEnd ? fromEnd : .infinity)
  }

  /// Dead ends within ``NearMiss/radius`` of a line that they do not join, the worst first: those that would join two
  /// islands, then the narrowest gaps.
  func nearMisses() -> [NearMiss] {
    var uses = [Int32](repeating: 0, count: lines.longitudes.count)
    for point in lines.points { uses[Int(point)] += 1 }
    let dead = ends.filter { uses[Int($0)] == 1 }
    var lineOfEnd: [Int32: Int] = [:]
    for line in 0..<lines.count {
      lineOfEnd[lines.points[range(line).lowerBound]] = line
      lineOfEnd[lines.points[range(line).upperBound - 1]] = line
    }
    let islands = islandOfPoint()
    var misses: [NearMiss] = []
    for (end, hit) in hits(of: dead, within: NearMiss.radius.metres) {
      guard let line = lineOfEnd[end], line != hit.line, hit.mayJoin, !isStub(end, line, beside: hit.line) else {
        continue
      }
      misses.append(
        NearMiss(
          longitude: Double(lines.longitudes[Int(end)]) / 1e7, latitude: Double(lines.latitudes[Int(end)]) / 1e7,
          line: lines.identifiers[line], other: lines.identifiers[hit.line], gap: .metres(hit.metres),
          isBetweenIslands: islands[Int(end)] != islands[Int(lines.points[hit.index])]))
    }
    // Of several lines beside one end the worst stands for all.
    let sorted = misses.sorted {
      ($0.isBetweenIslands ? 0 : 1, $0.gap, $0.longitude, $0.latitude, $0.other)
        < ($1.isBetweenIslands ? 0 : 1, $1.gap, $1.longitude, $1.latitude, $1.other)
    }
    var told = Set<SIMD2<Double>>()
    return sorted.filter { told.insert(SIMD2($0.longitude, $0.latitude)).inserted }
  }

  /// Whether the line is a short way off the other one, and so ends near it of itself.
  private func isStub(_ end: Int32, _ line: Int, beside other: Int) -> Bool {
    let shared = Set(lines.points[range(other)])
    return lines.points[range(line)].contains { shared.contains($0) && gap($0, end) < 4 * NearMiss.radius.metres }
  }

  /// For each point the lowest point that lines lead to from it, whatever their direction.
  private func islandOfPoint() -> [Int32] {
    var islands = DisjointSets(count: lines.longitudes.count)
    for line in 0..<lines.count {
      for index in range(line).dropFirst() {
        islands.join(lines.points[index - 1], lines.points[index])
      }
    }
    return islands.lowestOfEach()
  }

  // MARK: Crossings

  /// Splits lines where they cross without a vertex and both say that they lie on the ground, at the same height.
  private mutating func joinLevelCrossings(within metres: Double) {
    let segments = (0..<lines.count).flatMap { line in
      level(line).isGround || level(line).isUnsaid ? range(line).dropLast().map { (line: line, index: $0) } : []
    }
    var grid = LineGrid(radius: 1)
    var inserted: [Int: [Insertion]] = [:]
    var made: [SIMD2<Int32>: Int32] = [:]
    for (number, segment) in segments.enumerated() {
      let (a, b) = (Int(lines.points[segment.index]), Int(lines.points[segment.index + 1]))
      var seen = Set<Int32>()
      grid.forEach(along: (lines.longitudes[a], lines.latitudes[a]), (lines.longitudes[b], lines.latitudes[b])) {
        other in
        let earlier = segments[Int(other)]
        guard seen.insert(other).inserted, level(segment.line).meets(level(earlier.line)),
          let (share, otherShare) = crossing(segment.index, earlier.index)
        else { return }
        guard middle(segment.line).mayBeCrossed, middle(earlier.line).mayBeCrossed else {
          if share > 0, share < 1, otherShare > 0, otherShare < 1 { keptApart += 1 }
          return
        }
        guard level(segment.line).isGround, level(earlier.line).isGround else {
          if share > 0, share < 1, otherShare > 0, otherShare < 1 { unsaidCrossings += 1 }
          return
        }
        let place = SIMD2(
          Self.between(lines.longitudes[a], lines.longitudes[b], share),
          Self.between(lines.latitudes[a], lines.latitudes[b], share))
        let point = made[place] ?? Int32(lines.longitudes.count)
        if made[place] == nil {
          made[place] = point
          lines.longitudes.append(place.x)
          lines.latitudes.append(place.y)
        }
        crossings += 1
        inserted[segment.line, default: []].append(Insertion(index: segment.index, share: share, point: point))
        inserted[earlier.line, default: []].append(Insertion(index: earlier.index, share: otherShare, point: point))
      }
      grid.add(
        Int32(number), along: (lines.longitudes[a], lines.latitudes[a]), (lines.longitudes[b], lines.latitudes[b]))
    }
    rebuild(moving: [:], inserting: inserted)
  }

  private static func between(_ a: Int32, _ b: Int32, _ share: Double) -> Int32 {
    Int32((Double(a) + share * (Double(b) - Double(a))).rounded())
  }

  /// The shares of two segments at which they cross; nil where they do not, or meet at a vertex.
  private func crossing(_ first: Int, _ second: Int) -> (Double, Double)? {
    let ends = [first, first + 1, second, second + 1].map { index in
      Int(sharedVertices[lines.points[index]] ?? lines.points[index])
    }
    if ends[0] == ends[2] || ends[0] == ends[3] || ends[1] == ends[2] || ends[1] == ends[3] { return nil }
    func place(_ point: Int) -> (x: Double, y: Double) {
      (Double(lines.longitudes[point]), Double(lines.latitudes[point]))
    }
    let (a, b, c, d) = (place(ends[0]), place(ends[1]), place(ends[2]), place(ends[3]))
    let (ux, uy, vx, vy) = (b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y)
    let cross = ux * vy - uy * vx
    if cross == 0 { return nil }
    let share = ((c.x - a.x) * vy - (c.y - a.y) * vx) / cross
    let otherShare = ((c.x - a.x) * uy - (c.y - a.y) * ux) / cross
    return (0...1).contains(share) && (0...1).contains(otherShare) ? (share, otherShare) : nil
  }
}

/// At which height a line runs, as far as its layer says.
struct LineLevel: Hashable {
  private let isBridge: Bool
  private let isTunnel: Bool
  private let layer: Int
  /// Whether the line says that it is neither a bridge nor a tunnel.
  let isGround: Bool
  /// Whether the line says nothing of its height.
  let isUnsaid: Bool

  init(_ tags: [String: String]) {
    isBridge = tags["bridge"].map { $0 != "no" } ?? false
    isTunnel = tags["tunnel"].map { $0 != "no" } ?? false
    layer = tags["layer"].flatMap { Int($0) } ?? 0
    isUnsaid = !["bridge", "tunnel", "layer"].contains { tags[$0] != nil }
    isGround = !isBridge && !isTunnel && !isUnsaid
  }

  /// Whether lines of the two levels meet where they touch.
  func meets(_ other: LineLevel) -> Bool {
    isBridge == other.isBridge && isTunnel == other.isTunnel && layer == other.layer
  }
}

/// Numbers filed by place, to be found near a point or along a segment.
private struct LineGrid {
  private var cells: [SIMD2<Int32>: [Int32]] = [:]
  /// 1e-7 degrees; some hundred metres, or the radius where that is more.
  private let cell: Double
  private let north: Double
  private let radius: Double

  init(radius: Double) {
    self.radius = radius
    north = radius / 110_000 * 1e7 + 2
    cell = max(20_000, north)
  }

  mutating func add(_ number: Int32, _ longitude: Int32, _ latitude: Int32) {
    cells[SIMD2(column(Double(longitude)), column(Double(latitude))), default: []].append(number)
  }

  mutating func add(_ number: Int32, along a: (Int32, Int32), _ b: (Int32, Int32)) {
    var reached: [SIMD2<Int32>] = []
    forEachCell(a, b, margin: 0) { reached.append($0) }
    for key in reached { cells[key, default: []].append(number) }
  }

  func forEach(near longitude: Int32, _ latitude: Int32, _ body: (Int32) -> Void) {
    forEach(along: (longitude, latitude), (longitude, latitude), body)
  }

  func forEach(along a: (Int32, Int32), _ b: (Int32, Int32), _ body: (Int32) -> Void) {
    forEachCell(a, b, margin: north) { for number in cells[$0] ?? [] { body(number) } }
  }

  private func column(_ units: Double) -> Int32 { Int32((units / cell).rounded(.down)) }

  /// The cells within the margin of a segment, row by row.
  private func forEachCell(
    _ a: (Int32, Int32), _ b: (Int32, Int32), margin: Double, _ body: (SIMD2<Int32>) -> Void
  ) {
    let (south, end) = (Double(min(a.1, b.1)) - margin, Double(max(a.1, b.1)) + margin)
    let metric = LocalMetric(latitude: max(abs(south), abs(end)))
    let east = margin == 0 ? 0 : radius / max(metric.east, 1e-6) + 2
    let (x1, y1, x2, y2) = (Double(a.0), Double(a.1), Double(b.0), Double(b.1))
    for row in column(south)...column(end) {
      var (west, other) = (min(x1, x2), max(x1, x2))
      if y1 != y2 {
        // The part of the segment whose margin touches the row.
        let low = max(min(y1, y2), Double(row) * cell - margin)
        let high = min(max(y1, y2), Double(row + 1) * cell + margin)
        let (xa, xb) = (x1 + (x2 - x1) * (low - y1) / (y2 - y1), x1 + (x2 - x1) * (high - y1) / (y2 - y1))
        (west, other) = (max(west, min(xa, xb)), min(other, max(xa, xb)))
      }
      for column in column(west - east)...column(max(west, other) + east) { body(SIMD2(column, row)) }
    }
  }
}
