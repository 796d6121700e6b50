import EMSModel
import GeoKit

/// The ground within each radius of the stations, dissolved.
public struct CoverageBands: Sendable {
  /// Ascending, each once.
  public let radii: [Distance]
  /// One for each radius.
  public let grounds: [CoveredGround]

  /// - Parameters:
  ///   - stations: where the stations stand; several at one place count once.
  ///   - frame: the frame of the overlays to come; `LocalFrame(townships:stations:)` chooses one.
  public init(
    stations: [Coordinate], radii: [Distance], in frame: LocalFrame, threads: Int? = nil
  ) throws {
    let radii = Set(radii).sorted()
    self.radii = radii
    grounds = try parallelMap(radii.count, threads: threads) { index in
      try CoveredGround(joining: stations.map { GeodesicDisc(centre: $0, radius: radii[index]) }, in: frame)
    }
  }

  /// The dissolved ground of each radius, cut at the antimeridian.
  public var dissolved: [MultiPolygon] { get throws { try grounds.map { try $0.shape.cutAtAntimeridian() } } }
}

extension LocalFrame {
  /// The frame for overlays of townships and of what lies around stations.
  public init(townships: [Township], stations: [Coordinate] = []) {
    // The corners of the boxes do: a frame fits everything within some thousand kilometres of its centre.
    let corners = townships.compactMap { BoundingBox(around: $0.boundary) }.flatMap { box in
      [
        Coordinate(longitude: box.west, latitude: box.south), Coordinate(longitude: box.east, latitude: box.north),
      ]
    }
    self.init(around: corners.isEmpty ? stations : corners)
  }
}
