import EMSFormats
import EMSModel
import Foundation
import GeoKit

/// Journeys of a dispatch centre's log: where from, where to, and how long they took.
public enum DispatchLog {
  /// One row.
  public struct Run: Hashable, Sendable {
    /// WGS 84.
    public var from: Coordinate
    public var to: Coordinate
    /// As the log says, above zero.
    public var minutes: Double
    /// The row of the file, from 1.
    public var row: Int
  }

  /// Reads `from_lon,from_lat,to_lon,to_lat,minutes`; other columns are passed over.
  ///
  /// - Parameter datum: of all four coordinates.
  /// - Throws: every problem of the table: missing columns, cells that are no numbers, places off the globe, minutes of
  ///   zero or more than a day.
  public static func read(_ url: URL, as name: String, in datum: Datum) throws(InputProblems) -> [Run] {
    var rows = try InstanceTable(url, isPlain: false)
    let why = Phrase("a run is known by its two ends and its minutes", "每次出车由两端位置和分钟数表示")
    let names = ["from_lon", "from_lat", "to_lon", "to_lat", "minutes"]
    let columns = names.compactMap { rows.requiredColumn($0, why: why) }
    guard columns.count == names.count else { throw InputProblems(rows.problems) }
    var runs: [Run] = []
    do throws(DatumError) {
      let converter = try DatumConverter(from: datum)
      for row in 0..<rows.table.rowCount {
        let cells = columns.enumerated().map { index, column in
          rows.number(row, column, isNegativeAllowed: index < 4)
        }
        let values = cells.compactMap { $0 }
        guard values.count == names.count else { continue }
        for (index, most) in [(0, 180.0), (1, 90), (2, 180), (3, 90)] where abs(values[index]) > most {
          rows.add(
            row: row, columns[index], value: "\(values[index])",
            Phrase("\(values[index]) is off the globe", "\(values[index]) 超出范围"),
            remedy: Phrase("Give longitude and latitude in degrees", "请填写以度为单位的经纬度"))
        }
        if !(values[4] > 0 && values[4] <= 1440) {
          rows.add(
            row: row, columns[4], value: "\(values[4])",
            Phrase("a run takes more than no time and less than a day", "出车时间应大于 0 且不超过一天"),
            remedy: Phrase(
              "Give the minutes (not seconds) from wheels rolling to arrival", "请填写从车轮转动到到达的分钟数（不是秒）"))
        }
        if !rows.problems.isEmpty { continue }
        runs.append(
          Run(
            from: try converter.toWGS84(Coordinate(longitude: values[0], latitude: values[1])),
            to: try converter.toWGS84(Coordinate(longitude: values[2], latitude: values[3])), minutes: values[4],
            row: row + 2))
      }
    } catch {
      throw InputProblems([
        InputProblem(
          file: name, field: "--runs-crs", value: datum.name, english: "a place cannot be converted from \(datum.name)",
          chinese: "无法从 \(datum.name) 转换坐标", remedyEnglish: "Declare the datum of the log",
          remedyChinese: "请声明记录的坐标系")
      ])
    }
    guard rows.problems.isEmpty else { throw InputProblems(rows.problems) }
    return runs
  }
}
