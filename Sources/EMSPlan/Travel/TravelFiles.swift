import TravelNetwork

/// The roads and the ground of a plan, read once for all of its travel models.
struct TravelFiles {
  private let plan: PlanFile
  private let lines: RoadLines?

  /// - Throws: ``InputProblems`` when a travel model is on roads and the roads cannot be read.
  init(_ plan: PlanFile) throws(InputProblems) {
    self.plan = plan
    let models = [plan.emergencyTravel, plan.serviceCircleTravel, plan.clinicTravel].compactMap { $0?.model }
    if models.contains(.roads), let file = plan.inputs.roads {
      lines = try RoadFile(plan.url(of: file).path).lines
    } else {
      lines = nil
    }
  }

  /// - Throws: ``InputProblems`` when the plan names no roads, or none that the mode may use.
  func roads(mode: TravelMode, direction: TravelDirection, turnout: Duration) throws(InputProblems) -> RoadTravel {
    guard let lines else { throw missing("roads") }
    let roadMode = RoadMode(mode)
    let graph = roadMode.graph(of: lines)
    guard graph.nodeCount > 0, let offRoad = roadMode.offRoad() else {
      throw InputProblems([
        InputProblem(
          file: plan.inputs.roads ?? plan.file, english: "there is no road that the mode \(mode.rawValue) may use",
          chinese: "没有 \(mode.rawValue) 可用的道路", remedyEnglish: "Give the roads of the area",
          remedyChinese: "请提供本区域的道路")
      ])
    }
    return RoadTravel(graph, mode: mode, direction: direction, offRoad: offRoad, turnout: turnout)
  }

  /// - Throws: ``InputProblems`` when the plan names no friction surface, or it cannot be read.
  func friction(
    mode: TravelMode, direction: TravelDirection, turnout: Duration
  ) throws(InputProblems) -> FrictionTravel {
    guard let friction = plan.inputs.friction else { throw missing("friction") }
    let grid = try FrictionFile.read(
      friction: plan.url(of: friction).path, elevation: plan.inputs.elevation.map { plan.url(of: $0).path },
      slope: mode.slopeEffect)
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
