import GeoKit

/// What any covered ground, drawn as polygons, leaves of the townships of an area.
public enum GapRun {
  /// - Parameters:
  ///   - shapes: the ground that is covered; they may overlap.
  ///   - threads: nil for all cores; the result is the same.
  ///
  /// Where nothing but shapes is known, a settlement is covered when it lies in one.
  public static func table(
    of area: PlanningArea, coveredBy shapes: [MultiPolygon], service: String, name: Phrase,
    slivers: SliverRule = SliverRule(), threads: Int? = nil
  ) throws -> GapTable {
    let ground = try CoveredGround(joining: shapes, in: LocalFrame(townships: area.townships))
    let remainders = try CoveredGround.remainders(of: area.townships, leftBy: [ground], threads: threads)
    let locator = try PointLocator([ground.shape])
    let analysis = GapAnalysis(
      townships: area.townships, remainders: remainders, settlements: area.settlements,
      isCovered: area.settlements.map { locator.contains($0.location, in: 0) }, slivers: slivers)
    return GapTable(
      service: service, name: name, analysis: analysis, knowsSettlements: !area.settlements.isEmpty)
  }
}
