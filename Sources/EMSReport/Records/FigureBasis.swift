import EMSModel
import EMSPolicy

/// What the figures of a report rest on: files and their datums, methods, whose figure a standard is, and how much of what
/// is counted is derived.
struct FigureBasis {
  private let report: PlanReport

  init(_ report: PlanReport) { self.report = report }

  /// Of counts of people and settlements.
  var people: Phrase {
    let known = report.area.settlements.filter { $0.population != nil }
    let derived = known.filter { $0.origin != .surveyed }.reduce(0) { $0 + ($1.population ?? 0) }
    let all = report.area.knownPopulation
    let share = NumberText.oneDecimal(Double(derived) / Double(max(all, 1)) * 100)
    return Self.joined([
      files { !$0.isOfFacilities && !$0.isOfTravel },
      derived > 0
        ? Phrase("place derived for \(share) % of the people", "\(share)%的人口位置为推算")
        : Phrase("no place of people derived", "居住位置无推算"),
    ])
  }

  /// Of what is counted by distance from a station.
  var coverage: Phrase {
    Self.joined([
      files(where: \.isOfFacilities), people,
      Phrase("distance as the crow flies on the ellipsoid", "按椭球面直线距离"), standard("emergency-radius"),
    ])
  }

  /// Of times of travel.
  var travel: Phrase { Self.joined(report.travelMethods + [files(where: \.isOfTravel)]) }

  func siting(_ siting: SitingRecord) -> Phrase {
    Self.joined([siting.proof, files(where: \.isOfFacilities), people])
  }

  /// Of verdicts on the rules of the documents.
  var rules: Phrase { Phrase("each rule's own source and evidence", "各条规则所列依据与数据") }

  /// The figures of a rule and who gives them.
  private func standard(_ rule: String) -> Phrase {
    guard let record = report.rules.first(where: { $0.id == rule }) else { return Phrase("", "") }
    let source = record.citation.map { Phrase(" — \($0)", "——\($0)") } ?? Phrase("", "")
    return Phrase(
      "\(record.wanted.english)\(source.english)", "\(record.wanted.chinese)\(source.chinese)")
  }

  private func files(where isMeant: (SourceRecord) -> Bool) -> Phrase {
    let sources = report.sources.filter(isMeant)
    func text(_ language: Language) -> String {
      sources.map { source in
        let parts = [source.file].compactMap { $0 } + source.told.map { $0[language] }
        return language == .chinese
          ? "\(source.content.chinese)（\(parts.joined(separator: "，"))）"
          : "\(source.content.english) (\(parts.joined(separator: ", ")))"
      }.joined(separator: language == .chinese ? "；" : "; ")
    }
    return Phrase(text(.english), text(.chinese))
  }

  /// The parts as one clause, each without its own stop.
  static func joined(_ parts: [Phrase]) -> Phrase {
    func bare(_ text: String) -> String { text.hasSuffix(".") || text.hasSuffix("。") ? String(text.dropLast()) : text }
    return Phrase(
      parts.map { bare($0.english) }.filter { !$0.isEmpty }.joined(separator: "; "),
      parts.map { bare($0.chinese) }.filter { !$0.isEmpty }.joined(separator: "；"))
  }
}
