import EMSModel

/// How well a place is known, as lists word it.
enum PrecisionWords {
  /// nil for other words.
  static func read(_ text: String) -> CoordinatePrecision? {
    let word = text.lowercased()
    if let precision = CoordinatePrecision(rawValue: word) { return precision }
    if word.hasPrefix("town") || ["乡镇驻地", "乡镇所在地", "乡镇"].contains(word) { return .townshipSeat }
    if word.hasPrefix("county") || ["县城", "旗县所在地", "县政府驻地", "县"].contains(word) { return .countySeat }
    if ["precise", "rooftop", "精确", "准确"].contains(word) { return .exact }
    return nil
  }
}
