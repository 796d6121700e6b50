import EMSModel
import EMSPlanning
import EMSPolicy
import EMSRobustness
import GeoKit

/// Everything that the outputs of a plan say, computed and sorted; writing it needs no other knowledge.
///
/// The order of each list is the order of the rows and features that are written.
public struct PlanReport: Sendable {
  /// What the page and the tables are in; GeoJSON, CSV and JSON have both languages where they have sentences.
  public var language: Language
  public var profileID: String
  /// The document that the profile states.
  public var profileTitle: Phrase
  /// Counties, townships, settlements and facilities as they were read.
  public var area: PlanningArea
  /// Everything a reader of any output must know; the notes of `area` among them.
  public var notes: [Note]
  /// The coverage radii, ascending.
  public var radii: [Distance] = []
  /// Farther from every station than this, nobody is covered; nil where nothing is known of stations.
  public var greatestRadius: Distance?
  /// One for each radius, ascending.
  public var bands: [BandRecord] = []
  /// The same once the plan's sites stand; empty where it proposes none that send ambulances.
  public var bandsWithPlan: [BandRecord] = []
  public var stations: [StationRecord] = []
  /// The stations that are soonest at each settlement; nil where no such table was made.
  public var nearestStations: NearestStations?
  /// The ambulances' response in the whole region; nil when it was not computed.
  public var response: ResponseRecord?
  public var serviceAreas: [ServiceAreaRecord] = []
  public var gaps: [GapRecord] = []
  public var townships: [TownshipRecord] = []
  public var settlements: [SettlementRecord] = []
  public var sites: [SiteRecord] = []
  /// One for each service that was sited.
  public var sitings: [SitingRecord] = []
  public var clinics: [ClinicRecord] = []
  public var links: [LinkRecord] = []
  /// The settlement of each township from which care is farthest along the chain, the farthest first.
  public var farthest: [SettlementRecord] = []
  /// The shares of people handed over within an hour and an hour and a half, today and with the plan.
  public var careShares: [ComparisonRecord] { comparisons.filter { $0.id.hasPrefix("care_share") } }
  /// The rounds that serve villages from health centres; nil where no provision was worked out.
  public var rounds: MobileRounds?
  public var rules: [RuleRecord] = []
  /// Every rule for every unit; nil where nothing was scored.
  public var scorecard: Scorecard?
  /// How many central village clinics each town would have, where no village is known; nil where some are.
  public var clinicRanges: ClinicRanges?
  /// What each unit needs by the rules that count.
  public var needs: [UnitNeed] = []
  /// The figures by which the plan was worked out; nil where no profile was read.
  public var profile: PolicyProfile?
  /// How sure the sites are; nil where nobody asked.
  public var robustness: Robustness? {
    didSet {
      for at in sites.indices {
        let site = sites[at]
        let answer = robustness?.answers.first { $0.service.rawValue == site.service }
        sites[at].certainty =
          site.status == .recommended ? answer?.sites.first { $0.site.place == site.place } : nil
      }
    }
  }
  /// Who is beyond the greatest radius once the plan stands, by town.
  public var remainders: [RemainderRecord] = []
  public var comparisons: [ComparisonRecord] = []
  public var curves: [CurveRecord] = []
  public var sources: [SourceRecord] = []
  /// How it was computed, one paragraph each.
  public var methods: [Phrase] = []
  /// How the plan travels, and whose figures those are, a sentence for each purpose; these are also in `methods`.
  public var travelMethods: [Phrase] = []
  /// Every key of the plan and its value, keys as paths joined by dots, with what the command line set differently.
  public var planKeys: [String: String] = [:]
  /// What is built by which year; nil where the plan has no phases.
  public var phases: PlanPhases?
  /// What is different from another run; nil where it is compared with none.
  public var comparison: RunComparison?
  /// What is written besides what always is.
  public var outputs = OutputChoice()
  /// The roads that the maps show for orientation, main roads first; empty where the plan names none.
  public var roads: [RoadDrawing] = []

  public init(
    language: Language, profileID: String, profileTitle: Phrase, area: PlanningArea, notes: [Note]
  ) {
    self.language = language
    self.profileID = profileID
    self.profileTitle = profileTitle
    self.area = area
    self.notes = notes
  }

  /// The documents of whose rules the plan is scored, its own first; one that is known by reports alone, or recalled, says
  /// so.
  var documents: [Phrase] {
    var titles = [profileTitle.chinese]
    var told = [profileTitle]
    for citation in (scorecard?.decisiveLines ?? []).map(\.citation) {
      guard let title = citation.document?.fullTitle else { continue }
      let mark = citation.mark.map { Phrase(" (\($0.english))", "（\($0.chinese)）") } ?? Phrase("", "")
      let words = Phrase(title + mark.english, title + mark.chinese)
      guard let known = titles.firstIndex(of: title) else {
        titles.append(title)
        told.append(words)
        continue
      }
      // Of the profile's own title nothing says how it is known.
      if known == 0 { told[0] = words }
    }
    return told
  }

  /// The words of a coded value in the terms of the plan's document.
  func word(_ value: String) -> Phrase { inItsTerms(FieldTitle.word(value)) }

  /// The tool's own words with the document's terms for kinds of facilities, and the region's.
  package func inItsTerms(_ words: Phrase) -> Phrase {
    profile?.inItsTerms(words, of: area) ?? area.inItsWords(words)
  }

  /// What a kind of facility is called.
  func name(of tier: FacilityTier?) -> Phrase {
    tier.map { inItsTerms($0.name) } ?? Phrase("tier not known", "层级未知")
  }

  /// The band of the greatest radius: who lives outside it is beyond every station.
  public var outermostBand: BandRecord? { bands.first { $0.radius == greatestRadius } ?? bands.last }

  /// The word of emergency coverage within the greatest radius; nil where nothing is known of stations.
  var emergencyService: String? { outermostBand.map { ServiceName.emergency(within: $0.radius).word } }

  /// The gaps of emergency coverage, not those of other services; empty where everybody is within the greatest radius.
  var emergencyGaps: [GapRecord] { gaps.filter { $0.service == emergencyService } }

  /// A tier of the chain with more units than this is neither listed on the page nor drawn on its map for paper.
  static let longestListedTier = 200
}
