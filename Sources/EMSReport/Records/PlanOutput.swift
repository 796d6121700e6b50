import EMSFormats
import EMSMaps
import EMSModel
import GeoKit

/// Writes everything that a plan leaves behind into one folder.
public enum PlanOutput {
  private static let layerNames = [
    "coverage", "service-areas", "gaps", "townships", "sites", "clinics", "network", "rounds", "changed-towns",
    "changed-places",
  ]

  /// The names that any plan may write.
  public static let fileNames = OutputNames(
    layerNames.flatMap { ["\($0).geojson", "\($0).fgb"] } + [
      "settlements.csv", "townships.csv", "sites.csv", "site-criteria.csv", "scores.csv", "needs.csv", "rounds.csv",
      "clinic-ranges.csv", "inputs.csv", "summary.json", "robust.json", "robust.csv", "road-closures.csv",
      "road-closures.geojson",
      "report.html", "plan.gpkg", "plan.qgz", "annex.xlsx", "maps.pdf",
      "report.docx",
    ], series: [countyAnnexes, svgMaps, pngMaps])

  private static let countyAnnexes = OutputNames.Series("annex-", ".xlsx")
  private static let svgMaps = OutputNames.Series("map-", ".svg")
  private static let pngMaps = OutputNames.Series("map-", ".png")

  /// Refuses what this build cannot write.
  ///
  /// - Throws: ``MissingLibrary`` where the plan asks for it.
  public static func check(_ outputs: OutputChoice) throws {
    #if !Paper
      if outputs.perCounty { throw MissingLibrary(what: Phrase("the annex of each county", "分县附表")) }
      if outputs.maps?.isEmpty == false { throw MissingLibrary(what: Phrase("maps on paper", "纸质地图")) }
    #endif
  }

  /// Writes every file of the plan; the caller commits the folder.
  ///
  /// - Parameters:
  ///   - leaflet: the map library of the page; nil where none is installed: the page then has a plain map.
  ///   - threads: nil for all cores; the bytes are the same.
  /// - Returns: what would be written and was not, and why.
  /// - Throws: `OutputError` where a file cannot be written, `GeoKitError` where a shape cannot be rounded.
  @discardableResult
  public static func write(
    _ report: PlanReport, to folder: OutputFolder, leaflet: Leaflet? = Leaflet.installed(), threads: Int? = nil
  ) throws -> [Phrase] {
    let (maps, leftOut) = maps(of: report, in: folder)
    // What takes longest comes first, so that no thread ends with it alone.
    let parts: [@Sendable () throws -> Void] =
      officeFiles(of: report, in: folder) + annex(of: report, in: folder) + maps + [
        {
          try folder.write(
            WordReport.bytes(of: report, maps: pictures(of: report, areDrawn: !maps.isEmpty)), to: "report.docx")
        },
        { try writePage(report, to: folder, leaflet: leaflet) },
        {
          for layer in PlanLayer.all(of: report) { try folder.write(layer, notes: report.notes) }
        },
        {
          for table in PlanTable.all(of: report) {
            try folder.write(table.csv(for: .spreadsheet), to: "\(table.name).csv")
          }
          try folder.write(JSONWriter.indented(PlanSummary.value(of: report)), to: "summary.json")
          if let robustness = report.robustness { try RobustOutput.write(robustness, area: report.area, to: folder) }
        },
      ]
    _ = try parallelMap(parts.count, threads: threads) { try parts[$0]() }
    return leftOut
  }

  /// The annex and, where the plan asks for them, those of the counties; none where the build has no library for it.
  private static func annex(of report: PlanReport, in folder: OutputFolder) -> [@Sendable () throws -> Void] {
    #if Paper
      func file(_ name: String, _ county: County?) -> @Sendable () throws -> Void {
        {
          let annex = Annex(of: report, county: county)
          try folder.write(to: name) { try AnnexWorkbook.write(annex, to: $0, name: name) }
        }
      }
      let counties = report.outputs.perCounty ? report.area.counties : []
      return [file("annex.xlsx", nil)] + counties.map { file(countyAnnexes.name(of: $0.id), $0) }
    #else
      return []
    #endif
  }

  /// The maps on paper; none where the build has no library for them or the machine no font, and then why.
  private static func maps(
    of report: PlanReport, in folder: OutputFolder
  ) -> (files: [@Sendable () throws -> Void], leftOut: [Phrase]) {
    let formats = report.outputs.maps ?? []
    guard !formats.isEmpty else { return ([], []) }
    #if Paper
      let maps = PlanMaps(report)
      let sheets = maps.themes + maps.counties
      guard !sheets.isEmpty else { return ([], []) }
      if let text = MapFile.textWithoutFont(in: sheets.map(\.sheet)) {
        return (
          [],
          [
            Phrase(
              "maps on paper: no font of this machine has all characters of “\(text)”; install one, such as fonts-noto-cjk",
              "纸质地图：本机没有字体能显示“\(text)”的全部文字，请安装中文字体（如 fonts-noto-cjk）")
          ]
        )
      }
      var files: [@Sendable () throws -> Void] = []
      if formats.contains(.pdf) {
        files.append { try folder.write(MapFile.pdf(sheets.map(\.sheet)), to: "maps.pdf") }
      }
      for sheet in sheets {
        if formats.contains(.svg) {
          files.append { try folder.write(MapFile.svg(sheet.sheet), to: svgMaps.name(of: sheet.name)) }
        }
        if formats.contains(.png) {
          files.append { try folder.write(MapFile.png(sheet.sheet), to: pngMaps.name(of: sheet.name)) }
        }
      }
      return (files, [])
    #else
      return ([], [Phrase("annex and maps on paper: this build has no library for them", "附表与纸质地图：此构建不含所需的库")])
    #endif
  }

  /// The themes as the text has them; none where no maps are drawn.
  private static func pictures(
    of report: PlanReport, areDrawn: Bool
  ) throws -> [(name: String, title: String, png: [UInt8])] {
    #if Paper
      guard areDrawn else { return [] }
      // Less than what a printer needs, for a text is sent by mail.
      return try PlanMaps(report).themes.map { theme in
        (theme.name, theme.sheet.title, try MapFile.figure(theme.sheet, dotsPerInch: 120))
      }
    #else
      return []
    #endif
  }

  /// The GeoPackage with its project and, where the plan asks for it, FlatGeobuf; none where the build has no GDAL.
  private static func officeFiles(of report: PlanReport, in folder: OutputFolder) -> [@Sendable () throws -> Void] {
    #if GDAL
      var files: [@Sendable () throws -> Void] = [
        {
          let (layers, name) = (PlanOfficeFiles.layers(of: report), PlanOfficeFiles.geoPackageName)
          try folder.write(to: name) { path in
            try PlanOfficeFiles.writeGeoPackage(report, layers: layers, to: path, name: name)
          }
          if let project = QGISProject(report, layers: layers) {
            try folder.write(project.bytes(), to: QGISProject.fileName)
          }
        }
      ]
      if report.outputs.flatGeobuf {
        files.append {
          for layer in PlanLayer.all(of: report) where !layer.features.isEmpty {
            let name = "\(layer.name).fgb"
            try folder.write(to: name) { path in try PlanOfficeFiles.writeFlatGeobuf(layer, to: path, name: name) }
          }
        }
      }
      return files
    #else
      return []
    #endif
  }

  /// Writes the page alone.
  private static func writePage(
    _ report: PlanReport, to folder: OutputFolder, leaflet: Leaflet? = Leaflet.installed()
  ) throws {
    let page = ReportPage(report, leaflet: leaflet)
    try folder.write(page.bytes(), to: "report.html")
  }
}
