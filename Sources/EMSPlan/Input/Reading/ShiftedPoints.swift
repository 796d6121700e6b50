import GeoKit

/// Finds files whose points all sit the length of a map shift away from where other files have the same places.
///
/// A file that is in GCJ-02 and declared as WGS 84 (or the other way round) puts a health centre 300 to 700 m from the
/// seat it stands at, always by the shift that the formulae give there. Such files are flagged, never moved.
enum ShiftedPoints {
  /// Two files have one place when they put it within this distance.
  private static let samePlace = Distance.metres(60)
  private static let leastHits = 3
  /// The share of a file's points that must sit a shift away.
  private static let leastShare = 0.2

  private static let suspicions: [(undo: @Sendable (Coordinate) -> Coordinate, english: String, chinese: String)] = [
    ({ GCJ02.toWGS84($0) }, "is in GCJ-02 and declared otherwise", "为 GCJ-02 坐标而声明有误"),
    ({ BD09.toWGS84($0) }, "is in BD-09 and declared otherwise", "为 BD-09 坐标而声明有误"),
    ({ GCJ02.fromWGS84($0) }, "was not in GCJ-02 though declared so, or was converted twice", "并非 GCJ-02 坐标或被重复转换"),
    ({ BD09.fromWGS84($0) }, "was not in BD-09 though declared so, or was converted twice", "并非 BD-09 坐标或被重复转换"),
  ]

  /// Warns when many of a file's points would meet a place of the other files if a shift were undone.
  ///
  /// - Parameters:
  ///   - points: the file's points as read, in WGS 84.
  ///   - places: the points of other files, in WGS 84.
  static func check(
    _ points: [Coordinate], of reader: LayerReader, against places: [Coordinate], _ findings: inout Findings
  ) {
    if points.count < leastHits || places.isEmpty { return }
    let index = NearestIndex(places)
    func meets(_ point: Coordinate) -> Bool { index.hasAny(within: samePlace, of: point) }
    let astray = points.filter { !meets($0) }
    for suspicion in suspicions {
      // Where the shift is nothing, undoing it proves nothing.
      let hits = astray.count { point in
        let undone = suspicion.undo(point)
        return undone != point && meets(undone)
      }
      if hits >= leastHits, Double(hits) >= leastShare * Double(points.count) {
        let file = reader.layer.file
        findings.note(
          .warning,
          "\(file): \(hits) of \(points.count) points sit exactly a map shift away from places of other files; it looks as if one of the files \(suspicion.english). Nothing was moved: check crs in the plan",
          "\(file)：\(points.count) 个点中有 \(hits) 个与其他文件中的地点恰好相差一个地图偏移，可能有文件\(suspicion.chinese)。未作移动，请核对方案中的 crs")
        return
      }
    }
  }
}
