import EMSFormats
import EMSModel
import Foundation
import TravelNetwork

/// Lines that nobody crosses off the road: those of the extract of the roads, or of a layer.
public struct BarrierFile: Sendable {
  public var pieces: [BarrierPiece]
  public var notes: [Note]

  /// - Parameters:
  ///   - source: ``PlanFile/Roads/barriersOfExtract``, or what messages call the layer.
  ///   - url: where the layer is.
  ///   - roads: the file of the roads, and what messages call it.
  ///   - crs: the datum of a layer that declares none.
  ///   - field: the option or key that asks for barriers.
  /// - Throws: ``InputProblems`` when the file cannot be read, or the roads are no extract.
  public init(
    _ source: String, at url: URL, roads: (url: URL, name: String), crs: String?, field: String
  ) throws(InputProblems) {
    let name: String
    if source == PlanFile.Roads.barriersOfExtract {
      name = roads.name
      pieces = try Self.ofExtract(roads, field: field)
      notes = []
    } else {
      name = source
      (pieces, notes) = try Self.ofLayer(url, source, crs)
    }
    notes.append(Self.note(pieces, name))
  }

  private static func ofExtract(
    _ roads: (url: URL, name: String), field: String
  ) throws(InputProblems) -> [BarrierPiece] {
    let data = try InputFile.read(roads.url, as: roads.name)
    let read: Result<[BarrierPiece], InputProblems> = data.withUnsafeBytes { raw in
      let bytes = raw.bindMemory(to: UInt8.self)
      return Result { () throws(InputProblems) in
        guard RoadFile.isExtract(bytes, roads.name) else {
          throw InputProblems([
            InputProblem(
              file: roads.name, field: field, value: PlanFile.Roads.barriersOfExtract,
              english: "the roads are no OpenStreetMap extract (.osm.pbf), so they hold no rivers, railways or fences",
              chinese: "道路不是 OpenStreetMap 提取文件（.osm.pbf），其中没有河流、铁路或围栏",
              remedyEnglish: "Name a line layer of the barriers", remedyChinese: "请指定障碍线图层")
          ])
        }
        do throws(OpenStreetMapError) {
          return try OpenStreetMapReader.barriers(in: bytes)
        } catch { throw RoadFile.problem(error, roads.name) }
      }
    }
    return try read.get()
  }

  private static func ofLayer(
    _ url: URL, _ name: String, _ crs: String?
  ) throws(InputProblems) -> (pieces: [BarrierPiece], notes: [Note]) {
    #if GDAL
      let layer = try LineLayer(barriers: url, name, crs: crs)
      let lines = layer.lines
      var pieces: [BarrierPiece] = []
      for line in 0..<lines.count {
        for index in Int(lines.firstPoint[line])..<Int(lines.firstPoint[line + 1]) - 1 {
          let (a, b) = (Int(lines.points[index]), Int(lines.points[index + 1]))
          pieces.append(
            BarrierPiece(
              longitude: lines.longitudes[a], latitude: lines.latitudes[a], endLongitude: lines.longitudes[b],
              endLatitude: lines.latitudes[b]))
        }
      }
      return (pieces, layer.notes)
    #else
      throw InputProblems([
        InputProblem(
          file: name, english: "this build reads barriers from .osm.pbf only", chinese: "此版本只能读取 .osm.pbf 中的障碍线",
          remedyEnglish: "Use a build with GDAL for line layers", remedyChinese: "读取线图层请使用含 GDAL 的版本")
      ])
    #endif
  }

  private static func note(_ pieces: [BarrierPiece], _ name: String) -> Note {
    if pieces.isEmpty {
      return Note(
        .warning, english: "\(name) holds no barriers: ways off the road cross everything",
        chinese: "\(name) 中没有障碍线：道路以外的行程不受阻挡")
    }
    let kilometres = NumberText.decimals(pieces.reduce(0) { $0 + $1.metres } / 1000, 1)
    return Note(
      .derivation, english: "ways off the road do not cross the \(kilometres) km of barriers in \(name)",
      chinese: "道路以外的行程不穿越 \(name) 中共 \(kilometres) 公里的障碍线")
  }
}
