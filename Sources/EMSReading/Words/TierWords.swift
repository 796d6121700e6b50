import EMSFormats
import EMSModel

/// The words by which lists of facilities name a tier.
///
/// Words of a column and names of facilities follow the same rules; a name says more than its tier, so that it is asked
/// last and what it gives is a guess.
enum TierWords {
  /// What a word says of a facility.
  enum Meaning: Hashable, Sendable {
    case tier(FacilityTier)
    /// Whatever it is, it treats nobody: it is left out of the plan.
    case ignored

    /// The meaning that a plan or a file states by a tier's name, such as `village_clinic`, or by `ignore`.
    init?(word: String) {
      if word.lowercased() == Self.ignoredWord {
        self = .ignored
      } else if let tier = FacilityTier(rawValue: word.lowercased()) {
        self = .tier(tier)
      } else {
        return nil
      }
    }

    static let ignoredWord = "ignore"

    var word: String {
      switch self {
      case .tier(let tier): tier.rawValue
      case .ignored: Self.ignoredWord
      }
    }

    /// What a sentence calls it; nil for what treats nobody, which is no tier.
    var name: Phrase? {
      switch self {
      case .tier(let tier): tier.name
      case .ignored: nil
      }
    }
  }

  /// English words that mean a tier only as the whole cell: a name may hold "Secondary School".
  private static let whole: [String: FacilityTier] = [
    "secondary": .secondaryHospital, "tertiary": .tertiaryHospital,
    // Values of amenity and healthcare in OpenStreetMap.
    "centre": .townshipHealthCentre, "doctor": .villageClinic, "doctors": .villageClinic, "nurse": .villageClinic,
    // Kenya's levels of care (Kenya Essential Package for Health).
    "kephlevel2": .villageClinic, "kephlevel3": .townshipHealthCentre,
    "kephlevel4": .secondaryHospital, "kephlevel5": .secondaryHospital, "kephlevel6": .tertiaryHospital,
    "midwife": .villageClinic, "birthingcentre": .villageClinic, "birthingcenter": .villageClinic,
  ]

  /// Words of what has no place of its own, as the whole cell: there is a city Mobile.
  private static let mobile: Set<String> = [
    "mobile", "mobileservice", "mobileservices", "movil", "movel", "流动", "流动点", "流动服务点",
  ]

  private static let kephHeaders: Set<String> = [
    "keph", "kephlevel", "kephlevelname", "kephlevelofcare", "levelofcarekeph",
  ]

  /// What a level is by its header: Level 4 under KEPH level is one of Kenya's, and of nobody else's; nil for other cells.
  ///
  /// - Parameter header: as headers are compared.
  static func level(_ cell: String, under header: String) -> String? {
    guard kephHeaders.contains(header) else { return nil }
    let key = key(of: cell)
    let level = key.hasPrefix("level") ? key.dropFirst("level".count) : key.count == 1 ? key[...] : ""
    guard let digit = level.first, ("1"..."6").contains(digit), level.dropFirst().allSatisfy(\.isLetter) else {
      return nil
    }
    return "KEPH level \(digit)"
  }

  /// What a cell of a column of tiers says; nil for words that no list of ours knows.
  static func meaning(of cell: String) -> Meaning? {
    let key = key(of: cell)
    if key == TierWords.key(of: Meaning.ignoredWord) || mobile.contains(key) { return .ignored }
    if let tier = FacilityTier.allCases.first(where: { $0.rawValue.filter(\.isLetter) == key }) { return .tier(tier) }
    if let tier = whole[key] ?? ChineseTierWords.whole[key] ?? ChineseTierWords.wholeOutsideBrackets(cell) {
      return .tier(tier)
    }
    return ChineseTierWords.meaning(of: cell) ?? LatinTierWords.meaning(of: cell)
  }

  /// What the name of a facility says of its tier; nil where it says nothing.
  ///
  /// - Parameter cities: the cities that are counties, as the plan's files name them.
  static func meaning(ofName name: String, countyCities cities: Set<String> = []) -> Meaning? {
    ChineseTierWords.meaning(ofName: name, countyCities: cities) ?? LatinTierWords.meaning(of: name)
  }

  /// Whether a cell words a grade, such as 三级甲等.
  static func isGrade(_ text: String) -> Bool { text.contains { "级甲乙丙".contains($0) } }

  /// A word as words are compared: without case, spaces and signs, full-width letters as ASCII ones.
  static func key(of text: String) -> String {
    HalfWidth.of(text).lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
