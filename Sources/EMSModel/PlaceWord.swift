extension PlanningArea {
  /// What people are counted at: settlements of a list, places that a method put on the ground, or both.
  package var placesWord: Phrase {
    let derived = settlements.count(where: \.isDerivedPlace)
    return switch derived {
    case 0: Phrase("settlements", "村居")
    case settlements.count: Phrase("derived places", "推算点")
    default: Phrase("settlements and derived places", "村居和推算点")
    }
  }

  /// Words about places in general (人口点) with what they are here.
  package func inItsPlaces(_ words: Phrase) -> Phrase {
    Phrase(words.english, words.chinese.replacing("人口点", with: placesWord.chinese))
  }

  /// What the region calls its villages in Chinese: with 嘎查 where there are banners or a settlement is called so.
  package var villageWord: String {
    countyWord == "旗县" || settlements.contains { $0.name.contains("嘎查") } ? "村（嘎查）" : "村"
  }
}
