import GeoKit
import TravelNetwork

/// A road as a map shows it for orientation.
public struct RoadDrawing: Sendable {
  public var points: [Coordinate]

  /// The main roads of the plan (motorways to secondary roads and their Chinese likes), or all of them where no class
  /// tells which those are; none where the plan names no roads.
  package static func all(of travel: PlanTravel) -> [RoadDrawing] {
    guard let lines = travel.roads?.lines else { return [] }
    let isMain = lines.attributeSets.map { main.contains(base($0["highway"] ?? "")) }
    let showsAll = !isMain.contains(true)
    return lines.attributes.indices.compactMap { line in
      let set = Int(lines.attributes[line])
      guard showsAll || isMain[set] else { return nil }
      let points = lines.points[Int(lines.firstPoint[line])..<Int(lines.firstPoint[line + 1])]
      return RoadDrawing(
        points: points.map { point in
          Coordinate(
            longitude: Double(lines.longitudes[Int(point)]) / 1e7, latitude: Double(lines.latitudes[Int(point)]) / 1e7)
        })
    }
  }

  private static let main: Set<String> = ["motorway", "trunk", "primary", "secondary"]

  private static func base(_ name: String) -> String { name.hasSuffix("_link") ? String(name.dropLast(5)) : name }
}
