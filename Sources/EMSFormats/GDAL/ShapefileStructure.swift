import EMSModel
import Foundation

/// Whether the parts of a Shapefile hold together, which GDAL does not look at: it reads what it finds and says nothing.
///
/// Source: ESRI Shapefile Technical Description (1998); dBASE III table files.
enum ShapefileStructure {
  /// - Throws: one problem: the first record that is cut off, overwritten or counted otherwise, as feature from 1.
  static func check(_ parts: FileParts) throws(InputProblems) {
    let file = parts.file
    var rows: Int?
    if let dbf = try parts.part("dbf") { rows = try tableRows(Bytes(dbf), file) }
    if parts.kind == "dbf" { return }
    guard let shp = try parts.part("shp") else { return }
    guard let shx = try parts.part("shx") else {
      throw missing(rows == nil ? ["shx", "dbf"] : ["shx"], file)
    }
    let shapes = try shapeCount(index: Bytes(shx), shapes: Bytes(shp), file)
    if let rows, rows != shapes {
      throw damaged(file, nil, "\(shapes) shapes and \(rows) rows", "有 \(shapes) 个图形和 \(rows) 行属性")
    }
  }

  /// - Throws: one problem, where the table of the attributes is not there.
  static func requireTable(_ parts: FileParts) throws(InputProblems) {
    if parts.kind == "shp", try parts.part("dbf") == nil { throw missing(["dbf"], parts.file) }
  }

  private static func missing(_ endings: [String], _ file: String) -> InputProblems {
    let stem = (file as NSString).deletingPathExtension
    let names = endings.map { "\(stem).\($0)" }
    return InputProblems([
      InputProblem(
        file: file, value: names.joined(separator: ", "),
        Phrase(
          "\(names.joined(separator: " and ")) \(names.count == 1 ? "is" : "are") missing, without which the Shapefile cannot be read",
          "缺少 \(names.joined(separator: " 和 "))，无法读取该 Shapefile"),
        Phrase(
          "Copy all its parts (.shp, .shx, .dbf, .prj, .cpg) into one folder", "请将全部文件（.shp、.shx、.dbf、.prj、.cpg）放入同一文件夹"
        ))
    ])
  }

  private struct Bytes {
    let all: [UInt8]
    init(_ all: [UInt8]) { self.all = all }
    var count: Int { all.count }

    func little(_ at: Int, _ size: Int) -> Int {
      guard at + size <= all.count else { return 0 }
      return (0..<size).reduce(0) { $0 | Int(all[at + $1]) << (8 * $1) }
    }
    func big(_ at: Int) -> Int {
      guard at + 4 <= all.count else { return 0 }
      return (0..<4).reduce(0) { $0 << 8 | Int(all[at + $1]) }
    }
  }

  private static func damaged(
    _ file: String, _ feature: Int?, _ english: String, _ chinese: String
  ) -> InputProblems {
    InputProblems([
      InputProblem(
        file: file, place: feature.map { .feature($0, id: nil) } ?? .file, english: "the file is damaged: \(english)",
        chinese: "文件已损坏：\(chinese)", remedyEnglish: "Copy or export all its parts (.shp, .shx, .dbf) again",
        remedyChinese: "请重新复制或导出全部文件（.shp、.shx、.dbf）")
    ])
  }

  // MARK: Shapes

  private static func shapeCount(index: Bytes, shapes: Bytes, _ file: String) throws(InputProblems) -> Int {
    for part in [index, shapes] {
      guard part.count >= 100, part.big(0) == 9994 else { throw damaged(file, nil, "a header is not one", "文件头无效") }
      let said = 2 * part.big(24)
      guard said == part.count else {
        throw damaged(
          file, nil, "a part says that it has \(said) bytes, and has \(part.count)",
          "文件头称有 \(said) 字节，实有 \(part.count) 字节")
      }
    }
    let type = shapes.little(32, 4)
    guard (index.count - 100) % 8 == 0 else { throw damaged(file, nil, "the index is cut off", "索引不完整") }
    let count = (index.count - 100) / 8
    for number in 0..<count {
      let start = 2 * index.big(100 + 8 * number)
      let length = 2 * index.big(104 + 8 * number)
      let content = start + 8
      guard start >= 100, length >= 4, content + length <= shapes.count, 2 * shapes.big(start + 4) == length,
        fits(shapes, at: content, length: length, type: type)
      else { throw damaged(file, number + 1, "the shape is cut off or overwritten", "图形不完整或被改写") }
    }
    return count
  }

  /// Whether a record's own counts fill its length.
  private static func fits(_ shapes: Bytes, at content: Int, length: Int, type: Int) -> Bool {
    let own = shapes.little(content, 4)
    if own == 0 { return length == 4 }
    guard own == type else { return false }
    switch own % 10 {
    // Points; multipoints; lines and polygons.
    case 1: return length >= 20
    case 8:
      return length >= 40 + 16 * shapes.little(content + 36, 4)
    case 3, 5:
      let (parts, points) = (shapes.little(content + 36, 4), shapes.little(content + 40, 4))
      guard length >= 44 + 4 * parts + 16 * points, parts > 0 || points == 0 else { return false }
      // Each part starts behind the one before it.
      var last = -1
      for part in 0..<parts {
        let start = shapes.little(content + 44 + 4 * part, 4)
        guard start > last, start < points else { return false }
        last = start
      }
      return true
    default: return true
    }
  }

  // MARK: Rows

  private static func tableRows(_ table: Bytes, _ file: String) throws(InputProblems) -> Int {
    let (rows, header, length) = (table.little(4, 4), table.little(8, 2), table.little(10, 2))
    guard table.count >= 33, header >= 33, length > 1, header <= table.count else {
      throw damaged(file, nil, "the header of the table is not one", "属性表文件头无效")
    }
    guard header + rows * length <= table.count else {
      let whole = max(0, (table.count - header) / length)
      throw damaged(
        file, whole + 1, "the table says that it has \(rows) rows, and has \(whole)", "属性表称有 \(rows) 行，实有 \(whole) 行")
    }
    var numbers: [Range<Int>] = []
    var offset = 1
    var at = 32
    while at + 32 <= header, table.all[at] != 0x0D {
      let (kind, size) = (table.all[at + 11], Int(table.all[at + 16]))
      // Text may take two bytes for its length; numbers and dates never do.
      if kind == 0x4E || kind == 0x46 { numbers.append(offset..<(offset + size)) }
      offset += kind == 0x43 ? size + Int(table.all[at + 17]) << 8 : size
      at += 32
    }
    guard offset == length else { throw damaged(file, nil, "the fields do not fill the rows", "字段长度与行长不符") }
    for row in 0..<rows {
      let start = header + row * length
      guard table.all[start] == 0x20 || table.all[start] == 0x2A else {
        throw damaged(file, row + 1, "the row does not begin as one", "行首标记无效")
      }
      for number in numbers {
        for byte in table.all[(start + number.lowerBound)..<(start + number.upperBound)]
        where byte >= 0x7F || byte < 0x20 && byte != 0 && byte != 0x09 {
          throw damaged(file, row + 1, "a field of numbers holds none", "数字字段含无效字节")
        }
      }
    }
    return rows
  }
}
