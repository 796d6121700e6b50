import EMSModel
import EMSPolicy

/// What the plan says of single sites, by id or name, found among the sites of the questions.
package struct SiteDecisions {
  private let area: PlanningArea
  private let plan: PlanFile
  /// What could not be found, or not as one place.
  private(set) var problems: [InputProblem] = []
  private var addedForThisRun: Set<PlaceID> = []

  package init(_ area: PlanningArea, plan: PlanFile) {
    self.area = area
    self.plan = plan
  }

  /// Puts into the questions what the plan decides; of one service it may hold any.
  package mutating func apply(to questions: inout [SitingQuestion]) {
    for index in questions.indices { apply(to: &questions[index]) }
    for (texts, key) in [(plan.siting.added, "--add"), (plan.siting.removed, "--remove")] {
      for text in texts { apply(text, key, to: &questions) }
    }
    for index in questions.indices {
      questions[index].countStanding()
      questions[index].letDefaultsGiveWay()
    }
  }

  private mutating func apply(to question: inout SitingQuestion) {
    guard let counts = plan.siting.counts[question.service.tier] else { return }
    func field(_ key: String) -> String { "siting.\(question.service.rawValue).\(key)" }
    if let texts = counts.candidates {
      let candidates = texts.flatMap { text -> [CandidateSite] in
        if text == "villages" {
          return area.settlements.filter { area.isVillage($0) && !$0.isDerivedPlace }.map { CandidateSite($0) }
        }
        if let tier = FacilityTier(rawValue: text) {
          return area.facilities.filter { $0.tier == tier }.map { CandidateSite($0) }
        }
        return places(text, among: question.sitesOfProfile, or: pool(for: question), field("candidates"))
      }
      // What is known of a candidate by the profile stays with it.
      let known = Dictionary(question.sitesOfProfile.map { ($0.place, $0) }, uniquingKeysWith: { first, _ in first })
      var seen: Set<PlaceID> = []
      question.candidates = candidates.map { known[$0.place] ?? $0 }.filter { seen.insert($0.place).inserted }
      // Whom the plan does not list is no candidate, whatever the thresholds.
      question.leftOut = []
    }
    for text in counts.existing {
      let listed = question.existing.filter { question.listed.contains($0.place) }
      let found = places(text, among: question.sitesOfProfile + listed, or: pool(for: question), field("existing"))
      let new = found.filter { site in !question.existing.contains { $0.place == site.place } }
      question.existing += new
      question.given.formUnion(found.map(\.place))
      question.journey?.today += new
      question.leftOut.removeAll { left in found.contains { $0.place == left.site.place } }
    }
    for text in counts.excluded { exclude(text, from: &question, field("exclude")) }
    for text in counts.forced { force(text, in: &question, field("force")) }
    // A town or county may be excluded but for a site that is forced; the same site cannot be both.
    let excluded = Set(counts.excluded.flatMap { question.sitesOfProfile.named($0) }.map(\.place))
    for text in counts.forced
    where found(text, among: question.sitesOfProfile).contains(where: { excluded.contains($0.place) }) {
      complainOfBoth(field("force"), text)
    }
  }

  private mutating func complainOfBoth(_ field: String, _ text: String) {
    complain(
      field, text, "is forced and excluded at once", "既被指定又被排除", ("Remove one of the two", "请删去其一"))
  }

  /// `county_sub_centre:SITE`, or a site that one service alone has as a candidate.
  private mutating func apply(_ text: String, _ key: String, to questions: inout [SitingQuestion]) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    let service = parts.count == 2 ? SiteService(rawValue: parts[0]) : nil
    let site = service == nil ? text : parts[1]
    let fitting = questions.indices.filter { index in
      guard let service else { return !found(site, among: questions[index].sitesOfProfile).isEmpty }
      return questions[index].service == service
    }
    guard fitting.count < 2 else {
      let choices = fitting.map { "\(questions[$0].service.rawValue):\(site)" }.joined(separator: ", ")
      return complain(
        key, text, "is a candidate of several services", "是多项服务的候选点", ("Write one of \(choices)", "请写明其一：\(choices)"))
    }
    guard let index = fitting.first else {
      return complain(
        key, text, "is no candidate of any service that is sited", "不是任何选址服务的候选点",
        suggestion(for: site, among: questions.flatMap(\.candidates)))
    }
    // What is decided for one run goes before what the plan decides.
    let places = Set(found(site, among: questions[index].sitesOfProfile).map(\.place))
    if key == "--add" {
      questions[index].excluded.subtract(places)
      addedForThisRun.formUnion(places)
      force(site, in: &questions[index], key)
    } else {
      if !addedForThisRun.isDisjoint(with: places) { return complainOfBoth(key, text) }
      questions[index].forced.subtract(places)
      exclude(site, from: &questions[index], key)
    }
  }

  private mutating func exclude(_ text: String, from question: inout SitingQuestion, _ field: String) {
    question.excluded.formUnion(places(text, among: question.sitesOfProfile, or: [], field).map(\.place))
  }

  private mutating func force(_ text: String, in question: inout SitingQuestion, _ field: String) {
    // What another proposal of the plan makes of it serves already.
    if !found(text, among: question.existing).isEmpty, found(text, among: question.sitesOfProfile).isEmpty {
      return question.forced.formUnion(found(text, among: question.existing).map(\.place))
    }
    // A decision goes before a threshold.
    let sites = places(text, among: question.sitesOfProfile, or: [], field)
    guard sites.count < 2 else {
      let names = sites.map { "\($0.name) (\($0.id))" }.shortList
      return complain(
        field, text, "names several candidates: \(names.english)", "对应多个候选点：\(names.chinese)",
        ("Name one by its id", "请用编号指明其一"))
    }
    question.forced.formUnion(sites.map(\.place))
    question.admit(sites)
  }

  /// Any facility may be declared, and villages where the candidates are villages.
  private func pool(for question: SitingQuestion) -> [CandidateSite] {
    let settlements = question.candidates.contains { if case .settlement = $0.place { true } else { false } }
    return area.facilities.map { CandidateSite($0) } + (settlements ? area.settlements.map { CandidateSite($0) } : [])
  }

  /// The sites that a text means: candidates first, then the others of the pool by their own id or name alone.
  private mutating func places(
    _ text: String, among candidates: [CandidateSite], or pool: [CandidateSite], _ field: String
  ) -> [CandidateSite] {
    let sites = found(text, among: candidates)
    if !sites.isEmpty { return sites }
    let others = pool.named(text)
    if !others.isEmpty { return others }
    complain(
      field, text, "is no candidate, nor a town or county with any", "不是候选点，也不是有候选点的乡镇或\(area.countyWord)",
      suggestion(for: text, among: candidates))
    return []
  }

  /// By id or name of the site, else of its town, else of its county.
  private func found(_ text: String, among sites: [CandidateSite]) -> [CandidateSite] {
    let own = sites.named(text)
    return own.isEmpty ? area.sites(inUnit: text, among: sites) : own
  }

  private func suggestion(for text: String, among sites: [CandidateSite]) -> (String, String) {
    let names = sites.map(\.name) + sites.map(\.id) + area.townships.map(\.name)
    if let near = NearestWord.to(text, in: names) ?? names.first(where: { $0.contains(text) }) {
      return ("Did you mean \(near)?", "是否应为 \(near)？")
    }
    let some = sites.map(\.name).shortList
    return ("The candidates are: \(some.english)", "候选点有：\(some.chinese)")
  }

  private mutating func complain(
    _ field: String, _ value: String, _ english: String, _ chinese: String, _ remedy: (String, String)
  ) {
    problems.append(
      InputProblem(
        file: plan.file, field: field, value: value, english: "“\(value)” \(english)", chinese: "“\(value)”\(chinese)",
        remedyEnglish: remedy.0, remedyChinese: remedy.1))
  }
}

extension SitingQuestion {
  /// The candidates, and those that a threshold leaves out: the plan may name either.
  fileprivate var sitesOfProfile: [CandidateSite] { candidates + leftOut.map(\.site) }
}
