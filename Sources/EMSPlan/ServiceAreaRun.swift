import EMSFormats
import EMSModel
import EMSPlanning
import EMSReport
import GeoKit
import TravelNetwork

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
  /// Whether corners that matter least were left out.
  private let isThinned: Bool

  /// What drawing the areas with fewer corners changed.
  public struct Simplification: Sendable {
    /// How far a corner may lie from what is drawn and be left out.
    public var tolerance: Distance
    /// Of all areas as they were worked out.
    public var areaBefore: Area
    /// Of all areas as they are drawn.
    public var areaAfter: Area
    /// The facility whose area changed by the greatest share, and the share; nil where there are no areas.
    public var worst: (id: String, areaChange: Double)?

    /// Of the areas before; zero where there are none.
    public var areaChange: Double {
      areaBefore.squareMetres > 0 ? areaAfter.squareMetres / areaBefore.squareMetres - 1 : 0
    }

    /// What the reader of the layer must know.
    public var note: Note {
      func percent(_ share: Double) -> String { (share < 0 ? "" : "+") + NumberText.decimals(share * 100, 2) + " %" }
      let change = percent(areaChange)
      let worst = worst.map {
        Phrase(" (at most \(percent($0.areaChange)), \($0.id))", "（单个设施至多 \(percent($0.areaChange))：\($0.id)）")
      }
      let metres = NumberText.plain(tolerance.metres)
      return Note(
        .warning,
        english: "outlines simplified: they moved by at most \(metres) m, and the areas changed by \(change) in all"
          + (worst?.english ?? ""),
        chinese: "轮廓已简化：位移不超过 \(metres) 米，总面积变化 \(change)" + (worst?.chinese ?? ""))
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
    isThinned = !areCatchments && (model.withoutStations as? RoadTravel).map { !$0.keepsCorners } ?? false
    let placed = facilities.filter { $0.precision != .countySeat }.sorted { $0.id < $1.id }
    leftOut = facilities.filter { $0.precision == .countySeat }.sorted { $0.id < $1.id }
    let places = placed.map(\.location)
    let catchments = areCatchments ? (model as? any CatchmentModel)?.catchments(of: places, within: limit) : nil
    let drawn = try catchments ?? model.serviceAreas(of: places, within: limit)
    let shapes =
      try tolerance.map { tolerance in try drawn.map { try Self.simplified($0, tolerance: tolerance) } } ?? drawn
    let areas = shapes.map { Geodesic.area(of: $0) }
    if let tolerance {
      let before = drawn.map { Geodesic.area(of: $0) }
      let changes = zip(placed, zip(before, areas)).compactMap { facility, areas in
        areas.0.squareMetres > 0
          ? (id: facility.id, areaChange: areas.1.squareMetres / areas.0.squareMetres - 1) : nil
      }
      simplification = Simplification(
        tolerance: tolerance, areaBefore: before.reduce(.zero, +), areaAfter: areas.reduce(.zero, +),
        worst: changes.max { abs($0.areaChange) < abs($1.areaChange) })
    } else {
      simplification = nil
    }
    records = placed.indices.map { index in
      ServiceAreaRecord(
        [placed[index]], within: limit, by: model, shape: shapes[index], area: areas[index])
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

  /// What the reader of the areas must know about them.
  public var notes: [Note] {
    let empty = records.filter { $0.shape.isEmpty }.compactMap(\.facility?.id)
    var notes = [simplification?.note].compactMap { $0 }
    if isThinned {
      let metres = NumberText.plain(RoadRouter.thinnedDistance.metres)
      let share = NumberText.plain(RoadRouter.thinnedShare * 100)
      notes.append(
        Note(
          .derivation,
          english:
            "outlines without the corners that matter least: each area changes by at most \(share) %, an outline "
            + "moves by at most \(metres) m (--exact keeps all corners)",
          chinese: "轮廓已略去最不重要的折点：各范围面积变化不超过 \(share) %，位移不超过 \(metres) 米（--exact 保留全部折点）"))
    }
    if !empty.isEmpty {
      let list = empty.shortList
      notes.append(
        Note(
          .warning,
          english: empty.count.of("service area is", "service areas are")
            + " empty: no time is left after the turnout, no way leads from the facility, or, of catchments, another "
            + "facility is quicker everywhere: \(list.english)",
          chinese: "\(empty.count) 个服务圈为空（出车后没有剩余时间，设施无路可走，或划分不重叠范围时其他设施处处更快）：\(list.chinese)"))
    }
    return notes
  }

  /// The layer as GeoJSON.
  public func geoJSON(notes: [Note]) throws -> [UInt8] {
    let layer = PlanLayer.serviceAreas(records)
    return try GeoJSONWriter.bytes(name: layer.name, notes: notes + self.notes, features: layer.features)
  }
}
