import EMSModel
import EMSReading
import TravelNetwork

extension GroundFile {
  /// The ground as the mode crosses it.
  ///
  /// - Throws: ``InputProblems`` where the fastest cell is faster than the mode can go, or slower than any ground is everywhere:
  ///   then the values are in another unit.
  public func grid(for mode: TravelMode) throws(InputProblems) -> FrictionGrid {
    try checkPaces(mode)
    var grid = ground
    grid.slope = RoadMode(mode).slope
    return grid
  }

  private func checkPaces(_ mode: TravelMode) throws(InputProblems) {
    let (fastest, slowest) = (3.6 / Double(paces.lowerBound), 3.6 / Double(paces.upperBound))
    let most = mode.fastest
    func speed(_ value: Double) -> String { NumberText.decimals(value, value < 10 ? 2 : 0) }
    if fastest > most {
      let mode = mode.title
      guard case .friction = source else {
        throw RasterFile.problem(
          source.path,
          "the fastest class of land cover is crossed at \(speed(fastest)) km/h; no \(mode.english) goes above \(Int(most))",
          "最快的土地覆盖类别速度为 \(speed(fastest)) km/h；\(mode.chinese)不会超过 \(Int(most)) km/h",
          ("Give speeds of the mode of travel", "请给出该出行方式的速度"))
      }
      let isMinutes = fastest / 60 <= most
      throw RasterFile.problem(
        source.path,
        "the least friction is \(paces.lowerBound), as seconds per metre \(speed(fastest)) km/h; no \(mode.english) goes above \(Int(most))"
          + (isMinutes
            ? ". It looks like minutes per metre (\(speed(fastest / 60)) to \(speed(slowest / 60)) km/h)" : ""),
        "最小阻力值为 \(paces.lowerBound)，按每米秒数计为 \(speed(fastest)) km/h；\(mode.chinese)不会超过 \(Int(most)) km/h"
          + (isMinutes ? "。该值似为每米分钟数（\(speed(fastest / 60)) 至 \(speed(slowest / 60)) km/h）" : ""),
        (
          "Declare the unit: --friction-unit minutes-per-metre, unit: minutes-per-metre in the plan; or correct the raster",
          "请声明单位：--friction-unit minutes-per-metre，规划文件中为 unit: minutes-per-metre；或更正栅格"
        ))
    }
    if case .friction = source, fastest < Self.slowestGround {
      throw RasterFile.problem(
        source.path,
        "the least friction is \(paces.lowerBound), as seconds per metre \(speed(fastest)) km/h: nobody is so slow everywhere. It looks like minutes per kilometre, or km/h",
        "最小阻力值为 \(paces.lowerBound)，按每米秒数计仅 \(speed(fastest)) km/h，不可能处处如此缓慢。该值似为每公里分钟数或 km/h",
        (
          "Declare the unit: --friction-unit minutes-per-kilometre or kilometres-per-hour, unit in the plan; or give seconds per metre",
          "请声明单位：--friction-unit minutes-per-kilometre 或 kilometres-per-hour（规划文件中为 unit）；或提供每米秒数"
        ))
    }
  }

  /// What a reader must know of the values for the mode: that even the quickest ground is slow for it; nil where nothing.
  ///
  /// - Parameter isOffRoad: whether there are roads besides, so that the ground is where people walk.
  public func doubt(for mode: TravelMode, isOffRoad: Bool) -> Note? {
    let fastest = 3.6 / Double(paces.lowerBound)
    if case .friction(let path, _) = source, !isUnitSaid, isMostlyQuick {
      let top = NumberText.decimals(fastest, 0)
      return Note(
        .warning,
        english:
          "\(path): most of the ground is crossed at more than 60 km/h (the quickest at \(top)), as no ground without a road is. Where the values are minutes per metre, declare it (--friction-unit, unit in the plan)",
        chinese:
          "\(path)：大部分地面的速度超过 60 km/h（最快 \(top) km/h），无路地面不可能如此。若数值为每米分钟数，请声明单位（--friction-unit，规划文件中为 unit）")
    }
    let usual = isOffRoad ? TravelMode.walk.slowestGround : mode.slowestGround
    guard case .friction(let path, _) = source, !isUnitSaid, fastest < usual else { return nil }
    let speed = NumberText.decimals(fastest, 1)
    return Note(
      .warning,
      english:
        "\(path): even the quickest cell is crossed at \(speed) km/h, which is slow for \(mode.title.english). Where the values are km/h, m/s or minutes per kilometre, declare it (--friction-unit, unit in the plan)",
      chinese:
        "\(path)：最快的单元也只有 \(speed) km/h，对\(mode.title.chinese)而言偏慢。若数值为 km/h、m/s 或每公里分钟数，请声明单位（--friction-unit，规划文件中为 unit）"
    )
  }

  /// Kilometres per hour below which no ground is everywhere.
  private static let slowestGround = 0.5
}
