/// Whether a cell says that a hospital has all five emergency centres: yes or no, how many, or which.
enum FiveCentresWords {
  private static let centres = [["胸痛"], ["卒中"], ["创伤"], ["孕产妇", "产妇"], ["新生儿", "儿童"]]

  /// nil where the cell says none of it.
  static func read(_ text: String) -> Bool? {
    if let answer = YesNoWords.read(text), text != "1" { return answer }
    if let count = Int(text) { return (0...5).contains(count) ? count == 5 : nil }
    let named = centres.count { words in words.contains(where: text.contains) }
    return named > 0 ? named == centres.count : StandingWords.read(text)
  }
}
