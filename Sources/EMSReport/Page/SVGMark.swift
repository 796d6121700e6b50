import EMSFormats
import EMSMaps
import EMSModel

/// A mark of the paper maps as the page draws it: on the map that moves, on the drawn one and in their legends.
struct SVGMark {
  /// The box that holds any mark, in the page's pixels.
  static let side = 14

  private static let middle = Double(side) / 2

  private let style: MapStyle

  init(_ style: MapStyle) { self.style = style }

  /// In the middle of its box.
  var icon: Markup {
    "<svg class=\"swatch mark\" viewBox=\"0 0 \(Self.side) \(Self.side)\" aria-hidden=\"true\">\(markup(at: Self.middle, Self.middle, title: ""))</svg>"
  }

  func markup(at x: Double, _ y: Double, title: Markup) -> Markup {
    "<path d=\"\(path(x, y))\" fill=\"\(fill)\" stroke=\"\(line)\" stroke-width=\"\(drawn: style.lineWidth)\">\(title)</path>"
  }

  /// What the page's script draws it by.
  var value: PropertyValue {
    .members([
      .init("side", .whole(Self.side)), .init("d", .text(path(Self.middle, Self.middle))),
      .init("fill", .text(fill)), .init("line", .text(line)), .init("width", .decimal(style.lineWidth, places: 1)),
    ])
  }

  private var fill: String { style.fill?.hexadecimal ?? "none" }
  private var line: String { style.line?.hexadecimal ?? "none" }

  private func path(_ x: Double, _ y: Double) -> String {
    var d = ""
    for (index, corner) in (style.mark ?? .square).corners.enumerated() {
      let point: Markup = "\(drawn: x + corner.x * style.size / 2) \(drawn: y + corner.y * style.size / 2)"
      d += (index == 0 ? "M" : "L") + point.source
    }
    return d + "Z"
  }
}
