import EMSFormats
import EMSModel

extension NearMiss {
  /// How many ends nearly meet a road, and the three worst with their places; nil when there are none.
  static func note(_ misses: [NearMiss], _ path: String) -> Note? {
    if misses.isEmpty { return nil }
    func worst(_ write: (NearMiss) -> String) -> String { misses.prefix(3).map(write).joined(separator: "; ") }
    let english = worst { miss in
      "\(miss.place) (\(RoadIdentifier.word(miss.line)), \(NumberText.oneDecimal(miss.gap.metres)) m from \(RoadIdentifier.word(miss.other)))"
    }
    let chinese = worst { miss in
      "\(miss.place)（\(RoadIdentifier.word(miss.line))，距 \(RoadIdentifier.word(miss.other)) \(NumberText.oneDecimal(miss.gap.metres)) 米）"
    }
    return Note(
      .warning,
      english:
        "\(path): \(misses.count.of("end of a road lies", "ends of roads lie")) within \(Int(radius.metres)) m of a road"
        + " that \(misses.count == 1 ? "it does" : "they do") not join (longer --join-tolerance joins): \(english)",
      chinese: "\(path)：\(misses.count) 个道路端点距另一条道路不足 \(Int(radius.metres)) 米但未相接（可增大 --join-tolerance）：\(chinese)")
  }

  private var place: String { "\(NumberText.decimals(longitude, 5)), \(NumberText.decimals(latitude, 5))" }
}

extension RoadIdentifier {
  /// The number as a person reads it; a word that is no number has lost its letters.
  static func word(_ number: Int64) -> String { number < 0 ? "–" : "\(number)" }
}
