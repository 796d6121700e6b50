import EMSFormats
import Testing

@testable import EMSModel
@testable import EMSReport

/// No field of a layer is left with the word of the file where a person reads: on the page, in QGIS.
@Suite struct FieldTitleTests {
  @Test func everyFieldOfEveryLayerHasATitleInBothLanguages() throws {
    var report = try SampleReport.make()
    // What only some plans have.
    report.townships[0].populationRange = 1...3
    report.townships[0].populationUnplaced = 2
    for layer in PlanLayer.all(of: report) {
      for field in Set(layer.features.flatMap { $0.properties.map(\.name) }) {
        let title = FieldTitle.of(field)
        #expect(title.chinese.contains { $0 >= "\u{4E00}" && $0 <= "\u{9FFF}" }, "\(layer.name): \(field)")
        #expect(!title.english.contains("_"), "\(layer.name): \(field)")
      }
    }
  }

  @Test func aServiceInTheNameOfAFieldIsCalledByItsName() {
    #expect(FieldTitle.of("emergency_12.5_km_share_area").chinese == "急救12.5公里覆盖：面积占比")
    #expect(
      FieldTitle.of("service_area_15_min_share_population").english == "15-minute service circle: share of people")
  }
}
