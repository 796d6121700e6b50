import GeoKit

/// Lines of longitude and latitude at round degrees, four to eight each way.
struct Graticule: Sendable {
  struct Line: Sendable {
    /// Degrees, east and north positive.
    var degrees: Double
    var isMeridian: Bool
    var points: [SIMD2<Double>]
  }

  let lines: [Line]

  init(of extent: [Coordinate], on frame: MapFrame) {
    guard let box = BoundingBox(around: extent) else {
      lines = []
      return
    }
    let east = box.west <= box.east ? box.east : box.east + 360
    let span = max(east - box.west, box.north - box.south)
    let step = Self.steps.first { span / $0 <= 7 } ?? 30
    // Well beyond the region, so that every line reaches the frame.
    let (west, south) = (box.west - span, max(-90, box.south - span))
    let (farEast, north) = (east + span, min(90, box.north + span))
    var lines: [Line] = []
    func sampled(_ place: (Double) -> Coordinate) -> [SIMD2<Double>] {
      (0...120).map { frame.point(place(Double($0) / 120)) }
    }
    func multiples(from low: Double, to high: Double) -> [Double] {
      var values: [Double] = []
      var index = (low / step).rounded(.up)
      while index * step <= high {
        values.append(index * step)
        index += 1
      }
      return values
    }
    for degrees in multiples(from: west, to: farEast) {
      lines.append(
        Line(
          degrees: degrees > 180 ? degrees - 360 : degrees, isMeridian: true,
          points: sampled {
            Coordinate(longitude: Self.wrapped(degrees), latitude: south + (north - south) * $0)
          }))
    }
    for degrees in multiples(from: south, to: north) {
      lines.append(
        Line(
          degrees: degrees, isMeridian: false,
          points: sampled {
            Coordinate(longitude: Self.wrapped(west + (farEast - west) * $0), latitude: degrees)
          }))
    }
    self.lines = lines.filter { line in line.points.contains { frame.paper.map.contains($0) } }
  }

  /// Degrees between two lines.
  private static let steps: [Double] = [1 / 60, 1 / 30, 1 / 12, 1 / 6, 0.25, 0.5, 1, 2, 5, 10, 20]

  private static func wrapped(_ longitude: Double) -> Double {
    longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude
  }

  /// 121°30′E
  static func text(_ line: Line) -> String {
    let minutes = Int((abs(line.degrees) * 60).rounded())
    let side = line.isMeridian ? (line.degrees < 0 ? "W" : "E") : (line.degrees < 0 ? "S" : "N")
    let rest = minutes % 60
    return "\(minutes / 60)°" + (rest > 0 ? (rest < 10 ? "0\(rest)′" : "\(rest)′") : "") + side
  }
}
