import EMSModel
import GeoKit

extension Settlement {
  /// A settlement made up for a test, of which nothing is known but what is said.
  package init(
    id: String, name: String, townshipID: String? = nil, countyID: String? = nil, location: Coordinate,
    precision: CoordinatePrecision = .exact, population: Int? = nil, isPopulationApproximate: Bool = false,
    origin: Origin = .surveyed, isUrban: Bool? = nil, hasDoctor: Bool? = nil, isDerivedPlace: Bool = false
  ) {
    self.init(
      id: id, name: name, townshipID: townshipID, namesTownship: false, countyID: countyID, location: location,
      precision: precision, population: population, isPopulationApproximate: isPopulationApproximate, origin: origin,
      isUrban: isUrban, hasDoctor: hasDoctor, hasClinic: nil, spread: nil, isDerivedPlace: isDerivedPlace)
  }
}

extension Facility {
  /// A facility made up for a test, of which nothing is known but what is said.
  package init(
    id: String, name: String, tier: FacilityTier?, grade: String? = nil, location: Coordinate,
    precision: CoordinatePrecision = .exact, countyID: String? = nil, townshipID: String? = nil,
    beds: Int? = nil, hasAmbulance: Bool? = nil, operates: Bool? = nil,
    hasConsultation: Bool? = nil, origin: Origin = .surveyed, source: String? = nil
  ) {
    self.init(
      id: id, name: name, tier: tier, grade: grade, location: location, precision: precision, countyID: countyID,
      townshipID: townshipID, namesTownship: false, beds: beds, hasAmbulance: hasAmbulance, turnout: nil, hours: nil,
      operates: operates, hasConsultation: hasConsultation, hasDoctor: nil, features: [:], medicalCommunity: nil,
      origin: origin, source: source)
  }
}

extension Township {
  /// A township made up for a test, of which nothing is known but what is said.
  package init(
    id: String, name: String, kind: TownshipKind? = nil, countyID: String? = nil,
    boundary: MultiPolygon = MultiPolygon(),
    boundaryOrigin: Origin = .surveyed, seat: Coordinate? = nil, population: Int? = nil
  ) {
    self.init(
      id: id, name: name, kind: kind, countyID: countyID, boundary: boundary, boundaryOrigin: boundaryOrigin,
      seat: seat,
      population: population, isCountySeat: false, urbanPeople: nil, urbanAreaID: nil)
  }
}
