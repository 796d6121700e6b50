/// One figure of a batch over one swept key: a line for each plan and each combination of the other settings.
struct BatchCurve {
  struct Line {
    /// What tells the line from the others: the plan, and the other swept settings.
    var name: String
    /// Ascending by x.
    var points: [(x: Double, y: Double)]
  }

  var key: String
  var figure: String
  var lines: [Line]

  /// The curves of some runs: for each key swept over two numbers or more, and each figure that is a number and
  /// changes along at least one line.
  static func curves(of rows: [BatchSummaryRow]) -> [BatchCurve] {
    let rows = rows.filter { $0.failure == nil }
    var keys: [String] = []
    for key in rows.flatMap(\.run.swept) where !keys.contains(key) { keys.append(key) }
    var curves: [BatchCurve] = []
    for key in keys.sorted() {
      for figure in rows.figureNames {
        let lines = lines(of: rows, over: key, figure: figure)
        guard lines.contains(where: { line in line.points.contains { $0.y != line.points[0].y } }) else { continue }
        curves.append(BatchCurve(key: key, figure: figure, lines: lines))
      }
    }
    return curves
  }

  private static func lines(of rows: [BatchSummaryRow], over key: String, figure: String) -> [Line] {
    var points: [String: [(x: Double, y: Double)]] = [:]
    for row in rows where row.run.swept.contains(key) {
      guard let x = row.run.settings[key].flatMap(Double.init), case .number(let y) = row.figure(figure) else {
        continue
      }
      let others = row.run.settings.filter { $0.key != key }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      points[([row.run.plan] + others).joined(separator: ", "), default: []].append((x, y))
    }
    return points.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { name, points in
      Line(name: name, points: points.sorted { $0.x < $1.x })
    }
  }
}
