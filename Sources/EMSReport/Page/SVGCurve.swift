import EMSModel
import Foundation

/// One curve of the report as a drawing.
enum SVGCurve {
  private static let width = 560.0
  private static let height = 300.0
  private static let left = 70.0
  private static let right = 20.0
  private static let top = 16.0
  private static let bottom = 52.0
  /// Told apart by dashes as well as by colour.
  private static let strokes = [("#0072B2", ""), ("#D55E00", "8 4"), ("#009E73", "2 3"), ("#CC79A7", "10 3 2 3")]

  /// nil where no series has two points.
  static func markup(_ curve: CurveRecord) -> Markup? {
    let points = curve.series.flatMap(\.points).filter { $0.x.isFinite && $0.y.isFinite }
    guard curve.series.contains(where: { $0.points.count > 1 }),
      let lowX = points.map(\.x).min(), let highX = points.map(\.x).max(), highX > lowX,
      let highY = points.map(\.y).max()
    else { return nil }
    let xTicks = ticks(from: lowX, to: highX)
    let yTicks = ticks(from: 0, to: curve.yUnit == .share ? max(highY, 1) : highY)
    let topY = max(yTicks.last ?? 1, highY)
    func x(_ value: Double) -> Double { left + (value - lowX) / (highX - lowX) * (width - left - right) }
    func y(_ value: Double) -> Double { height - bottom - value / max(topY, 1e-9) * (height - top - bottom) }

    var svg: Markup =
      "<svg class=\"curve\" viewBox=\"0 0 \(Int(width)) \(Int(height))\" role=\"img\" font-size=\"11\" font-family=\"sans-serif\">\n<title>\(curve.title.english) \(curve.title.chinese)</title>\n<g stroke=\"#ddd\">\n"
    for tick in yTicks { svg += "<path d=\"M\(drawn: left) \(drawn: y(tick))H\(drawn: width - right)\"/>\n" }
    svg += "</g>\n<g fill=\"#444\">\n"
    for tick in yTicks {
      svg +=
        "<text x=\"\(drawn: left - 6)\" y=\"\(drawn: y(tick) + 4)\" text-anchor=\"end\">\(figure(tick, curve.yUnit))</text>\n"
    }
    for tick in xTicks {
      svg +=
        "<text x=\"\(drawn: x(tick))\" y=\"\(drawn: height - bottom + 16)\" text-anchor=\"middle\">\(figure(tick, curve.xUnit))</text>\n"
    }
    for (name, text) in [("en", curve.xTitle.english), ("zh", curve.xTitle.chinese)] {
      svg +=
        "<text class=\"\(name)\" x=\"\(drawn: (left + width - right) / 2)\" y=\"\(drawn: height - bottom + 34)\" text-anchor=\"middle\">\(text)</text>\n"
    }
    for (name, text) in [("en", curve.yTitle.english), ("zh", curve.yTitle.chinese)] {
      svg +=
        "<text class=\"\(name)\" transform=\"translate(12 \(drawn: (height - bottom + top) / 2)) rotate(-90)\" text-anchor=\"middle\">\(text)</text>\n"
    }
    svg += "</g>\n"
    if let mark = curve.mark, mark >= lowX, mark <= highX {
      svg +=
        "<path d=\"M\(drawn: x(mark)) \(drawn: top)V\(drawn: height - bottom)\" stroke=\"#333\" stroke-dasharray=\"3 3\"/>\n"
    }
    for (index, series) in curve.series.enumerated() {
      let (colour, dashes) = strokes[index % strokes.count]
      var d = ""
      for point in series.points where point.x.isFinite && point.y.isFinite {
        let place: Markup = "\(drawn: x(point.x)) \(drawn: y(point.y))"
        d += (d.isEmpty ? "M" : "L") + place.source
      }
      svg += "<path d=\"\(d)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\" stroke-dasharray=\"\(dashes)\"/>\n"
      let legendY = height - 6
      let legendX = left + Double(index) * 160
      svg +=
        "<path d=\"M\(drawn: legendX) \(drawn: legendY - 4)h24\" stroke=\"\(colour)\" stroke-width=\"2\" stroke-dasharray=\"\(dashes)\"/>\n"
      for (name, text) in [("en", series.name.english), ("zh", series.name.chinese)] {
        svg +=
          "<text class=\"\(name)\" x=\"\(drawn: legendX + 30)\" y=\"\(drawn: legendY)\" fill=\"#222\">\(text)</text>\n"
      }
    }
    svg += "</svg>\n"
    return svg
  }

  /// Up to seven round numbers from the one at or above `low` to the one at or below `high`.
  static func ticks(from low: Double, to high: Double) -> [Double] {
    guard high > low else { return [low] }
    let wanted = (high - low) / 6
    let power = pow(10, floor(log10(wanted)))
    let step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= wanted * 0.999_999 } ?? wanted
    let first = (low / step).rounded(.up)
    let last = (high / step + 1e-9).rounded(.down)
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  private static func figure(_ value: Double, _ unit: MeasureUnit) -> String {
    switch unit {
    case .share: "\(NumberText.plain((value * 100 * 1e6).rounded() / 1e6)) %"
    case .people, .settlements, .facilities: NumberText.grouped(Int(value.rounded()))
    default: NumberText.plain(value)
    }
  }
}
