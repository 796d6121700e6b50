#if GDAL
  import EMSFormats
  import EMSModel
  import Foundation
  import GeoKit

  /// Demand points from a raster of people: each cell's people go to the townships that it lies in, by area; cells are
  /// gathered into blocks, each block's people in a township being one point.
  ///
  /// What lies inside the counties (the townships, where there are no counties) is counted to the last person: the whole
  /// is rounded once, and its people divided among the points by the largest remainder.
  struct RasterDemand {
    /// The people of one block in one township, before they are rounded.
    private struct Point {
      var township: Int?
      var county: Int?
      var block: Int
      var people = 0.0
      /// The sum of the cells' places, each weighted with its people.
      var places = SIMD2<Double>(0, 0)
      /// The cell with the most people.
      var best = (people: 0.0, place: SIMD2<Double>(0, 0))

      mutating func add(_ count: Double, at place: SIMD2<Double>) {
        people += count
        places += place * count
        if count > best.people { best = (count, place) }
      }
    }

    private let area: PlanningArea
    private let raster: PopulationRaster
    private let grid: Distance
    /// What lies within the raster: its part of the whole area.
    private(set) var settlements: [Settlement] = []
    /// The people of the raster inside the outline, before rounding.
    private(set) var total = 0.0
    /// Whether the outline leads beyond the raster.
    private(set) var isBeyondRaster = false
    /// What a reader must know of blocks that the file leaves out, and of a scale.
    private(set) var notes: [Note] = []

    init(_ raster: PopulationRaster, of area: PlanningArea, grid: Distance, file: String) throws(InputProblems) {
      self.area = area
      self.raster = raster
      self.grid = grid
      let outlines = area.counties.compactMap(\.outline) + area.townships.map(\.boundary)
      guard let window = window(around: outlines) else {
        throw PopulationRaster.problem(
          file, Phrase("the raster does not lie where the area lies", "栅格与区域不重叠"),
          Phrase("Give the raster of this region", "请提供本区域的栅格"))
      }
      let people = try raster.people(columns: window.columns, rows: window.rows)
      notes = people.notes
      let points = points(people.ofCells, window)
      guard total >= 0.5 else {
        throw PopulationRaster.problem(
          file, Phrase("no cell within the area holds anybody", "区域内所有单元的人数都是 0"),
          Phrase("Give the raster of people of this region", "请提供本区域的人口栅格"))
      }
      make(points)
    }

    private typealias Window = (columns: Range<Int>, rows: Range<Int>)

    /// The cells that the shapes touch; nil where there are none.
    private mutating func window(around shapes: [MultiPolygon]) -> Window? {
      var (low, high) = (SIMD2(repeating: Double.infinity), SIMD2(repeating: -Double.infinity))
      for corner in shapes.lazy.flatMap({ $0.polygons.lazy.flatMap(\.shell.coordinates) }) {
        guard let place = raster.gridPlace(of: corner) else { continue }
        low = pointwiseMin(low, place)
        high = pointwiseMax(high, place)
      }
      let size = SIMD2(Double(raster.columns), Double(raster.rows))
      guard low.x < size.x, low.y < size.y, high.x > 0, high.y > 0 else { return nil }
      isBeyondRaster = low.x < -1e-6 || low.y < -1e-6 || high.x > size.x + 1e-6 || high.y > size.y + 1e-6
      let first = pointwiseMax(low, SIMD2(0, 0)).rounded(.down)
      let last = pointwiseMin(high, size).rounded(.up)
      return (Int(first.x)..<Int(last.x), Int(first.y)..<Int(last.y))
    }

    private func shares(_ shape: MultiPolygon, _ window: Window) -> CellShares {
      let origin = SIMD2(Double(window.columns.lowerBound), Double(window.rows.lowerBound))
      func ring(_ ring: Ring) -> [SIMD2<Double>] {
        ring.coordinates.compactMap { raster.gridPlace(of: $0).map { $0 - origin } }
      }
      return CellShares(
        rings: shape.polygons.map { ring($0.shell) }, holes: shape.polygons.flatMap { $0.holes.map(ring) },
        width: window.columns.count, height: window.rows.count)
    }

    // MARK: Cells to points

    private mutating func points(_ people: [Double], _ window: Window) -> [Point] {
      let middle = SIMD2(
        Double(window.columns.lowerBound + window.columns.upperBound) / 2,
        Double(window.rows.lowerBound + window.rows.upperBound) / 2)
      let side = raster.cellSide(at: middle)?.metres ?? grid.metres
      let cellsPerBlock = max(1, Int((grid.metres / max(side, 1e-3)).rounded()))
      let blocksPerRow = window.columns.count / cellsPerBlock + 1
      // What of each cell no county or township has taken, so that overlapping outlines count nobody twice.
      var left = [Double](repeating: 1, count: people.count)
      var points: [Point] = []
      let outlined = area.counties.indices.filter { area.counties[$0].outline != nil }
      for county in outlined.map({ Optional($0) }) + (outlined.isEmpty ? [nil] : []) {
        let members = area.townships.indices.filter {
          county == nil || area.townships[$0].countyID == county.map { area.counties[$0].id }
        }
        let parts = members.map { shares(area.townships[$0].boundary, window) }
        let whole = county.flatMap { area.counties[$0].outline }.map { shares($0, window) }
        var index: [Int: Int] = [:]
        func add(_ count: Double, cell: Int, township: Int?) {
          let (row, column) = (cell / window.columns.count, cell % window.columns.count)
          let block = row / cellsPerBlock * blocksPerRow + column / cellsPerBlock
          let key = block * (area.townships.count + 1) + (township ?? area.townships.count)
          let at = index[key] ?? points.count
          if at == points.count {
            index[key] = at
            points.append(Point(township: township, county: county, block: block))
          }
          points[at].add(
            count,
            at: SIMD2(Double(column + window.columns.lowerBound) + 0.5, Double(row + window.rows.lowerBound) + 0.5))
        }
        let touched = (parts + [whole].compactMap { $0 }).filter { !$0.shares.isEmpty }
        guard let rows = Self.union(touched.map(\.rows)), let columns = Self.union(touched.map(\.columns)) else {
          continue
        }
        /// The position of a cell in the arrays of this county.
        func here(_ row: Int, _ column: Int) -> Int {
          (row - rows.lowerBound) * columns.count + column - columns.lowerBound
        }
        var taken = [Double](repeating: 0, count: rows.count * columns.count)
        for part in parts { part.forEach { row, column, share in taken[here(row, column)] += share } }
        // The people of each cell inside the county; a cell's townships share them by area.
        var inside = [Double](repeating: 0, count: taken.count)
        func claim(_ row: Int, _ column: Int, _ share: Double) {
          let cell = row * window.columns.count + column
          let claimed = min(share, left[cell])
          left[cell] -= claimed
          inside[here(row, column)] = claimed * people[cell]
        }
        if let whole {
          whole.forEach(claim)
        } else {
          for row in rows {
            for column in columns where taken[here(row, column)] > 0 {
              claim(row, column, min(1, taken[here(row, column)]))
            }
          }
        }
        for (township, part) in zip(members, parts) {
          part.forEach { row, column, share in
            let cell = here(row, column)
            if inside[cell] > 0 {
              add(inside[cell] * share / taken[cell], cell: row * window.columns.count + column, township: township)
            }
          }
        }
        for row in rows {
          for column in columns where inside[here(row, column)] > 0 && taken[here(row, column)] == 0 {
            add(inside[here(row, column)], cell: row * window.columns.count + column, township: nil)
          }
        }
        total += inside.reduce(0, +)
      }
      return points
    }

    private static func union(_ ranges: [Range<Int>]) -> Range<Int>? {
      guard let first = ranges.map(\.lowerBound).min(), let last = ranges.map(\.upperBound).max() else { return nil }
      return first..<last
    }

    // MARK: Points to settlements

    private mutating func make(_ points: [Point]) {
      let points = points.sorted { a, b in
        (a.county ?? 0, a.township ?? Int.max, a.block) < (b.county ?? 0, b.township ?? Int.max, b.block)
      }
      let parts = LargestRemainder.divide(Int(total.rounded()), by: points.map(\.people))
      let locators = area.townships.map { try? PointLocator([$0.boundary]) }
      var numbers: [String: Int] = [:]
      for (point, people) in zip(points, parts) where people > 0 {
        let township = point.township.map { area.townships[$0] }
        let county = point.county.map { area.counties[$0] }
        let id = township?.id ?? county?.id ?? "area"
        let number = (numbers[id] ?? 0) + 1
        numbers[id] = number
        let digits = String(number)
        let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        guard let location = location(of: point, in: point.township.flatMap { locators[$0] }) else { continue }
        settlements.append(
          Settlement(
            id: "\(id)-raster-\(padded)", name: "\(township?.name ?? county?.name ?? "") \(digits)",
            townshipID: township?.id, namesTownship: false, countyID: county?.id ?? township?.countyID,
            location: location, precision: .exact, population: people, isPopulationApproximate: false, origin: .derived,
            isUrban: nil, hasDoctor: nil, hasClinic: nil, spread: nil, isDerivedPlace: true))
      }
    }

    /// The centre of the block's people, or where that lies outside the township, the cell with the most of them.
    private func location(of point: Point, in township: PointLocator?) -> Coordinate? {
      let centre = raster.coordinate(of: point.places / point.people)
      guard let township, let centre, township.locate(centre) == nil else { return centre }
      return raster.coordinate(of: point.best.place)
    }
  }
#endif
