import TestSupport
import Testing

@testable import EMSModel
@testable import EMSReport

/// Values and differences as readers see them.
@Suite struct MeasureTextTests {
  /// Who subtracts what is printed finds the difference that is printed.
  @Test(arguments: [MeasureUnit.people, .facilities, .share, .kilometres, .minutes, .squareKilometres])
  func differencesAreThoseOfThePrintedFigures(unit: MeasureUnit) throws {
    var random = SeededGenerator(seed: 7)
    func number(_ text: String) throws -> Double {
      let digits = text.filter { "0123456789.-".contains($0) }
      return try #require(Double(digits))
    }
    for _ in 0..<500 {
      let most = unit == .share ? 1.0 : 5_000
      let (before, after) = (Double.random(in: 0...most, using: &random), Double.random(in: 0...most, using: &random))
      let printed = try number(unit.text(after).english) - number(unit.text(before).english)
      #expect(abs(try number(unit.changeText(from: before, to: after).english) - printed) < 1e-6)
    }
    #expect(unit.changeText(from: 0.5, to: 0.5).english.hasPrefix("0"))
  }
}
