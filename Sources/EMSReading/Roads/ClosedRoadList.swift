import EMSFormats
import EMSModel
import Foundation

/// A list of closed roads: text with one identifier on each line.
public enum ClosedRoadList {
  /// The roads as written, by their number in `RoadLines`; empty lines are passed over.
  ///
  /// - Parameters:
  ///   - name: the file as the plan or the command line names it.
  ///   - takesWords: whether roads are named by a field of their layer, which may hold any words; otherwise they are
  ///     ways of OpenStreetMap, or features of a layer counted from 1.
  /// - Throws: every line that is not a whole number where it must be, or why the file cannot be read.
  public static func read(_ url: URL, as name: String, takesWords: Bool) throws(InputProblems) -> [Int64: String] {
    let data = try InputFile.read(url, as: name)
    let text = String(decoding: try TextEncoding.utf8(data, declared: nil, file: name), as: UTF8.self)
    var identifiers: [Int64: String] = [:]
    var findings = Findings()
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (number, line) in lines.enumerated() {
      let word =
        takesWords ? line.trimmingCharacters(in: .whitespaces) : HalfWidth.of(String(line)).filter { !$0.isWhitespace }
      if word.isEmpty { continue }
      if takesWords || Int64(word) != nil {
        identifiers[RoadIdentifier.number(word)] = word
        continue
      }
      findings.add(
        InputProblem(
          file: name, place: .line(number + 1), value: String(line),
          english: "“\(line)” is not the identifier of a road", chinese: "“\(line)”不是道路编号",
          remedyEnglish:
            "Write one whole number on each line, or name the field of the layer that holds the words (--road-id-field, id in the plan)",
          remedyChinese: "每行写一个整数；或指定图层中的编号字段（--road-id-field，规划文件中为 id）"), rule: "identifier")
    }
    try findings.throwProblems()
    return identifiers
  }

  /// Refuses a list whose numbers may be those of features or those of a field that nobody named.
  ///
  /// - Parameters:
  ///   - closed: what ``read(_:as:takesWords:)`` gave.
  ///   - rivals: ``RoadFile/rivals``.
  ///   - name: the list as the plan or the command line names it.
  public static func check(
    _ closed: [Int64: String], against rivals: [RivalNumbers], as name: String
  ) throws(InputProblems) {
    for rival in rivals {
      let doubtful = closed.keys.filter(rival.isRival).sorted()
      guard let first = doubtful.first else { continue }
      throw InputProblems([
        InputProblem(
          file: name, field: rival.field, value: closed[first],
          english: "\(first) may be the feature of that number or the road whose \(rival.field) is \(first)",
          chinese: "\(first) 可能是第 \(first) 个要素，也可能是\(rival.field)为 \(first) 的道路",
          remedyEnglish:
            "Name the field: --road-id-field \(rival.field), id: \(rival.field) in the plan; or remove the field where the numbers are those of features",
          remedyChinese:
            "请指定字段：--road-id-field \(rival.field)，规划文件中为 id: \(rival.field)；若指要素序号，请删去该字段",
          repeats: doubtful.count - 1)
      ])
    }
  }
}
