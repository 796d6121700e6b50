import EMSModel
import GeoKit

/// Whether one of the files of a plan holds latitude before longitude, told from where its places lie among the others'.
///
/// Each file by itself may be fine: -1.4, 36.7 is a place as 36.7, -1.4 is. Where nearly nothing of two files meets as
/// it is written, and most of it does once the two numbers are exchanged, one of them is the wrong way round.
struct AxisOrder {
  /// The share of a file's places that may meet the other file as written.
  private static let mostMeeting = 0.1
  /// The share of them that must meet it when exchanged.
  private static let leastMeeting = 0.5
  /// Facilities and settlements meet within this distance where there are no townships.
  private static let near = Distance.kilometres(300)

  /// The places of a file.
  struct Places {
    var file: String
    var points: [Coordinate]
    /// What they are, many of them, and in Chinese.
    var what: Phrase
  }

  /// Adds the problem of a file whose places lie in townships only the other way round, or of the townships where the
  /// places of all files do.
  static func check(
    _ files: [Places], against townships: PointLocator, file: String, _ findings: inout Findings
  ) {
    let files = files.filter { !$0.points.isEmpty }
    let suspects = files.filter { places in
      looksExchanged(places.points, as: { townships.locate(all: $0).count { $0 != nil } })
    }
    if suspects.isEmpty { return }
    if suspects.count == files.count, files.count > 1 {
      let what = files.map(\.what.english).joined(separator: " and ")
      let chinese = files.map(\.what.chinese).joined(separator: "和")
      findings.add(
        problem(
          file, Phrase("the \(what) lie in the townships", "\(chinese)位于乡镇内")), rule: "axes")
    } else {
      for places in suspects {
        let holder = files.count > 1 ? places.file : "\(places.file) or \(file)"
        findings.add(
          problem(
            files.count > 1 ? places.file : file,
            Phrase(
              "the \(places.what.english) of \(holder) lie in the townships",
              "\(places.file) 的\(places.what.chinese)位于乡镇内")),
          rule: "axes")
      }
    }
  }

  /// The same for two files of points without townships: which of them is wrong cannot be told.
  static func check(_ a: Places, against b: Places, _ findings: inout Findings) {
    if a.points.isEmpty || b.points.isEmpty { return }
    let index = NearestIndex(b.points)
    guard looksExchanged(a.points, as: { $0.count { index.hasAny(within: near, of: $0) } }) else { return }
    findings.add(
      problem(
        a.file,
        Phrase(
          "its \(a.what.english) lie near the \(b.what.english) of \(b.file)",
          "其\(a.what.chinese)位于 \(b.file) 的\(b.what.chinese)附近")),
      rule: "axes")
  }

  private static func looksExchanged(_ points: [Coordinate], as meeting: ([Coordinate]) -> Int) -> Bool {
    let count = Double(points.count)
    guard Double(meeting(points)) <= mostMeeting * count else { return false }
    let exchanged = points.filter { abs($0.longitude) <= 90 }
      .map { Coordinate(longitude: $0.latitude, latitude: $0.longitude) }
    return Double(meeting(exchanged)) >= leastMeeting * count
  }

  private static func problem(_ file: String, _ what: Phrase) -> InputProblem {
    InputProblem(
      file: file,
      Phrase(
        "longitude and latitude look swapped: \(what.english) only when they are exchanged",
        "经纬度似乎颠倒：只有互换后，\(what.chinese)"),
      Phrase("Set swap_xy: true for the file that is wrong, or correct it", "请为有误的文件设置 swap_xy: true，或改正文件"))
  }
}
