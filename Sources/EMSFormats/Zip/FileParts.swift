import EMSModel
import Foundation

/// A file with those that lie beside it under its name, as a Shapefile has them: on the disk, or out of a zip file.
package struct FileParts {
  /// As the plan names it.
  package let file: String
  /// The ending, lower case.
  package let kind: String
  /// nil for one out of a zip file.
  package let url: URL?
  /// The parts out of a zip file, by ending, lower case.
  let members: [String: [UInt8]]

  /// The name of a file out of a zip file; nil for one on the disk.
  let memberName: String?

  /// The files of a zip file that are read, by their ending.
  private static let kindsInZip: Set<String> = [
    "shp", "gpkg", "fgb", "kml", "mif", "geojson", "json", "geojsonl", "geojsons", "csv", "tsv", "txt", "xlsx",
  ]

  /// Whether the name is of a file of several files.
  static func isZip(_ url: URL) -> Bool { url.pathExtension.lowercased() == "zip" }

  /// A file on the disk, or the only one in a zip file.
  ///
  /// - Parameter layer: which of several in a zip file, by its name with or without folders and ending.
  /// - Throws: one problem: the zip file is damaged, holds none that is read, or several and none is named.
  package init(_ url: URL, file: String, layer: String? = nil) throws(InputProblems) {
    guard Self.isZip(url) else {
      self.init(file: file, kind: url.pathExtension.lowercased(), url: url)
      return
    }
    let archive = try ZipArchive(try InputFile.read(url, as: file), file: file)
    let names = try Self.files(in: archive)
    let fitting = names.filter { layer == nil || Self.answers($0, to: layer ?? "") }
    guard let name = fitting.first, fitting.count == 1 else {
      let list = names.joined(separator: ", ")
      throw InputProblems([
        InputProblem(
          file: file, field: "layer", value: layer,
          layer == nil
            ? Phrase("the zip file holds several files: \(list)", "压缩包内有多个文件：\(list)")
            : Phrase("the zip file holds no “\(layer ?? "")”; it holds \(list)", "压缩包内没有“\(layer ?? "")”，现有：\(list)"),
          Phrase("Name one of them in the plan (layer: …)", "请在方案中指明其一（layer: …）"))
      ])
    }
    try self.init(name, in: archive)
  }

  private init(
    file: String, kind: String, url: URL?, members: [String: [UInt8]] = [:], memberName: String? = nil
  ) {
    self.file = file
    self.kind = kind
    self.url = url
    self.members = members
    self.memberName = memberName
  }

  /// A member of a zip file, with those that share its name.
  ///
  /// - Parameter called: what messages call it; nil for the zip file itself.
  init(_ name: String, in archive: ZipArchive, called: String? = nil) throws(InputProblems) {
    file = called ?? archive.file
    memberName = (name as NSString).lastPathComponent
    kind = Self.ending(name)
    url = nil
    let stem = Self.stem(name).lowercased()
    var members: [String: [UInt8]] = [:]
    for member in archive.members where Self.stem(member.name).lowercased() == stem {
      members[Self.ending(member.name)] = try archive.contents(of: member)
    }
    self.members = members
  }

  /// The same file with other contents, in memory, with nothing beside it.
  func replaced(by bytes: [UInt8], kind: String) -> FileParts {
    FileParts(
      file: file, kind: kind, url: nil, members: [kind: bytes], memberName: memberName ?? url?.lastPathComponent)
  }

  /// The names of the files in a zip file that are read, ascending.
  ///
  /// - Throws: one problem, of a file that holds none: what it holds instead.
  static func files(in archive: ZipArchive) throws(InputProblems) -> [String] {
    let all = archive.members.map(\.name).filter { name in
      let last = name.split(separator: "/").last ?? ""
      return !last.hasPrefix(".") && !name.hasPrefix("__MACOSX") && !name.hasSuffix("/")
    }.sorted()
    let read = all.filter { kindsInZip.contains(ending($0)) }
    if !read.isEmpty { return read }
    let list = try all.map { name throws(InputProblems) in
      // XML may be anything.
      guard let member = archive.members.first(where: { $0.name == name }), ["xml", "gml"].contains(ending(name)),
        let content = MarkupContent(Data(try archive.contents(of: member))), content != .other
      else { return name }
      return "\(name) (\(content.name.english))"
    }.shortList
    throw InputProblems([
      InputProblem(
        file: archive.file,
        Phrase(
          "the zip file holds no file that is read" + (all.isEmpty ? "" : ": \(list.english)"),
          "压缩包内没有可读取的文件" + (all.isEmpty ? "" : "：\(list.chinese)")),
        Phrase(
          "Pack a Shapefile, GeoPackage, CSV or GeoJSON; QGIS or ogr2ogr makes one of a layer of another format, such as GML",
          "请打包 Shapefile、GeoPackage、CSV 或 GeoJSON；其他格式的图层（如 GML）可用 QGIS 或 ogr2ogr 转换"))
    ])
  }

  /// The layers of a zip file by their names.
  static func layerNames(of url: URL, file: String) throws(InputProblems) -> [String] {
    try files(in: try ZipArchive(try InputFile.read(url, as: file), file: file))
  }

  private static func answers(_ name: String, to word: String) -> Bool {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return [name, last, stem(name), stem(last)].contains(word)
  }

  private static func ending(_ name: String) -> String { (name as NSString).pathExtension.lowercased() }
  private static func stem(_ name: String) -> String { (name as NSString).deletingPathExtension }

  /// Refuses pipes and devices among the files that a library would open beside it, which it waits for without end.
  func requireFilesBeside() throws(InputProblems) {
    guard let url else { return }
    let isFolder = url.hasDirectoryPath || kind == "gdb"
    let folder = isFolder ? url : url.deletingLastPathComponent()
    let stem = url.deletingPathExtension().lastPathComponent
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names.sorted() where isFolder || name == stem || name.hasPrefix(stem + ".") {
      let path = folder.appendingPathComponent(name).path
      guard OpenFile.isSpecial(path) else { continue }
      throw InputProblems([
        InputProblem(
          file: file, value: name, Phrase("\(name) beside it is a pipe or a device", "旁边的 \(name) 是管道或设备"),
          Phrase("Remove it, or put a file in its place", "请将其移除，或换成文件"))
      ])
    }
  }

  /// The whole file.
  func data() throws(InputProblems) -> Data {
    if let url { return try InputFile.read(url, as: file) }
    return Data(members[kind] ?? [])
  }

  /// A part by its ending, lower case; nil where there is none.
  func part(_ ending: String) throws(InputProblems) -> [UInt8]? {
    guard let url else { return members[ending] }
    let stem = url.deletingPathExtension()
    for ending in [ending, ending.uppercased(), ending.capitalized] {
      let url = stem.appendingPathExtension(ending)
      guard FileManager.default.fileExists(atPath: url.path) else { continue }
      return Array(try InputFile.read(url, as: (file as NSString).deletingPathExtension + "." + ending))
    }
    return nil
  }
}
