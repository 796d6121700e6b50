import EMSFormats
import EMSModel
import GeoKit

/// A column that holds both coordinates of a place: `118.05,43.05`, `北纬43°03′ 东经118°03′`, `POINT (118.05 43.05)`.
struct CoordinatePair: Hashable, Sendable {
  let column: Int
  let isLatitudeFirst: Bool

  /// The pair of a table without other coordinates; nil where no column holds pairs.
  ///
  /// Which comes first is told by letters, by sizes beyond 90°, or by the header; a problem where nothing does.
  ///
  /// - Parameter owner: whose place is read where several columns say whose they hold.
  static func find(
    in table: any SourceTable, ofRows owner: PlaceOwner, file: String, _ findings: inout Findings
  ) -> CoordinatePair? {
    let headed = table.columns.indices.filter { isHeaded(table.columns[$0]) }
    let ofSomebody = table.columns.indices.filter { ownersWords(table.columns[$0]) != nil }
    let own = ofSomebody.filter { PlaceOwner(header: table.columns[$0]) == owner }
    let columns = headed + (own.count == 1 ? own : ofSomebody.count == 1 ? ofSomebody : [])
    for column in columns {
      let header = ownersWords(table.columns[column]) ?? FieldSynonyms.normalised(table.columns[column])
      var read = 0
      var other = 0
      var first = 0
      var second = 0
      for row in 0..<table.rowCount {
        guard let text = table.text(row, column), case .other = WrittenNumber.read(text, style: .point) else {
          continue
        }
        guard let (a, b) = parts(of: text) else {
          other += 1
          continue
        }
        read += 1
        if a.axis == .longitude || b.axis == .latitude || a.axis == nil && abs(a.degrees) > 90 { first += 1 }
        if a.axis == .latitude || b.axis == .longitude || b.axis == nil && abs(b.degrees) > 90 { second += 1 }
      }
      guard read > other else { continue }
      let name = table.columns[column]
      let isNamed = ["latlon", "latlng", "latlong", "纬度经度", "latitudelongitude"].contains(header)
      let isWKT = table.text(0, column).map { $0.uppercased().hasPrefix("POINT") || $0.hasPrefix("{") } ?? false
      let saysLongitude =
        isWKT
        || ["lonlat", "lnglat", "longlat", "经纬度", "经纬度坐标", "经度纬度", "xy", "xy坐标", "longitudelatitude"].contains(header)
      if first > 0 && second > 0 || first + second == 0 && !isNamed && !saysLongitude {
        findings.add(
          InputProblem(
            file: file, field: name,
            Phrase(
              first > 0
                ? "longitude comes first in some rows and latitude in others"
                : "nothing tells which number is the longitude",
              first > 0 ? "有的行经度在前，有的行纬度在前" : "无法判断哪个数是经度"),
            Phrase("Write them in two columns, or head this one lonlat or latlon", "请分为两列，或将列名改为 lonlat 或 latlon")),
          rule: "order of a pair")
        return nil
      }
      let isLatitudeFirst = second > 0 || first == 0 && isNamed
      let why =
        first + second > 0 ? Phrase("as letters or sizes tell", "由字母或数值判断") : Phrase("as its header says", "按列名")
      findings.note(
        .warning,
        "\(file): \(name) holds both coordinates, \(isLatitudeFirst ? "latitude" : "longitude") first, \(why.english)",
        "\(file)：\(name) 列含两个坐标，\(isLatitudeFirst ? "纬度" : "经度")在前，\(why.chinese)")
      let rivals = (headed + ofSomebody).filter { $0 != column && isOne(in: $0, of: table) }.map { table.columns[$0] }
      if !rivals.isEmpty {
        let list = rivals.joined(separator: ", ")
        findings.note(
          .warning, "\(file): of the columns of both coordinates \(name) is taken, and not \(list)",
          "\(file)：含两个坐标的列中采用 \(name)，未采用 \(rivals.joined(separator: "、"))")
      }
      return CoordinatePair(column: column, isLatitudeFirst: isLatitudeFirst)
    }
    return nil
  }

  /// Whether the first cell of a column that says anything holds both coordinates; a 位置 may be an address.
  static func isOne(in column: Int, of table: any SourceTable) -> Bool {
    (0..<table.rowCount).lazy.compactMap { table.text($0, column) }.first.map { parts(of: $0) != nil } ?? false
  }

  /// Whether a header is one of a column of both coordinates, be it with a datum.
  static func isHeaded(_ header: String) -> Bool {
    let header = FieldSynonyms.normalised(header)
    return FieldSynonyms.pairs.contains(header)
      || FieldSynonyms.pairs.contains(HeaderWords.datum(in: header)?.rest ?? "")
  }

  /// What a header such as 村委会坐标 says behind the word of whose place it is; nil for another one.
  private static func ownersWords(_ header: String) -> String? {
    guard !isHeaded(header), PlaceOwner(header: header) != nil else { return nil }
    let header = FieldSynonyms.normalised(header)
    return ["经纬度坐标", "经纬度", "坐标", "coordinates", "latlon", "lonlat", "location", "gps"].first { header.hasSuffix($0) }
  }

  /// The place that a cell holds; nil when it holds none.
  func place(_ text: String) -> Coordinate? {
    guard let (a, b) = Self.parts(of: text) else { return nil }
    let isSwapped = a.axis == .latitude || b.axis == .longitude || a.axis == nil && b.axis == nil && isLatitudeFirst
    return isSwapped
      ? Coordinate(longitude: b.degrees, latitude: a.degrees) : Coordinate(longitude: a.degrees, latitude: b.degrees)
  }

  private typealias Angle = (degrees: Double, axis: DegreesMinutesSeconds.Axis?)

  private static func parts(of text: String) -> (Angle, Angle)? {
    var plain = WrittenNumber.plain(text)
    if plain.uppercased().hasPrefix("POINT"), case .point(let place)? = WellKnownText(plain)?.shape {
      return ((place.longitude, nil), (place.latitude, nil))
    }
    // A point of GeoJSON.
    if plain.hasPrefix("{"), plain.contains("\"Point\""), let list = plain.range(of: "[") {
      plain = plain[list.upperBound...].prefix { $0 != "]" }.split(separator: ",").prefix(2).joined(separator: ",")
    }
    plain = plain.filter { !"()[]{}".contains($0) }.trimmingSpaces
    if let pair = labelled(plain) { return pair }
    for separator in [";", "|", "、", "/", "\t", ",", "_"] {
      let words = plain.split(separator: Character(separator)).map(String.init)
      if let pair = pair(words) ?? beforeHeight(words.map(\.trimmingSpaces)) { return pair }
    }
    let words = plain.split(separator: " ").map(String.init)
    if let pair = pair(words) ?? beforeHeight(words) { return pair }
    // 东经118°03′ 北纬43°03′00″ with spaces inside, or none between: the second letter begins the second angle.
    let letters = plain.indices.filter { "东西南北NSEWnsew".contains(plain[$0]) }
    for at in letters.dropFirst() {
      if let pair = pair([String(plain[..<at]), String(plain[at...])]) { return pair }
      let next = plain.index(after: at)
      if next < plain.endIndex, let pair = pair([String(plain[..<next]), String(plain[next...])]) { return pair }
    }
    if let first = letters.first, plain.index(after: first) < plain.endIndex {
      let next = plain.index(after: first)
      return pair([String(plain[..<next]), String(plain[next...])])
    }
    return nil
  }

  /// The first two of longitude, latitude and height, or of what forms of surveys write: latitude, longitude, height and
  /// accuracy.
  private static func beforeHeight(_ words: [String]) -> (Angle, Angle)? {
    guard (3...4).contains(words.count), words.prefix(2).allSatisfy({ $0.contains(".") }),
      words.allSatisfy({ Double($0) != nil })
    else { return nil }
    return pair(Array(words.prefix(2)))
  }

  // A pattern is compiled anew wherever it stands in a function, and a column has many cells.
  private nonisolated(unsafe) static let label =
    /["']?(lat(?:itude)?|l(?:ng|on|ong)(?:itude)?|纬度|经度)["']? ?[:=] ?["']?([-+]?[0-9]{1,3}(?:\.[0-9]+)?)["']?[ ,;]*/
    .ignoresCase()

  /// Two decimals of which each says what it is: lat:43.05,lng:118.05.
  private static func labelled(_ text: String) -> (Angle, Angle)? {
    guard text.contains(":") || text.contains("=") else { return nil }
    let found = text.matches(of: label)
    guard found.count == 2, found.reduce(0, { $0 + $1.output.0.count }) == text.count else { return nil }
    let angles = found.compactMap { match -> Angle? in
      guard let degrees = Double(match.2) else { return nil }
      return (degrees, match.1.lowercased().hasPrefix("lat") || match.1 == "纬度" ? .latitude : .longitude)
    }
    guard angles.count == 2, angles[0].axis != angles[1].axis else { return nil }
    return (angles[0], angles[1])
  }

  private static func pair(_ texts: [String]) -> (Angle, Angle)? {
    guard texts.count == 2 else { return nil }
    var angles: [Angle] = []
    for text in texts {
      let text = text.trimmingSpaces.filter { $0 != "," || !text.hasSuffix(",") }
      let bytes = Array(text.utf8)
      if let value = bytes.withUnsafeBufferPointer({
        DecimalNumber.whole($0) ?? DecimalNumber.whole($0, decimalMark: 0x2C)
      }), value.isFinite {
        angles.append((value, nil))
      } else if let angle = DegreesMinutesSeconds.angle(text) {
        angles.append(angle)
      } else {
        return nil
      }
    }
    if let axis = angles[0].axis, axis == angles[1].axis { return nil }
    return (angles[0], angles[1])
  }
}
