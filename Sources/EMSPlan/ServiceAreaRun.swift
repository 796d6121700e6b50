import GeoKit

/// Service areas by themselves: the ground that each facility reaches within a time.
public struct ServiceAreaRun: Sendable {
  /// One for each facility whose place is known well enough, in the order of ids.
  public let records: [ServiceAreaRecord]
  /// Facilities known only to their county seat, around which an area would be wrong.
  public let leftOut: [Facility]

  /// The travel model, as outputs call it.
  public let modelName: String

  /// - Parameter areCatchments: whether each place belongs to its quickest facility alone; a model that has no
  ///   catchments gives its service areas.
  public init(
    of facilities: [Facility], model: any TravelModel, within limit: Duration, areCatchments: Bool = false
  ) throws {
    modelName = model.name
    let placed = facilities.filter { $0.precision != .countySeat }.sorted { $0.id < $1.id }
    leftOut = facilities.filter { $0.precision == .countySeat }.sorted { $0.id < $1.id }
    let places = placed.map(\.location)
    let catchments = areCatchments ? (model as? any CatchmentModel)?.catchments(of: places, within: limit) : nil
    let shapes = try catchments ?? model.serviceAreas(of: places, within: limit)
    records = zip(placed, shapes).map { facility, shape in
      ServiceAreaRecord(
        facility: facility, limit: limit, mode: model.mode, model: model.name, shape: shape,
        area: Geodesic.area(of: shape))
    }
  }

  /// The layer as GeoJSON.
  public func geoJSON(notes: [Note]) throws -> [UInt8] {
    let layer = PlanLayer.serviceAreas(records)
    return try GeoJSONWriter.bytes(name: layer.name, notes: notes, features: layer.features)
  }
}
