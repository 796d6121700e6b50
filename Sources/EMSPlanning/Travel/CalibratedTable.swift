import EMSModel

/// A speed table made of what a log says, as YAML.
public struct CalibratedTable: Sendable {
  public let yaml: String

  /// - Parameters:
  ///   - base: the table of the tool that the log was compared with.
  ///   - mode: the mode of the log.
  ///   - log: what the file is called.
  /// - Throws: that the speeds would be beyond what the mode can go.
  public init(
    _ calibration: SpeedCalibration, base: SpeedTable, mode: TravelMode, log: String
  ) throws(InputProblems) {
    func figure(_ value: Double) -> String { NumberText.decimals(value, 3) }
    let errors = [calibration.errorBefore, calibration.errorAfter].map { NumberText.decimals($0 * 100, 1) }
    let quoted = log.replacing("\"", with: "'").replacing("\\", with: "/")
    var sources: [String] = []
    var rows: [String] = []
    var lowered: [String] = []
    for (index, factor) in calibration.factors.enumerated() {
      let name = "log-\(index + 1)"
      sources.append(
        "  \(name): {text: \"\(quoted): \(factor.runs) runs, 95 % from \(figure(factor.low)) to \(figure(factor.high))\", verified: true}"
      )
      // As it is written: what is held against it must be held against that.
      let written = (factor.speed * 1000).rounded() / 1000
      for roadClass in factor.classes {
        rows.append(
          Self.row(
            roadClass, mode, written, name, min(factor.low, written)...max(factor.low, factor.high, written)))
        lowered += Self.companions(base, roadClass, mode, written)
      }
    }
    if !lowered.isEmpty {
      sources.append(
        "  not-slower: {text: \"Assumed: nobody is quicker than an ambulance on the same road\", verified: true}")
    }
    yaml =
      ([
        "# Factors of speed by class of road, from \(calibration.used) runs of \(quoted).",
        "# The median error of a run was \(errors[0]) % before and is \(errors[1]) % now; classes that are not named keep their speed.",
        "title: {en: \"\(base.title.english), calibrated on \(calibration.used) runs\", zh: \"\(base.title.chinese)，按 \(calibration.used) 次出车校准\"}",
        "extends: \(base.name)", "sources:",
      ] + sources + ["factors:"] + rows + lowered).joined(separator: "\n") + "\n"
    _ = try SpeedTable(yaml: yaml, file: "speeds.yaml", name: "speeds.yaml")
  }

  /// - Parameter range: the 95 % interval of the factor.
  private static func row(
    _ roadClass: String, _ mode: TravelMode, _ factor: Double, _ source: String, _ range: ClosedRange<Double>? = nil
  ) -> String {
    func figure(_ value: Double) -> String { NumberText.decimals(value, 3) }
    let interval = range.map { ", low: \(figure($0.lowerBound)), high: \(figure($0.upperBound))" } ?? ""
    return
      "  - {class: \(roadClass), mode: \(mode.rawValue), factor: \(figure(factor))\(interval), source: \(source)}"
  }

  /// What keeps an ambulance from being overtaken: others as slow as it, or it as quick as a calibrated car.
  private static func companions(
    _ base: SpeedTable, _ roadClass: String, _ mode: TravelMode, _ factor: Double
  ) -> [String] {
    func speed(_ mode: TravelMode) -> Double? { base.speeds[mode]?[roadClass]?.kilometresPerHour }
    guard let own = speed(mode) else { return [] }
    // Rounded toward the ambulance's side.
    if mode == .ambulance {
      return TravelMode.allCases.filter { $0 != .ambulance }.compactMap { other in
        guard let kmh = speed(other), kmh > own * factor else { return nil }
        return row(roadClass, other, ((own * factor / kmh) * 1000).rounded(.down) / 1000, "not-slower")
      }
    }
    guard let ambulance = speed(.ambulance), own * factor > ambulance else { return [] }
    return [row(roadClass, .ambulance, ((own * factor / ambulance) * 1000).rounded(.up) / 1000, "not-slower")]
  }
}
