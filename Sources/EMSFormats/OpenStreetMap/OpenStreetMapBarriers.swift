import TravelNetwork

/// The lines of an extract that nobody crosses off the road, and where they are open.
///
/// Open is a barrier five metres to both sides of where a road shares a node with it (a ford, a level crossing), of where
/// a bridge other than a motorway's crosses it, and of a gate or ford on it.
enum OpenStreetMapBarriers {
  /// Half the width of an opening, in metres.
  private static let halfWidth = 5.0

  /// - Parameter lines: roads and barriers, as the reader takes them.
  static func pieces(of lines: RoadLines) -> [BarrierPiece] {
    let isBarrier = lines.attributeSets.map { set in OpenStreetMapTags.isBarrier { set[$0] } }
    let opens = lines.attributeSets.map { $0["highway"].map { !$0.hasPrefix("motorway") } ?? false }
    let isBridge = lines.attributeSets.map { ($0["bridge"] ?? "no") != "no" }
    var isOpen = [Bool](repeating: false, count: lines.longitudes.count)
    for obstacle in lines.obstacles where OpenStreetMapTags.isOpening(lines.attributeSets[Int(obstacle.attributes)]) {
      isOpen[Int(obstacle.point)] = true
    }
    var bridges: [BarrierPiece] = []
    for line in 0..<lines.count where opens[Int(lines.attributes[line])] {
      for index in lines.firstPoint[line]..<lines.firstPoint[line + 1] { isOpen[Int(lines.points[Int(index)])] = true }
      if isBridge[Int(lines.attributes[line])] {
        forEachPiece(of: line, lines) { bridges.append(piece($0, $1, lines)) }
      }
    }
    let crossings = Barriers(bridges)
    var pieces: [BarrierPiece] = []
    for line in 0..<lines.count where isBarrier[Int(lines.attributes[line])] {
      forEachPiece(of: line, lines) { a, b in
        let whole = piece(a, b, lines)
        let half = halfWidth / max(whole.metres, 0.01)
        let shares = crossings.pieces(in: whole.box).compactMap { whole.crossing($0) }
        var gaps = shares.map { ($0 - half, $0 + half) }
        if isOpen[a] { gaps.append((-half, half)) }
        if isOpen[b] { gaps.append((1 - half, 1 + half)) }
        pieces += whole.without(gaps)
      }
    }
    return pieces
  }

  private static func forEachPiece(of line: Int, _ lines: RoadLines, _ body: (Int, Int) -> Void) {
    for index in Int(lines.firstPoint[line])..<Int(lines.firstPoint[line + 1]) - 1 {
      body(Int(lines.points[index]), Int(lines.points[index + 1]))
    }
  }

  private static func piece(_ a: Int, _ b: Int, _ lines: RoadLines) -> BarrierPiece {
    BarrierPiece(
      longitude: lines.longitudes[a], latitude: lines.latitudes[a], endLongitude: lines.longitudes[b],
      endLatitude: lines.latitudes[b])
  }
}

extension BarrierPiece {
  /// Where another piece crosses this one, as a share of its length; nil where it does not.
  fileprivate func crossing(_ other: BarrierPiece) -> Double? {
    let (dx, dy) = (Double(endLongitude) - Double(longitude), Double(endLatitude) - Double(latitude))
    func side(_ x: Int32, _ y: Int32) -> Double {
      dx * (Double(y) - Double(latitude)) - dy * (Double(x) - Double(longitude))
    }
    let (first, last) = (side(other.longitude, other.latitude), side(other.endLongitude, other.endLatitude))
    if (first < 0) == (last < 0) { return nil }
    let way = first / (first - last)
    let x = Double(other.longitude) + way * (Double(other.endLongitude) - Double(other.longitude))
    let y = Double(other.latitude) + way * (Double(other.endLatitude) - Double(other.latitude))
    let share = abs(dx) > abs(dy) ? (x - Double(longitude)) / dx : (y - Double(latitude)) / dy
    return (0...1).contains(share) ? share : nil
  }

  /// What is left of the piece without those shares of its length.
  fileprivate func without(_ gaps: [(from: Double, to: Double)]) -> [BarrierPiece] {
    if gaps.isEmpty { return [self] }
    var left: [BarrierPiece] = []
    var done = 0.0
    for gap in gaps.sorted(by: { $0.from < $1.from }) {
      if gap.from > done { left.append(part(done, gap.from)) }
      done = max(done, gap.to)
    }
    if done < 1 { left.append(part(done, 1)) }
    return left
  }

  private func part(_ from: Double, _ to: Double) -> BarrierPiece {
    func at(_ share: Double, _ a: Int32, _ b: Int32) -> Int32 {
      Int32((Double(a) + share * (Double(b) - Double(a))).rounded())
    }
    return BarrierPiece(
      longitude: at(from, longitude, endLongitude), latitude: at(from, latitude, endLatitude),
      endLongitude: at(to, longitude, endLongitude), endLatitude: at(to, latitude, endLatitude))
  }
}
