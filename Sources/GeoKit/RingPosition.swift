/// Where a point lies with regard to closed rings.
enum RingPosition {
  case outside, boundary, inside
}

/// What an edge does to the ray that runs from a point toward greater x.
enum RayCrossing {
  case none, crosses, touches

  /// - Parameter edge: x and y of the edge's start, then of its end.
  @inline(__always)
  init(_ edge: UnsafePointer<Double>, _ x: Double, _ y: Double) {
    let x1 = edge[0]
    let y1 = edge[1]
    let x2 = edge[2]
    let y2 = edge[3]
    if (y1 > y) == (y2 > y) {
      // No crossing; but a corner at this height, or a level edge, may hold the point.
      if y1 == y && x1 == x || y2 == y && x2 == x || y1 == y && y2 == y && (x1 < x) != (x2 < x) {
        self = .touches
      } else {
        self = .none
      }
      return
    }
    if x1 < x && x2 < x {
      self = .none
      return
    }
    if x1 > x && x2 > x {
      self = .crosses
      return
    }
    let side = ExactOrientation.sign(x1, y1, x2, y2, x, y)
    if side == 0 {
      self = .touches
    } else {
      self = (side > 0) == (y2 > y1) ? .crosses : .none
    }
  }
}
