import EMSModel
import GeoKit
import TravelNetwork

extension TravelModel {
  /// Whether a journey can begin or end at the place; straight lines begin anywhere.
  public func joins(_ place: Coordinate) -> Bool {
    switch withoutStations {
    case let roads as RoadTravel: roads.router.joinsRoad(at: place)
    case let ground as FrictionTravel: ground.isPassable(at: place)
    default: true
    }
  }

  /// Facilities at which no journey by road or over the ground can begin or end; nil when there are none.
  public func note(onApart facilities: [Facility]) -> Note? {
    let apart = facilities.filter { !joins($0.location) }.map(\.id).sorted()
    if apart.isEmpty { return nil }
    let list = apart.shortList
    return withoutStations is RoadTravel
      ? Note(
        .warning,
        english: apart.count.of(
          "facility lies near no road that can be joined there, and reaches only what is near it off the road",
          "facilities lie near no road that can be joined there, and reach only what is near them off the road")
          + ": \(list.english)",
        chinese: "\(apart.count) 个设施附近没有可驶入的道路，只能到达其周边的非道路范围：\(list.chinese)")
      : Note(
        .warning,
        english: apart.count.of(
          "facility lies on impassable ground, and reaches", "facilities lie on impassable ground, and reach")
          + " nothing: \(list.english)",
        chinese: "\(apart.count) 个设施位于不可通行处，无法到达任何地方：\(list.chinese)")
  }

  /// What is wrong when none of the facilities can be reached, or none of the settlements: data of another area or
  /// datum.
  public func complaint(about facilities: [Coordinate], _ settlements: [Coordinate] = []) -> Phrase? {
    complaint(facilities, Phrase("facility", "设施")) ?? complaint(settlements, Phrase("settlement", "村居"))
  }

  private func complaint(_ places: [Coordinate], _ noun: Phrase) -> Phrase? {
    guard let first = places.first, !places.contains(where: joins), !places.contains(where: liesBesideRoad) else {
      return nil
    }
    func degrees(_ value: Double) -> String { NumberText.decimals(value, 2) }
    let place = "\(degrees(first.longitude)), \(degrees(first.latitude))"
    let found = box.map { box in
      let box = "\(degrees(box.west))…\(degrees(box.east)), \(degrees(box.south))…\(degrees(box.north))"
      return Phrase(
        " (they span \(box); a \(noun.english) lies at \(place))", "（其范围为 \(box)；有\(noun.chinese)位于 \(place)）")
    }
    let remedy = Phrase("check that both are of the same area and datum", "请检查两者的区域与坐标系是否一致")
    let what =
      withoutStations is RoadTravel
      ? Phrase("no \(noun.english) lies near the roads", "没有任何\(noun.chinese)位于道路附近")
      : Phrase(
        "no \(noun.english) lies on passable ground of the friction surface", "没有任何\(noun.chinese)位于阻力面的可通行处")
    return Phrase(
      "\(what.english)\(found?.english ?? ""); \(remedy.english)",
      "\(what.chinese)\(found?.chinese ?? "")；\(remedy.chinese)")
  }

  /// Whether a road passes the place, though perhaps one that cannot be joined there.
  private func liesBesideRoad(_ place: Coordinate) -> Bool {
    (withoutStations as? RoadTravel)?.router.liesNearRoad(place) ?? false
  }

  /// Around the roads or the ground; nil for straight lines.
  private var box: BoundingBox? {
    switch withoutStations {
    case let roads as RoadTravel:
      let graph = roads.router.graph
      return BoundingBox(around: (0..<graph.vertexCount).map { graph.coordinate(ofVertex: $0) })
    case let ground as FrictionTravel:
      let frame = ground.grid.frame
      return BoundingBox(
        west: frame.west, south: frame.north - Double(frame.rows) * frame.cellHeight,
        east: frame.west + Double(frame.columns) * frame.cellWidth, north: frame.north)
    default: return nil
    }
  }
}
