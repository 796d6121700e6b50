import CReach
import ReachVersions
import Testing

/// The loops in C as they are made for each width of vectors: the same bytes as the one that the processor takes.
@Suite struct ReachVersionsTests {
  /// Shapes, and whatever is worked out from them.
  struct Results: Equatable {
    var shapes: [UInt8] = []
    var eights: [UInt8] = []
    var lowest: [UInt8] = []
    var units: [UInt8] = []
    var near: [UInt8] = []
    var boxes: [UInt8] = []
    var found: [UInt8] = []
    var lists: [UInt8] = []
  }

  static func bytes<Element>(_ array: [Element]) -> [UInt8] { array.withUnsafeBytes { Array($0) } }

  /// The version that the processor takes of those behind one name.
  static var taken: reach_version {
    reach_version(
      name: nil, make_shapes: reach_make_shapes, gather: reach_gather, lowest: reach_lowest, units: reach_units,
      near_units: reach_near_units, boxes: reach_boxes, find_near: reach_find_near, sort: reach_sort)
  }

  static func results(
    _ version: reach_version, _ pieces: [reach_piece], at points: [(x: Float, y: Float)]
  ) throws -> Results {
    let makeShapes = try #require(version.make_shapes)
    let gather = try #require(version.gather)
    let leastAt = try #require(version.lowest)
    let units = try #require(version.units)
    let nearUnits = try #require(version.near_units)
    let makeBoxes = try #require(version.boxes)
    let findNear = try #require(version.find_near)
    let sort = try #require(version.sort)
    var results = Results()
    let count = pieces.count
    var shapes = [reach_shape](repeating: reach_shape(), count: count)
    makeShapes(pieces, count, &shapes)
    results.shapes = bytes(shapes)

    let numbers = (0..<count).reversed().map { Int32($0) }
    var eights = [reach_eight](repeating: reach_eight(), count: (count + 7) / 8)
    gather(shapes, numbers, count, &eights)
    results.eights = bytes(eights)

    var lowest = [Float](repeating: 0, count: points.count)
    leastAt(eights, count, points.map(\.x), points.map(\.y), points.count, &lowest)
    results.lowest = bytes(lowest)

    let row = (count + 7) / 8 * 8
    var (distances, reaches) = ([Float](repeating: 0, count: 16 * row), [Float](repeating: 0, count: 16 * row))
    var (ofUnits, finest) = ([Float](repeating: 0, count: 16), [Float](repeating: 0, count: 16))
    units(eights, count, -320, -300, 160, &distances, &reaches, &ofUnits)
    results.units = bytes(distances) + bytes(reaches) + bytes(ofUnits)

    var near = [UInt8](repeating: 0, count: 16 * ((count + 63) / 64 * 8))
    let open = nearUnits(distances, reaches, count, ofUnits, 120, &near, &finest)
    results.near = near + bytes(finest) + bytes([open])

    var boxes = [reach_box](repeating: reach_box(), count: count)
    makeBoxes(shapes, count, 640, &boxes)
    results.boxes = bytes(boxes)

    let (squares, rowPlaces) = (Int32(16), Int32(19))
    let places = Int(rowPlaces * (squares + 1))
    for isSingle in [Int32(0), 1] {
      var table = reach_table(
        west: -8, south: -8, squares: squares, row_places: rowPlaces, side: 640, radius: 460, isSingle: isSingle)
      var highest = [Float](repeating: .infinity, count: places)
      var nears = [reach_near](repeating: reach_near(), count: count * 64 + 1)
      let found = findNear(shapes, boxes, numbers, count, &table, &highest, &nears)
      results.found += bytes(highest) + bytes(Array(nears.prefix(found)))
      var (firsts, ends) = ([Int32](repeating: 0, count: places), [Int32](repeating: 0, count: places))
      var sorted = [Int32](repeating: 0, count: found * 8 + places)
      sort(nears, found, rowPlaces, places, &firsts, &ends, &sorted)
      results.lists += bytes(firsts) + bytes(ends)
      for place in 0..<places { results.lists += bytes(Array(sorted[Int(firsts[place])..<Int(ends[place])])) }
    }
    return results
  }

  @Test(arguments: 0..<Int(reach_version_count()))
  func everyVersionGivesTheSameBytes(index: Int) throws {
    // A processor that does not run a version has nothing to say of it; the plain one runs everywhere.
    guard let version = reach_version_at(Int32(index))?.pointee else {
      #expect(index > 0)
      return
    }
    var random = SeededGenerator(UInt64(index + 1))
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }
    for count in [1, 3, 4, 5, 8, 13, 64, 65, 150] {
      let pieces = (0..<count).map { piece in
        let (x, y) = (number(-5000...5000), number(-5000...5000))
        // Points, pieces and ends that hold the other.
        let away = piece % 4 == 0 ? 0 : number(-400...400)
        return reach_piece(
          x: x, y: y, reach: number(5...900), end_x: x + away, end_y: y + away / 3, end_reach: number(5...900))
      }
      let points = (0..<37).map { _ in (x: Float(number(-5000...5000)), y: Float(number(-5000...5000))) }
      #expect(try Self.results(version, pieces, at: points) == Self.results(Self.taken, pieces, at: points))
    }
  }
}
