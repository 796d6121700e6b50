import EMSModel
import GeoKit

/// Which way the journey goes; times differ where streets are one-way or slopes are steep.
public enum TravelDirection: String, Codable, Hashable, Sendable {
  /// An ambulance leaves the facility.
  case fromFacility = "from_facility"
  /// A patient goes to the facility.
  case towardFacility = "toward_facility"
}

/// The facility that reaches a place first.
public struct NearestFacility: Hashable, Sendable {
  /// The index into the facilities asked about.
  public var facility: Int
  /// Of the whole journey, turnout included where the model has one.
  public var time: Duration
  /// The length of the way as the model knows it.
  public var distance: Distance

  public init(facility: Int, time: Duration, distance: Distance) {
    self.facility = facility
    self.time = time
    self.distance = distance
  }
}

/// One pair of a sparse matrix of times.
public struct TravelTime: Hashable, Sendable {
  /// The index into the facilities asked about.
  public var facility: Int
  public var time: Duration

  public init(facility: Int, time: Duration) {
    self.facility = facility
    self.time = time
  }
}

/// Travel between facilities and places; straight-line, roads and terrain all fit it.
///
/// Facilities and places are plain coordinates, so that a model knows nothing of medicine. A time is the whole
/// journey: turnout, the way to the network, the network, and the way from it. Inside a limit means `<=`.
public protocol TravelModel: Sendable {
  /// What outputs call the model: `straight-line`, `roads`, `friction`.
  var name: String { get }
  var mode: TravelMode { get }
  var direction: TravelDirection { get }
  /// The time from the call to the wheels, part of every journey; zero for everyone but ambulances.
  var turnout: Duration { get }

  /// The quickest facility for each place; nil where none arrives (ties: the lowest index).
  func nearest(of facilities: [Coordinate], to places: [Coordinate]) throws -> [NearestFacility?]

  /// For each place, every facility within the limit, ascending by facility index.
  func times(from facilities: [Coordinate], to places: [Coordinate], within limit: Duration) throws -> [[TravelTime]]

  /// The same with a limit for each place.
  func times(
    from facilities: [Coordinate], to places: [Coordinate], withinEach limits: [Duration]
  ) throws -> [[TravelTime]]

  /// The ground that each facility reaches within the limit; empty where it reaches none.
  func serviceAreas(of facilities: [Coordinate], within limit: Duration) throws -> [MultiPolygon]

  /// The ground that any of the facilities reaches within the limit; empty where none reaches any.
  func jointArea(of facilities: [Coordinate], within limit: Duration) throws -> MultiPolygon
}

extension TravelModel {
  /// Places of like limits are asked about in one go, so that few are asked about what is far.
  public func times(
    from facilities: [Coordinate], to places: [Coordinate], withinEach limits: [Duration]
  ) throws -> [[TravelTime]] {
    var rows = [[TravelTime]](repeating: [], count: places.count)
    // Up to 5 minutes, 10, 20, 40 and so on.
    let classes = Dictionary(grouping: limits.indices) { index in
      Int.bitWidth - Int(min(max(limits[index].seconds, 0), 1e9) / 300).leadingZeroBitCount
    }
    for (_, members) in classes.sorted(by: { $0.key < $1.key }) {
      let longest = members.map { limits[$0] }.max() ?? .zero
      let times = try self.times(from: facilities, to: members.map { places[$0] }, within: longest)
      for (member, row) in zip(members, times) { rows[member] = row.filter { $0.time <= limits[member] } }
    }
    return rows
  }

  public func jointArea(of facilities: [Coordinate], within limit: Duration) throws -> MultiPolygon {
    try CoveredGround(
      joining: serviceAreas(of: facilities, within: limit), in: LocalFrame(around: facilities)
    ).shape
  }
}

/// A travel model whose service areas can be told apart where they overlap.
public protocol CatchmentModel: TravelModel {
  /// Service areas that do not overlap: each place belongs to its quickest facility (ties: the lowest index).
  func catchments(of facilities: [Coordinate], within limit: Duration) -> [MultiPolygon]
}
