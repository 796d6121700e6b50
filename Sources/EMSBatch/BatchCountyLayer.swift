import EMSFormats
import Foundation
import GeoKit

/// The layer of the counties of all runs: one feature a run and county.
///
/// Each run's features are kept as a layer of their own; the layer over all is put together from their lines, so that
/// no shape is read or held again.
struct BatchCountyLayer {
  private var body: [UInt8] = []
  private var corners: [Coordinate] = []
  private static let opening = Array("\"features\":[\n".utf8)
  private static let closing = Array("\n]".utf8)
  private static let box = Array(",\"bbox\":[".utf8)

  /// The layer of one run, each feature with the run's id and what it sets.
  ///
  /// - Throws: `GeoKitError` where a shape cannot be rounded to seven decimals and stay valid.
  static func bytes(of item: BatchItem, counties: [GeoJSONFeature]) throws -> [UInt8] {
    let features = counties.map { county in
      var feature = county
      let settings = item.settings.map { PropertyValue.Member($0.key, .text($0.value)) }
      feature.properties = [.init("run", .text(item.id))] + settings + county.properties
      return feature
    }
    return try GeoJSONWriter.bytes(name: "counties", features: features)
  }

  /// Adds the layer of one run, as ``bytes(of:counties:)`` wrote it.
  mutating func append(_ layer: Data) {
    guard let opening = layer.range(of: Data(Self.opening)),
      let closing = layer.range(
        of: Data(Self.closing), options: .backwards, in: (opening.upperBound - 1)..<layer.endIndex)
    else { return }
    if let box = layer.range(of: Data(Self.box), in: closing.upperBound..<layer.endIndex) {
      let sides = layer[box.upperBound...].prefix { $0 != UInt8(ascii: "]") }.split(separator: UInt8(ascii: ","))
        .compactMap { Double(String(decoding: $0, as: UTF8.self)) }
      if sides.count == 4 {
        corners.append(Coordinate(longitude: sides[0], latitude: sides[1]))
        corners.append(Coordinate(longitude: sides[2], latitude: sides[3]))
      }
    }
    guard closing.lowerBound > opening.upperBound else { return }
    let features = layer[opening.upperBound..<closing.lowerBound]
    body += body.isEmpty ? [UInt8(ascii: "\n")] : Array(",\n".utf8)
    body += features
  }

  /// The layer over all.
  func bytes() -> [UInt8] {
    var bytes = Array("{\"type\":\"FeatureCollection\",\"name\":\"counties\",\"features\":[".utf8)
    bytes += body + Self.closing
    if let box = BoundingBox(around: corners) {
      let sides = [box.west, box.south, box.east, box.north].map { PropertyValue.decimal($0, places: 7) }
      bytes += Array(",\"bbox\":".utf8) + JSONWriter.compact(.list(sides))
    }
    return bytes + Array("}\n".utf8)
  }
}
