import EMSFormats
import EMSModel
import GeoKit

extension PlanLayer {
  /// One feature for each township of which other people than before are beyond the greatest radius with the plan.
  static func changedTowns(_ comparison: RunComparison, in area: PlanningArea) -> PlanLayer {
    let shapes = Dictionary(area.townships.map { ($0.id, $0.boundary) }, uniquingKeysWith: { first, _ in first })
    return PlanLayer(
      name: "changed-towns", title: Phrase("Changed: people beyond", "变化：半径以外人口"),
      features: comparison.changes.filter { $0.kind == .town }.map { change in
        GeoJSONFeature(
          id: change.id, geometry: shapes[change.id].flatMap { $0.isEmpty ? nil : .area($0) },
          properties: [
            .init("id", .text(change.id)), .init("name", .text(change.name.english)),
            .init("population_beyond_before", .optional(comparison.old.towns[change.id]?.people ?? 0)),
            .init("population_beyond_after", .optional(comparison.new.towns[change.id]?.people ?? 0)),
            .init("population_beyond_change", .optional(change.people)),
          ])
      })
  }

  /// One feature for each site that comes, goes or is another, and each village that is served differently.
  static func changedPlaces(_ comparison: RunComparison) -> PlanLayer {
    PlanLayer(
      name: "changed-places", title: Phrase("Changed: sites and villages", "变化：站点与村级服务"),
      features: comparison.changes.filter { $0.kind == .site || $0.kind == .provision }.map { change in
        GeoJSONFeature(
          id: change.id, geometry: change.location.map { .point($0) },
          properties: [
            .init("kind", .text(change.kind.rawValue)), .init("id", .text(change.id)),
            .init("name", .text(change.name.english)), .init("change", .text(change.direction)),
          ] + change.words)
      })
  }
}

extension RunChange {
  /// Whether it is new, gone, or there in both runs and another.
  var direction: String { before.english.isEmpty ? "new" : after.english.isEmpty ? "gone" : "other" }

  fileprivate var words: [PropertyValue.Member] {
    [
      .init("before", .text(before.english)), .init("before_zh", .text(before.chinese)),
      .init("after", .text(after.english)), .init("after_zh", .text(after.chinese)),
      .init("reason", .text(reason.english)), .init("reason_zh", .text(reason.chinese)),
    ]
  }
}

extension MapLayer {
  /// What is different from another run: towns by how many people more or fewer are beyond, sites and villages.
  static func changes(_ report: PlanReport, _ screen: ScreenShape) -> [MapLayer] {
    guard let comparison = report.comparison else { return [] }
    let shapes = Dictionary(report.area.townships.map { ($0.id, $0.boundary) }, uniquingKeysWith: { first, _ in first })
    let towns = comparison.changes.filter { $0.kind == .town }.compactMap { change -> Feature? in
      guard let shape = shapes[change.id], !shape.isEmpty else { return nil }
      return Feature(
        geometry: .area(screen.simplified(shape)), title: change.name[report.language],
        properties: [
          .init("population_beyond_before", .optional(comparison.old.towns[change.id]?.people ?? 0)),
          .init("population_beyond_after", .optional(comparison.new.towns[change.id]?.people ?? 0)),
          .init("population_beyond_change", .optional(change.people)),
        ], colour: (change.people ?? 0) > 0 ? MapColour.worse : MapColour.better)
    }
    func points(_ kind: RunChange.Kind) -> [Feature] {
      comparison.changes.filter { $0.kind == kind }.compactMap { change in
        guard let location = change.location else { return nil }
        let words = [("before", change.before), ("after", change.after), ("reason", change.reason)]
        return Feature(
          geometry: .point(location), title: change.name[report.language],
          properties: [.init("change", .text(change.direction))]
            + words.flatMap { name, phrase in
              name == "reason"
                ? [.init(name, .text(phrase.english)), .init(name + "_zh", .text(phrase.chinese))]
                : [.init(name, .text(phrase[report.language]))]
            }, colour: MapColour.change[change.direction])
      }
    }
    let legend = ["new", "gone", "other"].compactMap { word in
      MapColour.change[word].map { (colour: $0, meaning: FieldTitle.word(word)) }
    }
    return [
      MapLayer(
        id: "changed-towns", title: Phrase("Changed: people beyond the greatest radius", "变化：最大半径以外人口"), symbol: .area,
        colour: MapColour.worse, fillOpacity: 0.6, lineWidth: 0.6, isShown: false,
        legend: [
          (MapColour.worse, Phrase("more people beyond", "以外人口增加")),
          (MapColour.better, Phrase("fewer people beyond", "以外人口减少")),
        ], features: towns),
      MapLayer(
        id: "changed-villages", title: Phrase("Changed: how villages are served", "变化：村级服务方式"), symbol: .circle,
        colour: MapColour.ink, fillOpacity: 0.9, lineWidth: 0.8, isShown: false, legend: legend,
        features: points(.provision)),
      MapLayer(
        id: "changed-sites", title: Phrase("Changed: sites", "变化：站点"), symbol: .ring, colour: MapColour.ink,
        fillOpacity: 0.9, lineWidth: 0.8, isShown: true, legend: legend, features: points(.site)),
    ]
  }
}
