import Foundation

extension FrameShape {
  /// The ground within any of the discs, whose radii may differ, each drawn as `GeodesicDisc.polygon` draws it.
  ///
  /// A disc whose whole outline lies well inside others is hidden: it bounds nothing, and is not drawn. The others are
  /// joined; where they leave a hole that hidden discs fill, it is closed again. So thousands of crowded discs take hardly
  /// longer than the few that are seen from outside, and the outline is the one that all of them have together.
  /// - Throws: what drawing and joining them throws.
  public static func union(
    of discs: [GeodesicDisc], in frame: LocalFrame, tolerance: Distance = .metres(0.75)
  ) throws(GeoKitError) -> FrameShape {
    let discs = Set(discs).sorted {
      ($0.centre.longitude, $0.centre.latitude, $0.radius) < ($1.centre.longitude, $1.centre.latitude, $1.radius)
    }
    let isHidden = HiddenDiscs(among: discs, tolerance: tolerance).isHidden
    var seen: [FrameShape] = []
    for (disc, isHidden) in zip(discs, isHidden) where !isHidden {
      seen.append(try frame.shape(of: disc, tolerance: tolerance))
    }
    let union = try union(of: seen, in: frame)
    let hidden = zip(discs, isHidden).filter(\.1).map(\.0)
    return hidden.isEmpty ? union : union.withoutHoles(filledBy: hidden, tolerance: tolerance)
  }

  /// The shape without the outlines beyond which there is ground of hidden discs.
  ///
  /// The outline of all discs together passes through no hidden one. So beyond an outline of the others there is nothing,
  /// and then it is farther from each hidden disc than that is drawn wrong; or there are hidden discs all along it.
  private func withoutHoles(filledBy hidden: [GeodesicDisc], tolerance: Distance) -> FrameShape {
    let centres = Dictionary(grouping: hidden, by: \.radius.metres).map { radius, discs in
      (reach: Distance(metres: radius + 2 * tolerance.metres), index: NearestIndex(discs.map(\.centre)))
    }
    var outlines = PlanarPolygons()
    for ring in polygons.ringEnds.indices {
      let range = polygons.pointRange(ring: ring)
      let corner = frame.coordinate(at: polygons.points[range.lowerBound])
      if centres.contains(where: { $0.index.hasAny(within: $0.reach, of: corner) }) { continue }
      outlines.points += polygons.points[range]
      outlines.ringEnds.append(outlines.points.count)
    }
    return outlines.assembled().map { FrameShape(frame: frame, polygons: $0) } ?? self
  }
}

/// Finds the discs whose outlines lie inside other discs.
struct HiddenDiscs {
  /// Where discs crowd, the nearest few hide what can be hidden; a disc that only farther ones would hide is drawn.
  static let neighbourCount = 16

  /// For each disc, true when its outline lies inside its neighbours, deeper than drawing can move either.
  let isHidden: [Bool]

  /// - Parameter tolerance: how far a drawn outline may stray from its circle.
  init(among discs: [GeodesicDisc], tolerance: Distance) {
    let index = NearestIndex(discs.map(\.centre))
    isHidden = discs.indices.map { Self.isHidden($0, among: discs, index, 4 * tolerance.metres) }
  }

  /// In the plane that touches the ellipsoid at the centre of the disc, the neighbour at the distance v whose radius is R
  /// holds the points of the circle of radius r at angles φ from its direction with v² + r² - 2vr cos φ <= R².
  private static func isHidden(
    _ disc: Int, among discs: [GeodesicDisc], _ index: NearestIndex, _ drawing: Double
  ) -> Bool {
    let radius = discs[disc].radius.metres
    var arcs: [(from: Double, to: Double)] = []
    for (other, offset) in index.neighbours(of: discs[disc].centre, count: neighbourCount + 1) where other != disc {
      let distance = (offset * offset).sum().squareRoot()
      // Lengths of the plane are off by less than this share of themselves.
      let far = max(radius, distance)
      let bend = (far / Ellipsoid.leastCurvatureRadius) * (far / Ellipsoid.leastCurvatureRadius)
      let reach = discs[other].radius.metres - drawing - bend * far
      if reach >= radius + distance { return true }
      guard reach > 0, distance > 0 else { continue }
      let cosine = (distance * distance + radius * radius - reach * reach) / (2 * distance * radius)
      guard cosine < 1 else { continue }
      let middle = atan2(offset.y, offset.x)
      let half = acos(cosine)
      arcs.append((middle - half, middle + half))
    }
    return Self.coverTheCircle(arcs)
  }

  /// Whether arcs, each less than a full turn, leave no angle out.
  private static func coverTheCircle(_ arcs: [(from: Double, to: Double)]) -> Bool {
    let arcs = arcs.sorted { $0.from < $1.from }
    guard let start = arcs.first?.from, let last = arcs.map(\.to).max() else { return false }
    // What goes on beyond a full turn covers the beginning.
    var end = last - 2 * Double.pi
    for arc in arcs {
      if arc.from > max(end, start) { return false }
      end = max(end, arc.to)
    }
    return end >= start + 2 * Double.pi
  }
}
