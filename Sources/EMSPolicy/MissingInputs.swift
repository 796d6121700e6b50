import EMSModel

/// What the inputs lack where a rule cannot be decided, and the key or column that would tell it.
extension PolicyFacts {
  /// nil where people are known; of a township without a place that is what lacks.
  var withoutPeople: Verdict? {
    if people != nil { return nil }
    if isOfUrbanArea {
      return .notKnown(
        "its place is not known, and its people count with the urban area that stands for it: give its seat (columns longitude and latitude) or its boundary",
        "位置未知，人口计入所在城区：如需单独判定，请在乡镇表填写驻地经纬度，或提供边界")
    }
    return isUnlocated
      ? .notKnown(
        "the place of the township is not known: give its seat (columns longitude and latitude) or its boundary",
        "乡镇位置未知：请在乡镇表填写驻地经纬度，或提供边界")
      : .notKnown(
        "no people are known: fill in the people of the settlements (column population)",
        "人口未知：请在村居表填写人口（population）")
  }

  /// nil where people are known and town and country can be told apart.
  var withoutTownAndCountry: Verdict? {
    withoutPeople
      ?? (urbanPeople != nil
        ? nil
        : .notKnown(
          "town and country cannot be told apart: say of each settlement whether it is urban (column urban), or give the townships their kind and boundary (column kind)",
          "无法区分城乡：请在村居表填写城乡分类（urban），或为乡镇提供类型（kind）和边界"))
  }

  /// Where nothing but the kinds of townships can be missing.
  var withoutKinds: Verdict {
    withoutPeople
      ?? .notKnown(
        "the kinds of the townships are not known: say of each whether it is a town, a township, a sumu or a subdistrict (column kind)",
        "乡镇类型未知：请在乡镇表填写类型（kind：镇、乡、苏木、街道）")
  }
}

extension Phrase {
  /// What may be missing where nobody knows how many people are far from a station.
  static let farPeople = Phrase(
    "no emergency station is listed, or the people of places beyond are not known", "未列急救站点，或半径以外村居人口未知")
  /// The same of the service circle.
  static let circlePeople = Phrase(
    "facilities known only to their county seat may reach them, or the people of places beyond are not known",
    "仅知位于县城的机构可能可达，或圈外村居人口未知")
}
