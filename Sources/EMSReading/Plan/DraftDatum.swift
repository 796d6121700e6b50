import EMSModel
import Foundation
import GeoKit

extension PlanDraft {
  /// The datums that maps in China come in.
  static let chineseDatums = ["wgs84", "gcj02", "bd09"]

  /// Guesses the datum of files in China that declare none: from the townships that their rows name, or else from a
  /// sentence of the folder.
  mutating func findDatums(in folder: URL) {
    let townships = chosen(.townships).flatMap { TownshipOutlines($0, in: folder) }
    let said = Set(datumSentences.map(\.datum))
    for index in sources.indices where sources[index].needsDatum && sources[index].datum == nil {
      let isPoints = sources[index].role == .facilities || sources[index].role == .settlements
      if isPoints, let townships, let (datum, reason) = townships.datum(of: sources[index], in: folder) {
        sources[index].datum = datum == "wgs84" ? nil : datum
        sources[index].datumReason = reason
      } else if isPoints || sources[index].role == .seats, said.count == 1, let sentence = datumSentences.first {
        sources[index].datum = sentence.datum
        sources[index].datumReason = Phrase(
          "\(sentence.file) says “\(sentence.text)”", "\(sentence.file) 写明“\(sentence.text)”")
      }
    }
    // The seats in a table of townships are of the datum of the lists beside it.
    let lists = sources.filter { $0.role == .facilities || $0.role == .settlements }
    guard let guessed = lists.first(where: { $0.datumReason != nil }), lists.allSatisfy({ $0.datum == guessed.datum })
    else { return }
    for index in sources.indices
    where sources[index].role == .townshipTable && sources[index].columns[.seatLongitude] != nil
      && sources[index].datum == nil
    {
      sources[index].datum = guessed.datum
      sources[index].datumReason = Phrase("as \(guessed.file)", "同 \(guessed.file)")
    }
  }
}

extension PlanDraft {
  /// Lists of facilities of which none lies within the region's boundaries, where another one does, are of the
  /// neighbours.
  mutating func findNeighbours(in folder: URL) {
    let region = (chosen(.counties) ?? chosen(.townships)).flatMap { TownshipOutlines($0, in: folder) }
    guard let region else { return }
    let lists = sources.indices.filter { sources[$0].role == .facilities }
    let shares = lists.map { region.share(of: sources[$0], in: folder) }
    guard shares.contains(where: { 2 * $0.inside > $0.located }) else { return }
    for (index, share) in zip(lists, shares) where share.located > 0 && share.inside == 0 {
      sources[index].role = .neighbours
    }
  }
}

/// The townships of a draft, to see which datum puts a list of places where it says that they are.
private struct TownshipOutlines {
  /// So many places must lie in their township by one datum alone.
  private static let leastMended = 3

  private let locator: PointLocator
  private let ids: ReferenceIndex
  private let idOfShape: [String]

  init?(_ source: DraftSource, in folder: URL) {
    var findings = Findings()
    guard
      let table = source.table(in: folder),
      let reader = LayerReader(
        table, source.planLayer, fields: PlanFile.townshipFields, required: [], findings: &findings)
    else { return nil }
    let identities = InputReader(reader).identities(&findings)
    var shapes: [MultiPolygon] = []
    var ids: [String] = []
    for row in 0..<table.rowCount {
      guard let identity = identities[row], let shape = reader.polygons(row, &findings) else { continue }
      shapes.append(shape)
      ids.append(identity.id)
    }
    guard !shapes.isEmpty, let locator = try? PointLocator(shapes) else { return nil }
    self.locator = locator
    self.ids = ReferenceIndex(identities.compactMap { $0 })
    idOfShape = ids
  }

  /// How many places of a list have a place, and how many of them lie within an outline.
  func share(of source: DraftSource, in folder: URL) -> (located: Int, inside: Int) {
    var findings = Findings()
    guard let table = source.table(in: folder),
      let reader = LayerReader(
        table, source.planLayer, fields: [.id, .name, .longitude, .latitude], required: [], findings: &findings)
    else { return (0, 0) }
    var missing: [Int] = []
    let points = reader.points(&findings, missing: &missing).compactMap { $0 }
    return (points.count, points.count { locator.locate($0) != nil })
  }

  /// The datum by which clearly more places lie in the township that their row names; nil where none stands out.
  func datum(of source: DraftSource, in folder: URL) -> (datum: String, reason: Phrase)? {
    guard let table = source.table(in: folder) else { return nil }
    var hits: [(datum: String, outside: Int)] = []
    var count = 0
    for datum in PlanDraft.chineseDatums {
      var findings = Findings()
      var layer = source.planLayer
      layer.crs = datum
      guard
        let reader = LayerReader(
          table, layer, fields: [.id, .name, .longitude, .latitude, .township], required: [], findings: &findings)
      else { return nil }
      var missing: [Int] = []
      let points = reader.points(&findings, missing: &missing)
      var outside = 0
      count = 0
      for (row, point) in points.enumerated() {
        guard let point, let name = reader.text(row, .township), case .found(let id, _) = ids.match(name) else {
          continue
        }
        count += 1
        if locator.locate(point).map({ idOfShape[$0] }) != id { outside += 1 }
      }
      hits.append((datum, outside))
    }
    let order = hits.sorted { $0.outside < $1.outside }
    guard order.count > 1, order[1].outside - order[0].outside >= Self.leastMended,
      order[0].outside * 2 <= order[1].outside
    else { return nil }
    let list = hits.map { "\($0.datum) \($0.outside)" }.joined(separator: ", ")
    return (
      order[0].datum,
      Phrase(
        "of \(NumberText.grouped(count)) places, so many lie outside the township that their row names: \(list)",
        "\(NumberText.grouped(count)) 个点中，按各坐标系位于所填乡镇之外的个数：\(list)")
    )
  }
}
