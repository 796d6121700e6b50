import EMSFormats
import EMSModel

/// A text with headings, tables and pictures as Office Open XML (ECMA-376), laid out by GB/T 9704.
///
/// Written by hand: what a plan's text needs is a few elements, and no library for it is kept in Debian.
struct WordDocument {
  struct Table {
    /// The header, and which columns are numbers.
    var columns: [(title: String, isNumber: Bool)]
    var rows: [[String]]
  }

  enum Block {
    case title(String)
    /// 1 for 一、, 2 for （一）.
    case heading(Int, String)
    case paragraph(String)
    /// The name above a table, on the same page.
    case caption(String)
    /// The name below a picture.
    case legend(String)
    case table(Table)
    /// A PNG; its size counts only as a ratio.
    case picture([UInt8], width: Int, height: Int, description: String)
  }

  var language: Language
  var title: String
  var blocks: [Block] = []

  func bytes() -> [UInt8] {
    var zip = ZipWriter()
    zip.add("[Content_Types].xml", Self.contentTypes)
    zip.add("_rels/.rels", Self.packageRelations)
    zip.add("docProps/core.xml", coreProperties.source)
    zip.add("word/document.xml", body.source)
    zip.add("word/_rels/document.xml.rels", relations.source)
    zip.add("word/styles.xml", WordStyles.xml(language))
    zip.add("word/fontTable.xml", WordStyles.fonts)
    zip.add("word/footer1.xml", Self.footer)
    for (index, picture) in pictures.enumerated() { zip.add("word/media/image\(index + 1).png", picture) }
    return zip.finished()
  }

  private var pictures: [[UInt8]] {
    blocks.compactMap { if case .picture(let bytes, _, _, _) = $0 { bytes } else { nil } }
  }

  // MARK: Parts

  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  private static let package = "http://schemas.openxmlformats.org/package/2006"

  private static let contentTypes =
    head + """
      <Types xmlns="\(package)/content-types">
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
      <Default Extension="xml" ContentType="application/xml"/>
      <Default Extension="png" ContentType="image/png"/>
      <Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
      <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
      <Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
      <Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/>
      <Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>
      </Types>
      """

  private static let packageRelations =
    head + """
      <Relationships xmlns="\(package)/relationships">
      <Relationship Id="rId1" Type="\(office)/officeDocument" Target="word/document.xml"/>
      <Relationship Id="rId2" Type="\(package)/relationships/metadata/core-properties" Target="docProps/core.xml"/>
      </Relationships>
      """

  /// The page number between dashes, as GB/T 9704 has it.
  private static let footer =
    head + """
      <w:ftr xmlns:w="\(word)"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>
      <w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">— </w:t></w:r>
      <w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>
      <w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>
      <w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>
      <w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>
      """

  private var coreProperties: Markup {
    """
    \(Markup(unescaped: Self.head))<cp:coreProperties xmlns:cp="\(Self.package)/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>\(title)</dc:title></cp:coreProperties>
    """
  }

  private var relations: Markup {
    var xml: Markup = "\(Markup(unescaped: Self.head))<Relationships xmlns=\"\(Self.package)/relationships\">\n"
    for (id, type, target) in [
      ("rId1", "styles", "styles.xml"), ("rId2", "fontTable", "fontTable.xml"), ("rId3", "footer", "footer1.xml"),
    ] { xml += "<Relationship Id=\"\(id)\" Type=\"\(Self.office)/\(type)\" Target=\"\(target)\"/>\n" }
    for index in pictures.indices {
      xml +=
        "<Relationship Id=\"picture\(index + 1)\" Type=\"\(Self.office)/image\" Target=\"media/image\(index + 1).png\"/>\n"
    }
    xml += "</Relationships>"
    return xml
  }

  // MARK: Text

  private var body: Markup {
    var xml: Markup =
      "\(Markup(unescaped: Self.head))<w:document xmlns:w=\"\(Self.word)\" xmlns:r=\"\(Self.office)\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\n<w:body>\n"
    var picture = 0
    for block in blocks {
      switch block {
      case .title(let text): xml += paragraph(text, style: "Title")
      case .heading(let level, let text): xml += paragraph(text, style: "Heading\(level)")
      case .paragraph(let text): xml += paragraph(text, style: "BodyText")
      case .caption(let text): xml += paragraph(text, style: "Caption")
      case .legend(let text): xml += paragraph(text, style: "Legend")
      case .table(let table): xml += markup(table)
      case .picture(_, let width, let height, let description):
        picture += 1
        xml += drawing(picture, width: width, height: height, description)
      }
    }
    // A4, with the margins of GB/T 9704: 37 mm above, 28 mm at the left, 156 by 225 mm for the text.
    xml +=
      "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"1400\" w:gutter=\"0\"/></w:sectPr>\n</w:body>\n</w:document>"
    return xml
  }

  private func paragraph(_ text: String, style: String) -> Markup {
    "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr><w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p>\n"
  }

  /// The breadth of the text in twentieths of a point.
  private static let textWidth = 8844

  private func markup(_ table: Table) -> Markup {
    let widths = widths(of: table)
    var xml: Markup =
      "<w:tbl><w:tblPr><w:tblW w:w=\"\(Self.textWidth)\" w:type=\"dxa\"/><w:tblBorders>"
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
      xml += "<w:\(side) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    }
    xml += "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
    for width in widths { xml += "<w:gridCol w:w=\"\(width)\"/>" }
    xml += "</w:tblGrid>\n<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    for (column, width) in zip(table.columns, widths) {
      xml += cell(column.title, width: width, style: "TableHeader", side: "center")
    }
    xml += "</w:tr>\n"
    for row in table.rows {
      xml += "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
      for (index, text) in row.enumerated() {
        xml += cell(
          text, width: widths[index], style: "TableText", side: table.columns[index].isNumber ? "right" : "left")
      }
      xml += "</w:tr>\n"
    }
    // Two tables without a paragraph between them would become one.
    xml += "</w:tbl>\n<w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr></w:p>\n"
    return xml
  }

  /// The widths of the columns, together as broad as the text: none breaks a word or a number, those with the longest texts
  /// grow first, and what room is left is shared.
  private func widths(of table: Table) -> [Int] {
    // Half a character of the table's text in twentieths of a point, and the margins of a cell.
    let (half, margins) = (language == .chinese ? 108 : 100, 350)
    let columns = table.columns.indices.map { column -> (least: Int, wanted: Int) in
      let texts = [table.columns[column].title] + table.rows.map { $0[column] }
      let longest = texts.map(Self.unbroken).max() ?? 0
      let whole = texts.map(TextWidth.of).max() ?? 0
      return (min(longest, 24) * half + margins, min(whole, 40) * half + margins)
    }
    let least = columns.map(\.least).reduce(0, +)
    // What is too broad for the paper is broken all the same.
    guard least < Self.textWidth else { return columns.map { $0.least * Self.textWidth / max(1, least) } }
    let more = columns.map { max(0, $0.wanted - $0.least) }
    let sum = more.reduce(0, +)
    let room = Self.textWidth - least
    guard sum < room else { return columns.indices.map { columns[$0].least + room * more[$0] / sum } }
    return columns.map { max($0.least, $0.wanted) + (room - sum) / columns.count }
  }

  /// The breadth of the longest part of a text that looks broken when it is broken: a word, a number, a short Chinese word.
  private static func unbroken(_ text: String) -> Int {
    let whole = TextWidth.of(text)
    if whole <= 8 { return whole }
    return text.split { " -·，；、（）".contains($0) }.map { part in
      part.utf8.allSatisfy { $0 < 0x80 } ? TextWidth.of(String(part)) : min(8, TextWidth.of(String(part)))
    }.max() ?? 0
  }

  private func cell(_ text: String, width: Int, style: String, side: String) -> Markup {
    "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"\(style)\"/><w:jc w:val=\"\(side)\"/></w:pPr><w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p></w:tc>"
  }

  private func drawing(_ number: Int, width: Int, height: Int, _ description: String) -> Markup {
    // In English Metric Units: as wide as the text, or as high as leaves room for the caption.
    let scale = min(5_616_000 / Double(max(1, width)), 7_200_000 / Double(max(1, height)))
    let size = (Int(Double(width) * scale), Int(Double(height) * scale))
    return """
      <w:p><w:pPr><w:pStyle w:val="Picture"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="\(size.0)" cy="\(size.1)"/><wp:docPr id="\(number)" name="Picture \(number)" descr="\(description)"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="\(number)" name="image\(number).png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="picture\(number)"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="\(size.0)" cy="\(size.1)"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>

      """
  }
}
