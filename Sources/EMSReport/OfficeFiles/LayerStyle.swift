import EMSMaps
import EMSModel

#if GDAL
  /// How QGIS draws a layer: by category, as the maps on paper do, with names, and each field called in both languages.
  struct LayerStyle {
    private var renderer: Markup
    private var labels: Markup = ""
    private let layer: PlanLayer

    /// - Parameters:
    ///   - layer: one with features.
    ///   - words: as the document and the region say the names of kinds of facilities.
    init(_ layer: PlanLayer, words: (Phrase) -> Phrase) {
      self.layer = layer
      switch layer.name {
      case "counties":
        renderer = QGISRenderer.single(QGISSymbol(.fill, PaperLook.county)).markup()
        labels = Self.labels("\"name\"", size: 11, isBold: true, isOfArea: true)
      case "townships":
        renderer = QGISRenderer.single(QGISSymbol(.fill, PaperLook.town)).markup()
        labels = Self.labels("\"name\"", size: 7, isOfArea: true)
      case "facilities":
        renderer = QGISRenderer.categories("\"tier\"", Self.tiers(of: layer, words)).markup()
        labels = Self.labels("\"name\"", size: 6.5, belowScale: 400_000)
      case "coverage": renderer = Self.coverage(layer)
      case "service-areas":
        let style = MapStyle(
          fill: MapInk(MapColour.serviceArea), opacity: 0.25, line: MapInk(MapColour.serviceArea), lineWidth: 0.6)
        renderer = QGISRenderer.single(QGISSymbol(.fill, style)).markup()
      case "gaps": renderer = Self.gaps(layer)
      case "sites":
        renderer = Self.sites(layer, words)
        labels = Self.labels(
          "if(\"status\" = 'recommended', coalesce(to_string(\"rank\") || ' ', '') || \"name\", '')", size: 8,
          isBold: true)
      case "clinics":
        renderer = Self.categories(of: "provision", .marker, layer, words) { PaperLook.provision($0) }
        labels = Self.labels("\"name\"", size: 6, belowScale: 250_000)
      case "network": renderer = Self.chain(layer, words)
      case "changed-towns":
        renderer = QGISRenderer.categories(
          "if(\"population_beyond_change\" > 0, 'worse', 'better')",
          [
            ("worse", MapColour.worse, Phrase("more people beyond", "以外人口增加")),
            ("better", MapColour.better, Phrase("fewer people beyond", "以外人口减少")),
          ].map { value, colour, label in
            .init(value: value, label: label, symbol: QGISSymbol(.fill, PaperLook.gap(colour, opacity: 0.6)))
          }
        ).markup()
      case "changed-places":
        renderer = Self.categories(of: "change", .marker, layer, words) { word in
          MapStyle(line: MapInk(MapColour.change[word] ?? MapColour.ink), lineWidth: 2.4, mark: .circle, size: 14)
        }
        labels = Self.labels("\"name\"", size: 7)
      default: renderer = QGISRenderer.single(QGISSymbol(Self.shape(of: layer), PaperLook.chain)).markup()
      }
    }

    /// Renderer, names and aliases, as they stand in a style and in a project.
    var parts: Markup { "\(renderer)\(labels)\(aliases)" }

    var hasLabels: Bool { !labels.source.isEmpty }

    /// The style as `layer_styles` of a GeoPackage holds it.
    var document: String {
      let head: Markup =
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.0\" styleCategories=\"Symbology|Labeling|Fields\" labelsEnabled=\"\(hasLabels ? 1 : 0)\">\n"
      return (head + parts + "</qgis>\n").source
    }

    static func shape(of layer: PlanLayer) -> QGISSymbol.Shape {
      switch layer.features.lazy.compactMap(\.geometry).first {
      case .point: .marker
      case .line: .line
      case .area, nil: .fill
      }
    }

    /// What QGIS calls each field.
    private var aliases: Markup {
      var text: Markup = "<aliases>\n"
      for (index, field) in layer.fields.enumerated() {
        // The first field is the key.
        text += "<alias field=\"\(field)\" index=\"\(index + 1)\" name=\"\(FieldTitle.of(field).both)\"/>\n"
      }
      return text + "</aliases>\n"
    }

    // MARK: Kinds

    /// The values of a field, in the order in which they first stand.
    private static func values(of field: String, in layer: PlanLayer) -> [String] {
      var seen: [String] = []
      for feature in layer.features {
        guard case .text(let value)? = feature.properties.first(where: { $0.name == field })?.value,
          !seen.contains(value)
        else { continue }
        seen.append(value)
      }
      return seen
    }

    private static func categories(
      of field: String, _ shape: QGISSymbol.Shape, _ layer: PlanLayer, _ words: (Phrase) -> Phrase,
      _ style: (String) -> MapStyle
    ) -> Markup {
      let parts = values(of: field, in: layer).sorted().map {
        QGISRenderer.Part(value: $0, label: words(FieldTitle.word($0)), symbol: QGISSymbol(shape, style($0)))
      }
      return QGISRenderer.categories("\"\(field)\"", parts).markup()
    }

    /// Of the facilities that are there, by tier from the highest.
    private static func tiers(of layer: PlanLayer, _ words: (Phrase) -> Phrase) -> [QGISRenderer.Part] {
      let present = Set(values(of: "tier", in: layer))
      let known = FacilityTier.allCases.filter { present.contains($0.rawValue) }
      var parts = known.map { tier in
        QGISRenderer.Part(
          value: tier.rawValue, label: words(tier.name), symbol: QGISSymbol(.marker, PaperLook.existing(tier)))
      }
      if present.contains("unknown") {
        parts.append(
          .init(
            value: "unknown", label: Phrase("tier not known", "层级未知"),
            symbol: QGISSymbol(.marker, PaperLook.existing(nil))))
      }
      return parts
    }

    /// The bands, the widest lowest, and the radius of each station.
    private static func coverage(_ layer: PlanLayer) -> Markup {
      var radii: [Double] = []
      for feature in layer.features
      where feature.properties.contains(where: { $0.name == "kind" && $0.value == "band" }) {
        if case .decimal(let radius, _)? = feature.properties.first(where: { $0.name == "radius_km" })?.value {
          radii.append(radius)
        }
      }
      var parts = radii.sorted().enumerated().map { index, radius in
        let figure = NumberText.plain(radius)
        return QGISRenderer.Part(
          value: figure, label: Phrase("within \(figure) km of a station", "急救站点\(figure)公里内"),
          symbol: QGISSymbol(.fill, PaperLook.band(index)))
      }
      parts.append(
        .init(
          value: "station", label: Phrase("radius of each station", "各站点覆盖半径"),
          symbol: QGISSymbol(.fill, MapStyle(line: MapInk(MapColour.station), lineWidth: 0.8, isDashed: true)),
          isShown: false))
      return QGISRenderer.categories("if(\"kind\" = 'band', to_string(\"radius_km\"), 'station')", parts)
        .markup(drawnBy: "\"radius_km\"")
    }

    /// By people, each service for itself; the first alone is drawn, for they lie over each other.
    private static func gaps(_ layer: PlanLayer) -> Markup {
      let limits = [0] + MapColour.gapLimits
      let groups = values(of: "service", in: layer).enumerated().map { index, service in
        let feature = layer.features.first {
          $0.properties.contains { $0.name == "service" && $0.value == .text(service) }
        }
        func text(_ field: String) -> String {
          if case .text(let text)? = feature?.properties.first(where: { $0.name == field })?.value {
            text
          } else {
            service
          }
        }
        let parts = MapColour.gaps.indices.map { step in
          let lower = "coalesce(\"population_uncovered\", 0) >= \(limits[step])"
          let upper =
            limits.indices.contains(step + 1) ? " AND coalesce(\"population_uncovered\", 0) < \(limits[step + 1])" : ""
          return QGISRenderer.Part(
            value: lower + upper, label: MapColour.gapLegend[step].meaning,
            symbol: QGISSymbol(.fill, PaperLook.gap(MapColour.gaps[step])))
        }
        return (
          condition: "\"service\" = '\(service)'", label: Phrase(text("service_en"), text("service_zh")),
          isShown: index == 0,
          parts: parts
        )
      }
      return QGISRenderer.rules(groups).markup()
    }

    /// Existing against proposed, by the service.
    private static func sites(_ layer: PlanLayer, _ words: (Phrase) -> Phrase) -> Markup {
      let statuses: [SiteRecord.Status] = [.recommended, .planned, .existing, .replaced, .counted]
      let parts = values(of: "service", in: layer).flatMap { service in
        statuses.compactMap { status -> QGISRenderer.Part? in
          let isPresent = layer.features.contains { feature in
            feature.properties.contains { $0.name == "service" && $0.value == .text(service) }
              && feature.properties.contains { $0.name == "status" && $0.value == .text(status.rawValue) }
          }
          guard isPresent else { return nil }
          let (word, tier) = (FieldTitle.word(status.rawValue), FacilityTier(rawValue: service))
          let name = words(FieldTitle.word(service))
          return QGISRenderer.Part(
            value: "\(status.rawValue) \(service)",
            label: Phrase("\(name.english), \(word.english)", "\(name.chinese)（\(word.chinese)）"),
            symbol: QGISSymbol(.marker, PaperLook.site(status, tier)))
        }
      }
      return QGISRenderer.categories("\"status\" || ' ' || \"service\"", parts).markup()
    }

    /// By tier, the higher the broader.
    private static func chain(_ layer: PlanLayer, _ words: (Phrase) -> Phrase) -> Markup {
      let tiers = values(of: "tier", in: layer)
      let parts = tiers.enumerated().map { index, tier in
        var style = PaperLook.chain
        style.lineWidth = max(0.3, 2 - 0.4 * Double(index))
        let feature = layer.features.first { $0.properties.contains { $0.name == "tier" && $0.value == .text(tier) } }
        var chinese = tier
        if case .text(let text)? = feature?.properties.first(where: { $0.name == "tier_zh" })?.value { chinese = text }
        return QGISRenderer.Part(
          value: tier, label: words(Phrase(tier.replacing("_", with: " "), chinese)), symbol: QGISSymbol(.line, style))
      }
      return QGISRenderer.categories("\"tier\"", parts).markup()
    }

    // MARK: Names

    /// - Parameter belowScale: names are drawn at scales larger than 1 to this; nil at all.
    private static func labels(
      _ expression: String, size: Double, isBold: Bool = false, isOfArea: Bool = false, belowScale: Int? = nil
    ) -> Markup {
      // Over the middle of an area, beside a place.
      let placement = isOfArea ? 1 : 6
      return """
        <labeling type="simple"><settings calloutType="simple">
        <text-style fieldName="\(expression)" isExpression="1" fontFamily="Noto Sans CJK SC" fontSize="\(NumberText.plain(size))" fontSizeUnit="Point" fontWeight="\(isBold ? 75 : 50)" textColor="50,50,50,255" textOpacity="1">
        <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.8"/>
        </text-style>
        <placement placement="\(placement)" quadOffset="4" centroidWhole="1" centroidInside="1" dist="1.5" distUnits="MM" priority="\(isBold ? 8 : 5)" predefinedPositionOrder="TR,TL,BR,BL,R,L,TSR,BSR"/>
        <rendering drawLabels="1" scaleVisibility="\(belowScale == nil ? 0 : 1)" scaleMin="\(belowScale ?? 0)" scaleMax="1" obstacle="1"/>
        </settings></labeling>

        """
    }
  }

  extension PlanLayer {
    /// The names of all properties, in the order in which they first stand.
    var fields: [String] {
      var seen: Set<String> = []
      return features.flatMap { $0.properties.map(\.name) }.filter { seen.insert($0).inserted }
    }
  }
#endif
