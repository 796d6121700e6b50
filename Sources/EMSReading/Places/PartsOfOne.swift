import EMSModel
import GeoKit

/// Rows of one id and name that are parts of one county or township, as maps have exclaves and sheets.
struct PartsOfOne {
  /// The rows of each thing, in the order of the first; one row for most.
  let members: [[Int]]

  init(_ identities: [(id: String, name: String)?]) {
    var members: [[Int]] = []
    var placeOfID: [String: Int] = [:]
    for (row, identity) in identities.enumerated() {
      guard let identity else { continue }
      if let place = placeOfID[identity.id] {
        members[place].append(row)
      } else {
        placeOfID[identity.id] = members.count
        members.append([row])
      }
    }
    self.members = members
  }

  /// Says which rows were joined.
  func note(_ reader: InputReader, _ what: (one: String, many: String, chinese: String), _ findings: inout Findings) {
    let several = members.filter { $0.count > 1 }
    if several.isEmpty { return }
    let names = RepeatedPlaces.names(several.compactMap { reader.text($0[0], .name) })
    findings.note(
      .assumption,
      several.count.of("\(what.one) is", "\(what.many) are")
        + " drawn in several rows of one id and name, which were joined: \(names)",
      "\(several.count) 个\(what.chinese)由编码和名称相同的多行组成，已合并：\(names)", at: reader.rows(several.flatMap { $0 }))
  }

  /// The ground of all parts together; nil, with the problem, where a part has none or two share ground.
  static func ground(
    _ rows: [Int], of shapes: [MultiPolygon?], _ reader: InputReader, _ findings: inout Findings
  ) -> MultiPolygon? {
    if rows.count == 1 { return shapes[rows[0]] }
    let parts = rows.compactMap { shapes[$0] }
    guard parts.count == rows.count else { return nil }
    let joined = MultiPolygon(parts.flatMap(\.polygons))
    if Validity.problems(of: joined).isEmpty { return joined }
    // Parts that meet along an edge are one piece of ground; what they share would count once and be drawn twice.
    guard let (whole, lost) = try? Validity.repaired(joined), abs(lost.squareMetres) < TownshipShapes.least.squareMetres
    else {
      let others = reader.rows(Array(rows.dropLast()))
      reader.complain(
        rows[rows.count - 1], .id, rule: "duplicate id", value: reader.id(rows[0]),
        Phrase(
          "the id is that of \(others.english), too, and the shapes share ground", "编码与\(others.chinese)重复，且图形重叠"),
        Phrase("Remove one of them, or give it an id of its own", "请删去其一，或填写唯一编码"), &findings)
      return nil
    }
    return whole
  }

  /// What all parts that say anything say; nil, with a problem where two differ, or where none says anything.
  static func common<Value: Equatable>(
    _ rows: [Int], _ field: Field, of values: [Value?], _ reader: InputReader, _ findings: inout Findings
  ) -> Value? {
    guard let first = rows.first(where: { values[$0] != nil }), let value = values[first] else { return nil }
    if let other = rows.first(where: { values[$0] != nil && values[$0] != value }) {
      let place = reader.rows([first])
      reader.complain(
        other, field, rule: "parts differ", value: reader.text(other, field),
        Phrase(
          "the row is part of the same place as \(place.english) and says something else (\(reader.text(first, field) ?? ""))",
          "此行与\(place.chinese)属同一地方，但数值不同（\(reader.text(first, field) ?? "")）"),
        Phrase("Give the figure of the whole in each row, or in one alone", "请在各行填写整体数值，或只在一行填写"), &findings)
    }
    return value
  }
}
