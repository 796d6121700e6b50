/// The figures by which a field of technical grades may tell them.
///
/// GB/T 919-2002 (公路等级代码, table 2) has one digit: 1 to 4 for the grades, 8 for an expressway, 9 for a road below the
/// grades. Codings that count from 0 to 5 mean the same by 1 to 4. Others, such as those of two digits, stand in no standard
/// that was at hand and are not guessed.
enum GradeCodes {
  /// What each code of a column means, in the words of the standard; none where its codes are of no coding that is known.
  static func meanings(of codes: Set<String>) -> [String: String] {
    let isOfStandard = codes.isSubset(of: standard.keys)
    guard isOfStandard || codes.isSubset(of: ["0", "1", "2", "3", "4", "5"]) else { return [:] }
    return standard.filter { codes.contains($0.key) }
  }

  private static let standard = ["1": "一级公路", "2": "二级公路", "3": "三级公路", "4": "四级公路", "8": "高速公路", "9": "等外公路"]
}
