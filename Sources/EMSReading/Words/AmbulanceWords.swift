import EMSFormats

/// What cells of a column of ambulances say beside yes, no and numbers: which ones, by their plates.
enum AmbulanceWords {
  private nonisolated(unsafe) static let bracket = /\([^()]*\)/
  private nonisolated(unsafe) static let plate = /[\u{4E00}-\u{9FFF}][A-Z][A-Z0-9]{4,6}[急警]?/

  /// How many plates a cell lists, such as 蒙F12345、蒙F·A0120; nil for one that says anything else.
  static func plates(_ text: String) -> Int? {
    let plain = WrittenNumber.plain(text).uppercased().replacing(bracket, with: " ")
    let words = plain.split { "、,;/| ".contains($0) || $0.isNewline }.map { $0.filter { !"·•.-".contains($0) } }
    let isOfPlates = words.allSatisfy { $0.wholeMatch(of: plate) != nil }
    return words.isEmpty || !isOfPlates ? nil : words.count
  }
}
