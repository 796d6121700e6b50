import EMSModel
import TravelNetwork

/// Every way of travelling; a new one is a value here, a case of ``TravelMode`` and its speeds in
/// `GeoData/speeds/standard.yaml`.
extension RoadMode {
  public static let all = TravelMode.allCases.map { RoadMode($0) }

  /// The mode that a plan names.
  public init(_ mode: TravelMode) {
    self =
      switch mode {
      case .ambulance: .ambulance
      case .drive: .drive
      case .ebike: .eBike
      case .walk: .walk
      }
  }

  /// An ambulance on a call.
  ///
  /// Speeds: `GeoData/speeds/standard.yaml`. They are speeds that were driven, and the law frees an ambulance on a call from the
  /// posted limit (Road Traffic Safety Law of the PRC, article 53), so `maxspeed` does not apply. Private roads are open to
  /// it. Off the road the crew walks: Tobler's 0.6 × 5.04 km/h.
  public static let ambulance = RoadMode(
    name: "ambulance",
    classSpeeds: SpeedTable.standard.classSpeeds(.ambulance),
    surfaceSpeeds: MotorVehicle.surfaceSpeeds, trackSpeeds: MotorVehicle.trackSpeeds,
    smoothnessSpeeds: MotorVehicle.smoothnessSpeeds,
    accessKeys: ["access", "vehicle", "motor_vehicle", "motorcar", "emergency"],
    closingValues: ["no"], classesByPermission: ["pedestrian", "busway"], barriers: MotorVehicle.barriers,
    keepsSpeedLimit: false,
    oneWayKeys: ["oneway", "oneway:vehicle", "oneway:motor_vehicle", "oneway:motorcar", "oneway:emergency"],
    turnNames: ["vehicle", "motor_vehicle", "motorcar", "emergency"], offRoadSpeed: 3, slope: .none)

  /// A private car.
  ///
  /// Speeds: `GeoData/speeds/standard.yaml`. The posted limit applies. Off the road one walks: Tobler's 0.6 × 5.04 km/h.
  public static let drive = RoadMode(
    name: "drive",
    classSpeeds: SpeedTable.standard.classSpeeds(.drive),
    surfaceSpeeds: MotorVehicle.surfaceSpeeds, trackSpeeds: MotorVehicle.trackSpeeds,
    smoothnessSpeeds: MotorVehicle.smoothnessSpeeds,
    accessKeys: ["access", "vehicle", "motor_vehicle", "motorcar"],
    closingValues: ["no", "private", "agricultural", "forestry", "emergency", "psv", "bus", "military"],
    classesByPermission: [], barriers: MotorVehicle.barriers, keepsSpeedLimit: true,
    oneWayKeys: ["oneway", "oneway:vehicle", "oneway:motor_vehicle", "oneway:motorcar"],
    turnNames: ["vehicle", "motor_vehicle", "motorcar"], offRoadSpeed: 3, slope: .none)

  /// An electric bicycle.
  ///
  /// Speeds: `GeoData/speeds/standard.yaml`; surfaces by the ratios of Project OSRM's profiles/bicycle.lua, table
  /// `surface_speeds`, to its 15 km/h. Off the road it is pushed: Tobler's 0.6 × 5.04 km/h.
  public static let eBike = RoadMode(
    name: "ebike",
    classSpeeds: SpeedTable.standard.classSpeeds(.ebike),
    surfaceSpeeds: [
      "compacted": 13, "paving_stones": 13, "fine_gravel": 13, "sett": 13, "gravel": 8, "pebblestone": 8,
      "unpaved": 8, "ground": 8, "dirt": 8, "earth": 8, "grass": 8, "cobblestone": 8, "mud": 4, "sand": 4,
    ],
    trackSpeeds: ["grade1": 20, "grade2": 16, "grade3": 13, "grade4": 8, "grade5": 8],
    smoothnessSpeeds: ["bad": 13, "very_bad": 8, "horrible": 4, "very_horrible": 4, "impassable": 0],
    accessKeys: ["access", "vehicle", "bicycle"],
    closingValues: ["no", "private", "agricultural", "forestry", "military", "use_sidepath"],
    classesByPermission: [],
    barriers: ["stile", "kissing_gate", "turnstile", "wall", "fence", "full-height_turnstile"],
    keepsSpeedLimit: false, oneWayKeys: ["oneway", "oneway:vehicle", "oneway:bicycle"],
    turnNames: ["vehicle", "bicycle"], offRoadSpeed: 3, slope: .eBike)

  /// On foot.
  ///
  /// Speeds: `GeoData/speeds/standard.yaml`; surfaces by the factors of 0.75 and 0.5 of Project OSRM's profiles/foot.lua. Off
  /// the road: Tobler's 0.6 × 5.04 km/h. Only one-ways for people on foot apply.
  public static let walk = RoadMode(
    name: "walk",
    classSpeeds: SpeedTable.standard.classSpeeds(.walk),
    surfaceSpeeds: ["fine_gravel": 3.75, "gravel": 3.75, "pebblestone": 3.75, "mud": 2.5, "sand": 2.5],
    trackSpeeds: [:], smoothnessSpeeds: [:],
    accessKeys: ["access", "foot"], closingValues: ["no", "private", "military", "use_sidepath"],
    classesByPermission: [],
    barriers: ["wall", "fence"], keepsSpeedLimit: false, oneWayKeys: ["oneway:foot"], turnNames: ["foot"],
    offRoadSpeed: 3, slope: .tobler)
}
