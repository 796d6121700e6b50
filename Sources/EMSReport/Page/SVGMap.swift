import EMSFormats
import EMSModel
import Foundation
import GeoKit

/// A map drawn as SVG in both languages, of which the page's style sheet shows one: for the printed page and for a page
/// without a map library.
///
/// Longitude is shrunk by the cosine of the middle latitude (equirectangular), which is true enough for a region; the
/// scale bar holds along the middle latitude.
struct SVGMap {
  private let box: BoundingBox
  private let shrink: Double
  private let scale: Double
  private let width = 1000.0
  private let margin = 20.0
  private let legendWidth = 250.0
  private var height: Double { max(420, (box.north - box.south) * scale + 2 * margin) }

  init(_ box: BoundingBox) {
    self.box = box
    shrink = max(0.05, cos((box.south + box.north) / 2 * .pi / 180))
    let mapWidth = width - legendWidth - 2 * margin
    let spanEast = max((box.west <= box.east ? box.east - box.west : box.east - box.west + 360) * shrink, 1e-6)
    let spanNorth = max(box.north - box.south, 1e-6)
    scale = min(mapWidth / spanEast, 1200 / spanNorth)
  }

  /// The drawing as an element of a page.
  ///
  /// - Parameters:
  ///   - title: what the map shows, also read to those who cannot see it.
  func markup(title: Phrase, layers: [MapLayer]) -> Markup {
    let size = "0 0 \(Int(width)) \(Int(height.rounded(.up)))"
    var svg: Markup = "<svg viewBox=\"\(size)\" role=\"img\" font-family=\"sans-serif\">\n"
    svg += "<title>\(title.english)</title>\n"
    for layer in layers { svg += group(layer) }
    svg += legend(layers)
    svg += scaleBar()
    svg += "</svg>\n"
    return svg
  }

  private func group(_ layer: MapLayer) -> Markup {
    var group: Markup =
      "<g data-layer=\"\(layer.id)\" stroke=\"\(layer.colour)\" stroke-width=\"\(drawn: layer.lineWidth)\""
    if layer.isDashed { group += " stroke-dasharray=\"6 4\"" }
    group += ">\n"
    for feature in layer.features { group += element(feature, layer) }
    group += "</g>\n"
    return group
  }

  private func element(_ feature: MapLayer.Feature, _ layer: MapLayer) -> Markup {
    let title: Markup = feature.title.isEmpty ? "" : "<title>\(feature.title)</title>"
    let colour = feature.colour ?? layer.colour
    switch feature.geometry {
    case .area(let shape):
      let fill = layer.symbol == .outline ? "none" : colour
      return
        "<path d=\"\(path(shape))\" fill=\"\(fill)\" fill-opacity=\"\(opacity(layer))\" fill-rule=\"evenodd\">\(title)</path>\n"
    case .line(let coordinates):
      var d = ""
      for (index, coordinate) in coordinates.enumerated() {
        d += index == 0 ? "M" : "L"
        append(coordinate, to: &d)
      }
      return "<path d=\"\(d)\" fill=\"none\">\(title)</path>\n"
    case .point(let coordinate):
      let (x, y) = place(coordinate)
      if let mark = layer.mark { return "\(mark.markup(at: x, y, title: title))\n" }
      return Self.symbol(layer.symbol, x, y, colour: colour, label: feature.label, title: title)
    }
  }

  private static func symbol(
    _ symbol: MapLayer.Symbol, _ x: Double, _ y: Double, colour: String, label: String?, title: Markup
  ) -> Markup {
    if symbol == .ring {
      return
        "<circle cx=\"\(drawn: x)\" cy=\"\(drawn: y)\" r=\"7\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"3\">\(title)</circle>\n"
    }
    guard symbol == .diamond else {
      return
        "<circle cx=\"\(drawn: x)\" cy=\"\(drawn: y)\" r=\"3.5\" fill=\"\(colour)\" stroke=\"#fff\" stroke-width=\"0.8\">\(title)</circle>\n"
    }
    var d = ""
    for (index, corner) in [(0.0, -6.0), (6, 0), (0, 6), (-6, 0)].enumerated() {
      let point: Markup = "\(drawn: x + corner.0) \(drawn: y + corner.1)"
      d += (index == 0 ? "M" : "L") + point.source
    }
    var mark: Markup = "<path d=\"\(d)Z\" fill=\"\(colour)\" stroke=\"#fff\" stroke-width=\"0.8\">\(title)</path>"
    if let label {
      mark +=
        "<text x=\"\(drawn: x + 8)\" y=\"\(drawn: y + 4)\" font-size=\"11\" fill=\"#222\" stroke=\"none\">\(label)</text>"
    }
    mark += "\n"
    return mark
  }

  private func legend(_ layers: [MapLayer]) -> Markup {
    let x = width - legendWidth
    var y = margin + 10
    var legend: Markup = "<g font-size=\"12\" fill=\"#222\">\n"
    func row(_ layer: MapLayer, colour: String, dashed: Bool, text: Phrase, indent: Double) {
      legend += "<g data-layer=\"\(layer.id)\">"
      let left = x + indent
      switch layer.symbol {
      case .area:
        legend +=
          "<rect x=\"\(drawn: left)\" y=\"\(drawn: y - 8)\" width=\"16\" height=\"10\" fill=\"\(colour)\" fill-opacity=\"\(opacity(layer))\" stroke=\"\(colour)\"/>"
      case .outline, .line:
        let dash: Markup = dashed ? " stroke-dasharray=\"6 4\"" : ""
        legend +=
          "<path d=\"M\(drawn: left) \(drawn: y - 4)h16\" stroke=\"\(colour)\" stroke-width=\"2\"\(dash)/>"
      case .circle, .ring, .diamond, .mark:
        legend +=
          layer.mark?.markup(at: left + 8, y - 4, title: "")
          ?? Self.symbol(layer.symbol, left + 8, y - 4, colour: colour, label: nil, title: "")
      }
      for language in Language.allCases {
        let name = language == .english ? "en" : "zh"
        legend += "<text class=\"\(name)\" x=\"\(drawn: left + 24)\" y=\"\(drawn: y)\">\(text[language])</text>"
      }
      legend += "</g>\n"
      y += 18
    }
    for layer in layers.reversed() {
      row(layer, colour: layer.colour, dashed: layer.isDashed, text: layer.title, indent: 0)
      for entry in layer.legend {
        row(layer, colour: entry.colour, dashed: false, text: entry.meaning, indent: 16)
      }
    }
    legend += "</g>\n"
    return legend
  }

  /// A bar of a round number of kilometres, a fifth of the width or less.
  private func scaleBar() -> Markup {
    let unitsPerKilometre = scale / 111.195
    let wanted = (width - legendWidth) / 5 / unitsPerKilometre
    let power = pow(10, floor(log10(max(wanted, 1e-3))))
    let kilometres = [5.0, 2, 1].map { $0 * power }.first { $0 <= wanted } ?? power
    let length = kilometres * unitsPerKilometre
    let x = width - legendWidth
    let y = height - margin
    return
      "<g font-size=\"11\" fill=\"#222\" stroke=\"#222\"><path d=\"M\(drawn: x) \(drawn: y - 5)v5h\(drawn: length)v-5\" fill=\"none\"/><text x=\"\(drawn: x + length + 6)\" y=\"\(drawn: y)\" stroke=\"none\">\(NumberText.plain(kilometres)) km</text></g>\n"
  }

  private func opacity(_ layer: MapLayer) -> String { NumberText.plain(layer.fillOpacity) }

  private func place(_ coordinate: Coordinate) -> (x: Double, y: Double) {
    let east = coordinate.longitude - box.west
    let wrapped = box.west > box.east && east < 0 ? east + 360 : east
    return (margin + wrapped * shrink * scale, margin + (box.north - coordinate.latitude) * scale)
  }

  private func path(_ shape: MultiPolygon) -> String {
    var d = ""
    for polygon in shape.polygons {
      for ring in [polygon.shell] + polygon.holes {
        for (index, coordinate) in ring.coordinates.dropLast().enumerated() {
          d += index == 0 ? "M" : "L"
          append(coordinate, to: &d)
        }
        d += "Z"
      }
    }
    return d
  }

  private func append(_ coordinate: Coordinate, to path: inout String) {
    let (x, y) = place(coordinate)
    let point: Markup = "\(drawn: x) \(drawn: y)"
    path += point.source
  }
}
