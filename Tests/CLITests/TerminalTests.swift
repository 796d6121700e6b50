import EMSPlan
import Testing

@testable import EMSPlanCLI

@Suite struct TerminalTextTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("兴安盟", 6), ("Xing'an 兴安盟", 14), ("，。（）", 8), ("·—…①", 4), ("é", 1), ("e\u{301}", 1),
    ("한국", 4), ("ｱｲ", 2), ("ＡＢ", 4), ("👨‍👩‍👧", 2), ("✔️", 2), ("🇨🇳", 2), ("\u{200B}", 0), ("ᠮᠣᠩ", 3), ("𠀀", 2),
  ])
  func widthFollowsUnicodeAnnex11(text: String, columns: Int) { #expect(TerminalText.width(text) == columns) }

  @Test func aNameCannotCommandTheTerminal() {
    #expect(
      TerminalText.harmless("医院\u{1B}[31m\u{7}\n\u{202E}x\u{9B}") == "医院\u{FFFD}[31m\u{FFFD}\u{FFFD}\u{FFFD}x\u{FFFD}")
    #expect(TerminalText.harmless("好力保乡") == "好力保乡")
  }
}

@Suite struct TerminalTableTests {
  @Test func columnsLineUpUnderChineseText() {
    var table = TerminalTable(columns: [("county", .left), ("people", .right), ("share", .right)])
    table.append(["乌兰浩特市", "327,081", "91.0 %"])
    table.append(["阿尔山市", "68,311", "7.5 %"])
    table.append(["x"])
    #expect(
      table.lines()
        == [
          "county       people   share",
          "──────────  ───────  ──────",
          "乌兰浩特市  327,081  91.0 %",
          "阿尔山市     68,311   7.5 %",
          "x",
        ])
  }

  @Test func aTableWithoutRowsOrHeaderHasNoLines() { #expect(TerminalTable(alignments: [.left]).lines() == []) }

  @Test func aRunIsSummedUpAsTheDesignDrawsIt() {
    var sites = TerminalTable(alignments: [.left, .right, .right, .left])
    sites.append(["county sub-centres", "6 of 24", " +212,340 people", " optimal"])
    sites.append(["rural emergency sub-centres", "12 of 24", " +287,002 people", " optimal"])
    sites.append(["central village clinics", "88 of 412", " +61,775 people", " gap 0.4 % after 30 s"])
    var summary = TerminalSummary(title: "Xing'an League · profile xingan")
    summary.append("read", "6 counties · 25 towns (boundaries derived)")
    summary.append(warning: "warning", "19 facilities are known only to their county seat")
    summary.append("sites", table: sites)
    summary.append("wrote", "out/xingan (12 files; open report.html)", trailing: "1.3 s")
    #expect(
      summary.lines().joined(separator: "\n") == """
        Xing'an League · profile xingan
          read      6 counties · 25 towns (boundaries derived)
          warning   19 facilities are known only to their county seat
          sites     county sub-centres             6 of 24   +212,340 people   optimal
                    rural emergency sub-centres   12 of 24   +287,002 people   optimal
                    central village clinics      88 of 412    +61,775 people   gap 0.4 % after 30 s
          wrote     out/xingan (12 files; open report.html)                                                                1.3 s
        """)
    #expect(TerminalText.width(summary.lines().last ?? "") == 120)
  }

  @Test func chineseLabelsKeepTheirColumn() {
    var summary = TerminalSummary(title: "兴安盟")
    summary.append("读入", "6 个旗县")
    summary.append("覆盖范围说明", "10 公里")
    #expect(summary.lines() == ["兴安盟", "  读入          6 个旗县", "  覆盖范围说明  10 公里"])
  }

  @Test func colourIsAddedOnlyWhereItIsOn() {
    var table = TerminalTable(columns: [("a", .left)])
    table.append(["b"])
    #expect(table.lines(style: TerminalStyle(isOn: true)) == ["\u{1B}[1ma\u{1B}[0m", "\u{1B}[2m─\u{1B}[0m", "b"])
  }
}

@Suite struct TerminalProgressTests {
  private func line(_ done: Int, _ total: Int, _ elapsed: Duration, columns: Int = 80, _ language: Language = .english)
    -> String
  {
    TerminalProgress.line(
      label: "sites", done: done, total: total, elapsed: elapsed, columns: columns, language: language)
  }

  @Test func theTimeLeftComesFromThePaceSoFar() {
    #expect(line(1, 4, .seconds(10)) == "sites  ██████░░░░░░░░░░░░░░░░░░  25 %  0:30 left")
    #expect(line(1, 4, .seconds(10), .chinese) == "sites  ██████░░░░░░░░░░░░░░░░░░  25 %  剩余 0:30")
    #expect(line(1, 2, .seconds(3909)) == "sites  ████████████░░░░░░░░░░░░  50 %  1:05:09 left")
    #expect(line(1, 4, .milliseconds(500)) == "sites  ██████░░░░░░░░░░░░░░░░░░  25 %")
  }

  @Test func theEndsAreWhole() {
    #expect(line(0, 4, .seconds(10)).hasSuffix("  0 %"))
    #expect(line(4, 4, .seconds(10)).hasSuffix("█  100 %"))
    #expect(line(0, 0, .zero).hasSuffix("100 %"))
    #expect(line(999, 1000, .zero).hasSuffix("99 %"))
  }

  @Test func aNarrowTerminalIsNotWrapped() {
    #expect(TerminalText.width(line(1, 4, .seconds(10), columns: 20)) == 19)
  }
}
