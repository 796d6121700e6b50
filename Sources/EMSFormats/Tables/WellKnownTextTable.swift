import EMSModel
import Foundation
import GeoKit

/// A table of which a column holds shapes as well-known text, as well-known binary in hexadecimal digits or as GeoJSON, as
/// databases export them.
struct WellKnownTextTable: SourceTable {
  private let table: any SourceTable
  private let shapes: [SourceShape?]
  let declaredCRS: String?

  var file: String { table.file }
  var layer: String? { table.layer }
  var columns: [String] { table.columns }
  var rowCount: Int { table.rowCount }
  var hasShapes: Bool { true }
  var passedOver: [PassedRow] { table.passedOver }
  let remarks: [Phrase]
  var textEncoding: String? { table.textEncoding }
  var linesBeside: [String] { table.linesBeside }

  /// nil for a table without such a column; points as plain well-known text alone are a pair of coordinates.
  ///
  /// - Throws: every row whose text is no shape.
  init?(_ table: any SourceTable) throws(InputProblems) {
    let first = { (column: Int) -> String? in
      (0..<table.rowCount).lazy.compactMap { table.text($0, column) }.first
    }
    let headed = table.columns.indices.first { column in
      guard FieldSynonyms.shapes.contains(table.columns[column].lowercased().filter { $0.isLetter }) else {
        return false
      }
      let text = first(column)?.uppercased() ?? ""
      return WellKnownHex.bytes(of: text) != nil || Self.isShapeText(text)
        || text.hasPrefix("POINT")
          && (0..<table.rowCount).contains { table.text($0, column).map { Self.isShapeText($0.uppercased()) } ?? false }
    }
    // Another header serves where it is the only one, and no other column says where the rows lie.
    let others = headed == nil ? Self.unnamed(in: table, first) : []
    let column = headed ?? (others.count == 1 ? others[0] : nil)
    guard let column else { return nil }
    var shapes: [SourceShape?] = []
    var problems: [InputProblem] = []
    var codes: Set<Int> = []
    var withoutCode: Int?
    for row in 0..<table.rowCount {
      guard let text = table.text(row, column), !Self.isEmptyShape(text) else {
        shapes.append(nil)
        continue
      }
      if let read = WellKnownText(text) {
        shapes.append(read.shape)
        if let code = read.code { codes.insert(code) } else { withoutCode = withoutCode ?? row }
      } else if let shape = Self.shape(ofGeoJSON: text) {
        shapes.append(shape)
      } else {
        shapes.append(nil)
        problems.append(
          InputProblem(
            file: table.file, place: table.place(ofRow: row), field: table.columns[column],
            value: String(text.prefix(40)),
            Phrase(
              "the text is no single point and no polygon, as well-known text, as well-known binary in hexadecimal digits or as GeoJSON",
              "文本不是单个点或面（WKT、十六进制的 WKB 或 GeoJSON）"),
            Phrase(
              "Write POLYGON ((x y, …)), each ring closed; a spreadsheet may have cut the cell off",
              "请写作 POLYGON ((x y, …))，每个环首尾相接；电子表格可能截断了单元格")))
      }
    }
    if codes.count > 1 {
      problems.append(
        InputProblem(
          file: table.file, field: table.columns[column],
          value: codes.sorted().map(String.init).joined(separator: ", "),
          Phrase("the shapes are in several systems", "图形使用了多个坐标系"), Phrase("Export them in one", "请统一坐标系后导出")))
    }
    // WGS 84 and CGCS2000 are what shapes of no code are taken for.
    if codes.count == 1, let code = codes.first, ![4326, 4490].contains(code), let withoutCode {
      problems.append(
        InputProblem(
          file: table.file, place: table.place(ofRow: withoutCode), field: table.columns[column],
          value: table.text(withoutCode, column).map { String($0.prefix(40)) },
          Phrase(
            "the shape names no system, and others name EPSG:\(code)", "该图形未注明坐标系，而其他行注明 EPSG:\(code)"),
          Phrase("Export all of them in one system", "请统一坐标系后导出")))
    }
    if !problems.isEmpty { throw InputProblems(problems) }
    self.table = table
    self.shapes = shapes
    let header = table.columns[column]
    remarks =
      table.remarks + (headed != nil ? [] : [Phrase("\(header) holds the shapes of the rows", "\(header) 列含各行的图形")])
    declaredCRS = codes.first.map { "EPSG:\($0)" }
  }

  /// Whether a text in capitals is a shape that no pair of coordinates is written as.
  private static func isShapeText(_ text: String) -> Bool {
    ["POLYGON", "MULTIPOLYGON", "MULTIPOINT", "SRID="].contains { text.hasPrefix($0) } || isEmptyShape(text)
      || text.hasPrefix("{") && text.contains("POLYGON\"") && text.contains("\"COORDINATES\"")
  }

  /// Whether a text says that there is no shape, such as POINT EMPTY.
  private static func isEmptyShape(_ text: String) -> Bool {
    text.uppercased().wholeMatch(of: /(?:SRID=\d+;)?\s*[A-Z]+(?:\s+Z?M?)?\s+EMPTY/) != nil
  }

  /// The columns of other headers of which the first cell is a whole shape, of a table without columns of coordinates.
  private static func unnamed(in table: any SourceTable, _ first: (Int) -> String?) -> [Int] {
    let places = Field.longitude.headers + Field.latitude.headers
    let says = Set(table.columns.map { FieldSynonyms.normalised($0) })
    guard says.isDisjoint(with: places), says.isDisjoint(with: FieldSynonyms.pairs) else { return [] }
    return table.columns.indices.filter { column in
      guard let text = first(column), text.utf8.count > 20 else { return false }
      switch WellKnownText(text)?.shape ?? shape(ofGeoJSON: text) {
      case .point, .polygons: return true
      case .other, nil: return false
      }
    }
  }

  /// nil for a text that is no geometry of GeoJSON.
  private static func shape(ofGeoJSON text: String) -> SourceShape? {
    guard text.hasPrefix("{"), text.contains("\"coordinates\"") else { return nil }
    let read = try? GeoJSONTable(Data(text.utf8), file: "")
    return read?.rowCount == 1 ? read?.shape(ofRow: 0) : nil
  }

  func place(ofRow row: Int) -> InputProblem.Place { table.place(ofRow: row) }
  func text(_ row: Int, _ column: Int) -> String? { table.text(row, column) }
  func writtenText(_ row: Int, _ column: Int) -> String? { table.writtenText(row, column) }
  func number(_ row: Int, _ column: Int) -> NumberCell { table.number(row, column) }
  func shape(ofRow row: Int) -> SourceShape? { shapes[row] }
}

/// A shape as well-known text (OGC Simple Features, section 7), heights left out; EWKT may begin with `SRID=N;`.
package struct WellKnownText {
  package let shape: SourceShape
  /// The EPSG code; nil where the text names none.
  let code: Int?

  /// nil where the text is no point, multipoint of one point, polygon or multipolygon, or a ring is open or of fewer than
  /// four corners.
  ///
  /// - Parameter text: it may be well-known binary in hexadecimal digits, too.
  package init?(_ text: String) {
    if let bytes = WellKnownHex.bytes(of: text) {
      guard let (shape, code) = WellKnownHex.shape(bytes) else { return nil }
      (self.shape, self.code) = (shape, code)
      return
    }
    var scanner = Scanner(bytes: Array(text.utf8))
    var code: Int?
    if scanner.take("SRID=") {
      guard let number = scanner.number(), let whole = Int(exactly: number), scanner.take(";") else { return nil }
      code = whole
    }
    self.code = code
    if scanner.take("MULTIPOLYGON") {
      scanner.skipDimensions()
      guard let polygons = scanner.list({ $0.polygon() }), scanner.isAtEnd else { return nil }
      shape = .polygons(MultiPolygon(polygons))
    } else if scanner.take("POLYGON") {
      scanner.skipDimensions()
      guard let polygon = scanner.polygon(), scanner.isAtEnd else { return nil }
      shape = .polygons(MultiPolygon([polygon]))
    } else if scanner.take("MULTIPOINT") {
      scanner.skipDimensions()
      guard let points = scanner.list({ $0.member() }), points.count == 1, scanner.isAtEnd else { return nil }
      shape = .point(points[0])
    } else if scanner.take("POINT") {
      scanner.skipDimensions()
      guard scanner.take("("), let point = scanner.position(), scanner.take(")"), scanner.isAtEnd else { return nil }
      shape = .point(point)
    } else {
      return nil
    }
  }

  private struct Scanner {
    let bytes: [UInt8]
    var at = 0

    private mutating func skipSpace() { while at < bytes.count, bytes[at] <= 0x20 { at += 1 } }

    var isAtEnd: Bool {
      mutating get {
        skipSpace()
        return at == bytes.count
      }
    }

    /// Moves behind a word, in either case, when it is next.
    mutating func take(_ word: StaticString) -> Bool {
      skipSpace()
      let count = word.utf8CodeUnitCount
      guard at + count <= bytes.count else { return false }
      for index in 0..<count {
        let byte = bytes[at + index]
        let upper = byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte
        if upper != word.utf8Start[index] { return false }
      }
      at += count
      return true
    }

    mutating func skipDimensions() { _ = take("ZM") || take("Z") || take("M") }

    mutating func number() -> Double? {
      skipSpace()
      return bytes.withUnsafeBufferPointer { DecimalNumber.scan($0, &at) }
    }

    mutating func position() -> Coordinate? {
      guard let x = number(), let y = number(), x.isFinite, y.isFinite else { return nil }
      // Height and measure.
      for _ in 0..<2 {
        skipSpace()
        guard at < bytes.count, bytes[at] != 0x2C, bytes[at] != 0x29 else { break }
        guard number() != nil else { return nil }
      }
      return Coordinate(longitude: x, latitude: y)
    }

    /// A point among several, in brackets of its own or without.
    mutating func member() -> Coordinate? {
      guard take("(") else { return position() }
      guard let position = position(), take(")") else { return nil }
      return position
    }

    /// Elements in brackets, separated by commas; nil where there are none.
    mutating func list<Element>(_ element: (inout Scanner) -> Element?) -> [Element]? {
      guard take("(") else { return nil }
      var elements: [Element] = []
      repeat {
        guard let next = element(&self), elements.count < InputLimits.cornersOfRing else { return nil }
        elements.append(next)
      } while take(",")
      return take(")") ? elements : nil
    }

    mutating func polygon() -> Polygon? {
      let rings = list { scanner in scanner.list { $0.position() }.map { Ring($0) } }
      guard let rings, let shell = rings.first,
        rings.allSatisfy({ $0.coordinates.count > 3 && $0.coordinates.first == $0.coordinates.last })
      else { return nil }
      return Polygon(shell: shell, holes: Array(rings.dropFirst()))
    }
  }
}
