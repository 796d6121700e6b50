import EMSModel
import GeoKit

/// One feature of a GeoJSON layer.
public struct GeoJSONFeature: Sendable {
  /// What a feature is drawn as.
  public enum Geometry: Sendable {
    case point(Coordinate)
    /// Written as no geometry where all its points are one to seven decimals.
    case line([Coordinate])
    /// Written as a MultiPolygon, so that a layer has one type; an empty shape is written as no geometry.
    case area(MultiPolygon)
  }

  /// nil where the layer has no ids.
  public var id: String?
  /// nil where the place is unknown.
  public var geometry: Geometry?
  public var properties: [PropertyValue.Member]

  public init(id: String? = nil, geometry: Geometry?, properties: [PropertyValue.Member]) {
    self.id = id
    self.geometry = geometry
    self.properties = properties
  }
}

/// Writes a layer as a FeatureCollection (RFC 7946): WGS 84, seven decimals, right-hand rule, `bbox`, one feature a line.
public enum GeoJSONWriter {
  /// The layer as bytes, ended with a line end.
  ///
  /// - Parameters:
  ///   - name: the member `name`, which GDAL takes for the layer's name.
  ///   - notes: what a reader of the layer must know; the member `notes`, left out when there are none.
  /// - Throws: `GeoKitError` where a shape cannot be rounded to seven decimals and stay valid.
  public static func bytes(name: String, notes: [Note] = [], features: [GeoJSONFeature]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try write(name: name, notes: notes, features: features) { bytes += $0 }
    return bytes
  }

  /// Hands out the layer's bytes piece by piece, so that a large layer is never in memory whole.
  ///
  /// The box is the last member: only then is it known.
  package static func write(
    name: String, notes: [Note] = [], features: [GeoJSONFeature], to append: ([UInt8]) throws -> Void
  ) throws {
    var bytes: [UInt8] = []
    // Two corners of every ring and line: enough for the box.
    var extent: [Coordinate] = []
    bytes.append(text: "{\"type\":\"FeatureCollection\",\"name\":")
    bytes.append(jsonString: name)
    if !notes.isEmpty {
      bytes.append(text: ",\"notes\":")
      JSONWriter.append(.list(notes.map(\.members)), to: &bytes)
    }
    bytes.append(text: ",\"features\":[")
    for (index, feature) in features.enumerated() {
      bytes.append(text: index > 0 ? ",\n" : "\n")
      try self.append(feature, to: &bytes, extent: &extent)
      if bytes.count > 1 << 18 {
        try append(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    bytes.append(text: "\n]")
    if let box = BoundingBox(around: extent) {
      bytes.append(text: ",\"bbox\":")
      let sides = [box.west, box.south, box.east, box.north].map { PropertyValue.decimal($0, places: 7) }
      JSONWriter.append(.list(sides), to: &bytes)
    }
    bytes.append(text: "}\n")
    try append(bytes)
  }

  private static func append(
    _ feature: GeoJSONFeature, to bytes: inout [UInt8], extent: inout [Coordinate]
  ) throws {
    bytes.append(text: "{\"type\":\"Feature\"")
    if let id = feature.id {
      bytes.append(text: ",\"id\":")
      bytes.append(jsonString: id)
    }
    bytes.append(text: ",\"geometry\":")
    try append(feature.geometry, to: &bytes, extent: &extent)
    bytes.append(text: ",\"properties\":")
    JSONWriter.append(.members(feature.properties), to: &bytes)
    bytes.append(text: "}")
  }

  private static func append(
    _ geometry: GeoJSONFeature.Geometry?, to bytes: inout [UInt8], extent: inout [Coordinate]
  ) throws {
    switch geometry {
    case nil: bytes.append(text: "null")
    case .point(let coordinate):
      bytes.append(text: "{\"type\":\"Point\",\"coordinates\":")
      extent.append(coordinate)
      append(coordinate, to: &bytes)
      bytes.append(text: "}")
    case .line(let coordinates):
      let parts = parts(ofLine: coordinates).filter { Set($0.map(\.onGrid)).count > 1 }
      guard !parts.isEmpty else {
        bytes.append(text: "null")
        return
      }
      bytes.append(text: parts.count == 1 ? "{\"type\":\"LineString\"" : "{\"type\":\"MultiLineString\"")
      bytes.append(text: ",\"coordinates\":")
      if parts.count != 1 { bytes.append(ascii: "[") }
      for (index, part) in parts.enumerated() {
        if index > 0 { bytes.append(ascii: ",") }
        append(part, to: &bytes, extent: &extent)
      }
      if parts.count != 1 { bytes.append(ascii: "]") }
      bytes.append(text: "}")
    case .area(let shape):
      let shape = try shape.cutAtAntimeridian().rounded(decimals: 7)
      guard !shape.isEmpty else {
        bytes.append(text: "null")
        return
      }
      bytes.append(text: "{\"type\":\"MultiPolygon\",\"coordinates\":[")
      for (index, polygon) in shape.polygons.enumerated() {
        bytes.append(text: index > 0 ? ",[" : "[")
        append(polygon.shell.coordinates, to: &bytes, extent: &extent)
        for hole in polygon.holes {
          bytes.append(ascii: ",")
          append(hole.coordinates, to: &bytes, extent: &extent)
        }
        bytes.append(text: "]")
      }
      bytes.append(text: "]}")
    }
  }

  private static func append(_ coordinates: [Coordinate], to bytes: inout [UInt8], extent: inout [Coordinate]) {
    guard var low = coordinates.first else { return }
    var high = low
    bytes.append(ascii: "[")
    let atOnce = 256
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: atOnce * Self.mostBytesOfPosition) { buffer in
      guard let start = buffer.baseAddress else { return }
      for first in stride(from: 0, to: coordinates.count, by: atOnce) {
        var count = 0
        for index in first..<min(first + atOnce, coordinates.count) {
          let coordinate = coordinates[index]
          low.longitude = min(low.longitude, coordinate.longitude)
          low.latitude = min(low.latitude, coordinate.latitude)
          high.longitude = max(high.longitude, coordinate.longitude)
          high.latitude = max(high.latitude, coordinate.latitude)
          if index > 0 {
            start[count] = UInt8(ascii: ",")
            count += 1
          }
          count += write(coordinate, to: start + count)
        }
        bytes.append(contentsOf: buffer[..<count])
      }
    }
    bytes.append(ascii: "]")
    extent += [low, high]
  }

  /// The line cut where it crosses the antimeridian (RFC 7946, section 3.1.9), straight in longitude and latitude.
  private static func parts(ofLine coordinates: [Coordinate]) -> [[Coordinate]] {
    var parts: [[Coordinate]] = [[]]
    for (index, coordinate) in coordinates.enumerated() {
      if index > 0 {
        let before = coordinates[index - 1]
        let step = coordinate.longitude - before.longitude
        if abs(step) > 180 {
          let side = before.longitude > 0 ? 180.0 : -180.0
          let share = (side - before.longitude) / (step > 0 ? step - 360 : step + 360)
          let latitude = before.latitude + share * (coordinate.latitude - before.latitude)
          parts[parts.count - 1].append(Coordinate(longitude: side, latitude: latitude))
          parts.append([Coordinate(longitude: -side, latitude: latitude)])
        }
      }
      parts[parts.count - 1].append(coordinate)
    }
    return parts
  }

  private static func append(_ coordinate: Coordinate, to bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: mostBytesOfPosition) { buffer in
      guard let start = buffer.baseAddress else { return }
      bytes.append(contentsOf: buffer[..<write(coordinate, to: start)])
    }
  }

  private static let mostBytesOfPosition = 2 * DecimalDigits.mostBytes + 4

  /// Writes a position and returns how many bytes it took.
  @inline(__always)
  private static func write(_ coordinate: Coordinate, to bytes: UnsafeMutablePointer<UInt8>) -> Int {
    bytes[0] = UInt8(ascii: "[")
    var count = 1 + DecimalDigits.write(coordinate.longitude, places: 7, to: bytes + 1)
    bytes[count] = UInt8(ascii: ",")
    count += 1
    count += DecimalDigits.write(coordinate.latitude, places: 7, to: bytes + count)
    bytes[count] = UInt8(ascii: "]")
    return count + 1
  }
}

extension Note {
  /// The note as it stands in GeoJSON and JSON.
  package var members: PropertyValue { ["kind": .text(kind.rawValue), "en": .text(english), "zh": .text(chinese)] }
}

extension Coordinate {
  /// The coordinate as the seven decimals of a file have it.
  var onGrid: Coordinate {
    Coordinate(longitude: (longitude * 1e7).rounded() / 1e7, latitude: (latitude * 1e7).rounded() / 1e7)
  }
}
