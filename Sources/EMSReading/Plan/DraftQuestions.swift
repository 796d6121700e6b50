import EMSModel

extension PlanDraft {
  /// Something that no file tells, with the answers that may be given.
  public struct Question: Sendable {
    /// What the question is about.
    public enum Subject: Hashable, Sendable {
      case datum, people, role(Role)
      /// A word of which nothing says the tier.
      case tier(String)
    }

    public var subject: Subject
    public var text: Phrase
    /// What each answer stands for, and its words.
    public var answers: [(value: String, words: Phrase)]
    /// The position of the answer that the draft takes by itself.
    public var usual: Int
    /// The sources that it is about.
    var sources: [Int]
  }

  /// What is to be asked, in the order of the plan.
  public var questions: [Question] { datumQuestions + peopleQuestions + rivalQuestions + tierQuestions }

  private var datumQuestions: [Question] {
    let open = sources.indices.filter { sources[$0].needsDatum && isTaken(sources[$0]) }
    var files: [String] = []
    for index in open where !files.contains(sources[index].file) { files.append(sources[index].file) }
    return files.map { file in
      let own = open.filter { sources[$0].file == file }
      let guess = own.compactMap { sources[$0].datum }.first ?? "wgs84"
      let reason = own.compactMap { sources[$0].datumReason }.first
      return Question(
        subject: .datum,
        text: Phrase(
          "Where do the coordinates of \(file) come from?" + (reason.map { " (\($0.english))" } ?? ""),
          "\(file) 的坐标来自哪里？" + (reason.map { "（\($0.chinese)）" } ?? "")),
        answers: Self.datums, usual: Self.datums.firstIndex { $0.value == guess } ?? 0, sources: own)
    }
  }

  private static let datums: [(value: String, words: Phrase)] = [
    ("wgs84", Phrase("GPS receivers, OpenStreetMap (WGS 84)", "GPS、OpenStreetMap（WGS 84）")),
    ("gcj02", Phrase("Amap, Tencent (GCJ-02)", "高德、腾讯地图（GCJ-02）")),
    ("bd09", Phrase("Baidu (BD-09)", "百度地图（BD-09）")),
    ("cgcs2000", Phrase("the surveying office, Tianditu (CGCS2000)", "测绘部门、天地图（CGCS2000）")),
  ]

  private var peopleQuestions: [Question] {
    sources.indices.filter { isTaken(sources[$0]) && sources[$0].people.count > 1 }.map { index in
      let source = sources[index]
      let taken = source.columns[.population]
      return Question(
        subject: .people,
        text: Phrase("Which column of \(source.file) counts the people?", "\(source.file) 的哪一列是人口？"),
        answers: source.people.map { ($0, Phrase($0, $0)) },
        usual: source.people.firstIndex { $0 == taken } ?? 0, sources: [index])
    }
  }

  private var rivalQuestions: [Question] {
    [Role.counties, .townships, .seats, .facilities, .settlements, .roads, .population].compactMap { role in
      let all = sources.indices.filter { sources[$0].role == role }
      guard let chosen = chosen(role), all.count > taken(role).count else { return nil }
      func name(_ source: DraftSource) -> String { source.file + (source.layer.map { " (\($0))" } ?? "") }
      return Question(
        subject: .role(role),
        text: Phrase("Which file holds the \(role.rawValue)?", "\(role.name.chinese)采用哪个文件？"),
        answers: all.map { (name(sources[$0]), Phrase(name(sources[$0]), name(sources[$0]))) },
        usual: all.firstIndex { sources[$0].isSame(as: chosen) } ?? 0, sources: all)
    }
  }

  private var tierQuestions: [Question] {
    let own = sources.indices.filter { sources[$0].role?.isOfFacilities == true && isTaken(sources[$0]) }
    let words = own.flatMap { sources[$0].tiers.lines }.filter(\.isUnknown)
    var seen: Set<String> = []
    return words.filter { seen.insert($0.word).inserted }.map { line in
      let alike = words.filter { $0.word == line.word }
      let count = alike.reduce(0) { $0 + $1.count }
      let example =
        line.example == line.word ? Phrase("", "") : Phrase(", such as \(line.example)", "，如\(line.example)")
      return Question(
        subject: .tier(line.word),
        text: Phrase(
          "What is “\(line.word)” (\(count.of("facility", "facilities"))\(example.english))?",
          "“\(line.word)”（\(count) 个机构\(example.chinese)）属于哪一级？"),
        answers: Self.tierAnswers, usual: 0, sources: own)
    }
  }

  private static let tierAnswers: [(value: String, words: Phrase)] =
    [(value: TierWords.Meaning.ignoredWord, words: Phrase("none that counts: leave it out", "不属于应计入的机构：不纳入"))]
    + FacilityTier.allCases.map { (value: $0.rawValue, words: $0.name) }

  /// Which facilities the draft leaves out because nothing says what they are; nil where it leaves out none.
  public var unknownTiers: Phrase? {
    let lines = sources.filter { $0.role?.isOfFacilities == true && isTaken($0) }.flatMap(\.tiers.lines).filter(
      \.isUnknown)
    let count = lines.reduce(0) { $0 + $1.count }
    if count == 0 { return nil }
    let list = lines.map { "\($0.word) \($0.count)" }.list(upTo: 8)
    return Phrase(
      "\(count.of("facility is", "facilities are")) left out until tiers says what \(count == 1 ? "it is" : "they are"), for nothing does: \(list.english)",
      "\(count) 个机构无从判断级别，在 tiers 中写明之前不纳入：\(list.chinese)")
  }

  private func isTaken(_ source: DraftSource) -> Bool {
    guard let role = source.role else { return false }
    if role == .seats, chosen(.townships) != nil { return false }
    return taken(role).contains { $0.isSame(as: source) }
  }

  /// Takes an answer, by its position.
  public mutating func answer(_ question: Question, _ position: Int) {
    guard question.answers.indices.contains(position) else { return }
    let value = question.answers[position].value
    let said = Phrase("as answered", "按回答")
    for index in question.sources {
      switch question.subject {
      case .datum:
        sources[index].datum = value == "wgs84" ? nil : value
        sources[index].datumReason = said
        sources[index].needsDatum = false
      case .people:
        sources[index].columns[.population] = value
        sources[index].named[.population] = value
        sources[index].people = [value] + sources[index].people.filter { $0 != value }
      case .tier(let word): sources[index].tiers.take(word, as: value)
      case .role:
        if index != question.sources[position] {
          sources[index].role = nil
          sources[index].why = Phrase("another file was chosen", "已选用其他文件")
        }
      }
    }
  }
}
