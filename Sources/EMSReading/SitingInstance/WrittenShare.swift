import Foundation

/// A share as people write it: `0.9`, `90%`, `９０％`.
package enum WrittenShare {
  /// nil for what is no number of zero or more. A number above 1 is only a share where it is in percent.
  package static func value(of text: String) -> Double? {
    let plain = (text.applyingTransform(.fullwidthToHalfwidth, reverse: false) ?? text).filter { !$0.isWhitespace }
    let isPercent = plain.hasSuffix("%")
    guard let number = Double(isPercent ? String(plain.dropLast()) : plain), number.isFinite, number >= 0 else {
      return nil
    }
    return isPercent ? number / 100 : number <= 1 ? number : nil
  }
}
