#if Paper
  import CCairo
  import GeoKit

  /// Draws one sheet; the same drawing gives PDF, SVG and pixels.
  struct MapPainter {
    private let sheet: MapSheet
    private let frame: MapFrame
    private let canvas: OpaquePointer

    private var paper: MapPaper { frame.paper }

    init(_ sheet: MapSheet, _ frame: MapFrame, on canvas: OpaquePointer) {
      self.sheet = sheet
      self.frame = frame
      self.canvas = canvas
    }

    func draw() {
      set(.white)
      cairo_paint(canvas)
      cairo_save(canvas)
      rectangle(paper.map)
      cairo_clip(canvas)
      let graticule = Graticule(of: sheet.extent, on: frame)
      for layer in sheet.layers { draw(layer) }
      for line in graticule.lines {
        path(line.points)
        stroke(MapStyle(line: .grey, lineWidth: 0.3))
      }
      let left = drawNames()
      cairo_restore(canvas)
      rectangle(paper.map)
      stroke(MapStyle(line: .black, lineWidth: 1))
      drawDegrees(graticule)
      drawTitle()
      drawLegend()
      drawMargin(namesLeftOut: left)
    }

    // MARK: Shapes

    private func draw(_ layer: MapSheet.Layer) {
      let style = layer.style
      // Areas of one look in one path: where they meet, their colour is not laid twice.
      var hasAreas = false
      for case .area(let shape) in layer.shapes {
        for polygon in shape.polygons {
          let shell = simplified(polygon.shell.coordinates)
          guard isSeen(shell) else { continue }
          path(shell, isClosed: true)
          for hole in polygon.holes { path(simplified(hole.coordinates), isClosed: true) }
        }
        hasAreas = true
      }
      if hasAreas { fillAndStroke(style) }
      // Lines of one look in a few paths, which name the look once.
      var lineCount = 0
      for case .line(let coordinates) in layer.shapes {
        let points = simplified(coordinates)
        guard isSeen(points) else { continue }
        path(points)
        lineCount += 1
        if lineCount % 256 == 0 { stroke(style) }
      }
      if lineCount % 256 != 0 { stroke(style) }
      for case .place(let place) in layer.shapes { mark(style, at: frame.point(place)) }
    }

    /// Without corners that no eye tells from a line without them: a tenth of a point, 0.04 mm.
    private func simplified(_ coordinates: [Coordinate]) -> [SIMD2<Double>] {
      let points = coordinates.map(frame.point)
      return LineSimplification.needed(points, tolerance: 0.1).map { points[$0] }
    }

    /// Whether any of it may lie on the sheet.
    private func isSeen(_ points: [SIMD2<Double>]) -> Bool {
      var (low, high) = (SIMD2(repeating: Double.infinity), SIMD2(repeating: -Double.infinity))
      for point in points { (low, high) = (pointwiseMin(low, point), pointwiseMax(high, point)) }
      let box = paper.map
      return low.x < box.right && high.x > box.left && low.y < box.bottom && high.y > box.top
    }

    private func path(_ points: [SIMD2<Double>], isClosed: Bool = false) {
      for (index, point) in points.enumerated() {
        index == 0 ? cairo_move_to(canvas, point.x, point.y) : cairo_line_to(canvas, point.x, point.y)
      }
      if isClosed, !points.isEmpty { cairo_close_path(canvas) }
    }

    private func rectangle(_ box: MapBox) { cairo_rectangle(canvas, box.left, box.top, box.width, box.height) }

    private func set(_ ink: MapInk, opacity: Double = 1) {
      cairo_set_source_rgba(canvas, ink.red, ink.green, ink.blue, opacity)
    }

    private func fillAndStroke(_ style: MapStyle) {
      if let fill = style.fill {
        set(fill, opacity: style.opacity)
        cairo_set_fill_rule(canvas, CAIRO_FILL_RULE_EVEN_ODD)
        cairo_fill_preserve(canvas)
      }
      stroke(style)
    }

    private func stroke(_ style: MapStyle) {
      defer { cairo_new_path(canvas) }
      guard let line = style.line else { return }
      set(line)
      cairo_set_line_width(canvas, style.lineWidth)
      cairo_set_line_join(canvas, CAIRO_LINE_JOIN_ROUND)
      let dashes = [style.lineWidth * 4, style.lineWidth * 3]
      cairo_set_dash(canvas, dashes, style.isDashed ? 2 : 0, 0)
      cairo_stroke_preserve(canvas)
      cairo_set_dash(canvas, dashes, 0, 0)
    }

    private func mark(_ style: MapStyle, at point: SIMD2<Double>) {
      let radius = style.size / 2
      cairo_new_path(canvas)
      switch style.mark ?? .dot {
      case .circle, .dot: cairo_arc(canvas, point.x, point.y, radius, 0, 2 * .pi)
      case let mark: path(mark.corners.map { point + $0 * radius }, isClosed: true)
      }
      fillAndStroke(
        MapStyle(
          fill: style.fill ?? .white, opacity: style.opacity, line: style.line ?? .white, lineWidth: style.lineWidth))
    }

    // MARK: Names

    /// - Returns: how many names found no room.
    private func drawNames() -> Int {
      let texts = sheet.labels.map { MapText($0.text, size: $0.size, isBold: $0.isBold, on: canvas) }
      let names = zip(sheet.labels, texts).map { label, text in
        LabelPlacement.Name(
          place: frame.point(label.place), width: text.width, height: text.height, distance: label.distance,
          priority: label.priority)
      }
      let marks = sheet.layers.flatMap { layer -> [MapBox] in
        layer.shapes.compactMap { shape in
          guard case .place(let place) = shape else { return nil }
          let point = frame.point(place)
          let radius = layer.style.size / 2
          return MapBox(
            left: point.x - radius, top: point.y - radius, width: layer.style.size, height: layer.style.size)
        }
      }
      let placement = LabelPlacement(of: names, around: marks, in: paper.map.inset(by: 2))
      for (index, box) in placement.boxes.enumerated() {
        guard let box else { continue }
        texts[index].draw(at: box.left, box.top, sheet.labels[index].ink, hasRim: true, on: canvas)
      }
      // Places beyond the sheet need none.
      return placement.boxes.indices.count { placement.boxes[$0] == nil && paper.map.contains(names[$0].place) }
    }

    /// The degrees where the lines leave the map below and at the left.
    private func drawDegrees(_ graticule: Graticule) {
      for line in graticule.lines {
        let edge = line.isMeridian ? paper.map.bottom : paper.map.left
        for (one, next) in zip(line.points, line.points.dropFirst()) {
          let (a, b) = line.isMeridian ? (one.y - edge, next.y - edge) : (one.x - edge, next.x - edge)
          guard a * b <= 0, a != b else { continue }
          let crossing = one + (next - one) * (a / (a - b))
          guard paper.map.inset(by: -0.5).contains(crossing) else { continue }
          let text = MapText(Graticule.text(line), size: 7, on: canvas)
          if line.isMeridian {
            text.draw(at: crossing.x - text.width / 2, edge + 2, .black, on: canvas)
          } else {
            // Upright, so that it takes no breadth.
            cairo_save(canvas)
            cairo_translate(canvas, edge - 2 - text.height, crossing.y + text.width / 2)
            cairo_rotate(canvas, -.pi / 2)
            text.draw(at: 0, 0, .black, on: canvas)
            cairo_restore(canvas)
          }
        }
      }
    }

    // MARK: What stands around the map

    private func drawTitle() {
      let title = MapText(sheet.title, size: 22, isBold: true, on: canvas)
      title.draw(at: paper.title.centre.x - title.width / 2, paper.title.top, .black, on: canvas)
    }

    private func drawLegend() {
      let box = paper.legend
      var y = drawNorthArrow(in: box) + 14
      let heading = MapText(sheet.words.legend, size: 13, isBold: true, on: canvas)
      heading.draw(at: box.left, y, .black, on: canvas)
      y += heading.height + 8
      let swatch = 26.0
      for entry in sheet.legend {
        let isHeading = entry.sample == .heading
        let indent = isHeading ? 0 : swatch + 8
        let text = MapText(entry.text, size: 9, isBold: isHeading, wrap: box.width - indent, on: canvas)
        guard y + text.height < box.bottom - 70 else { break }
        let middle = y + min(text.height, 13) / 2
        switch entry.sample {
        case .heading: break
        case .area:
          cairo_new_path(canvas)
          rectangle(MapBox(left: box.left, top: middle - 5, width: swatch, height: 10))
          fillAndStroke(entry.style)
        case .line:
          path([SIMD2(box.left, middle), SIMD2(box.left + swatch, middle)])
          stroke(entry.style)
        case .place: mark(entry.style, at: SIMD2(box.left + swatch / 2, middle))
        }
        text.draw(at: box.left + indent, y, .black, on: canvas)
        y += text.height + (isHeading ? 4 : 5)
      }
      drawScale(in: box)
    }

    /// - Returns: where it ends.
    private func drawNorthArrow(in box: MapBox) -> Double {
      let middle = box.left + 20
      let text = MapText(sheet.words.north, size: 12, isBold: true, on: canvas)
      text.draw(at: middle - text.width / 2, box.top, .black, on: canvas)
      let top = box.top + text.height + 2
      let half = { (side: Double) in
        [SIMD2(middle, top), SIMD2(middle + side, top + 38), SIMD2(middle, top + 30)]
      }
      for (side, fill) in [(-9.0, MapInk.black), (9, .white)] {
        path(half(side), isClosed: true)
        fillAndStroke(MapStyle(fill: fill, line: .black, lineWidth: 0.7))
      }
      return top + 38
    }

    private func drawScale(in box: MapBox) {
      let kilometres = frame.scaleBar(atMost: box.width * 0.8)
      let length = Double(kilometres) * frame.pointsPerKilometre
      let y = box.bottom - 26
      // Four parts, dark and light, so that half and quarter can be read.
      for part in 0..<4 {
        cairo_new_path(canvas)
        rectangle(MapBox(left: box.left + length / 4 * Double(part), top: y, width: length / 4, height: 5))
        fillAndStroke(MapStyle(fill: part % 2 == 0 ? .black : .white, line: .black, lineWidth: 0.6))
      }
      func write(_ text: String, at x: Double, _ top: Double) {
        let text = MapText(text, size: 8, on: canvas)
        text.draw(at: x, top, .black, on: canvas)
      }
      write("0", at: box.left, y + 6)
      let end = "\(kilometres) \(sheet.words.kilometres)"
      let text = MapText(end, size: 8, on: canvas)
      text.draw(at: box.left + length - text.width / 2, y + 6, .black, on: canvas)
      write("1:\(Self.grouped(frame.denominator))", at: box.left, y - 28)
      write(sheet.words.projection, at: box.left, y - 16)
    }

    private static func grouped(_ number: Double) -> String {
      var digits = String(Int(exactly: number.rounded()) ?? 0)
      var groups: [String] = []
      while digits.count > 3 {
        groups.insert(String(digits.suffix(3)), at: 0)
        digits.removeLast(3)
      }
      return ([digits] + groups).joined(separator: " ")
    }

    private func drawMargin(namesLeftOut: Int) {
      var paragraphs = sheet.margin
      if namesLeftOut > 0 {
        paragraphs.append(sheet.words.namesLeftOut(namesLeftOut))
      }
      guard !paragraphs.isEmpty else { return }
      // Smaller until all of it stands on the paper; what a reader must know is not cut off.
      let room = paper.height - 14 - paper.margin.top
      var size = 8.0
      var text = MapText(paragraphs.joined(separator: "\n"), size: size, wrap: paper.margin.width, on: canvas)
      while text.height > room, size > 3 {
        size -= 0.25
        text = MapText(paragraphs.joined(separator: "\n"), size: size, wrap: paper.margin.width, on: canvas)
      }
      text.draw(at: paper.margin.left, paper.margin.top, .black, on: canvas)
    }
  }
#endif
