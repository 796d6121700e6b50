import EMSFormats
import EMSModel
import GeoKit

extension PlanFile {
  /// The columns that a file of townships may have.
  static let townshipFields: [Field] = [
    .id, .name, .kind, .rank, .county, .population, .urbanPeople, .urbanArea, .longitude, .latitude, .seatLongitude,
    .seatLatitude,
  ]
}

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
    /// Words of kinds that are not understood, of townships whose names say none either.
    var unreadKinds: [String] = []
    /// The rows whose word of the rank is not known.
    var unreadRanks: [Int] = []

    /// The kind of a township by its row's word, or else by its name; nil where neither says one.
    mutating func kind(_ word: String?, name: String) -> TownshipKind? {
      let kind = TownshipKindWords.kind(word: word, name: name)
      if kind == nil, let word { unreadKinds.append(word) }
      return kind
    }

    /// Says which words of kinds were not understood.
    func tellKinds(_ reader: InputReader, _ findings: inout Findings) {
      if unreadKinds.isEmpty { return }
      let list = Set(unreadKinds).sorted().map { "“\($0)”" }.shortList
      findings.note(
        .warning,
        "\(reader.file): \(reader.header(.kind)) and the name do not say the kind of \(unreadKinds.count.of("township", "townships")) (\(list.english)), which is unknown; write 镇, 乡, 苏木 or 街道",
        "\(reader.file)：\(reader.header(.kind)) 列和名称未说明 \(unreadKinds.count) 个乡镇的类型（\(list.chinese)），视为不明；请填写 镇、乡、苏木 或 街道"
      )
    }
  }

  /// nil when the file cannot be read at all.
  static func readBoundaries(
    _ layer: PlanFile.Layer, of files: InputFiles, _ findings: inout Findings
  ) -> Read? {
    guard
      let reader = InputReader(
        layer, of: files, fields: PlanFile.townshipFields, required: [.id, .name], findings: &findings)
    else { return nil }
    let account = LayerAccount(of: reader, as: "townships", &findings)
    let identities = reader.identities(mayBeParts: true, &findings)
    reader.warnOfOthersThanTownships(identities, &findings)
    let parts = PartsOfOne(identities)
    let shapes = (0..<reader.rowCount).map { reader.polygons($0, &findings) }
    let people = (0..<reader.rowCount).map { reader.count($0, .population, &findings) }
    parts.note(reader, ("township", "townships", "乡镇"), &findings)
    var read = Read()
    for rows in parts.members {
      let row = rows[0]
      guard let (id, name) = identities[row] else { continue }
      let population = PartsOfOne.common(rows, .population, of: people, reader, &findings)
      guard let boundary = PartsOfOne.ground(rows, of: shapes, reader, &findings) else {
        read.leftOut.append((id, name))
        continue
      }
      if let county = reader.text(row, .county) { read.countyNames[id] = county }
      read.townships.append(
        Township(
          id: id, name: name, kind: read.kind(reader.text(row, .kind), name: name), countyID: nil, boundary: boundary,
          boundaryOrigin: .surveyed, seat: reader.seat(row, &findings), population: population, isCountySeat: false,
          urbanPeople: nil, urbanAreaID: nil))
    }
    read.tellKinds(reader, &findings)
    read.tell(account, &findings)
    return read
  }

  /// The townships of a file of seats; nil when the file cannot be read at all.
  static func readSeats(
    _ layer: PlanFile.Layer, of files: InputFiles, _ findings: inout Findings
  ) -> Read? {
    guard
      let reader = InputReader(
        layer, of: files, fields: PlanFile.townshipFields, required: [.id, .name], findings: &findings)
    else { return nil }
    var missing: [Int] = []
    let points = reader.points(&findings, missing: &missing)
    let account = LayerAccount(of: reader, as: "seats", &findings)
    let identities = reader.identities(&findings)
    if !missing.isEmpty, missing.count == reader.rowCount {
      findings.add(reader.nothingLocated, rule: "nothing located")
    }
    let unlocated = Set(missing)
    var seats = Read()
    for (row, seat) in points.enumerated() {
      let population = reader.count(row, .population, &findings)
      let urbanPeople = reader.count(row, .urbanPeople, &findings)
      guard let (id, name) = identities[row], seat != nil || unlocated.contains(row) else { continue }
      if let county = reader.text(row, .county) { seats.countyNames[id] = county }
      seats.townships.append(
        Township(
          id: id, name: name, kind: seats.kind(reader.text(row, .kind), name: name), countyID: nil,
          boundary: MultiPolygon(), boundaryOrigin: .derived, seat: seat, population: population,
          isCountySeat: seats.isCountySeat(row, of: reader), urbanPeople: urbanPeople,
          urbanAreaID: reader.text(row, .urbanArea)))
    }
    seats.checkUrbanAreas(reader, identities.map { $0?.id }, &findings)
    seats.noteUnlocated(reader.rows(missing), &findings)
    seats.tellKinds(reader, &findings)
    seats.tellRanks(reader, account, &findings)
    seats.tell(account, &findings)
    return seats
  }
}

extension TownshipReading.Read {
  /// Whether a row says that the county's government sits there; other words than are known count as no.
  fileprivate mutating func isCountySeat(_ row: Int, of reader: InputReader) -> Bool {
    guard let word = reader.text(row, .rank) else { return false }
    let answer = TownshipKindWords.isCountySeat(word: word)
    if answer == nil { unreadRanks.append(row) }
    return answer ?? false
  }

  /// Tells which words of the rank are not known.
  fileprivate func tellRanks(_ reader: InputReader, _ account: LayerAccount, _ findings: inout Findings) {
    if unreadRanks.isEmpty { return }
    let (count, header) = (unreadRanks.count, reader.header(.rank))
    let list = Set(unreadRanks.compactMap { reader.text($0, .rank) }).sorted().shortList
    findings.note(
      .warning,
      "\(count.of("cell", "cells")) of \(header) \(count == 1 ? "does" : "do") not say whether the town is the county seat, and \(count == 1 ? "counts" : "count") as no: \(list.english); write county_seat or leave the cell empty",
      "\(header) 列有 \(count) 格未说明是否为县城，按“否”计：\(list.chinese)；请填写“县城”或留空", at: reader.rows(unreadRanks))
    account.add(
      .words, field: Field.rank.rawValue,
      value: Phrase("other words in \(header) as no county seat", "\(header)中的其他内容视为非县城"), count: count, &findings)
  }

  /// Complains of subdistricts that name an urban area which is no row of the file.
  fileprivate func checkUrbanAreas(_ reader: InputReader, _ ids: [String?], _ findings: inout Findings) {
    let areas = Set(townships.filter { $0.kind == .urbanArea && $0.seat != nil }.map(\.id))
    for (row, id) in ids.enumerated() where id != nil {
      guard let area = reader.text(row, .urbanArea), !areas.contains(area) else { continue }
      reader.complain(
        row, .urbanArea, rule: "urban area \(area)", limit: 1, value: area,
        Phrase("“\(area)” is no urban area with coordinates", "“\(area)”不是有坐标的城区"),
        Phrase("Name the id of a row of kind urban_area, or leave the cell empty", "请填写类型为城区的行的编码，或留空"), &findings)
    }
  }

  /// Says how many townships are named without a place.
  fileprivate func noteUnlocated(_ rows: Phrase, _ findings: inout Findings) {
    let count = TownshipCount(townships)
    if count.located == count.all || count.located + count.inUrbanArea == 0 { return }
    let within = count.inUrbanArea
    let all = NumberText.grouped(count.all)
    findings.note(
      .warning,
      "the place of \(count.located) of \(all) townships is known"
        + (within > 0 ? ", and \(within) more \(within == 1 ? "stands" : "stand") within an urban area" : "")
        + (count.unlocated > 0
          ? "; of the other \(count.unlocated) only the name is known, and the cells of those located cover their ground"
          : ""),
      "\(all)个乡镇中\(count.located)个有位置" + (within > 0 ? "，另有\(within)个计入所属城区" : "")
        + (count.unlocated > 0 ? "；其余\(count.unlocated)个只列名称，其范围计入已定位乡镇的推算范围" : ""), at: rows)
  }

  /// Adds to the account what was read.
  fileprivate func tell(_ account: LayerAccount, _ findings: inout Findings) {
    account.add(.rowsRead, count: townships.count, &findings)
    let unlocated = townships.count { !$0.isLocated }
    if unlocated > 0 { account.add(.rowsUnlocated, count: unlocated, &findings) }
    account.leaveOut(leftOut.count, Phrase("no place", "没有位置"), &findings)
    account.addPeople(townships.map(\.population), &findings)
  }
}
