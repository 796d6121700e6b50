import EMSModel

/// Rows or features as a sentence names them: `rows 2–20`, `rows 3, 7, 9–12 and 40 more`.
enum RowList {
  private static let longest = 4

  static func text(_ places: [InputProblem.Place]) -> Phrase {
    var isFeatures = false
    let numbers = places.compactMap { place -> Int? in
      switch place {
      case .row(let number), .line(let number): return number
      case .feature(let number, _):
        isFeatures = true
        return number
      case .file: return nil
      }
    }.sorted()
    var ranges: [(first: Int, last: Int)] = []
    for number in numbers {
      if let last = ranges.last?.last, number <= last + 1 {
        ranges[ranges.count - 1].last = number
      } else {
        ranges.append((number, number))
      }
    }
    let shown = ranges.prefix(longest).map { $0.first == $0.last ? "\($0.first)" : "\($0.first)–\($0.last)" }
    let rest = ranges.dropFirst(longest).reduce(0) { $0 + $1.last - $1.first + 1 }
    let english = (isFeatures ? "feature" : "row") + (numbers.count == 1 ? " " : "s ")
    return Phrase(
      english + shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : ""),
      "第 " + shown.joined(separator: "、") + (isFeatures ? " 个要素" : " 行") + (rest > 0 ? "及另外 \(rest) 处" : ""))
  }
}
