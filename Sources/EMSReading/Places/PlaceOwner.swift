import EMSFormats
import EMSModel

/// Whose place coordinates are, by the words beside their axis: 村委会经度 is of the village, 卫生室经度 of the clinic in it.
enum PlaceOwner: Hashable, Sendable {
  case facility, government, village

  /// nil for words that name none of them.
  init?(header: String) {
    let plain = WrittenNumber.plain(header).lowercased()
    guard let found = Self.words.first(where: { $0.words.contains { plain.contains($0) } }) else { return nil }
    self = found.owner
  }

  /// Whose place the rows of a table are at.
  ///
  /// - Parameter rows: the level of the rows; nil for facilities.
  init(ofRows rows: AdministrativeLevel?) {
    self = rows.map { $0 < .village ? .government : .village } ?? .facility
  }

  var name: Phrase {
    switch self {
    case .facility: Phrase("of the facility", "机构的位置")
    case .government: Phrase("of the seat of government", "政府驻地的位置")
    case .village: Phrase("of the village", "村居的位置")
    }
  }

  /// A 村卫生室 is a facility, a 镇政府 no village: the first that fits.
  private static let words: [(owner: Self, words: [String])] = [
    (
      .facility,
      [
        "卫生室", "卫生院", "卫生所", "卫生站", "医院", "医疗", "机构", "急救", "诊所", "facility", "clinic", "hospital", "health", "hf_",
        "hc_",
        "station", "dispensary",
      ]
    ),
    (.government, ["政府", "驻地", "镇", "乡", "苏木", "街道", "seat", "town", "ward", "government"]),
    (.village, ["村", "嘎查", "居委会", "社区", "居民点", "屯", "village", "vill", "settlement", "hamlet", "community"]),
  ]
}
