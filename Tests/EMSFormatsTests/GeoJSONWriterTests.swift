import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel

@Suite struct GeoJSONWriterTests {
  private func square(west: Double, south: Double, east: Double, north: Double) -> MultiPolygon {
    let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return MultiPolygon([Polygon(shell: Ring(corners.map { Coordinate(longitude: $0.0, latitude: $0.1) }))])
  }

  private func text(_ features: [GeoJSONFeature], notes: [Note] = []) throws -> String {
    String(decoding: try GeoJSONWriter.bytes(name: "layer", notes: notes, features: features), as: UTF8.self)
  }

  @Test func theLayoutIsFixed() throws {
    let features = [
      GeoJSONFeature(
        id: "150222", geometry: .point(Coordinate(longitude: 122.05, latitude: 46.123_456_789)),
        properties: [.init("name", "好力保乡"), .init("radius_km", 10), .init("travel_min", nil)]),
      GeoJSONFeature(
        geometry: .line([Coordinate(longitude: -1, latitude: 0), Coordinate(longitude: -0.0, latitude: 2)]),
        properties: []),
      GeoJSONFeature(geometry: .area(square(west: 0, south: 0, east: 1, north: 1)), properties: []),
      GeoJSONFeature(geometry: .area(MultiPolygon()), properties: []),
      GeoJSONFeature(geometry: nil, properties: []),
    ]
    let notes = [Note(.derivation, english: "Thiessen cells", chinese: "泰森多边形")]
    #expect(
      try text(features, notes: notes) == """
        {"type":"FeatureCollection","name":"layer",\
        "notes":[{"kind":"derivation","en":"Thiessen cells","zh":"泰森多边形"}],"features":[
        {"type":"Feature","id":"150222","geometry":{"type":"Point","coordinates":[122.05,46.1234568]},\
        "properties":{"name":"好力保乡","radius_km":10,"travel_min":null}},
        {"type":"Feature","geometry":{"type":"LineString","coordinates":[[-1,0],[0,2]]},"properties":{}},
        {"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,1],[0,0]]]]},\
        "properties":{}},
        {"type":"Feature","geometry":null,"properties":{}},
        {"type":"Feature","geometry":null,"properties":{}}
        ],"bbox":[-1,0,122.05,46.1234568]}

        """)
  }

  @Test func anEmptyLayerIsALayer() throws {
    #expect(try text([]) == "{\"type\":\"FeatureCollection\",\"name\":\"layer\",\"features\":[\n]}\n")
  }

  @Test func linesAreCutAtTheAntimeridian() throws {
    let line = [Coordinate(longitude: 179, latitude: 0), Coordinate(longitude: -179, latitude: 2)]
    let written = try text([GeoJSONFeature(geometry: .line(line), properties: [])])
    #expect(written.contains(#""MultiLineString","coordinates":[[[179,0],[180,1]],[[-180,1],[-179,2]]]"#))
    #expect(written.contains(#""bbox":[179,0,-179,2]"#))
  }

  @Test func aLineWithoutLengthHasNoGeometry() throws {
    let point = Coordinate(longitude: 122, latitude: 46)
    let near = Coordinate(longitude: 122.000_000_01, latitude: 46)
    #expect(try text([GeoJSONFeature(geometry: .line([point, near]), properties: [])]).contains(#""geometry":null"#))
  }

  /// Shapely (GEOS) and Python's json read what was written: types, positions, ring order, closure, validity.
  @Test func anIndependentReaderFindsItValid() throws {
    let scratch = try ScratchFolder()
    var features: [GeoJSONFeature] = []
    var generator = SeededGenerator(seed: 11)
    for index in 0..<60 {
      let centre = Coordinate(
        longitude: Double.random(in: -180...180, using: &generator),
        latitude: Double.random(in: -80...80, using: &generator))
      let disc = GeodesicDisc(centre: centre, radius: .kilometres(Double.random(in: 0.001...30, using: &generator)))
      features.append(GeoJSONFeature(id: "\(index)", geometry: .area(try disc.polygon()), properties: []))
    }
    for longitude in [179.95, -179.95, 180] {
      let disc = GeodesicDisc(centre: Coordinate(longitude: longitude, latitude: 66), radius: .kilometres(30))
      features.append(GeoJSONFeature(geometry: .area(try disc.polygon()), properties: []))
    }
    let bytes = try GeoJSONWriter.bytes(name: "discs", features: features)
    try Data(bytes).write(to: URL(fileURLWithPath: "\(scratch.path)/discs.geojson"))
    try OutputReader.expectValid(["\(scratch.path)/discs.geojson"])
  }
}
