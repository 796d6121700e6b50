/// Roads as they are drawn: lines over shared points, each with a set of attributes.
///
/// Two lines meet where they share a point. Coordinates are whole 1e-7 degrees (about 1 cm), as in OpenStreetMap.
/// What an attribute means for a mode of travel is not decided here: see ``RoadTraversal``.
public struct RoadLines: Equatable, Sendable {
  /// A place on a line that may stop travel, such as a gate.
  public struct Obstacle: Equatable, Sendable {
    /// Index of the point.
    public var point: Int32
    /// Index into ``attributeSets``.
    public var attributes: Int32

    public init(point: Int32, attributes: Int32) {
      self.point = point
      self.attributes = attributes
    }
  }

  /// Degrees east of each point, times 1e7.
  public var longitudes: [Int32]
  /// Degrees north of each point, times 1e7.
  public var latitudes: [Int32]
  /// Line `i` runs over `points[firstPoint[i]..<firstPoint[i + 1]]`.
  public var firstPoint: [Int32]
  public var points: [Int32]
  /// For each line, the index of its attributes in ``attributeSets``.
  public var attributes: [Int32]
  /// For each line, its identifier in the source; parts of one source line share it.
  public var identifiers: [Int64]
  /// The distinct sets of attributes, by key.
  public var attributeSets: [[String: String]]
  /// In ascending order of points.
  public var obstacles: [Obstacle]
  public var restrictions: [TurnRestriction]
  /// What nobody crosses off the road; none where a reader was not asked for them.
  public var barriers: [BarrierPiece]

  public init(
    longitudes: [Int32] = [], latitudes: [Int32] = [], firstPoint: [Int32] = [0], points: [Int32] = [],
    attributes: [Int32] = [], identifiers: [Int64] = [], attributeSets: [[String: String]] = [],
    obstacles: [Obstacle] = [], restrictions: [TurnRestriction] = [], barriers: [BarrierPiece] = []
  ) {
    self.longitudes = longitudes
    self.latitudes = latitudes
    self.firstPoint = firstPoint
    self.points = points
    self.attributes = attributes
    self.identifiers = identifiers
    self.attributeSets = attributeSets
    self.obstacles = obstacles
    self.restrictions = restrictions
    self.barriers = barriers
  }

  /// How many lines there are.
  public var count: Int { attributes.count }

  /// Why the arrays do not describe roads, or nil when they do: every index in its table, every point on the globe.
  public var inconsistency: String? {
    guard longitudes.count == latitudes.count else { return "as many longitudes as latitudes are needed" }
    guard longitudes.allSatisfy({ abs(Int($0)) <= 1_800_000_000 }),
      latitudes.allSatisfy({ abs(Int($0)) <= 900_000_000 })
    else { return "a point is off the globe" }
    guard firstPoint.count == count + 1, identifiers.count == count, firstPoint.first == 0,
      Int(firstPoint.last ?? -1) == points.count,
      zip(firstPoint, firstPoint.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return "the table of lines does not fit its points" }
    guard points.allSatisfy({ $0 >= 0 && Int($0) < longitudes.count }) else {
      return "a line uses a point that does not exist"
    }
    guard attributes.allSatisfy({ $0 >= 0 && Int($0) < attributeSets.count }),
      obstacles.allSatisfy({
        $0.point >= 0 && Int($0.point) < longitudes.count && $0.attributes >= 0
          && Int($0.attributes) < attributeSets.count
      })
    else { return "a line uses attributes that do not exist" }
    guard
      restrictions.allSatisfy({
        $0.viaPoint >= -1 && Int($0.viaPoint) < longitudes.count && ($0.viaPoint >= 0) == $0.viaLines.isEmpty
          && $0.attributes >= 0 && Int($0.attributes) < attributeSets.count
      })
    else { return "a restriction uses what does not exist" }
    return nil
  }
}
