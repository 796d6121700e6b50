import EMSModel
import GeoKit

/// Finds files whose points all sit the length of a map shift away from where other files have the same places, or
/// from the townships that their rows name.
///
/// A file that is in GCJ-02 and declared as WGS 84 (or the other way round) puts a health centre 300 to 700 m from the
/// seat it stands at, always by the shift that the formulae give there. Such files are flagged, never moved.
enum ShiftedPoints {
  /// Two files have one place when they put it within this distance.
  private static let samePlace = Distance.metres(60)
  private static let leastHits = 3
  /// The share of a file's points that must sit a shift away.
  private static let leastShare = 0.2
  /// The share of the points outside their township that undoing the shift must bring into it. Points that are wrong by
  /// themselves are mended by no shift; without a shift, few points lie within its length of a border.
  private static let leastShareMended = 0.8

  private static let suspicions: [(undo: @Sendable (Coordinate) -> Coordinate, english: String, chinese: String)] = [
    ({ GCJ02.toWGS84($0) }, "is in GCJ-02 and declared otherwise", "为 GCJ-02 坐标而声明有误"),
    ({ BD09.toWGS84($0) }, "is in BD-09 and declared otherwise", "为 BD-09 坐标而声明有误"),
    ({ GCJ02.fromWGS84($0) }, "was not in GCJ-02 though declared so, or was converted twice", "并非 GCJ-02 坐标或被重复转换"),
    ({ BD09.fromWGS84($0) }, "was not in BD-09 though declared so, or was converted twice", "并非 BD-09 坐标或被重复转换"),
  ]

  /// Warns when undoing a shift would bring nearly all of the points that lie outside their township into it.
  ///
  /// - Parameters:
  ///   - points: those of the file's points that lie outside the township that their row names, in WGS 84.
  ///   - count: the points of the file.
  ///   - isInside: whether a place lies in the township of the point at an index of `points`.
  static func check(
    outsideTheirTownship points: [Coordinate], of reader: InputReader, count: Int,
    isInside: (Coordinate, Int) -> Bool, _ findings: inout Findings
  ) {
    if points.count < leastHits { return }
    // BD-09 lies beyond GCJ-02, so that undoing either may help: the one that mends most is named.
    let tries = suspicions.map { suspicion in
      (suspicion, mended: points.indices.count { isInside(suspicion.undo(points[$0]), $0) })
    }
    guard let most = tries.map(\.mended).max(), let (suspicion, mended) = tries.first(where: { $0.mended == most }),
      mended >= leastHits, Double(mended) >= leastShareMended * Double(points.count)
    else { return }
    let file = reader.file
    findings.note(
      .warning,
      "\(file): \(points.count) of \(count) points lie outside the township that their row names, and a map shift would bring \(mended) of them into it; it looks as if one of the files \(suspicion.english). Nothing was moved: check crs in the plan",
      "\(file)：\(count) 个点中有 \(points.count) 个不在所填乡镇内，其中 \(mended) 个消除地图偏移后即在其内，可能有文件\(suspicion.chinese)。未作移动，请核对方案中的 crs"
    )
  }

  /// Warns when many of a file's points would meet a place of the other files if a shift were undone.
  ///
  /// - Parameters:
  ///   - points: the file's points as read, in WGS 84.
  ///   - places: the points of other files, in WGS 84.
  static func check(
    _ points: [Coordinate], of reader: InputReader, against places: [NearestIndex], _ findings: inout Findings
  ) {
    if points.count < leastHits || places.allSatisfy({ $0.count == 0 }) { return }
    func meets(_ point: Coordinate) -> Bool { places.contains { $0.hasAny(within: samePlace, of: point) } }
    let astray = points.filter { !meets($0) }
    for suspicion in suspicions {
      // Where the shift is nothing, undoing it proves nothing.
      let hits = astray.count { point in
        let undone = suspicion.undo(point)
        return undone != point && meets(undone)
      }
      if hits >= leastHits, Double(hits) >= leastShare * Double(points.count) {
        let file = reader.file
        findings.note(
          .warning,
          "\(file): \(hits) of \(points.count) points sit exactly a map shift away from places of other files; it looks as if one of the files \(suspicion.english). Nothing was moved: check crs in the plan",
          "\(file)：\(points.count) 个点中有 \(hits) 个与其他文件中的地点恰好相差一个地图偏移，可能有文件\(suspicion.chinese)。未作移动，请核对方案中的 crs")
        return
      }
    }
  }
}
