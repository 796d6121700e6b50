import EMSModel
import GeoKit

/// Emergency coverage on the ground of an area: the bands, and how much of each unit lies within each radius.
public struct EmergencyGround: Sendable {
  public let coverage: EmergencyCoverage
  public let area: PlanningArea
  /// One for each radius of `coverage`.
  public let bands: CoverageBands
  /// What each radius leaves of each township of the area; with pieces where gaps were asked for.
  public let remainders: [TownshipRemainder]
  /// For each township of the area.
  public let townships: [CoverageShare]
  public let region: CoverageShare

  /// - Parameters:
  ///   - findsGaps: false saves the memory of the shapes of the gaps; `gaps(beyond:)` then has none.
  ///   - threads: nil for all cores; the result is the same.
  public init(of coverage: EmergencyCoverage, in area: PlanningArea, findsGaps: Bool = true, threads: Int? = nil) throws
  {
    let places = coverage.stations.map(\.location)
    let frame = LocalFrame(townships: area.townships, stations: places)
    let bands = try CoverageBands(stations: places, radii: coverage.radii, in: frame, threads: threads)
    let remainders = try CoveredGround.remainders(
      of: area.townships, leftBy: bands.grounds, keepingPieces: findsGaps, threads: threads)

    self.coverage = coverage
    self.area = area
    self.bands = bands
    self.remainders = remainders
    townships = zip(coverage.shares(of: area.townships), remainders).map { share, remainder in
      var share = share
      share.area = remainder.area
      share.areaWithin = remainder.covered
      return share
    }
    var region = coverage.regionShare(name: area.name)
    region.area = remainders.reduce(.zero) { $0 + $1.area }
    region.areaWithin = coverage.radii.indices.map { radius in
      remainders.reduce(.zero) { $0 + $1.covered[radius] }
    }
    self.region = region
  }

  /// What lies beyond one of the radii.
  public func gaps(beyond radius: Int, slivers: SliverRule = SliverRule()) -> GapAnalysis {
    GapAnalysis(
      townships: area.townships, remainders: remainders, ground: radius, settlements: coverage.settlements,
      isCovered: coverage.reaches.map { $0.band.map { $0 <= radius } ?? false }, slivers: slivers)
  }
}
