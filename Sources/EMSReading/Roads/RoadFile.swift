import EMSFormats
import EMSModel
import Foundation
import TravelNetwork

/// Roads as a file gives them: an OpenStreetMap extract, stored roads, or a line layer.
public struct RoadFile: Sendable {
  /// What kind of file they come from.
  public enum Format: String, Sendable {
    case openStreetMap = "OpenStreetMap"
    case stored
    case lineLayer = "line layer"
  }

  public var lines: RoadLines
  public var format: Format
  /// Stands for the content of the source.
  public var sourceKey: UInt64
  public var notes: [Note]
  /// Of a line layer, the ends of roads that nearly meet another road; the worst first.
  public var nearMisses: [NearMiss] = []
  /// Of a line layer without a named field of identifiers, what such fields hold.
  public var rivals: [RivalNumbers] = []
  /// Of an extract, the day to which its data go, ISO 8601; nil where it says none, and of other files.
  public var dataUntil: String?

  /// Reads a file; its first bytes tell the format.
  ///
  /// - Parameters:
  ///   - name: what messages call the file; its path when nil.
  ///   - layer: how the fields of a line layer are called.
  /// - Throws: ``InputProblems`` when the file is missing, damaged, of an unknown format, or holds no roads.
  public init(
    _ location: String, as name: String? = nil, layer: LineLayerFields = LineLayerFields()
  ) throws(InputProblems) {
    let path = name ?? location
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: location, isDirectory: &isFolder), isFolder.boolValue {
      self = try Self.lineLayer(URL(fileURLWithPath: location), path, layer)
      return
    }
    self = try Self(InputFile.read(URL(fileURLWithPath: location), as: path), at: location, as: path, layer: layer)
  }

  /// The roads in the bytes of a file that has been read already.
  package init(_ data: Data, at location: String, as path: String, layer: LineLayerFields) throws(InputProblems) {
    let read: Result<RoadFile?, InputProblems> = data.withUnsafeBytes { raw in
      let bytes = raw.bindMemory(to: UInt8.self)
      return Result { () throws(InputProblems) in try Self.read(bytes, path) }
    }
    if let file = try read.get() {
      try Self.refuseIdle(layer, file.format, path)
      self = file
    } else {
      self = try Self.lineLayer(URL(fileURLWithPath: location), path, layer)
    }
  }

  private init(_ lines: RoadLines, _ format: Format, _ sourceKey: UInt64, _ notes: [Note]) {
    self.lines = lines
    self.format = format
    self.sourceKey = sourceKey
    self.notes = notes
  }

  /// The roads in bytes of this tool's formats, or nil when they are of another.
  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ path: String
  ) throws(InputProblems) -> RoadFile? {
    if bytes.count >= RoadLines.signature.count,
      bytes.prefix(RoadLines.signature.count).elementsEqual(RoadLines.signature)
    {
      do throws(RoadLinesCodingError) {
        let (lines, key) = try RoadLines.decoded(bytes)
        return RoadFile(lines, .stored, key, [])
      } catch {
        throw InputProblems([
          InputProblem(
            file: path, english: "the stored roads are damaged or of another version of this tool",
            chinese: "存储的道路文件已损坏，或由其他版本生成", remedyEnglish: "Build them again with emsplan roads build",
            remedyChinese: "请用 emsplan roads build 重新生成")
        ])
      }
    }
    guard isExtract(bytes, path) else {
      try refuseOtherOpenStreetMap(path)
      return nil
    }
    do throws(OpenStreetMapError) {
      let roads = try OpenStreetMapReader.roads(in: bytes)
      var notes: [Note] = []
      if roads.missingNodes > 0 {
        notes.append(
          Note(
            .repair,
            english:
              "\(roads.missingNodes.of("node of a road is", "nodes of roads are")) not in the extract; the roads are cut there (\(path))",
            chinese: "道路有 \(roads.missingNodes) 个节点不在文件中，道路在该处截断（\(path)）"))
      }
      for (count, english, chinese) in [
        (roads.conditionalRestrictions, "of some hours only", "仅在特定时段有效"),
        (roads.brokenRestrictions, "members are missing or do not meet", "成员缺失或不相接"),
      ] where count > 0 {
        notes.append(
          Note(
            .warning,
            english: count.of("restriction of turns is not applied", "restrictions of turns are not applied")
              + ": \(english) (\(path))",
            chinese: "有 \(count) 条转弯限制未采用：\(chinese)（\(path)）"))
      }
      var file = RoadFile(roads.lines, .openStreetMap, ContentKey.of(bytes), notes)
      file.dataUntil = roads.dataUntil
      return file
    } catch {
      throw problem(error, path)
    }
  }

  /// What says how a line layer is read says nothing of an extract or of stored roads.
  ///
  /// Stored roads may be named by the words of a field, and a datum may be that of a layer of barriers.
  package static func refuseIdle(
    _ fields: LineLayerFields, _ format: Format, _ path: String
  ) throws(InputProblems) {
    if format == .lineLayer { return }
    let given: [(option: String, key: String, value: String?)] = [
      ("--roads-layer", "layer", fields.layer), ("--class-field", "class", fields.roadClass),
      ("--speed-field", "speed", fields.speed), ("--one-way-field", "one_way", fields.oneWay),
      ("--road-id-field", "id", format == .stored ? nil : fields.identifier),
      ("--roads-crs", "crs", fields.isDatumOfBarriers ? nil : fields.crs),
      (
        "--join-tolerance", "join_metres",
        fields.joinTolerance == LineLayerFields().joinTolerance ? nil : "\(fields.joinTolerance)"
      ),
    ]
    let what =
      format == .stored ? Phrase("stored roads", "存储的道路") : Phrase("an OpenStreetMap extract", "OpenStreetMap 提取文件")
    let problems = given.filter { $0.value != nil }.map { option, key, value in
      InputProblem(
        file: path, field: key, value: value,
        english: "\(option) (\(key) in the plan) is for line layers, and this is \(what.english)",
        chinese: "\(option)（规划文件中为 \(key)）只用于线图层，而该文件是\(what.chinese)", remedyEnglish: "Leave it out",
        remedyChinese: "请删去")
    }
    if !problems.isEmpty { throw InputProblems(problems) }
  }

  /// Data of OpenStreetMap in other forms than the one that is read.
  private static func refuseOtherOpenStreetMap(_ path: String) throws(InputProblems) {
    let name = path.lowercased()
    guard
      [".osm", ".osm.bz2", ".osm.gz", ".osm.xz", ".opl", ".opl.gz", ".opl.bz2", ".o5m", ".osc", ".osc.gz"]
        .contains(where: name.hasSuffix)
    else { return }
    throw InputProblems([
      InputProblem(
        file: path, english: "of OpenStreetMap's data extracts as .osm.pbf are read, and this is another form",
        chinese: "OpenStreetMap 数据只读取 .osm.pbf 格式，该文件为其他格式",
        remedyEnglish: "Convert it: osmium cat \(path) -o roads.osm.pbf",
        remedyChinese: "请转换：osmium cat \(path) -o roads.osm.pbf")
    ])
  }

  static func isExtract(_ bytes: UnsafeBufferPointer<UInt8>, _ path: String) -> Bool {
    path.hasSuffix(".pbf") || bytes.prefix(32).contains(subsequence: Array("OSMHeader".utf8))
  }

  static func problem(_ error: OpenStreetMapError, _ path: String) -> InputProblems {
    InputProblems([
      InputProblem(
        file: path, english: error.words.english, chinese: error.words.chinese,
        remedyEnglish: "Download or extract the file again; it must be an OpenStreetMap .osm.pbf with roads",
        remedyChinese: "请重新下载或裁剪；必须是含道路的 OpenStreetMap .osm.pbf 文件")
    ])
  }

  private static func lineLayer(
    _ url: URL, _ path: String, _ fields: LineLayerFields
  ) throws(InputProblems) -> RoadFile {
    #if GDAL
      let layer = try LineLayer(url, path, fields)
      var file = RoadFile(layer.lines, .lineLayer, 0, layer.notes)
      file.nearMisses = layer.nearMisses
      file.rivals = layer.rivals
      return file
    #else
      throw InputProblems([
        InputProblem(
          file: path, english: "this build reads roads from .osm.pbf only", chinese: "此版本只能读取 .osm.pbf 道路文件",
          remedyEnglish: "Use a build with GDAL for Shapefile and GeoPackage",
          remedyChinese: "读取 Shapefile 或 GeoPackage 请使用含 GDAL 的版本")
      ])
    #endif
  }
}

extension Collection where Element: Equatable {
  fileprivate func contains(subsequence: [Element]) -> Bool {
    indices.contains { self[$0...].starts(with: subsequence) }
  }
}
