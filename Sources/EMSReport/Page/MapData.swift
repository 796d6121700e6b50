import EMSFormats
import EMSModel
import GeoKit

/// What the page's script draws: the layers, and the words in both languages.
enum MapData {
  /// JSON that may stand in a script element; positions are [latitude, longitude] with five decimals (about a metre).
  ///
  /// - Parameter words: what a reader sees for a coded value.
  static func json(
    layers: [MapLayer], box: BoundingBox?, stations: NearestStations?, words: (String) -> Phrase = FieldTitle.word
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(text: "{\"bounds\":")
    if let box {
      let east = box.west <= box.east ? box.east : box.east + 360
      append(
        [Coordinate(longitude: box.west, latitude: box.south), Coordinate(longitude: east, latitude: box.north)],
        to: &bytes)
    } else {
      bytes.append(text: "null")
    }
    bytes.append(text: ",\"fields\":")
    append(fields(of: layers), to: &bytes)
    bytes.append(text: ",\"words\":")
    append(self.words(of: layers, words), to: &bytes)
    bytes.append(text: ",\"stations\":")
    append(
      .list(
        stations.map { zip($0.stations, $0.isProposed).map { .list([.text($0.name), .flag($1)]) } } ?? []),
      to: &bytes)
    bytes.append(text: ",\"layers\":[")
    for (index, layer) in layers.enumerated() {
      bytes.append(text: index > 0 ? ",\n" : "\n")
      append(layer, to: &bytes)
    }
    bytes.append(text: "]}")
    return bytes
  }

  private static func fields(of layers: [MapLayer]) -> PropertyValue {
    let names = Set(layers.flatMap { $0.features.flatMap { $0.properties.map(\.name) } }).sorted()
    return .members(names.map { .init($0, pair(FieldTitle.of($0))) })
  }

  private static func words(of layers: [MapLayer], _ word: (String) -> Phrase) -> PropertyValue {
    var used: Set<String> = ["true", "false"]
    for property in layers.flatMap({ $0.features.flatMap(\.properties) }) {
      if case .text(let text) = property.value, FieldTitle.words[text] != nil { used.insert(text) }
    }
    return .members(used.sorted().map { .init($0, pair(word($0))) })
  }

  private static func pair(_ phrase: Phrase) -> PropertyValue { [.text(phrase.english), .text(phrase.chinese)] }

  private static func append(_ layer: MapLayer, to bytes: inout [UInt8]) {
    var head: [PropertyValue.Member] = [
      .init("id", .text(layer.id)), .init("symbol", .text(layer.symbol.rawValue)), .init("colour", .text(layer.colour)),
      .init("fill", .decimal(layer.fillOpacity, places: 2)), .init("width", .decimal(layer.lineWidth, places: 1)),
      .init("dashed", .flag(layer.isDashed)), .init("shown", .flag(layer.isShown)),
    ]
    if let mark = layer.mark { head.append(.init("mark", mark.value)) }
    bytes.append(contentsOf: JSONWriter.compact(.members(head)).dropLast())
    bytes.append(text: ",\"features\":[")
    for (index, feature) in layer.features.enumerated() {
      bytes.append(text: index > 0 ? ",\n{\"g\":" : "\n{\"g\":")
      switch feature.geometry {
      case .point(let coordinate): append(coordinate, to: &bytes)
      case .line(let coordinates): append(coordinates, to: &bytes)
      case .area(let shape):
        bytes.append(ascii: "[")
        for (index, polygon) in shape.polygons.enumerated() {
          bytes.append(text: index > 0 ? ",[" : "[")
          append(polygon.shell.coordinates, to: &bytes)
          for hole in polygon.holes {
            bytes.append(ascii: ",")
            append(hole.coordinates, to: &bytes)
          }
          bytes.append(ascii: "]")
        }
        bytes.append(ascii: "]")
      }
      var rest: [PropertyValue.Member] = [.init("t", .text(feature.title)), .init("p", .members(feature.properties))]
      if let colour = feature.colour { rest.append(.init("c", .text(colour))) }
      if let label = feature.label { rest.append(.init("n", .text(label))) }
      bytes.append(ascii: ",")
      bytes.append(contentsOf: JSONWriter.compact(.members(rest)).dropFirst())
    }
    bytes.append(text: "]}")
  }

  private static func append(_ value: PropertyValue, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: JSONWriter.compact(value))
  }

  private static func append(_ coordinates: [Coordinate], to bytes: inout [UInt8]) {
    bytes.append(ascii: "[")
    for (index, coordinate) in coordinates.enumerated() {
      if index > 0 { bytes.append(ascii: ",") }
      append(coordinate, to: &bytes)
    }
    bytes.append(ascii: "]")
  }

  private static func append(_ coordinate: Coordinate, to bytes: inout [UInt8]) {
    bytes.append(ascii: "[")
    bytes.append(decimal: coordinate.latitude, places: 5)
    bytes.append(ascii: ",")
    bytes.append(decimal: coordinate.longitude, places: 5)
    bytes.append(ascii: "]")
  }
}
