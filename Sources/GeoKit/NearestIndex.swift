import CProj
import Foundation

/// Finds the nearest of many points, and all within a distance, exactly by the geodesic.
///
/// A kd-tree over straight-line (chord) distances in space (Bentley 1975; balanced, in flat arrays) finds the
/// candidates; the geodesic decides. For a chord c the geodesic s obeys c <= s <= 2ρ asin(c/2ρ), ρ being the least
/// radius of curvature b²/a (Schur's comparison theorem), which differ by 3 cm at 30 km, so that almost always one
/// geodesic per question suffices. Of points equally far the one of lowest index comes first. Thread safe.
public struct NearestIndex: Sendable {
  private let points: [Coordinate]
  /// Positions in space in tree order, and the index of each in `points`.
  private let nodes: [SIMD3<Double>]
  private let order: [Int32]
  /// The box around all positions.
  private let low: SIMD3<Double>
  private let high: SIMD3<Double>

  /// How many places there are.
  public var count: Int { points.count }

  /// An index over points whose coordinates are finite.
  public init(_ points: [Coordinate]) {
    self.points = points
    let space = points.map(Self.position)
    var order = Array(Int32(0)..<Int32(points.count))
    order.withUnsafeMutableBufferPointer { Self.arrange($0, space) }
    self.order = order
    nodes = order.map { space[Int($0)] }
    low = space.reduce(SIMD3(repeating: .infinity)) { pointwiseMin($0, $1) }
    high = space.reduce(SIMD3(repeating: -.infinity)) { pointwiseMax($0, $1) }
  }

  /// The nearest point and how far it is; nil when the index is empty.
  public func nearest(to place: Coordinate) -> (index: Int, distance: Distance)? {
    nearest(to: place, count: 1).first
  }

  /// The nearest points, nearest first, `count` of them or all there are.
  public func nearest(to place: Coordinate, count: Int) -> [(index: Int, distance: Distance)] {
    var search = KNearest(count: count)
    collect(Self.position(place), into: &search)
    return settle(search.candidates, place, count)
  }

  /// The nearest point to each of many places, worked out on all cores; empty when the index is empty.
  ///
  /// The answer does not depend on the number of threads.
  public func nearest(toAll places: [Coordinate]) -> [(index: Int, distance: Distance)] {
    guard !points.isEmpty else { return [] }
    return [(index: Int, distance: Distance)](unsafeUninitializedCapacity: places.count) { buffer, count in
      nonisolated(unsafe) let out = buffer
      Parallel.chunks(places.count, of: 2048) { range in
        var search = KNearest(count: 1)
        for index in range {
          let place = places[index]
          search.reset()
          collect(Self.position(place), into: &search)
          let best: (index: Int, distance: Distance)
          if search.candidates.count == 1 {
            let found = Int(search.candidates[0].index)
            best = (found, Geodesic.distance(place, points[found]))
          } else {
            best = settle(search.candidates, place, 1)[0]
          }
          out.initializeElement(at: index, to: best)
        }
      }
      count = places.count
    }
  }

  /// The indices of all points whose geodesic distance is at most `radius`, ascending.
  public func within(_ radius: Distance, of place: Coordinate) -> [Int] {
    var found: [Int] = []
    forEach(within: radius, of: place) { found.append($0) }
    found.sort()
    return found
  }

  /// True when at least one point is at most `radius` away by the geodesic.
  public func hasAny(within radius: Distance, of place: Coordinate) -> Bool {
    guard let best = nearest(to: place) else { return false }
    return best.distance <= radius
  }

  /// The points nearest to a place by straight line, `count` of them and those about as near, or all there are; and where
  /// each lies, metres east and north, in the plane that touches the ellipsoid at the place.
  func neighbours(of place: Coordinate, count: Int) -> [(index: Int, offset: SIMD2<Double>)] {
    let position = Self.position(place)
    var search = KNearest(count: count)
    collect(position, into: &search)
    let longitude = place.longitude * radiansPerDegree
    let latitude = place.latitude * radiansPerDegree
    let east = SIMD3(-sin(longitude), cos(longitude), 0)
    let north = SIMD3(-sin(latitude) * cos(longitude), -sin(latitude) * sin(longitude), cos(latitude))
    return search.candidates.map { candidate in
      let index = Int(candidate.index)
      let step = Self.position(points[index]) - position
      return (index, SIMD2((step * east).sum(), (step * north).sum()))
    }
  }

  /// Calls `body` with the index of each point at most `radius` away, in no order.
  private func forEach(within radius: Distance, of place: Coordinate, _ body: (Int) -> Void) {
    guard radius.metres >= 0 else { return }
    let target = Self.position(place)
    // Beyond `outer` the chord alone is too long; up to `inner` the longest geodesic of that chord is short enough.
    let outer = radius.metres + Self.slack
    let inner = Self.chordSurelyWithin(radius.metres) - Self.slack
    let outer2 = outer * outer
    let inner2 = inner > 0 ? inner * inner : -1
    var stack: [(low: Int, high: Int, axis: Int)] = [(0, nodes.count, 0)]
    while let (low, high, axis) = stack.popLast() {
      guard low < high else { continue }
      let middle = (low + high) / 2
      let offset = nodes[middle] - target
      let chord2 = (offset * offset).sum()
      if chord2 <= outer2 {
        let index = Int(order[middle])
        if chord2 <= inner2 || Geodesic.distance(place, points[index]) <= radius { body(index) }
      }
      let next = axis == 2 ? 0 : axis + 1
      if offset[axis] >= -outer { stack.append((low, middle, next)) }
      if offset[axis] <= outer { stack.append((middle + 1, high, next)) }
    }
  }

  // MARK: Chords

  /// Room for the rounding of positions, metres.
  private static let slack = 1e-6

  /// The longest geodesic that can have this chord.
  @inline(__always)
  fileprivate static func longestGeodesic(chord: Double) -> Double {
    let diameter = 2 * Ellipsoid.leastCurvatureRadius
    return chord >= diameter ? .infinity : diameter * asin(chord / diameter)
  }

  /// The chord up to which every geodesic is at most `metres` long.
  private static func chordSurelyWithin(_ metres: Double) -> Double {
    let diameter = 2 * Ellipsoid.leastCurvatureRadius
    return metres >= diameter * Double.pi / 2 ? diameter : diameter * sin(metres / diameter)
  }

  /// The position in space of a point on the ellipsoid, metres.
  @inline(__always)
  private static func position(_ coordinate: Coordinate) -> SIMD3<Double> {
    let latitude = coordinate.latitude * radiansPerDegree
    let longitude = coordinate.longitude * radiansPerDegree
    let sine = sin(latitude)
    let cosine = cos(latitude)
    let e2 = Ellipsoid.eccentricitySquared
    let normal = Ellipsoid.equatorialRadius / (1 - e2 * sine * sine).squareRoot()
    return SIMD3(normal * cosine * cos(longitude), normal * cosine * sin(longitude), normal * (1 - e2) * sine)
  }

  // MARK: Tree

  /// Orders indices so that each range has its median on the axis of its depth in the middle.
  private static func arrange(_ order: UnsafeMutableBufferPointer<Int32>, _ space: [SIMD3<Double>]) {
    space.withUnsafeBufferPointer { space in
      var stack: [(low: Int, high: Int, axis: Int)] = [(0, order.count, 0)]
      while let (low, high, axis) = stack.popLast() {
        guard high - low > 1 else { continue }
        let middle = (low + high) / 2
        select(order, low, high, middle) { a, b in
          let x = space[Int(a)][axis]
          let y = space[Int(b)][axis]
          return x != y ? x < y : a < b
        }
        let next = axis == 2 ? 0 : axis + 1
        stack.append((low, middle, next))
        stack.append((middle + 1, high, next))
      }
    }
  }

  /// Hoare's quickselect with the median of three; `precedes` is a strict total order.
  private static func select(
    _ items: UnsafeMutableBufferPointer<Int32>, _ low: Int, _ high: Int, _ target: Int,
    by precedes: (Int32, Int32) -> Bool
  ) {
    var low = low
    var high = high - 1
    while low < high {
      let a = items[low]
      let b = items[(low + high) / 2]
      let c = items[high]
      let pivot =
        precedes(a, b)
        ? (precedes(b, c) ? b : precedes(a, c) ? c : a) : (precedes(a, c) ? a : precedes(b, c) ? c : b)
      var i = low
      var j = high
      while i <= j {
        while precedes(items[i], pivot) { i += 1 }
        while precedes(pivot, items[j]) { j -= 1 }
        if i <= j {
          items.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if target <= j { high = j } else if target >= i { low = i } else { return }
    }
  }

  /// Offers every point that may be among the nearest.
  private func collect(_ target: SIMD3<Double>, into search: inout KNearest) {
    let outside = pointwiseMax(pointwiseMax(low - target, target - high), SIMD3(repeating: 0))
    nodes.withUnsafeBufferPointer { nodes in
      order.withUnsafeBufferPointer { order in
        visit(nodes, order, 0, nodes.count, 0, outside, target, &search)
      }
    }
  }

  /// - Parameter outside: how far the target lies outside the cell along each axis (Arya and Mount 1993).
  private func visit(
    _ nodes: UnsafeBufferPointer<SIMD3<Double>>, _ order: UnsafeBufferPointer<Int32>, _ low: Int, _ high: Int,
    _ axis: Int, _ outside: SIMD3<Double>, _ target: SIMD3<Double>, _ search: inout KNearest
  ) {
    guard low < high else { return }
    let middle = (low + high) / 2
    let offset = target - nodes[middle]
    search.offer(order[middle], (offset * offset).sum())
    let across = offset[axis]
    let next = axis == 2 ? 0 : axis + 1
    var beyond = outside
    beyond[axis] = max(abs(across), outside[axis])
    if across < 0 {
      visit(nodes, order, low, middle, next, outside, target, &search)
      if (beyond * beyond).sum() <= search.limit2 {
        visit(nodes, order, middle + 1, high, next, beyond, target, &search)
      }
    } else {
      visit(nodes, order, middle + 1, high, next, outside, target, &search)
      if (beyond * beyond).sum() <= search.limit2 {
        visit(nodes, order, low, middle, next, beyond, target, &search)
      }
    }
  }

  /// Decides among candidates by the geodesic.
  private func settle(
    _ candidates: [KNearest.Candidate], _ place: Coordinate, _ count: Int
  ) -> [(index: Int, distance: Distance)] {
    var measured = candidates.map { candidate in
      (index: Int(candidate.index), distance: Geodesic.distance(place, points[Int(candidate.index)]))
    }
    measured.sort { $0.distance != $1.distance ? $0.distance < $1.distance : $0.index < $1.index }
    return Array(measured.prefix(count))
  }
}

/// The points that may be among the k nearest, judged by their chords.
private struct KNearest {
  struct Candidate {
    var index: Int32
    var chord2: Double
  }

  let count: Int
  /// By chord, ascending: the k shortest, and those that are no longer than the longest geodesic of the k-th.
  private(set) var candidates: [Candidate] = []
  /// The square of the chord beyond which a point cannot be among the nearest.
  private(set) var limit2: Double

  init(count: Int) {
    self.count = count
    limit2 = count > 0 ? .infinity : -1
  }

  mutating func reset() {
    candidates.removeAll(keepingCapacity: true)
    limit2 = count > 0 ? .infinity : -1
  }

  @inline(__always)
  mutating func offer(_ index: Int32, _ chord2: Double) {
    if chord2 <= limit2 { insert(index, chord2) }
  }

  private mutating func insert(_ index: Int32, _ chord2: Double) {
    var place = candidates.count
    while place > 0, candidates[place - 1].chord2 > chord2 { place -= 1 }
    candidates.insert(Candidate(index: index, chord2: chord2), at: place)
    guard candidates.count >= count else { return }
    let limit = NearestIndex.longestGeodesic(chord: candidates[count - 1].chord2.squareRoot()) + 2e-6
    limit2 = limit * limit
    while let last = candidates.last, last.chord2 > limit2 { candidates.removeLast() }
  }
}
