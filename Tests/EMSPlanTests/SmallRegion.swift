import Foundation
import GeoKit
import TestSupport

@testable import EMSPlan

/// Two counties, eight towns, ten facilities and forty villages, to be saved in any format and datum.
///
/// Coordinates have at most seven decimals, as planners' tables do, so that what other datums give back can be told
/// from what was meant.
struct SmallRegion {
  struct Shape {
    /// In the order of the columns.
    var cells: [(name: String, value: String, isNumber: Bool)]
    var ring: [Coordinate]
  }

  struct Row {
    var cells: [(name: String, value: String, isNumber: Bool)]
    var place: Coordinate
  }

  static let layers = ["counties", "townships", "facilities", "villages"]
  let counties: [Shape]
  let townships: [Shape]
  let facilities: [Row]
  let villages: [Row]

  init() {
    var random = SeededGenerator(seed: 6)
    func within(_ low: Double, _ high: Double) -> Double {
      (Double.random(in: low..<high, using: &random) * 1e6).rounded() / 1e6
    }
    func box(_ west: Double, _ south: Double, _ width: Double, _ height: Double) -> [Coordinate] {
      let (east, north) = (((west + width) * 10).rounded() / 10, ((south + height) * 10).rounded() / 10)
      return [(west, south), (east, south), (east, north), (west, north), (west, south)]
        .map { Coordinate(longitude: $0.0, latitude: $0.1) }
    }
    counties = [("152201", "东旗", 60_000, 121.8), ("152202", "西旗", 50_000, 121.2)].map { id, name, people, west in
      Shape(
        cells: [("编码", id, false), ("名称", name, false), ("人口", "\(people)", true)], ring: box(west, 45.9, 0.6, 0.6))
    }
    var townships: [Shape] = []
    var facilities = [
      Row(
        cells: [("编码", "f1", false), ("机构名称", "东旗人民医院", false), ("级别", "二级", false)],
        place: Coordinate(longitude: 122.1234567, latitude: 46.2123456)),
      Row(
        cells: [("编码", "f2", false), ("机构名称", "西旗人民医院", false), ("级别", "二级", false)],
        place: Coordinate(longitude: 121.4123456, latitude: 46.1)),
    ]
    for (column, west) in [121.2, 121.5, 121.8, 122.1].enumerated() {
      let county = west < 121.8 ? "152202" : "152201"
      for (row, south) in [45.9, 46.2].enumerated() {
        let name = ["甲", "乙", "丙", "丁"][column] + ["山", "河"][row] + "镇"
        townships.append(
          Shape(
            cells: [("编码", "\(county)\(column)\(row)1", false), ("名称", name, false), ("所属县", county, false)],
            ring: box(west, south, 0.3, 0.3)))
        facilities.append(
          Row(
            cells: [("编码", "h\(column)\(row)", false), ("机构名称", name + "卫生院", false), ("级别", "卫生院", false)],
            place: Coordinate(longitude: within(west + 0.05, west + 0.25), latitude: within(south + 0.05, south + 0.25))
          ))
      }
    }
    self.townships = townships
    self.facilities = facilities
    villages = (0..<40).map { number in
      Row(
        cells: [
          ("编码", "v\(100 + number)", false), ("村名", "\(number)号嘎查", false),
          ("人口", "\([120, 300, 480, 620, 900, 1500][number % 6])", true),
        ], place: Coordinate(longitude: within(121.21, 122.39), latitude: within(45.91, 46.49)))
    }
  }

  typealias Change = (Coordinate) throws -> Coordinate

  /// The points of a layer as a table; places changed by `change`, the northing first where asked.
  func csv(_ layer: String, northingFirst: Bool = false, _ change: Change = { $0 }) throws -> String {
    let rows = layer == "facilities" ? facilities : villages
    var text = rows[0].cells.map(\.name).joined(separator: ",") + ",经度,纬度\n"
    for row in rows {
      let place = try change(row.place)
      let (x, y) =
        northingFirst ? (place.latitude, place.longitude) : (place.longitude, place.latitude)
      text += row.cells.map(\.value).joined(separator: ",") + ",\(x),\(y)\n"
    }
    return text
  }

  /// Any layer as GeoJSON.
  func geoJSON(_ layer: String, _ change: Change = { $0 }) throws -> String {
    func position(_ place: Coordinate) throws -> String {
      let changed = try change(place)
      return "[\(changed.longitude),\(changed.latitude)]"
    }
    func feature(_ cells: [(name: String, value: String, isNumber: Bool)], _ type: String, _ coordinates: String)
      -> String
    {
      let properties = cells.map { "\"\($0.name)\":\($0.isNumber ? $0.value : "\"\($0.value)\"")" }
      return
        "{\"type\":\"Feature\",\"properties\":{\(properties.joined(separator: ","))},\"geometry\":{\"type\":\"\(type)\",\"coordinates\":\(coordinates)}}"
    }
    let features =
      switch layer {
      case "counties", "townships":
        try (layer == "counties" ? counties : townships).map { shape in
          try feature(shape.cells, "Polygon", "[[\(shape.ring.map(position).joined(separator: ","))]]")
        }
      default:
        try (layer == "facilities" ? facilities : villages).map { row in
          try feature(row.cells, "Point", position(row.place))
        }
      }
    return "{\"type\":\"FeatureCollection\",\"features\":[\n\(features.joined(separator: ",\n"))]}\n"
  }

  /// A plan of the region's files.
  static func plan(points: String, pointsCRS: String?, shapes: String, shapesCRS: String?) -> String {
    func layer(_ name: String, _ kind: String, _ crs: String?) -> String {
      "{file: \(name).\(kind)\(crs.map { ", crs: \($0)" } ?? "")}"
    }
    return """
      name: 试验区
      profile: xingan
      inputs:
        counties: \(layer("counties", shapes, shapesCRS))
        townships: \(layer("townships", shapes, shapesCRS))
        facilities: \(layer("facilities", points, pointsCRS))
        settlements: \(layer("villages", points, pointsCRS))

      """
  }
}
