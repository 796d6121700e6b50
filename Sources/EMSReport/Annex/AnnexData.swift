import EMSFormats
import EMSModel

extension AnnexSheet {
  /// 附表10: what the figures rest on, and why a table of the annex is missing.
  static func data(of scope: AnnexScope, without missing: [AnnexSheet]) -> AnnexSheet {
    var sheet = AnnexSheet(
      10, Phrase("The data", "数据说明"), units: Phrase("rows, people as named", "按所列单位"),
      columns: [
        Column("about", "类别"), Column("file", "文件", .text(upTo: 40)), Column("what", "项目"),
        Column("field", "字段"), Column("content", "内容", .text(upTo: 76)), Column("count", "数量", .count),
      ])
    let report = scope.report
    func append(_ about: Phrase, _ what: PropertyValue = .null, _ content: Phrase, file: String? = nil) {
      sheet.append([scope.say(about), .optional(file), what, .null, scope.say(content), .null])
    }
    for document in report.documents { append(Phrase("document", "规划依据"), .null, document) }
    for table in missing {
      append(Phrase("not listed", "未列附表"), .text(table.name(in: scope.language)), table.absence(in: report))
    }
    for source in report.sources {
      sheet.append([
        scope.say(Phrase("source", "数据来源")), .optional(source.file), scope.say(source.content), .null,
        .text(
          source.told.map { $0[scope.language] }.joined(separator: scope.language == .chinese ? "；" : "; ")),
        .optional(source.count),
      ])
    }
    for entry in report.area.account.entries {
      sheet.append([
        scope.say(Phrase("what went in", "输入数据")), .text(entry.file), scope.say(entry.item.name),
        .optional(entry.fieldTitle.map { scope.report.inItsTerms($0)[scope.language] }),
        entry.value.map { scope.say($0) } ?? .null,
        .optional(entry.count),
      ])
    }
    for note in report.notes { append(note.kind.name, .null, Phrase(note.english, note.chinese)) }
    for method in report.methods { append(Phrase("method", "计算方法"), .null, method) }
    append(Phrase("tool", "软件"), .null, Phrase("emsplan \(ToolVersion.text)", "emsplan \(ToolVersion.text)"))
    return sheet
  }

  /// Why the table has no row.
  private func absence(in report: PlanReport) -> Phrase {
    let knowsVillages = report.area.settlements.contains { !$0.isDerivedPlace }
    if [4, 5, 7].contains(number), !knowsVillages {
      return report.clinicRanges.map { Phrase($0.note.english, $0.note.chinese) }
        ?? Phrase("no village is known; a list of villages decides", "没有村庄名单；以村庄名单为准")
    }
    return Phrase("nothing to list", "无可列内容")
  }
}

extension Note.Kind {
  /// What a person reads.
  var name: Phrase {
    switch self {
    case .warning: Phrase("warning", "提示")
    case .derivation: Phrase("derivation", "推算")
    case .assumption: Phrase("assumption", "假定")
    case .repair: Phrase("repair", "修复")
    }
  }
}
