import EMSModel
import GeoKit
import TravelNetwork

/// Every cell a candidate: for each the people that a unit there would reach within a time, and those of them whom
/// nothing reaches today.
public struct BestCells: Sendable {
  /// A cell that is worth a unit.
  public struct Site: Hashable, Sendable {
    /// The middle of the cell.
    public var place: Coordinate
    /// Whom a unit there would reach within the time, those whom another reaches today included.
    public var people: Int
    /// Whom no facility reaches within the time.
    public var gained: Int
  }

  public let frame: GridFrame
  /// By cell: people within the time, and those gained; nil where no journey can begin.
  public let cells: [(people: Int, gained: Int)?]
  /// By people gained, then by people; no two nearer than the spacing. Each by itself: what one gains another may, too.
  public let sites: [Site]
  /// Settlements of unknown people, which count for nobody.
  public let unknown: Int
  /// People whom nothing reaches within the time today.
  public let unreached: Int

  /// Cells beyond these are refused.
  public static let mostCells = 4_000_000

  /// - Parameters:
  ///   - travel: of the service, by road or over the ground, from the facility or toward it.
  ///   - facilities: what exists.
  ///   - cell: the side of a cell.
  ///   - spacing: between two sites.
  ///   - count: of sites, at most.
  /// - Throws: that the area has too many cells, or no settlement; what the travel model throws.
  public init(
    _ travel: any TravelModel, facilities: [Coordinate], settlements: [Settlement], within limit: Duration,
    cell: Distance, spacing: Distance, count: Int
  ) throws {
    let places = settlements.map(\.location)
    let frame = try Self.frame(around: places + facilities, cell)
    unknown = settlements.count { $0.population == nil }
    let reached = try travel.nearest(of: facilities, to: places).map { $0.map { $0.time <= limit } ?? false }
    let weights = zip(settlements, reached).map { settlement, isReached in
      let people = Int64(settlement.population ?? 0)
      return SIMD2(people, isReached ? 0 : people)
    }
    unreached = Int(weights.reduce(0) { $0 + $1.y })
    let middles = (0..<frame.count).map { frame.centre(ofCell: $0) }
    let sums = Self.sums(travel.withoutStations, at: middles, of: places, weights, within: limit)
    let cells = sums.map { sum in sum.map { (people: Int($0.x), gained: Int($0.y)) } }
    let order = cells.indices.filter { cells[$0].map { $0.gained > 0 } ?? false }.sorted { a, b in
      let (x, y) = (cells[a] ?? (0, 0), cells[b] ?? (0, 0))
      return (y.gained, y.people, a) < (x.gained, x.people, b)
    }
    self.frame = frame
    self.cells = cells
    var chosen: [Site] = []
    for cell in order {
      if chosen.count == count { break }
      let place = middles[cell]
      if chosen.contains(where: { Geodesic.distance($0.place, place) < spacing }) { continue }
      if let sum = cells[cell] { chosen.append(Site(place: place, people: sum.people, gained: sum.gained)) }
    }
    sites = chosen
  }

  /// The weights within the limit of each place; nil where no journey can begin. The searches run back from the settlements.
  private static func sums(
    _ travel: any TravelModel, at middles: [Coordinate], of places: [Coordinate], _ weights: [SIMD2<Int64>],
    within limit: Duration
  ) -> [SIMD2<Int64>?] {
    switch travel {
    case let roads as RoadTravel:
      return roads.router.weightsWithin(limit, of: middles, to: places, weights: weights, turnout: travel.turnout)
    case let ground as FrictionTravel:
      let frame = ground.grid.frame
      guard limit >= ground.turnout else { return middles.map { ground.isPassable(at: $0) ? .zero : nil } }
      let direction: SearchDirection = travel.direction == .fromFacility ? .inward : .outward
      let sums = CostDistance.weightsWithin(
        limit - ground.turnout, ground.grid, roads: ground.roads, of: places.map { frame.cell(at: $0) },
        weights: weights, direction, ground.neighbourhood)
      return middles.map { place in
        ground.isPassable(at: place) ? frame.cell(at: place).map { sums[$0] } : nil
      }
    default: return middles.map { _ in nil }
    }
  }

  private static func frame(around places: [Coordinate], _ cell: Distance) throws(InputProblems) -> GridFrame {
    guard let box = BoundingBox(around: places) else {
      throw InputProblems([
        InputProblem(
          file: "--settlements", english: "there are no settlements", chinese: "没有村居",
          remedyEnglish: "Give the settlements of the area", remedyChinese: "请提供本区域的村居")
      ])
    }
    let metric = LocalMetric(latitude: (box.south + box.north) / 2 * 1e7)
    let (width, height) = (cell.metres / metric.east / 1e7, cell.metres / metric.north / 1e7)
    // A cell to spare on each side.
    let columns = ((box.east - box.west) / width).rounded(.up) + 2
    let rows = ((box.north - box.south) / height).rounded(.up) + 2
    if rows * columns <= Double(mostCells),
      let frame = GridFrame(
        rows: Int(rows), columns: Int(columns), west: box.west - width, north: box.north + height, cellWidth: width,
        cellHeight: height)
    {
      return frame
    }
    throw InputProblems([
      InputProblem(
        file: "--cell", value: NumberText.plain(cell.metres), english: "the area has more than \(mostCells) such cells",
        chinese: "该区域的单元数超过 \(mostCells)", remedyEnglish: "Use larger cells", remedyChinese: "请使用更大的单元")
    ])
  }
}
