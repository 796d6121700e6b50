import TestSupport
import Testing

@testable import EMSReport

@Suite struct NaturalOrderTests {
  @Test func numbersInTextsAreNumbers() {
    let sorted = ["1", "2", "10", "A1", "A2", "A10b", "A10c", "村2", "村10"]
    #expect(sorted.reversed().sorted(by: NaturalOrder.isAscending) == sorted)
    #expect(["01", "1", "002", "2"].sorted(by: NaturalOrder.isAscending) == ["01", "1", "002", "2"])
    // Longer than any integer.
    #expect(NaturalOrder.isAscending("9", String(repeating: "9", count: 40)))
  }

  /// An order: never both ways, and every two texts that differ stand one way.
  @Test func anyTwoTextsHaveOneOrder() {
    var generator = SeededGenerator(seed: 9)
    let alphabet = Array("019aA村-")
    let texts = (0..<120).map { _ in
      String(
        (0..<Int.random(in: 0...4, using: &generator)).map { _ in alphabet.randomElement(using: &generator) ?? "0" })
    }
    for one in texts {
      for other in texts {
        #expect(
          [NaturalOrder.isAscending(one, other), NaturalOrder.isAscending(other, one)].count { $0 }
            == (one == other ? 0 : 1), "\(one) \(other)")
      }
    }
    let sorted = texts.sorted(by: NaturalOrder.isAscending)
    for (index, one) in sorted.enumerated() {
      for other in sorted[index...] { #expect(!NaturalOrder.isAscending(other, one)) }
    }
  }
}
