import GeoKit

/// Service areas by themselves: the ground that each facility reaches within a time.
public struct ServiceAreaRun: Sendable {
  /// One for each facility whose place is known well enough, in the order of ids.
  public let records: [ServiceAreaRecord]
  /// Facilities known only to their county seat, around which an area would be wrong.
  public let leftOut: [Facility]

  /// The travel model, as outputs call it.
  public let modelName: String
  /// By how much the outlines may have moved, and the sum of all areas before and after; nil where they were kept.
  public let simplification: Simplification?

  public struct Simplification: Hashable, Sendable {
    public var tolerance: Distance
    public var areaBefore: Area
    public var areaAfter: Area

    /// Of the areas before; zero where there are none.
    public var areaChange: Double {
      areaBefore.squareMetres > 0 ? areaAfter.squareMetres / areaBefore.squareMetres - 1 : 0
    }

    /// What the reader of the layer must know.
    public var note: Note {
      let change = (areaChange < 0 ? "" : "+") + NumberText.decimals(areaChange * 100, 2)
      let metres = NumberText.plain(tolerance.metres)
      return Note(
        .warning,
        english: "outlines simplified: they moved by at most \(metres) m, and the areas changed by \(change) % in all",
        chinese: "轮廓已简化：位移不超过 \(metres) 米，总面积变化 \(change) %")
    }
  }

  /// - Parameter areCatchments: whether each place belongs to its quickest facility alone; a model that has no
  ///   catchments gives its service areas.
  /// - Parameter tolerance: by how much an outline may move for the sake of fewer corners; nil keeps it. Not for
  ///   catchments, whose common borders would part.
  public init(
    of facilities: [Facility], model: any TravelModel, within limit: Duration, areCatchments: Bool = false,
    simplifiedBy tolerance: Distance? = nil
  ) throws {
    modelName = model.name
    let placed = facilities.filter { $0.precision != .countySeat }.sorted { $0.id < $1.id }
    leftOut = facilities.filter { $0.precision == .countySeat }.sorted { $0.id < $1.id }
    let places = placed.map(\.location)
    let catchments = areCatchments ? (model as? any CatchmentModel)?.catchments(of: places, within: limit) : nil
    let drawn = try catchments ?? model.serviceAreas(of: places, within: limit)
    var shapes = drawn
    if let tolerance {
      shapes = try drawn.map { try Self.simplified($0, tolerance: tolerance) }
      func sum(_ shapes: [MultiPolygon]) -> Area {
        Area(squareMetres: shapes.reduce(0) { $0 + Geodesic.area(of: $1).squareMetres })
      }
      simplification = Simplification(tolerance: tolerance, areaBefore: sum(drawn), areaAfter: sum(shapes))
    } else {
      simplification = nil
    }
    records = zip(placed, shapes).map { facility, shape in
      ServiceAreaRecord(
        facility: facility, limit: limit, mode: model.mode, model: model.name, shape: shape,
        area: Geodesic.area(of: shape))
    }
  }

  /// The shape with fewer corners, valid in longitude and latitude, none of its corners moved by more than `tolerance`.
  private static func simplified(_ shape: MultiPolygon, tolerance: Distance) throws(GeoKitError) -> MultiPolygon {
    let exact = try LocalFrame(around: [shape]).shape(of: shape)
    var metres = tolerance.metres
    // Dropping corners may let a ring cross itself, rarely; less tolerance then keeps the corners that matter.
    while metres > tolerance.metres / 100 {
      let fewer = try exact.simplified(tolerance: .metres(metres)).multiPolygon()
      if Validity.problems(of: fewer).isEmpty { return fewer }
      metres /= 2
    }
    return shape
  }

  /// The layer as GeoJSON.
  public func geoJSON(notes: [Note]) throws -> [UInt8] {
    let layer = PlanLayer.serviceAreas(records)
    let notes = notes + [simplification?.note].compactMap { $0 }
    return try GeoJSONWriter.bytes(name: layer.name, notes: notes, features: layer.features)
  }
}
