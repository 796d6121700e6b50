import GeoKit
import Testing

@testable import TravelNetwork

@Suite struct CostDistanceTests {
  private static func frame(rows: Int, columns: Int, north: Double = 50) -> GridFrame {
    guard
      let frame = GridFrame(
        rows: rows, columns: columns, west: 100, north: north, cellWidth: 0.01, cellHeight: 0.01)
    else { preconditionFailure("a frame on the globe") }
    return frame
  }

  private static func grid(_ frame: GridFrame, _ pace: [Float], _ heights: [Float]? = nil) -> FrictionGrid {
    guard let grid = FrictionGrid(frame: frame, secondsPerMetre: pace, elevation: heights, slope: .tobler) else {
      preconditionFailure("one value per cell")
    }
    return grid
  }

  /// Relaxing every step until nothing changes, with the rules written out anew.
  private func bruteForce(
    _ grid: FrictionGrid, from source: Int, outward: Bool, knights: Bool
  ) -> [Double] {
    let (rows, columns) = (grid.frame.rows, grid.frame.columns)
    func metres(_ a: Int, _ b: Int) -> Double {
      let (p, q) = (grid.frame.centre(ofCell: a), grid.frame.centre(ofCell: b))
      return LocalMetric.metres(
        Int32((p.longitude * 1e7).rounded()), Int32((p.latitude * 1e7).rounded()),
        Int32((q.longitude * 1e7).rounded()), Int32((q.latitude * 1e7).rounded()))
    }
    func pace(_ row: Int, _ column: Int) -> Double? {
      guard row >= 0, column >= 0, row < rows, column < columns, grid.isPassable(row * columns + column) else {
        return nil
      }
      return Double(grid.secondsPerMetre[row * columns + column])
    }
    var best = [Double](repeating: .infinity, count: rows * columns)
    best[source] = 0
    var changed = true
    while changed {
      changed = false
      for row in 0..<rows {
        for column in 0..<columns where best[row * columns + column].isFinite {
          for dr in -2...2 {
            for dc in -2...2 {
              let isKnight = abs(dr) + abs(dc) == 3
              guard (abs(dr) <= 1 && abs(dc) <= 1 && (dr, dc) != (0, 0)) || (knights && isKnight),
                let here = pace(row, column), let there = pace(row + dr, column + dc)
              else { continue }
              var mean = (here + there) / 2
              if isKnight {
                let (r1, c1) = abs(dr) == 2 ? (dr / 2, 0) : (0, dc / 2)
                let (r2, c2) = (dr - r1, dc - c1)
                guard let p = pace(row + r1, column + c1), let q = pace(row + r2, column + c2) else { continue }
                mean = (here + there + p + q) / 4
              } else if dr != 0 && dc != 0, pace(row + dr, column) == nil, pace(row, column + dc) == nil {
                continue
              }
              let (a, b) = (row * columns + column, (row + dr) * columns + column + dc)
              var cost = mean * metres(a, b)
              if let heights = grid.elevation {
                let rise = Double(outward ? heights[b] - heights[a] : heights[a] - heights[b])
                cost *= grid.slope.factor(rise / metres(a, b))
              }
              if best[a] + cost < best[b] - 1e-9 {
                best[b] = best[a] + cost
                changed = true
              }
            }
          }
        }
      }
    }
    return best
  }

  @Test(
    arguments: [GridNeighbourhood.eight, .sixteen], [true, false])
  func equalsBruteForce(neighbourhood: GridNeighbourhood, hills: Bool) {
    var random = SeededGenerator(17)
    let frame = Self.frame(rows: 11, columns: 13, north: 65)
    let pace = (0..<frame.count).map { _ in
      Double.random(in: 0..<1, using: &random) < 0.25 ? Float.nan : Float.random(in: 0.02...2, using: &random)
    }
    let heights = hills ? (0..<frame.count).map { _ in Float.random(in: 0...300, using: &random) } : nil
    let grid = Self.grid(frame, pace, heights)
    let source = (0..<frame.count).first { grid.isPassable($0) && $0 > 60 } ?? 0
    for direction in SearchDirection.allCases {
      let found = CostDistance(grid, from: [GridSeed(cell: source, owner: 3)], direction, neighbourhood)
      let expected = bruteForce(grid, from: source, outward: direction == .outward, knights: neighbourhood == .sixteen)
      var reached = 0
      for cell in 0..<frame.count {
        #expect(found.seconds[cell].isFinite == expected[cell].isFinite)
        if expected[cell].isFinite {
          reached += 1
          #expect(abs(Double(found.seconds[cell]) - expected[cell]) <= 1e-5 * expected[cell] + 1e-6)
          #expect(found.owners[cell] == 3)
        }
      }
      #expect(reached > 40)
    }
  }

  @Test func eachCellBelongsToItsQuickestSeed() {
    var random = SeededGenerator(5)
    let frame = Self.frame(rows: 20, columns: 20)
    let grid = Self.grid(frame, (0..<frame.count).map { _ in Float.random(in: 0.1...1, using: &random) })
    let seeds = [(7, 0.0), (150, 600.0), (399, 100.0)].enumerated().map {
      GridSeed(cell: $1.0, time: .seconds($1.1), owner: $0)
    }
    let together = CostDistance(grid, from: seeds)
    let alone = seeds.map { CostDistance(grid, from: [$0]) }
    for cell in 0..<frame.count {
      let best = alone.map { $0.seconds[cell] }.min() ?? .infinity
      #expect(together.seconds[cell] == best)
      #expect(alone[Int(together.owners[cell])].seconds[cell] == best)
    }
  }

  @Test func searchesOnOneGridDoNotDisturbEachOther() {
    let frame = Self.frame(rows: 12, columns: 15)
    var random = SeededGenerator(8)
    let pace = (0..<frame.count).map { _ in Float.random(in: 0.2...3, using: &random) }
    let grid = Self.grid(frame, pace)
    let cells = [0, 40, 41, 179]
    let seeds = cells.map { GridSeed(cell: $0, owner: 0) }
    CostDistance.forEachSource(grid, from: seeds + [nil], .inward, .sixteen, within: .seconds(4000)) { number, time in
      let alone =
        number < seeds.count
        ? CostDistance(grid, from: [seeds[number]], .inward, .sixteen, within: .seconds(4000)) : nil
      for cell in 0..<frame.count { #expect(time(cell) == alone?.time(ofCell: cell)) }
    }
  }

  @Test func upIsNotDown() throws {
    let frame = Self.frame(rows: 1, columns: 5)
    let grid = Self.grid(frame, [Float](repeating: 0.7, count: 5), [0, 100, 200, 300, 400])
    let up = CostDistance(grid, from: [GridSeed(cell: 0, owner: 0)])
    let down = CostDistance(grid, from: [GridSeed(cell: 0, owner: 0)], .inward)
    #expect(up.seconds[4] > 1.2 * down.seconds[4])
  }

  @Test func areasAreTheReachedCells() throws {
    let frame = Self.frame(rows: 5, columns: 5, north: 0.025)
    var pace = [Float](repeating: 1, count: 25)
    pace[12] = .nan
    let field = CostDistance(Self.grid(frame, pace), from: [GridSeed(cell: 0, owner: 0)])
    let area = field.area(within: .seconds(1_000_000))
    #expect(area.polygons.count == 1)
    #expect(area.polygons[0].holes.count == 1)
    #expect(area.polygons[0].shell.coordinates.count == 5)
    for cell in 0..<25 {
      #expect(ServiceAreaTests.contains(area, frame.centre(ofCell: cell)) == (cell != 12))
    }
    let limited = field.area(within: .seconds(Double(field.seconds[6])))
    for cell in 0..<25 {
      #expect(
        ServiceAreaTests.contains(limited, frame.centre(ofCell: cell)) == (field.seconds[cell] <= field.seconds[6]))
    }
  }

  /// Whatever the pattern of cells: valid shapes with the area of the cells.
  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6, 7, 8]) func outlinesOfAnyPatternAreValid(seed: UInt64) {
    var random = SeededGenerator(seed)
    let frame = Self.frame(rows: 14, columns: 14, north: 0.07)
    for _ in 0..<12 {
      let open = Double.random(in: 0.4...0.9, using: &random)
      let pace = (0..<frame.count).map { _ -> Float in
        Double.random(in: 0..<1, using: &random) < open ? 1 : .nan
      }
      let field = CostDistance(
        Self.grid(frame, pace), from: [GridSeed(cell: 30, owner: 0), GridSeed(cell: 160, owner: 1)])
      let limit = Duration.seconds(1_000_000)
      let whole = field.area(within: limit)
      let parts = field.areas(ownerCount: 2, within: limit)
      for shape in [whole] + parts { #expect(Validity.problems(of: shape).isEmpty) }
      for cell in 0..<frame.count {
        let centre = frame.centre(ofCell: cell)
        #expect(ServiceAreaTests.contains(whole, centre) == (field.owners[cell] >= 0))
        for owner in 0..<2 {
          #expect(ServiceAreaTests.contains(parts[owner], centre) == (field.owners[cell] == Int32(owner)))
        }
      }
    }
  }

  /// One cell that nobody crosses, however slow, changes nothing elsewhere.
  @Test(arguments: [1e9, 1e30, 3.4e38] as [Float]) func oneVerySlowCellIsLikeAWall(slow: Float) {
    let frame = Self.frame(rows: 40, columns: 40)
    var random = SeededGenerator(3)
    var pace = (0..<frame.count).map { _ in Float.random(in: 0.5...2, using: &random) }
    pace[820] = slow
    let field = CostDistance(Self.grid(frame, pace), from: [GridSeed(cell: 0, owner: 0)])
    pace[820] = .nan
    let wall = CostDistance(Self.grid(frame, pace), from: [GridSeed(cell: 0, owner: 0)])
    for cell in 0..<frame.count where cell != 820 {
      #expect(abs(field.seconds[cell] - wall.seconds[cell]) <= 1e-5 * wall.seconds[cell])
    }
  }

  @Test func placesOutsideHaveNoCell() {
    let frame = Self.frame(rows: 2, columns: 2)
    #expect(frame.cell(at: Coordinate(longitude: 99.99, latitude: 49.995)) == nil)
    #expect(frame.cell(at: Coordinate(longitude: 100.005, latitude: 49.995)) == 0)
    #expect(frame.cell(at: Coordinate(longitude: 100.015, latitude: 49.985)) == 3)
    #expect(GridFrame(rows: 2, columns: 2, west: 0, north: 91, cellWidth: 1, cellHeight: 1) == nil)
    let frame2 = GridFrame(rows: 4, columns: 4, west: 500_000, north: 4_000_000, cellWidth: 30, cellHeight: 30)
    #expect(frame2 == nil)
  }
}
