import EMSModel

#if GDAL
  /// How QGIS draws a layer when it opens it: a QML document of a GeoPackage's `layer_styles`.
  enum LayerStyle {
    private struct Part {
      var label: String
      /// The value, or the lower and upper end, that the symbol is for.
      var value: String
      var upper: String?
      var symbol: Markup
    }

    /// nil for a layer that needs none.
    static func document(of layer: PlanLayer) -> String? {
      switch layer.name {
      case "coverage":
        single(fill(MapColour.bands[2], opacity: 0.25, outline: MapColour.bands[1]), kind: "fill")
      case "service-areas":
        single(fill(MapColour.serviceArea, opacity: 0.25, outline: MapColour.serviceArea), kind: "fill")
      case "townships": single(fill("#FFFFFF", opacity: 0, outline: MapColour.township), kind: "fill")
      case "gaps": gaps
      case "sites":
        categories(
          of: "status", kind: "marker",
          [
            ("existing", marker("circle", MapColour.existing)),
            ("recommended", marker("diamond", MapColour.recommended[0])),
          ])
      case "clinics":
        categories(
          of: "provision", kind: "marker",
          MapColour.provisions.map { ($0, marker("circle", MapColour.provision[$0] ?? MapColour.ink)) })
      case "network", "rounds": single(line(MapColour.chain), kind: "line")
      default: nil
      }
    }

    private static var gaps: String {
      let limits = [0] + MapColour.gapLimits + [1_000_000_000]
      let parts = MapColour.gaps.indices.map { index in
        Part(
          label: MapColour.gapLegend[index].meaning.chinese, value: "\(limits[index])", upper: "\(limits[index + 1])",
          symbol: fill(MapColour.gaps[index], opacity: 0.75, outline: "#7A4A1E"))
      }
      return document("graduatedSymbol", attribute: "population_uncovered", kind: "fill", parts)
    }

    private static func single(_ symbol: Markup, kind: String) -> String {
      document("singleSymbol", attribute: nil, kind: kind, [Part(label: "", value: "", symbol: symbol)])
    }

    private static func categories(of attribute: String, kind: String, _ symbols: [(String, Markup)]) -> String {
      let parts = symbols.map { Part(label: FieldTitle.word($0.0).chinese, value: $0.0, symbol: $0.1) }
      return document("categorizedSymbol", attribute: attribute, kind: kind, parts)
    }

    private static func document(_ renderer: String, attribute: String?, kind: String, _ parts: [Part]) -> String {
      var text: Markup = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
      text +=
        "<qgis version=\"3.22.0\" styleCategories=\"Symbology\">\n<renderer-v2 type=\"\(renderer)\" forceraster=\"0\""
      if let attribute { text += " attr=\"\(attribute)\"" }
      if renderer == "graduatedSymbol" { text += " graduatedMethod=\"GraduatedColor\"" }
      text += ">\n"
      if renderer == "categorizedSymbol" {
        text += "<categories>\n"
        for (index, part) in parts.enumerated() {
          text += "<category symbol=\"\(index)\" value=\"\(part.value)\" label=\"\(part.label)\" render=\"true\"/>\n"
        }
        text += "</categories>\n"
      }
      if renderer == "graduatedSymbol" {
        text += "<ranges>\n"
        for (index, part) in parts.enumerated() {
          text +=
            "<range symbol=\"\(index)\" lower=\"\(part.value)\" upper=\"\(part.upper ?? part.value)\" label=\"\(part.label)\" render=\"true\"/>\n"
        }
        text += "</ranges>\n"
      }
      text += "<symbols>\n"
      for (index, part) in parts.enumerated() {
        text +=
          "<symbol name=\"\(index)\" type=\"\(kind)\" alpha=\"1\" clip_to_extent=\"1\">\n\(part.symbol)</symbol>\n"
      }
      text += "</symbols>\n</renderer-v2>\n</qgis>\n"
      return text.source
    }

    private static func fill(_ colour: String, opacity: Double, outline: String) -> Markup {
      layer(
        "SimpleFill",
        [
          ("color", rgba(colour, opacity)), ("style", opacity > 0 ? "solid" : "no"),
          ("outline_color", rgba(outline, 1)), ("outline_style", "solid"), ("outline_width", "0.26"),
          ("outline_width_unit", "MM"),
        ])
    }

    private static func line(_ colour: String) -> Markup {
      layer("SimpleLine", [("line_color", rgba(colour, 1)), ("line_width", "0.5"), ("line_width_unit", "MM")])
    }

    private static func marker(_ name: String, _ colour: String) -> Markup {
      layer(
        "SimpleMarker",
        [
          ("name", name), ("color", rgba(colour, 1)), ("outline_color", "255,255,255,255"), ("size", "2.4"),
          ("size_unit", "MM"),
        ])
    }

    private static func layer(_ type: String, _ settings: [(String, String)]) -> Markup {
      var text: Markup = "<layer class=\"\(type)\" enabled=\"1\" locked=\"0\" pass=\"0\">\n"
      for (key, value) in settings { text += "<prop k=\"\(key)\" v=\"\(value)\"/>\n" }
      text += "</layer>\n"
      return text
    }

    /// "#D55E00" as QGIS writes it: "213,94,0,255".
    private static func rgba(_ colour: String, _ opacity: Double) -> String {
      let value = UInt32(colour.dropFirst(), radix: 16) ?? 0
      return "\(value >> 16),\(value >> 8 & 255),\(value & 255),\(Int((opacity * 255).rounded()))"
    }
  }
#endif
