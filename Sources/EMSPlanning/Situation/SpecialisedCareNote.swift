import EMSModel
import GeoKit

extension PlanningArea {
  /// Whose nearest hospital treats some patients only by its name (妇幼保健院): the lists call it secondary, and it counts as
  /// second-level care; nil where it is nobody's nearest.
  var specialisedCareNote: Note? {
    let hospitals = reachable.filter(\.isHospital)
    let some = hospitals.filter(\.treatsSomeOnly).sorted { $0.id < $1.id }
    let others = hospitals.filter { !$0.treatsSomeOnly }
    guard !some.isEmpty else { return nil }
    let (nearSome, nearOthers) = (NearestIndex(some.map(\.location)), NearestIndex(others.map(\.location)))
    var names: Set<String> = []
    var (places, people) = (0, 0)
    for settlement in settlements {
      guard let nearest = nearSome.nearest(to: settlement.location),
        nearOthers.nearest(to: settlement.location).map({ nearest.distance < $0.distance }) ?? true
      else { continue }
      names.insert(some[nearest.index].name)
      places += 1
      people += settlement.population ?? 0
    }
    guard places > 0 else { return nil }
    let list = names.sorted().shortList
    let known = settlements.contains { $0.population != nil }
    let (count, heads) = (NumberText.grouped(places), NumberText.grouped(people))
    return Note(
      .warning,
      english:
        "\(list.english) \(names.count == 1 ? "counts as second-level care, as the lists say, and treats" : "count as second-level care, as the lists say, and treat") some patients only by the name: the nearest hospital of \(places.of("place", "places"))\(known ? " (\(heads) people)" : ""), whose other patients must go farther",
      chinese:
        "\(list.chinese)按名单计为二级及以上医疗服务，而从名称看只收治部分患者：对\(count)个\(placesWord.chinese)\(known ? "（\(heads)人）" : "")而言是最近的医院，其他患者须到更远的医院"
    )
  }
}
