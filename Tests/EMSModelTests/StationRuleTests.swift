import GeoKit
import TestSupport
import Testing

@testable import EMSModel

/// Which facilities count as stations: as the plan says, and told.
struct StationRuleTests {
  private func facility(
    _ name: String, _ tier: FacilityTier, ambulance: Bool? = nil, hours: StationHours? = nil
  ) -> Facility {
    var facility = Facility(
      id: name, name: name, tier: tier, location: Coordinate(longitude: 122, latitude: 46), hasAmbulance: ambulance)
    facility.hours = hours
    return facility
  }

  private var facilities: [Facility] {
    [
      facility("day", .emergencySubCentre, hours: StationHours("08:00–18:00", isRoundTheClock: false)),
      facility("always", .emergencySubCentre, hours: StationHours("24h", isRoundTheClock: true)),
      facility("unsaid", .secondaryHospital), facility("none", .secondaryHospital, ambulance: false),
      facility("clinic", .villageClinic, hours: StationHours("白天", isRoundTheClock: false)),
      facility("own", .townshipHealthCentre, ambulance: true),
    ]
  }

  private func stations(_ rule: StationRule) -> [String] {
    rule.applied(to: facilities).facilities.filter(\.isEmergencyStation).map(\.name)
  }

  @Test func countedAsThePlanSays() {
    #expect(stations(StationRule()) == ["day", "always", "unsaid", "own"])
    #expect(stations(StationRule(countsPartTime: false)) == ["always", "unsaid", "own"])
    #expect(stations(StationRule(countsWithoutAmbulance: true)) == ["day", "always", "unsaid", "none", "own"])
    #expect(
      stations(StationRule(countsPartTime: false, countsWithoutAmbulance: true)) == ["always", "unsaid", "none", "own"])
  }

  @Test func toldByNameAndByWhoDecided() {
    let unsaid = StationRule().applied(to: facilities).notes
    #expect(unsaid.allSatisfy { !$0.english.contains("Phrase(") && !$0.chinese.contains("Phrase(") })
    #expect(unsaid.contains { $0.english.hasSuffix(": none") })
    #expect(unsaid.count == 2)
    #expect(
      unsaid[0].english.contains("1 station is not staffed round the clock and counts as a station (the tool's default")
    )
    #expect(unsaid[0].english.contains("day (08:00–18:00)"))
    #expect(unsaid[0].chinese.contains("并非全天值守，计为急救站点"))
    #expect(unsaid[1].english.contains("has no ambulance and does not count"))
    let said = StationRule(countsPartTime: false, countsWithoutAmbulance: false).applied(to: facilities).notes
    #expect(said.allSatisfy { $0.english.contains("as the plan says") && $0.english.contains("does not count") })
    #expect(StationRule().applied(to: [facilities[1], facilities[2]]).notes.isEmpty)
  }
}
