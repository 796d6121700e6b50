import CReach
import Testing

@testable import TravelNetwork

/// The loops in C, of whatever width, against plain ones in Swift: every bit, for any number of places and shapes.
@Suite struct ReachLoopsTests {
  struct Numbers {
    var random: SeededGenerator
    init(_ seed: UInt64) { random = SeededGenerator(seed) }
    mutating func callAsFunction(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }

    /// A piece around a place; now and then a point, and one whose one end holds the other.
    mutating func piece(
      _ index: Int, x: Double = 0, y: Double = 0, within far: Double, reach: ClosedRange<Double> = 5...900
    )
      -> reach_piece
    {
      let (x, y) = (x + self(-far...far), y + self(-far...far))
      let away = index % 4 == 0 ? 0 : self(-400...400)
      return reach_piece(
        x: x, y: y, reach: self(reach), end_x: x + away, end_y: y + away / 3, end_reach: self(reach))
    }
  }

  static func shapes(_ pieces: [reach_piece]) -> [ReachShape] {
    var shapes = [ReachShape](repeating: ReachShape(), count: pieces.count)
    reach_make_shapes(pieces, pieces.count, &shapes)
    return shapes
  }

  static func eights(_ shapes: [ReachShape], _ numbers: [Int32]) -> [reach_eight] {
    var eights = [reach_eight](repeating: reach_eight(), count: (numbers.count + 7) / 8)
    reach_gather(shapes, numbers, numbers.count, &eights)
    return eights
  }

  /// A shape is all the discs from one end of its piece to the other.
  @Test(arguments: [UInt64(1), 2, 3]) func shapesAreTheDiscsAlongThePiece(seed: UInt64) {
    var number = Numbers(seed)
    for count in 1...9 {
      let pieces = (0..<count).map { number.piece($0, within: 3000) }
      for (piece, shape) in zip(pieces, Self.shapes(pieces)) {
        for _ in 0..<20 {
          let (x, y) = (piece.x + number(-1500...1500), piece.y + number(-1500...1500))
          let least =
            (0...2000).map { step -> Double in
              let share = Double(step) / 2000
              let (atX, atY) = (piece.x + share * (piece.end_x - piece.x), piece.y + share * (piece.end_y - piece.y))
              let reach = piece.reach + share * (piece.end_reach - piece.reach)
              return ((x - atX) * (x - atX) + (y - atY) * (y - atY)).squareRoot() - reach
            }.min() ?? .infinity
          let distance = Double(shape.signedDistance(x, y))
          // No farther than the nearest disc, and no nearer than half a step between two of them.
          #expect(distance <= least + 0.01)
          #expect(distance >= least - 0.7)
        }
      }
    }
  }

  @Test(arguments: [UInt64(1), 2, 3]) func leastDistancesAreThoseOfTheOneFormula(seed: UInt64) {
    var number = Numbers(seed)
    for count in 1...19 {
      let shapes = Self.shapes((0..<count).map { number.piece($0, within: 9000) })
      let eights = Self.eights(shapes, (0..<count).reversed().map { Int32($0) })
      for places in [1, 2, 3, 4, 7, 15, 16, 17, 37] {
        let x = (0..<places).map { _ in Float(number(-9000...9000)) }
        let y = (0..<places).map { _ in Float(number(-9000...9000)) }
        var lowest = [Float](repeating: 0, count: places)
        reach_lowest(eights, count, x, y, places, &lowest)
        for place in 0..<places {
          #expect(lowest[place] == shapes.map { $0.signedDistance(Double(x[place]), Double(y[place])) }.min())
        }
      }
    }
  }

  /// Distances at the centres of units, the pieces that may matter in each, and the lists of them.
  @Test(arguments: [UInt64(1), 2, 3]) func unitsKeepWhatMayMatterInThem(seed: UInt64) {
    var number = Numbers(seed)
    let unit: Float = 160
    let radius = NearSquares.radius(ofSide: unit)
    var (left, kept) = (0, 0)
    for count in [1, 5, 8, 9, 31, 40, 64, 65, 130] {
      let (west, south) = (Float(number(-9000...9000)), Float(number(-9000...9000)))
      let shapes = Self.shapes(
        (0..<count).map { number.piece($0, x: Double(west), y: Double(south), within: 900, reach: 5...150) })
      let numbers = (0..<count).reversed().map { Int32($0) }
      let row = (count + 7) / 8 * 8
      var (distances, reaches) = ([Float](repeating: 0, count: 16 * row), [Float](repeating: 0, count: 16 * row))
      var (lowest, finest) = ([Float](repeating: 0, count: 16), [Float](repeating: 0, count: 16))
      reach_units(Self.eights(shapes, numbers), count, west, south, unit, &distances, &reaches, &lowest)
      var near = [UInt8](repeating: 255, count: 16 * ((count + 63) / 64 * 8))
      let open = reach_near_units(distances, reaches, count, lowest, radius, &near, &finest)
      for at in 0..<16 {
        let (x, y) = (west + Float(at % 4) * unit, south + Float(at / 4) * unit)
        let all = numbers.map { shapes[Int($0)].signedDistance(Double(x), Double(y)) }
        #expect(Array(distances[at * row..<at * row + count]) == all)
        #expect(lowest[at] == all.min())
        #expect((open >> Int32(at) & 1 == 1) == (lowest[at] > -radius && lowest[at] <= radius))
        guard open >> Int32(at) & 1 == 1 else { continue }
        let most = min(lowest[at] + 2 * radius, radius)
        let expected = numbers.indices.filter { all[$0] <= most }
        var list = [Int32](repeating: 0, count: count)
        let size = reach_keep(numbers, Array(near[(at * ((count + 63) / 64 * 8))...]), count, &list)
        #expect(Array(list.prefix(size)) == expected.map { numbers[$0] })
        #expect(finest[at] == expected.map { reaches[at * row + $0] }.min())
        (left, kept) = (left + count - size, kept + size)
        // Nothing left out decides anywhere in the unit, its sides included.
        let half = unit / 2
        for (px, py) in [(x - half, y - half), (x + half, y + half), (x + half, y - half), (x, y + half)] {
          let least = numbers.map { shapes[Int($0)].signedDistance(Double(px), Double(py)) }.min() ?? .infinity
          let found = list.prefix(size).map { shapes[Int($0)].signedDistance(Double(px), Double(py)) }.min()
          #expect(found == least || (least > 0 && (found ?? .infinity) > 0))
        }
      }
    }
    #expect(left > 100 && kept > 100)
  }

  /// The pieces listed for a square decide everywhere in it as all would, whether they come first or last.
  @Test(arguments: [UInt64(1), 2, 3]) func squaresListWhatMayMatterInThem(seed: UInt64) {
    var number = Numbers(seed)
    let side: Float = 640
    let radius = NearSquares.radius(ofSide: side)
    let (squares, row) = (Int32(16), Int32(19))
    let places = Int(row * (squares + 1))
    var table = reach_table(
      west: -8, south: -8, squares: squares, row_places: row, side: side, radius: radius, isSingle: 1)
    var (leftOut, coveredSquares) = (0, 0)
    for isSingle in [Int32(0), 1] {
      table.isSingle = isSingle
      let shapes = Self.shapes((0..<150).map { number.piece($0, within: 6000) })
      var boxes = [reach_box](repeating: reach_box(), count: shapes.count)
      reach_boxes(shapes, shapes.count, side, &boxes)
      let numbers = shapes.indices.map { Int32($0) }
      var highest = [Float](repeating: .infinity, count: places)
      var nears = [reach_near](repeating: reach_near(), count: shapes.count * 64 + 1)
      let found = reach_find_near(shapes, boxes, numbers, shapes.count, &table, &highest, &nears)
      var (firsts, ends) = ([Int32](repeating: 0, count: places), [Int32](repeating: 0, count: places))
      var sorted = [Int32](repeating: 0, count: found * 8 + places)
      reach_sort(nears, found, row, places, &firsts, &ends, &sorted)
      for at in 0..<Int(squares * squares) {
        let (column, southward) = (Int32(at) % squares, Int32(at) / squares)
        let x = (Float(column + table.west) + 0.5) * side
        let y = (Float(southward + table.south) + 0.5) * side
        let place = Int(southward * row + column)
        func all(_ px: Float, _ py: Float) -> [Float] { shapes.map { $0.signedDistance(Double(px), Double(py)) } }
        let distances = all(x, y)
        let least = distances.min() ?? .infinity
        let isCovered = isSingle == 1 && highest[place] <= -radius
        #expect(isCovered == (isSingle == 1 && least <= -radius))
        if isCovered { coveredSquares += 1 }
        if isCovered { continue }
        if least <= 0 { #expect(highest[place] == least) }
        let list = sorted[Int(firsts[place])..<Int(ends[place])].map { Int($0) }
        #expect(zip(list, list.dropFirst()).allSatisfy { $0 < $1 })
        #expect(list.allSatisfy { distances[$0] <= radius })
        leftOut += distances.filter { $0 <= radius }.count - list.count
        for sample in 0..<25 {
          let px = x + (Float(sample % 5) - 2) / 4 * side
          let py = y + (Float(sample / 5) - 2) / 4 * side
          let values = all(px, py)
          let (least, found) = (values.min() ?? .infinity, list.map { values[$0] }.min() ?? .infinity)
          #expect(found == least || (found > 0 && least > 0))
        }
      }
    }
    #expect(leftOut > 0 && coveredSquares > 0)
  }
}
