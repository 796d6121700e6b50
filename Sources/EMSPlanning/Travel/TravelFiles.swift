import EMSModel
import EMSReading
import Foundation
import GeoKit
import TravelNetwork

/// The roads and the ground of a plan, read once for all of its travel models.
struct TravelFiles {
  private let plan: PlanFile
  private let roadFile: SharedRoadFile?
  private let scenario: RoadScenario
  /// Why the roads, a season, a table or a list of closed roads cannot be read; thrown where somebody travels on them.
  private let roadProblems: InputProblems?
  /// What a reader of the results must know about the files.
  private(set) var notes: [Note] = []
  private var ground: GroundFile?

  /// - Parameter area: nil where it is not known, so that regions of a table of speeds are not looked for.
  init(_ plan: PlanFile, _ shared: SharedRoads, in area: PlanningArea?) {
    self.plan = plan
    let models = [plan.emergencyTravel, plan.serviceCircleTravel, plan.clinicTravel].compactMap { $0?.model }
    let unused = Self.unused(plan.inputs, models)
    guard let roads = plan.inputs.roads, models.contains(where: { $0 != .straightLine }) else {
      (roadFile, scenario, roadProblems, notes) = (nil, RoadScenario(), nil, unused)
      return
    }
    var problems: InputProblems?
    var scenario = RoadScenario()
    var file: SharedRoadFile?
    do throws(InputProblems) { scenario = try Self.scenario(roads, plan) } catch { problems = error }
    do throws(InputProblems) { file = try Self.file(roads, plan, shared, scenario, in: area) } catch {
      problems = problems?.joined(with: error) ?? error
    }
    self.scenario = scenario
    roadProblems = problems
    roadFile = problems == nil ? file : nil
    let found = roadFile.map { file in
      file.notes + RoadTagNotes.notes(on: file.lines, for: roads.vehicle) + scenario.notes(on: file.lines)
    }
    notes = unused + (found ?? [])
  }

  /// Roads and ground that the plan names and nobody travels on.
  private static func unused(_ inputs: PlanFile.Inputs, _ models: [PlanFile.TravelModelName]) -> [Note] {
    var unused: [(key: String, file: String, model: PlanFile.TravelModelName)] = []
    if let roads = inputs.roads, !models.contains(where: { $0 != .straightLine }) {
      unused.append(("inputs.roads", roads.file, .roads))
    }
    if let ground = inputs.landCover?.file ?? inputs.friction, !models.contains(.friction) {
      unused.append(("inputs.friction", ground, .friction))
    }
    return unused.map { key, file, model in
      let way = "travel: {emergency: {model: \(model.rawValue)}}"
      return Note(
        .warning,
        english:
          "\(key) (\(file)) is not used: no travel of the plan says so. Write \(way), and so for service_circle and clinics, or leave \(key) out",
        chinese: "\(key)（\(file)）未使用：方案的 travel 没有要求。请写 \(way)，service_circle 与 clinics 同此；或删去 \(key)")
    }
  }

  private static func file(
    _ roads: PlanFile.Roads, _ plan: PlanFile, _ shared: SharedRoads, _ scenario: RoadScenario, in area: PlanningArea?
  ) throws(InputProblems) -> SharedRoadFile {
    var fields = roads.fields
    fields.isDatumOfBarriers = roads.barrierFile != nil
    var file = try shared.file(at: plan.url(of: roads.file).path, as: roads.file, layer: fields)
    if let closed = roads.closed { try ClosedRoadList.check(scenario.closed, against: file.rivals, as: closed) }
    if let area, let table = scenario.speeds, !table.regions.isEmpty {
      let lines = try RoadRegions.mark(file.lines, table.regions, in: area, file: table.name)
      file = SharedRoadFile(lines, notes: file.notes, source: file.source)
    }
    if let barriers = roads.barriers {
      let read = try BarrierFile(
        barriers, at: plan.url(of: barriers), roads: (plan.url(of: roads.file), roads.file), crs: roads.fields.crs,
        field: "inputs.roads.barriers")
      var lines = file.lines
      lines.barriers = read.pieces
      file = SharedRoadFile(lines, notes: file.notes + read.notes, source: file.source)
    }
    return file
  }

  private static func scenario(_ roads: PlanFile.Roads, _ plan: PlanFile) throws(InputProblems) -> RoadScenario {
    var findings = Findings()
    var scenario = RoadScenario()
    do throws(InputProblems) {
      scenario = try RoadScenario(season: roads.season, in: plan.file, field: "inputs.roads.season")
    } catch { findings.add(error) }
    do throws(InputProblems) {
      if let path = roads.closed {
        scenario.closed = try ClosedRoadList.read(
          plan.url(of: path), as: path, takesWords: roads.fields.identifier != nil)
      }
    } catch { findings.add(error) }
    do throws(InputProblems) {
      scenario.speeds = try roads.speeds.map { (name) throws(InputProblems) in
        try SpeedTable(named: name, in: plan.folder)
      }
      scenario.hour = roads.hour
      try scenario.checkHour("inputs.roads.hour", in: plan.file)
    } catch { findings.add(error) }
    try findings.throwProblems()
    return scenario
  }

  var roadSource: RoadSource? { roadFile?.source }

  /// nil where no travel model uses roads.
  var planRoads: PlanRoads? { roadFile.map { PlanRoads(lines: $0.lines, scenario: scenario) } }

  /// - Throws: ``InputProblems`` when the plan names no roads, or none that the mode may use.
  func roads(
    mode: TravelMode, direction: TravelDirection, turnout: Duration
  ) throws(InputProblems) -> RoadTravel {
    if let roadProblems { throw roadProblems }
    guard let roadFile else { throw missing("roads") }
    if let model = roadFile.travel(mode, direction, scenario, turnout: turnout) { return model }
    let classes = RoadTagNotes.classes(of: roadFile.lines)
    throw InputProblems([
      InputProblem(
        file: plan.inputs.roads?.file ?? plan.file,
        english: "there is no road that the mode \(mode.rawValue) may use; the classes are \(classes.english)",
        chinese: "没有 \(mode.rawValue) 可用的道路；道路类别为 \(classes.chinese)",
        remedyEnglish: "Name the field of the classes (class), or give the roads of the area",
        remedyChinese: "请指定等级字段（class），或提供本区域的道路")
    ])
  }

  /// The ground with its roads, where the plan names both.
  ///
  /// - Throws: ``InputProblems`` when the plan names no friction surface, or it cannot be read.
  mutating func friction(
    mode: TravelMode, direction: TravelDirection, turnout: Duration
  ) throws(InputProblems) -> FrictionTravel {
    let (ground, grid) = try readGround(for: mode)
    if let doubt = ground.doubt(for: mode, isOffRoad: roadFile != nil) { notes.append(doubt) }
    if plan.inputs.roads?.barriers != nil {
      notes.append(
        Note(
          .warning,
          english: "barriers hold for travel on roads alone; over the ground the raster says what is impassable",
          chinese: "障碍线只用于沿道路出行；地面出行以栅格中不可通行的单元为准"))
    }
    let roads = roadFile.flatMap { RoadMode(mode).roads($0.graph(mode, scenario), on: grid) }
    return FrictionTravel(grid, roads: roads, mode: mode, direction: direction, turnout: turnout)
  }

  /// - Throws: what is wrong with the ground, and with the roads over it.
  private mutating func readGround(for mode: TravelMode) throws(InputProblems) -> (GroundFile, FrictionGrid) {
    do throws(InputProblems) {
      let ground = try readGround()
      let grid = try ground.grid(for: mode)
      if let roadProblems { throw roadProblems }
      return (ground, grid)
    } catch {
      guard let roadProblems, error.problems != roadProblems.problems else { throw error }
      throw error.joined(with: roadProblems)
    }
  }

  /// What is wrong with the roads and the ground, whatever else of the plan can be read.
  mutating func problems() -> InputProblems? {
    var found = roadProblems
    let travels = [
      (plan.emergencyTravel, .ambulance), (plan.serviceCircleTravel, nil), (plan.clinicTravel, nil as TravelMode?),
    ]
    for (travel, usual) in travels where travel?.model == .friction {
      do throws(InputProblems) {
        let ground = try readGround()
        if let mode = travel?.mode ?? usual { _ = try ground.grid(for: mode) }
      } catch { found = found?.joined(with: error) ?? error }
    }
    return found
  }

  private mutating func readGround() throws(InputProblems) -> GroundFile {
    if let ground { return ground }
    let inputs = plan.inputs
    let source: GroundSource
    if let landCover = inputs.landCover {
      let speeds = try LandCoverSpeeds(landCover.speeds, in: plan.file, field: "inputs.friction.speeds")
      source = .landCover(plan.url(of: landCover.file).path, speeds)
    } else if let friction = inputs.friction {
      source = .friction(plan.url(of: friction).path, unit: inputs.frictionUnit)
    } else {
      throw missing("friction")
    }
    let read = try GroundFile(source, elevation: inputs.elevation.map { plan.url(of: $0).path })
    notes += read.notes
    ground = read
    return read
  }

  private func missing(_ key: String) -> InputProblems {
    InputProblems([
      InputProblem(
        file: plan.file, field: "inputs.\(key)", english: "the travel model \(key) needs inputs.\(key)",
        chinese: "出行模型 \(key) 需要 inputs.\(key)", remedyEnglish: "Name the file, or use straight-line",
        remedyChinese: "请指定文件，或改用 straight-line")
    ])
  }
}
