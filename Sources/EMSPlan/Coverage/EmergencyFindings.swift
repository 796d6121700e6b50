import GeoKit

/// Emergency coverage of an area as it is today: territories, bands, shares and gaps.
public struct EmergencyFindings: Sendable {
  public let coverage: EmergencyCoverage
  /// Farther from every station than this, nobody is covered, whatever wider bands are drawn.
  public let greatestRadius: Distance
  /// Which of the radii that is.
  public let outermost: Int
  /// Dissolved, one for each radius of `coverage`.
  public let bands: [MultiPolygon]
  public let bandAreas: [Area]
  /// For each township of the area what each radius leaves of it.
  public let remainders: [TownshipRemainder]
  /// What lies beyond the greatest radius.
  public let gaps: GapAnalysis
  public let region: CoverageShare
  /// For each township of the area.
  public let townships: [CoverageShare]
  /// For each county of the area.
  public let counties: [CoverageShare]

  /// - Parameter threads: nil for all cores; the result is the same.
  public init(of area: PlanningArea, profile: PolicyProfile, threads: Int? = nil) throws {
    let stations = area.facilities.filter(\.isEmergencyStation)
    let limits = profile.emergencyRadius
    let coverage = EmergencyCoverage(
      stations: stations, settlements: area.settlements, radii: profile.emergencyBands + [limits.upperBound],
      limits: limits)
    let places = stations.map(\.location)
    let frame = LocalFrame(townships: area.townships, stations: places)
    let ground = try CoverageBands(stations: places, radii: coverage.radii, in: frame, threads: threads)
    let remainders = try CoveredGround.remainders(
      of: area.townships, leftBy: ground.grounds, threads: threads)

    self.coverage = coverage
    self.remainders = remainders
    bands = try ground.dissolved
    bandAreas = bands.map { Geodesic.area(of: $0) }
    greatestRadius = limits.upperBound
    outermost = coverage.radii.firstIndex(of: limits.upperBound) ?? coverage.radii.count - 1
    gaps = GapAnalysis(
      townships: area.townships, remainders: remainders, ground: outermost, settlements: area.settlements,
      isCovered: coverage.reaches.map { ($0.distance).map { $0 <= limits.upperBound } ?? false })
    region = coverage.regionShare(name: area.name)
    townships = zip(coverage.shares(of: area.townships), remainders).map { share, remainder in
      var share = share
      share.area = remainder.area
      share.areaWithin = remainder.covered
      return share
    }
    counties = coverage.shares(of: area.counties, townships: area.townships)
  }
}
