import Foundation
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// Headers that dBASE cut to ten bytes, in Shapefiles and in tables that come from one.
struct CutHeadersTests {
  private func whole(_ columns: [String], _ fields: [Field] = PlanFile.facilityFields, areCut: Bool = true) -> [String]
  {
    FieldSynonyms.whole(columns, areCut: areCut, of: fields, holdsNames: { _ in nil }).headers
  }

  @Test(arguments: [
    ("facility_n", Field.name), ("facility_t", .tier), ("行政区划代", .id), ("医疗机构名", .name), ("facility_l", .tier),
    ("operationa", .status), ("所属乡镇代", .township), ("所属旗县代", .county), ("facility_i", .id),
  ])
  func headersOfOneFieldAreMadeWhole(cut: String, field: Field) {
    for areCut in [true, false] {
      let header = whole([cut], areCut: areCut)[0]
      #expect(
        field.headers.contains(header) || FieldSynonyms.idOrName(header)?.field == field, "\(header)"
      )
    }
  }

  @Test func theLevelOfACutHeaderIsKept() {
    let headers = whole(["admin2_nam", "admin1_nam", "admin2_pco"], PlanFile.townshipFields)
    #expect(headers.compactMap { FieldSynonyms.idOrName($0)?.level } == [2, 1, 2])
    #expect(headers.compactMap { FieldSynonyms.idOrName($0)?.field } == [.name, .name, .id])
  }

  /// village_po is what is left of village_population, which is told, for it says nothing of people itself.
  @Test func peopleOfACutHeaderAreTakenAndTold() throws {
    let rows = "village_id,village_na,lon,lat,village_po\nv1,一村,122.2,46.1,300\nv2,二村,121.8,46.4,20\n"
    let area = try InputFilesTests().read(["villages.csv": rows])
    #expect(area.settlements.map(\.population) == [300, 20])
    let notes = area.notes.filter { $0.english.contains("village_po") }
    #expect(
      notes.map(\.english) == ["villages.csv: village_po is taken for people, as what dBASE left of villagepopulation"])
    #expect(notes.map(\.chinese) == ["villages.csv：village_po 按被 dBASE 截断的 villagepopulation 作为人口"])
  }

  /// A header that is known, or is no ten bytes long, is nothing but itself; so is every one of a table with longer ones.
  @Test func otherHeadersStay() {
    #expect(
      whole(["population", "facility", "settlement", "行政区", "operation"]) == [
        "population", "facility", "settlement", "行政区", "operation",
      ])
    #expect(whole(["facility_t", "description"], areCut: false) == ["facilityt", "description"])
    #expect(whole(["行政村名称", "平均出车时"], areCut: false).last == "平均出车时间")
  }

  /// Every header of ours that is longer than ten bytes is known again from its first ten, or not taken for another's.
  @Test func noCutHeaderIsTakenForAnotherField() {
    for field in PlanFile.facilityFields {
      for header in field.headers where header.utf8.allSatisfy({ $0 < 0x80 }) && header.count > 10 {
        let found = whole([String(header.prefix(10))])[0]
        let fields = PlanFile.facilityFields.filter { $0.headers.contains(found) }
        #expect(fields.isEmpty || fields.contains(field), "\(header) → \(found)")
      }
    }
  }

  private func read(_ text: String) throws -> (name: [String?], id: [String?], notes: String) {
    let table = try DelimitedTable(Data(text.utf8), file: "f.csv")
    var findings = Findings()
    let reader = LayerReader(
      table, PlanFile.Layer(file: "f.csv"), fields: PlanFile.facilityFields, required: [], findings: &findings)
    return (
      (0..<table.rowCount).map { reader?.text($0, .name) }, (0..<table.rowCount).map { reader?.id($0) },
      findings.notes.map(\.english).joined(separator: "\n")
    )
  }

  /// `health_fac` may be of names or of codes: digits tell, or else it is told and not read.
  @Test func whatCouldBeTwoFieldsIsToldByItsCells() throws {
    let rest = ",facility_t,longitude,latitude\n"
    let names = try read("health_fac\(rest)Kimana,Dispensary,1,2\nLoima,Dispensary,1,3\n")
    #expect(names.name == ["Kimana", "Loima"])
    let codes = try read(
      "health_fac,name,facility_t,longitude,latitude\nKE1,Kimana,Dispensary,1,2\nKE2,Loima,Dispensary,1,3\n")
    #expect(codes.id == ["KE1", "KE2"])
    let mixed = try read("health_fac\(rest)Kimana,Dispensary,1,2\nLoima 2,Dispensary,1,3\n")
    #expect(mixed.name == [nil, nil] && mixed.notes.contains("health_fac may be what dBASE left"))
  }

  @Test func cutHeadersOfPeopleAreUnderstood() {
    for header in ["total_popu", "all_popula", "populati_1", "Pop_Popula"] {
      #expect(HeaderMeaning(header).isPeople, "\(header)")
    }
    #expect(!HeaderMeaning("popular").isPeople)
  }
}
