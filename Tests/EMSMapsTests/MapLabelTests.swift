import GeoKit
import Testing

@testable import EMSMaps

@Suite struct MapLabelTests {
  /// A name as broad as the sheet would find no room, and its rank would go with it.
  @Test func aLongNameIsCutAndSaysSo() {
    let place = Coordinate(longitude: 120, latitude: 45)
    func text(_ name: String) -> String { MapSheet.Label(name, at: place, priority: 1, size: 8, distance: 5).text }
    let long = "1 " + String(repeating: "long ", count: 30)
    #expect(text(long).hasPrefix("1 long") && text(long).hasSuffix("…") && text(long).count == 40)
    #expect(text("2 好力保镇卫生院") == "2 好力保镇卫生院")
    #expect(text(String(repeating: "院", count: 40)) == String(repeating: "院", count: 40))
  }
}
