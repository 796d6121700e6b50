import Foundation

/// Which headers are the same: those of ``Field/headers`` and those that planners' files have.
///
/// Headers are compared after ``normalised(_:)``, so that `Population_2020`, `人口（人）` and `POPULATION` are one.
package enum FieldSynonyms {
  /// The words of a longitude and of a latitude that stand in headers alone or beside others, such as `gps_lon`.
  package static let longitudeWords = ["lon", "lng", "long", "longitude", "经度", "东经"]
  package static let latitudeWords = ["lat", "latitude", "纬度", "北纬"]

  /// The headers of a column that holds both coordinates of a place, as ``normalised(_:)`` leaves them.
  package static let pairs: Set<String> = shapes.union([
    "坐标", "经纬度", "经纬度坐标", "地理坐标", "位置坐标", "坐标位置", "位置", "经度纬度", "纬度经度", "location", "coordinates", "coordinate",
    "coords",
    "coord", "geopointgps", "coordonnees", "coordonneesgps", "coordenadas",
    "coordenadasgps",
    "ubicacion", "latlon", "latlng", "latlong", "lonlat", "lnglat", "longlat", "gps", "gps坐标", "gpscoordinates",
    "gpslocation",
    "geolocation", "geopoint", "center", "centre", "centroid", "point", "xy", "xy坐标",
    "latitudelongitude",
    "longitudelatitude",
  ])

  /// The headers of a column that holds shapes as texts, as databases export them: well-known text or binary, GeoJSON.
  package static let shapes: Set<String> = [
    "wkt", "geometry", "geom", "thegeom", "wktgeom", "geomwkt", "shape", "geometrywkt", "ewkt", "geomewkt", "wkb",
    "wkbgeometry", "wkbgeom", "geomwkb", "geometrywkb", "ewkb", "geomewkb", "hexwkb", "wkbhex", "hexewkb", "ewkbhex",
    "geojson", "geo", "stasgeojson", "geomgeojson", "geometrygeojson",
    "面", "图形", "几何", "空间数据",
  ]

  /// Whether a header as ``normalised(_:)`` leaves it says that the rows are facilities: `facility_name`, `hf_type`,
  /// 医疗机构名称.
  package static func namesFacilities(_ header: String) -> Bool {
    if facilities.contains(where: { thing in ["name", "code", "id", "type"].contains { header == thing + $0 } }) {
      return true
    }
    return header.hasSuffix("机构名称") && Field.name.headers.contains(header) || header == "healthfacility"
  }

  /// Whether a header says that a column numbers the rows: 序号, No., S/N.
  package static func isSerialNumber(_ header: String) -> Bool {
    ["序号", "序", "顺序号", "行号", "no", "sn", "sno", "slno", "serial", "serialno", "serialnumber", "rowno", "row", "ordre"]
      .contains(normalised(header)) || header.trimmingCharacters(in: .whitespaces) == "#"
  }

  /// Whether a header is an id or a name by the schemes of ``idOrName(_:)``.
  package static func isIDOrName(_ header: String) -> Bool { idOrName(normalised(header)) != nil }

  // A pattern is worked out anew wherever it stands in a function; these are asked of every header of every table.
  private nonisolated(unsafe) static let administrativeLevel =
    /(?:adm|admin)([0-9])(pcode|code|id|en|name|fr|es|pt|zh|ar|ref)/
  private nonisolated(unsafe) static let globalLevel = /(gid|name)([0-9])/

  /// What a header of a thing and `code`, `id` or `name` means, such as `vill_code`, `ward`, `ADM3_PCODE`, `GID_3` or
  /// `NAME_3`; nil for another one.
  ///
  /// - Returns: the field; the level of administration, where the header numbers it; and the thing, such as `ward`.
  package static func idOrName(_ normalised: String) -> (field: Field, level: Int, thing: String)? {
    if let found = normalised.wholeMatch(of: administrativeLevel), let level = Int(found.1) {
      return (["pcode", "code", "id"].contains(found.2) ? .id : .name, level, "")
    }
    if let found = normalised.wholeMatch(of: globalLevel), let level = Int(found.2) {
      return (found.1 == "gid" ? .id : .name, level, "")
    }
    for (ending, field) in [("名称", Field.name), ("名", .name), ("代码", .id), ("编码", .id), ("编号", .id), ("级码", .id)]
    where normalised.hasSuffix(ending) && normalised.count > ending.count {
      let thing = String(normalised.dropLast(ending.count))
      return notOwnThings.contains { thing.contains($0) } ? nil : (field, 0, thing)
    }
    for (ending, field) in [("pcode", Field.id), ("code", .id), ("id", .id), ("name", .name), ("", .name)]
    where normalised.hasSuffix(ending) && things.contains(String(normalised.dropLast(ending.count))) {
      return (field, 0, String(normalised.dropLast(ending.count)))
    }
    return nil
  }

  /// What other things than the row of a table may be called before 名称 and 代码.
  private static let notOwnThings = [
    "邮政", "邮递", "电话", "区号", "身份证", "所属", "所在", "上级", "主管", "隶属", "负责", "联系", "法人", "坐标", "单位", "签", "姓", "排", "别", "曾",
    "英文", "道路", "线路", "文件", "项目",
    "指标",
  ]

  /// Whether a thing holds villages and facilities: 乡镇 and all above it.
  package static func isLarger(_ thing: String) -> Bool {
    if let order = things.firstIndex(of: thing) { return order >= (things.firstIndex(of: "ward") ?? 0) }
    if ["村", "嘎查", "社区", "屯", "卫生", "医", "机构", "诊所"].contains(where: { thing.contains($0) }) { return false }
    return thing.isEmpty || ["乡", "镇", "苏木", "街道", "县", "旗", "区", "市", "盟", "省"].contains { thing.contains($0) }
  }

  /// What the rows of a list of facilities are called.
  private static let facilities = ["facility", "healthfacility", "hf"]

  /// What the rows of a layer may be called; those that are larger than others last.
  package static let things =
    facilities + [
      "hospital", "clinic", "point", "site", "vill", "village", "settlement", "place",
      "locality", "localite", "localité", "hameau", "quartier", "loc", "set", "station", "parish", "ward", "commune",
      "town", "township", "subdistrict", "union",
      "subcounty",
      "upazila", "woreda", "district", "county", "adm", "admin",
    ]

  /// Whether a header is what dBASE leaves of a longer one.
  ///
  /// - Parameters:
  ///   - header: as the file has it.
  ///   - whole: as another file has it, or as ``normalised(_:)`` leaves it.
  package static func isCut(_ header: String, from whole: String) -> Bool {
    guard mayBeCut(header), header.count < whole.count || normalised(header).count < whole.count else { return false }
    return whole.hasPrefix(header) || whole.hasPrefix(normalised(header))
  }

  /// Whether a header, as the file has it, is as long as what dBASE leaves of a longer one: ten bytes, or what of them is
  /// left before a character that they split; a Chinese one takes two (GBK) or three (UTF-8).
  ///
  /// - Parameter room: bytes that a program may have left for a number that tells headers apart which it cut alike.
  package static func mayBeCut(_ header: String, room: Int = 0) -> Bool {
    let least = mostBytes - room
    if header.utf8.allSatisfy({ $0 < 0x80 }) { return (least...mostBytes).contains(header.utf8.count) }
    return (max(least - 1, mostBytes - 2)...mostBytes).contains(bytesInGBK(header))
      || ((mostBytes - 2)...mostBytes).contains(header.utf8.count)
  }

  private static let mostBytes = 10
  private static func bytesInGBK(_ header: String) -> Int { header.reduce(0) { $0 + ($1.isASCII ? 1 : 2) } }

  /// The headers of a table as ``normalised(_:)`` leaves them, and those that dBASE cut to ten bytes as the shortest known
  /// header that they are cut from, where all that could be are of one field.
  ///
  /// - Parameters:
  ///   - areCut: whether the format cuts headers; tables of other formats may come from one that does, where no header is
  ///     longer.
  ///   - fields: what may be asked of the table.
  ///   - holdsNames: what the cells tell of a column that could be of ids or of names; nil where they tell nothing.
  /// - Returns: the headers; and the columns that could be of several fields.
  package static func whole(
    _ columns: [String], areCut: Bool, of fields: [Field], holdsNames: (Int) -> Bool?
  ) -> (headers: [String], undecided: [(column: Int, fields: [Field])]) {
    var headers = columns.map(normalised)
    guard areCut || columns.allSatisfy({ bytesInGBK($0) <= mostBytes }) else { return (headers, []) }
    var undecided: [(Int, [Field])] = []
    for (index, column) in columns.enumerated() {
      let own = headers[index]
      // In other formats three Chinese characters are a word of their own.
      guard mayBeCut(column), areCut || bytesInGBK(column) >= mostBytes - 1, self.fields(of: own).isEmpty,
        !pairs.contains(own)
      else { continue }
      let found = wholeHeaders.filter { fields.contains($0.field) && isCut(column, from: $0.header) }
      var possible = Set(found.map(\.field))
      if Set(found.map(\.header)).count == 1 { possible = Set(found.prefix(1).map(\.field)) }
      // Where another column tells the tier, this one is of names or codes.
      if possible == [.id, .name, .tier], tells(.tier, besides: index, in: columns) { possible.remove(.tier) }
      if possible == [.id, .name], let areNames = holdsNames(index) { possible = [areNames ? .name : .id] }
      if possible.count > 1 { undecided.append((index, possible.sorted { $0.rawValue < $1.rawValue })) }
      guard possible.count == 1 else { continue }
      let shortest = found.filter { possible.contains($0.field) }.min { $0.header.count < $1.header.count }
      if let shortest { headers[index] = shortest.header }
    }
    return (headers, undecided)
  }

  /// Whether another column is of a field, by its whole header or by what is left of one.
  private static func tells(_ field: Field, besides index: Int, in columns: [String]) -> Bool {
    columns.indices.contains { other in
      other != index
        && (fields(of: normalised(columns[other])).contains(field)
          || Set(wholeHeaders.filter { isCut(columns[other], from: $0.header) }.map(\.field)) == [field])
    }
  }

  /// Every known header with its field, those of the schemes of ``idOrName(_:)`` among them.
  private static let wholeHeaders: [(header: String, field: Field)] = {
    let listed = Field.allCases.flatMap { field in field.headers.map { (header: $0, field: field) } }
    let levels = (0...5).flatMap { ["adm\($0)", "admin\($0)"] }
    let schemes = (things + levels).flatMap { thing in
      [("pcode", Field.id), ("code", .id), ("id", .id), ("name", .name), ("", .name)].map { (thing + $0.0, $0.1) }
    }
    return listed + schemes.map { (header: $0.0, field: $0.1) }
  }()

  /// The header without case, spaces, marks, units in brackets, and the year of its figures.
  package static func normalised(_ header: String) -> String {
    var kept = ""
    var depth = 0
    for character in withoutAccents(header.lowercased()) {
      if "(（[【".contains(character) { depth += 1 }
      if depth == 0, character.isLetter || character.isNumber { kept.append(character) }
      if ")）]】".contains(character) { depth = max(0, depth - 1) }
    }
    return inOneLanguage(withoutYear(kept))
  }

  /// Whether a header is listed for any field.
  package static func isListed(_ header: String) -> Bool { fieldsOfHeader[normalised(header)] != nil }

  private static let fieldsOfHeader: [String: Set<Field>] = Field.allCases.reduce(into: [:]) { fields, field in
    for header in field.headers { fields[header, default: []].insert(field) }
  }

  private static func fields(of header: String) -> Set<Field> {
    let known = fieldsOfHeader[header] ?? []
    return idOrName(header).map { known.union([$0.field]) } ?? known
  }

  /// The half of a header in two languages that names its field: 经度Longitude is 经度, 村名Village is 村名.
  private static func inOneLanguage(_ header: String) -> String {
    let isMixed = header.utf8.contains { $0 < 0x80 } && header.utf8.contains { $0 >= 0x80 }
    guard isMixed, fields(of: header).isEmpty else { return header }
    let latin = header.filter(\.isASCII)
    let chinese = header.filter { !$0.isASCII }
    guard latin.count > 2, header == chinese + latin || header == latin + chinese,
      !fields(of: latin).isDisjoint(with: fields(of: chinese))
    else { return header }
    return fieldsOfHeader[chinese] != nil ? chinese : latin
  }

  /// The text with Latin letters without their accents and the traditional characters of headers in their simplified
  /// form, as headers of one word differ by them.
  package static func withoutAccents(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var view = String.UnicodeScalarView()
    for character in text {
      guard let first = character.unicodeScalars.first,
        (0xC0...0x24F).contains(first.value) || (0x1E00...0x1EFF).contains(first.value)
      else {
        view.append(
          contentsOf: character.unicodeScalars.lazy.filter { !(0x300...0x36F).contains($0.value) }
            .map { simplified[$0] ?? $0 })
        continue
      }
      let parts = String(character).decomposedStringWithCanonicalMapping.unicodeScalars
      view.append(contentsOf: parts.filter { !(0x300...0x36F).contains($0.value) }.map { $0 == "đ" ? "d" : $0 })
    }
    return String(view)
  }

  /// The simplified form of characters that stand in headers, sums and units of tables in traditional characters.
  private static let simplified: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
    zip(
      "稱經経緯數戶鄉鎮區縣県編碼號類級別醫機構來東標車護狀態營業時間門診員單屬國會場處萬億總総計電話聯絡實際開發熱館醫療衛發點備註資產歲歷製審負責說續頁".unicodeScalars,
      "称经经纬数户乡镇区县县编码号类级别医机构来东标车护状态营业时间门诊员单属国会场处万亿总总计电话联络实际开发热馆医疗卫发点备注资产岁历制审负责说续页".unicodeScalars),
    uniquingKeysWith: { first, _ in first })

  private static func withoutYear(_ header: String) -> String {
    func isYear(_ digits: Substring) -> Bool {
      digits.count == 4 && digits.allSatisfy(\.isNumber) && (digits.hasPrefix("19") || digits.hasPrefix("20"))
    }
    let tail = header.hasSuffix("年") ? header.dropLast() : header[...]
    if tail.count > 4, isYear(tail.suffix(4)), tail.dropLast(4).last?.isNumber == false {
      return String(tail.dropLast(4))
    }
    let rest = header.dropFirst(4)
    if isYear(header.prefix(4)), let next = rest.first, !next.isNumber {
      return String(next == "年" ? rest.dropFirst() : rest)
    }
    return header
  }
}
