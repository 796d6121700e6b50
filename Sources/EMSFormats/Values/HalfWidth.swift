/// Text of Chinese input methods, which write digits and signs as wide as characters.
package enum HalfWidth {
  /// Full-width digits and signs, as Chinese input methods make them, as the ASCII ones that they stand for.
  package static func of(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isFullWidth = (0xFF01...0xFF5E).contains(scalar.value)
      view.append(isFullWidth ? Unicode.Scalar(UInt8(scalar.value - 0xFEE0)) : scalar)
    }
    return String(view)
  }

  /// The same in lower case and without white space, as words of tables are compared.
  package static func compact(_ text: String) -> String { of(text).lowercased().filter { !$0.isWhitespace } }
}
