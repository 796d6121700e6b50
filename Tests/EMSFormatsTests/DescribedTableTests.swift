import EMSModel
import Foundation
import GeoKit
import Testing

@testable import EMSFormats

/// Descriptions of placemarks that hold the fields of a row.
@Suite struct DescribedTableTests {
  /// A layer of points, as GeoJSON: what KML's descriptions become does not depend on the format.
  private func table(_ descriptions: [String]) throws -> GeoJSONTable {
    let features = try descriptions.map { text in
      let quoted = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
      return
        "{\"type\":\"Feature\",\"properties\":{\"Name\":\"a\",\"Description\":\(quoted)},\"geometry\":{\"type\":\"Point\",\"coordinates\":[118,43]}}"
    }
    return try GeoJSONTable(
      Data("{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}".utf8), file: "v.kml")
  }

  private static func html(_ people: Int) -> String {
    "<html><body><table border=\"1\"><tr><th>字段</th><th>值</th></tr><tr bgcolor=\"#fff\"><td><b>人口</b></td><td>\(people)</td></tr><TR><TD>是否&amp;城镇</TD><TD>否</TD></TR></table></body></html>"
  }

  @Test(arguments: [
    [html(300), html(200)], ["人口：300<br/>是否&amp;城镇：否", "人口: 200<BR>是否&amp;城镇: 否"],
    ["人口=300\n是否&amp;城镇=否", "人口=200；是否&amp;城镇=否；见 http://a.b/c"],
  ])
  func fieldsAreColumns(descriptions: [String]) throws {
    let read = try #require(DescribedTable(try table(descriptions)))
    let people = try #require(read.columns.firstIndex(of: "人口"))
    let urban = try #require(read.columns.firstIndex(of: "是否&城镇"))
    #expect((0..<2).map { read.number($0, people) } == [.number(300), .number(200)])
    #expect((0..<2).map { read.text($0, urban) } == ["否", "否"])
    #expect(read.text(0, 0) == "a" && read.hasShapes && read.rowCount == 2)
    #expect(read.remarks.contains { $0.english.contains("人口") })
  }

  @Test func figuresThatAreNotReadAreTold() throws {
    let read = try #require(DescribedTable(try table(["本村有300人", "<p>无</p>"])))
    #expect(read.columns == ["Name", "Description"])
    #expect(
      read.remarks.map(\.english) == ["descriptions of placemarks hold figures that are not read, such as “本村有300人”"])
    let rare = try #require(DescribedTable(try table(["人口：300", "人口：200", "人口：100；户数：40"])))
    #expect(rare.columns.last == "人口" && rare.remarks.contains { $0.english.contains("户数") })
  }

  @Test func whatSaysNothingIsNoTable() throws {
    #expect(DescribedTable(try table(["", "东村"])) == nil)
  }
}
