import EMSFormats
import EMSModel

/// The cells of a column of yes and no, or of urban and rural, that say more than that, such as the names of doctors, 联办
/// and 在建, and those that say neither, which count as unknown.
struct WordedAnswers {
  let field: Field
  private var yes: [String: Int] = [:]
  private var no: [String: Int] = [:]
  private var listing = (rows: 0, things: 0)
  private var unread: [Int] = []

  init(_ field: Field) { self.field = field }

  /// Those of a list of facilities; five centres are no answer of yes and no.
  static var ofFacilities: [WordedAnswers] {
    ([.ambulance, .doctor, .surgery, .consultation] + FacilityFeature.allCases.map(\.field))
      .filter { $0 != .fiveCentres }.map { WordedAnswers($0) }
  }

  /// nil where the cell is empty, unknown by its own words or not understood.
  mutating func answer(_ row: Int, of reader: InputReader) -> Bool? {
    guard let text = reader.text(row, field) else { return nil }
    if let answer = plain(text) { return answer }
    if case .unknown = WrittenNumber.read(text, style: .point) { return nil }
    let answer = worded(text, reader.text(row, .name))
    switch answer {
    case true?: yes[text, default: 0] += 1
    case false?: no[text, default: 0] += 1
    case nil: break
    }
    if let answer { return answer }
    if let count = listed(text) {
      listing.rows += 1
      listing.things += count
      return true
    }
    unread.append(row)
    return nil
  }

  private func plain(_ text: String) -> Bool? {
    switch field {
    case .urban: YesNoWords.readUrban(text)
    case .clinic: YesNoWords.readCount(ClinicWords.withoutCounter(text))
    default: YesNoWords.readCount(text)
    }
  }

  private func worded(_ text: String, _ name: String?) -> Bool? {
    switch field {
    case .doctor: if case .said(let answer)? = DoctorWords.read(text) { answer } else { nil }
    case .clinic: ClinicWords.read(text, village: name)
    case .ambulance, .urban: nil
    default: YesNoWords.read(StandingWords.Words(text).outside) ?? StandingWords.read(text)
    }
  }

  private func listed(_ text: String) -> Int? {
    switch field {
    case .doctor: if case .named(let count)? = DoctorWords.read(text) { count } else { nil }
    case .ambulance: AmbulanceWords.plates(text)
    default: nil
    }
  }

  /// Tells how the words were understood, and which were not, and adds both to the account.
  func tell(_ reader: InputReader, _ account: LayerAccount, _ findings: inout Findings) {
    let header = reader.header(field)
    if listing.rows > 0 {
      let things = field == .doctor ? Phrase("names", "人名") : Phrase("plates", "车牌号")
      findings.note(
        .assumption,
        "\(reader.file): \(header) lists \(things.english) in \(listing.rows.of("row", "rows")), \(NumberText.grouped(listing.things)) in all, which count as yes",
        "\(reader.file)：\(header) 列有 \(listing.rows) 行填写\(things.chinese)，共 \(NumberText.grouped(listing.things)) 个，视为“有”"
      )
      account.add(
        .words, field: field.rawValue,
        value: Phrase("\(things.english) in \(header) as yes", "\(header)中的\(things.chinese)视为有"),
        count: listing.things,
        &findings)
    }
    for (words, answer) in [(yes, Phrase("yes", "有")), (no, Phrase("no", "无"))] where !words.isEmpty {
      let list = words.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.shortList
      let meaning = field == .clinic && words == no ? Phrase("no clinic of its own", "没有自有卫生室") : answer
      findings.note(
        .assumption, "\(reader.file): of \(header) these are taken as \(meaning.english): \(list.english)",
        "\(reader.file)：\(header) 列中以下内容视为\(meaning.chinese)：\(list.chinese)")
      for (word, count) in words.sorted(by: { $0.key < $1.key }) {
        account.add(
          .words, field: field.rawValue,
          value: Phrase("“\(word)” in \(header) as \(answer.english)", "\(header)中的“\(word)”视为\(answer.chinese)"),
          count: count, &findings)
      }
    }
    if unread.isEmpty { return }
    let list = Set(unread.compactMap { reader.text($0, field) }).sorted().map { "“\($0)”" }.shortList
    let (neither, write) =
      switch field {
      case .urban: (Phrase("neither urban nor rural", "城乡"), Phrase("城镇 or 乡村", "城镇 或 乡村"))
      case .surgery, .consultation: (Phrase("neither yes nor no", "是否"), Phrase("是 or 否", "是 或 否"))
      default: (Phrase("neither yes nor no", "有无"), Phrase("有 or 无", "有 或 无"))
      }
    findings.note(
      .warning,
      "\(unread.count.of("cell", "cells")) of \(header) \(unread.count == 1 ? "says" : "say") \(neither.english) and \(unread.count == 1 ? "counts" : "count") as unknown: \(list.english); write \(write.english)",
      "\(header) 列有 \(unread.count) 格未说明\(neither.chinese)，视为不明：\(list.chinese)；请填写 \(write.chinese)",
      at: reader.rows(unread))
    account.add(
      .words, field: field.rawValue, value: Phrase("other words in \(header) as unknown", "\(header)中的其他内容视为不明"),
      count: unread.count, &findings)
  }
}
