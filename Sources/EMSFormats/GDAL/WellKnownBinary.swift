#if GDAL
  import GeoKit

  /// Shapes as well-known binary (OGC Simple Features, section 8), little-endian, on the grid of seven decimals.
  package enum WellKnownBinary {
    /// nil for a shape without ground or a line without length.
    package static func bytes(_ geometry: GeoJSONFeature.Geometry) throws(GeoKitError) -> [UInt8]? {
      var bytes: [UInt8] = []
      switch geometry {
      case .point(let coordinate):
        append(type: 1, to: &bytes)
        append(coordinate, to: &bytes)
      case .line(let coordinates):
        guard Set(coordinates.map(\.onGrid)).count > 1 else { return nil }
        append(type: 2, to: &bytes)
        append(coordinates, to: &bytes)
      case .area(let shape):
        let shape = try shape.cutAtAntimeridian().rounded(decimals: 7)
        guard !shape.isEmpty else { return nil }
        append(type: 6, to: &bytes)
        append(count: shape.polygons.count, to: &bytes)
        for polygon in shape.polygons {
          append(type: 3, to: &bytes)
          append(count: polygon.holes.count + 1, to: &bytes)
          for ring in [polygon.shell] + polygon.holes { append(ring.coordinates, to: &bytes) }
        }
      }
      return bytes
    }

    private static func append(type: UInt32, to bytes: inout [UInt8]) {
      bytes.append(1)
      append(count: Int(type), to: &bytes)
    }

    private static func append(count: Int, to bytes: inout [UInt8]) {
      withUnsafeBytes(of: UInt32(count).littleEndian) { bytes.append(contentsOf: $0) }
    }

    private static func append(_ coordinates: [Coordinate], to bytes: inout [UInt8]) {
      append(count: coordinates.count, to: &bytes)
      for coordinate in coordinates { append(coordinate, to: &bytes) }
    }

    private static func append(_ coordinate: Coordinate, to bytes: inout [UInt8]) {
      let coordinate = coordinate.onGrid
      for number in [coordinate.longitude, coordinate.latitude] {
        withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
  }
#endif
