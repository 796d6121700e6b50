/// How finely the outline of an area is drawn: lengths in its plane for each metre on the ground.
///
/// A small area is drawn finer than a large one, and a narrow one finer than a wide one, so that the share of it that is
/// drawn wrong stays the same.
enum ServiceAreaDetail {
  static let all = [1.0, 2, 4, 8]
  static let finest = 8.0

  /// By the extent of what is reached by road, and by the farthest way off the road.
  static func of(_ field: RoadField) -> Double {
    let graph = field.router.graph
    guard let first = field.search.reached.first else { return finest }
    var (west, east) = (graph.nodeLongitudes[Int(first)], graph.nodeLongitudes[Int(first)])
    var (south, north) = (graph.nodeLatitudes[Int(first)], graph.nodeLatitudes[Int(first)])
    for node in field.search.reached {
      let (longitude, latitude) = (graph.nodeLongitudes[Int(node)], graph.nodeLatitudes[Int(node)])
      (west, east) = (min(west, longitude), max(east, longitude))
      (south, north) = (min(south, latitude), max(north, latitude))
    }
    let metric = LocalMetric(latitude: Double(south))
    let metres = max(Double(Int(east) - Int(west)) * metric.east, Double(Int(north) - Int(south)) * metric.north)
    let byExtent = all.first { metres * $0 >= 8000 } ?? finest
    let turnout = field.origins.turnouts.min() ?? 0
    let reach = min(field.router.offRoad.limit.metres, (field.limit - turnout) / field.router.pace)
    let byReach = all.first { reach * $0 >= 600 } ?? finest
    return max(byExtent, byReach)
  }
}
