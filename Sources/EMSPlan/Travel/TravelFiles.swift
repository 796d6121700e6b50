import Foundation
import GeoKit
import TravelNetwork

/// The roads and the ground of a plan, read once for all of its travel models.
struct TravelFiles {
  private let plan: PlanFile
  private let lines: RoadLines?
  private let scenario: RoadScenario
  /// What a reader of the results must know about the files.
  private(set) var notes: [Note] = []
  private var graphs: [TravelMode: RoadGraph] = [:]
  private var roadModels: [TravelMode: [TravelDirection: RoadTravel]] = [:]

  /// - Throws: ``InputProblems`` when a travel model needs roads that cannot be read, or a season or list of closed
  ///   roads cannot.
  init(_ plan: PlanFile) throws(InputProblems) {
    self.plan = plan
    let models = [plan.emergencyTravel, plan.serviceCircleTravel, plan.clinicTravel].compactMap { $0?.model }
    guard let roads = plan.inputs.roads, models.contains(where: { $0 != .straightLine }) else {
      lines = nil
      scenario = RoadScenario()
      return
    }
    let file = try RoadFile(plan.url(of: roads.file).path, as: roads.file, layer: roads.fields)
    lines = file.lines
    scenario = try Self.scenario(roads, plan)
    notes = file.notes + [RoadMode.unknownClassNote(on: file.lines), scenario.note(on: file.lines)].compactMap { $0 }
  }

  private static func scenario(_ roads: PlanFile.Roads, _ plan: PlanFile) throws(InputProblems) -> RoadScenario {
    var closed: String?
    if let path = roads.closed {
      closed = String(decoding: try InputFile.read(plan.url(of: path), as: path), as: UTF8.self)
    }
    do throws(RoadScenarioError) {
      return try RoadScenario(season: roads.season, closedRoads: closed)
    } catch {
      let (what, remedy) = error.words
      var isOfList = false
      if case .identifier = error { isOfList = true }
      throw InputProblems([
        InputProblem(
          file: isOfList ? roads.closed ?? plan.file : plan.file, field: isOfList ? nil : "inputs.roads.season",
          english: what.english, chinese: what.chinese, remedyEnglish: remedy.english, remedyChinese: remedy.chinese)
      ])
    }
  }

  /// - Throws: ``InputProblems`` when the plan names no roads, or none that the mode may use.
  mutating func roads(
    mode: TravelMode, direction: TravelDirection, turnout: Duration
  ) throws(InputProblems) -> RoadTravel {
    if let known = roadModels[mode]?[direction] { return RoadTravel(known, turnout: turnout) }
    guard let lines else { throw missing("roads") }
    let roadMode = RoadMode(mode)
    let graph = graphs[mode] ?? roadMode.graph(of: lines, in: scenario)
    graphs[mode] = graph
    guard graph.nodeCount > 0, let offRoad = roadMode.offRoad() else {
      throw InputProblems([
        InputProblem(
          file: plan.inputs.roads?.file ?? plan.file,
          english: "there is no road that the mode \(mode.rawValue) may use",
          chinese: "没有 \(mode.rawValue) 可用的道路", remedyEnglish: "Give the roads of the area",
          remedyChinese: "请提供本区域的道路")
      ])
    }
    let model = RoadTravel(graph, mode: mode, direction: direction, offRoad: offRoad, turnout: turnout)
    roadModels[mode, default: [:]][direction] = model
    return model
  }

  /// The ground with its roads, where the plan names both.
  ///
  /// - Throws: ``InputProblems`` when the plan names no friction surface, or it cannot be read.
  func friction(
    mode: TravelMode, direction: TravelDirection, turnout: Duration
  ) throws(InputProblems) -> FrictionTravel {
    guard let friction = plan.inputs.friction else { throw missing("friction") }
    var grid = try FrictionFile.read(
      friction: plan.url(of: friction).path, elevation: plan.inputs.elevation.map { plan.url(of: $0).path },
      slope: mode.slopeEffect)
    if let lines { grid.burn(RoadMode(mode).graph(of: lines, in: scenario)) }
    return FrictionTravel(grid, mode: mode, direction: direction, turnout: turnout)
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
