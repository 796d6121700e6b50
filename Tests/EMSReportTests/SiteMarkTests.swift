import EMSMaps
import TestSupport
import Testing

@testable import EMSModel
@testable import EMSReport

/// The marks of sites on the page, on paper and in QGIS.
@Suite struct SiteMarkTests {
  private static let others: [SiteRecord.Status] = [.counted, .planned, .replaced]

  /// How bright a colour is in grey, 0 to 1 (ITU-R BT.709).
  private func grey(_ ink: MapInk) -> Double { 0.2126 * ink.red + 0.7152 * ink.green + 0.0722 * ink.blue }

  /// Three kinds of other sites, three shapes, three colours; each shape is read without its colour, and each outline or
  /// fill is dark enough on white (3 to 1, WCAG 1.4.11: a luminance of at most 0.3).
  @Test func eachKindOfOtherSiteHasAMarkOfItsOwn() throws {
    let looks = Self.others.map(PaperLook.otherSite)
    #expect(Set(looks.map(\.mark)).count == 3)
    #expect(Set(looks.map { $0.fill ?? $0.line }).count == 3)
    for look in looks { #expect(grey(try #require(look.fill ?? look.line)) < 0.5) }
    // What is there is filled, what is proposed is hollow.
    #expect(PaperLook.otherSite(.planned).fill == nil && PaperLook.otherSite(.counted).fill != nil)
  }

  /// Paper and QGIS take the look of the page, whatever the service.
  @Test(arguments: [FacilityTier.countySubCentre, .emergencySubCentre, .communityHealthStation, nil])
  func theMarkIsTheSameForEveryService(_ tier: FacilityTier?) {
    for status in Self.others { #expect(PaperLook.site(status, tier) == PaperLook.otherSite(status)) }
    #expect(PaperLook.site(.recommended, tier).mark != .pentagon)
  }

  /// A saltire is a cross turned by an eighth: the same distances from the middle in the same order.
  @Test func aSaltireIsATurnedCross() {
    func distances(_ mark: MapMark) -> [Double] { mark.corners.map { ($0 * $0).sum().squareRoot() } }
    let (cross, saltire) = (distances(.cross), distances(.saltire))
    #expect(cross.count == saltire.count)
    for (one, other) in zip(cross, saltire) { #expect(abs(other / one - 1.15) < 1e-9) }
    // (1, 0.36) turned by 45° is (0.64, 1.36) / √2.
    let turned = MapMark.saltire.corners[4]
    #expect(abs(turned.x - 0.64 / 2.squareRoot() * 1.15) < 1e-9 && abs(turned.y - 1.36 / 2.squareRoot() * 1.15) < 1e-9)
  }

  @Test func aMarkLiesInItsBox() throws {
    for status in Self.others {
      let text = SVGMark(PaperLook.otherSite(status)).markup(at: 7, 7, title: "").source
      let d = try #require(text.firstMatch(of: /d="M([^"]+)Z"/)).1
      let numbers = d.split { "ML ".contains($0) }.compactMap { Double($0) }
      #expect(numbers.count >= 8 && numbers.allSatisfy { $0 > 0 && $0 < Double(SVGMark.side) })
    }
  }
}
