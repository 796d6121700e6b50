import Testing

@testable import EMSFormats

@Suite struct RasterWordsTests {
  @Test(arguments: [
    "males", "Estimated number of women", "population des hommes", "mujeres por celda", "男性人口", "女性",
    "population density", "people per km2", "age 15",
  ])
  func whatIsNotAllPeopleIsTold(text: String) {
    #expect(RasterWords.isOfOthers(text))
  }

  /// Letters and words that mean a sex in a header mean something else in a sentence.
  @Test(arguments: [
    "Estimated people per grid cell, 100 m", "Isle of Man", "man-made surfaces", "males and females", "男女合计", "常住人口",
    "female, male",
  ])
  func whatIsAllPeopleIsNot(text: String) {
    #expect(!RasterWords.isOfOthers(text))
  }
}
