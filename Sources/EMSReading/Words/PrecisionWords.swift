import EMSModel

/// How well a place is known, as lists word it.
enum PrecisionWords {
  /// nil for other words.
  static func read(_ text: String) -> CoordinatePrecision? {
    let word = text.lowercased()
    if let precision = CoordinatePrecision(rawValue: word) { return precision }
    if word.hasPrefix("town") || ["乡镇驻地", "乡镇所在地", "乡镇政府", "乡镇", "镇级"].contains(word) { return .townshipSeat }
    if word.hasPrefix("county") || ["县城", "旗县所在地", "县政府驻地", "县", "县级"].contains(word) { return .countySeat }
    if ["precise", "rooftop", "gps", "surveyed", "精确", "准确", "实测", "现场采集", "村委会", "村部", "门牌", "机构所在地"].contains(word) {
      return .exact
    }
    return nil
  }
}
