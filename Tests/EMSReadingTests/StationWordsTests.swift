import Testing

@testable import EMSModel
@testable import EMSReading

/// Hours and turnout times as lists of stations write them.
struct StationWordsTests {
  @Test(arguments: [("2分30秒", 150), ("3分钟5秒", 185), ("2min30s", 150), ("2'30\"", 150), ("2分75秒", nil), ("2分", 120)])
  func aTurnoutMayHaveMinutesAndSeconds(text: String, seconds: Int?) {
    #expect(TurnoutWords.read(text, header: "出车时间") == seconds.map { .seconds($0) })
  }

  /// The classes of the statistics bureau by their names, as by their codes.
  @Test(arguments: [
    ("111", "主城区"), ("112", "城乡结合区"), ("121", "镇中心区"), ("122", "镇乡结合区"), ("123", "特殊区域"), ("210", "乡中心区"),
    ("220", "村庄"),
  ])
  func urbanClassesHaveNames(code: String, name: String) {
    #expect(YesNoWords.readUrban(name) != nil)
    #expect(YesNoWords.readUrban(name) == YesNoWords.readUrban(code))
  }

  @Test(arguments: [
    ("24h", true), ("24小时", true), ("7×24小时", true), ("全天", true), ("24/7", true), ("是", true), ("yes", true),
    ("24", true),
    ("00:00-24:00", true), ("0:00–23:59", true), ("08:00-20:00；20:00-次日08:00", true), ("8:00至次日8:00", true),
    ("08:00–18:00", false),
    ("8-18", false), ("8时-17时30分", false), ("20:00-08:00", false), ("白班", false), ("否", false), ("12小时", false),
    ("8h", false),
    ("周一至周五 00:00-24:00", false), ("Mon-Fri 08:00-17:00", false),
  ])
  func hours(text: String, isRoundTheClock: Bool) {
    #expect(StationHoursWords.read(text)?.isRoundTheClock == isRoundTheClock)
  }

  @Test(arguments: ["", "soon", "25h", "按需", "08:75-10:00", "26-30"]) func otherHoursAreNone(text: String) {
    #expect(StationHoursWords.read(text) == nil)
  }

  @Test(arguments: [
    ("3", "出车时间", 180.0), ("2.5", "turnout_min", 150), ("3分钟", "出车时间", 180), ("180秒", "出车时间", 180),
    ("90", "出车时间（秒）", 90),
    ("90", "turnout_sec", 90), ("5 min", "turnout_sec", 300), ("３", "出车时间", 180), ("0", "turnout", 0),
  ])
  func turnouts(text: String, header: String, seconds: Double) {
    #expect(TurnoutWords.read(text, header: header) == .seconds(seconds))
  }

  @Test(arguments: ["soon", "-3", "121", "2:30", "3-5", ""]) func otherTurnoutsAreNone(text: String) {
    #expect(TurnoutWords.read(text, header: "turnout") == nil)
  }

  /// The longest of a range or a bound is what a station keeps to; words without a figure say that nobody knows.
  @Test(
    arguments: [
      ("3-5分钟", .atMost(.seconds(300))), ("3~5", .atMost(.seconds(300))), ("3分钟至5分钟", .atMost(.seconds(300))),
      ("5分钟内", .atMost(.seconds(300))), ("≤3分钟", .atMost(.seconds(180))), ("约4分钟", .atMost(.seconds(240))),
      ("不固定", .noFigure), ("视情况而定", .noFigure), ("soon", .noFigure), ("3", .time(.seconds(180))), ("5-3", nil),
      ("-3", nil), ("121", nil), ("2:30", nil), ("3-500", nil),
    ] as [(String, TurnoutWords.Answer?)])
  func turnoutsInWords(text: String, answer: TurnoutWords.Answer?) {
    #expect(TurnoutWords.answer(text, header: "出车时间") == answer)
  }

  @Test(
    arguments: [
      ("20（实际15）", .actual(15, allowed: 20)), ("编制20，实有15", .actual(15, allowed: 20)),
      ("编制床位20张/开放15张", .actual(15, allowed: 20)), ("15（编制20）", .actual(15, allowed: 20)),
      ("实际开放15张（核定20张）", .actual(15, allowed: 20)), ("20 (actual 15)", .actual(15, allowed: 20)),
      ("编制20", .allowedAlone(20)), ("核定床位20张", .allowedAlone(20)), ("planned: 20", .allowedAlone(20)),
      ("编制20张/实有15张", .actual(15, allowed: 20)), ("编制20（含观察5）实有15", .actual(15, allowed: 20)),
      ("实有15", .actual(15, allowed: nil)), ("20张（实有）", .actual(20, allowed: nil)), ("20（编制）", .allowedAlone(20)),
      ("15+5", .sum([15, 5])), ("15张+5张", .sum([15, 5])), ("10+5+5", .sum([10, 5, 5])), ("20＋5（观察）", .sum([20, 5])),
      ("20（观察5）", .whole(20)), ("20(其中观察床5张)", .whole(20)), ("20（含5张观察床）", .whole(20)), ("20，其中观察5", .whole(20)),
      ("20 beds (5 observation)", .whole(20)), ("100（ICU 8，产科10）", .whole(100)), ("20张（在建100张）", .whole(20)),
      ("20（2023年底）", .whole(20)), ("1,200（观察5）", .whole(1200)),
      ("实有15，实际14", .undecided), ("20（15）", .undecided), ("20（+5）", .undecided), ("20/15", .undecided),
      ("20-25", .undecided), ("20或25", .undecided), ("20，观察5", .undecided), ("住院20，观察5", .undecided),
      ("20（观察25）", .undecided), ("开放18，编制20，实有19", .undecided), ("2O", .undecided), ("20.5（观察5）", .undecided),
      ("20张急诊", .undecided), ("2024-05-01", .undecided), ("二十五六", .noFigure), ("无床位", .noFigure),
      ("20", nil), ("20张", nil), ("约20", nil), ("1,200", nil), ("20*", nil), ("15+", nil), ("12.5", nil), ("-5", nil),
      ("无", nil), ("/", nil),
    ] as [(String, BedWords?)])
  func bedsInWords(text: String, words: BedWords?) {
    #expect(BedWords.read(text) == words)
  }
}
