import EMSModel
import EMSPlanning
import EMSReport
import GeoKit
import TravelNetwork

/// What any covered ground, drawn as polygons, leaves of the townships of an area.
public enum GapRun {
  /// - Parameters:
  ///   - shapes: the ground that is covered; they may overlap.
  ///   - threads: nil for all cores; the result is the same.
  ///
  /// Where nothing but shapes is known, a settlement is covered when it lies in one.
  public static func table(
    of area: PlanningArea, coveredBy shapes: [MultiPolygon], service: ServiceName,
    slivers: SliverRule = SliverRule(), threads: Int? = nil
  ) throws -> GapTable {
    let ground = try CoveredGround(joining: shapes, in: LocalFrame(townships: area.townships))
    let locator = try PointLocator([ground.shape])
    return try table(
      of: area, ground: ground, isCovered: area.settlements.map { locator.contains($0.location, in: 0) },
      service: service, slivers: slivers, threads: threads)
  }

  /// What the ground that facilities reach in time leaves.
  ///
  /// - Parameters:
  ///   - facilities: those known only to their county seat are left out.
  ///   - limit: the time itself is within (`<=`).
  ///
  /// A settlement is covered when the journey to it or from it takes no longer than the limit, wherever the outline of
  /// the ground runs.
  public static func table(
    of area: PlanningArea, facilities: [Facility], model: any TravelModel, within limit: Duration,
    slivers: SliverRule = SliverRule(), threads: Int? = nil
  ) throws -> GapTable {
    let places = facilities.filter { $0.precision != .countySeat }.sorted { $0.id < $1.id }.map(\.location)
    let shapes = try model.serviceAreas(of: places, within: limit)
    let nearest = try model.nearest(of: places, to: area.settlements.map(\.location))
    let (name, title) = (LimitName(limit), model.title)
    return try table(
      of: area, ground: CoveredGround(joining: shapes, in: LocalFrame(townships: area.townships)),
      isCovered: nearest.map { $0.map { $0.time <= limit } ?? false },
      service: ServiceName(
        word: "within_\(name.word)",
        name: Phrase(
          "Within \(name.text.english) (\(title.english))", "\(name.text.chinese)内（\(title.chinese)）")),
      slivers: slivers, threads: threads)
  }

  private static func table(
    of area: PlanningArea, ground: CoveredGround, isCovered: [Bool], service: ServiceName,
    slivers: SliverRule, threads: Int?
  ) throws -> GapTable {
    let remainders = try CoveredGround.remainders(of: area.townships, leftBy: [ground], threads: threads)
    let analysis = GapAnalysis(
      townships: area.townships, remainders: remainders, settlements: area.settlements, isCovered: isCovered,
      slivers: slivers)
    return GapTable(service: service, analysis: analysis, knowsSettlements: !area.settlements.isEmpty)
  }
}
