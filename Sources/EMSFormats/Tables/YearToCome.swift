import EMSModel

/// Years that have not come yet: nobody has been counted in them, and nothing stands since then. Some of them may be past
/// years of Nepal's calendar, Bikram Sambat, as tables from there have them.
package enum YearToCome {
  package static func isOne(_ year: Int) -> Bool { all.contains(year) }

  /// Whether it is one by every calendar: not 2057 to 2083, which in Nepal are 2000 to the year of this release.
  package static func isSurelyOne(_ year: Int) -> Bool { isOne(year) && !ofNepal.contains(year) }

  /// That a year may be one of Nepal's, as a sentence adds it; nil where it would be to come there, too.
  package static func remark(on year: Int) -> Phrase? {
    guard ofNepal.contains(year) else { return nil }
    // The year of Nepal begins in April.
    let common = "\(year - 57)/\((year - 56) % 100 < 10 ? "0" : "")\((year - 56) % 100)"
    return Phrase(
      " (or, if \(year) is a year of Nepal's calendar, Bikram Sambat, a count of \(common))",
      "（如 \(year) 为尼泊尔历，则为公历 \(common) 年的统计）")
  }

  private static let all = HeaderMeaning.latestCount + 1...2100
  private static let ofNepal = 2057...HeaderMeaning.latestCount + 57
}
