import Foundation

@testable import EMSFormats

/// Zip files and workbooks for tests, their members stored as they are.
enum ZipWriting {
  static func zip(_ members: [(name: String, bytes: [UInt8])], saying sizes: [String: Int] = [:]) -> Data {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    func little(_ value: Int, _ size: Int) -> [UInt8] {
      (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    for member in members {
      let name = Array(member.name.utf8)
      let size = sizes[member.name] ?? member.bytes.count
      // Version, flags (UTF-8), method, time, date, checksum, sizes, length of the name.
      let common =
        little(20, 2) + little(0x800, 2) + little(0, 2) + little(0, 4)
        + little(Int(Inflation.checksum(member.bytes)), 4) + little(size, 4) + little(size, 4) + little(name.count, 2)
      directory += little(0x0201_4B50, 4) + little(20, 2) + common + little(0, 2) + little(0, 8) + little(0, 2)
      directory += little(out.count, 4) + name
      out += little(0x0403_4B50, 4) + common + little(0, 2) + name + member.bytes
    }
    let start = out.count
    out += directory
    out += little(0x0605_4B50, 4) + little(0, 4) + little(members.count, 2) + little(members.count, 2)
    out += little(directory.count, 4) + little(start, 4) + little(0, 2)
    return Data(out)
  }

  /// A workbook of sheets, each the XML of its rows and what follows them.
  ///
  /// - Parameters:
  ///   - isStruckOut: whether a line runs through the cells of a format.
  ///   - columns: the XML of the columns of every sheet.
  static func workbook(
    _ sheets: [(name: String, rows: String, behind: String)], saying sizes: [String: Int] = [:], formats: [String] = [],
    isStruckOut: Bool = false, hiding hidden: Set<String> = [], columns: String = ""
  ) -> Data {
    let spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let list = sheets.enumerated().map { index, sheet in
      let state = hidden.contains(sheet.name) ? #" state="hidden""# : ""
      return #"<sheet name="\#(sheet.name)" sheetId="\#(index + 1)" r:id="rId\#(index + 1)"\#(state)/>"#
    }
    var links = sheets.indices.map {
      #"<Relationship Id="rId\#($0 + 1)" Type="\#(relations)/worksheet" Target="worksheets/sheet\#($0 + 1).xml"/>"#
    }
    if !formats.isEmpty { links.append(#"<Relationship Id="s" Type="\#(relations)/styles" Target="styles.xml"/>"#) }
    var members = [
      (
        "xl/workbook.xml",
        #"<workbook xmlns="\#(spreadsheet)" xmlns:r="\#(relations)"><sheets>\#(list.joined())</sheets></workbook>"#
      ), ("xl/_rels/workbook.xml.rels", "<Relationships>\(links.joined())</Relationships>"),
      (
        "[Content_Types].xml",
        #"<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#
      ),
    ]
    if !formats.isEmpty {
      let codes = formats.enumerated().map { #"<numFmt numFmtId="\#(200 + $0)" formatCode="\#($1)"/>"# }.joined()
      let styles = formats.indices.map { #"<xf numFmtId="\#(200 + $0)" fontId="1"/>"# }.joined()
      let fonts = "<fonts><font><b/></font><font>\(isStruckOut ? "<strike/>" : #"<strike val="0"/>"#)</font></fonts>"
      members.append(
        (
          "xl/styles.xml",
          "<styleSheet><numFmts>\(codes)</numFmts>\(fonts)<cellXfs><xf numFmtId=\"0\"/>\(styles)</cellXfs></styleSheet>"
        ))
    }
    for (index, sheet) in sheets.enumerated() {
      members.append(
        (
          "xl/worksheets/sheet\(index + 1).xml",
          #"<?xml version="1.0"?><worksheet xmlns="\#(spreadsheet)">\#(columns)<sheetData>\#(sheet.rows)</sheetData>\#(sheet.behind)</worksheet>"#
        ))
    }
    return zip(members.map { ($0.0, Array($0.1.utf8)) }, saying: sizes)
  }

  /// Rows of a sheet: numbers as numbers, `=…` as a formula without a value, empty texts as no cell.
  static func rows(_ rows: [[String]]) -> String {
    rows.enumerated().map { number, cells in
      let cells = cells.enumerated().map { column, text -> String in
        let place = "\(Character(Unicode.Scalar(UInt8(0x41 + column))))\(number + 1)"
        if text.isEmpty { return "" }
        if text.hasPrefix("=") { return #"<c r="\#(place)"><f>\#(text.dropFirst())</f></c>"# }
        if Double(text) != nil { return #"<c r="\#(place)"><v>\#(text)</v></c>"# }
        return #"<c r="\#(place)" t="inlineStr"><is><t>\#(text)</t></is></c>"#
      }
      return #"<row r="\#(number + 1)">\#(cells.joined())</row>"#
    }.joined()
  }
}
