import EMSModel
import Foundation

/// Opens a file of rows, whatever its format.
package enum TableFile {
  /// The endings of the files that are read, lower case.
  package static var kinds: Set<String> {
    let own: Set = ["csv", "tsv", "txt", "geojson", "json"]
    #if GDAL
      return own.union(GDALOpening.vectorDrivers.keys.filter { $0 != "dbf" })
    #else
      return own
    #endif
  }

  /// The sheets or layers of a file, in its order; one that is nil for a file without such names.
  package static func layers(of url: URL, as name: String) throws(InputProblems) -> [String?] {
    #if GDAL
      if let names = try GDALTable.layerNames(of: url, file: name), !names.isEmpty { return names }
    #endif
    return [nil]
  }

  /// - Parameters:
  ///   - name: the file as the plan names it.
  ///   - layer: the sheet or layer, for formats that have several.
  /// - Throws: every problem of the file's form.
  package static func open(
    _ url: URL, as name: String, encoding: String? = nil, layer: String? = nil
  ) throws(InputProblems) -> any SourceTable {
    switch url.pathExtension.lowercased() {
    case "csv", "tsv", "txt":
      return try DelimitedTable(try InputFile.read(url, as: name), file: name, encoding: encoding)
    case "geojson", "json":
      return try GeoJSONTable(try InputFile.read(url, as: name), file: name, encoding: encoding)
    case let kind:
      try InputFile.check(url, as: name)
      #if GDAL
        if GDALOpening.vectorDrivers[kind] != nil {
          return try GDALTable.open(url, file: name, encoding: encoding, layer: layer)
        }
        let kinds = Phrase(
          "Save it as CSV, GeoJSON, Shapefile, GeoPackage, KML, XLSX or ODS",
          "请另存为 CSV、GeoJSON、Shapefile、GeoPackage、KML、XLSX 或 ODS")
      #else
        let kinds = Phrase(
          "Save it as CSV or GeoJSON, or use a build with GDAL", "请另存为 CSV 或 GeoJSON，或使用带 GDAL 的版本")
      #endif
      throw InputProblems([
        InputProblem(
          file: name, value: kind, english: "files of the kind “.\(kind)” cannot be read",
          chinese: "无法读取“.\(kind)”格式的文件", remedyEnglish: kinds.english, remedyChinese: kinds.chinese)
      ])
    }
  }
}
