#if GDAL
  import Foundation
  import TestSupport
  import Testing

  @testable import EMSModel
  @testable import EMSReading

  /// What the fields of a line layer say of its roads: obeyed, or told.
  struct LineLayerWordsTests {
    /// A layer of one line for each set of properties, one after the other.
    private func read(_ properties: [String]) throws -> RoadFile {
      let folder = try TemporaryFolder()
      let features = properties.enumerated().map { index, text in
        let (west, east) = (118 + Double(index) / 10, 118.1 + Double(index) / 10)
        return
          "{\"type\":\"Feature\",\"properties\":{\(text)},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[\(west),43],[\(east),43]]}}"
      }
      let file = try folder.write(
        "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}", to: "roads.geojson")
      return try RoadFile(file.path, as: "roads.geojson")
    }

    private func tags(_ file: RoadFile, _ line: Int) -> [String: String] {
      file.lines.attributeSets[Int(file.lines.attributes[line])]
    }

    private func warnings(_ file: RoadFile) -> String {
      file.notes.filter { $0.kind == .warning }.map(\.english).joined(separator: "\n")
    }

    @Test func roadsThatAreNotOpenAreLeftOutAndTold() throws {
      let file = try read([
        "\"等级\":\"县道\",\"状态\":\"通车\"", "\"等级\":\"县道\",\"状态\":\"在建\"", "\"等级\":\"县道\",\"状态\":\"未通车\"",
        "\"等级\":\"县道\",\"状态\":\"改线\"",
      ])
      #expect((0..<4).map { tags(file, $0)["access"] } == [nil, "no", "no", nil])
      #expect(warnings(file).contains("not open, left out: 在建 (1), 未通车 (1)"))
      #expect(warnings(file).contains("neither open nor closed, taken as open: 改线 (1)"))
    }

    @Test func accessIsObeyed() throws {
      let file = try read(["\"highway\":\"tertiary\",\"access\":\"No\"", "\"highway\":\"tertiary\",\"access\":null"])
      #expect(tags(file, 0)["access"] == "no")
      #expect(tags(file, 1)["access"] == nil)
    }

    @Test(arguments: [
      ("Provincial road", "secondary"), ("Village Road", "village_road"), ("PRIMARY", "primary"),
      ("Secondary Road", "secondary"), ("Expressway", "motorway"), ("国道", "primary"), ("primary_link", "primary_link"),
      ("Goat path", "Goat path"),
    ])
    func classesInWordsAreThoseOfOpenStreetMap(word: String, highway: String) throws {
      #expect(tags(try read(["\"class\":\"\(word)\""]), 0)["highway"] == highway)
    }

    @Test func linesWithoutAClassAreCounted() throws {
      let file = try read(["\"class\":\"primary\"", "\"class\":null", "\"class\":\"\""])
      #expect(warnings(file).contains("2 lines have no class and the speed of a road of no class"))
    }

    @Test func headersWithUnitsAreSpeeds() throws {
      let file = try read(["\"class\":\"primary\",\"限速（km/h）\":35"])
      #expect(tags(file, 0)["speed_kmh"] == "35")
      #expect(throws: InputProblems.self) { _ = try read(["\"class\":\"primary\",\"speed (m/s)\":10"]) }
      let zero = try read(["\"class\":\"primary\",\"speed\":\"0\"", "\"class\":\"primary\",\"speed\":\"none\""])
      #expect(tags(zero, 0)["speed_kmh"] == nil)
      #expect(warnings(zero).contains("1 lines with speed 0 have the speed of their class"))
    }
  }
#endif
