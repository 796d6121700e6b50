import ArgumentParser
import EMSPlan
import Foundation
import GeoKit

extension RoadsCommand {
  /// `emsplan roads calibrate`: speeds from a log of journeys.
  struct Calibrate: AsyncParsableCommand, WritingCommand {
    static let configuration = CommandConfiguration(
      abstract: "Fit the speeds of classes of road to a log of journeys.",
      discussion: """
        The log is a table with from_lon,from_lat,to_lon,to_lat,minutes: minutes from wheels rolling to arrival, or from \
        the call with --turnout-minutes. For each class of road with enough minutes in the log it says by what its \
        speed has to be multiplied, with the 95 % interval (robust least squares of relative errors), and writes a table \
        of speeds for --speeds and inputs.roads.speeds.

        EXAMPLE
          emsplan roads calibrate county.osm.pbf --runs dispatch.csv --speeds china -o ours.yaml
        """)

    @Argument(help: "Stored roads, an .osm.pbf, or a line layer.")
    var source: String

    @Option(help: ArgumentHelp("The log: from_lon,from_lat,to_lon,to_lat,minutes.", valueName: "file"))
    var runs: String

    @Option(help: ArgumentHelp("Datum of the log: wgs84, cgcs2000, gcj02, bd09 or epsg:N.", valueName: "datum"))
    var runsCRS = "wgs84"

    @Option(help: "\(TravelMode.listed).")
    var mode = TravelMode.ambulance

    @Option(help: ArgumentHelp("Minutes of turnout that the log's minutes hold.", valueName: "minutes"))
    var turnoutMinutes = 0.0

    @Option(name: .shortAndLong, help: ArgumentHelp("The table of speeds to write, .yaml.", valueName: "file"))
    var output: String

    @OptionGroup var layer: LineLayerOptions
    @OptionGroup var scenario: ScenarioOptions
    @OptionGroup var global: GlobalOptions

    var outputs: [String] { [output] }

    func validate() throws {
      guard (0...120).contains(turnoutMinutes) else {
        throw ValidationError("--turnout-minutes must lie between 0 and 120.", "--turnout-minutes 应在 0 至 120 之间。")
      }
      guard Datum(name: runsCRS) != nil else {
        throw ValidationError("--runs-crs: “\(runsCRS)” is not a known datum.", "--runs-crs：“\(runsCRS)”不是已知的坐标系。")
      }
      if let table = scenario.speeds, SpeedTable.names.contains(table) == false {
        let tables = SpeedTable.names.joined(separator: ", ")
        throw ValidationError(
          "--speeds: calibrate on a table of the tool: \(tables).", "--speeds：请以工具自带的速度表校准：\(tables)。")
      }
    }

    func run() async throws {
      try await global.reportingErrors {
        TerminalInterrupt.install()
        let file = try OutputFile(output, overwrite: global.overwrite, inputs: [source, runs] + scenario.files)
        let log = try DispatchLog.read(URL(fileURLWithPath: runs), as: runs, in: Datum(name: runsCRS) ?? .wgs84)
        let roads = try RoadFile(source, layer: layer.fields)
        let scenario = try self.scenario.scenario(layer, of: roads)
        global.report(roads.notes + TravelOptions.notes(roads, scenario), withDerivations: true)
        let calibration = try SpeedCalibration(
          log.map {
            SpeedCalibration.Run(from: $0.from, to: $0.to, time: .seconds(($0.minutes - turnoutMinutes) * 60))
          },
          on: roads.lines, mode: mode, in: scenario)
        let table = try CalibratedTable(calibration, base: scenario.speeds ?? .standard, mode: mode, log: runs)
        try file.append(Array(table.yaml.utf8))
        try file.commit()
        if global.json {
          try StandardOutput.write(JSONWriter.indented(summary(calibration, log.count)))
        } else if !global.quiet {
          for line in lines(calibration, log) { try StandardOutput.print(line) }
        }
      }
    }

    private func lines(_ calibration: SpeedCalibration, _ log: [DispatchLog.Run]) -> [String] {
      let isChinese = global.language == .chinese
      func figure(_ value: Double) -> String { NumberText.decimals(value, 2) }
      func percent(_ value: Double) -> String { NumberText.decimals(value * 100, 1) }
      var lines = calibration.factors.map { factor in
        let classes = factor.classes.joined(separator: ", ")
        let interval = "\(figure(factor.low))–\(figure(factor.high))"
        return isChinese
          ? "  \(classes)：速度 × \(figure(factor.speed))（95 % 区间 \(interval)；\(factor.runs) 次出车，占时间 \(percent(factor.share)) %）"
          : "  \(classes): speed × \(figure(factor.speed)) (95 % \(interval); \(factor.runs) runs, \(percent(factor.share)) % of the minutes)"
      }
      let (before, after) = (percent(calibration.errorBefore), percent(calibration.errorAfter))
      lines.append(
        isChinese
          ? "使用 \(calibration.used) 次出车（\(calibration.outlying) 次异常）；中位误差由 \(before) % 降至 \(after) %；已写入 \(output)"
          : "\(calibration.used) runs used, \(calibration.outlying) of them outlying; median error \(before) % before, \(after) % now; wrote \(output)"
      )
      if !calibration.withoutWay.isEmpty {
        let rows = calibration.withoutWay.prefix(5).map { "\(log[$0].row)" }.joined(separator: ", ")
        lines.append(
          isChinese
            ? "\(calibration.withoutWay.count) 次出车两端之间没有道路，或用时不足出车时间，未使用：第 \(rows) 行"
            : "\(calibration.withoutWay.count) runs left out, with no way between their ends or no time after the turnout: rows \(rows)"
        )
      }
      return lines
    }

    private func summary(_ calibration: SpeedCalibration, _ count: Int) -> PropertyValue {
      [
        "mode": .text(mode.rawValue), "runs": .whole(count), "used": .whole(calibration.used),
        "outlying": .whole(calibration.outlying), "without_way": .whole(calibration.withoutWay.count),
        "median_error_before": .share(calibration.errorBefore), "median_error_after": .share(calibration.errorAfter),
        "factors": .list(
          calibration.factors.map { factor in
            [
              "classes": .list(factor.classes.map { .text($0) }), "speed_factor": .decimal(factor.speed, places: 4),
              "low": .decimal(factor.low, places: 4), "high": .decimal(factor.high, places: 4),
              "runs": .whole(factor.runs), "share_of_minutes": .share(factor.share),
            ]
          }), "output": .text(output),
      ]
    }
  }
}
