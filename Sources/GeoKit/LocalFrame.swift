import CProj
import Foundation

/// A plane around a place in which every shape keeps its area: the ellipsoidal Lambert azimuthal equal-area projection
/// (Snyder, USGS Professional Paper 1395, pp. 187–190), in metres from the centre.
///
/// The truth it shows is geodesic: an edge between two corners is the shortest path between them. A straight line of
/// the plane is not quite that path, so edges are given extra corners until they are within `tolerance` of it.
/// Choose one frame for all shapes that will meet; lengths are stretched by (r/R)²/8 at the distance r from the centre
/// (0.03 % at 300 km), areas not at all.
public struct LocalFrame: Hashable, Sendable {
  /// The place where the plane touches the ellipsoid.
  public let centre: Coordinate
  /// How far an edge in the plane may stray from the geodesic between its ends.
  public let tolerance: Distance

  private let sinCentre: Double
  private let cosCentre: Double
  private let sinAuthalic: Double
  private let cosAuthalic: Double
  private let stretch: Double

  /// A frame that touches the ellipsoid at `centre`.
  public init(centre: Coordinate, tolerance: Distance = .metres(0.001)) {
    self.centre = centre
    self.tolerance = tolerance
    let latitude = centre.latitude * radiansPerDegree
    sinCentre = sin(latitude)
    cosCentre = cos(latitude)
    (sinAuthalic, cosAuthalic) = Authalic.sinCos(sin: sinCentre, cos: cosCentre)
    let e2 = Ellipsoid.eccentricitySquared
    let m = (1 - e2 * sinCentre * sinCentre).squareRoot()
    // Snyder's D; at a pole both cosines vanish and the ratio has the limit given here.
    stretch =
      abs(centre.latitude) > 89.999_999
      ? Ellipsoid.equatorialRadius / (Authalic.radius * (1 - e2).squareRoot())
        * (Authalic.poleCosineRatio)
      : Ellipsoid.equatorialRadius * cosCentre / (m * Authalic.radius * cosAuthalic)
  }

  /// A frame in the middle of the given coordinates, which may lie on both sides of the antimeridian or of a pole.
  ///
  /// The centre depends on the extent alone, not on the order or the number of the coordinates.
  public init(around coordinates: some Sequence<Coordinate>, tolerance: Distance = .metres(0.001)) {
    var low = SIMD3(repeating: Double.infinity)
    var high = SIMD3(repeating: -Double.infinity)
    for coordinate in coordinates {
      let unit = UnitSphere.point(coordinate)
      low = pointwiseMin(low, unit)
      high = pointwiseMax(high, unit)
    }
    self.init(centre: UnitSphere.coordinate(low + high), tolerance: tolerance)
  }

  /// A frame in the middle of the boxes around some shapes.
  public init(around shapes: [MultiPolygon], tolerance: Distance = .metres(0.001)) {
    let corners = shapes.lazy.compactMap { BoundingBox(around: $0) }.flatMap { box in
      [
        Coordinate(longitude: box.west, latitude: box.south), Coordinate(longitude: box.east, latitude: box.south),
        Coordinate(longitude: box.west, latitude: box.north), Coordinate(longitude: box.east, latitude: box.north),
      ]
    }
    self.init(around: corners, tolerance: tolerance)
  }

  // MARK: Points

  /// Where a coordinate lies in the plane, metres east and north of the centre.
  @inline(__always)
  package func project(_ coordinate: Coordinate) -> SIMD2<Double> { project(coordinate, coordinate).0 }

  /// The same for two coordinates at once, which takes little longer than for one.
  @inline(__always)
  func project(_ a: Coordinate, _ b: Coordinate) -> (SIMD2<Double>, SIMD2<Double>) {
    var longitude = SIMD2(a.longitude, b.longitude)
    let latitude = SIMD2(a.latitude, b.latitude)
    // The two names of the antimeridian, and all those of a pole, are one place, to the last bit.
    longitude.replace(with: 180, where: longitude .== -180)
    let (sinDifference, cosDifference) = sinCos((longitude - centre.longitude) * radiansPerDegree)
    let (sinRise, cosRise) = sinCos((latitude - centre.latitude) * radiansPerDegree)
    let sinLatitude = sinCentre * cosRise + cosCentre * sinRise
    var cosLatitude = cosCentre * cosRise - sinCentre * sinRise
    cosLatitude.replace(with: 0, where: (latitude .== 90) .| (latitude .== -90))
    let (sinBeta, cosBeta) = Authalic.sinCos(sin: sinLatitude, cos: cosLatitude)
    let east = cosBeta * sinDifference
    let north = cosAuthalic * sinBeta - sinAuthalic * cosBeta * cosDifference
    let facing = 1 + sinAuthalic * sinBeta + cosAuthalic * cosBeta * cosDifference
    let scale = Authalic.radius * (2 / facing).squareRoot()
    let x = scale * stretch * east
    let y = scale / stretch * north
    return (SIMD2(x[0], y[0]), SIMD2(x[1], y[1]))
  }

  /// The coordinate shown at a point of the plane.
  func coordinate(at point: SIMD2<Double>) -> Coordinate {
    let x = point.x / stretch
    let y = point.y * stretch
    let rho = (x * x + y * y).squareRoot()
    guard rho > 0 else { return centre }
    // ρ = 2R sin(c/2), so sine and cosine of c follow without an arc sine.
    let halfSine = min(rho / (2 * Authalic.radius), 1)
    let halfCosine = (1 - halfSine * halfSine).squareRoot()
    let sinC = 2 * halfSine * halfCosine
    let cosC = 1 - 2 * halfSine * halfSine
    let sinBeta = cosC * sinAuthalic + y / rho * sinC * cosAuthalic
    let north = rho * cosAuthalic * cosC - y * sinAuthalic * sinC
    let east = x * sinC
    let cosBeta = (north * north + east * east).squareRoot() / rho
    let beta = atan2(sinBeta, cosBeta)
    let longitude = centre.longitude + atan2(east, north) / radiansPerDegree
    return Coordinate(longitude: normalised(longitude), latitude: Authalic.latitude(beta) / radiansPerDegree)
  }

  // MARK: Lines

  /// Appends the plane's image of a closed ring, with extra corners where an edge would stray.
  func append(_ ring: Ring, to points: inout [SIMD2<Double>]) throws(GeoKitError) {
    let start = points.count
    let corners = ring.coordinates
    guard let first = corners.first else { return }
    if start == 0 { points.reserveCapacity(corners.count + 1) }
    if appendPlainly(corners, to: &points) { return }
    var before = first
    var last = try checkedProjection(first)
    points.append(last)
    for corner in corners.dropFirst() where corner != before {
      let next = try checkedProjection(corner)
      if mayStray(last, next) { appendBetween(before, last, corner, next, to: &points) }
      points.append(next)
      before = corner
      last = next
    }
    if points[points.count - 1] != points[start] {
      if mayStray(last, points[start]) { appendBetween(before, last, first, points[start], to: &points) }
      points.append(points[start])
    }
  }

  /// Appends the image of a ring that is closed, repeats no corner and needs no extra ones; false, with nothing
  /// appended, where it is not so.
  private func appendPlainly(_ corners: [Coordinate], to points: inout [SIMD2<Double>]) -> Bool {
    guard corners.first == corners.last else { return false }
    let start = points.count
    for index in stride(from: 0, to: corners.count - 1, by: 2) {
      let (a, b) = project(corners[index], corners[index + 1])
      points.append(a)
      points.append(b)
    }
    if points.count - start < corners.count { points.append(points[start]) }
    for (index, corner) in corners.enumerated() {
      let point = points[start + index]
      let isPlain =
        isInReach(point, of: corner)
        && (index == 0 || corner != corners[index - 1] && !mayStray(points[start + index - 1], point))
      guard isPlain else {
        points.removeSubrange(start...)
        return false
      }
    }
    return true
  }

  /// Where a coordinate lies in the plane, unless it is not finite or on the other side of the world.
  func checkedProjection(_ coordinate: Coordinate) throws(GeoKitError) -> SIMD2<Double> {
    let point = project(coordinate)
    guard isInReach(point, of: coordinate) else { throw .outsideFrame(coordinate) }
    return point
  }

  /// Near the antipode, at 2R from the centre, a point becomes a circle; stop well before.
  @inline(__always)
  private func isInReach(_ point: SIMD2<Double>, of coordinate: Coordinate) -> Bool {
    (point * point).sum() < 3.7 * Authalic.radius * Authalic.radius && abs(coordinate.latitude) <= 90
  }

  /// A quick test that lets short edges near the centre pass.
  ///
  /// At the distance r from the centre a geodesic bends by 3/4 r/R² in the plane at most, plus a term for the
  /// flattening; taking r/R² and 1 % of R leaves room. An arc of that bend over the length L rises by L²/8 times it.
  @inline(__always)
  private func mayStray(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Bool {
    let edge = b - a
    let length2 = (edge * edge).sum()
    if length2 < 250_000 { return false }
    let reach = max((a * a).sum(), (b * b).sum()).squareRoot()
    let radius = Authalic.radius
    return length2 * (reach + 0.01 * radius) > 8 * radius * radius * tolerance.metres || reach > radius
  }

  /// Appends the corners that an edge needs between its ends; the same ones whichever way the edge runs, so that
  /// neighbours go on sharing their border.
  private func appendBetween(
    _ a: Coordinate, _ planeA: SIMD2<Double>, _ b: Coordinate, _ planeB: SIMD2<Double>,
    to points: inout [SIMD2<Double>]
  ) {
    if (planeB.x, planeB.y) < (planeA.x, planeA.y) {
      let start = points.count
      appendBetween(b, planeB, a, planeA, to: &points)
      points[start...].reverse()
      return
    }
    var parts = 1
    // The bend varies along an edge, so every part is looked at. Halving a part quarters its rise.
    while parts < 4096 {
      let inner = Geodesic.points(between: a, and: b, parts: parts * 2).map(project)
      var worst = 0.0
      for part in 0..<parts {
        let from = part == 0 ? planeA : inner[2 * part - 1]
        let to = part == parts - 1 ? planeB : inner[2 * part + 1]
        let chord = to - from
        let offset = inner[2 * part] - from
        let length = (chord * chord).sum().squareRoot()
        let rise =
          length > 0 ? abs(chord.x * offset.y - chord.y * offset.x) / length : (offset * offset).sum().squareRoot()
        worst = max(worst, rise)
      }
      if worst <= tolerance.metres { break }
      parts = max(parts * 2, Int(Double(parts) * (worst / tolerance.metres).squareRoot()))
    }
    if parts > 1 { points.append(contentsOf: Geodesic.points(between: a, and: b, parts: parts).map(project)) }
  }
}

/// Sines and cosines, radians: for small angles, as most are within a frame, by their series, which is five times faster.
@inline(__always)
private func sinCos(_ angles: SIMD2<Double>) -> (sin: SIMD2<Double>, cos: SIMD2<Double>) {
  // The first terms left out are 0.1¹¹/11! = 3e-19 and 0.1¹⁰/10! = 3e-17.
  let u = angles * angles
  var sine: SIMD2<Double> = 1.0 / 5040 - u * (1.0 / 362_880)
  sine = 1.0 / 120 - u * sine
  sine = 1.0 / 6 - u * sine
  sine = angles * (1 - u * sine)
  var cosine: SIMD2<Double> = 1.0 / 720 - u * (1.0 / 40_320)
  cosine = 1.0 / 24 - u * cosine
  cosine = 0.5 - u * cosine
  cosine = 1 - u * cosine
  if any(u .>= 0.1 * 0.1) {
    for lane in 0..<2 where abs(angles[lane]) >= 0.1 {
      sine[lane] = sin(angles[lane])
      cosine[lane] = cos(angles[lane])
    }
  }
  return (sine, cosine)
}

/// The authalic latitude of WGS 84: the latitude on a sphere of the same area.
enum Authalic {
  /// The radius of the sphere that has the area of the ellipsoid, metres.
  static let radius = 6_371_007.180_918_473_9

  /// cos φ / cos β at a pole.
  static let poleCosineRatio = 0.995_533_084_362_582_311

  /// Sine and cosine of the authalic latitude from those of the latitude.
  ///
  /// sin β = q(φ)/q(90°) = s P(s²) with s = sin φ; the coefficient of s²ᵏ in P is e²ᵏ (2k+2)/(2k+1), divided by the sum
  /// of all (Snyder 3-12, expanded in e²). And cos β = cos φ √G(s²) with G(u) = (1 - u P(u)²)/(1 - u), which loses no
  /// digits near the poles. The coefficients are written out so that the compiler can fold them.
  @inline(__always)
  static func sinCos(sin s: Double, cos c: Double) -> (sin: Double, cos: Double) {
    let (sine, cosine) = sinCos(sin: SIMD2(repeating: s), cos: SIMD2(repeating: c))
    return (sine[0], cosine[0])
  }

  @inline(__always)
  static func sinCos(
    sin s: SIMD2<Double>, cos c: SIMD2<Double>
  ) -> (sin: SIMD2<Double>, cos: SIMD2<Double>) {
    let u = s * s
    var p = SIMD2<Double>(repeating: 4.824_710_292_034_629_23e-14)
    p = 7.300_704_283_971_616_65e-12 + u * p
    p = 1.110_767_916_133_126_79e-9 + u * p
    p = 1.706_661_623_616_978_08e-7 + u * p
    p = 2.676_864_336_110_084_4e-5 + u * p
    p = 0.004_442_971_135_742_469_16 + u * p
    p = 0.995_530_088_436_616_879 + u * p
    var g = SIMD2<Double>(repeating: 2.513_801_219_344_258_05e-13)
    g = 3.379_474_453_279_075_79e-11 + u * g
    g = 4.478_490_441_929_659_05e-9 + u * g
    g = 5.821_497_094_527_983_74e-7 + u * g
    g = 7.362_012_200_770_348_57e-5 + u * g
    g = 0.008_919_843_017_381_776_4 + u * g
    return (s * p, c * (1 + u * g).squareRoot())
  }

  // The series from authalic to geographic latitude in the third flattening n (Karney, Survey Review 56, 2024).
  private static let c2 = 0.0022392089963541664783
  private static let c4 = 2.8831978048607566644e-6
  private static let c6 = 5.0862207399726632641e-9
  private static let c8 = 1.0201812377816106813e-11
  private static let c10 = 2.194489148331794965e-14

  /// The latitude, radians, whose authalic latitude is `beta`.
  static func latitude(_ beta: Double) -> Double {
    let high = c8 * sin(8 * beta) + c10 * sin(10 * beta)
    return beta + c2 * sin(2 * beta) + c4 * sin(4 * beta) + c6 * sin(6 * beta) + high
  }
}

/// Directions on a sphere with the geographic latitudes, for finding middles and neighbours.
enum UnitSphere {
  static func point(_ coordinate: Coordinate) -> SIMD3<Double> {
    let latitude = coordinate.latitude * radiansPerDegree
    let longitude = coordinate.longitude * radiansPerDegree
    return SIMD3(cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude))
  }

  static func coordinate(_ direction: SIMD3<Double>) -> Coordinate {
    guard (direction * direction).sum() > 1e-20 else { return Coordinate(longitude: 0, latitude: 0) }
    let equatorial = (direction.x * direction.x + direction.y * direction.y).squareRoot()
    return Coordinate(
      longitude: atan2(direction.y, direction.x) / radiansPerDegree,
      latitude: atan2(direction.z, equatorial) / radiansPerDegree)
  }
}
