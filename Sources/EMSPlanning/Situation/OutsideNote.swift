import EMSModel
import GeoKit

extension Situation {
  /// Whom ambulances from outside the region reach first, a case for an agreement with the neighbours; nil where nobody.
  var outsideNote: Note? {
    var people: [String: Int] = [:]
    var places: [String: Int] = [:]
    for (settlement, near) in zip(coverage.settlements, response.nearest) {
      guard let near, coverage.stations[near.facility].isOutside else { continue }
      let name = coverage.stations[near.facility].name
      places[name, default: 0] += 1
      people[name, default: 0] += settlement.population ?? 0
    }
    if places.isEmpty { return nil }
    let names = places.keys.sorted {
      (-(people[$0] ?? 0), -(places[$0] ?? 0), $0) < (-(people[$1] ?? 0), -(places[$1] ?? 0), $1)
    }
    let settlements = places.values.reduce(0, +)
    let count = NumberText.grouped(people.values.reduce(0, +))
    return Note(
      .warning,
      english: "\(settlements.of("place", "places"))\(response.countsPeople ? " (\(count) people)" : "") "
        + (settlements == 1 ? "is" : "are")
        + " reached first by an ambulance from outside the region: \(names.shortList.english)",
      chinese:
        "\(NumberText.grouped(settlements)) 个\(area.placesWord.chinese)\(response.countsPeople ? "（\(count) 人）" : "")由界外救护车最先到达：\(names.shortList.chinese)"
    )
  }
}
