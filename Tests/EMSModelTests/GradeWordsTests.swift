import Testing

@testable import EMSModel

/// The level and class that grades of institutions say.
struct GradeWordsTests {
  @Test(
    arguments: [
      ("三级甲等", 33), ("三甲", 33), ("二级乙等", 22), ("二乙", 22), ("二级", 20), ("一级甲等", 13), ("甲级", 3), ("乙等", 2), ("2级", 20),
      ("达到二级综合医院标准", 20), ("Level 2", 20), ("Level 3A", 33), ("Class improvement", nil), ("L1", 10), ("3A", 33),
      ("2", 20), ("Grade A", 3),
      ("secondary", 20), ("Tertiary", 30), ("II级", 20), ("III级", 30), ("Ⅱ级", 20), ("I级", 10),
      // Neither digits of a year nor letters of a word are a level.
      ("2019年达标", nil), ("Basic", nil), ("达标", nil), ("优秀", nil), ("一类", nil), ("Level 4", nil), ("未定级", nil),
    ] as [(String, Double?)])
  func gradesHaveLevels(grade: String, level: Double?) {
    #expect(GradeWords.level(grade) == level)
  }

  @Test(arguments: [("一级甲等", true), ("甲级", true), ("Grade A", true), ("乙级", false), ("二级", false), ("达标", false)])
  func gradesHaveClasses(grade: String, isClassA: Bool) { #expect(GradeWords.isClassA(grade) == isClassA) }

  @Test(arguments: [("未定级", true), ("未评审", true), ("无", true), ("二级", true), ("达标", false), ("优秀", false)])
  func gradesAreUnderstoodOrNot(grade: String, isUnderstood: Bool) {
    #expect(GradeWords.isUnderstood(grade) == isUnderstood)
  }
}
