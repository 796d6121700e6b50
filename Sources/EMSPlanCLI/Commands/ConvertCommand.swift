import ArgumentParser
import EMSPlan
import Foundation

struct ConvertCommand: AsyncParsableCommand, WritingCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Bring points and files from one datum to another.",
    discussion: """
      Datums: wgs84, cgcs2000 (taken as equal to WGS 84), gcj02, bd09, and epsg:N for any geographic or projected \
      system that PROJ transforms without a ballpark guess, CGCS2000's Gauss–Krüger zones (EPSG:4491–4554) among them. \
      GCJ-02 and BD-09 are converted by the published formulae inside China's border and left alone outside it. \
      A projected point is given and printed easting first.

      Examples:
        emsplan convert --from gcj02 --to wgs84 116.404 39.915
        emsplan convert --from bd09 --to wgs84 clinics.csv -o clinics-wgs84.csv
      """)

  @Option(help: "Datum of the input.")
  var from: String

  @Option(help: "Datum of the output.")
  var to: String

  @Argument(help: "Longitude and latitude (easting and northing), or one CSV or GeoJSON file.")
  var input: [String]

  @Option(name: .shortAndLong, help: "The file to write (default: stdout).")
  var output: String?

  @Option(help: "Column of the longitude or easting, where its header does not tell.")
  var lon: String?

  @Option(help: "Column of the latitude or northing, where its header does not tell.")
  var lat: String?

  @Option(help: "Encoding of the file: utf-8, gb18030, windows-1252 … (default: found out).")
  var encoding: String?

  @Flag(help: "Longitude and latitude stand in each other's column.")
  var swapXY = false

  @OptionGroup var options: GlobalOptions

  var outputs: [String] { output.map { [$0] } ?? [] }

  private var point: (x: Double, y: Double)? {
    guard input.count == 2, let x = Double(input[0]), let y = Double(input[1]) else { return nil }
    return swapXY ? (y, x) : (x, y)
  }

  func validate() throws {
    if point == nil && input.count != 1 {
      throw ValidationError("Give a longitude and a latitude, or one file.", "请给出经度和纬度，或一个文件。")
    }
    if let encoding, !TextEncoding.isKnown(encoding) {
      throw ValidationError(
        "--encoding is the name of an encoding: utf-8, gb18030, windows-1252 …",
        "--encoding 应为编码名称：utf-8、gb18030、windows-1252 等。")
    }
  }

  func run() async throws {
    let name = point == nil ? input[0] : "--from \(from) --to \(to)"
    let remedies = OptionRemedies(file: name, prefix: "--")
    try await options.reportingErrors(remedies) {
      var columns: [Field: String] = [:]
      columns[.longitude] = lon
      columns[.latitude] = lat
      let layer = PlanFile.Layer(file: name, crs: from, encoding: encoding, swapXY: swapXY, columns: columns)
      let conversion = try CoordinateConversion(layer, to: to)
      if let point {
        let (x, y) = try conversion.point(x: point.x, y: point.y)
        try StandardOutput.print(options.json ? "{\"x\": \(x), \"y\": \(y), \"datum\": \"\(to)\"}" : "\(x) \(y)")
        return
      }
      let (bytes, notes) = try conversion.file(at: URL(fileURLWithPath: input[0]))
      if let output {
        try OutputFile.write(bytes, to: output, overwrite: options.overwrite)
      } else {
        try StandardOutput.write(bytes)
      }
      options.report(notes, remedies)
    }
  }
}
