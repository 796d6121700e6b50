import EMSFormats
import EMSModel
import EMSPolicy

extension AnnexSheet {
  /// 附表9: each rule with the document's words and how the plan stands to it; of a county, each of its units.
  static func scores(of scope: AnnexScope) -> AnnexSheet {
    var sheet = AnnexSheet(
      9, Phrase("Scorecard", "评分"), units: Phrase("rules", "条"),
      columns: [
        Column("rule", "规则", .text(upTo: 24)), Column("unit", "单位"), Column("today", "现状"),
        Column("found today", "现状情况", .text(upTo: 30)), Column("with the plan", "实施后"),
        Column("found with the plan", "实施后情况", .text(upTo: 30)), Column("asked for", "要求", .text(upTo: 30)),
        Column("the document's words", "文件原文", .text(upTo: 50)), Column("read as", "理解", .text(upTo: 40)),
        Column("rests on", "数据性质", .text(upTo: 20)), Column("source", "依据", .text(upTo: 36)),
      ])
    guard let scorecard = scope.report.scorecard else { return sheet }
    // Of the region the line that decides a rule, today's beside it, which may be another unit's.
    let lines =
      scope.county == nil
      ? Array(zip(scorecard.decisiveLines, scorecard.decisiveLinesBefore))
      : scorecard.lines.filter { scope.holds(unit: $0.unitID, of: $0.level) }.map { ($0, $0) }
    // Of one county each of its units has a row.
    func found(_ line: Scorecard.Line, _ verdict: (Scorecard.Line) -> Verdict) -> Phrase {
      scope.county == nil ? scorecard.words(of: line, verdict) : verdict(line).text
    }
    for (line, today) in lines {
      sheet.append([
        scope.say(line.name), scope.say(line.unit(in: scope.report.area.title)),
        scope.word(today.before.status.rawValue), scope.say(found(today, \.before)),
        scope.word(line.verdict.status.rawValue), scope.say(found(line, \.verdict)), scope.say(line.asked),
        .optional(line.quote), scope.say(line.reading), line.restsOn.map { scope.say($0) } ?? .null,
        .text(line.citation.text(in: scope.language)),
      ])
    }
    guard !sheet.isEmpty else { return sheet }
    let counts = Verdict.Status.allCases.map { status in
      let word = FieldTitle.word(status.rawValue)
      let count = lines.count { $0.0.verdict.status == status }
      let before = lines.count { $0.1.before.status == status }
      return Phrase("\(word.english) \(count) (today \(before))", "\(word.chinese)\(count)条（现状\(before)条）")
    }
    sheet.append(
      note: Phrase(counts.map(\.english).joined(separator: ", "), counts.map(\.chinese).joined(separator: "，")))
    if scope.county == nil {
      sheet.append(
        note: Phrase(
          "A rule that is judged for counties or towns stands with the unit that decides it; scores.csv has every unit.",
          "按\(scope.report.area.countyWord)或乡镇判定的规则列出起决定作用的单位；各单位逐条结果见scores.csv。"))
    }
    return sheet
  }
}
