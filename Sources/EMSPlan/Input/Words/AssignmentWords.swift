/// `name=number,…` as planners write it: with spaces, and with full-width signs as Chinese input methods make them.
enum AssignmentWords {
  struct Part {
    /// As it stands there.
    let written: String
    /// Nil where it is anything else than a name and a number.
    let pair: (name: String, number: Double)?
  }

  static func read(_ text: String) -> [Part] {
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
