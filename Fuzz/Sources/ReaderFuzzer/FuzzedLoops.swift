import CReach

/// The loops of CReach over shapes that any bytes make: every value is that of one plain formula, and nothing is written
/// outside of what the loops were given.
struct FuzzedLoops {
  private var bytes: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

  mutating func run() {
    let count = Int(next()) % 71
    let scale = [1.0 / 64, 1, 16][Int(next()) % 3]
    let pieces = (0..<count).map { _ in piece(scale) }
    let shapes = Self.checkedShapes(of: pieces)
    let numbers = (0..<count).map { _ in Int32(next()) % Int32(max(count, 1)) }
    let eights = Self.checkedEights(shapes, numbers)
    checkLeastDistances(shapes, numbers, eights, scale)
    checkUnits(shapes, numbers, eights)
    checkSquares(shapes, numbers)
  }

  private mutating func next() -> UInt8 { bytes.popFirst() ?? 0 }
  private mutating func number() -> Double { Double(Int16(bitPattern: UInt16(next()) << 8 | UInt16(next()))) }

  /// Now and then a point, and ends of which one holds the other.
  private mutating func piece(_ scale: Double) -> reach_piece {
    let (x, y, reach) = (number() * scale, number() * scale, abs(number()) / 16)
    let (east, north) = next() % 4 == 0 ? (0, 0) : (number() / 16, number() / 16)
    return reach_piece(
      x: x, y: y, reach: reach, end_x: x + east, end_y: y + north,
      end_reach: next() % 4 == 0 ? reach : abs(number()) / 16)
  }

  // MARK: Shapes

  private static func checkedShapes(of pieces: [reach_piece]) -> [reach_shape] {
    let shapes = written(pieces.count, reach_shape()) { reach_make_shapes(pieces, pieces.count, $0) }
    for (piece, shape) in zip(pieces, shapes) {
      let (east, north) = (piece.end_x - piece.x, piece.end_y - piece.y)
      let length = (east * east + north * north).squareRoot()
      let perLength = length > 0 ? 1 / length : 0
      let slope = (piece.end_reach - piece.reach) * perLength
      let isHull = length > 0 && abs(slope) < 1
      let isBegin = isHull || piece.end_reach <= piece.reach
      let tangent = isHull ? slope / (1 - slope * slope).squareRoot() : 0
      let expected = [
        isBegin ? piece.x : piece.end_x, isBegin ? piece.y : piece.end_y, isHull ? east * perLength : 1,
        isHull ? north * perLength : 0, isHull ? length : 0, isBegin ? piece.reach : piece.end_reach,
        isHull ? slope : 0, tangent,
      ].map(Float.init)
      precondition(fields(shape) == expected, "a shape is not that of its piece")
    }
    return shapes
  }

  private static func fields(_ shape: reach_shape) -> [Float] {
    [shape.x, shape.y, shape.dx, shape.dy, shape.length, shape.reach, shape.slope, shape.tangent]
  }

  private static func checkedEights(_ shapes: [reach_shape], _ numbers: [Int32]) -> [reach_eight] {
    let eights = written((numbers.count + 7) / 8, reach_eight()) { reach_gather(shapes, numbers, numbers.count, $0) }
    let values = eights.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    for index in 0..<eights.count * 8 {
      let gathered = (0..<8).map { values[index / 8 * 64 + $0 * 8 + index % 8] }
      let expected =
        index < numbers.count ? fields(shapes[Int(numbers[index])]) : [0, 0, 1, 0, 0, -.infinity, 0, 0]
      precondition(gathered == expected, "shapes stand elsewhere than side by side")
    }
    return eights
  }

  /// The signed distance of a shape at a place, and the reach where it is decided.
  private static func distance(_ shape: reach_shape, _ x: Float, _ y: Float) -> (signed: Float, reach: Float) {
    let (qx, qy) = (x - shape.x, y - shape.y)
    let along = qx * shape.dx + qy * shape.dy
    let across = abs(qx * shape.dy - qy * shape.dx)
    let best = min(max(along + across * shape.tangent, 0), shape.length)
    let beyond = along - best
    let reach = best * shape.slope + shape.reach
    return ((beyond * beyond + across * across).squareRoot() - reach, reach)
  }

  // MARK: Places and units

  private mutating func checkLeastDistances(
    _ shapes: [reach_shape], _ numbers: [Int32], _ eights: [reach_eight], _ scale: Double
  ) {
    let places = Int(next()) % 40
    let (x, y) = ((0..<places).map { _ in Float(number() * scale) }, (0..<places).map { _ in Float(number() * scale) })
    let lowest = Self.written(places, Float(0)) { reach_lowest(eights, numbers.count, x, y, places, $0) }
    for place in 0..<places {
      let all = numbers.map { Self.distance(shapes[Int($0)], x[place], y[place]).signed }
      precondition(lowest[place] == all.min() ?? .infinity, "a least distance is not the least")
    }
  }

  private mutating func checkUnits(
    _ shapes: [reach_shape], _ numbers: [Int32], _ eights: [reach_eight]
  ) {
    // Where something is reached, mostly.
    let west = (shapes.first?.x ?? 0) + Float(number() / 32)
    let south = (shapes.first?.y ?? 0) + Float(number() / 32)
    let (unit, radius) = (Float(next()) + 1, Float(next()))
    let count = numbers.count
    let (row, ofPlace) = ((count + 7) / 8 * 8, (count + 63) / 64 * 8)
    var (reaches, lowest): ([Float], [Float]) = ([], [])
    let distances = Self.written(16 * row, Float(0)) { distances in
      reaches = Self.written(16 * row, Float(0)) { reaches in
        lowest = Self.written(16, Float(0)) { reach_units(eights, count, west, south, unit, distances, reaches, $0) }
      }
    }
    var (finest, open): ([Float], Int32) = ([], 0)
    let near = Self.written(16 * ofPlace, UInt8.max) { near in
      finest = Self.written(16, Float(0)) {
        open = reach_near_units(distances, reaches, count, lowest, radius, near, $0)
      }
    }
    for at in 0..<16 {
      let (x, y) = (west + Float(at % 4) * unit, south + Float(at / 4) * unit)
      let all = numbers.map { Self.distance(shapes[Int($0)], x, y) }
      precondition(all.map(\.signed) == Array(distances[at * row..<at * row + count]), "a unit's distances differ")
      precondition(all.map(\.reach) == Array(reaches[at * row..<at * row + count]), "a unit's reaches differ")
      let low = all.map(\.signed).min() ?? .infinity
      precondition(lowest[at] == low, "a unit's least distance is not the least")
      precondition((open >> Int32(at) & 1 == 1) == (low > -radius && low <= radius), "a unit is open or is not")
      let most = low <= -radius ? low : min(low + 2 * radius, radius)
      let expected = numbers.indices.filter { all[$0].signed <= most }
      var size = 0
      let kept = Self.written(count, Int32(0)) {
        size = reach_keep(numbers, Array(near[at * ofPlace..<(at + 1) * ofPlace]), count, $0)
      }
      precondition(Array(kept.prefix(size)) == expected.map { numbers[$0] }, "a unit keeps other shapes")
      precondition(finest[at] == expected.map { all[$0].reach }.min() ?? .infinity, "the finest reach is another")
    }
  }

  // MARK: Squares

  private mutating func checkSquares(_ shapes: [reach_shape], _ numbers: [Int32]) {
    let side = Float(16 + 4 * Int(next()))
    let boxes = Self.written(shapes.count, reach_box()) { reach_boxes(shapes, shapes.count, side, $0) }
    for (shape, box) in zip(shapes, boxes) { Self.check(box, of: shape, side: Double(side)) }
    guard let first = boxes.first else { return }
    let squares = Int32(1 + next() % 24)
    var table = reach_table(
      west: first.west - Int32(next() % 8), south: first.south - Int32(next() % 8), squares: squares,
      row_places: squares + 3 + Int32(next() % 3), side: side, radius: side * Float(next()) / 128,
      isSingle: Int32(next() % 2))
    let row = Int(table.row_places)
    let places = row * Int(squares + 1)
    let expected = Self.near(shapes, boxes, numbers, table, places)
    var (nears, found): ([reach_near], Int) = ([], 0)
    let highest = Self.written(places, Float.infinity) { highest in
      nears = Self.written(expected.lookedAt + 1, reach_near()) {
        found = reach_find_near(shapes, boxes, numbers, numbers.count, &table, highest, $0)
      }
    }
    precondition(highest == expected.highest, "the least distances of squares differ")
    precondition(
      nears.prefix(found).map { [$0.squares, $0.number] } == expected.near.map { [$0.squares, $0.number] },
      "other shapes are near")

    var (firsts, ends): ([Int32], [Int32]) = ([], [])
    let sorted = Self.written(found * 8 + places, Int32(0)) { sorted in
      firsts = Self.written(places, Int32(0)) { firsts in
        ends = Self.written(places, Int32(0)) {
          reach_sort(nears, found, table.row_places, places, firsts, $0, sorted)
        }
      }
    }
    var lists = [[Int32]](repeating: [], count: places)
    for near in nears.prefix(found) {
      for bit in 0..<8 where near.squares >> Int32(bit) & 1 == 1 {
        lists[Int(near.squares >> 8) + bit % 4 + bit / 4 * row].append(near.number)
      }
    }
    for place in 0..<places {
      precondition(
        Array(sorted[Int(firsts[place])..<Int(ends[place])]) == lists[place], "a square's list is another")
    }
  }

  /// The box holds the discs at both ends, but for what single precision rounds.
  private static func check(_ box: reach_box, of shape: reach_shape, side: Double) {
    let ends = [Double(0), Double(shape.length)].map { along in
      (
        x: Double(shape.x) + Double(shape.dx) * along, y: Double(shape.y) + Double(shape.dy) * along,
        reach: Double(shape.reach) + Double(shape.slope) * along
      )
    }
    let rounding = 0.02
    for end in ends {
      precondition(
        Double(box.west) <= (end.x - end.reach) / side + rounding
          && Double(box.east) + 1 >= (end.x + end.reach) / side - rounding
          && Double(box.south) <= (end.y - end.reach) / side + rounding
          && Double(box.north) + 1 >= (end.y + end.reach) / side - rounding, "a box is too small")
    }
  }

  /// What `reach_find_near` does, square by square, and how many blocks of squares it looks at.
  private static func near(
    _ shapes: [reach_shape], _ boxes: [reach_box], _ numbers: [Int32], _ table: reach_table, _ places: Int
  ) -> (near: [reach_near], highest: [Float], lookedAt: Int) {
    var highest = [Float](repeating: .infinity, count: places)
    var near: [reach_near] = []
    var lookedAt = 0
    let last = table.squares - 1
    for number in numbers {
      let box = boxes[Int(number)]
      for row in stride(from: max(box.south - table.south, 0), through: min(box.north - table.south, last), by: 2) {
        for column in stride(from: max(box.west - table.west, 0), through: min(box.east - table.west, last), by: 4) {
          lookedAt += 1
          let place = row * table.row_places + column
          let at = (0..<8).map { Int(place + Int32($0) % 4 + Int32($0) / 4 * table.row_places) }
          if table.isSingle == 1, at.allSatisfy({ highest[$0] <= -table.radius }) { continue }
          var bits: Int32 = 0
          for square in 0..<8 {
            let x = (Float(table.west + column) + 0.5) * table.side + table.side * Float(square % 4)
            let y = (Float(table.south + row) + 0.5) * table.side + table.side * Float(square / 4)
            let distance = distance(shapes[Int(number)], x, y).signed
            let now = min(distance, highest[at[square]])
            highest[at[square]] = now
            var most = table.radius
            if table.isSingle == 1 { most = now <= -table.radius ? -.infinity : min(now + 2 * table.radius, most) }
            if distance <= most { bits |= 1 << Int32(square) }
          }
          if bits != 0 { near.append(reach_near(squares: place << 8 | bits, number: number)) }
        }
      }
    }
    return (near, highest, lookedAt)
  }

  // MARK: Room

  /// What a loop writes into room for so many; the margins around it stay as they were.
  private static func written<Element: BitwiseCopyable>(
    _ count: Int, _ empty: Element, _ write: (UnsafeMutablePointer<Element>) -> Void
  ) -> [Element] {
    let (margin, mark) = (256, UInt8(0xA5))
    let size = count * MemoryLayout<Element>.stride
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: size + 2 * margin, alignment: 16)
    defer { room.deallocate() }
    for index in room.indices { room[index] = mark }
    let elements = UnsafeMutableRawBufferPointer(rebasing: room[margin..<margin + size]).bindMemory(to: Element.self)
    elements.initialize(repeating: empty)
    if let first = elements.baseAddress { write(first) }
    precondition(
      room[..<margin].allSatisfy { $0 == mark } && room[(margin + size)...].allSatisfy { $0 == mark },
      "written outside of the room that was given")
    return Array(elements)
  }
}
