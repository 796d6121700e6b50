import EMSModel
import EMSPlanning

/// The roads of a plan as scenarios have them.
struct DrawnRoads: Sendable {
  /// Classes that some road has, `bridge` among them.
  let classes: Set<String>
  /// Roads that may be closed, each with the probability, ascending by number.
  private let closable: [(road: Int64, probability: Double)]
  /// Of each season what is left of the speed, by class.
  private let seasons: [[String: Double]]

  static let bridge = "bridge"

  /// - Throws: `InputProblems` for seasons that cannot be read.
  init(
    _ roads: [(road: Int64, kinds: Set<String>)], _ uncertainty: Uncertainty, file: String
  ) throws(InputProblems) {
    classes = roads.reduce(into: []) { $0.formUnion($1.kinds) }
    closable = roads.compactMap { road, kinds in
      let open = kinds.sorted().reduce(1) { $0 * (1 - (uncertainty.closedRoads[$1] ?? 0)) }
      return open < 1 ? (road, 1 - open) : nil
    }
    var seasons: [[String: Double]] = []
    for season in uncertainty.seasons {
      seasons.append(
        try RoadScenario(season: season.text, in: file, field: "uncertainty.seasons").classFactors)
    }
    self.seasons = seasons
  }

  /// The roads of a scenario for one mode, whose journeys are as much faster on the whole as `speed` says.
  func state(for mode: TravelMode, speed: Double, _ draws: ScenarioDraws, _ scenario: Int) -> RoadState {
    var factors = draws.classSpeeds(of: mode, scenario).mapValues { $0 / speed }
    if let season = draws.season(scenario) {
      factors.merge(seasons[season]) { $0 * $1 }
    }
    return RoadState(
      classFactors: factors,
      closed: closable.filter { draws.isClosed($0.road, probability: $0.probability, scenario) }.map(\.road))
  }
}
