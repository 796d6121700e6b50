import EMSModel
import Foundation

/// What the words of a raster, its units, metadata and name, say of the people in its cells.
package enum RasterWords {
  /// Whether a unit is one of single people of a cell, or says nothing: persons, people per cell, count. A density, a share,
  /// thousands and households are none, nor is a word that nobody here knows.
  package static func isOfPeople(_ unit: String) -> Bool {
    let lower = unit.lowercased().trimmingCharacters(in: .whitespaces)
    if ["unknown", "none", "n/a", "-", "1", "dimensionless", "unitless"].contains(lower) { return true }
    let rest = lower.replacing(perCell, with: "")
    if rest.allSatisfy({ !$0.isLetter && !$0.isNumber && $0 != "%" }) { return !rest.contains("‰") }
    if rest.contains(densities) { return false }
    let meaning = HeaderMeaning(rest)
    let isKnown = meaning.unknown.isEmpty || rest.wholeMatch(of: /individuals?|人/) != nil
    return isKnown && meaning.part == nil && meaning.factor == 1
  }

  /// Whether a text says that the values are something else than counts of all people: a density, a logarithm, a share,
  /// households, one sex, one age.
  package static func isOfOthers(_ text: String) -> Bool {
    let lower = text.lowercased().replacing("_", with: " ")
    if lower.contains(densities) || lower.contains(others) { return true }
    return HeaderWords.namesOneSex(lower)
  }

  /// The name of a file that says so, as WorldPop's `pd`, GPW's `population_density` and age classes such as `f_15` do; nil
  /// for another one.
  package static func other(inName file: String) -> String? {
    let name = (file as NSString).lastPathComponent
    return name.lowercased().contains(otherNames) ? name : nil
  }

  /// The year in the name of a file where nobody has been counted yet; nil without one.
  package static func yearToCome(inName file: String) -> Int? {
    let name = (file as NSString).lastPathComponent
    return name.split { !$0.isNumber }.compactMap { $0.count == 4 ? Int($0) : nil }
      .filter(YearToCome.isOne).max()
  }

  /// Keys of metadata that are of the program that wrote a file, of where it comes from, and of statistics.
  static let keysOfOtherThings = [
    "software", "copyright", "history", "lineage", "source", "reference", "citation", "datetime", "artist",
    "statistics",
    "area_or_point", "processing", "credit", "licen", "contact", "institution", "creator", "author", "publisher",
    "resolution", "comment",
  ]

  private nonisolated(unsafe) static let perCell =
    /(?: per | ?\/ ?|每个?)(?:grid[ -]?)?(?:cells?|pixels?|grids?|格网|网格|栅格|像元|单元)|\bper[- ]?(?:pixel|cell|grid)\b/
  private nonisolated(unsafe) static let densities =
    /densit|\bper (?:sq|km|ha\b|hectare|square)|\/ ?(?:sq|km|ha\b|hectare|公里|平方|公顷|㎢)|km ?(?:\^?-2|⁻²)|\blog(?:10|arithm)?\b|\bln\b|密度|每平方|对数/
  private nonisolated(unsafe) static let others =
    /\bper ?cent\b|percentage|\bshare of\b|households?|dwellings?|\bhouses\b|家庭户|户数|百分比|占比|\bage[sd]? [0-9]|[0-9] ?(?:years old|岁)/
  private nonisolated(unsafe) static let otherNames =
    /densit|密度|(?:^|[_-])pd[_-](?:19|20)[0-9]{2}|(?:^|[_-])(?:log|log10|ln)[_-]|[_-](?:log|log10)\.|(?:^|[_-])[fmt]_[0-9]{1,2}_(?:19|20)[0-9]{2}/
}
