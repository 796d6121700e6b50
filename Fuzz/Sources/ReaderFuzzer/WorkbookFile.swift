@testable import EMSFormats

/// A whole workbook around one part of it, so that the fuzzer need not find its way through checksums and compression.
enum WorkbookFile {
  /// - Parameter bytes: the first says which part the others are: a sheet, its strings, its styles, or the list of sheets.
  static func bytes(ofPart bytes: [UInt8]) -> [UInt8] {
    let part = Int(bytes.first ?? 0) % names.count
    var zip = ZipWriter()
    for (index, (name, standard)) in names.enumerated() {
      zip.add(name, index == part ? Array(bytes.dropFirst()) : Array(standard.utf8))
    }
    zip.add("xl/_rels/workbook.xml.rels", links)
    zip.add("[Content_Types].xml", types)
    return zip.finished()
  }

  private static let names: [(name: String, standard: String)] = [
    (
      "xl/worksheets/sheet1.xml",
      #"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>43891</v></c></row></sheetData></worksheet>"#
    ),
    ("xl/sharedStrings.xml", "<sst><si><t>name</t></si><si><t>population</t></si></sst>"),
    (
      "xl/styles.xml",
      #"<styleSheet><numFmts><numFmt numFmtId="200" formatCode="yyyy-mm-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>"#
    ),
    ("xl/workbook.xml", #"<workbook><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>"#),
  ]

  private static let links =
    #"<Relationships><Relationship Id="rId1" Type="r/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="r/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="r/styles" Target="styles.xml"/></Relationships>"#
  private static let types =
    #"<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#
}
