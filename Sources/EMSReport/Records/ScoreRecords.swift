import EMSModel

/// How the plan stands to one rule of the profile.
public struct RuleRecord: Sendable {
  /// The verdict, as the files write it.
  public enum Status: String, Codable, Hashable, Sendable, CaseIterable {
    case met
    case notMet = "not_met"
    /// The data do not tell.
    case unknown
    /// The plan itself chose only what the rule allows, which proves nothing.
    case byConstruction = "by_construction"
    /// There is nothing that the rule speaks of.
    case notNeeded = "not_needed"
    /// A document strives for it, and it is not reached yet.
    case aimedFor = "aimed_for"
    /// The figure is of an earlier year than the document asks for, and not there yet.
    case notDue = "not_due"
  }

  public var id: String
  public var title: Phrase
  /// What asks for it: document and section.
  public var citation: String?
  /// The exact words of the document; nil where the profile quotes none.
  public var quote: String?
  /// How the tool reads them.
  public var reading: Phrase
  /// What of the evidence is derived or assumed; nil where all is surveyed or nothing is decided.
  public var restsOn: Phrase?
  public var status: Status
  /// What the rule wants and what the plan has, in words.
  public var wanted: Phrase
  /// What the plan has.
  public var found: Phrase
  /// The same before the proposal; nil when it was not judged.
  public var statusBefore: Status?
  /// What there is before the proposal; nil when it was not judged.
  public var foundBefore: Phrase?

  /// What was found, and what of it is not surveyed.
  public var foundText: Phrase {
    guard let restsOn else { return found }
    return Phrase("\(found.english) (rests on \(restsOn.english))", "\(found.chinese)（依据：\(restsOn.chinese)）")
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
  /// Today, in the unit; nil where it is not known.
  public var before: Double?
  /// With the recommended sites, in the unit; nil where it is not known.
  public var after: Double?
}

/// A curve of the report: the trade-off between sites and people, or the people reached within a time.
public struct CurveRecord: Sendable {
  /// A point of a curve.
  public struct Point: Hashable, Sendable {
    /// In `xUnit`.
    public var x: Double
    /// In `yUnit`.
    public var y: Double

    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// One line of the curve.
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
}

/// One input of the plan, and where it comes from.
public struct SourceRecord: Sendable {
  public var content: Phrase
  /// The file as the plan names it; nil for what the tool derived.
  public var file: String?
  /// Its rows; nil for roads and grids.
  public var count: Int?
  /// The datum of the file, and who declares it; nil for what the tool derived.
  public var datum: Phrase?
  public var licence: String?
  /// The day to which the file says its data go, ISO 8601; nil where it says none.
  public var dataUntil: String?
  /// How many rows have which origin.
  public var origins: [Origin: Int]

  /// - Parameter origins: that of each row.
  public init(
    content: Phrase, file: String?, origins: [Origin], datum: Phrase? = nil, licence: String? = nil,
    dataUntil: String? = nil
  ) {
    self.content = content
    self.file = file
    count = origins.isEmpty && file != nil ? nil : origins.count
    self.datum = datum
    self.licence = licence
    self.dataUntil = dataUntil
    self.origins = origins.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// What stands behind the file's name wherever a source is told: origin, datum, licence and the day of its data.
  var told: [Phrase] {
    [
      originText, datum, licence.map { Phrase($0, $0) },
      dataUntil.map { Phrase("data as of \($0)", "数据截至\($0)") },
    ].compactMap { $0 }
  }

  /// Whether it holds facilities.
  var isOfFacilities = false
  /// Whether it holds what people travel on.
  var isOfTravel = false

  public func count(of origin: Origin) -> Int { origins[origin] ?? 0 }

  /// The origin of all rows, or `mixed`.
  public var origin: String {
    origins.count > 1 ? "mixed" : origins.keys.first?.rawValue ?? Origin.surveyed.rawValue
  }

  /// The origins as a reader sees them: `assumed`, or `1 surveyed, 3 assumed`.
  public var originText: Phrase {
    let parts = Origin.allCases.filter { count(of: $0) > 0 }.map { ($0, FieldTitle.word($0.rawValue)) }
    guard parts.count > 1 else { return FieldTitle.word(origin) }
    return Phrase(
      parts.map { "\(NumberText.grouped(count(of: $0))) \($1.english)" }.joined(separator: ", "),
      parts.map { "\($1.chinese)\(NumberText.grouped(count(of: $0)))" }.joined(separator: "，"))
  }
}
