import Foundation
import TestSupport
import Testing

@testable import EMSFormats

@Suite struct JSONWriterTests {
  private func text(_ value: PropertyValue) -> String { String(decoding: JSONWriter.compact(value), as: UTF8.self) }

  @Test(arguments: [
    (0.0, 7, "0"), (-0.0, 7, "0"), (-0.000_000_01, 7, "0"), (1.5, 0, "2"), (-1.5, 0, "-2"), (0.1 + 0.2, 9, "0.3"),
    (122.05, 7, "122.05"), (-122.000_000_1, 7, "-122.0000001"), (1e-7, 7, "0.0000001"), (99.999_999_99, 7, "100"),
    (1_234_567.891, 2, "1234567.89"), (3.0, 4, "3"), (10.0, 0, "10"), (100.25, 1, "100.3"),
  ])
  func numbersHaveNoTrailingNoise(number: Double, places: Int, expected: String) {
    #expect(text(.decimal(number, places: places)) == expected)
  }

  @Test func whatIsNotANumberIsUnknown() {
    #expect(text(.decimal(.nan, places: 2)) == "null")
    #expect(text(.decimal(.infinity, places: 2)) == "null")
    #expect(text(.kilometres(nil)) == "null")
  }

  /// Foundation formats the same numbers by its own way; what it reads back must be within half a unit of the last place.
  @Test func numbersReadBackWithinHalfAUnit() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<5000 {
      let number = Double.random(in: -180...180, using: &generator)
      let places = Int.random(in: 0...9, using: &generator)
      let back = try #require(Double(text(.decimal(number, places: places))))
      #expect(abs(back - number) <= 0.5 / pow(10, Double(places)) * (1 + 1e-6))
    }
  }

  /// A number made from its digits is written with those digits.
  @Test func digitsComeBackExactly() {
    var generator = SeededGenerator(seed: 8)
    for places in 0...9 {
      for _ in 0..<500 {
        let digits = String(
          Int.random(in: 0...Int.random(in: 1...180_000_000_000, using: &generator), using: &generator))
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let fraction = padded.suffix(places).reversed().drop { $0 == "0" }.reversed()
        let expected = padded.dropLast(places) + (fraction.isEmpty ? "" : "." + String(fraction))
        let number = (Double(digits) ?? .nan) / pow(10, Double(places))
        #expect(text(.decimal(number, places: places)) == expected)
      }
    }
  }

  @Test func stringsSurviveAnIndependentReader() throws {
    let strings = [
      "科尔沁右翼前旗", "a\"b\\c", "line\nbreak\ttab\r", "\u{0}\u{1}\u{1f}\u{7f}", "</script><!-- \u{2028}\u{2029}",
      "😀 é ᠮᠣᠩᠭᠣᠯ",
    ]
    let bytes = JSONWriter.compact(.list(strings.map { .text($0) }))
    #expect(try JSONDecoder().decode([String].self, from: Data(bytes)) == strings)
    #expect(!String(decoding: bytes, as: UTF8.self).contains("<"))
  }

  @Test func membersKeepTheirOrder() {
    let value: PropertyValue = ["b": 1, "a": [1, nil, true], "c": ["x": "y"], "d": []]
    #expect(text(value) == #"{"b":1,"a":[1,null,true],"c":{"x":"y"},"d":[]}"#)
    #expect(
      String(decoding: JSONWriter.indented(value), as: UTF8.self) == """
        {
          "b": 1,
          "a": [1,null,true],
          "c": {
            "x": "y"
          },
          "d": []
        }

        """)
  }

  @Test func unitsAreWrittenAsTheirNamesSay() {
    #expect(text(.kilometres(.metres(12_345.6789))) == "12.345679")
    #expect(text(.minutes(.seconds(754))) == "12.5667")
    #expect(text(.squareKilometres(.squareMetres(2_827_428_154))) == "2827.428154")
  }
}
