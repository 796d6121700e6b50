import Testing

@testable import EMSModel
@testable import EMSReading

/// Doctors in the list of clinics instead of that of villages.
@Suite struct VillageDoctorsTests {
  private func area(clinics: String, villages: String) throws -> PlanningArea {
    try InputFilesTests().read(["facilities.csv": clinics, "villages.csv": villages])
  }

  private static let villages = [
    ("v1", "一村", "122.1,46.1"), ("v2", "二村", "122.2,46.1"), ("v3", "三村", "122.3,46.1"), ("v4", "四村", "122.4,46.1"),
  ]

  private func villages(_ doctors: [String]?) -> String {
    "编码,名称,经度,纬度,人口\(doctors == nil ? "" : ",有无村医")\n"
      + Self.villages.enumerated().map { index, village in
        "\(village.0),\(village.1),\(village.2),300\(doctors.map { ",\($0[index])" } ?? "")\n"
      }.joined()
  }

  /// Two clinics in the second village; none near the fourth.
  private func clinics(_ header: String, _ doctors: [String]) -> String {
    "名称,级别,经度,纬度,\(header)\n"
      + zip(["一村卫生室,122.101,46.1", "二村东卫生室,122.201,46.1", "二村西卫生室,122.199,46.1", "三村卫生室,122.3,46.101"], doctors)
      .map { row, doctor in
        let parts = row.split(separator: ",")
        return "\(parts[0]),村卫生室,\(parts[1]),\(parts[2]),\(doctor)\n"
      }.joined()
  }

  @Test(arguments: ["乡村医生（人）", "村医", "doctor", "乡村医生人数"])
  func clinicsTellOfTheirVillages(header: String) throws {
    let area = try area(clinics: clinics(header, ["0", "0", "2", "1"]), villages: villages(nil))
    #expect(area.settlements.map(\.hasDoctor) == [false, true, true, nil])
    #expect(area.notes.contains { $0.english.contains("told of 3 villages by the list of clinics") })
  }

  /// One of two clinics whose doctors are not known leaves the village unknown, unless the other has one.
  @Test(arguments: [("", "0", nil), ("", "1", true), ("0", "0", false)] as [(String, String, Bool?)])
  func whatOneClinicDoesNotSayIsNotKnown(east: String, west: String, told: Bool?) throws {
    let area = try area(clinics: clinics("村医数", ["1", east, west, ""]), villages: villages(nil))
    #expect(area.settlements.map(\.hasDoctor) == [true, told, nil, nil])
  }

  @Test func theVillagesOwnListGoesFirst() throws {
    let area = try area(
      clinics: clinics("村医数", ["0", "0", "0", "1"]), villages: villages(["是", "", "否", "否"]))
    #expect(area.settlements.map(\.hasDoctor) == [true, false, false, false])
    let warning = try #require(area.notes.first { $0.kind == .warning && $0.english.contains("differ on whether") })
    #expect(warning.english.contains("of 2 villages") && warning.english.contains("一村, 三村"))
  }

  /// Without such a column nothing is said of it.
  @Test func aListWithoutDoctorsSaysNothing() throws {
    let area = try area(clinics: clinics("备注", ["", "", "", ""]), villages: villages(nil))
    #expect(area.settlements.allSatisfy { $0.hasDoctor == nil })
    #expect(!area.notes.contains { $0.english.contains("doctor") })
  }
}
