import GeoKit

/// How people and ambulances travel in one plan: the plan's own words, and the profile's where it has none.
public struct PlanTravel: Sendable {
  /// From the station to the patient.
  public var emergency: any TravelModel
  /// Toward the facility of a service circle, in the country.
  public var serviceCircle: any TravelModel
  public var serviceCircleLimit: Duration
  /// Toward a village clinic.
  public var clinics: any TravelModel
  public var clinicLimit: Duration

  /// - Throws: `InputProblems` when the plan asks for a model whose data it does not give; what a model throws for its
  ///   figures.
  public init(plan: PlanFile, profile: PolicyProfile) throws {
    let files = try TravelFiles(plan)
    emergency = try Self.model(
      plan.emergencyTravel, mode: .ambulance, direction: .fromFacility, plan: plan, profile: profile, files)
    let ruralMode = profile.serviceCircleMode(inSubdistrict: false)
    serviceCircle = try Self.model(
      plan.serviceCircleTravel, mode: ruralMode, direction: .towardFacility, plan: plan, profile: profile, files)
    serviceCircleLimit = plan.serviceCircleTravel?.limit ?? profile.serviceCircleLimit
    clinics = try Self.model(
      plan.clinicTravel ?? plan.serviceCircleTravel, mode: ruralMode, direction: .towardFacility, plan: plan,
      profile: profile, files)
    clinicLimit = plan.clinicTravel?.limit ?? serviceCircleLimit
  }

  private static func model(
    _ travel: PlanFile.Travel?, mode: TravelMode, direction: TravelDirection, plan: PlanFile, profile: PolicyProfile,
    _ files: TravelFiles
  ) throws -> any TravelModel {
    let mode = travel?.mode ?? mode
    let turnout = mode == .ambulance ? travel?.turnout ?? profile.turnout : .zero
    switch travel?.model {
    case .roads: return try files.roads(mode: mode, direction: direction, turnout: turnout)
    case .friction: return try files.friction(mode: mode, direction: direction, turnout: turnout)
    case .straightLine, nil: break
    }
    let speed = travel?.speedKilometresPerHour.map { .kilometres($0) } ?? profile.distanceInOneHour(by: mode)
    guard let speed else { throw missingSpeed(of: mode, plan: plan) }
    return try StraightLineTravel(
      mode: mode, direction: direction, speed: speed, detour: travel?.detourFactor ?? profile.detourFactor,
      turnout: turnout)
  }

  private static func missingSpeed(of mode: TravelMode, plan: PlanFile) -> InputProblems {
    InputProblems([
      InputProblem(
        file: plan.file, field: "travel", value: mode.rawValue,
        english: "the profile has no speed for \(mode.rawValue)", chinese: "政策配置没有\(mode.rawValue)的速度",
        remedyEnglish: "Set speed_kmh in the plan, or \(mode.rawValue)-speed in the profile",
        remedyChinese: "请在方案中设置 speed_kmh，或在政策配置中设置 \(mode.rawValue)-speed")
    ])
  }
}
