import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSPlan
@testable import EMSReport

@Suite struct AnnexTests {
  private func cells(_ sheet: AnnexSheet, _ column: String) throws -> [PropertyValue] {
    let index = try #require(sheet.columns.firstIndex { $0.title.english == column })
    return sheet.rows.filter { !$0.isTotal }.map { $0.cells[index] }
  }

  private func total(_ sheet: AnnexSheet, _ column: String) throws -> PropertyValue {
    let index = try #require(sheet.columns.firstIndex { $0.title.english == column })
    return try #require(sheet.rows.last { $0.isTotal }).cells[index]
  }

  private func whole(_ values: [PropertyValue]) -> Int {
    values.reduce(0) { sum, value in if case .whole(let count) = value { sum + count } else { sum } }
  }

  /// The villages that are served and those that are not, the people and the ways of serving, as the other outputs say.
  @Test func thePaperRegionsTablesAddUp() throws {
    let region = try PaperRegion()
    defer { region.remove() }
    let report = try PlanRun.report(of: region.plan)
    let annex = Annex(of: report)
    let sheets = Dictionary(uniqueKeysWithValues: annex.sheets.map { ($0.number, $0) })
    let villages = try #require(sheets[5])
    #expect(try cells(villages, "id").count == report.clinics.count)
    #expect(
      try total(villages, "people") == .whole(report.clinics.reduce(0) { $0 + ($1.settlement.population ?? 0) }))
    #expect(
      try cells(villages, "rule").allSatisfy { if case .text(let rule) = $0 { !rule.contains("-") } else { false } })
    let central = try #require(sheets[4])
    #expect(try cells(central, "id") == [.text("C"), .text("F")])
    let coverage = try #require(sheets[2])
    #expect(try total(coverage, "people") == .whole(report.area.knownPopulation))
    if !report.bandsWithPlan.isEmpty {
      let radius = LimitName(try #require(report.greatestRadius)).figure
      #expect(
        try total(coverage, "people beyond \(radius) km with the plan")
          == .whole(report.remainders.reduce(0) { $0 + ($1.people ?? 0) }))
    }
    for band in report.bands {
      let column = "people within \(LimitName(band.radius).figure) km"
      #expect(try total(coverage, column) == .optional(band.population))
      #expect(whole(try cells(coverage, column)) == band.population)
    }
  }

  /// Of a town whose place nobody knows it is not known how many settlements it has.
  @Test func aTownWithoutAPlaceHasNoCountOfSettlements() throws {
    var report = try SampleReport.make()
    report.townships[0].township.boundary = MultiPolygon([])
    report.townships[0].settlements = 0
    let coverage = try #require(Annex(of: report).sheets.first { $0.number == 2 })
    let names = try cells(coverage, "township")
    let row = try #require(names.firstIndex(of: .text(report.townships[0].township.name)))
    #expect(try cells(coverage, "settlements")[row] == .null)
    #expect(try cells(coverage, "settlements").contains { $0 != .null })
  }

  /// Codes are numbers in the natural order, and no county is no smaller one.
  @Test func whatLiesInNoCountyComesLast() throws {
    let scope = AnnexScope(try SampleReport.make(), county: nil)
    let places: [(countyID: String?, townshipID: String?, id: String)] = [
      (nil, nil, "1"), ("152222", nil, "2"), ("152221", nil, "10"), ("152221", nil, "9"), (nil, nil, "0"),
    ]
    #expect(scope.inOrder(places) { $0 }.map(\.id) == ["9", "10", "2", "0", "1"])
  }

  @Test func countiesAddUpToTheRegion() throws {
    let report = try SampleReport.make()
    let counties = report.area.counties.map { Annex(of: report, county: $0) }
    for number in [1, 3, 4, 5, 7] {
      let region = Annex(of: report).sheets.first { $0.number == number }
      let parts = counties.compactMap { $0.sheets.first { $0.number == number } }
      let own = region?.rows.count { !$0.isTotal } ?? 0
      // Of the sample's facilities two have no county.
      let homeless = number == 1 ? report.area.facilities.count { $0.countyID == nil && $0.townshipID == nil } : 0
      let placed = number == 7 ? 0 : own - homeless
      #expect(own > 0 && parts.reduce(0) { $0 + $1.rows.count { !$0.isTotal } } == placed, "annex \(number)")
    }
    #expect(counties.map(\.title) == report.area.counties.map { "\(report.area.name) \($0.name)" })
  }

  /// Of cells of a grid nothing is proposed: the tables of villages are not there, and the last says why.
  @Test func whereNoVillageIsKnownTheLastTableSaysSo() throws {
    var report = try SampleReport.make()
    report.clinics = []
    report.rounds = nil
    let annex = Annex(of: report)
    let numbers = annex.sheets.map(\.number)
    #expect(!numbers.contains(4) && !numbers.contains(5) && !numbers.contains(7) && numbers.last == 10)
    #expect(annex.sheets.allSatisfy { !$0.isEmpty })
    let named = try cells(#require(annex.sheets.last), "what")
    for name in ["Annex 4", "Annex 5", "Annex 7"] {
      #expect(named.contains { if case .text(let text) = $0 { text.hasPrefix(name) } else { false } })
    }
  }

  /// A word of a file, `county_seat`, is no word of a language.
  @Test(arguments: Language.allCases) func noWordIsLeftAsItStandsInFiles(_ language: Language) throws {
    let region = try PaperRegion()
    defer { region.remove() }
    var report = try PlanRun.report(of: region.plan)
    report.language = language
    for sheet in Annex(of: report).sheets where sheet.number != 10 {
      for text in sheet.rows.flatMap(\.cells) {
        guard case .text(let text) = text else { continue }
        #expect(!text.contains("_"), "annex \(sheet.number): \(text)")
        guard language == .chinese else { continue }
        let letters = text.filter { $0.isLetter && $0.isASCII }
        #expect(letters.count < 5 || letters.uppercased() == letters || text == "Paper 纸上", "\(sheet.number): \(text)")
      }
    }
  }
}

#if Paper
  @Suite struct AnnexWorkbookTests {
    private func written(_ report: PlanReport) throws -> [UInt8] {
      let scratch = try ScratchFolder()
      let path = "\(scratch.path)/annex.xlsx"
      try AnnexWorkbook.write(Annex(of: report), to: path, name: "annex.xlsx")
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    @Test func aTabIsNamedByWholeWords() {
      #expect(
        AnnexWorkbook.tabName("Annex 2 Emergency coverage today and with the plan") == "Annex 2 Emergency coverage")
      #expect(AnnexWorkbook.tabName("Annex 1 Facilities, of 31 signs") == "Annex 1 Facilities, of 31 signs")
      #expect(AnnexWorkbook.tabName("附表3 a/b") == "附表3 a b")
      #expect(AnnexWorkbook.tabName(String(repeating: "表", count: 40)).count == 31)
    }

    @Test func theWorkbookIsReadyForThePrinter() throws {
      var report = try SampleReport.make()
      report.language = .chinese
      let parts = ZipReader.texts(of: try written(report))
      let book = try #require(parts["xl/workbook.xml"])
      let annex = Annex(of: report)
      for (index, sheet) in annex.sheets.enumerated() {
        #expect(book.contains("name=\"\(sheet.name(in: .chinese))\""))
        let page = try #require(parts["xl/worksheets/sheet\(index + 1).xml"])
        #expect(page.contains("orientation=\"landscape\"") && page.contains("fitToHeight=\"0\""))
        #expect(page.contains("ySplit=\"3\"") && page.contains("state=\"frozen\""))
        #expect(page.contains("&amp;P") && page.contains("&amp;N"))
        #expect(!page.contains("<f>"), "a formula")
      }
      #expect(book.components(separatedBy: "_xlnm.Print_Titles").count == annex.sheets.count + 1)
      #expect(book.components(separatedBy: "_xlnm.Print_Area").count == annex.sheets.count + 1)
      #expect(parts["docProps/core.xml"]?.contains("2000-01-01T00:00:00Z") == true)
      // Made-up names are no markup and no formula.
      let strings = try #require(parts["xl/sharedStrings.xml"])
      #expect(strings.contains("&lt;script&gt;") && strings.contains("'=HYPERLINK"))
      #expect(strings.contains("填报日期") && strings.contains("计量单位"))
    }

    @Test func theSameAnnexGivesTheSameBytes() throws {
      let report = try SampleReport.make()
      #expect(try written(report) == written(report))
    }

    @Test func aPlaceThatCannotBeWrittenIsNamed() throws {
      let annex = Annex(of: try SampleReport.make())
      let error = #expect(throws: OutputError.self) {
        try AnnexWorkbook.write(annex, to: "/dev/full/annex.xlsx", name: "annex.xlsx")
      }
      #expect(error?.path == "annex.xlsx")
    }

    #if GDAL
      /// The figures as the project's own reader has them from the file.
      @Test func numbersAreNumbersWhenReadBack() throws {
        let report = try SampleReport.make()
        let scratch = try ScratchFolder()
        let path = "\(scratch.path)/annex.xlsx"
        try AnnexWorkbook.write(Annex(of: report), to: path, name: "annex.xlsx")
        let name = try #require(Annex(of: report).sheets.first { $0.number == 5 }).name(in: .english)
        let table = try TableFile.open(URL(fileURLWithPath: path), as: path, layer: name)
        let villages = Dictionary(uniqueKeysWithValues: report.clinics.map { ($0.settlement.id, $0.settlement) })
        var seen = 0
        for row in 0..<table.rowCount {
          let cells = table.columns.indices.map { table.text(row, $0) }
          guard let village = cells.compactMap({ $0 }).compactMap({ villages[$0] }).first else { continue }
          seen += 1
          #expect(cells.contains(village.population.map(String.init) ?? "—"), "\(village.id): \(cells)")
        }
        #expect(seen == report.clinics.count)
      }
    #endif
  }
#endif
