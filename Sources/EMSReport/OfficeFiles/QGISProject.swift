import EMSFormats
import EMSMaps
import EMSModel
import GeoKit

#if GDAL
  /// `plan.qgz`: the layers of `plan.gpkg` in groups and in order, styled, with a layout to print.
  ///
  /// Written by hand as QGIS 3.22 does: a project is XML in a zip. It names the GeoPackage beside it, and holds no time.
  struct QGISProject {
    static let fileName = "plan.qgz"

    private let report: PlanReport
    private let layers: [PlanLayer]
    private let box: BoundingBox

    /// nil where there is no layer.
    ///
    /// - Parameter layers: those of the GeoPackage.
    init?(_ report: PlanReport, layers: [PlanLayer]) {
      let corners = layers.flatMap(\.features).compactMap(\.geometry).flatMap(Self.corners)
      guard let box = BoundingBox(around: corners) else { return nil }
      self.report = report
      self.layers = layers
      self.box = box
    }

    func bytes() -> [UInt8] {
      var zip = ZipWriter()
      zip.add("plan.qgs", document.source)
      return zip.finished()
    }

    private static func corners(of geometry: GeoJSONFeature.Geometry) -> [Coordinate] {
      switch geometry {
      case .point(let place): [place]
      case .line(let line): line
      case .area(let shape): shape.polygons.flatMap(\.shell.coordinates)
      }
    }

    // MARK: Groups

    private struct Group {
      var title: Phrase
      /// From the top down.
      var names: [String]
      /// Those that are drawn when the project opens.
      var shown: Set<String>
    }

    private static let groups = [
      Group(
        title: Phrase("What changed", "变化"), names: ["changed-places", "changed-towns"], shown: ["changed-places"]),
      Group(title: Phrase("Sites", "站点"), names: ["sites", "facilities"], shown: ["sites"]),
      Group(title: Phrase("Villages", "村级服务"), names: ["clinics", "rounds"], shown: []),
      Group(title: Phrase("Emergency chain", "急救链"), names: ["network"], shown: []),
      Group(title: Phrase("Outlines", "境界"), names: ["counties", "townships"], shown: ["counties", "townships"]),
      Group(title: Phrase("Coverage", "覆盖"), names: ["coverage", "service-areas"], shown: ["coverage"]),
      Group(title: Phrase("Gaps", "覆盖空白"), names: ["gaps"], shown: []),
    ]

    private func own(_ group: Group) -> [PlanLayer] {
      group.names.compactMap { name in layers.first { $0.name == name } }
    }

    /// Longer than ten characters: QGIS gives a shorter one another.
    private func id(_ layer: PlanLayer) -> String { "emsplan_layer_" + PlanOfficeFiles.table(of: layer) }

    private func source(_ layer: PlanLayer) -> String {
      "./\(PlanOfficeFiles.geoPackageName)|layername=\(PlanOfficeFiles.table(of: layer))"
    }

    // MARK: Document

    private var document: Markup {
      var text: Markup = """
        <!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
        <qgis projectname="\(report.area.title.both)" version="3.22.0">
        <homePath path=""/>
        <title>\(report.area.title.both)</title>
        <projectCrs>\(frame)</projectCrs>
        <layer-tree-group>

        """
      for group in Self.groups where !own(group).isEmpty {
        text += "<layer-tree-group name=\"\(group.title.both)\" checked=\"Qt::Checked\" expanded=\"1\">\n"
        for layer in own(group) {
          let checked = group.shown.contains(layer.name) ? "Qt::Checked" : "Qt::Unchecked"
          text +=
            "<layer-tree-layer id=\"\(id(layer))\" name=\"\(layer.title.both)\" checked=\"\(checked)\" expanded=\"0\" providerKey=\"ogr\" source=\"\(source(layer))\"/>\n"
        }
        text += "</layer-tree-group>\n"
      }
      text += "</layer-tree-group>\n"
      text += "<mapcanvas name=\"theMapCanvas\"><units>meters</units>\(extent("extent"))<rotation>0</rotation>"
      text += "<destinationsrs>\(frame)</destinationsrs></mapcanvas>\n<projectlayers>\n"
      for group in Self.groups { for layer in own(group) { text += self.layer(layer) } }
      text += "</projectlayers>\n<properties>\n"
      text += "<Paths><Absolute type=\"bool\">false</Absolute></Paths>\n"
      text += "<SpatialRefSys><ProjectionsEnabled type=\"int\">1</ProjectionsEnabled></SpatialRefSys>\n"
      text += "</properties>\n<Layouts>\n\(layout)</Layouts>\n</qgis>\n"
      return text
    }

    private func layer(_ layer: PlanLayer) -> Markup {
      let style = LayerStyle(layer, words: report.inItsTerms)
      let geometry =
        switch LayerStyle.shape(of: layer) {
        case .fill: "Polygon"
        case .line: "Line"
        case .marker: "Point"
        }
      return """
        <maplayer type="vector" geometry="\(geometry)" labelsEnabled="\(style.hasLabels ? 1 : 0)" styleCategories="AllStyleCategories" readOnly="0" minScale="100000000" maxScale="0" hasScaleBasedVisibilityFlag="0">
        <id>\(id(layer))</id>
        <datasource>\(source(layer))</datasource>
        <layername>\(layer.title.both)</layername>
        <srs><spatialrefsys><proj4>+proj=longlat +datum=WGS84 +no_defs</proj4><srsid>3452</srsid><srid>4326</srid><authid>EPSG:4326</authid><description>WGS 84</description><projectionacronym>longlat</projectionacronym><ellipsoidacronym>EPSG:7030</ellipsoidacronym><geographicflag>true</geographicflag></spatialrefsys></srs>
        <provider encoding="UTF-8">ogr</provider>
        \(style.parts)<blendMode>0</blendMode>
        <layerOpacity>1</layerOpacity>
        </maplayer>

        """
    }

    // MARK: The map's frame

    /// The middle of the region, from which the equal-area projection is drawn, as on paper.
    private var middle: Coordinate {
      let east = box.west <= box.east ? box.east : box.east + 360
      let longitude = ((box.west + east) / 2 * 100).rounded() / 100
      return Coordinate(
        longitude: longitude > 180 ? longitude - 360 : longitude,
        latitude: ((box.south + box.north) / 2 * 100).rounded() / 100)
    }

    private var frame: Markup {
      let (longitude, latitude) = (NumberText.plain(middle.longitude), NumberText.plain(middle.latitude))
      return
        "<spatialrefsys><wkt></wkt><proj4>+proj=laea +lat_0=\(latitude) +lon_0=\(longitude) +datum=WGS84 +units=m +no_defs</proj4><srsid>0</srsid><srid>0</srid><authid></authid><description>Lambert azimuthal equal-area</description><projectionacronym>laea</projectionacronym><ellipsoidacronym>EPSG:7030</ellipsoidacronym><geographicflag>false</geographicflag></spatialrefsys>"
    }

    /// Metres from the middle to the farthest edge, sideways and up, with a margin.
    private var reach: (x: Double, y: Double) {
      func metres(_ longitude: Double, _ latitude: Double, from: Coordinate) -> Double {
        Geodesic.distance(from, Coordinate(longitude: longitude, latitude: latitude)).metres
      }
      let latitudes = [box.south, middle.latitude, box.north]
      let x = latitudes.flatMap { latitude in
        [box.west, box.east].map {
          metres($0, latitude, from: Coordinate(longitude: middle.longitude, latitude: latitude))
        }
      }.max()
      let y = [box.south, box.north].map { metres(middle.longitude, $0, from: middle) }.max()
      return (max(1000, (x ?? 0) * 1.06), max(1000, (y ?? 0) * 1.06))
    }

    private func extent(_ tag: String) -> Markup {
      let (x, y) = (NumberText.decimals(reach.x, 0), NumberText.decimals(reach.y, 0))
      return "<extent><xmin>-\(x)</xmin><ymin>-\(y)</ymin><xmax>\(x)</xmax><ymax>\(y)</ymax></extent>"
    }

    // MARK: The layout to print

    private static func uuid(_ number: Int) -> String { "{00000000-0000-4000-8000-00000000000\(number)}" }

    /// A3, lying or upright as the region is drawn larger: the map, a title, a legend and a scale bar.
    private var layout: Markup {
      let legend: Double = 95
      func map(_ width: Double, _ height: Double) -> (width: Double, height: Double, scale: Double) {
        let (mapWidth, mapHeight) = (width - legend - 25, height - 50)
        // The map is filled: the shorter side of the extent grows.
        return (mapWidth, mapHeight, max(reach.x / mapWidth, reach.y / mapHeight))
      }
      let isLying = map(420, 297).scale <= map(297, 420).scale
      let (width, height): (Double, Double) = isLying ? (420, 297) : (297, 420)
      let (mapWidth, mapHeight, scale) = map(width, height)
      let (x, y) = (NumberText.decimals(scale * mapWidth, 0), NumberText.decimals(scale * mapHeight, 0))
      func place(_ left: Double, _ top: Double, _ width: Double, _ height: Double) -> Markup {
        let (position, size) = (
          "\(NumberText.plain(left)),\(NumberText.plain(top)),mm",
          "\(NumberText.plain(width)),\(NumberText.plain(height)),mm"
        )
        return
          "position=\"\(position)\" positionOnPage=\"\(position)\" size=\"\(size)\" referencePoint=\"0\" visibility=\"1\" opacity=\"1\" background=\"false\""
      }
      func label(_ number: Int, _ text: String, size: Int, _ place: Markup) -> Markup {
        "<LayoutItem type=\"65641\" uuid=\"\(Self.uuid(number))\" templateUuid=\"\(Self.uuid(number))\" labelText=\"\(text)\" htmlState=\"0\" halign=\"1\" valign=\"32\" zValue=\"\(number)\" \(place)><LabelFont description=\"Noto Sans CJK SC,\(size),-1,5,50,0,0,0,0,0\" style=\"\"/></LayoutItem>\n"
      }
      let title = Phrase("Sites and coverage", "站点与覆盖")
      let paper = "\(NumberText.plain(width)),\(NumberText.plain(height)),mm"
      var text: Markup = """
        <Layout name="A3" units="mm" printResolution="300" worldFileMap="\(Self.uuid(1))">
        <PageCollection>
        <LayoutItem type="65638" uuid="\(Self.uuid(0))" templateUuid="\(Self.uuid(0))" size="\(paper)" position="0,0,mm" positionOnPage="0,0,mm" referencePoint="0" visibility="1" opacity="1" background="true"/>
        </PageCollection>
        <LayoutItem type="65639" uuid="\(Self.uuid(1))" templateUuid="\(Self.uuid(1))" frame="true" zValue="1" keepLayerSet="false" followPreset="false" drawCanvasItems="true" mapRotation="0" \(place(10, 25, mapWidth, mapHeight))><Extent xmin="-\(x)" ymin="-\(y)" xmax="\(x)" ymax="\(y)"/><LayerSet/></LayoutItem>

        """
      text += label(2, "\(report.area.title.both)  \(title.both)", size: 20, place(10, 8, width - 20, 14))
      text +=
        "<LayoutItem type=\"65642\" uuid=\"\(Self.uuid(3))\" templateUuid=\"\(Self.uuid(3))\" map_uuid=\"\(Self.uuid(1))\" legendFilterByMap=\"0\" title=\"\" resizeToContents=\"1\" wrapChar=\" / \" columnCount=\"1\" symbolWidth=\"6\" symbolHeight=\"4\" zValue=\"3\" \(place(width - legend - 10, 25, legend, mapHeight - 40))>\n\(legendTree)</LayoutItem>\n"
      text +=
        "<LayoutItem type=\"65646\" uuid=\"\(Self.uuid(4))\" templateUuid=\"\(Self.uuid(4))\" mapUuid=\"\(Self.uuid(1))\" style=\"Single Box\" unitType=\"km\" unitLabel=\"km\" numMapUnitsPerScaleBarUnit=\"1\" numSegments=\"2\" numSegmentsLeft=\"0\" segmentSizeMode=\"1\" minBarWidth=\"40\" maxBarWidth=\"80\" height=\"3\" labelBarSpace=\"2\" boxContentSpace=\"1\" zValue=\"4\" \(place(width - legend - 10, height - 45, legend, 14))/>\n"
      text += label(5, MapReview.sentence.both, size: 7, place(10, height - 20, width - 20, 12))
      return text + "</Layout>\n"
    }

    /// What is drawn when the project opens, and nothing else.
    private var legendTree: Markup {
      let sizes = [("title", 14), ("group", 11), ("subgroup", 9), ("symbolLabel", 8)]
      var text: Markup = "<styles>\n"
      for (name, size) in sizes {
        text +=
          "<style name=\"\(name)\" marginTop=\"2\" marginLeft=\"\(name == "symbolLabel" ? 2 : 0)\"><styleFont description=\"Noto Sans CJK SC,\(size),-1,5,50,0,0,0,0,0\" style=\"\"/></style>\n"
      }
      text += "</styles>\n<layer-tree-group>\n"
      for group in Self.groups {
        for layer in own(group) where group.shown.contains(layer.name) {
          text +=
            "<layer-tree-layer id=\"\(id(layer))\" name=\"\(layer.title.both)\" checked=\"Qt::Checked\" expanded=\"1\" providerKey=\"ogr\" source=\"\(source(layer))\"/>\n"
        }
      }
      return text + "</layer-tree-group>\n"
    }
  }
#endif
