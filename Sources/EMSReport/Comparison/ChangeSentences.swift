import EMSModel

extension RunComparison {
  /// What changed and why, in sentences to read aloud: what went in, the sites, the phases, the measures, who is beyond where, the
  /// verdicts, the villages. One sentence where nothing did.
  public var sentences: [Phrase] {
    guard !changes.isEmpty else { return [Phrase("Nothing changed.", "没有变化。")] }
    return [inputSentence] + siteSentences
      + [phaseSentence, measureSentence, townSentence, scoreSentence, villageSentence].compactMap { $0 }
  }

  private static let mostNamed = 6

  private var inputSentence: Phrase {
    guard !causes.isEmpty else {
      return Phrase(
        "No file, figure of the profile or key of the plan that bears on what is compared differs, and the tool has the same version.",
        "文件、政策数值和影响比较结果的方案键均无差异，工具版本相同。")
    }
    let list = causes.list
    let rest = causes.count == 1
    return Phrase(
      "What went in differs by \(list.english)."
        + (rest ? " Everything below follows from that alone." : ""),
      "输入差异：\(list.chinese)。" + (rest ? "以下变化均由此引起。" : ""))
  }

  private var siteSentences: [Phrase] {
    let services = Set(
      changes.filter { $0.kind == .site }.compactMap { $0.id.split(separator: " ").first.map(String.init) })
    return services.sorted().map { service in
      let own = changes.filter { $0.kind == .site && $0.id.hasPrefix(service + " ") }
      let name = FacilityTier(rawValue: service)?.name ?? Phrase(service, service)
      let (new, gone) = (own.filter { $0.before.english.isEmpty }, own.filter { $0.after.english.isEmpty })
      let same = sameSites(of: service)
      func list(_ sites: [RunChange]) -> Phrase { sites.map(\.name.english).list(upTo: Self.mostNamed) }
      var parts: [Phrase] = []
      if !new.isEmpty { parts.append(Phrase("new: \(list(new).english)", "新入选\(list(new).chinese)")) }
      if !gone.isEmpty { parts.append(Phrase("gone: \(list(gone).english)", "不再入选\(list(gone).chinese)")) }
      let moved = own.count - new.count - gone.count
      if moved > 0 {
        parts.append(
          Phrase(
            "\(moved.of("stays", "stay")) with another rank or other people", "\(NumberText.grouped(moved))个站点次序或新增人口有变"
          ))
      }
      if same > 0 { parts.append(Phrase("\(NumberText.grouped(same)) as before", "\(NumberText.grouped(same))个不变")) }
      return Phrase(
        "\(name.heading.english): \(parts.map(\.english).joined(separator: "; ")).",
        "\(name.chinese)：\(parts.map(\.chinese).joined(separator: "，"))。")
    }
  }

  /// How many sites of a service are the same in both runs, rank and people included.
  private func sameSites(of service: String) -> Int {
    new.sites.count { $0.value.service == service && old.sites[$0.key] == $0.value }
  }

  private var phaseSentence: Phrase? {
    let own = changes.filter { $0.kind == .phase }
    guard !own.isEmpty else { return nil }
    func list(_ language: Language, _ separator: String) -> String {
      own.map {
        "\($0.name[language])\(language == .chinese ? "：" : ": ")\(known($0.before[language])) → \(known($0.after[language]))"
      }
      .joined(separator: separator)
    }
    return Phrase("Phases: \(list(.english, "; ")).", "分期：\(list(.chinese, "；"))。")
  }

  private var measureSentence: Phrase? {
    let own = changes.filter { $0.kind == .measure }
    guard !own.isEmpty else { return nil }
    return Phrase(
      "With the plan: "
        + own.map { "\($0.name.english) \(known($0.before.english)) → \(known($0.after.english))" }.joined(
          separator: "; ")
        + ".",
      "方案实施后："
        + own.map { "\($0.name.chinese)\(known($0.before.chinese)) → \(known($0.after.chinese))" }
        .joined(separator: "；") + "。")
  }

  private func known(_ text: String) -> String { text.isEmpty ? "–" : text }

  private var townSentence: Phrase? {
    let own = changes.filter { $0.kind == .town }
      .sorted { (-abs($0.people ?? 0), $0.id) < (-abs($1.people ?? 0), $1.id) }
    guard !own.isEmpty else { return nil }
    let told = own.prefix(Self.mostNamed)
    let more = own.count - told.count
    func signed(_ people: Int) -> String { (people > 0 ? "+" : "") + NumberText.grouped(people) }
    return Phrase(
      "Beyond the greatest radius with the plan: "
        + told.map { "\($0.name.english) \($0.before.english) → \($0.after.english) (\(signed($0.people ?? 0)))" }
        .joined(separator: ", ") + (more > 0 ? ", and \(more.of("town", "towns")) more." : "."),
      "实施后最大半径以外人口："
        + told.map { "\($0.name.chinese)\($0.before.chinese) → \($0.after.chinese)（\(signed($0.people ?? 0))）" }
        .joined(separator: "、") + (more > 0 ? "，另有\(NumberText.grouped(more))个乡镇。" : "。"))
  }

  /// Verdicts for the whole region that are others now.
  private var scoreSentence: Phrase? {
    let own: [(Phrase, Phrase, Phrase)] = new.scores.sorted { $0.key < $1.key }.compactMap { key, after in
      guard after.level == "region", let before = old.scores[key], before.status != after.status else { return nil }
      return (after.title, FieldTitle.word(before.status), FieldTitle.word(after.status))
    }
    guard !own.isEmpty else { return nil }
    return Phrase(
      "Verdicts: " + own.map { "\($0.0.english) \($0.1.english) → \($0.2.english)" }.joined(separator: "; ") + ".",
      "评分：" + own.map { "\($0.0.chinese)\($0.1.chinese) → \($0.2.chinese)" }.joined(separator: "；") + "。")
  }

  private var villageSentence: Phrase? {
    let own = changes.filter { $0.kind == .provision }
    guard !own.isEmpty else { return nil }
    var counts: [String: (was: String, now: String, count: Int)] = [:]
    for change in own {
      let (was, now) = (old.villages[change.id]?.provision ?? "", new.villages[change.id]?.provision ?? "")
      counts["\(was) \(now)", default: (was, now, 0)].count += 1
    }
    let told = counts.sorted { (-$0.value.count, $0.key) < (-$1.value.count, $1.key) }.prefix(Self.mostNamed).map(
      \.value)
    func word(_ provision: String) -> Phrase {
      provision.isEmpty ? Phrase("not there", "无此村") : FieldTitle.word(provision)
    }
    return Phrase(
      "\(own.count.of("village is", "villages are")) served differently: "
        + told.map { "\(NumberText.grouped($0.count)) \(word($0.was).english) → \(word($0.now).english)" }.joined(
          separator: "; ") + ".",
      "\(NumberText.grouped(own.count))个村服务方式有变："
        + told.map { "\(word($0.was).chinese) → \(word($0.now).chinese) \(NumberText.grouped($0.count))个" }.joined(
          separator: "；") + "。")
  }
}
