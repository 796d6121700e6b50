import EMSFormats
import EMSReport
import Foundation

/// Draws a curve as SVG that stands in a page.
struct BatchCurveDrawing {
  /// Beyond this many lines the page cannot name them, and draws them thin under their median.
  static let mostNamedLines = 6

  /// Okabe & Ito's colours, which the colour-blind can tell apart.
  private static let colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"]

  private let curve: BatchCurve
  private let width = 480.0
  private let height = 260.0
  private let margin = (left: 72.0, right: 16.0, top: 12.0, bottom: 40.0)
  private let xRange: ClosedRange<Double>
  private let yRange: ClosedRange<Double>

  init(_ curve: BatchCurve) {
    self.curve = curve
    let points = curve.lines.flatMap(\.points)
    xRange = Self.range(points.map(\.x))
    yRange = Self.range(points.map(\.y))
  }

  func svg() -> String {
    var parts = ["<svg viewBox=\"0 0 \(text(width)) \(text(height))\" role=\"img\">"]
    for value in Self.ticks(yRange) {
      let at = y(value)
      parts.append(
        "<line class=\"grid\" x1=\"\(text(margin.left))\" x2=\"\(text(width - margin.right))\" y1=\"\(text(at))\" y2=\"\(text(at))\"/>"
      )
      parts.append(
        "<text x=\"\(text(margin.left - 6))\" y=\"\(text(at + 4))\" text-anchor=\"end\">\(label(value))</text>")
    }
    for value in Set(curve.lines.flatMap { $0.points.map(\.x) }).sorted().prefix(12) {
      parts.append(
        "<text x=\"\(text(x(value)))\" y=\"\(text(height - margin.bottom + 18))\" text-anchor=\"middle\">\(label(value))</text>"
      )
    }
    parts.append(
      "<text x=\"\(text(width / 2))\" y=\"\(text(height - 4))\" text-anchor=\"middle\">\(Markup.escaped(curve.key))</text>"
    )
    if curve.lines.count > Self.mostNamedLines {
      for line in curve.lines { parts.append(path(line.points, "thin", "#999999")) }
      parts.append(path(median(), "bold", Self.colours[0]))
    } else {
      for (index, line) in curve.lines.enumerated() { parts.append(path(line.points, "bold", Self.colours[index])) }
    }
    parts.append("</svg>")
    return parts.joined(separator: "\n")
  }

  /// The names of the lines with their colours; the median alone where there are too many.
  func legend(median: String) -> [(colour: String, name: String)] {
    if curve.lines.count > Self.mostNamedLines { return [(Self.colours[0], median)] }
    return zip(Self.colours, curve.lines).map { ($0, $1.name) }
  }

  /// The middle value at each x that at least half of the lines have; of an even number the lower.
  private func median() -> [(x: Double, y: Double)] {
    var values: [Double: [Double]] = [:]
    for point in curve.lines.flatMap(\.points) { values[point.x, default: []].append(point.y) }
    return values.filter { $0.value.count * 2 >= curve.lines.count }.sorted { $0.key < $1.key }.map { x, ys in
      (x, ys.sorted()[(ys.count - 1) / 2])
    }
  }

  private func path(_ points: [(x: Double, y: Double)], _ style: String, _ colour: String) -> String {
    let places = points.map { "\(text(x($0.x))),\(text(y($0.y)))" }.joined(separator: " ")
    return "<polyline class=\"\(style)\" stroke=\"\(colour)\" points=\"\(places)\"/>"
  }

  private func x(_ value: Double) -> Double {
    let share = (value - xRange.lowerBound) / (xRange.upperBound - xRange.lowerBound)
    return margin.left + share * (width - margin.left - margin.right)
  }

  private func y(_ value: Double) -> Double {
    let share = (value - yRange.lowerBound) / (yRange.upperBound - yRange.lowerBound)
    return height - margin.bottom - share * (height - margin.top - margin.bottom)
  }

  private static func range(_ values: [Double]) -> ClosedRange<Double> {
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    return low < high ? low...high : (low - 1)...(high + 1)
  }

  /// Round values, four to eight of them, within the range.
  private static func ticks(_ range: ClosedRange<Double>) -> [Double] {
    let rough = (range.upperBound - range.lowerBound) / 5
    let power = pow(10, (log10(rough)).rounded(.down))
    let step = ([1, 2, 5, 10].map { $0 * power }.first { $0 >= rough }) ?? rough
    let first = (range.lowerBound / step).rounded(.up)
    let last = (range.upperBound / step).rounded(.down)
    guard first.isFinite, last.isFinite, last - first < 20 else { return [] }
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  private func text(_ number: Double) -> String { Self.text(number, places: 1) }
  private func label(_ number: Double) -> String { Self.text(number, places: 4) }

  private static func text(_ number: Double, places: Int) -> String {
    String(decoding: JSONWriter.compact(.decimal(number, places: places)), as: UTF8.self)
  }
}
