import EMSFormats
import EMSModel

extension OutputFolder {
  /// Writes a layer as `<name>.geojson`, piece by piece.
  public func write(_ layer: PlanLayer, notes: [Note] = []) throws {
    try write(pieces: "\(layer.name).geojson") { append in
      try GeoJSONWriter.write(name: layer.name, notes: notes, features: layer.features) { try append($0) }
    }
  }
}
