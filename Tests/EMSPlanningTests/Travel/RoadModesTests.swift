import Testing
import TravelNetwork

@testable import EMSModel
@testable import EMSPlanning

@Suite struct RoadModesTests {
  /// Each mode has one value under its own name, with speeds that are believed and the slope that it feels.
  @Test func everyModeIsOneWayOfTravelling() {
    #expect(RoadMode.all.map(\.name) == ["ambulance", "drive", "ebike", "walk"])
    for mode in TravelMode.allCases {
      #expect(RoadMode(mode).name == mode.rawValue)
      #expect(RoadMode(mode).classSpeeds.values.allSatisfy { $0 > 0 && $0 <= mode.fastest })
    }
    // Of two metres up on ten a car feels nothing; on foot exp(3.5 × 0.2) times the time.
    #expect(RoadMode.drive.slope.factor(0.2) == 1)
    #expect(RoadMode.ambulance.slope.factor(0.2) == 1)
    #expect(abs(RoadMode.walk.slope.factor(0.2) - 2.01375) < 1e-4)
    #expect(abs(RoadMode.eBike.slope.factor(0.1) - 2.1) < 1e-9)
  }

  @Test func theWordsOfAHelpText() {
    #expect(TravelMode.listed == "ambulance, drive, ebike or walk")
  }
}
