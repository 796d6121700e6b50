#if GDAL
  import Foundation
  import TestSupport
  import Testing

  @testable import EMSFormats
  @testable import EMSModel

  struct MarkupCheckTests {
    private func refusal(_ text: String, _ name: String) throws -> InputProblem? {
      let folder = try TemporaryFolder()
      let url: URL
      if name.hasSuffix(".ods") || name.hasSuffix(".kmz") {
        let member = name.hasSuffix(".ods") ? "content.xml" : "doc.kml"
        url = try folder.write(Array(ZipWriting.zip([(member, Array(text.utf8))])), to: name)
      } else {
        url = try folder.write(text, to: name)
      }
      do throws(InputProblems) {
        try MarkupCheck.check(try FileParts(url, file: name))
        return nil
      } catch {
        return error.problems.first
      }
    }

    /// Each folder is a layer: 200,000 of them would take hours.
    @Test(arguments: ["v.kml", "v.kmz"]) func soManyFoldersAreNotRead(name: String) throws {
      func kml(_ count: Int) -> String {
        "<kml><Document>" + String(repeating: "<Folder><name>x</name></Folder>", count: count) + "</Document></kml>"
      }
      #expect(try refusal(kml(999), name) == nil)
      #expect(try refusal(kml(1000), name)?.english.contains("1,001 folders") == true)
      #expect(try refusal("<kml><Document>", name)?.english.contains("no XML") == true)
    }

    /// GDAL ends a sheet there; empty rows that fill the sheet up are no rows.
    @Test func aRowThatIsRepeatedTooOftenIsRefused() throws {
      func sheet(_ rows: String) -> String {
        "<document-content><table><table-row><table-cell><p>id</p></table-cell></table-row>\(rows)</table></document-content>"
      }
      func row(_ times: Int, _ cell: String) -> String {
        "<table-row number-rows-repeated=\"\(times)\">\(cell)</table-row>"
      }
      #expect(try refusal(sheet(row(10_000, "<table-cell value=\"7\"/>")), "v.ods") == nil)
      #expect(try refusal(sheet(row(1_048_000, "<table-cell/>")), "v.ods") == nil)
      for cell in ["<table-cell value=\"7\"/>", "<table-cell><p>7</p></table-cell>"] {
        let problem = try refusal(sheet(row(10_001, cell)), "v.ods")
        #expect(problem?.place == .row(2) && problem?.english.contains("10,001 times") == true)
      }
    }
  }
#endif
