import EMSModel
import Foundation
import GeoKit
import TravelNetwork

/// Factors by which the speeds of classes of road have to be multiplied, so that journeys take as long as a log says.
///
/// The minutes of a run are what is fixed (the ways off the road) and the sum of what it takes on each class, each times
/// a factor of that class. The factors are robust ones of the logarithms of the minutes, in which a run that took three
/// times as long errs as much as one that took a third, on the ways that are quickest with the factors themselves: ways
/// are sought anew until the factors stay. Classes with too few minutes in the log share one factor.
public struct SpeedCalibration: Sendable {
  /// One journey of a log.
  public struct Run: Hashable, Sendable {
    public var from: Coordinate
    public var to: Coordinate
    /// Without the turnout.
    public var time: Duration

    public init(from: Coordinate, to: Coordinate, time: Duration) {
      self.from = from
      self.to = to
      self.time = time
    }
  }

  /// What one class, or several that share it, have to be multiplied by.
  public struct Factor: Hashable, Sendable {
    /// In order.
    public var classes: [String]
    /// Of the speed; above 1 where the log is quicker than the table.
    public var speed: Double
    /// The 95 % interval.
    public var low: Double
    public var high: Double
    /// Runs that use the classes.
    public var runs: Int
    /// Of the minutes of all runs.
    public var share: Double
  }

  /// Those that the log decides; other classes keep their speed.
  public let factors: [Factor]
  /// The runs that were used.
  public let used: Int
  /// Numbers of the runs between whose ends no way leads.
  public let withoutWay: [Int]
  /// Runs of less than half the usual weight, which look like mistakes or detours.
  public let outlying: Int
  /// The median of the relative errors, whatever their sign, before and after.
  public let errorBefore: Double
  public let errorAfter: Double

  /// Fewer runs than these decide nothing.
  public static let leastRuns = 10
  /// A class with less than this share of all minutes has no factor of its own.
  private static let leastShare = 0.03

  /// - Parameters:
  ///   - runs: the log, without turnout.
  ///   - lines: the roads.
  ///   - mode: the mode of the log; runs go from the station to the patient.
  ///   - scenario: speeds from which to start.
  /// - Throws: `InputProblems` where fewer than ``leastRuns`` runs can be used.
  public init(_ runs: [Run], on lines: RoadLines, mode: TravelMode, in scenario: RoadScenario) throws(InputProblems) {
    let names = Set(lines.attributeSets.map { $0["highway"] ?? $0["route"] ?? "" })
    let classes = names.intersection(RoadMode(mode).classSpeeds.keys).sorted()
    var shares = RunShares(runs, lines, mode, scenario, classes)
    let (all, before) = (shares.runs.count, shares.medianError)
    withoutWay = shares.withoutWay
    guard all >= Self.leastRuns else {
      throw InputProblems([
        InputProblem(
          file: "--runs", english: "\(all) runs can be used; fewer than \(Self.leastRuns) decide nothing",
          chinese: "可用的出车记录仅 \(all) 条，少于 \(Self.leastRuns) 条无法校准",
          remedyEnglish: "Give more runs between places near the roads", remedyChinese: "请提供更多道路附近的出车记录")
      ])
    }
    if let problem = shares.problem { throw InputProblems([problem]) }
    var total = scenario
    var groups = Self.groups(shares, classes)
    var fit = RobustFit(shares, groups)
    for _ in 0..<6 {
      // A factor that no vehicle could have is a sign that the log does not tell its class from others.
      while let odd = fit.oddGroup, groups.count > 1 {
        let merged = groups.remove(at: odd)
        groups[groups.count - 1] += merged
        fit = RobustFit(shares, groups)
      }
      var change = 0.0
      for (group, time) in zip(groups, fit.times) {
        for name in group { total.classFactors[name] = total.factor(ofClass: name) / time }
        change = max(change, abs(time - 1))
      }
      shares = RunShares(runs, lines, mode, total, classes)
      fit = RobustFit(shares, groups)
      if change < 0.003 { break }
    }
    factors = groups.enumerated().map { index, group in
      let (start, now) = (scenario.factor(ofClass: group[0]), total.factor(ofClass: group[0]))
      let speed = now / start / fit.times[index]
      let spread = 1.96 * fit.errors[index] / fit.times[index]
      return Factor(
        classes: group.sorted(), speed: speed, low: speed / (1 + spread), high: speed / max(1 - spread, 0.05),
        runs: shares.runs.count { run in group.contains { run.seconds[$0] ?? 0 > 0.01 * run.observed } },
        share: shares.share(of: group))
    }
    used = shares.runs.count
    outlying = fit.weights.count { $0 < 0.5 }
    errorBefore = before
    errorAfter = RunShares(runs, lines, mode, total, []).medianError
  }

  /// Classes with enough minutes by themselves, and the others together.
  private static func groups(_ shares: RunShares, _ classes: [String]) -> [[String]] {
    let present = classes.filter { shares.share(of: [$0]) > 0 }
    let own = present.filter { name in
      shares.share(of: [name]) >= leastShare
        && shares.runs.count { $0.seconds[name] ?? 0 > 0.05 * $0.observed } >= leastRuns
    }
    let rest = present.filter { !own.contains($0) }
    if own.isEmpty { return [present] }
    // What nothing is known of goes with the class next to it in minutes only where it counts at all.
    return own.map { [$0] } + (shares.share(of: rest) >= leastShare ? [rest] : [])
  }
}

/// How long each run takes by the table, class by class.
private struct RunShares {
  struct Run {
    var observed: Double
    /// Off the road.
    var fixed: Double
    var seconds: [String: Double]

    var expected: Double { fixed + seconds.values.reduce(0, +) }
  }

  private(set) var runs: [Run] = []
  private(set) var withoutWay: [Int] = []

  /// By how much a class is slowed to see what a run spends on it; ways change too little to matter.
  private static let slower = 1 / 1.01

  init(
    _ log: [SpeedCalibration.Run], _ lines: RoadLines, _ mode: TravelMode, _ scenario: RoadScenario, _ classes: [String]
  ) {
    let usual = Self.times(log, lines, mode, scenario)
    var extra: [String: [Double?]] = [:]
    for name in classes {
      var slowed = scenario
      slowed.classFactors[name] = scenario.factor(ofClass: name) * Self.slower
      extra[name] = Self.times(log, lines, mode, slowed)
    }
    for (number, run) in log.enumerated() {
      guard let expected = usual[number], run.time > .zero else {
        withoutWay.append(number)
        continue
      }
      var seconds: [String: Double] = [:]
      for name in classes {
        if let slow = extra[name]?[number] { seconds[name] = max(0, slow - expected) / (1 / Self.slower - 1) }
      }
      let onRoads = seconds.values.reduce(0, +)
      runs.append(Run(observed: run.time.seconds, fixed: max(0, expected - onRoads), seconds: seconds))
    }
  }

  /// Seconds of each run; nil where no way leads.
  private static func times(
    _ log: [SpeedCalibration.Run], _ lines: RoadLines, _ mode: TravelMode, _ scenario: RoadScenario
  ) -> [Double?] {
    let road = RoadMode(mode)
    let graph = road.graph(of: lines, in: scenario)
    guard graph.nodeCount > 0, let offRoad = road.offRoad() else { return log.map { _ in nil } }
    let router = RoadRouter(graph, .outward, offRoad)
    var times = [Double?](repeating: nil, count: log.count)
    let byStart = Dictionary(grouping: log.indices) { log[$0].from }
    for (start, numbers) in byStart {
      let journeys = router.nearest(of: [start], to: numbers.map { log[$0].to })
      for (number, journey) in zip(numbers, journeys) { times[number] = journey?.time.seconds }
    }
    return times
  }

  func share(of classes: [String]) -> Double {
    let all = runs.reduce(0) { $0 + $1.expected }
    return all > 0 ? runs.reduce(0) { sum, run in sum + classes.reduce(0) { $0 + (run.seconds[$1] ?? 0) } } / all : 0
  }

  /// A log that the middle run of which takes so much longer, or less, than by the table that it is in another unit, or of
  /// other places; nil where it may be right.
  var problem: InputProblem? {
    let ratios = runs.filter { $0.expected > 0 }.map { $0.observed / $0.expected }.sorted()
    guard !ratios.isEmpty, case let ratio = ratios[ratios.count / 2], !Self.plausible.contains(ratio) else {
      return nil
    }
    let unit: Phrase? =
      (20...180).contains(ratio)
      ? Phrase("; that looks like seconds", "；疑似以秒为单位")
      : (20...180).contains(1 / ratio) ? Phrase("; that looks like hours", "；疑似以小时为单位") : nil
    let (text, hint) = (NumberText.decimals(ratio, ratio < 1 ? 3 : 1), unit ?? Phrase("", ""))
    return InputProblem(
      file: "--runs", field: "minutes", value: text,
      english: "the runs take \(text) times as long as by the table of speeds (median)\(hint.english)",
      chinese: "出车用时为按速度表计算的 \(text) 倍（中位数）\(hint.chinese)",
      remedyEnglish:
        "Give minutes from wheels rolling to arrival; where they are, look at --runs-crs, --mode and --turnout-minutes",
      remedyChinese: "请填写从车轮转动到到达的分钟数；若已是分钟，请检查 --runs-crs、--mode 与 --turnout-minutes")
  }

  /// Factors of time beyond which a whole log is not believed, as a class is not.
  private static let plausible = 0.2...5.0

  var medianError: Double {
    let errors = runs.map { abs($0.expected - $0.observed) / $0.observed }.sorted()
    return errors.isEmpty ? 0 : errors[errors.count / 2]
  }
}

/// The factors of time of groups of classes: those of the least absolute errors, which hold where fewer than half of the
/// runs are mistakes, refined by least squares in which a run counts the less the more it errs, and not at all beyond
/// 4.685 times the usual error (the bisquare of Beaton and Tukey, Technometrics 1974).
private struct RobustFit {
  /// By what the time on each group has to be multiplied.
  private(set) var times: [Double]
  /// Standard errors, robust against outliers and unequal spread.
  private(set) var errors: [Double] = []
  /// Of each run, 1 where it counts in full.
  private(set) var weights: [Double] = []

  /// The group with the least sense: not to be told from others, or with a factor beyond a half and five.
  var oddGroup: Int? {
    times.indices.filter { !times[$0].isFinite || !(0.5...5).contains(times[$0]) }
      .max { abs((times[$0].isFinite ? times[$0] : 1e9) - 1) < abs((times[$1].isFinite ? times[$1] : 1e9) - 1) }
  }

  /// No log is more exact.
  private static let leastScale = 1e-3

  init(_ shares: RunShares, _ groups: [[String]]) {
    let runs = shares.runs
    let seconds = runs.map { run in groups.map { group in group.reduce(0) { $0 + (run.seconds[$1] ?? 0) } } }
    let ratio = Self.median(runs.map { $0.observed / max($0.expected, 1e-9) })
    times = [Double](repeating: ratio, count: groups.count)
    var (rows, residuals) = Self.line(runs, seconds, times)
    var scale = Self.leastScale
    func refine(_ weigh: (Double) -> Double) {
      for _ in 0..<80 {
        weights = residuals.map(weigh)
        // Newton's step on the logarithms, and never to less than a third at once.
        let solution = Self.solve(rows, residuals, weights)
        times = zip(times, solution).map { $1.isFinite ? max($0 + $1, $0 / 3) : .nan }
        (rows, residuals) = Self.line(runs, seconds, times)
        if !(solution.map(abs).max() ?? 0 > 1e-7) { break }
      }
    }
    refine { 1 / max(abs($0), 0.01 * Self.leastScale) }
    scale = max(1.4826 * Self.median(residuals.map(abs)), Self.leastScale) * 4.685
    refine { abs($0) < scale ? Self.square(1 - Self.square($0 / scale)) : 0 }
    let slopes = residuals.map { error in
      let share = Self.square(error / scale)
      return share < 1 ? (1 - share) * (1 - 5 * share) : 0
    }
    errors = Self.errors(rows, residuals, weights, slopes)
  }

  private static func square(_ value: Double) -> Double { value * value }

  /// What the logarithm of the expected time changes by with each factor, and by how much the observed one is greater.
  private static func line(
    _ runs: [RunShares.Run], _ seconds: [[Double]], _ times: [Double]
  ) -> (rows: [[Double]], residuals: [Double]) {
    var (rows, residuals): ([[Double]], [Double]) = ([], [])
    for (run, seconds) in zip(runs, seconds) {
      let expected = max(run.fixed + zip(seconds, times).reduce(0) { $0 + $1.0 * $1.1 }, 1e-9)
      rows.append(seconds.map { $0 / expected })
      residuals.append(log(run.observed / expected))
    }
    return (rows, residuals)
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }

  private static func normal(_ rows: [[Double]], _ weights: [Double]) -> [[Double]] {
    let count = rows.first?.count ?? 0
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    for (row, weight) in zip(rows, weights) {
      for i in 0..<count { for j in 0..<count { matrix[i][j] += weight * row[i] * row[j] } }
    }
    return matrix
  }

  private static func solve(_ rows: [[Double]], _ values: [Double], _ weights: [Double]) -> [Double] {
    let count = rows.first?.count ?? 0
    var right = [Double](repeating: 0, count: count)
    for (index, row) in rows.enumerated() { for i in 0..<count { right[i] += weights[index] * row[i] * values[index] } }
    let inverse = inverse(normal(rows, weights))
    return (0..<count).map { i in (0..<count).reduce(0) { $0 + inverse[i][$1] * right[$1] } }
  }

  /// Of the sandwich estimator (Huber 1967), with its correction for few runs.
  ///
  /// - Parameter slopes: by how much the weighted error of each run grows with its error.
  private static func errors(
    _ rows: [[Double]], _ residuals: [Double], _ weights: [Double], _ slopes: [Double]
  ) -> [Double] {
    let count = rows.first?.count ?? 0
    let bread = inverse(normal(rows, slopes))
    let meat = normal(rows, zip(residuals, weights).map { $0 * $0 * $1 * $1 })
    let correction = Double(rows.count) / Double(max(rows.count - count, 1))
    return (0..<count).map { i in
      var sum = 0.0
      for j in 0..<count { for k in 0..<count { sum += bread[i][j] * meat[j][k] * bread[k][i] } }
      return (sum * correction).squareRoot()
    }
  }

  /// By Gauss and Jordan with pivots; not finite where the matrix has none.
  private static func inverse(_ matrix: [[Double]]) -> [[Double]] {
    let count = matrix.count
    var left = matrix
    var right = (0..<count).map { i in (0..<count).map { $0 == i ? 1.0 : 0 } }
    for column in 0..<count {
      let pivot = (column..<count).max { abs(left[$0][column]) < abs(left[$1][column]) } ?? column
      left.swapAt(column, pivot)
      right.swapAt(column, pivot)
      let divisor = abs(left[column][column]) < 1e-12 ? Double.nan : left[column][column]
      for index in 0..<count {
        left[column][index] /= divisor
        right[column][index] /= divisor
      }
      for row in 0..<count where row != column {
        let factor = left[row][column]
        for index in 0..<count {
          left[row][index] -= factor * left[column][index]
          right[row][index] -= factor * right[column][index]
        }
      }
    }
    return right
  }
}
