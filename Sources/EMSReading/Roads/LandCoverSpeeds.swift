import EMSModel

/// How fast one moves on each class of land cover, as planners write it.
public struct LandCoverSpeeds: Hashable, Sendable {
  /// Kilometres per hour on level ground by value of the raster; zero is impassable.
  public let byClass: [Int: Double]

  /// - Parameters:
  ///   - text: `class=km/h,…` with whole classes and speeds from 0 to 200, such as `10=3,40=4.5,80=0`.
  ///   - file: where it stands, a plan or an option.
  ///   - field: the key in the plan.
  /// - Throws: every part that is none, has a speed out of range, or names a class again; and that nothing is passable.
  public init(_ text: String, in file: String, field: String? = nil) throws(InputProblems) {
    var speeds: [Int: Double] = [:]
    var findings = Findings()
    func add(
      _ value: String, _ what: Phrase, _ remedy: Phrase = Phrase("Write 10=3,40=4.5,80=0", "请写作 10=3,40=4.5,80=0")
    ) {
      findings.add(InputProblem(file: file, field: field, value: value, what, remedy), rule: value)
    }
    for part in AssignmentWords.read(text) {
      guard let (word, speed) = part.pair, let name = Int(word) else {
        add(part.written, Phrase("“\(part.written)” is not class=km/h", "“\(part.written)”不是“类别值=km/h”"))
        continue
      }
      if !(0...200).contains(speed) {
        add(
          part.written,
          Phrase(
            "“\(part.written)”: the speed of class \(name) must lie between 0 and 200 km/h",
            "“\(part.written)”：类别 \(name) 的速度须在 0 至 200 km/h 之间"))
      } else if speeds.updateValue(speed, forKey: name) != nil {
        add(part.written, Phrase("class \(name) has two speeds", "类别 \(name) 有两个速度"), Phrase("Keep one", "请只保留一个"))
      }
    }
    if findings.problems.isEmpty, !speeds.values.contains(where: { $0 > 0 }) {
      add(text, Phrase("no class has a speed above zero", "没有任何类别的速度大于零"))
    }
    try findings.throwProblems()
    byClass = speeds
  }

  /// Seconds for each metre of a class; infinite where it is impassable, nil where the class has no speed.
  func secondsPerMetre(of landCover: Int) -> Float? {
    byClass[landCover].map { $0 > 0 ? Float(3.6 / $0) : .infinity }
  }
}
