import EMSModel
import Foundation

/// What a file of XML or HTML holds by its first elements, whatever its name.
package enum MarkupContent: Hashable, Sendable {
  case gml, kml, openStreetMap
  /// A web page, or XML of another kind.
  case other

  /// So many bytes tell.
  private static let bytes = 64 << 10

  /// nil for a file of no markup.
  init?(_ data: Data) {
    guard FileContent(data) == .markup else { return nil }
    let start = String(decoding: data.prefix(Self.bytes), as: UTF8.self).lowercased()
    if start.contains("<kml") {
      self = .kml
    } else if start.contains("<osm ") || start.contains("<osm>") {
      self = .openStreetMap
    } else {
      self = start.contains("opengis.net/gml") || start.contains("<gml:") ? .gml : .other
    }
  }

  /// The same of a file on the disk; nil where it cannot be read, too.
  package init?(of url: URL) {
    guard let data = try? InputFile.read(url, as: url.lastPathComponent) else { return nil }
    self.init(data)
  }

  /// What the file is by its content.
  package var name: Phrase {
    switch self {
    case .gml: Phrase("GML", "GML")
    case .kml: Phrase("KML", "KML")
    case .openStreetMap: Phrase("OpenStreetMap data as XML", "OpenStreetMap 的 XML 数据")
    case .other: Phrase("a web page or XML, as some systems export as Excel", "网页或 XML（一些系统以此充当 Excel 导出）")
    }
  }

  /// How it can be read.
  package var remedy: Phrase {
    switch self {
    case .gml: Phrase("Convert it to GeoPackage with QGIS or ogr2ogr", "请用 QGIS 或 ogr2ogr 转为 GeoPackage")
    case .kml: Phrase("Give its name the ending .kml", "请将扩展名改为 .kml")
    case .openStreetMap: Phrase("Convert it to .osm.pbf, for example with osmium", "请转为 .osm.pbf（如用 osmium）")
    case .other: Phrase("Open it in a spreadsheet and save it as .xlsx", "请用电子表格软件打开后另存为 .xlsx")
    }
  }

  /// The problem of a file of which nobody knows how to read it, where it is markup of a known kind.
  static func problem(ofUnread parts: FileParts) -> InputProblems? {
    guard let data = try? parts.data(), let content = MarkupContent(data), content != .other else { return nil }
    return content.problem(of: parts.file)
  }

  /// The problem of a file that is this and nothing that is read.
  func problem(of file: String) -> InputProblems {
    InputProblems([
      InputProblem(
        file: file, Phrase("by its content the file is \(name.english)", "按内容，该文件是\(name.chinese)"), remedy)
    ])
  }
}
