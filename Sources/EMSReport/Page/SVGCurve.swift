import EMSModel
import Foundation

/// A drawing of curves that share their axes, as SVG.
package struct SVGCurve {
  package typealias Point = CurveRecord.Point

  private static let width = 560.0
  private static let height = 300.0
  private static let left = 70.0
  private static let right = 20.0
  private static let top = 16.0
  private static let bottom = 52.0
  /// A legend has so many names a row.
  private static let namesPerRow = 3
  /// Okabe & Ito's colours, which the colour-blind can tell apart; told apart by dashes as well as by colour.
  private static let strokes = [
    ("#0072B2", ""), ("#D55E00", "8 4"), ("#009E73", "2 3"), ("#CC79A7", "10 3 2 3"), ("#E69F00", "5 2"),
    ("#56B4E9", "12 4"),
  ]
  /// How many series a drawing can tell apart.
  package static let mostSeries = strokes.count

  /// What a screen reader says.
  var title: Phrase
  var xTitle: Phrase
  var yTitle: Phrase
  /// At most ``mostSeries``, each with its points ascending in x.
  var series: [CurveRecord.Series]
  /// Curves without names, drawn thin under the series.
  var faint: [[Point]]
  /// The x that is marked, if any.
  var mark: Double?
  /// Where the y axis begins; nil: at the least value.
  var leastY: Double?
  /// Where it ends at least.
  var greatestY: Double?
  var xText: (Double) -> String
  var yText: (Double) -> String

  package init(
    title: Phrase, xTitle: Phrase, yTitle: Phrase, series: [CurveRecord.Series], faint: [[Point]]
  ) {
    (self.title, self.xTitle, self.yTitle, self.series, self.faint) = (title, xTitle, yTitle, series, faint)
    xText = { NumberText.plain($0) }
    yText = { NumberText.plain($0) }
  }

  /// A curve of the report: its y axis begins at zero, and that of a share ends at the whole.
  init(_ curve: CurveRecord) {
    self.init(title: curve.title, xTitle: curve.xTitle, yTitle: curve.yTitle, series: curve.series, faint: [])
    mark = curve.mark
    leastY = 0
    greatestY = curve.yUnit == .share ? 1 : nil
    xText = { curve.xUnit.axisText($0) }
    yText = { curve.yUnit.axisText($0) }
  }

  /// nil where no curve has two points, or all have one x.
  package var markup: Markup? {
    let lines = series.map(\.points) + faint
    let points = lines.joined().filter { $0.x.isFinite && $0.y.isFinite }
    guard lines.contains(where: { $0.count > 1 }),
      let lowX = points.map(\.x).min(), let highX = points.map(\.x).max(), highX > lowX,
      let leastValue = points.map(\.y).min(), let greatestValue = points.map(\.y).max()
    else { return nil }
    let lowY = leastY ?? (leastValue < greatestValue ? leastValue : leastValue - 1)
    let highY = max(
      greatestValue, greatestY ?? (leastY == nil && leastValue == greatestValue ? greatestValue + 1 : greatestValue))
    let xTicks = Self.ticks(from: lowX, to: highX)
    let yTicks = Self.ticks(from: lowY, to: highY)
    let topY = max(yTicks.last ?? 1, highY)
    let (width, height, left, right) = (Self.width, Self.height, Self.left, Self.right)
    let (top, bottom) = (Self.top, Self.bottom)
    func x(_ value: Double) -> Double { left + (value - lowX) / (highX - lowX) * (width - left - right) }
    func y(_ value: Double) -> Double {
      height - bottom - (value - lowY) / max(topY - lowY, 1e-9) * (height - top - bottom)
    }
    func path(_ points: [Point]) -> String {
      var d = ""
      for point in points where point.x.isFinite && point.y.isFinite {
        let place: Markup = "\(drawn: x(point.x)) \(drawn: y(point.y))"
        d += (d.isEmpty ? "M" : "L") + place.source
      }
      return d
    }
    let legendRows = max(1, (series.count + Self.namesPerRow - 1) / Self.namesPerRow)
    let whole = Int(height) + (legendRows - 1) * 16

    var svg: Markup =
      "<svg class=\"curve\" viewBox=\"0 0 \(Int(width)) \(whole)\" role=\"img\" font-size=\"11\" font-family=\"sans-serif\">\n<title>\(title.english) \(title.chinese)</title>\n<g stroke=\"#ddd\">\n"
    for tick in yTicks { svg += "<path d=\"M\(drawn: left) \(drawn: y(tick))H\(drawn: width - right)\"/>\n" }
    svg += "</g>\n<g fill=\"#444\">\n"
    for tick in yTicks {
      svg += "<text x=\"\(drawn: left - 6)\" y=\"\(drawn: y(tick) + 4)\" text-anchor=\"end\">\(yText(tick))</text>\n"
    }
    for tick in xTicks {
      svg +=
        "<text x=\"\(drawn: x(tick))\" y=\"\(drawn: height - bottom + 16)\" text-anchor=\"middle\">\(xText(tick))</text>\n"
    }
    for (name, text) in [("en", xTitle.english), ("zh", xTitle.chinese)] {
      svg +=
        "<text class=\"\(name)\" x=\"\(drawn: (left + width - right) / 2)\" y=\"\(drawn: height - bottom + 34)\" text-anchor=\"middle\">\(text)</text>\n"
    }
    for (name, text) in [("en", yTitle.english), ("zh", yTitle.chinese)] {
      svg +=
        "<text class=\"\(name)\" transform=\"translate(12 \(drawn: (height - bottom + top) / 2)) rotate(-90)\" text-anchor=\"middle\">\(text)</text>\n"
    }
    svg += "</g>\n"
    if let mark, mark >= lowX, mark <= highX {
      svg +=
        "<path d=\"M\(drawn: x(mark)) \(drawn: top)V\(drawn: height - bottom)\" stroke=\"#333\" stroke-dasharray=\"3 3\"/>\n"
    }
    for points in faint {
      svg += "<path d=\"\(path(points))\" fill=\"none\" stroke=\"#999\" stroke-width=\"0.5\" opacity=\"0.5\"/>\n"
    }
    for (index, series) in series.enumerated() {
      let (colour, dashes) = Self.strokes[index % Self.strokes.count]
      svg +=
        "<path d=\"\(path(series.points))\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\" stroke-dasharray=\"\(dashes)\"/>\n"
      let legendY = height - 6 + Double(index / Self.namesPerRow * 16)
      let legendX = left + Double(index % Self.namesPerRow) * 160
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
}

extension MeasureUnit {
  /// A value of an axis as it stands beside it.
  fileprivate func axisText(_ value: Double) -> String {
    switch self {
    case .share: "\(NumberText.plain((value * 100 * 1e6).rounded() / 1e6)) %"
    case .people, .settlements, .facilities: NumberText.grouped(Int(value.rounded()))
    default: value == value.rounded() ? NumberText.grouped(value, places: 0) : NumberText.plain(value)
    }
  }
}
