/// A colour on paper, 0 to 1 for each of red, green and blue.
package struct MapInk: Hashable, Sendable {
  package var red: Double
  package var green: Double
  package var blue: Double

  /// From the six digits of `#D55E00`; black where they are none.
  package init(_ hexadecimal: String) {
    let value = UInt32(hexadecimal.drop { $0 == "#" }, radix: 16) ?? 0
    (red, green, blue) = (Double(value >> 16 & 255) / 255, Double(value >> 8 & 255) / 255, Double(value & 255) / 255)
  }

  /// `#d55e00`.
  package var hexadecimal: String {
    "#"
      + [red, green, blue].map { part in
        let text = String(Int((min(max(part, 0), 1) * 255).rounded()), radix: 16)
        return text.count < 2 ? "0" + text : text
      }.joined()
  }

  static let black = MapInk("#000000")
  static let white = MapInk("#FFFFFF")
  static let grey = MapInk("#888888")
}

/// The outline of a mark for a place; each is told from the others without its colour.
package enum MapMark: Hashable, Sendable, CaseIterable {
  case circle, square, triangle, diamond, pentagon, star, cross, saltire, triangleDown, hexagon, dot
}

/// How a shape, a line or a place is drawn.
package struct MapStyle: Hashable, Sendable {
  /// nil leaves an area or a mark empty (a mark is then white inside).
  package var fill: MapInk?
  /// 0 to 1.
  package var opacity: Double
  /// nil draws no outline.
  package var line: MapInk?
  /// In points (1/72 inch).
  package var lineWidth: Double
  package var isDashed: Bool
  /// For places; nil draws a dot.
  package var mark: MapMark?
  /// The breadth of a mark in points.
  package var size: Double

  package init(
    fill: MapInk? = nil, opacity: Double = 1, line: MapInk? = nil, lineWidth: Double = 0.5, isDashed: Bool = false,
    mark: MapMark? = nil, size: Double = 6
  ) {
    self.fill = fill
    self.opacity = opacity
    self.line = line
    self.lineWidth = lineWidth
    self.isDashed = isDashed
    self.mark = mark
    self.size = size
  }
}
