import EMSModel
import GeoKit

/// A published plan as data: its rules and their figures, each with its citation.
///
/// A profile extends another, down to the national one; what it states itself comes before what it inherits.
public struct PolicyProfile: Sendable {
  /// A rule as one profile has it.
  public struct Rule: Hashable, Sendable {
    public var key: String
    /// How the tool reads the sentence of the plan; nil when the profile gives none or a later one changed its figures.
    public var says: Phrase?
    /// The exact words of the section, `……` between pieces; nil when the profile gives none.
    public var quote: String?
    /// What states the rule; nil when no document does and its figures are defaults.
    public var citation: Citation?
    /// In the order in which the rule declares them.
    public var figures: [Figure]
    /// How far the sentence binds.
    public var force = RuleForce.must
    /// What is asked of a figure that is to rise or fall, in words, and by when; nil where a figure is asked, and where no
    /// year is named.
    var trend: Phrase?
    var trendYear: Int?

    /// The year by which the document asks for it; nil when it names none.
    var due: Int? { trendYear ?? figures.compactMap(\.by).max() }

    /// Whether a document asks for it. A rule that is not stated is not scored; its figures are defaults.
    public var isStated: Bool { citation?.isStated == true || figures.contains { $0.citation.isStated } }

    /// The citation of the rule, or of the first of its figures that a document states.
    public var source: Citation? {
      citation ?? figures.first { $0.citation.isStated }?.citation ?? figures.first?.citation
    }

    /// The citation as tables give it; figures of the rule that are not the document's are named, so that none passes as
    /// its own.
    public func sourceText(in language: Language) -> String? {
      guard let source else { return nil }
      let foreign = figureLines(in: language).filter { $0.citation != source && $0.citation.mark != nil }
      guard source.isStated, !foreign.isEmpty else { return source.text(in: language) }
      return language == .chinese
        ? "\(source.text(in: .chinese))；\(foreign.map(\.text).joined(separator: "、"))"
        : "\(source.text(in: .english)); \(foreign.map(\.text).joined(separator: ", "))"
    }

    /// nil where the rule has none of that key.
    public func figure(_ key: String) -> Figure? { figures.first { $0.key == key } }

    /// The figures as a reader sees them: label, value and year; an equal minimum and maximum are one count,
    /// and what is asked for as a range is one range.
    ///
    /// - Parameter left: the keys of figures that are left out.
    public func figureLines(
      in language: Language, without left: Set<String> = []
    ) -> [(text: String, citation: Citation)] {
      var shown = figures.filter { !left.contains($0.key) }
      if let least = figure("minimum"), let most = figure("maximum"), least.value == most.value,
        least.citation == most.citation
      {
        shown.removeAll { $0.key == "maximum" }
        if let first = shown.firstIndex(where: { $0.key == "minimum" }) { shown[first].key = "count" }
      }
      var upTo: [String: Double] = [:]
      if let least = figure("minimum"), let most = figure("maximum"), least.value != most.value,
        let first = shown.firstIndex(where: { $0.key == "minimum" }), let end = number("maximum")
      {
        if least.citation == most.citation, least.by == most.by {
          shown.removeAll { $0.key == "maximum" }
          shown[first].key = "range"
          upTo["range"] = end
        } else {
          // The document's words are those of its own range.
          shown[first].written = nil
        }
      }
      if let most = number("most") {
        shown.removeAll { $0.key == "most" }
        upTo["asked"] = most
      }
      func words(_ key: String, _ value: String, by year: Int?, _ citation: Citation) -> String {
        let year = year.map { language == .chinese ? "（到\($0)年）" : " by \($0)" } ?? ""
        let mark = citation.mark.map { language == .chinese ? "（\($0.chinese)）" : " (\($0.english))" } ?? ""
        // What is simply asked needs no word for it where it is listed as asked for.
        let label = key == "asked" ? force.label?[language] : Figure.label(of: key, in: language)
        return [label, "\(value)\(year)\(mark)"].compactMap { $0 }.joined(separator: " ")
      }
      let lines = shown.map { figure in
        let value = figure.askedText(upTo: upTo[figure.key], in: language)
        return (words(figure.key, value, by: figure.by, figure.citation), figure.citation)
      }
      guard let trend, let citation else { return lines }
      return lines + [(words("asked", trend[language], by: trendYear, citation), citation)]
    }

    /// What is asked in one line: the figures, or how far the sentence binds where it is no duty.
    ///
    /// - Parameter left: the keys of figures that are left out.
    func askedText(in language: Language, without left: Set<String> = []) -> String {
      let figures = figuresText(in: language, without: left)
      guard let label = force.label?[language], trend == nil, figure("asked") == nil else { return figures }
      return figures.isEmpty ? label : label + (language == .chinese ? "：" : ": ") + figures
    }

    /// The figures in one line, such as `population 500 people, distance 1.5 km (default)`: each that is not the
    /// document's says what it is.
    public func figuresText(in language: Language, without left: Set<String> = []) -> String {
      figureLines(in: language, without: left).map(\.text).joined(separator: language == .chinese ? "，" : ", ")
    }

    func number(_ key: String) -> Double? {
      guard case .number(let number)? = figure(key)?.value else { return nil }
      return number
    }
    /// A number of people or things.
    public func count(_ key: String) -> Int? { number(key).map { Int($0) } }
    /// The figure is in kilometres.
    public func distance(_ key: String) -> Distance? { number(key).map { .kilometres($0) } }
    /// The figure is in minutes.
    public func duration(_ key: String) -> Duration? { number(key).map { .seconds($0 * 60) } }
    /// The names or words of a figure; empty when it has none.
    public func words(_ key: String) -> [String] {
      guard case .words(let words)? = figure(key)?.value else { return [] }
      return words
    }
    /// The figures `minimum` and `maximum`.
    public var range: CountRange { CountRange(minimum: count("minimum"), maximum: count("maximum")) }
  }

  /// What plans call it, such as `xingan`.
  public var key: String
  public var name: Phrase
  /// The plan that it states; nil when it states none.
  public var document: PolicyDocument?
  /// What the document calls kinds of facilities in Chinese, where it has words of its own.
  public var terms: [FacilityTier: String]
  /// The keys of the profiles that it extends, nearest first.
  public var extends: [String]
  /// The rules in the order of ``PolicyRules/all``, those with only defaults among them, then the targets.
  public var rules: [Rule]
  /// The countable sentences of the plan, as data.
  public var targets: [CountableTarget]
  /// Speeds, detour factor and turnout, in the order of ``PolicyProfile/travelFigures``.
  public var travel: [Figure]

  /// Every rule that a profile can state, and its targets.
  public var allRules: [any PolicyRule] { PolicyRules.all + targets }

  /// The rule or target of that key; nil when there is none.
  public func rule(keyed key: String) -> (any PolicyRule)? { allRules.first { $0.key == key } }

  /// The rule of that key, stated or not; nil when neither this profile nor one that it extends has it.
  public subscript(rule key: String) -> Rule? { rules.first { $0.key == key } }

  /// The rule of that key when a document states it.
  public func stated(_ key: String) -> Rule? { self[rule: key].flatMap { $0.isStated ? $0 : nil } }

  /// The rule of that key when this profile itself states it or gives one of its figures.
  public func own(_ rule: String) -> Rule? {
    guard let found = self[rule: rule] else { return nil }
    let cites: Bool
    if let document, case .document(document, _)? = found.citation { cites = true } else { cites = false }
    return cites || found.figures.contains { $0.profile == key } ? found : nil
  }

  /// What the document calls a kind of facility.
  public func term(_ tier: FacilityTier) -> Phrase { Phrase(tier.name.english, terms[tier] ?? tier.name.chinese) }

  /// The tool's own words with the document's terms for kinds of facilities.
  public func inItsTerms(_ words: Phrase) -> Phrase { Phrase(words.english, inItsTerms(chinese: words.chinese)) }

  /// Words that are in its terms already stay as they are, though a term may hold the tool's own word (旗县域医疗次中心).
  package func inItsTerms(chinese words: String) -> String {
    terms.sorted { $0.key.rawValue < $1.key.rawValue }.reduce(words) { words, term in
      let own = term.key.name.chinese
      return words.replacing(term.value, with: own).replacing(own, with: term.value)
    }
  }

  // MARK: What the planner asks for

  /// The least and the greatest radius of an emergency station.
  public var emergencyRadius: ClosedRange<Distance> {
    let rule = self[rule: "emergency-radius"]
    let least = rule?.distance("minimum") ?? .kilometres(10)
    return least...max(least, rule?.distance("maximum") ?? .kilometres(30))
  }

  /// The radii at which coverage is counted, ascending.
  public var emergencyBands: [Distance] {
    guard case .numbers(let bands)? = self[rule: "emergency-radius"]?.figure("bands")?.value else { return [] }
    return bands.map { .kilometres($0) }
  }

  /// From the call to the wheels.
  public var turnout: Duration { .seconds((travelNumber("turnout") ?? 0) * 60) }

  /// From the arrival at a hospital until the patient is in its care.
  public var handover: Duration { .seconds((travelNumber("handover") ?? 0) * 60) }

  /// The road over the straight line.
  public var detourFactor: Double { travelNumber("detour-factor") ?? 1 }

  /// The way that a mode covers in an hour, along the detour; nil when the profile has no speed for it.
  public func distanceInOneHour(by mode: TravelMode) -> Distance? {
    travelNumber(mode.speedKey).map { .kilometres($0) }
  }

  /// The time limit of the service circle.
  public var serviceCircleLimit: Duration { self[rule: "service-circle"]?.duration("limit") ?? .seconds(900) }

  /// How people reach the service circle: in subdistricts, or elsewhere.
  public func serviceCircleMode(inSubdistrict: Bool) -> TravelMode {
    let words = self[rule: "service-circle"]?.words(inSubdistrict ? "urban-mode" : "rural-mode") ?? []
    return words.first.flatMap(TravelMode.init(rawValue:)) ?? (inSubdistrict ? .walk : .drive)
  }

  /// County sub-centres in the whole area; nil when the plan asks for none by number.
  public var subCentresInRegion: CountRange? { stated("sub-centres-in-region")?.range }
  /// County sub-centres in each county; nil when the plan sets no bound.
  public var subCentresPerCounty: CountRange? { stated("sub-centres-per-county")?.range }
  /// The health centres that the plan names as sub-centres.
  public var namedSubCentres: [String] { stated("sub-centre-named")?.words("names") ?? [] }
  /// Whether the plan asks for county sub-centres at all, with a number or without.
  public var asksForSubCentres: Bool {
    rules.contains { $0.key.hasPrefix("sub-centre") && $0.isStated }
  }
  /// Rural emergency sub-centres in the whole area; nil when the plan asks for none.
  public var emergencySubCentresInRegion: CountRange? { stated("emergency-sub-centres-in-region")?.range }
  /// Central village clinics in the whole area, without bounds when the plan gives no number; nil when it asks for none.
  public var centralVillageClinics: CountRange? { stated("central-village-clinics")?.range }
  /// The tiers of facilities of which county sub-centres may be made: those that the plan names, else township health
  /// centres.
  public var subCentreTiers: Set<FacilityTier> {
    let named = stated("sub-centre-from-health-centre")?.words("eligible").compactMap(FacilityTier.init(rawValue:))
    return Set(named ?? []).isEmpty ? [.townshipHealthCentre] : Set(named ?? [])
  }
  /// The names that the plan gives the tiers of its emergency chain, highest first; empty when it gives none.
  public var emergencyChainTierNames: [String] { stated("emergency-chain")?.words("tier-names") ?? [] }
  /// The tiers of the emergency chain; nil when the plan has none.
  public var emergencyChainTiers: Int? { stated("emergency-chain")?.count("tiers") }

  private func travelNumber(_ key: String) -> Double? {
    guard case .number(let number)? = travel.first(where: { $0.key == key })?.value else { return nil }
    return number
  }

  /// The travel figures of a profile. Modes are those of the travel models.
  public static let travelFigures =
    TravelMode.allCases.map { mode in
      FigureSpec(
        mode.speedKey, .kilometresPerHour, required: usualModes.contains(mode),
        "Straight-line \(mode.speedTitle.english), along the detour.")
    } + [
      FigureSpec("detour-factor", .factor, "Road distance over straight-line distance."),
      FigureSpec("turnout", .minutes, "From the call to the wheels."),
      FigureSpec("handover", .minutes, "From the arrival at a hospital until the patient is in its care."),
    ]

  /// The modes that every profile has a straight-line speed for; another travels by roads and terrain where it has none.
  private static let usualModes: Set<TravelMode> = [.ambulance, .drive, .ebike, .walk]
}

extension TravelMode {
  /// The key of its straight-line speed in a profile.
  var speedKey: String { rawValue + "-speed" }
}
