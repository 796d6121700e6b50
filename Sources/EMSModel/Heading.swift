extension Phrase {
  /// As a heading has it: the English begins with a capital.
  package var heading: Phrase { Phrase(english.prefix(1).uppercased() + english.dropFirst(), chinese) }
}
