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
  /// What a reader of the results must know about the files.
  private(set) var notes: [Note] = []
  private var ground: GroundFile?

  /// - Throws: ``InputProblems`` when a travel model needs roads that cannot be read, or a season or list of closed
  ///   roads cannot.
  init(_ plan: PlanFile, _ shared: SharedRoads, in area: PlanningArea) throws(InputProblems) {
    self.plan = plan
    let models = [plan.emergencyTravel, plan.serviceCircleTravel, plan.clinicTravel].compactMap { $0?.model }
    guard let roads = plan.inputs.roads, models.contains(where: { $0 != .straightLine }) else {
      roadFile = nil
      scenario = RoadScenario()
      return
    }
    scenario = try Self.scenario(roads, plan)
    var file = try shared.file(at: plan.url(of: roads.file).path, as: roads.file, layer: roads.fields)
    if let table = scenario.speeds, !table.regions.isEmpty {
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
    roadFile = file
    notes = file.notes + RoadTagNotes.notes(on: file.lines) + scenario.notes(on: file.lines)
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
    guard let roadFile else { throw missing("roads") }
    if let model = roadFile.travel(mode, direction, scenario, turnout: turnout) { return model }
    let classes = RoadTagNotes.classes(of: roadFile.lines)
    throw InputProblems([
      InputProblem(
        file: plan.inputs.roads?.file ?? plan.file,
        english: "there is no road that the mode \(mode.rawValue) may use; the classes are \(classes)",
        chinese: "没有 \(mode.rawValue) 可用的道路；道路类别为 \(classes)",
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
    let ground = try readGround()
    let grid = try ground.grid(for: mode)
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
