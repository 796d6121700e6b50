import EMSFormats

/// `name=number,…` as planners write it: with spaces, and with full-width signs as Chinese input methods make them.
package enum AssignmentWords {
  package struct Part {
    /// As it stands there.
    package let written: String
    /// Nil where it is anything else than a name and a number.
    package let pair: (name: String, number: Double)?
  }

  package static func read(_ text: String) -> [Part] {
    text.split(whereSeparator: { ",，".contains($0) }).map { part in
      let plain = HalfWidth.of(String(part)).filter { !$0.isWhitespace }
      let sides = plain.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty, let number = Double(sides[1]) else {
        return Part(written: String(part), pair: nil)
      }
      return Part(written: String(part), pair: (String(sides[0]), number))
    }
  }
}
