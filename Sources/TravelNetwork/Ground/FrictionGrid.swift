import GeoKit

/// A raster in degrees, north up: rows run from north to south, columns from west to east.
public struct GridFrame: Hashable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Degrees of the western edge.
  public let west: Double
  /// Degrees of the northern edge.
  public let north: Double
  /// Degrees of a cell's width.
  public let cellWidth: Double
  /// Degrees of a cell's height, above zero.
  public let cellHeight: Double

  /// Nil unless there are cells, they have a size, and they all lie on the globe.
  public init?(rows: Int, columns: Int, west: Double, north: Double, cellWidth: Double, cellHeight: Double) {
    guard rows > 0, columns > 0, rows < 1 << 20, columns < 1 << 20, cellWidth > 0, cellHeight > 0,
      west >= -360, west + Double(columns) * cellWidth <= 360 + 1e-6, north <= 90 + 1e-6,
      north - Double(rows) * cellHeight >= -90 - 1e-6
    else { return nil }
    self.rows = rows
    self.columns = columns
    self.west = west
    self.north = north
    self.cellWidth = cellWidth
    self.cellHeight = cellHeight
  }

  /// How many cells there are; they are counted row by row from the north-west.
  public var count: Int { rows * columns }

  /// The cell that holds the coordinate (its western and northern edges belong to it), or nil outside the raster.
  public func cell(at place: Coordinate) -> Int? {
    let column = ((place.longitude - west) / cellWidth).rounded(.down)
    let row = ((north - place.latitude) / cellHeight).rounded(.down)
    guard column >= 0, column < Double(columns), row >= 0, row < Double(rows) else { return nil }
    return Int(row) * columns + Int(column)
  }

  /// The middle of a cell.
  public func centre(ofCell cell: Int) -> Coordinate {
    corner(row: Double(cell / columns) + 0.5, column: Double(cell % columns) + 0.5)
  }

  func corner(row: Double, column: Double) -> Coordinate {
    Coordinate(longitude: west + column * cellWidth, latitude: north - row * cellHeight)
  }
}

/// How a slope changes the pace, as a factor on the pace on level ground.
public enum SlopeEffect: Sendable {
  case none
  /// Tobler's hiking function (1993): speed falls by `exp(-3.5 |slope + 0.05|)`; a slight way down is quickest.
  case tobler
  /// A pedal-assisted bicycle of 250 W (GB 17761-2018 allows 400 W): climbing power is added to a level 5.6 m/s at
  /// 100 kg, which slows it to `1 / (1 + 11 slope)`; downhill it keeps its level speed, and where it is steeper than
  /// 10 % it is pushed, at Tobler's pace.
  case eBike

  /// The factor for a rise of `slope` metres for each metre; above zero is up.
  public func factor(_ slope: Double) -> Double {
    switch self {
    case .none: return 1
    case .tobler: return exponentialOf(3.5 * abs(slope + 0.05) - 3.5 * 0.05)
    case .eBike:
      if slope <= 0 && slope >= -0.1 { return 1 }
      if slope > 0 && slope <= 0.1 { return 1 + 11 * slope }
      // Pushed at 5.04 km/h on level ground instead of ridden at 20.
      return 20 / 5.04 * exponentialOf(3.5 * abs(slope + 0.05) - 3.5 * 0.05)
    }
  }
}

/// Ground with a pace for each cell.
public struct FrictionGrid: Sendable {
  /// Where the cells are.
  public let frame: GridFrame
  /// Seconds for each metre on level ground, row by row from the north-west; not above zero or not finite means
  /// impassable.
  public private(set) var secondsPerMetre: [Float]
  /// Metres above the sea, in the same order; nil for level ground. A cell without a height is impassable.
  public let elevation: [Float]?
  public var slope: SlopeEffect

  /// Nil unless the arrays have one value per cell.
  public init?(
    frame: GridFrame, secondsPerMetre: [Float], elevation: [Float]? = nil, slope: SlopeEffect = .none
  ) {
    guard secondsPerMetre.count == frame.count, elevation == nil || elevation?.count == frame.count else {
      return nil
    }
    self.frame = frame
    self.secondsPerMetre = secondsPerMetre
    self.elevation = elevation
    self.slope = slope
    if let elevation {
      for cell in elevation.indices where !elevation[cell].isFinite { self.secondsPerMetre[cell] = .infinity }
    }
  }

  /// Whether anybody may travel in the cell.
  public func isPassable(_ cell: Int) -> Bool { secondsPerMetre[cell] > 0 && secondsPerMetre[cell].isFinite }
}
