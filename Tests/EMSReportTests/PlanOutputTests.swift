import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReport

@Suite struct PlanOutputTests {
  private func written(_ report: PlanReport, leaflet: Leaflet? = nil) throws -> [String: String] {
    let scratch = try ScratchFolder()
    let folder = try OutputFolder("\(scratch.path)/out", overwrite: false, ownNames: PlanOutput.fileNames)
    try PlanOutput.write(report, to: folder, leaflet: leaflet)
    _ = try folder.commit()
    var files: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: "\(scratch.path)/out") {
      files[name] = scratch.text("out/\(name)")
    }
    return files
  }

  /// One town of unknown people does not make the sum of the others unknown, and unknown people are not none.
  @Test func theSumOfGapsIsOfThePeopleWhoAreKnown() {
    func gap(_ people: Int?, _ settlements: Int) -> GapRecord {
      GapRecord(
        service: "s", serviceName: Phrase("s", "s"), rank: 1, townshipID: "t", shape: MultiPolygon([]), area: nil,
        population: people, settlements: settlements)
    }
    #expect(PlanSummary.knownPeople(of: [gap(nil, 2), gap(70, 3), gap(0, 0)]) == 70)
    #expect(PlanSummary.knownPeople(of: [gap(nil, 2), gap(0, 0)]) == nil)
    #expect(PlanSummary.knownPeople(of: [gap(0, 0)]) == 0)
  }

  @Test func everyFileIsWrittenUnderANameThatIsOurs() throws {
    let files = try written(SampleReport.make())
    // FlatGeobuf and maps are written where a plan asks for them, the range of clinics where no village is known,
    // how sure the sites are where that is asked for.
    var expected = PlanOutput.fileNames.single.filter { !$0.hasSuffix(".fgb") }
    expected.subtract(["clinic-ranges.csv", "maps.pdf", "robust.json", "robust.csv"])
    expected.subtract(["road-closures.csv", "road-closures.geojson", "changed-towns.geojson", "changed-places.geojson"])
    #if !GDAL
      expected.subtract(["plan.gpkg", "plan.qgz"])
    #endif
    #if !Paper
      expected.remove("annex.xlsx")
    #endif
    #expect(Set(files.keys) == expected)
  }

  /// The page, the summary and the account of the annex.
  @Test func theDayToWhichTheDataGoIsTold() throws {
    var report = try SampleReport.make()
    report.sources.append(
      SourceRecord(content: Phrase("Roads", "道路"), file: "a.osm.pbf", origins: [], dataUntil: "2026-03-01"))
    let files = try written(report)
    #expect(try #require(files["report.html"]).contains("2026-03-01"))
    #expect(try #require(files["summary.json"]).contains("\"data_until\": \"2026-03-01\""))
    let account = try #require(Annex(of: report).sheets.first { $0.number == 10 })
    let row = try #require(account.rows.first { $0.cells.contains(.text("a.osm.pbf")) })
    #expect(row.cells.contains { if case .text(let text) = $0 { text.contains("2026-03-01") } else { false } })
  }

  #if Paper
    /// Each county's own files, and nothing else that could be taken for the user's.
    @Test func theCountiesHaveAnAnnexAndASheetEach() throws {
      var report = try SampleReport.make()
      report.outputs = OutputChoice(perCounty: true, maps: [.svg])
      let files = try written(report)
      for county in report.area.counties {
        #expect(files["annex-\(county.id).xlsx"] != nil && files["map-\(county.id).svg"] != nil)
      }
      #expect(files.keys.allSatisfy(PlanOutput.fileNames.contains) && files["maps.pdf"] == nil)
      report.outputs = OutputChoice(maps: [.pdf])
      #expect(try written(report).keys.filter { $0.hasPrefix("map") } == ["maps.pdf"])
    }
  #endif

  @Test func namesOfCountiesAreNamesOfFiles() {
    let series = OutputNames.Series("annex-", ".xlsx")
    let names = OutputNames([], series: [series])
    #expect(series.name(of: "152201") == "annex-152201.xlsx")
    for code in ["152201", "../etc", "甲旗", "a b", "."] {
      #expect(names.contains(series.name(of: code)) && !series.name(of: code).contains("/"))
    }
    #expect(Set(["a_b", "a b", "a_20b"].map(series.name)).count == 3)
    for other in ["annex-.xlsx", "annex-my notes.xlsx", "annex.xlsx", "my-annex-1.xlsx"] {
      #expect(!names.contains(other))
    }
  }

  @Test func theSameReportGivesTheSameBytes() throws {
    #expect(try written(SampleReport.make()) == written(SampleReport.make()))
  }

  @Test func independentReadersFindTheLayersValid() throws {
    let scratch = try ScratchFolder()
    let folder = try OutputFolder("\(scratch.path)/out", overwrite: false, ownNames: PlanOutput.fileNames)
    try PlanOutput.write(SampleReport.make(), to: folder, leaflet: nil)
    _ = try folder.commit()
    let layers = PlanOutput.fileNames.single.filter { $0.hasSuffix(".geojson") }.sorted()
    try OutputReader.expectValid(layers.map { "\(scratch.path)/out/\($0)" })
  }

  @Test func everyLayerCarriesTheNotes() throws {
    let files = try written(SampleReport.make())
    for (name, text) in files where name.hasSuffix(".geojson") || name.hasSuffix(".json") {
      #expect(text.contains("Township boundaries are Thiessen cells."), "\(name)")
    }
  }

  @Test func tablesHaveTheColumnsOfTheContract() throws {
    let files = try written(SampleReport.make())
    func header(_ name: String) -> String {
      String((files[name] ?? "").unicodeScalars.dropFirst().prefix { $0 != "\n" }.map(Character.init))
    }
    #expect(header("settlements.csv").hasPrefix("id,name,township_id,population,facility_id,distance_km,band_km"))
    #expect(
      header("townships.csv").hasPrefix(
        "id,name,county,area_km2,population,area_within_10_km2,population_within_10,area_within_20_km2,"))
    #expect(header("sites.csv").hasPrefix("service,status,rank,id,name,"))
    #expect(files["settlements.csv"]?.unicodeScalars.first == "\u{FEFF}")
  }

  @Test func aFormulaInANameIsInertInTheAnnex() throws {
    let files = try written(SampleReport.make())
    #expect(files["settlements.csv"]?.contains("V100,\"'=HYPERLINK(\"\"http://x\"\")\"") == true)
    #expect(files["sites.csv"]?.contains(",C1,'+好力保乡,") == true)
  }

  @Test func unknownIsEmptyInATableAndNullInALayer() throws {
    let files = try written(SampleReport.make())
    #expect(files["settlements.csv"]?.contains("\nV108,村8,15222000,,") == true)
    #expect(files["network.geojson"]?.contains("\"backup_travel_min\":null") == true)
    #expect(files["townships.geojson"]?.contains("\"population_within_20\":null") == true)
  }

  @Test func theSummaryIsReadByAnotherReader() throws {
    let text = try #require(try written(SampleReport.make())["summary.json"])
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let summary = try #require(object as? [String: Any])
    let read = try #require(summary["read"] as? [String: Any])
    #expect(read["settlements"] as? Int == 40)
    #expect(read["population"] as? Int == (try SampleReport.make().area.knownPopulation))
    #expect((summary["score"] as? [String: Any])?["not_met"] as? Int == 1)
  }
}
