import EMSMaps
import EMSModel

#if GDAL
  /// A symbol of QGIS that looks as the same thing does on paper.
  struct QGISSymbol {
    enum Shape: String { case fill, line, marker }

    var shape: Shape
    private var layers: Markup

    init(_ shape: Shape, _ style: MapStyle) {
      self.shape = shape
      layers = Self.layer(shape, style)
    }

    /// - Parameter name: by which categories, ranges and rules name it.
    func markup(named name: String) -> Markup {
      "<symbol name=\"\(name)\" type=\"\(shape.rawValue)\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">\n\(layers)</symbol>\n"
    }

    private static func layer(_ shape: Shape, _ style: MapStyle) -> Markup {
      let width = millimetres(style.lineWidth)
      switch shape {
      case .fill:
        return layer(
          "SimpleFill",
          [
            ("color", rgba(style.fill, style.opacity)), ("style", style.fill == nil ? "no" : "solid"),
            ("outline_color", rgba(style.line, 1)),
            ("outline_style", style.line == nil ? "no" : style.isDashed ? "dash" : "solid"), ("outline_width", width),
            ("outline_width_unit", "MM"),
          ])
      case .line:
        return layer(
          "SimpleLine",
          [
            ("line_color", rgba(style.line, 1)), ("line_style", style.isDashed ? "dash" : "solid"),
            ("line_width", width), ("line_width_unit", "MM"),
          ])
      case .marker:
        return layer(
          "SimpleMarker",
          [
            ("name", name(of: style.mark)), ("angle", angle(of: style.mark)),
            ("color", style.fill == nil ? "255,255,255,255" : rgba(style.fill, style.opacity)),
            ("outline_color", rgba(style.line, 1)), ("outline_style", style.line == nil ? "no" : "solid"),
            ("outline_width", width), ("outline_width_unit", "MM"), ("size", millimetres(style.size)),
            ("size_unit", "MM"),
          ])
      }
    }

    private static func name(of mark: MapMark?) -> String {
      switch mark {
      case .square: "square"
      case .triangle, .triangleDown: "equilateral_triangle"
      case .diamond: "diamond"
      case .pentagon: "pentagon"
      case .star: "star"
      case .cross, .saltire: "cross_fill"
      case .hexagon: "hexagon"
      case .circle, .dot, nil: "circle"
      }
    }

    /// By how much QGIS turns the shape of that name, in degrees.
    private static func angle(of mark: MapMark?) -> String {
      switch mark {
      case .triangleDown: "180"
      case .saltire: "45"
      default: "0"
      }
    }

    /// Old and new QGIS read properties from `prop`.
    private static func layer(_ type: String, _ settings: [(String, String)]) -> Markup {
      var text: Markup = "<layer class=\"\(type)\" enabled=\"1\" locked=\"0\" pass=\"0\">\n"
      for (key, value) in settings { text += "<prop k=\"\(key)\" v=\"\(value)\"/>\n" }
      text += "</layer>\n"
      return text
    }

    /// Points as millimetres with two decimals.
    private static func millimetres(_ points: Double) -> String { NumberText.decimals(points * 25.4 / 72, 2) }

    /// A colour as QGIS writes it: "213,94,0,255".
    private static func rgba(_ ink: MapInk?, _ opacity: Double) -> String {
      guard let ink else { return "0,0,0,0" }
      return [ink.red, ink.green, ink.blue, opacity].map { String(Int(($0 * 255).rounded())) }.joined(separator: ",")
    }
  }
#endif
