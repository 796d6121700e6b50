/// The edges of closed rings sorted into horizontal bands of equal height, so that a question about one height looks
/// at a few edges only.
///
/// Edge i runs from point i to point i + 1 of the points that the index was made of; the points are not kept but
/// given again with each question, as x and y in turn.
struct EdgeBands: Sendable {
  private let low: Double
  private let perHeight: Double
  private let starts: [UInt32]
  private let edges: [UInt32]

  var bandCount: Int { starts.count - 1 }

  /// - Parameter rings: where each closed ring lies in `points`, counted in points.
  init(points: UnsafePointer<Double>, rings: [Range<Int>]) {
    var low = Double.infinity
    var high = -Double.infinity
    var count = 0
    for ring in rings {
      for index in ring {
        let y = points[2 * index + 1]
        if y < low { low = y }
        if y > high { high = y }
      }
      count += max(0, ring.count - 1)
    }
    // About twelve edges per band for the wiggly outlines of real land.
    let bands = max(1, min(count / 8, 1 << 20))
    let height = high - low
    let perHeight = height > 0 ? Double(bands) / height : 0
    let lowest = low
    @inline(__always) func band(_ y: Double) -> Int { min(Int((y - lowest) * perHeight), bands - 1) }
    @inline(__always) func forEachEdgeAndBand(_ body: (_ edge: Int, _ band: Int) -> Void) {
      for ring in rings where ring.count > 1 {
        var before = band(points[2 * ring.lowerBound + 1])
        for index in ring.dropFirst() {
          let next = band(points[2 * index + 1])
          for touched in min(before, next)...max(before, next) { body(index - 1, touched) }
          before = next
        }
      }
    }
    var starts = [UInt32](repeating: 0, count: bands + 1)
    starts.withUnsafeMutableBufferPointer { starts in forEachEdgeAndBand { _, band in starts[band + 1] += 1 } }
    for index in 0..<bands { starts[index + 1] += starts[index] }
    var cursor = starts
    let edges = [UInt32](unsafeUninitializedCapacity: Int(starts[bands])) { edges, count in
      cursor.withUnsafeMutableBufferPointer { cursor in
        forEachEdgeAndBand { edge, band in
          edges.initializeElement(at: Int(cursor[band]), to: UInt32(edge))
          cursor[band] += 1
        }
      }
      count = edges.count
    }
    self.low = low
    self.perHeight = perHeight
    self.starts = starts
    self.edges = edges
  }

  /// The band of a height; nil above and below all edges.
  @inline(__always)
  func band(at y: Double) -> Int? {
    guard y >= low else { return nil }
    let position = (y - low) * perHeight
    return position <= Double(bandCount) ? min(Int(position), bandCount - 1) : nil
  }

  /// The edges that touch a band.
  @inline(__always)
  func withEdges<R>(band: Int, _ body: (UnsafeBufferPointer<UInt32>) -> R) -> R {
    edges.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(starts[band])..<Int(starts[band + 1])]))
    }
  }

  /// Whether a point is inside by the even-odd rule, exactly; points on an edge are on the boundary.
  func position(_ x: Double, _ y: Double, points: UnsafePointer<Double>) -> RingPosition {
    guard let band = band(at: y) else { return .outside }
    return withEdges(band: band) { edges in
      var isInside = false
      for edge in edges {
        switch RayCrossing(points + 2 * Int(edge), x, y) {
        case .none: break
        case .crosses: isInside.toggle()
        case .touches: return .boundary
        }
      }
      return isInside ? .inside : .outside
    }
  }
}

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
