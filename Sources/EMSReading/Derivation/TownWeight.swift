import EMSModel

/// How many people the built-up area of a township is taken to have where nobody counted them: the weights by which the
/// urban people of a county are spread over its towns.
///
/// Of a county seat 100,000, of a town 10,700 and of a township or sumu 2,800: the means of the country in the
/// communiqué on urban and rural construction of 2016 (county seats: 139 and 16 million people in 1,544; towns: 219 ha of
/// 4,902 people per km²; townships: 62 ha of 4,450 per km²). Of a subdistrict 50,000, the tool's own assumption.
enum TownWeight {
  static let countySeat = 100_000.0
  static let subdistrict = 50_000.0
  static let town = 10_700.0
  static let township = 2_800.0

  /// The weight of one township; that of a county seat or subdistrict half and twice as much in the outer spreads.
  static func people(of township: Township, _ spread: TownSpread) -> Double {
    if let known = township.urbanPeople { return Double(known) }
    let factor =
      switch spread {
      case .even: 0.5
      case .middle: 1.0
      case .concentrated: 2.0
      }
    switch township.kind {
    case .subdistrict: return subdistrict * factor
    case .urbanArea: return countySeat * factor
    case .town, nil: return township.isCountySeat ? countySeat * factor : town
    case .township, .sumu, .other: return township.isCountySeat ? countySeat * factor : Self.township
    }
  }

  /// What the outputs say of the weights.
  static let text = Phrase(
    "by weights of kind and rank: county seat 100,000, subdistrict 50,000, town 10,700, township and sumu 2,800, known figures before them; the low and high value give county seats and subdistricts half and twice as much",
    "按类型和级别加权：县城10万、街道5万、镇1.07万、乡和苏木0.28万，已知数字优先；低值和高值分别将县城和街道的权重减半和加倍")
}
