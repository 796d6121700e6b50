/// The level of the places that a column of names holds, told by its header alone: 旗县, 苏木乡镇街道, 嘎查村社区, 自然屯.
package enum AdministrativeLevel: Int, Comparable, Sendable {
  case province, prefecture, county, township, village, hamlet

  package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

  /// nil for a header that says anything else.
  ///
  /// - Parameter header: as ``FieldSynonyms/normalised(_:)`` leaves it.
  package init?(header: String) {
    var rest = header[...]
    for ending in ["名称", "名", "级"] where rest.hasSuffix(ending) { rest = rest.dropLast(ending.count) }
    var finest: Self?
    while !rest.isEmpty {
      guard let (word, level) = Self.words.first(where: { rest.hasPrefix($0.0) }) else { return nil }
      finest = max(finest ?? level, level)
      rest = rest.dropFirst(word.count)
    }
    guard let finest else { return nil }
    self = finest
  }

  /// Longer words before those that they begin with.
  private static let words: [(String, Self)] = [
    ("省份", .province), ("自治区", .province), ("直辖市", .province), ("省", .province),
    ("地级市", .prefecture), ("地市", .prefecture), ("地区", .prefecture), ("盟", .prefecture), ("州", .prefecture),
    ("市", .prefecture), ("县", .county), ("旗", .county), ("区", .county),
    ("街道办事处", .township), ("街道办", .township), ("街道", .township), ("苏木", .township), ("乡", .township),
    ("镇", .township),
    ("自然村", .hamlet), ("自然屯", .hamlet), ("村民小组", .hamlet), ("小组", .hamlet), ("屯", .hamlet), ("组", .hamlet),
    ("浩特", .hamlet), ("艾里", .hamlet),
    ("行政村", .village), ("村委会", .village), ("村居委会", .village), ("居委会", .village), ("村居", .village),
    ("嘎查", .village), ("社区", .village), ("村", .village),
  ]
}
