import Foundation
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReport

@Suite struct WordReportTests {
  /// A picture of one pixel.
  private let pixel: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0,
    0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x08, 0x5B, 0x63, 0, 0, 0, 2, 0, 1, 0xE2,
    0x21, 0xBC, 0x33, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
  ]

  private static let content = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }

  private static func archive() -> [UInt8] {
    var zip = ZipWriter()
    zip.add("a/b.bin", content)
    zip.add("empty", "")
    return zip.finished()
  }

  @Test func zipPartsComeBack() throws {
    let parts = try #require(ZipReader.parts(of: Self.archive()))
    #expect(parts == ["a/b.bin": Self.content, "empty": []])
  }

  @Test func anotherReaderFindsNoFaultInTheZip() throws {
    let scratch = try ScratchFolder()
    try Data(Self.archive()).write(to: URL(fileURLWithPath: "\(scratch.path)/a.zip"))
    let check = try OutputReader.run([
      "python3", "-c", "import sys,zipfile; assert zipfile.ZipFile(sys.argv[1]).testzip() is None",
      "\(scratch.path)/a.zip",
    ])
    guard let check else { try Test.cancel("python3 is not installed") }
    #expect(check.code == 0, "\(check.output)")
  }

  @Test(arguments: Language.allCases) func theTextHasItsChaptersTablesAndFigures(_ language: Language) throws {
    let report = try SampleReport.make(language: language)
    let bytes = WordReport.bytes(of: report, maps: [("coverage", "Map <1>", pixel)])
    #expect(bytes == WordReport.bytes(of: report, maps: [("coverage", "Map <1>", pixel)]))
    let parts = ZipReader.texts(of: bytes)
    let text = try #require(parts["word/document.xml"])
    let headings = text.components(separatedBy: "w:val=\"Heading1\"").count - 1
    #expect(headings == 7 && text.contains("w:tblHeader"))
    #expect(text.contains(language == .chinese ? "四、空间布局" : "4. Layout"))
    #expect(text.contains(NumberText.grouped(report.area.knownPopulation)))
    #expect(text.contains("r:embed=\"picture1\"") && parts["word/media/image1.png"] != nil)
    // Names from files are text.
    #expect(!text.contains("<script>") && text.contains("Map &lt;1&gt;"))
    #expect(!parts.values.contains { $0.contains("dcterms:created") })
    let scratch = try ScratchFolder()
    let path = "\(scratch.path)/report.docx"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let checker = """
      import sys, zipfile, xml.dom.minidom
      book = zipfile.ZipFile(sys.argv[1])
      for name in book.namelist():
          if name.endswith(".xml") or name.endswith(".rels"): xml.dom.minidom.parseString(book.read(name))
      try:
          import docx
      except ImportError:
          sys.exit(0)
      document = docx.Document(sys.argv[1])
      assert len(document.tables) >= 5 and len(document.inline_shapes) == 1
      assert sum(p.style.name == "Heading 1" for p in document.paragraphs) == 7
      for table in document.tables: assert len({len(row.cells) for row in table.rows}) == 1
      """
    guard let result = try OutputReader.run(["/usr/bin/python3", "-c", checker, path]) else {
      try Test.cancel("python3 is not installed")
    }
    #expect(result.code == 0, "\(result.output)")
  }

  /// A column is at least as broad as its longest number or word, and all together are as broad as the text.
  @Test(arguments: Language.allCases) func noColumnBreaksANumber(_ language: Language) throws {
    let table = WordDocument.Table(
      columns: [("指标", false), ("today", true), ("share", true)],
      rows: [["a long sentence about the measure that may well be broken into lines", "1,013,379", "44.1%"]])
    let bytes = WordDocument(language: language, title: "", blocks: [.table(table)]).bytes()
    let text = try #require(ZipReader.texts(of: bytes)["word/document.xml"])
    let widths = text.matches(of: /<w:gridCol w:w="([0-9]+)"/).compactMap { Int($0.1) }
    // A figure is half as broad as its font is high: 10.5 or 9 points, of twenty parts.
    let figure = language == .chinese ? 105 : 90
    #expect(widths.count == 3 && widths[1] >= 9 * figure && widths[2] >= 5 * figure)
    #expect((8800...8844).contains(widths.reduce(0, +)))
  }

  @Test func aChangeOfAShareIsInPoints() {
    func change(_ unit: MeasureUnit, _ before: Double?, _ after: Double?) -> Phrase? {
      ComparisonRecord(id: "", measure: Phrase("", ""), unit: unit, before: before, after: after).changeText
    }
    #expect(change(.share, 0.25, 0.375) == Phrase("+12.5 percentage points", "+12.5个百分点"))
    #expect(change(.people, 6870, 9000)?.english == "+2,130" && change(.minutes, 40, 31.5)?.english == "-8.5 min")
    #expect(change(.minutes, 40, 31.5)?.chinese == "-8.5分钟")
    #expect(change(.share, nil, 0.5) == nil)
  }
}
