import EMSModel
import EMSReading
import GeoKit

/// By what the roads of a plan differ from those that it travels on.
package struct RoadState: Sendable {
  /// By class: what its speed is multiplied by; 0 closes it.
  package var classFactors: [String: Double]
  /// Roads closed besides, by their number in `RoadLines`.
  package var closed: [Int64]

  package init(classFactors: [String: Double] = [:], closed: [Int64] = []) {
    self.classFactors = classFactors
    self.closed = closed
  }
}

extension PlanTravel {
  /// Each road with its classes in the source, and `bridge` where it is one; ascending. nil where nobody travels on roads.
  package var roadKinds: [(road: Int64, kinds: Set<String>)]? {
    guard let lines = roads?.lines else { return nil }
    var kinds: [Int64: Set<String>] = [:]
    for line in 0..<lines.count {
      let tags = lines.attributeSets[Int(lines.attributes[line])]
      var own: Set<String> = [tags["highway"] ?? tags["route"] ?? ""]
      if (tags["bridge"] ?? "no") != "no" { own.insert("bridge") }
      kinds[lines.identifiers[line], default: []].formUnion(own)
    }
    return kinds.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// What a reader calls a class of road.
  package static func title(ofClass name: String) -> Phrase { RoadWords.title(ofClass: name) }

  /// The speed table that the plan names; nil where it names none.
  package var speedTable: SpeedTable? { roads?.scenario.speeds }

  /// A model of the plan with the roads in another state, searched anew; itself where it does not go by road.
  package func model(_ model: any TravelModel, on state: RoadState) -> any TravelModel {
    if state.classFactors.isEmpty, state.closed.isEmpty { return model }
    if let stations = model as? StationTravel {
      return StationTravel(self.model(stations.model, on: state), turnouts: stations.turnouts)
    }
    guard let travel = model as? RoadTravel, let roads else { return model }
    var scenario = roads.scenario
    for (name, factor) in state.classFactors {
      scenario.classFactors[name] = roads.scenario.factor(ofClass: name) * factor
    }
    for road in state.closed { scenario.closed[road] = String(road) }
    return roads.travel(travel, in: scenario)
      ?? NoTravel(mode: travel.mode, direction: travel.direction, turnout: travel.turnout)
  }

  /// Kilometres per hour of a mode on a class of road, as the plan has it; nil where it is closed or there are no roads.
  package func kilometresPerHour(_ mode: TravelMode, on roadClass: String) -> Double? {
    guard let roads else { return nil }
    var road = RoadMode(mode)
    if let speeds = roads.scenario.speeds { road.classSpeeds = speeds.classSpeeds(mode) }
    return road.traversal(["highway": roadClass], in: roads.scenario).forward?.kilometresPerHour
  }
}

/// Travel where every road is closed: nobody arrives anywhere.
private struct NoTravel: TravelModel {
  let name = "roads"
  let mode: TravelMode
  let direction: TravelDirection
  let turnout: Duration

  func nearest(of facilities: [Coordinate], to places: [Coordinate]) -> [NearestFacility?] { places.map { _ in nil } }

  func times(from facilities: [Coordinate], to places: [Coordinate], within limit: Duration) -> [[TravelTime]] {
    places.map { _ in [] }
  }

  func serviceAreas(of facilities: [Coordinate], within limit: Duration) -> [MultiPolygon] {
    facilities.map { _ in MultiPolygon() }
  }
}
