/// Finds which of many shapes a point lies in.
///
/// Edges are straight in longitude and latitude, as RFC 7946, section 3.1.1 has them. A point on the boundary counts as
/// inside, and a point in several shapes belongs to the one of lowest index, so that each point has one answer that
/// does not depend on any order but the caller's. The side of an edge is decided without rounding. Thread safe.
public struct PointLocator: Sendable {
  private struct Outline: Sendable {
    let rings: [Ring]
    let edges: [EdgeHierarchy]
  }

  private let outlines: [Outline]
  private let tree: BoxTree

  /// An index over shapes, which may cross the antimeridian.
  ///
  /// - Throws: `GeoKitError.outsideFrame` for a coordinate that is not finite, and `GeoKitError.geos` when a shape
  ///   cannot be cut at the antimeridian.
  public init(_ shapes: [MultiPolygon]) throws(GeoKitError) {
    let cut = try shapes.map { (shape) throws(GeoKitError) in try shape.cutAtAntimeridian() }
    var boxes: [PlanarBox?] = []
    for shape in cut {
      var box = PlanarBox(low: SIMD2(repeating: .infinity), high: SIMD2(repeating: -.infinity))
      for polygon in shape.polygons {
        for ring in [polygon.shell] + polygon.holes {
          for coordinate in ring.coordinates {
            guard coordinate.longitude.isFinite, coordinate.latitude.isFinite else { throw .outsideFrame(coordinate) }
            box.extend(SIMD2(coordinate.longitude, coordinate.latitude))
          }
        }
      }
      boxes.append(box.low.x <= box.high.x ? box : nil)
    }
    outlines = [Outline](unsafeUninitializedCapacity: cut.count) { buffer, count in
      nonisolated(unsafe) let out = buffer
      Parallel.chunks(cut.count, of: 32) { range in
        for index in range {
          let rings = cut[index].polygons.flatMap { [$0.shell] + $0.holes }.filter {
            !$0.coordinates.isEmpty
          }
          let edges = rings.map { ring in
            ring.withNumbers { EdgeHierarchy(points: $0, rings: [0..<ring.coordinates.count]) }
          }
          out.initializeElement(at: index, to: Outline(rings: rings, edges: edges))
        }
      }
      count = cut.count
    }
    tree = BoxTree(boxes)
  }

  /// The index of the shape that contains the point; nil when none does.
  public func locate(_ point: Coordinate) -> Int? {
    var best = find(point.longitude, point.latitude)
    if abs(point.longitude) == 180, let other = find(-point.longitude, point.latitude) {
      best = min(best ?? other, other)
    }
    return best
  }

  /// The answer for each of many points, worked out on all cores.
  public func locate(all points: [Coordinate]) -> [Int?] {
    [Int?](unsafeUninitializedCapacity: points.count) { buffer, count in
      nonisolated(unsafe) let out = buffer
      Parallel.chunks(points.count, of: 1 << 15) { range in
        for index in range { out.initializeElement(at: index, to: nil) }
        // Shape by shape, so that the edges of one stay near while all its points are looked at.
        for (shape, candidates) in pointsInBoxes(points, range) {
          for index in candidates where out[index] == nil && contains(points[index], in: shape) {
            out[index] = shape
          }
        }
      }
      count = points.count
    }
  }

  /// The shapes in ascending order, each with the points that lie in the box around it.
  private func pointsInBoxes(_ points: [Coordinate], _ range: Range<Int>) -> [(shape: Int, points: ArraySlice<Int>)] {
    var pairs: [(shape: Int, point: Int)] = []
    pairs.reserveCapacity(2 * range.count)
    for index in range {
      let place = SIMD2(points[index].longitude, points[index].latitude)
      tree.forEach(intersecting: PlanarBox(low: place, high: place)) { pairs.append(($0, index)) }
      if abs(place.x) == 180 {
        let other = SIMD2(-place.x, place.y)
        tree.forEach(intersecting: PlanarBox(low: other, high: other)) { pairs.append(($0, index)) }
      }
    }
    var starts = [Int](repeating: 0, count: outlines.count + 1)
    for pair in pairs { starts[pair.shape + 1] += 1 }
    for shape in outlines.indices { starts[shape + 1] += starts[shape] }
    var sorted = [Int](repeating: 0, count: pairs.count)
    var next = starts
    for pair in pairs {
      sorted[next[pair.shape]] = pair.point
      next[pair.shape] += 1
    }
    return outlines.indices.compactMap { shape in
      starts[shape] == starts[shape + 1] ? nil : (shape, sorted[starts[shape]..<starts[shape + 1]])
    }
  }

  /// True when the shape of this index contains the point.
  public func contains(_ point: Coordinate, in shape: Int) -> Bool {
    contains(point.longitude, point.latitude, outlines[shape])
      || abs(point.longitude) == 180 && contains(-point.longitude, point.latitude, outlines[shape])
  }

  private func find(_ x: Double, _ y: Double) -> Int? {
    let place = SIMD2(x, y)
    var best = Int.max
    tree.forEach(intersecting: PlanarBox(low: place, high: place)) { index in
      if index < best, contains(x, y, outlines[index]) { best = index }
    }
    return best == Int.max ? nil : best
  }

  private func contains(_ x: Double, _ y: Double, _ outline: Outline) -> Bool {
    var isInside = false
    for index in outline.rings.indices {
      switch outline.rings[index].withNumbers({
        outline.edges[index].position(of: SIMD2(x, y), rings: 0..<1, in: $0)
      }) {
      case .outside: break
      case .boundary: return true
      case .inside: isInside.toggle()
      }
    }
    return isInside
  }
}

extension Ring {
  /// The coordinates as longitude and latitude in turn, without a copy.
  @inline(__always)
  func withNumbers<R>(_ body: (UnsafePointer<Double>) -> R) -> R {
    coordinates.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return withUnsafePointer(to: 0, body) }
      // A coordinate is two doubles, longitude first.
      return start.withMemoryRebound(to: Double.self, capacity: 2 * buffer.count) { body($0) }
    }
  }
}
