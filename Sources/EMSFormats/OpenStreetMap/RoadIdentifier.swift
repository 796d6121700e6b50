import TravelNetwork

/// How a road is named where one is closed: the way of OpenStreetMap, the feature of a layer, or a value of its field.
package enum RoadIdentifier {
  /// Whole numbers stand for themselves; other words for a number below zero that is made of them.
  package static func number(_ word: String) -> Int64 {
    if let number = Int64(word) { return number }
    let hash = Array(word.utf8).withUnsafeBufferPointer(ContentKey.of)
    return Int64(bitPattern: hash | 1 << 63)
  }
}
