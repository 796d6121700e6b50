import EMSModel
import Foundation
import GeoKit

/// Builds features out of the bytes of a GeoJSON text, and collects what is wrong with them.
struct GeoJSONFeatureReader {
  let file: String
  private(set) var columns: [String] = []
  private(set) var features: [GeoJSONTable.Feature] = []
  /// What the file declares its coordinates to be in, as it says it; nil where it says nothing, be it `null`.
  private(set) var declaredCRS: String?
  /// What features or their geometries declare, with the numbers of the first and last that do, and how many do.
  private var ownCRS: [String: (first: Int, last: Int, count: Int)] = [:]
  private(set) var problems: [InputProblem] = []
  private var columnOfName: [String: Int] = [:]
  /// Those of the geometry that was read last.
  private var coordinates = ScannedCoordinates()

  private static let geometryTypes: [String: Int] = [
    "Point": 1, "MultiPoint": 2, "LineString": 2, "MultiLineString": 3, "Polygon": 3, "MultiPolygon": 4,
  ]

  init(file: String) { self.file = file }

  /// - Parameter isSequence: whether features follow each other without a list around them.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, isSequence: Bool = false) {
    var scanner = JSONScanner(bytes)
    do throws(JSONScanner.SyntaxError) {
      if isSequence {
        // RFC 8142 puts a record separator before each.
        while let next = scanner.peek() {
          if next == 0x1E { scanner.at += 1 } else { try readFeature(&scanner) }
        }
      } else {
        try readRoot(&scanner)
      }
      if scanner.peek() != nil { throw scanner.error("nothing more") }
    } catch {
      problems.append(syntaxProblem(error))
      return
    }
    if features.isEmpty, problems.isEmpty {
      complain(
        nil, "there is no feature in the file", "文件中没有要素", ("Save the layer into it again", "请重新导出图层"))
    }
    addFeatureIDs()
    settleCRS()
  }

  /// Takes what all features declare for what the file does; anything else is a problem.
  private mutating func settleCRS() {
    let all = ownCRS.sorted { $0.value.first < $1.value.first }
    guard let (name, own) = all.first else { return }
    if all.count == 1, declaredCRS == name || declaredCRS == nil && own.count == features.count {
      declaredCRS = name
      return
    }
    let names = ([declaredCRS].compactMap { $0 } + all.map(\.key)).joined(separator: ", ")
    let isPart = all.count == 1 && declaredCRS == nil
    complain(
      (own.first, nil),
      isPart
        ? "\(own.count) of \(features.count) features declare a coordinate system of their own (\(name)), and the others none"
        : "features declare coordinate systems that differ: \(names)",
      isPart ? "\(features.count) 个要素中有 \(own.count) 个单独声明了坐标系（\(name)），其余未声明" : "各要素声明的坐标系不同：\(names)",
      ("Bring all to one system, and declare it for the whole file", "请统一为同一坐标系，并对整个文件声明"))
  }

  private mutating func note(_ crs: String?) {
    guard let crs else { return }
    let number = features.count + 1
    let known = ownCRS[crs]
    // A feature and its geometry may both say it.
    if known?.last == number { return }
    ownCRS[crs] = (known?.first ?? number, number, (known?.count ?? 0) + 1)
  }

  // MARK: The parts of a file

  private mutating func readRoot(_ scanner: inout JSONScanner) throws(JSONScanner.SyntaxError) {
    var type: String?
    var sawFeatures = false
    let start = scanner.at
    var keys: Set<String> = []
    if scanner.peek() == 0x5B {
      complain(
        nil, "this is a list of records in JSON, and no GeoJSON", "这是 JSON 记录列表，不是 GeoJSON",
        ("Save the records as CSV with columns of their coordinates", "请将各记录另存为含坐标列的 CSV"))
      try scanner.skipValue()
      return
    }
    try scanner.object { (scanner, key) throws(JSONScanner.SyntaxError) in
      if !keys.insert(key).inserted { self.complainAboutTwice(key) }
      switch key {
      case "type": type = try self.text(&scanner)
      case "features" where scanner.peek() == 0x5B:
        sawFeatures = true
        try scanner.array { (scanner) throws(JSONScanner.SyntaxError) in try self.readFeature(&scanner) }
      case "crs": self.declaredCRS = try self.readCRS(&scanner)
      default: try scanner.skipValue()
      }
    }
    if sawFeatures, type == nil, keys.contains("geometryType") {
      problems = []
      complain(
        nil, "this is JSON of Esri, and no GeoJSON", "这是 Esri JSON，不是 GeoJSON",
        ("Ask the service for f=geojson, or export the layer as GeoJSON", "请向服务请求 f=geojson，或将图层导出为 GeoJSON"))
      return
    }
    if sawFeatures { return }
    let end = scanner.at
    scanner.at = start
    if type == "Feature" {
      try readFeature(&scanner)
    } else if let type, Self.geometryTypes[type] != nil || type == "GeometryCollection" {
      let type = try readGeometry(&scanner)
      features.append(GeoJSONTable.Feature(shape: type.flatMap { shape(ofType: $0, number: 1, id: nil) }))
    } else {
      complain(
        nil, "this is not GeoJSON: its type is \(type.map { "“\($0)”" } ?? "missing")",
        "这不是 GeoJSON：其 type 为\(type.map { "“\($0)”" } ?? "空")",
        ("Export the layer as GeoJSON (RFC 7946)", "请把图层导出为 GeoJSON（RFC 7946）"))
    }
    scanner.at = end
  }

  private mutating func readFeature(_ scanner: inout JSONScanner) throws(JSONScanner.SyntaxError) {
    let number = features.count + 1
    guard number <= InputLimits.rows else { throw scanner.error("no more than \(InputLimits.rows) features") }
    guard scanner.peek() == 0x7B else {
      try scanner.skipValue()
      complain(
        (number, nil), "this is not a feature", "这不是要素", ("Remove it from the list", "请从列表中删去"))
      features.append(GeoJSONTable.Feature())
      return
    }
    var feature = GeoJSONTable.Feature()
    var geometryType: String?
    var keys: Set<String> = []
    try scanner.object { (scanner, key) throws(JSONScanner.SyntaxError) in
      if !keys.insert(key).inserted { self.complainAboutTwice(key) }
      switch key {
      case "geometry": geometryType = try self.readGeometry(&scanner)
      case "crs": self.note(try self.readCRS(&scanner))
      case "properties" where scanner.peek() == 0x7B: feature.values = try self.readProperties(&scanner)
      case "id":
        let value = try self.readValue(&scanner)
        if case .text(let text) = value { feature.id = text }
        if case .number(let number) = value { feature.id = Int(exactly: number).map(String.init) ?? String(number) }
      default: try scanner.skipValue()
      }
    }
    feature.shape = geometryType.flatMap { shape(ofType: $0, number: number, id: feature.id) }
    features.append(feature)
  }

  private mutating func readProperties(
    _ scanner: inout JSONScanner
  ) throws(JSONScanner.SyntaxError) -> [Int: GeoJSONTable.Value] {
    var values: [Int: GeoJSONTable.Value] = [:]
    try scanner.object { (scanner, key) throws(JSONScanner.SyntaxError) in
      let value = try self.readValue(&scanner)
      if values.updateValue(value, forKey: self.column(named: key)) != nil { self.complainAboutTwice(key) }
    }
    return values
  }

  private mutating func column(named name: String) -> Int {
    if let known = columnOfName[name] { return known }
    columnOfName[name] = columns.count
    columns.append(name)
    return columns.count - 1
  }

  private func readValue(_ scanner: inout JSONScanner) throws(JSONScanner.SyntaxError) -> GeoJSONTable.Value {
    guard let byte = scanner.peek() else { throw scanner.error("a value") }
    if byte == 0x22 { return .text(try scanner.string()) }
    if scanner.hasLeadingZero { throw scanner.error("a number without leading zeros") }
    if let number = DecimalNumber.scan(scanner.bytes, &scanner.at) { return .number(number) }
    let range = try scanner.skipValue()
    switch String(decoding: scanner.bytes[range], as: UTF8.self) {
    case "null": return .null
    case "true": return .flag(true)
    case "false": return .flag(false)
    case let text: return .text(text)
    }
  }

  private func text(_ scanner: inout JSONScanner) throws(JSONScanner.SyntaxError) -> String? {
    if scanner.peek() == 0x22 { return try scanner.string() }
    try scanner.skipValue()
    return nil
  }

  /// A coordinate system as a member `crs` says it, in whatever form; nil for `null`. What is in no known form is said as
  /// it stands, so that nobody takes the file for one that declares nothing.
  private func readCRS(_ scanner: inout JSONScanner) throws(JSONScanner.SyntaxError) -> String? {
    guard scanner.peek() == 0x7B else {
      switch try readValue(&scanner) {
      case .null: return nil
      case .text(let text): return text
      case .number(let number): return Int(exactly: number).map { "EPSG:\($0)" } ?? "crs \(number)"
      case .flag(let flag): return "crs \(flag)"
      }
    }
    var type: String?
    var members: [String: String] = [:]
    func member(_ scanner: inout JSONScanner, _ key: String) throws(JSONScanner.SyntaxError) {
      switch try readValue(&scanner) {
      case .text(let text): members[key.lowercased()] = text
      case .number(let number): members[key.lowercased()] = Int(exactly: number).map(String.init) ?? "\(number)"
      default: break
      }
    }
    try scanner.object { (scanner, key) throws(JSONScanner.SyntaxError) in
      if key == "type" {
        type = try self.text(&scanner)
      } else if key == "properties", scanner.peek() == 0x7B {
        try scanner.object { (scanner, key) throws(JSONScanner.SyntaxError) in try member(&scanner, key) }
      } else {
        try member(&scanner, key)
      }
    }
    // The form of before 2008 gives the number of the registry alone.
    if type?.lowercased() == "epsg" { return members["code"].map { "EPSG:\($0)" } ?? "EPSG:?" }
    if let said = ["name", "urn", "href", "url", "proj4", "wkt"].lazy.compactMap({ members[$0] }).first { return said }
    return members.sorted { $0.key < $1.key }.first?.value ?? type ?? "crs"
  }

  // MARK: Geometries

  /// Reads a geometry's coordinates and returns its type, empty where it has none; nil for a geometry that is null.
  private mutating func readGeometry(_ scanner: inout JSONScanner) throws(JSONScanner.SyntaxError) -> String? {
    guard scanner.peek() == 0x7B else {
      try scanner.skipValue()
      return nil
    }
    var type = ""
    coordinates.clear()
    try scanner.object { (scanner, key) throws(JSONScanner.SyntaxError) in
      switch key {
      case "type": type = try self.text(&scanner) ?? ""
      case "coordinates": try self.coordinates.scan(&scanner)
      case "crs": self.note(try self.readCRS(&scanner))
      default: try scanner.skipValue()
      }
    }
    return type
  }

  /// The shape of the geometry that was read last.
  private mutating func shape(ofType type: String, number: Int, id: String?) -> SourceShape? {
    guard let depth = Self.geometryTypes[type] else {
      if type == "GeometryCollection" { return .other(type) }
      complain(
        (number, id), "“\(type)” is not a type of geometry", "“\(type)”不是几何类型",
        ("Export the layer as GeoJSON (RFC 7946)", "请把图层导出为 GeoJSON（RFC 7946）"))
      return nil
    }
    switch coordinates.flaw {
    case .notFinite:
      complain(
        (number, id), "a coordinate is not a number", "坐标不是数值",
        ("Correct the vertex or remove it", "请改正或删去该顶点"))
      return nil
    case .nesting:
      complain(
        (number, id), "the coordinates are not nested as a \(type) has them", "坐标的嵌套层数与 \(type) 不符",
        ("Export the layer again", "请重新导出图层"))
      return nil
    case nil: break
    }
    if coordinates.depth == 0 {
      complain(
        (number, id), "the \(type) has no coordinates", "\(type) 没有坐标",
        ("Draw its shape, or remove the feature", "请补绘图形或删去该要素"))
      return nil
    }
    guard coordinates.depth == depth else {
      complain(
        (number, id), "the coordinates are not nested as a \(type) has them", "坐标的嵌套层数与 \(type) 不符",
        ("Export the layer again", "请重新导出图层"))
      return nil
    }
    switch type {
    case "Point": return .point(coordinates.positions[0])
    case "MultiPoint" where coordinates.positions.count == 1: return .point(coordinates.positions[0])
    case "Polygon", "MultiPolygon": return polygons(coordinates.polygons, number: number, id: id)
    default: return .other(type)
    }
  }

  private mutating func polygons(_ rings: [[[Coordinate]]], number: Int, id: String?) -> SourceShape? {
    var isSound = true
    for polygon in rings {
      if polygon.isEmpty { isSound = false }
      for (index, ring) in polygon.enumerated() {
        let english = index == 0 ? "the outer ring" : "hole \(index)"
        let chinese = index == 0 ? "外环" : "第 \(index) 个内环"
        if let first = ring.first, ring.last != first {
          isSound = false
          complain(
            (number, id),
            "\(english) is not closed: it begins at \(shown(first)) and ends at \(shown(ring[ring.count - 1]))",
            "\(chinese)没有闭合：起点 \(shown(first))，终点 \(shown(ring[ring.count - 1]))",
            ("Repeat the first vertex at the end", "请在末尾重复第一个顶点"))
        } else if ring.count < 4 {
          isSound = false
          complain(
            (number, id), "\(english) has \(ring.count) vertices; a ring needs four, the first repeated",
            "\(chinese)只有 \(ring.count) 个顶点，闭合环至少需要 4 个（首尾重复）",
            ("Draw it again, or remove it", "请重新绘制或删去"))
        } else if ring.count > InputLimits.cornersOfRing {
          isSound = false
          complain(
            (number, id),
            "\(english) has \(ring.count) vertices, more than the \(InputLimits.cornersOfRing) that are read",
            "\(chinese)有 \(ring.count) 个顶点，超过可读取的 \(InputLimits.cornersOfRing) 个",
            ("Simplify the layer first", "请先简化图层"))
        }
      }
    }
    guard isSound else { return nil }
    return .polygons(
      MultiPolygon(
        rings.map { rings in Polygon(shell: Ring(rings[0]), holes: rings.dropFirst().map { Ring($0) }) }))
  }

  private func shown(_ position: Coordinate) -> String { "\(position.longitude), \(position.latitude)" }

  // MARK: Ids and problems

  /// Lets the `id` members of features serve as a column where no property does.
  private mutating func addFeatureIDs() {
    guard columnOfName["id"] == nil, features.contains(where: { $0.id != nil }) else { return }
    let column = column(named: "id")
    for index in features.indices {
      if let id = features[index].id { features[index].values[column] = .text(id) }
    }
  }

  /// A member that is given twice means either, and readers differ in which they take.
  private mutating func complainAboutTwice(_ key: String) {
    let number = features.count + 1
    complain(
      (number, nil), "the member “\(key)” is given twice", "成员“\(key)”出现两次",
      ("Keep one of the two", "请只保留其一"))
  }

  private mutating func complain(
    _ feature: (number: Int, id: String?)?, _ english: String, _ chinese: String, _ remedy: (String, String)
  ) {
    problems.append(
      InputProblem(
        file: file, place: feature.map { .feature($0.number, id: $0.id) } ?? .file, english: english,
        chinese: chinese, remedyEnglish: remedy.0, remedyChinese: remedy.1))
  }

  private func syntaxProblem(_ error: JSONScanner.SyntaxError) -> InputProblem {
    let feature = features.count + 1
    if error.atEnd {
      return InputProblem(
        file: file, place: .feature(feature, id: nil),
        english: "the file breaks off here, after \(error.offset) bytes", chinese: "文件在此处中断（共 \(error.offset) 字节）",
        remedyEnglish: "Copy or export the file again; this one is cut off",
        remedyChinese: "文件不完整，请重新复制或导出")
    }
    return InputProblem(
      file: file, place: .feature(feature, id: nil),
      english: "not readable as JSON: \(error.expected) is expected at byte \(error.offset)",
      chinese: "不是有效的 JSON：第 \(error.offset) 字节处应为 \(error.expected)",
      remedyEnglish: "Correct the file there, or export it again", remedyChinese: "请在该处改正，或重新导出")
  }
}
