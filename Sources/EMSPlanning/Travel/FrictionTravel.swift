import EMSModel
import GeoKit
import TravelNetwork

/// Travel over a friction surface: turnout, then the least accumulated time from cell to cell.
///
/// Places outside the raster are not reached, nor those on impassable cells without a road. The distance of a nearest facility is the
/// geodesic, because the way itself is not kept.
public struct FrictionTravel: CatchmentModel {
  public let name = "friction"
  public let mode: TravelMode
  public let direction: TravelDirection
  /// Counted for ambulances only.
  public let turnout: Duration
  public let grid: FrictionGrid
  /// Roads over the ground; nil where there are none.
  public let roads: GroundRoads?
  public let neighbourhood: GridNeighbourhood

  public init(
    _ grid: FrictionGrid, roads: GroundRoads? = nil, mode: TravelMode, direction: TravelDirection,
    turnout: Duration = .zero,
    neighbourhood: GridNeighbourhood = .sixteen
  ) {
    self.grid = grid
    self.roads = roads
    self.mode = mode
    self.direction = direction
    self.turnout = mode == .ambulance ? turnout : .zero
    self.neighbourhood = neighbourhood
  }

  /// Whether the place lies on the raster, on a cell that can be crossed or beside a road.
  public func isPassable(at place: Coordinate) -> Bool {
    grid.frame.cell(at: place).map { grid.isPassable($0) || roads?.stops(inCell: $0) == true } ?? false
  }

  private func search(_ facilities: [(Int, Coordinate)], within limit: Duration?) -> CostDistance {
    CostDistance(grid, roads: roads, from: facilities.compactMap(seed), searchDirection, neighbourhood, within: limit)
  }

  private var searchDirection: SearchDirection { direction == .fromFacility ? .outward : .inward }

  private func seed(_ number: Int, _ facility: Coordinate) -> GridSeed? {
    grid.frame.cell(at: facility).map { GridSeed(cell: $0, time: turnout, owner: number) }
  }

  public func nearest(of facilities: [Coordinate], to places: [Coordinate]) -> [NearestFacility?] {
    let field = search(facilities.enumerated().map { ($0, $1) }, within: nil)
    return places.map { place in
      guard let cell = grid.frame.cell(at: place), let time = field.time(ofCell: cell) else { return nil }
      let facility = Int(field.owners[cell])
      return NearestFacility(
        facility: facility, time: time, distance: Geodesic.distance(facilities[facility], place))
    }
  }

  public func times(
    from facilities: [Coordinate], to places: [Coordinate], within limit: Duration
  ) -> [[TravelTime]] {
    let cells = places.map { grid.frame.cell(at: $0) }
    var found = [[TravelTime]](repeating: [], count: places.count)
    let sources = facilities.enumerated().map { seed($0, $1) }
    CostDistance.forEachSource(
      grid, roads: roads, from: sources, searchDirection, neighbourhood, within: limit
    ) { number, time in
      for (index, cell) in cells.enumerated() {
        if let time = cell.flatMap(time) { found[index].append(TravelTime(facility: number, time: time)) }
      }
    }
    return found
  }

  public func serviceAreas(of facilities: [Coordinate], within limit: Duration) -> [MultiPolygon] {
    facilities.enumerated().map { search([($0, $1)], within: limit).area(within: limit) }
  }

  public func jointArea(of facilities: [Coordinate], within limit: Duration) -> MultiPolygon {
    search(facilities.enumerated().map { ($0, $1) }, within: limit).area(within: limit)
  }

  public func catchments(of facilities: [Coordinate], within limit: Duration) -> [MultiPolygon] {
    search(facilities.enumerated().map { ($0, $1) }, within: limit).areas(ownerCount: facilities.count, within: limit)
  }
}
