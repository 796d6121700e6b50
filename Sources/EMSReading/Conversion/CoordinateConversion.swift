import EMSFormats
import EMSModel
import Foundation
import GeoKit

/// Rewrites the coordinates of a file from one datum to another and leaves everything else as it is.
public struct CoordinateConversion {
  private let converter: DatumConverter
  private let layer: PlanFile.Layer

  /// - Parameters:
  ///   - layer: the file's name, datum and columns; the datum is WGS 84 where it names none.
  ///   - target: the datum to write.
  /// - Throws: the datum that is unknown or cannot be transformed well.
  public init(_ layer: PlanFile.Layer, to target: String) throws(InputProblems) {
    func datum(_ name: String) throws(InputProblems) -> Datum {
      if let datum = Datum(name: name) { return datum }
      throw InputProblems([
        InputProblem(
          file: layer.file, field: "crs", value: name, english: "“\(name)” is not a known datum",
          chinese: "不认识的坐标系“\(name)”", remedyEnglish: "Use wgs84, cgcs2000, gcj02, bd09 or epsg:N",
          remedyChinese: "请使用 wgs84、cgcs2000、gcj02、bd09 或 epsg:N")
      ])
    }
    self.layer = layer
    let (from, to) = (try datum(layer.crs ?? "wgs84"), try datum(target))
    do throws(DatumError) {
      converter = try DatumConverter(from: from, to: to)
    } catch {
      throw InputProblems([error.problem(file: layer.file, value: "\(from.name) → \(to.name)")])
    }
  }

  /// One coordinate; longitude or easting first, in and out.
  public func point(x: Double, y: Double) throws(InputProblems) -> (x: Double, y: Double) {
    guard x.isFinite, y.isFinite, converter.sourceIsProjected || (abs(x) <= 180 && abs(y) <= 90) else {
      throw InputProblems([
        InputProblem(
          file: layer.file, value: "\(x), \(y)", english: "\(x), \(y) is no longitude and latitude",
          chinese: "\(x), \(y) 不是经纬度", remedyEnglish: "Give the longitude first, in degrees",
          remedyChinese: "请先写经度，单位为度")
      ])
    }
    if converter.sourceIsProjected, abs(x) <= 180, abs(y) <= 90 {
      throw InputProblems([
        InputProblem(
          file: layer.file, value: "\(x), \(y)",
          english: "\(x), \(y) are degrees, and \(layer.crs ?? "") is in metres",
          chinese: "\(x), \(y) 是度，而 \(layer.crs ?? "") 以米为单位", remedyEnglish: "Give the datum of the degrees",
          remedyChinese: "请给出这些经纬度的坐标系")
      ])
    }
    if case .epsg(let code) = converter.source, let zone = GaussKruegerZone(epsg: code) {
      var changes: GaussKruegerZone.Changes = []
      _ = zone.normalised(Coordinate(longitude: x, latitude: y), &changes)
      if changes.contains(.exchanged) {
        throw InputProblems([
          InputProblem(
            file: layer.file, value: "\(x), \(y)", english: "\(x), \(y) is a northing before an easting",
            chinese: "\(x), \(y) 的北坐标写在东坐标之前", remedyEnglish: "Say so with --swap-xy",
            remedyChinese: "请加上 --swap-xy")
        ])
      }
    }
    do throws(DatumError) {
      return try converter.convert(x: x, y: y)
    } catch {
      throw InputProblems([error.problem(file: layer.file, value: "\(x), \(y)")])
    }
  }

  /// The bytes of a CSV (any encoding; UTF-8 out, comma) or GeoJSON file with its coordinates converted.
  ///
  /// Members that the conversion makes wrong (`crs`, `bbox`) are left out of GeoJSON.
  /// - Returns: the bytes, and what a reader of them must know, such as the rows that are left out.
  /// - Throws: every problem of the file at once.
  public func file(at url: URL) throws(InputProblems) -> (bytes: [UInt8], notes: [Note]) {
    let kind = url.pathExtension.lowercased()
    if kind == "geojson" || kind == "json" {
      // Reading it as a table first reports the flaws of its features.
      let data = try InputFile.read(url, as: layer.file)
      _ = try GeoJSONTable(data, file: layer.file, encoding: layer.encoding)
      let bytes = try GeoJSONRewriting.rewritten(
        try TextEncoding.utf8(data, declared: layer.encoding, file: layer.file)
      ) { (x, y) throws(InputProblems) in try point(x: layer.swapXY ? y : x, y: layer.swapXY ? x : y) }
      return (bytes, [])
    }
    return try table(try TableFile.open(url, as: layer.file, encoding: layer.encoding, layer: layer.layer))
  }

  private func table(_ table: any SourceTable) throws(InputProblems) -> (bytes: [UInt8], notes: [Note]) {
    var findings = Findings()
    let fields: [Field] = [.longitude, .latitude]
    let reader = LayerReader(table, layer, fields: fields, required: fields, findings: &findings)
    guard let reader, let x = reader.column(.longitude), let y = reader.column(.latitude) else {
      try findings.throwProblems()
      return ([], [])
    }
    var missing: [Int] = []
    let points = reader.sourcePoints(&findings, missing: &missing)
    try findings.throwProblems()
    var text = table.columns.map(Self.quoted).joined(separator: ",") + "\n"
    for row in 0..<table.rowCount {
      var cells = table.columns.indices.map { table.text(row, $0) ?? "" }
      if let source = points[row] {
        let converted = try point(x: source.longitude, y: source.latitude)
        cells[x] = "\(converted.x)"
        cells[y] = "\(converted.y)"
      }
      text += cells.map(Self.quoted).joined(separator: ",") + "\n"
    }
    note(table, missing, of: reader, &findings)
    return (Array(text.utf8), findings.notes)
  }

  /// Says what of the file is not in the output, and which rows stay as they are.
  private func note(_ table: any SourceTable, _ missing: [Int], of reader: LayerReader, _ findings: inout Findings) {
    let lines = table.linesBeside
    if !lines.isEmpty {
      findings.note(
        .warning, "\(layer.file): lines beside the table are not written: \(lines.map { "“\($0)”" }.shortList.english)",
        "\(layer.file)：表外文字未写出：\(lines.map { "“\($0)”" }.shortList.chinese)")
    }
    if missing.isEmpty { return }
    findings.note(
      .warning,
      missing.count.of("row has no coordinates (or 0, 0) and stays", "rows have no coordinates (or 0, 0) and stay")
        + " as \(missing.count == 1 ? "it is" : "they are")",
      "\(missing.count) 行没有坐标（或为 0, 0），保持原样", at: reader.rows(missing))
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { ",\"\n\r\r\n".contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
