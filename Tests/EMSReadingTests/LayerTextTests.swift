#if GDAL
  import Foundation
  import GeoKit
  import TestSupport
  import Testing

  @testable import EMSFormats
  @testable import EMSModel
  @testable import EMSReading

  /// Texts of layers in the encodings that programs write, with a cell that is none.
  struct LayerTextTests {
    private static let gbk = String.Encoding(rawValue: 0x8000_0632)

    private func bytes(_ text: String, _ encoding: String.Encoding) throws -> [UInt8] {
      Array(try #require(text.data(using: encoding)))
    }

    @Test func oneEncodingIsFoundForAllTexts() throws {
      let words = ["沙日苏镇", "二级", "abc"]
      for encoding in [String.Encoding.utf8, Self.gbk] {
        let texts = try words.map { try bytes($0, encoding) }
        let text = try LayerText(of: texts, declared: nil, file: "t.shp")
        #expect(texts.map { text.text($0) } == words)
      }
    }

    /// 0xFF begins no character of any of these encodings; programs cut names in the middle of one.
    @Test(arguments: [nil, "utf-8", "gb18030", "BIG5"])
    func aCellThatIsNoTextIsUnknownAndTheOthersAreRead(declared: String?) throws {
      let words = ["上河村", "下河村", "中河村", "abc"]
      let encoding =
        declared == "BIG5"
        ? String.Encoding(rawValue: 0x8000_0A03) : declared == "gb18030" ? Self.gbk : String.Encoding.utf8
      let texts = try words.map { try bytes($0, encoding) } + [[0x41, 0xFF]]
      let text = try LayerText(of: texts, declared: declared, file: "t.shp")
      #expect(texts.map { text.text($0) } == words + [nil])
    }

    @Test func anEncodingInWhichMostTextsAreNoneIsRefused() throws {
      let texts = try ["上河村", "下河村", "中河村", "东河村"].map { try bytes($0, Self.gbk) }
      let error = #expect(throws: InputProblems.self) {
        try LayerText(of: texts, declared: "utf-8", file: "t.shp")
      }
      #expect(error?.problems.first?.english.contains("4 of 4 texts") == true)
      #expect(throws: InputProblems.self) { try LayerText(of: texts, declared: "no such page", file: "t.shp") }
    }

    /// A dBASE table of another part of the world says in its head which page it is of; Western marks are set by habit.
    @Test func theMarkOfADBaseTableIsObeyed() throws {
      let scratch = try ScratchFolder()
      func table(_ mark: UInt8, _ name: String) throws -> FileParts {
        var head = [UInt8](repeating: 0, count: 34)
        head[29] = mark
        let url = URL(fileURLWithPath: "\(scratch.path)/\(name).dbf")
        try Data(head).write(to: url)
        return try FileParts(url, file: "\(name).dbf")
      }
      #expect(try LayerText.marked(in: table(0xC9, "russian")) == "CP1251")
      #expect(try LayerText.marked(in: table(0x4D, "chinese")) == "CP936")
      for mark: UInt8 in [0, 0x03, 0x57] { #expect(try LayerText.marked(in: table(mark, "any\(mark)")) == nil) }
      let words = ["Улан-Батор", "Дархан"]
      let texts = try words.map { try bytes($0, .windowsCP1251) }
      #expect(
        try texts.map { try LayerText(of: texts, declared: nil, mark: "CP1251", file: "t.shp").text($0) } == words)
      let whole = words.map { Array($0.utf8) }
      #expect(
        try whole.map { try LayerText(of: whole, declared: nil, mark: "CP1251", file: "t.shp").text($0) } == words)
    }
  }
#endif
