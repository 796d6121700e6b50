import EMSModel

extension Phrase {
  /// As a heading has it: the English begins with a capital.
  var heading: Phrase { Phrase(english.prefix(1).uppercased() + english.dropFirst(), chinese) }
}
