import GeoKit
import Testing

@testable import EMSModel

/// How limits are called: the same everywhere, and two limits never alike.
struct LimitNameTests {
  @Test func aLimitIsCalledByWhatWasAskedFor() {
    #expect(LimitName(.kilometres(30)).text == Phrase("30 km", "30公里"))
    #expect(LimitName(.kilometres(12.5)).text == Phrase("12.5 km", "12.5公里"))
    #expect(LimitName(.kilometres(12.5)).word == "12.5_km")
    #expect(LimitName(.seconds(450)).text == Phrase("7.5 min", "7.5分钟"))
    #expect(LimitName(.seconds(450)).word == "7.5_min")
    #expect(ServiceName.emergency(within: .kilometres(12.5)).word == "emergency_12.5_km")
    #expect(ServiceName.serviceCircle(within: .seconds(900)).name == Phrase("15-minute service circle", "15分钟服务圈"))
  }

  @Test func limitsAMetreApartHaveTwoNames() {
    let names = (0...40_000).map { LimitName(.metres(Double($0))).word }
    #expect(Set(names).count == names.count)
    let times = (0...7_200).map { LimitName(.seconds($0)).word }
    #expect(Set(times).count == times.count)
  }

  @Test func numbersLoseNoDigitThatCounts() {
    #expect(NumberText.plain(10) == "10" && NumberText.plain(-0.0) == "0" && NumberText.plain(1200) == "1200")
    #expect(NumberText.plain(0.1 + 0.2) == "0.3" && NumberText.plain(2.25, places: 1) == "2.3")
    #expect(NumberText.plain(1e20) == "1e+20" && NumberText.plain(.nan).isEmpty)
  }
}
