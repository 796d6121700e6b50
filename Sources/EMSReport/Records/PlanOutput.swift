import EMSFormats
import EMSModel

/// Writes everything that a plan leaves behind into one folder.
public enum PlanOutput {
  private static let layerNames = [
    "coverage", "service-areas", "gaps", "townships", "sites", "clinics", "network", "rounds",
  ]

  /// The names that any plan may write.
  public static let fileNames = Set(layerNames.flatMap { ["\($0).geojson", "\($0).fgb"] }).union([
    "settlements.csv", "townships.csv", "sites.csv", "scores.csv", "needs.csv", "rounds.csv", "clinic-ranges.csv",
    "inputs.csv",
    "summary.json", "robust.json", "robust.csv",
    "report.html", "map-coverage.svg", "map-gaps.svg", "map-sites.svg", "map-clinics.svg", "map-network.svg",
    "plan.gpkg", annexName,
  ])

  private static let annexName = "annex.xlsx"

  /// Writes every file of the plan; the caller commits the folder.
  ///
  /// - Parameters:
  ///   - leaflet: the map library of the page; nil where none is installed: the page then has a plain map.
  ///   - threads: nil for all cores; the bytes are the same.
  /// - Throws: `OutputError` where a file cannot be written, `GeoKitError` where a shape cannot be rounded.
  public static func write(
    _ report: PlanReport, to folder: OutputFolder, leaflet: Leaflet? = Leaflet.installed(), threads: Int? = nil
  ) throws {
    // What takes longest comes first, so that no thread ends with it alone.
    let parts: [@Sendable () throws -> Void] =
      officeFiles(of: report, in: folder) + annex(of: report, in: folder) + [
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
  }

  /// The annex; none where the build has no library for it.
  private static func annex(of report: PlanReport, in folder: OutputFolder) -> [@Sendable () throws -> Void] {
    #if Paper
      return [
        {
          try folder.write(to: annexName) { try AnnexWorkbook.write(Annex(of: report), to: $0, name: annexName) }
        }
      ]
    #else
      return []
    #endif
  }

  /// The GeoPackage and, where the plan asks for it, FlatGeobuf; none where the build has no GDAL.
  private static func officeFiles(of report: PlanReport, in folder: OutputFolder) -> [@Sendable () throws -> Void] {
    #if GDAL
      var files: [@Sendable () throws -> Void] = [
        {
          try folder.write(to: PlanOfficeFiles.geoPackageName) { path in
            try PlanOfficeFiles.writeGeoPackage(report, to: path, name: PlanOfficeFiles.geoPackageName)
          }
        }
      ]
      if report.writesFlatGeobuf {
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

  /// Writes the page and the drawn maps alone.
  private static func writePage(
    _ report: PlanReport, to folder: OutputFolder, leaflet: Leaflet? = Leaflet.installed()
  ) throws {
    let page = ReportPage(report, leaflet: leaflet)
    try folder.write(page.bytes(), to: "report.html")
    for map in page.paperMaps() { try folder.write(map.bytes, to: map.fileName) }
  }
}
