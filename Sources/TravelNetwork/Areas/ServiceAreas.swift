import Dispatch
import GeoKit

extension RoadRouter {
  /// The ground that each facility reaches within the limit, off the road as well as on it.
  ///
  /// A point is inside when its quickest journey takes no longer than the limit (`<=`), but for half a percent of the
  /// points at most. Areas of 8 km and more are drawn to some metres, and a reached road at least 10 m wide to
  /// each side; pockets between roads narrower than 20 m are not cut out, nor wider ones where the reach is wide. Smaller
  /// areas are drawn up to eight times as finely (``ServiceAreaDetail``). What barriers hide is left out as in journeys. Areas of different facilities overlap. An area
  /// is empty when the turnout alone takes longer than the limit.
  ///
  /// - Parameter keepsCorners: whether every corner that was traced is kept. Otherwise those are left out that matter
  ///   least (``CornerThinning``): ``thinnedShare`` of the area at most changes, and no outline moves by more than
  ///   ``thinnedDistance`` (less in small areas, as they are drawn finer).
  public func serviceAreas(
    of facilities: [Coordinate], turnout: Duration = .zero, within limit: Duration, keepsCorners: Bool = false
  ) -> [MultiPolygon] {
    let most = TickScale.limit(limit)
    var areas = [MultiPolygon](repeating: MultiPolygon(), count: facilities.count)
    let workspaces = AreaWorkspaces(graph, direction)
    areas.withUnsafeMutableBufferPointer { areas in
      // Each part writes the areas of its own facilities only.
      nonisolated(unsafe) let shared = areas
      // Neighbours in the list mostly are neighbours on the map, and their roads still at hand.
      Parallel.chunks(facilities.count, of: (facilities.count + 7) / 8) { part in
        let own = workspaces.take()
        for index in part {
          let origins = RoadOrigins(self, [facilities[index]], turnout: turnout, limit: most)
          own.search.run(origins.seeds, limit: most)
          let field = RoadField(self, own.search, origins, limit: Double(most))
          shared[index] = own.areas(field, [facilities[index]], count: 1, isThinned: !keepsCorners) { _ in 0 }[0]
        }
        workspaces.giveBack(own)
      }
    }
    return areas
  }

  /// The ground that any of the facilities reaches within the limit (`<=`): one search from all of them.
  ///
  /// - Parameter keepsCorners: as for the areas of each.
  public func jointArea(
    of facilities: [Coordinate], turnout: Duration = .zero, within limit: Duration, keepsCorners: Bool = false
  ) -> MultiPolygon {
    areas(of: facilities, turnout: turnout, within: limit, count: 1, isThinned: !keepsCorners) { _ in 0 }.first
      ?? MultiPolygon()
  }

  /// Of an area, the most that changes where corners are left out.
  public static let thinnedShare = 0.001
  /// The most that an outline moves where corners are left out.
  public static let thinnedDistance = Distance.metres(5)

  /// The ground that each facility reaches before every other one, within the limit: areas that do not overlap.
  ///
  /// Together they are the union of the service areas. Where two facilities are equally quick the lower number has
  /// the ground.
  public func catchments(
    of facilities: [Coordinate], turnout: Duration = .zero, within limit: Duration
  ) -> [MultiPolygon] {
    areas(of: facilities, turnout: turnout, within: limit, count: facilities.count) { $0 }
  }

  /// By one search from all the facilities, the ground of each under its label.
  private func areas(
    of facilities: [Coordinate], turnout: Duration, within limit: Duration, count: Int, isThinned: Bool = false,
    label: (Int32) -> Int32
  ) -> [MultiPolygon] {
    let most = TickScale.limit(limit)
    let origins = RoadOrigins(self, facilities, turnout: turnout, limit: most)
    let own = AreaWorkspace(graph, direction)
    own.search.run(origins.seeds, limit: most)
    let field = RoadField(self, own.search, origins, limit: Double(most))
    return own.areas(field, facilities, count: count, isThinned: isThinned, label: label)
  }
}

/// The workspaces of areas that are drawn at once: as many as run beside each other.
private final class AreaWorkspaces: @unchecked Sendable {
  private let graph: RoadGraph
  private let direction: SearchDirection
  private let queue = DispatchQueue(label: "area workspaces")
  // Read and written on `queue` only.
  private var free: [AreaWorkspace] = []

  init(_ graph: RoadGraph, _ direction: SearchDirection) {
    self.graph = graph
    self.direction = direction
  }

  func take() -> AreaWorkspace {
    queue.sync { free.popLast() } ?? AreaWorkspace(graph, direction)
  }

  func giveBack(_ workspace: AreaWorkspace) {
    queue.sync { free.append(workspace) }
  }
}

/// What one thread needs to draw areas.
private final class AreaWorkspace {
  let search: RoadSearch
  private var roads = ReachedRoads()
  private var tracer = AreaTracer()

  init(_ graph: RoadGraph, _ direction: SearchDirection) {
    search = RoadSearch(graph, direction)
  }

  func areas(
    _ field: RoadField, _ facilities: [Coordinate], count: Int, isThinned: Bool = false, label: (Int32) -> Int32
  ) -> [MultiPolygon] {
    guard let box = BoundingBox(around: facilities) else { return [] }
    // In the middle of all, where single precision is finest.
    let plane = AreaPlane(
      longitude: (box.west + box.east) / 2 * 1e7, latitude: (box.south + box.north) / 2 * 1e7,
      detail: ServiceAreaDetail.of(field))
    roads.collect(
      field, plane: plane, labels: count, label: label, facilities: facilities.enumerated().map { (Int32($0), $1) })
    let rings = tracer.trace(
      roads.runs, labels: count, barriers: PlaneBarriers(field.router.graph.barriers, around: roads.runs, plane))
    return Self.assemble(isThinned ? Self.thinned(rings) : rings, count: count, plane)
  }

  /// The rings of one area with fewer corners.
  private static func thinned(_ rings: [AreaTracer.TracedRing]) -> [AreaTracer.TracedRing] {
    let thinned = CornerThinning.thinned(
      rings.map(\.points), share: RoadRouter.thinnedShare, distance: RoadRouter.thinnedDistance.metres)
    return zip(rings, thinned).map { AreaTracer.TracedRing(label: $0.label, points: $1) }
  }

  /// Shells with their holes; a hole belongs to the smallest shell around it.
  private static func assemble(
    _ rings: [AreaTracer.TracedRing], count: Int, _ plane: AreaPlane
  ) -> [MultiPolygon] {
    var areas = [MultiPolygon](repeating: MultiPolygon(), count: count)
    for label in 0..<count {
      let own = rings.filter { Int($0.label) == label }.map { PlaneRing($0.points) }
      let shells = own.filter { $0.area > 0 }.sorted { ($1.area, $0.west, $0.south) < ($0.area, $1.west, $1.south) }
      let holes = own.filter { $0.area < 0 }.sorted { ($0.west, $0.south) < ($1.west, $1.south) }
      var holesOfShell = [[Ring]](repeating: [], count: shells.count)
      for hole in holes {
        // From the smallest shell up; the last one that may hold it does.
        let around = shells.indices.reversed().filter { shells[$0].mayContain(hole) }
        if let owner = around.dropLast().first(where: { shells[$0].contains(hole.points[0]) }) ?? around.last {
          holesOfShell[owner].append(hole.ring(plane))
        }
      }
      areas[label] = MultiPolygon(
        shells.indices.map { Polygon(shell: shells[$0].ring(plane), holes: holesOfShell[$0]) })
    }
    return areas
  }
}

/// A ring in the plane with what is needed to sort it into shells and holes.
private struct PlaneRing {
  let points: [(x: Double, y: Double)]
  let area: Double
  let west: Double
  let east: Double
  let south: Double
  let north: Double

  init(_ points: [(x: Double, y: Double)]) {
    self.points = points
    var twice = 0.0
    var box = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
    var previous = points[points.count - 1]
    let origin = points[0]
    for point in points {
      twice +=
        (previous.x - origin.x) * (point.y - origin.y) - (point.x - origin.x) * (previous.y - origin.y)
      box = (min(box.0, point.x), max(box.1, point.x), min(box.2, point.y), max(box.3, point.y))
      previous = point
    }
    area = twice / 2
    (west, east, south, north) = box
  }

  func mayContain(_ other: PlaneRing) -> Bool {
    other.west >= west && other.east <= east && other.south >= south && other.north <= north
  }

  func contains(_ point: (x: Double, y: Double)) -> Bool {
    var isInside = false
    var a = points[points.count - 1]
    for b in points {
      if (a.y > point.y) != (b.y > point.y),
        point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x
      {
        isInside.toggle()
      }
      a = b
    }
    return isInside
  }

  func ring(_ plane: AreaPlane) -> Ring {
    var coordinates: [Coordinate] = []
    coordinates.reserveCapacity(points.count + 1)
    for point in points { coordinates.append(plane.coordinate(point.x, point.y)) }
    coordinates.append(coordinates[0])
    return Ring(coordinates)
  }
}
