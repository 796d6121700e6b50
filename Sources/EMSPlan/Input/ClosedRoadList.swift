import Foundation

/// A list of closed roads: text with one identifier on each line.
public enum ClosedRoadList {
  /// The identifiers: ways of OpenStreetMap, features of a line layer. Empty lines are passed over.
  ///
  /// - Parameter name: the file as the plan or the command line names it.
  /// - Throws: every line that is not a whole number, or why the file cannot be read.
  public static func read(_ url: URL, as name: String) throws(InputProblems) -> Set<Int64> {
    let data = try InputFile.read(url, as: name)
    let text = String(decoding: try TextEncoding.utf8(data, declared: nil, file: name), as: UTF8.self)
    var identifiers: Set<Int64> = []
    var findings = Findings()
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (number, line) in lines.enumerated() {
      let word = HalfWidth.of(String(line)).filter { !$0.isWhitespace }
      if word.isEmpty { continue }
      if let identifier = Int64(word) {
        identifiers.insert(identifier)
        continue
      }
      findings.add(
        InputProblem(
          file: name, place: .line(number + 1), value: String(line),
          english: "“\(line)” is not the identifier of a road", chinese: "“\(line)”不是道路编号",
          remedyEnglish: "Write one whole number on each line", remedyChinese: "每行写一个整数"), rule: "identifier")
    }
    try findings.throwProblems()
    return identifiers
  }
}
