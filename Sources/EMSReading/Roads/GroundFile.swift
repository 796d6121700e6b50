import EMSFormats
import EMSModel
import Foundation
import GeoKit
import TravelNetwork

/// A raster file of one band, in degrees.
public struct RasterFile: Sendable {
  public var frame: GridFrame
  /// Row by row from the north-west; not a number where there is no data.
  public var values: [Float]
  /// What the band says of its unit; empty where it says nothing.
  public var unit: String
  /// What a reader must know of blocks that the file leaves out, and of a datum that it does not declare.
  var notes: [Note]

  /// - Throws: ``InputProblems`` when the file is missing, not a raster, not north-up in degrees, or needs GDAL and
  ///   this build has none.
  public init(_ path: String) throws(InputProblems) {
    try InputFile.check(URL(fileURLWithPath: path), as: path)
    #if GDAL
      self = try GDALRaster.read(path)
    #else
      throw Self.problem(path, "this build reads no rasters", "此版本不能读取栅格", ("Use a build with GDAL", "请使用含 GDAL 的版本"))
    #endif
  }

  init(frame: GridFrame, values: [Float], unit: String = "", notes: [Note] = []) {
    self.frame = frame
    self.values = values
    self.unit = unit
    self.notes = notes
  }

  package static func problem(
    _ path: String, _ english: String, _ chinese: String, _ remedy: (String, String)
  ) -> InputProblems {
    InputProblems([
      InputProblem(file: path, english: english, chinese: chinese, remedyEnglish: remedy.0, remedyChinese: remedy.1)
    ])
  }

  /// The values at the middles of another raster's cells, even between the middles of four cells of this one; not a
  /// number outside, and where this raster has no data.
  public func interpolated(at frame: GridFrame) -> [Float] {
    if frame == self.frame { return values }
    return (0..<frame.count).map { interpolated(at: frame.centre(ofCell: $0)) }
  }

  private func interpolated(at place: Coordinate) -> Float {
    guard let own = frame.cell(at: place), values[own].isFinite else { return .nan }
    let x = (place.longitude - frame.west) / frame.cellWidth - 0.5
    let y = (frame.north - place.latitude) / frame.cellHeight - 0.5
    var (sum, weights) = (0.0, 0.0)
    for (row, rowWeight) in [
      (y.rounded(.down), 1 - y + y.rounded(.down)), (y.rounded(.down) + 1, y - y.rounded(.down)),
    ] {
      for (column, weight) in [
        (x.rounded(.down), 1 - x + x.rounded(.down)), (x.rounded(.down) + 1, x - x.rounded(.down)),
      ] where row >= 0 && column >= 0 && row < Double(frame.rows) && column < Double(frame.columns) {
        let value = values[Int(row) * frame.columns + Int(column)]
        if !value.isFinite { continue }
        sum += Double(value) * weight * rowWeight
        weights += weight * rowWeight
      }
    }
    return weights > 0 ? Float(sum / weights) : values[own]
  }
}

/// Where the pace of the ground comes from.
public enum GroundSource: Hashable, Sendable {
  /// A raster of the time that a metre takes, in the unit that is named, or that the band declares, or else in seconds.
  case friction(String, unit: FrictionUnit? = nil)
  /// A raster of classes, and how fast one moves on each.
  case landCover(String, LandCoverSpeeds)

  package var path: String {
    switch self {
    case .friction(let path, _), .landCover(let path, _): path
    }
  }
}

/// Ground from files: a raster of the pace or of land cover, and heights where slopes count.
public struct GroundFile: Sendable {
  package let ground: FrictionGrid
  package let source: GroundSource
  /// Whether somebody said in what the friction is, the plan or the band.
  package let isUnitSaid: Bool
  /// The least and the most seconds for each metre of the cells that can be crossed.
  package let paces: ClosedRange<Float>
  /// Whether most of those cells are crossed at more than 60 km/h, as roads are and no ground is.
  package let isMostlyQuick: Bool
  /// What a reader of the results must know.
  public let notes: [Note]

  /// - Throws: ``InputProblems`` for a raster that cannot be read or has no ground that can be crossed, and for heights
  ///   that do not lie under it.
  public init(_ source: GroundSource, elevation: String? = nil) throws(InputProblems) {
    let raster = try RasterFile(source.path)
    var unit: FrictionUnit?
    if case .friction(_, let named) = source { unit = named ?? FrictionUnit(declaredAs: raster.unit) }
    isUnitSaid = unit != nil
    let (paces, found) =
      switch source {
      case .friction(let path, _): try Self.paces(of: raster, path, unit)
      case .landCover(let path, let speeds): try Self.paces(of: raster, path, speeds)
      }
    var notes = raster.notes + found
    if case .friction(let path, let named?) = source, let declared = FrictionUnit(declaredAs: raster.unit),
      declared != named
    {
      notes.append(
        Note(
          .warning,
          english: "\(path): the band declares “\(raster.unit)”, and is read as \(named.rawValue), as was asked",
          chinese: "\(path)：波段声明的单位为“\(raster.unit)”，按指定的 \(named.rawValue) 读取"))
    }
    let heights = try elevation.map { path throws(InputProblems) in try Self.heights(path, at: raster.frame, &notes) }
    if let note = heights.flatMap({ Self.note(onMissing: $0, under: paces) }) { notes.append(note) }
    self.notes = notes
    self.source = source
    let passable = paces.lazy.filter { $0 > 0 && $0.isFinite }
    let fastest = passable.min() ?? 1
    self.paces = fastest...max(fastest, passable.max() ?? 1)
    let (quick, all) = passable.reduce(into: (0, 0)) { counts, pace in
      counts.1 += 1
      if pace < Self.paceOfRoads { counts.0 += 1 }
    }
    isMostlyQuick = 2 * quick > all
    guard let grid = FrictionGrid(frame: raster.frame, secondsPerMetre: paces, elevation: heights) else {
      throw RasterFile.problem(source.path, "the raster is damaged", "栅格已损坏", ("Export it again", "请重新导出"))
    }
    ground = grid
  }

  /// Metres in the units of heights other than the metre itself.
  private static let metresOfUnit: [String: Float] = [
    "ft": 0.3048, "foot": 0.3048, "feet": 0.3048, "internationalfeet": 0.3048, "internationalfoot": 0.3048,
    "英尺": 0.3048,
    "ussurveyfoot": 0.3048006, "ussurveyfeet": 0.3048006, "usft": 0.3048006, "ftus": 0.3048006, "footus": 0.3048006,
    "feetus": 0.3048006, "km": 1000, "dm": 0.1, "decimetre": 0.1, "decimeter": 0.1, "分米": 0.1, "cm": 0.01,
    "centimetre": 0.01, "centimeter": 0.01, "厘米": 0.01, "mm": 0.001,
  ]

  /// From the shore of the Dead Sea to the top of Everest, in metres, with room for the errors of a model.
  private static let heightsOnEarth: ClosedRange<Float> = -500...9000

  private static func heights(
    _ path: String, at frame: GridFrame, _ notes: inout [Note]
  ) throws(InputProblems) -> [Float] {
    var raster = try RasterFile(path)
    notes += raster.notes
    let unit = raster.unit.lowercased().filter { $0.isLetter }
    if let metres = metresOfUnit[unit] {
      for cell in raster.values.indices { raster.values[cell] *= metres }
      notes.append(
        Note(
          .derivation, english: "\(path): the heights declare “\(raster.unit)”, and are read as such",
          chinese: "\(path)：高程声明的单位为“\(raster.unit)”，已换算为米"))
    } else if !unit.isEmpty, !["m", "metre", "metres", "meter", "meters", "米"].contains(unit) {
      notes.append(
        Note(
          .warning,
          english: "\(path): the heights declare the unit “\(raster.unit)”, which is not known; taken as metres",
          chinese: "\(path)：高程声明的单位“\(raster.unit)”无法识别，按米处理"))
    }
    let beyond = raster.values.indices.filter {
      raster.values[$0].isFinite && !heightsOnEarth.contains(raster.values[$0])
    }
    if let first = beyond.first {
      let value = raster.values[first]
      for cell in beyond { raster.values[cell] = .nan }
      notes.append(
        Note(
          .warning,
          english:
            "\(path): \(beyond.count.of("cell has a height", "cells have heights")) that no ground has, such as \(value) m; taken as without data",
          chinese: "\(path)：\(NumberText.grouped(beyond.count)) 个单元的高程不可能存在（如 \(value) 米），视为无数据"))
    }
    let heights = raster.interpolated(at: frame)
    guard heights.contains(where: { $0.isFinite }) else {
      throw RasterFile.problem(
        path, "the heights do not lie where the friction surface lies", "高程与阻力面不重叠",
        ("Give heights of the same area, in degrees", "请提供同一区域、以度为单位的高程"))
    }
    return heights
  }

  /// Of the ground that could be crossed, what a gap in the heights or their edge takes away.
  private static func note(onMissing heights: [Float], under paces: [Float]) -> Note? {
    var (passable, missing) = (0, 0)
    for (pace, height) in zip(paces, heights) where pace > 0 && pace.isFinite {
      passable += 1
      if !height.isFinite { missing += 1 }
    }
    if missing == 0 { return nil }
    let share = NumberText.oneDecimal(100 * Double(missing) / Double(passable))
    return Note(
      .warning,
      english: missing.of("passable cell has", "passable cells have")
        + " no height, and \(missing == 1 ? "is" : "are") taken as impassable (\(share) %)",
      chinese: "\(NumberText.grouped(missing)) 个可通行单元没有高程，视为不可通行（\(share)%）")
  }

  /// Seconds for a metre at 60 km/h.
  private static let paceOfRoads: Float = 0.06

  /// Seconds for a metre, 36 m in an hour: what is slower stands for a void or a barrier, as 255, 9999 and 65535 do.
  private static let slowestCell: Float = 100

  private static func paces(
    of raster: RasterFile, _ path: String, _ unit: FrictionUnit?
  ) throws(InputProblems) -> ([Float], [Note]) {
    var notes: [Note] = []
    if unit == nil, let advice = FrictionUnit.advice(onDeclared: raster.unit) {
      throw RasterFile.problem(
        path, "the band declares the unit “\(raster.unit)”, which is no time for a way and no speed that is read",
        "波段声明的单位“\(raster.unit)”不是单位距离的时间，也不是可读取的速度", (advice.english, advice.chinese))
    }
    if unit == nil, !raster.unit.isEmpty {
      notes.append(
        Note(
          .warning,
          english:
            "\(path): the band declares the unit “\(raster.unit)”, which is not known; taken as seconds per metre",
          chinese: "\(path)：波段声明的单位“\(raster.unit)”无法识别，按每米秒数处理"))
    }
    let negative = raster.values.count { $0 < 0 }
    if negative > 0 {
      let least = raster.values.reduce(0) { $1 < $0 ? $1 : $0 }
      throw RasterFile.problem(
        path, "\(negative.of("cell has", "cells have")) a friction below zero; the least is \(least)",
        "有 \(negative) 个栅格单元的阻力值小于零，最小为 \(least)",
        (
          "Correct them, or declare the value as nodata: gdal_translate -a_nodata",
          "请更正，或声明为无数据值：gdal_translate -a_nodata"
        ))
    }
    guard raster.values.contains(where: { $0 > 0 && $0.isFinite }) else {
      throw RasterFile.problem(
        path, "no cell has a friction above zero", "没有大于零的阻力值",
        ("Give seconds per metre in the first band", "第一波段应为每米秒数"))
    }
    let zero = raster.values.count { $0 == 0 }
    if zero > 0, unit?.isSpeed != true {
      notes.append(
        Note(
          .warning,
          english: zero.of("cell has a friction of 0, and is", "cells have a friction of 0, and are")
            + " taken as impassable",
          chinese: "\(NumberText.grouped(zero)) 个栅格单元的阻力值为 0，视为不可通行"))
    }
    var paces = raster.values
    if let unit { for cell in paces.indices where paces[cell] > 0 { paces[cell] = unit.secondsPerMetre(paces[cell]) } }
    let stopped = paces.indices.filter { paces[$0].isFinite && paces[$0] > slowestCell }
    if let first = stopped.first {
      let value = raster.values[first]
      for cell in stopped { paces[cell] = .infinity }
      notes.append(
        Note(
          .warning,
          english:
            "\(path): \(stopped.count.of("cell is", "cells are")) so slow that nobody crosses, such as \(value); taken as impassable. Declare the value as nodata where it stands for none",
          chinese:
            "\(path)：\(NumberText.grouped(stopped.count)) 个单元慢得无法通行（如 \(value)），视为不可通行。若该值表示无数据，请声明为无数据值"))
    }
    return (paces, notes)
  }

  private static func paces(
    of raster: RasterFile, _ path: String, _ speeds: LandCoverSpeeds
  ) throws(InputProblems) -> ([Float], [Note]) {
    var paces = [Float](repeating: .infinity, count: raster.values.count)
    var unknown: [Int: Int] = [:]
    var known: [Float: Float] = [:]
    for (cell, value) in raster.values.enumerated() where value.isFinite {
      if let pace = known[value] {
        paces[cell] = pace
        continue
      }
      guard let name = Int(exactly: value) else {
        throw RasterFile.problem(
          path, "a cell holds \(value); classes of land cover are whole numbers", "有栅格单元的值为 \(value)；土地覆盖类别应为整数",
          ("Give the raster of classes, not a photograph or a share", "请提供类别栅格，而非影像或比例"))
      }
      if let pace = speeds.secondsPerMetre(of: name) {
        known[value] = pace
        paces[cell] = pace
      } else {
        unknown[name, default: 0] += 1
      }
    }
    let list = unknown.countedList
    guard known.values.contains(where: \.isFinite) else {
      throw RasterFile.problem(
        path, "no cell is of a class that has a speed; the classes are \(list.isEmpty ? "none" : list)",
        "没有任何栅格单元属于已给出速度的类别；现有类别：\(list.isEmpty ? "无" : list)",
        ("Give the speeds of these classes, km/h", "请给出这些类别的速度（km/h）"))
    }
    if unknown.isEmpty { return (paces, []) }
    let note = Note(
      .warning, english: "classes of land cover without a speed, taken as impassable, with their cells: \(list)",
      chinese: "以下土地覆盖类别没有速度，视为不可通行（括号内为单元数）：\(list)")
    return (paces, [note])
  }
}
