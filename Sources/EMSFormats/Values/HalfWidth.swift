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
}
