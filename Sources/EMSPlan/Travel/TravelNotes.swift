import GeoKit
import TravelNetwork

extension TravelModel {
  /// For each place whether a journey can begin or end there; straight lines begin anywhere.
  public func joins(_ places: [Coordinate]) -> [Bool] {
    switch self {
    case let roads as RoadTravel: places.map { roads.router.joinsRoad(at: $0) }
    case let ground as FrictionTravel: places.map { ground.isPassable(at: $0) }
    default: places.map { _ in true }
    }
  }

  /// What is wrong when no place can be reached at all: data of another area or datum.
  public func complaint(about places: [Coordinate]) -> Phrase? {
    if places.isEmpty || joins(places).contains(true) { return nil }
    return self is RoadTravel
      ? Phrase(
        "no facility lies near the roads; check that both are of the same area and datum",
        "没有任何设施位于道路附近；请检查两者的区域与坐标系是否一致")
      : Phrase(
        "no facility lies on passable ground of the friction surface; check that both are of the same area and datum",
        "没有任何设施位于阻力面的可通行处；请检查两者的区域与坐标系是否一致")
  }
}

extension RoadMode {
  /// Classes of road that no mode knows, each once with the number of its lines; nil when every class is known.
  public static func unknownClassNote(on lines: RoadLines) -> Note? {
    let unknown = unknownClasses(in: lines)
    if unknown.isEmpty { return nil }
    let list = unknown.map { "\($0.name) (\($0.lines))" }.joined(separator: ", ")
    return Note(
      .warning, english: "classes of road that no mode knows, left out: \(list)", chinese: "以下道路类别未知，已忽略：\(list)")
  }
}
