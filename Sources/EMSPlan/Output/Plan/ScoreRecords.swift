/// How the plan stands to one rule of the profile.
public struct RuleRecord: Sendable {
  public enum Status: String, Codable, Hashable, Sendable, CaseIterable {
    case met
    case notMet = "not_met"
    /// The data do not tell.
    case unknown
    /// The plan itself chose only what the rule allows, which proves nothing.
    case byConstruction = "by_construction"
  }

  public var id: String
  public var title: Phrase
  /// What asks for it: document and section.
  public var citation: String?
  /// The exact words of the document; nil where the profile quotes none.
  public var quote: String?
  /// How the tool reads them.
  public var reading: Phrase
  public var status: Status
  /// What the rule wants and what the plan has, in words.
  public var wanted: Phrase
  public var found: Phrase
  /// The same before the proposal; nil when it was not judged.
  public var statusBefore: Status?
  public var foundBefore: Phrase?

  public init(
    id: String, title: Phrase, citation: String?, quote: String? = nil, reading: Phrase, status: Status, wanted: Phrase,
    found: Phrase,
    statusBefore: Status? = nil, foundBefore: Phrase? = nil
  ) {
    self.id = id
    self.title = title
    self.citation = citation
    self.quote = quote
    self.reading = reading
    self.status = status
    self.wanted = wanted
    self.found = found
    self.statusBefore = statusBefore
    self.foundBefore = foundBefore
  }
}

/// What a number counts, so that it can be written for a reader.
public enum MeasureUnit: String, Codable, Hashable, Sendable {
  case people, settlements, facilities, kilometres, minutes
  case squareKilometres = "square_kilometres"
  /// A share from 0 to 1.
  case share
}

/// One measure today and with the recommended sites.
public struct ComparisonRecord: Sendable {
  public var id: String
  public var measure: Phrase
  public var unit: MeasureUnit
  public var before: Double?
  public var after: Double?

  public init(id: String, measure: Phrase, unit: MeasureUnit, before: Double?, after: Double?) {
    self.id = id
    self.measure = measure
    self.unit = unit
    self.before = before
    self.after = after
  }
}

/// A curve of the report: the trade-off between sites and people, or the people reached within a time.
public struct CurveRecord: Sendable {
  public struct Point: Hashable, Sendable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  public struct Series: Sendable {
    public var name: Phrase
    /// Ascending in x.
    public var points: [Point]

    public init(name: Phrase, points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  public var id: String
  public var title: Phrase
  public var xUnit: MeasureUnit
  public var yUnit: MeasureUnit
  public var xTitle: Phrase
  public var yTitle: Phrase
  public var series: [Series]
  /// The x that the plan chose, or the standard; nil when there is none to mark.
  public var mark: Double?

  public init(
    id: String, title: Phrase, xUnit: MeasureUnit, yUnit: MeasureUnit, xTitle: Phrase,
    yTitle: Phrase, series: [Series], mark: Double? = nil
  ) {
    self.id = id
    self.title = title
    self.xUnit = xUnit
    self.yUnit = yUnit
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.series = series
    self.mark = mark
  }
}

/// One input of the plan, and where it comes from.
public struct SourceRecord: Sendable {
  public var content: Phrase
  /// The file as the plan names it; nil for what the tool derived.
  public var file: String?
  public var count: Int
  /// The datum of the file: `WGS 84`, `GCJ-02`, `EPSG:4547`.
  public var datum: String?
  public var licence: String?
  public var source: String?
  public var origin: Origin

  public init(
    content: Phrase, file: String?, count: Int, datum: String? = nil, licence: String? = nil,
    source: String? = nil, origin: Origin = .surveyed
  ) {
    self.content = content
    self.file = file
    self.count = count
    self.datum = datum
    self.licence = licence
    self.source = source
    self.origin = origin
  }
}
