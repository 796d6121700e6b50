import EMSModel
import Foundation

/// A layer of KML whose placemarks say their fields in the description, as a table of HTML or in lines such as 人口：300:
/// the fields are columns.
struct DescribedTable: SourceTable {
  private let table: any SourceTable
  let columns: [String]
  let remarks: [Phrase]
  /// The texts of the fields of each row, by column behind those of the layer.
  private let fields: [[Int: String]]

  var file: String { table.file }
  var layer: String? { table.layer }
  var rowCount: Int { table.rowCount }
  var hasShapes: Bool { table.hasShapes }
  var declaredCRS: String? { table.declaredCRS }
  var textEncoding: String? { table.textEncoding }
  var passedOver: [PassedRow] { table.passedOver }

  /// nil for a layer without descriptions, and for one whose descriptions hold no figure.
  init?(_ table: any SourceTable) {
    guard let column = table.columns.firstIndex(where: { $0.lowercased() == "description" }) else { return nil }
    let texts = (0..<table.rowCount).map { table.text($0, column) }
    let described = texts.count { $0 != nil }
    guard described > 0 else { return nil }
    let pairs = texts.map { $0.map(Self.pairs) ?? [] }
    var names: [String] = []
    var counts: [String: Int] = [:]
    for name in pairs.joined().map(\.name) {
      if counts[name] == nil { names.append(name) }
      counts[name, default: 0] += 1
    }
    let own = Set(table.columns)
    let isField = { (name: String) in 2 * (counts[name] ?? 0) >= described && !own.contains(name) }
    let taken = names.filter(isField)
    let first = table.columns.count
    let positions = Dictionary(uniqueKeysWithValues: taken.enumerated().map { ($1, first + $0) })
    var remarks = table.remarks
    if !taken.isEmpty {
      remarks.append(
        Phrase(
          "the descriptions of placemarks hold fields, which are read as columns: \(taken.joined(separator: ", "))",
          "地标说明中的字段按列读取：\(taken.joined(separator: "、"))"))
    }
    let rest = names.filter { positions[$0] == nil && !own.contains($0) }
    if !taken.isEmpty, !rest.isEmpty {
      remarks.append(
        Phrase(
          "fields that less than half of the descriptions hold are not read: \(rest.shortList.english)",
          "不到半数地标说明所含的字段未读取：\(rest.shortList.chinese)"))
    }
    let unread = zip(texts, pairs).first { text, pairs in
      pairs.isEmpty && text?.contains(where: \.isNumber) == true
    }
    if let example = unread?.0 {
      remarks.append(
        Phrase(
          "descriptions of placemarks hold figures that are not read, such as “\(Self.plain(example).prefix(40))”",
          "地标说明中的数字未读取，如“\(Self.plain(example).prefix(40))”"))
    }
    if remarks.count == table.remarks.count { return nil }
    self.table = table
    self.remarks = remarks
    columns = table.columns + taken
    fields = pairs.map { pairs in
      pairs.reduce(into: [:]) { fields, pair in
        if let at = positions[pair.name], !pair.text.isEmpty, fields[at] == nil { fields[at] = pair.text }
      }
    }
  }

  /// The fields that a description holds, in its order.
  private static func pairs(_ description: String) -> [(name: String, text: String)] {
    let text = description.replacing(
      /<\/?(?:b|i|u|font|span|strong|em|p|center|nobr|a)(?:\s[^<>]*)?>/.ignoresCase(), with: "")
    if text.contains(/<t[dh][\s>]/.ignoresCase()) {
      let row =
        /<tr[^<>]*>\s*<t[dh][^<>]*>([^<>]{1,80})<\/t[dh]>\s*<t[dh][^<>]*>([^<>]*)<\/t[dh]>\s*<\/tr>/.ignoresCase()
      return text.matches(of: row).map { (name: plain(String($0.1)), text: plain(String($0.2))) }
        .filter { !$0.name.isEmpty }
    }
    return plain(text.replacing(/<br[^<>]*>/.ignoresCase(), with: "\n")).split { $0.isNewline || ";；".contains($0) }
      .compactMap { line in
        // An address has a colon, too.
        guard let found = plain(String(line)).wholeMatch(of: /([^:：=\/]{1,30}?)\s*[:：=]\s*(?!\/\/)(.*)/),
          found.1.contains(where: \.isLetter)
        else { return nil }
        return (name: String(found.1), text: String(found.2))
      }
  }

  /// A text without marks of HTML and spaces around it.
  private static func plain(_ text: String) -> String {
    [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(text.replacing(/<[^<>]*>/, with: " ")) { $0.replacing($1.0, with: $1.1) }
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func place(ofRow row: Int) -> InputProblem.Place { table.place(ofRow: row) }
  func shape(ofRow row: Int) -> SourceShape? { table.shape(ofRow: row) }

  func text(_ row: Int, _ column: Int) -> String? {
    column < table.columns.count ? table.text(row, column) : fields[row][column]
  }

  func writtenText(_ row: Int, _ column: Int) -> String? {
    column < table.columns.count ? table.writtenText(row, column) : fields[row][column]
  }

  func number(_ row: Int, _ column: Int) -> NumberCell {
    guard column >= table.columns.count else { return table.number(row, column) }
    guard let text = fields[row][column] else { return .empty }
    let value = Array(text.utf8).withUnsafeBufferPointer { DecimalNumber.whole($0) }
    return value.map { .number($0) } ?? .text(text)
  }
}
