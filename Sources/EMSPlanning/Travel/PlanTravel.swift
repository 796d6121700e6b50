import EMSModel
import EMSPolicy
import GeoKit
import TravelNetwork

/// How people and ambulances travel in one plan: the plan's own words, and the profile's where it has none.
public struct PlanTravel: Sendable {
  /// From the station to the patient.
  public var emergency: any TravelModel
  /// With the patient to a hospital.
  public var transport: any TravelModel
  /// Within what an ambulance should arrive; nil where the plan leaves it to the profile's radius in kilometres.
  public var emergencyLimit: Duration?
  /// Toward the facility of a service circle, in the country.
  public var serviceCircle: any TravelModel
  /// The same in subdistricts.
  public var serviceCircleInSubdistricts: any TravelModel
  public var serviceCircleLimit: Duration
  /// Toward a village clinic.
  public var clinics: any TravelModel
  public var clinicLimit: Duration
  /// What a reader of the results must know about roads and ground.
  public var notes: [Note]
  /// The roads that the plan travels on; nil where it uses none.
  let roads: PlanRoads?
  /// Where they come from; nil where it uses none.
  package let roadSource: RoadSource?

  /// - Parameters:
  ///   - area: where people travel; without subdistricts nothing is made ready for those.
  ///   - roads: those of several plans, where they share them.
  /// - Throws: `InputProblems` when the plan asks for a model whose data it does not give; what a model throws for its
  ///   figures.
  public init(
    in area: PlanningArea, plan: PlanFile, profile: PolicyProfile, roads: SharedRoads = SharedRoads()
  ) throws {
    var files = TravelFiles(plan, roads, in: area)
    var problems: InputProblems?
    // What is wrong with one purpose of travel is told with what is wrong with the others.
    func model(
      _ travel: PlanFile.Travel?, _ mode: TravelMode, _ direction: TravelDirection
    ) throws -> (any TravelModel)? {
      do {
        return try Self.model(travel, mode: mode, direction: direction, plan: plan, profile: profile, &files)
      } catch let error as InputProblems {
        problems = problems?.joined(with: error) ?? error
        return nil
      }
    }
    var aboard = plan.emergencyTravel
    aboard?.turnout = .zero
    let ruralMode = profile.serviceCircleMode(inSubdistrict: false)
    let outward = try model(plan.emergencyTravel, .ambulance, .fromFacility)
    let inward = try model(aboard ?? PlanFile.Travel(turnout: .zero), .ambulance, .towardFacility)
    let circle = try model(plan.serviceCircleTravel, ruralMode, .towardFacility)
    let circleInTown =
      try area.surveyedSubdistricts.isEmpty
      ? circle
      : circle.flatMap { country in
        let (travel, mode) = Self.inSubdistricts(plan, profile)
        return mode == country.mode ? country : try model(travel, mode, .towardFacility)
      }
    let clinic = try model(plan.clinicTravel ?? plan.serviceCircleTravel, ruralMode, .towardFacility)
    guard problems == nil, let outward, let inward, let circle, let circleInTown, let clinic else {
      throw problems ?? InputProblems([])
    }
    emergencyLimit = plan.emergencyTravel?.limit
    emergency = StationTravel.model(outward, from: area.reachable)
    (transport, serviceCircle, serviceCircleInSubdistricts, clinics) = (inward, circle, circleInTown, clinic)
    serviceCircleLimit = plan.serviceCircleTravel?.limit ?? profile.serviceCircleLimit
    clinicLimit = plan.clinicTravel?.limit ?? serviceCircleLimit
    notes = files.notes
    self.roads = files.planRoads
    roadSource = files.roadSource
  }

  /// Toward the facility of a service circle.
  package func serviceCircle(inSubdistrict: Bool) -> any TravelModel {
    inSubdistrict ? serviceCircleInSubdistricts : serviceCircle
  }

  /// As people travel in subdistricts: as in the country where the plan names one mode for the circle, else by the
  /// profile's mode. A speed that the plan gives is that of the country's mode.
  private static func inSubdistricts(
    _ plan: PlanFile, _ profile: PolicyProfile
  ) -> (travel: PlanFile.Travel?, mode: TravelMode) {
    var travel = plan.serviceCircleTravel
    travel?.speedKilometresPerHour = nil
    return (travel, plan.serviceCircleTravel?.mode ?? profile.serviceCircleMode(inSubdistrict: true))
  }

  /// What is wrong with the roads and the ground of a plan of which other files cannot be read; nil where nothing is.
  package static func problems(of plan: PlanFile) -> InputProblems? {
    var files = TravelFiles(plan, SharedRoads(), in: nil)
    return files.problems()
  }

  private static func model(
    _ travel: PlanFile.Travel?, mode: TravelMode, direction: TravelDirection, plan: PlanFile, profile: PolicyProfile,
    _ files: inout TravelFiles
  ) throws -> any TravelModel {
    let mode = travel?.mode ?? mode
    let turnout = mode == .ambulance ? travel?.turnout ?? profile.turnout : .zero
    try refuseIdleSpeeds(travel, mode, plan)
    switch travel?.model {
    case .roads: return try files.roads(mode: mode, direction: direction, turnout: turnout)
    case .friction: return try files.friction(mode: mode, direction: direction, turnout: turnout)
    case .straightLine, nil: break
    }
    let speed = travel?.speedKilometresPerHour.map { .kilometres($0) } ?? profile.distanceInOneHour(by: mode)
    guard let speed else { throw missingSpeed(of: mode, plan: plan) }
    if speed.kilometres > mode.fastest { throw implausible(speed.kilometres, mode, plan) }
    return try StraightLineTravel(
      mode: mode, direction: direction, speed: speed, detour: travel?.detourFactor ?? profile.detourFactor,
      turnout: turnout)
  }

  /// A speed or a detour that the model has no use for would be passed over in silence.
  private static func refuseIdleSpeeds(
    _ travel: PlanFile.Travel?, _ mode: TravelMode, _ plan: PlanFile
  ) throws(InputProblems) {
    guard let travel, travel.model != .straightLine else { return }
    let idle = [("speed_kmh", travel.speedKilometresPerHour), ("detour", travel.detourFactor)].filter { $1 != nil }
    if idle.isEmpty { return }
    throw InputProblems(
      idle.map { key, value in
        InputProblem(
          file: plan.file, field: "travel.\(key)", value: value.map { "\($0)" },
          english: "\(key) belongs to straight-line travel; \(travel.model.title.english) have speeds of their own",
          chinese: "\(key) 只用于直线出行；\(travel.model.title.chinese)自有速度",
          remedyEnglish: "Remove it, or set model: straight-line", remedyChinese: "请删去，或设 model: straight-line")
      })
  }

  /// What the plan's places mean for its roads and ground.
  ///
  /// - Throws: `InputProblems` when no facility can be reached at all.
  package func notes(on area: PlanningArea, of plan: PlanFile) throws(InputProblems) -> [Note] {
    var found: [Note] = []
    var seen: Set<String> = []
    for model in [emergency, serviceCircle, serviceCircleInSubdistricts, clinics]
    where seen.insert(model.name + model.mode.rawValue).inserted {
      if let complaint = model.complaint(about: area.facilities.map(\.location)) {
        throw InputProblems([
          InputProblem(
            file: (model.withoutStations is RoadTravel
              ? plan.inputs.roads?.file : plan.inputs.landCover?.file ?? plan.inputs.friction)
              ?? plan.file,
            english: complaint.english, chinese: complaint.chinese,
            remedyEnglish: "Declare the datum of the facilities, or give data of the area",
            remedyChinese: "请声明设施的坐标系，或提供本区域的数据")
        ])
      }
      if let note = model.note(onApart: area.reachable), !found.contains(note) { found.append(note) }
      let apart = area.settlements.count { !model.joins($0.location) }
      if apart > 0 {
        let title = model.title
        found.append(
          Note(
            .warning,
            english: apart.of("settlement lies", "settlements lie")
              + " too far from any road or passable ground to be reached (\(title.english))",
            chinese: "\(apart) 个村居距道路或可通行地面过远，无法到达（\(title.chinese)）"))
      }
    }
    return found
  }

  private static func implausible(_ speed: Double, _ mode: TravelMode, _ plan: PlanFile) -> InputProblems {
    InputProblems([
      InputProblem(
        file: plan.file, field: "travel.speed_kmh", value: NumberText.decimals(speed, 1),
        english: "no \(mode.title.english) goes above \(Int(mode.fastest)) km/h",
        chinese: "\(mode.title.chinese)不会超过 \(Int(mode.fastest)) km/h",
        remedyEnglish: "Give the speed in km/h of that mode", remedyChinese: "请按该出行方式填写 km/h")
    ])
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
