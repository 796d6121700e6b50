import EMSModel
import EMSReport

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

extension BatchCurve {
  /// The curve as a drawing: each line by its name, or all of them thin under their median where a drawing cannot tell
  /// them apart.
  var drawing: SVGCurve {
    let named = lines.count <= SVGCurve.mostSeries
    func points(_ line: [(x: Double, y: Double)]) -> [SVGCurve.Point] { line.map { .init(x: $0.x, y: $0.y) } }
    let median = CurveRecord.Series(
      name: Phrase("median of \(lines.count) plans", "\(lines.count) 个方案的中位数"), points: points(median))
    return SVGCurve(
      title: Phrase(figure, figure), xTitle: Phrase(key, key), yTitle: Phrase(figure, figure),
      series: named ? lines.map { .init(name: Phrase($0.name, $0.name), points: points($0.points)) } : [median],
      faint: named ? [] : lines.map { points($0.points) })
  }

  /// The middle value at each x that at least half of the lines have; of an even number the lower.
  var median: [(x: Double, y: Double)] {
    var values: [Double: [Double]] = [:]
    for point in lines.flatMap(\.points) { values[point.x, default: []].append(point.y) }
    return values.filter { $0.value.count * 2 >= lines.count }.sorted { $0.key < $1.key }.map { x, ys in
      (x, ys.sorted()[(ys.count - 1) / 2])
    }
  }
}
