import EMSModel
import GeoKit

extension Situation {
  /// How many of those beyond the greatest emergency radius have ground outside the region within it: nobody gives the
  /// facilities there, which may reach them. nil where there are none, or no shape tells where the region ends.
  var borderNote: Note? {
    guard area.neighbours.isEmpty else { return nil }
    let limit = profile.emergencyRadius.upperBound
    let outlines = area.counties.compactMap(\.outline)
    let shapes =
      !outlines.isEmpty && outlines.count == area.counties.count
      ? outlines : area.townships.map(\.boundary).filter { !$0.isEmpty }
    guard !shapes.isEmpty, let region = try? PointLocator(shapes) else { return nil }
    let beyond = zip(coverage.settlements, coverage.reaches).filter { $1.distance.map { $0 > limit } ?? true }.map(\.0)
    let atBorder = beyond.filter { settlement in
      region.locate(all: Self.ring(around: settlement.location, limit)).contains(nil)
    }
    guard !atBorder.isEmpty else { return nil }
    let people = atBorder.compactMap(\.population)
    let count =
      people.isEmpty
      ? Phrase(atBorder.count.of("settlement", "settlements"), "\(NumberText.grouped(atBorder.count)) 个村居")
      : Phrase("\(NumberText.grouped(people.reduce(0, +))) people", "\(NumberText.grouped(people.reduce(0, +))) 人")
    let names = Dictionary(area.townships.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let towns = Set(atBorder.compactMap(\.townshipID)).sorted().compactMap { names[$0] }
    let list =
      towns.isEmpty
      ? Phrase("", "")
      : Phrase(
        " (\(towns.count.of("town", "towns")): \(towns.shortList.english))",
        "（\(towns.count) 个乡镇：\(towns.shortList.chinese)）")
    let name = LimitName(limit).text
    let planned = added.values.allSatisfy(\.isEmpty) ? Phrase("", "") : Phrase(" with the plan", "（方案实施后）")
    return Note(
      .warning,
      english:
        "No facilities outside the region are known: \(count.english) of those beyond \(name.english)\(planned.english) have its border within "
        + "\(name.english) and may be reached from the other side\(list.english); list those facilities in the plan (inputs: neighbours:)",
      chinese:
        "区域以外的机构未知：\(name.chinese)以外\(planned.chinese)者中，\(count.chinese)距区域边界不足\(name.chinese)，可能由界外机构就近服务\(list.chinese)；请在方案中列出界外机构（inputs: neighbours:）"
    )
  }

  /// Points all around a place at a distance.
  private static func ring(around place: Coordinate, _ distance: Distance) -> [Coordinate] {
    stride(from: 0.0, to: 360, by: 15).map { Geodesic.destination(from: place, azimuth: $0, distance: distance) }
  }
}
