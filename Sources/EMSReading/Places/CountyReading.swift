import EMSFormats
import EMSModel
import GeoKit

/// Counties out of their file.
enum CountyReading {
  /// nil when the file cannot be read at all.
  static func read(_ layer: PlanFile.Layer, of files: InputFiles, _ findings: inout Findings) -> [County]? {
    guard
      let reader = InputReader(
        layer, of: files, fields: PlanFile.countyFields, required: [.id, .name], findings: &findings)
    else { return nil }
    let account = LayerAccount(of: reader, as: "counties", &findings)
    let identities = reader.identities(mayBeParts: true, &findings)
    let parts = PartsOfOne(identities)
    let shapes = (0..<reader.rowCount).map { reader.polygons($0, &findings) }
    let people = (0..<reader.rowCount).map { reader.count($0, .population, &findings) }
    let shares = (0..<reader.rowCount).map { reader.share($0, .urbanShare, &findings) }
    parts.note(reader, ("county", "counties", "县"), &findings)
    let counties: [County] = parts.members.compactMap { rows in
      let row = rows[0]
      let population = PartsOfOne.common(rows, .population, of: people, reader, &findings)
      let urbanShare = PartsOfOne.common(rows, .urbanShare, of: shares, reader, &findings)
      guard let (id, name) = identities[row], let outline = PartsOfOne.ground(rows, of: shapes, reader, &findings)
      else { return nil }
      return County(
        id: id, name: name, outline: outline, population: population, urbanShare: urbanShare,
        seat: reader.seat(row, &findings))
    }
    account.add(.rowsRead, count: counties.count, &findings)
    account.addPeople(counties.map(\.population), &findings)
    return counties
  }
}

extension LayerReader {
  /// The seat that a polygon's row names in columns of its own; nil where it names none.
  func seat(_ row: Int, _ findings: inout Findings) -> Coordinate? {
    guard case .number(let x) = number(row, .seatLongitude), case .number(let y) = number(row, .seatLatitude) else {
      return nil
    }
    let point = layer.swapXY ? Coordinate(longitude: y, latitude: x) : Coordinate(longitude: x, latitude: y)
    if let seat = try? converter.toWGS84(point), abs(seat.latitude) <= 90, abs(seat.longitude) <= 180 { return seat }
    complain(
      row, .seatLatitude, rule: "seat", value: "\(x), \(y)", Phrase("\(x), \(y) is no place", "\(x), \(y) 不是有效位置"),
      Phrase("Correct the seat's coordinates", "请改正驻地坐标"), &findings)
    return nil
  }
}
