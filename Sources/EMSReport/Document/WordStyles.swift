import EMSModel

/// The looks of a document: those of GB/T 9704 for Chinese texts, plain ones for English.
enum WordStyles {
  private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

  /// The fonts, each with one that stands in where it is missing.
  static let fonts: String = {
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:fonts xmlns:w=\"\(word)\">\n"
    for (name, other) in [
      ("方正小标宋简体", "SimSun"), ("仿宋_GB2312", "FangSong"), ("楷体_GB2312", "KaiTi"), ("黑体", "SimHei"),
      ("宋体", "SimSun"), ("Times New Roman", "Liberation Serif"),
    ] { xml += "<w:font w:name=\"\(name)\"><w:altName w:val=\"\(other)\"/></w:font>\n" }
    return xml + "</w:fonts>"
  }()

  private struct Look {
    var id: String
    var name: String
    /// The Chinese font.
    var font: String
    /// In half points.
    var size: Int
    var english: Int
    var isBold = false
    /// What follows `w:pPr`.
    var layout: String
  }

  /// 小标宋 2号 for the title, 黑体, 楷体 and 仿宋 3号 below, lines 28 points apart, two characters indented.
  private static let looks = [
    Look(
      id: "Title", name: "Title", font: "方正小标宋简体", size: 44, english: 36, isBold: false,
      layout:
        "<w:spacing w:before=\"400\" w:after=\"400\" w:line=\"660\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>"),
    Look(
      id: "Heading1", name: "heading 1", font: "黑体", size: 32, english: 28,
      layout:
        "<w:keepNext/><w:spacing w:before=\"200\" w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:outlineLvl w:val=\"0\"/>"
    ),
    Look(
      id: "Heading2", name: "heading 2", font: "楷体_GB2312", size: 32, english: 26,
      layout:
        "<w:keepNext/><w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:outlineLvl w:val=\"1\"/>"
    ),
    Look(
      id: "BodyText", name: "Body Text", font: "仿宋_GB2312", size: 32, english: 22,
      layout:
        "<w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/>"
    ),
    Look(
      id: "Caption", name: "caption", font: "黑体", size: 24, english: 20,
      layout: "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\"/><w:jc w:val=\"center\"/>"),
    Look(
      id: "Legend", name: "Figure Caption", font: "黑体", size: 24, english: 20,
      layout: "<w:spacing w:before=\"60\" w:after=\"120\"/><w:jc w:val=\"center\"/>"),
    Look(id: "TableHeader", name: "Table Header", font: "黑体", size: 21, english: 18, isBold: true, layout: ""),
    Look(id: "TableText", name: "Table Text", font: "仿宋_GB2312", size: 21, english: 18, layout: ""),
    Look(
      id: "Picture", name: "Picture", font: "宋体", size: 24, english: 20, layout: "<w:keepNext/><w:jc w:val=\"center\"/>"
    ),
  ]

  static func xml(_ language: Language) -> String {
    var xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:styles xmlns:w=\"\(word)\">\n"
    xml +=
      "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"仿宋_GB2312\"/><w:lang w:val=\"en-GB\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault></w:docDefaults>\n"
    xml += "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\n"
    for look in looks {
      let size = language == .chinese ? look.size : look.english
      // Lines at a fixed distance are of the Chinese standard; an English text has its own.
      let layout = language == .chinese ? look.layout : plain(look.layout)
      xml +=
        "<w:style w:type=\"paragraph\" w:styleId=\"\(look.id)\"><w:name w:val=\"\(look.name)\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>\(layout)</w:pPr><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"\(look.font)\"/>\(look.isBold || language == .english && look.id.hasPrefix("Heading") ? "<w:b/>" : "")<w:sz w:val=\"\(size)\"/></w:rPr></w:style>\n"
    }
    return xml + "</w:styles>"
  }

  private static func plain(_ layout: String) -> String {
    layout.replacing("<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>", with: "")
      .replacing("w:line=\"560\" w:lineRule=\"exact\"", with: "w:after=\"120\"")
      .replacing(" w:line=\"660\" w:lineRule=\"exact\"", with: "")
  }
}
