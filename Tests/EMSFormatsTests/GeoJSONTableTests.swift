import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel

struct GeoJSONTableTests {
  static let whole = #"""
    {"type": "FeatureCollection", "name": "counties", "features": [
     {"geometry": {"coordinates": [[[0,0],[1,0],[1,1,5.5],[0,1],[0,0]],[[0.2,0.2],[0.2,0.4],[0.4,0.4],[0.2,0.2]]],
      "type": "Polygon"}, "type": "Feature", "id": 7, "properties": {"code": 150102, "name": "新\u57ce\"区\"", "n": null}},
     {"type": "Feature", "properties": {"name": "b", "share": 0.5, "tags": {"a": [1, {}]}},
      "geometry": {"type": "MultiPolygon", "coordinates": [[[[2,0],[3,0],[3,1],[2,0]]],[[[5,0],[6,0],[6,1],[5,0]]]]}},
     {"type": "Feature", "properties": null, "geometry": null},
     {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [122.5, -46.25e0]}}
    ]}
    """#

  private func table(_ text: String) throws -> GeoJSONTable { try GeoJSONTable(Data(text.utf8), file: "a.geojson") }

  private func problems(_ text: String) -> [InputProblem] {
    do {
      _ = try table(text)
      return []
    } catch {
      return (error as? InputProblems)?.problems ?? []
    }
  }

  private func collection(_ geometries: String...) -> String {
    let features = geometries.map { #"{"type":"Feature","id":"f","properties":{},"geometry":\#($0)}"# }
    return #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
  }

  @Test func featuresAreRead() throws {
    let table = try table(Self.whole)
    #expect(table.columns == ["code", "name", "n", "share", "tags", "id"])
    #expect(table.rowCount == 4)
    #expect((0..<6).map { table.text(0, $0) } == ["150102", "新城\"区\"", nil, nil, nil, "7"])
    #expect(table.text(1, 4) == #"{"a": [1, {}]}"#)
    #expect(table.number(1, 3) == .number(0.5))
    #expect(table.place(ofRow: 0) == .feature(1, id: "7"))
    guard case .polygons(let first) = table.shape(ofRow: 0), case .polygons(let second) = table.shape(ofRow: 1) else {
      Issue.record("polygons are read as polygons")
      return
    }
    #expect(first.polygons.map { $0.shell.coordinates.count } == [5])
    #expect(first.polygons[0].holes.map { $0.coordinates.count } == [4])
    #expect(second.polygons.map { $0.shell.coordinates[0].longitude } == [2, 5])
    #expect(table.shape(ofRow: 2) == nil)
    #expect(table.shape(ofRow: 3) == .point(Coordinate(longitude: 122.5, latitude: -46.25)))
  }

  @Test func bareFeaturesAndGeometriesAreRead() throws {
    let point = #"{"type":"Point","coordinates":[1,2]}"#
    for text in [point, #"{"type":"Feature","properties":{},"geometry":\#(point)}"#] {
      #expect(try table(text).shape(ofRow: 0) == .point(Coordinate(longitude: 1, latitude: 2)))
    }
  }

  @Test func aDeclaredDatumIsSeen() throws {
    let crs = #""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},"features""#
    #expect(try table(Self.whole.replacing("\"features\"", with: crs)).declaredCRS == "urn:ogc:def:crs:EPSG::4490")
  }

  /// In whatever form a system is declared, it is read as it says it, so that it is obeyed or refused by its name.
  @Test(
    arguments: [
      (#""GCJ02""#, "GCJ02"), (#""EPSG:4547""#, "EPSG:4547"), ("4547", "EPSG:4547"), ("null", nil),
      (#"{"type":"proj4","properties":{"proj4":"+proj=tmerc +lon_0=117"}}"#, "+proj=tmerc +lon_0=117"),
      (#"{"type":"OGC","properties":{"urn":"urn:ogc:def:crs:OGC:1.3:CRS84"}}"#, "urn:ogc:def:crs:OGC:1.3:CRS84"),
      (#"{"type":"EPSG","properties":{"code":4490}}"#, "EPSG:4490"), (#"{"name":"ESRI:102025"}"#, "ESRI:102025"),
      (
        #"{"properties":{"href":"http://spatialreference.org/ref/epsg/3857/proj4/"},"type":"link"}"#,
        "http://spatialreference.org/ref/epsg/3857/proj4/"
      ),
      (#"{"type":"name","properties":{"text":"local grid"}}"#, "local grid"), ("true", "crs true"), ("{}", "crs"),
    ] as [(String, String?)])
  func everyFormOfADatumIsSeen(crs: String, name: String?) throws {
    let file = Self.whole.replacing("\"features\"", with: "\"crs\":\(crs),\"features\"")
    #expect(try table(file).declaredCRS == name)
    let point = #"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}"#
    let ofFeature = point.replacing("\"properties\"", with: "\"crs\":\(crs),\"properties\"")
    let ofGeometry = point.replacing("\"coordinates\"", with: "\"crs\":\(crs),\"coordinates\"")
    for own in [ofFeature, ofGeometry] {
      let all = #"{"type":"FeatureCollection","features":[\#(own),\#(own)]}"#
      #expect(try table(all).declaredCRS == name)
      #expect(try table(own).declaredCRS == name)
      let part = problems(#"{"type":"FeatureCollection","features":[\#(point),\#(own)]}"#)
      #expect(part.map(\.place) == (name == nil ? [] : [.feature(2, id: nil)]))
    }
  }

  @Test func featuresOfSeveralSystemsAreRefused() {
    func point(_ crs: String) -> String {
      #"{"type":"Feature","crs":"\#(crs)","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}"#
    }
    let said = problems(#"{"type":"FeatureCollection","features":[\#(point("GCJ02")),\#(point("EPSG:4490"))]}"#)
    #expect(said.map(\.english) == ["features declare coordinate systems that differ: GCJ02, EPSG:4490"])
    let against = problems(#"{"type":"FeatureCollection","crs":"BD09","features":[\#(point("GCJ02"))]}"#)
    #expect(against.map(\.english) == ["features declare coordinate systems that differ: BD09, GCJ02"])
  }

  @Test(arguments: [
    (
      #"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}"#,
      "the outer ring is not closed: it begins at 0.0, 0.0 and ends at 0.0, 1.0"
    ),
    (
      #"{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}"#,
      "the outer ring has 3 vertices; a ring needs four, the first repeated"
    ),
    (
      #"{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[1,1],[2,1],[2,2]]]}"#,
      "hole 1 is not closed: it begins at 1.0, 1.0 and ends at 2.0, 2.0"
    ),
    (
      #"{"type":"Polygon","coordinates":[[0,0],[1,0],[1,1],[0,0]]}"#,
      "the coordinates are not nested as a Polygon has them"
    ),
    (
      #"{"type":"Polygon","coordinates":[[],[[0,0],[1,0],[1,1],[0,0]]]}"#,
      "the coordinates are not nested as a Polygon has them"
    ),
    (
      #"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,"1"],[0,0]]]}"#,
      "the coordinates are not nested as a Polygon has them"
    ),
    (#"{"type":"Polygon","coordinates":[[[0,0],[NaN,0],[1,1],[0,0]]]}"#, "a coordinate is not a number"),
    (#"{"type":"Polygon","coordinates":[[[0,0],[1e999,0],[1,1],[0,0]]]}"#, "a coordinate is not a number"),
    (#"{"type":"Polygon","coordinates":[]}"#, "the Polygon has no coordinates"),
    (#"{"type":"Point","coordinates":[1]}"#, "the coordinates are not nested as a Point has them"),
    (#"{"type":"Circle","coordinates":[1,2]}"#, "“Circle” is not a type of geometry"),
  ])
  func flawsOfGeometriesAreNamed(geometry: String, english: String) {
    let found = problems(collection(#"{"type":"Point","coordinates":[1,2]}"#, geometry))
    #expect(found.map(\.english) == [english])
    #expect(found.map(\.place) == [.feature(2, id: "f")])
  }

  @Test func flawsOfAllFeaturesAreReportedAtOnce() {
    let found = problems(
      collection(#"{"type":"Point","coordinates":[null,2]}"#, #"{"type":"Polygon","coordinates":[1]}"#))
    #expect(found.map(\.place) == [.feature(1, id: "f"), .feature(2, id: "f")])
  }

  @Test func aFileCutOffSaysWhere() {
    let cut = String(Self.whole.prefix(600))
    let found = problems(cut)
    #expect(found.count == 1)
    #expect(
      found.first?.text(in: .english)
        == "a.geojson, feature 4: the file breaks off here, after \(cut.utf8.count) bytes. Copy or export the file again; this one is cut off"
    )
  }

  @Test(arguments: [
    "{}", "[]", "3", #"{"type":"Topology","objects":{}}"#, #"{"type":"FeatureCollection","features":[]}"#,
    #"{"type":"Point","coordinates":[1,2]} {}"#,
  ])
  func whatIsNoGeoJSONIsRefused(text: String) {
    #expect(problems(text).count == 1)
  }

  @Test func deepNestingIsRefused() {
    for (open, key) in [("[", "coordinates"), ("[", "x"), ("{\"a\":", "x")] {
      let text = "{\"type\":\"Point\",\"\(key)\":" + String(repeating: open, count: 200_000)
      #expect(problems(text).count == 1)
      #expect(problems(collection(text)).count == 1)
    }
  }

  /// Whatever is cut off or flipped, the reader answers with features or with problems.
  @Test func damagedBytesNeverCrash() {
    var generator = SeededGenerator(seed: 7946)
    let whole = Array(Self.whole.utf8)
    for length in 0..<whole.count {
      #expect((try? GeoJSONTable(Data(whole.prefix(length)), file: "a")) == nil)
    }
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[index] = UInt8.random(in: 0...255, using: &generator)
      }
      _ = try? GeoJSONTable(Data(bytes), file: "a")
    }
  }

  /// Coordinates written with full precision come back as the same doubles.
  @Test func randomPolygonsComeBack() throws {
    var generator = SeededGenerator(seed: 59)
    for _ in 0..<200 {
      let polygons = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        (0..<Int.random(in: 1...3, using: &generator)).map { _ in
          let open = (0..<Int.random(in: 3...9, using: &generator)).map { _ in
            Coordinate(
              longitude: .random(in: -180...180, using: &generator), latitude: .random(in: -90...90, using: &generator))
          }
          return open + [open[0]]
        }
      }
      let text =
        "["
        + polygons.map { rings in
          "["
            + rings.map { ring in
              "[" + ring.map { "[\($0.longitude),\($0.latitude)]" }.joined(separator: ", ") + "]"
            }.joined(separator: ",") + "]"
        }.joined(separator: ",") + "]"
      let expected = MultiPolygon(
        polygons.map { Polygon(shell: Ring($0[0]), holes: $0.dropFirst().map { Ring($0) }) })
      #expect(try table(#"{"type":"MultiPolygon","coordinates":\#(text)}"#).shape(ofRow: 0) == .polygons(expected))
    }
  }

  /// Other JSON is called what it is, once, with what to do.
  @Test(arguments: [
    (#"[{"name":"a","lon":1,"lat":2}]"#, "list of records"),
    (
      #"{"geometryType":"esriGeometryPoint","features":[{"attributes":{"name":"a"},"geometry":{"x":1,"y":2}},{"attributes":{},"geometry":{"x":1,"y":2}}]}"#,
      "JSON of Esri"
    ), (#"{"type":"Topology","objects":{}}"#, "“Topology”"),
  ])
  func otherJSONIsNamed(text: String, name: String) {
    let error = #expect(throws: InputProblems.self) { try GeoJSONTable(Data(text.utf8), file: "v.json") }
    #expect(error?.problems.count == 1)
    #expect(error?.problems.first?.english.contains(name) == true)
  }
}
