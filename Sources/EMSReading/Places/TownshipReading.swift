import EMSFormats
import EMSModel
import GeoKit

/// Townships out of a file of polygons, or seats to derive them from out of a file of points.
enum TownshipReading {
  /// What a file of townships holds.
  struct Read {
    /// With empty boundaries where the file has seats.
    var townships: [Township] = []
    /// What the file calls the county of each township, by the township's id.
    var countyNames: [String: String] = [:]
    /// Those that the file names without a usable place.
    var leftOut: [(id: String, name: String)] = []
  }

  /// nil when the file cannot be read at all.
  static func readBoundaries(
    _ layer: PlanFile.Layer, of plan: PlanFile, _ findings: inout Findings
  ) -> Read? {
    guard
      let reader = LayerReader(
        layer, of: plan, fields: PlanFile.townshipFields, required: [.id, .name], findings: &findings)
    else { return nil }
    let account = LayerAccount(of: reader, as: "townships", &findings)
    let identities = reader.identities(&findings)
    var read = Read()
    for row in 0..<reader.table.rowCount {
      let boundary = reader.polygons(row, &findings)
      let population = reader.count(row, .population, &findings)
      guard let (id, name) = identities[row] else { continue }
      guard let boundary else {
        read.leftOut.append((id, name))
        continue
      }
      if let county = reader.text(row, .county) { read.countyNames[id] = county }
      read.townships.append(
        Township(
          id: id, name: name, kind: TownshipKindWords.kind(word: reader.text(row, .kind), name: name),
          boundary: boundary, seat: reader.seat(row, &findings), population: population))
    }
    read.tell(account, &findings)
    return read
  }

  /// The townships of a file of seats; nil when the file cannot be read at all.
  static func readSeats(
    _ layer: PlanFile.Layer, of plan: PlanFile, _ findings: inout Findings
  ) -> Read? {
    guard
      let reader = LayerReader(
        layer, of: plan, fields: PlanFile.townshipFields, required: [.id, .name], findings: &findings)
    else { return nil }
    var missing: [Int] = []
    let points = reader.points(&findings, missing: &missing)
    let account = LayerAccount(of: reader, as: "seats", &findings)
    let identities = reader.identities(&findings)
    if !missing.isEmpty, missing.count < reader.table.rowCount {
      let list = reader.rows(missing)
      findings.note(
        .warning, missing.count.of("township has no seat and is left out", "townships have no seat and are left out"),
        "\(missing.count) 个乡镇没有驻地坐标，未纳入", at: list)
    } else if !missing.isEmpty {
      findings.add(reader.nothingLocated, rule: "nothing located")
    }
    var seats = Read()
    for (row, seat) in points.enumerated() {
      let population = reader.count(row, .population, &findings)
      guard let (id, name) = identities[row] else { continue }
      guard let seat else {
        seats.leftOut.append((id, name))
        continue
      }
      if let county = reader.text(row, .county) { seats.countyNames[id] = county }
      seats.townships.append(
        Township(
          id: id, name: name, kind: TownshipKindWords.kind(word: reader.text(row, .kind), name: name),
          boundary: MultiPolygon(), boundaryOrigin: .derived, seat: seat, population: population))
    }
    seats.tell(account, &findings)
    return seats
  }
}

extension TownshipReading.Read {
  /// Adds to the account what was read.
  fileprivate func tell(_ account: LayerAccount, _ findings: inout Findings) {
    account.add(.rowsRead, count: townships.count, &findings)
    account.leaveOut(leftOut.count, Phrase("no place", "没有位置"), &findings)
    account.addPeople(townships.map(\.population), &findings)
  }
}

extension LayerReader {
  /// The problem of a file in which no row has a place.
  var nothingLocated: InputProblem {
    InputProblem(
      file: layer.file, english: "no row has coordinates", chinese: "所有行都没有坐标",
      remedyEnglish: "Fill in the coordinates", remedyChinese: "请填写坐标")
  }
}
