import EMSFormats

/// What the header of a coordinate says of its figures: 经度（度分秒）, Longitude (W), 纬度-南纬.
struct AngleHeader: Hashable, Sendable {
  /// Whether the figures are degrees, minutes and seconds.
  let isSexagesimal: Bool
  /// Whether figures without a sign count to the west or south.
  let isNegative: Bool

  init(_ header: String) {
    let plain = WrittenNumber.plain(header).lowercased()
    let words = plain.split { !$0.isLetter }.map(String.init)
    isSexagesimal = ["度分秒", "dms", "ddmmss", "dddmmss", "sexagesimal"].contains { word in
      words.contains { $0 == word || word == "度分秒" && $0.contains(word) }
    }
    isNegative =
      ["西经", "南纬"].contains { plain.contains($0) }
      || words.contains { ["w", "west", "s", "south", "degw", "degs"].contains($0) }
  }
}
