import Foundation

/// The mark before a text in UTF-8, which spreadsheets need to know it by (U+FEFF).
package enum ByteOrderMark {
  package static let utf8: [UInt8] = [0xEF, 0xBB, 0xBF]
}
