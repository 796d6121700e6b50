#if GDAL
  import Foundation
  import TestSupport
  import Testing

  @testable import EMSFormats
  @testable import EMSModel

  /// Untyped fields of KML keep the names that they have, in Chinese, too, and no two become one.
  struct KMLFieldNamesTests {
    private static func kml(_ fields: [String]) -> String {
      let data = fields.enumerated().map { "<Data name=\"\($0.element)\"><value>\($0.offset)</value></Data>" }.joined()
      return
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Placemark><name>一村</name><ExtendedData>\(data)</ExtendedData><Point><coordinates>122.5,46.25</coordinates></Point></Placemark></Document></kml>"
    }

    @Test(arguments: ["v.kml", "v.kmz"])
    func namesAreKept(file: String) throws {
      let fields = ["常住人口", "村医姓名", "所属乡镇", "pop (2020)", "pop [2020]", "plain_1", "a &amp; b"]
      let text = Self.kml(fields)
      let folder = try TemporaryFolder()
      let bytes = file == "v.kmz" ? Array(ZipWriting.zip([("doc.kml", Array(text.utf8))])) : Array(text.utf8)
      let table = try TableFile.open(try folder.write(bytes, to: file), as: file)
      for (index, field) in fields.enumerated() {
        let column = try #require(table.columns.firstIndex(of: field.replacing("&amp;", with: "&")), "\(table.columns)")
        #expect(table.text(0, column) == String(index))
      }
      #expect(table.columns.firstIndex(of: "Name").flatMap { table.text(0, $0) } == "一村")
    }

    /// Files of plain names are read as they are.
    @Test func plainNamesNeedNothing() throws {
      let folder = try TemporaryFolder()
      let url = try folder.write(Self.kml(["population", "name_zh"]), to: "v.kml")
      #expect(try KMLFieldNames(FileParts(url, file: "v.kml")) == nil)
    }
  }
#endif
