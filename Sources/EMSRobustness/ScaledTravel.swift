import EMSModel
import EMSPlanning
import GeoKit

/// Travel by another model, as much faster and with as much turnout as a scenario has it.
///
/// The time of a journey is turnout + (the model's time − its turnout) / factor: every leg is as much faster. Inside a
/// limit means `<=`, as in the model.
struct ScaledTravel: TravelModel {
  let model: any TravelModel
  /// True speed over the model's.
  let factor: Double
  let turnout: Duration
  var name: String { model.name }
  var mode: TravelMode { model.mode }
  var direction: TravelDirection { model.direction }

  /// - Parameter turnout: counts only where an ambulance travels; nil: the model's.
  init(_ model: any TravelModel, factor: Double, turnout: Duration?) {
    self.model = model
    self.factor = factor
    self.turnout = model.mode == .ambulance ? turnout ?? model.turnout : .zero
  }

  func nearest(of facilities: [Coordinate], to places: [Coordinate]) throws -> [NearestFacility?] {
    try model.nearest(of: facilities, to: places).map { nearest in
      nearest.map { NearestFacility(facility: $0.facility, time: scaled($0.time), distance: $0.distance) }
    }
  }

  func times(from facilities: [Coordinate], to places: [Coordinate], within limit: Duration) throws -> [[TravelTime]] {
    guard limit >= turnout else { return [[TravelTime]](repeating: [], count: places.count) }
    // A second more keeps the pairs on the edge; the scaled time decides.
    return try model.times(from: facilities, to: places, within: unscaled(limit) + .seconds(1)).map { row in
      row.map { TravelTime(facility: $0.facility, time: scaled($0.time)) }.filter { $0.time <= limit }
    }
  }

  func serviceAreas(of facilities: [Coordinate], within limit: Duration) throws -> [MultiPolygon] {
    guard limit > turnout else { return [MultiPolygon](repeating: MultiPolygon(), count: facilities.count) }
    return try model.serviceAreas(of: facilities, within: unscaled(limit))
  }

  private func scaled(_ time: Duration) -> Duration { turnout + (time - model.turnout) / factor }

  private func unscaled(_ limit: Duration) -> Duration { model.turnout + (limit - turnout) * factor }
}

extension PlanTravel {
  /// As people and ambulances travel in a scenario.
  ///
  /// - Parameter roads: the roads for a mode whose journeys are as much faster as the number says; nil where nothing is
  ///   drawn of roads.
  func drawn(
    _ draw: ScenarioDraws.Common, roads: ((TravelMode, Double) -> RoadState)? = nil
  ) throws -> PlanTravel {
    func drawn(_ model: any TravelModel, turnout: Duration?) throws -> any TravelModel {
      if let stations = model as? StationTravel {
        // What a station's own turnout is, is known; the others' is drawn.
        return stations.with(model: try drawn(stations.model, turnout: turnout))
      }
      var model = model
      if let detour = draw.detour, let line = model as? StraightLineTravel {
        model = try StraightLineTravel(
          mode: line.mode, direction: line.direction, speed: .metres(line.metresPerHour), detour: detour,
          turnout: line.turnout)
      }
      let factor = model.mode == .ambulance ? draw.ambulanceSpeed : draw.otherSpeed
      if let roads { model = self.model(model, on: roads(model.mode, factor)) }
      if factor == 1, turnout == nil || model.mode != .ambulance { return model }
      return ScaledTravel(model, factor: factor, turnout: turnout)
    }
    var result = self
    result.emergency = try drawn(emergency, turnout: draw.turnout)
    // With the patient aboard nobody turns out again.
    result.transport = try drawn(transport, turnout: nil)
    result.serviceCircle = try drawn(serviceCircle, turnout: draw.turnout)
    result.serviceCircleInSubdistricts = try drawn(serviceCircleInSubdistricts, turnout: draw.turnout)
    result.clinics = try drawn(clinics, turnout: draw.turnout)
    return result
  }
}
