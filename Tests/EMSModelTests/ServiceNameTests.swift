import GeoKit
import Testing

@testable import EMSModel

@Suite struct ServiceNameTests {
  /// A file's word leads back to the service, with parts of a kilometre and of a minute, too.
  @Test(arguments: [7.5, 10, 10.2, 12.5, 15, 30]) func theWordLeadsBack(_ figure: Double) {
    for service in [
      ServiceName.emergency(within: .kilometres(figure)), .serviceCircle(within: .seconds(figure * 60)),
    ] {
      #expect(ServiceName(word: service.word) == service)
    }
  }

  @Test(arguments: [
    "", "emergency", "emergency__km", "emergency_x_km", "emergency_30_min", "beyond", "service_area_km",
  ])
  func anotherWordIsNoService(_ word: String) { #expect(ServiceName(word: word) == nil) }
}
