/// The level and class that the grade of an institution says: 三级甲等, 二乙, 甲级, 2级, Level 2, secondary.
package enum GradeWords {
  /// 30, 20 or 10 for the third, second or first level, and 3, 2 or 1 more for the classes 甲, 乙 and 丙; nil for words
  /// that say neither.
  package static func level(_ grade: String) -> Double? {
    let text = grade.lowercased()
    let level = levels.first { text.contains($0.pattern) }?.value
    let within = classes.first { text.contains($0.pattern) }?.value
    guard level != nil || within != nil else { return nil }
    return (level ?? 0) + (within ?? 0)
  }

  /// Whether the grade is of class 甲.
  package static func isClassA(_ grade: String) -> Bool {
    level(grade).map { $0.truncatingRemainder(dividingBy: 10) == 3 } ?? false
  }

  /// Whether a grade is told at all, or said to be none.
  package static func isUnderstood(_ grade: String) -> Bool {
    level(grade) != nil || ["未定", "未评", "无", "none", "ungraded"].contains { grade.lowercased().contains($0) }
  }

  nonisolated(unsafe) private static let levels: [(pattern: Regex<Substring>, value: Double)] = [
    (/[三3]级|三[甲乙丙]|^[三3][abc]?$|(?:level|grade|class|^l) ?(?:3|iii)[abc]?\b|tertiary|iii级|ⅲ级/, 30),
    (/[二2]级|二[甲乙丙]|^[二2][abc]?$|(?:level|grade|class|^l) ?(?:2|ii)[abc]?\b|secondary|(?:^|[^i])ii级|ⅱ级/, 20),
    (/[一1]级|一[甲乙丙]|^[一1][abc]?$|(?:level|grade|class|^l) ?(?:1|i)[abc]?\b|primary|(?:^|[^i])i级|ⅰ级/, 10),
  ]
  nonisolated(unsafe) private static let classes: [(pattern: Regex<Substring>, value: Double)] = [
    (/甲|(?:^|[^a-z])a(?:$|[^a-z])/, 3), (/乙|(?:^|[^a-z])b(?:$|[^a-z])/, 2), (/丙|(?:^|[^a-z])c(?:$|[^a-z])/, 1),
  ]
}
