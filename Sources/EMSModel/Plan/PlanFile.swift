import Foundation
import GeoKit

/// A plan as its author wrote it: which files, which profile, how to travel, what to override.
///
/// Nothing here has been read from the files that it names; ``InputFiles`` does that.
public struct PlanFile: Hashable, Sendable {
  /// The file of a layer and what its columns are called.
  public struct Layer: Hashable, Sendable {
    /// Relative to the plan's folder.
    public var file: String
    /// The datum of its coordinates: `wgs84`, `cgcs2000`, `gcj02`, `bd09` or `epsg:N`; nil means WGS 84.
    public var crs: String?
    /// The name of an encoding; nil when the reader is to find out.
    public var encoding: String?
    /// The sheet of a workbook or the layer of a database; nil means the only one that has rows of its kind, `*` all of
    /// them.
    public var layer: String?
    /// Whether longitude and latitude stand in each other's column.
    public var swapXY: Bool
    /// The columns that the plan names; the others are found by their headers.
    public var columns: [Field: String]
    /// What words of the column of tiers, or of names, mean: a tier's name or `ignore` by word.
    public var tiers: [String: String] = [:]
    /// Which rows are read, such as `status = open`; nil reads all.
    public var rowsWhere: String?
    /// Whether rows without a place are a problem (true) or left out (false); nil: a problem of facilities alone.
    public var refusesUnlocated: Bool?
    /// Whether a row that is drawn as an area stands at a point inside it; otherwise it is a problem.
    public var takesPointsInside = false
    /// What becomes of settlements of unknown people.
    public var unknownPeople = UnknownPeople.keep
    /// Tables without shapes whose columns are joined to these rows by id or by name; one at most.
    public var tables: [Layer] = []
    /// Further sources whose rows join those of this one; what is said of the whole input stands in this one.
    public var more: [Layer] = []

    /// The word for every layer of a file that holds the same kind of rows, in place of a layer's name.
    public static let allLayers = "*"

    /// The sources one by one, this one without the others first.
    public var sources: [Layer] {
      var own = self
      own.more = []
      return [own] + more
    }

    public init(
      file: String, crs: String? = nil, encoding: String? = nil, layer: String? = nil, swapXY: Bool = false,
      columns: [Field: String] = [:]
    ) {
      self.file = file
      self.crs = crs
      self.encoding = encoding
      self.layer = layer
      self.swapXY = swapXY
      self.columns = columns
    }
  }

  /// Where the township boundaries come from.
  public enum Townships: Hashable, Sendable {
    /// A file of polygons.
    case boundaries(Layer)
    /// The Thiessen cells of the seats in a file of points, clipped to their county.
    case thiessen(seats: Layer)

    /// The file of either.
    package var layer: Layer {
      switch self {
      case .boundaries(let layer), .thiessen(let layer): layer
      }
    }
  }

  /// A method that puts people where no settlement is known.
  public enum DemandMethod: String, CaseIterable, Hashable, Sendable {
    /// The urban share of each county at its township seats, the rural share on an equal-area grid inside the county.
    case urbanAtSeatsRuralOnGrid = "urban-at-seats-rural-on-grid"
    /// The urban share of each county at its township seats, the rural share in equal parts at its known settlements.
    case urbanAtSeatsRuralAtSettlements = "urban-at-seats-rural-at-settlements"
    /// The people of each township, or its part by area of the county's people, on an equal-area grid inside it.
    case townshipArea = "township-area"
    /// The people of a raster's cells, by area in the townships that they lie in.
    case populationRaster = "population-raster"

    /// What a person reads: the key of the plan in English, what it does in Chinese.
    package var name: Phrase {
      switch self {
      case .urbanAtSeatsRuralOnGrid: Phrase(rawValue, "城镇人口按驻地、乡村人口按格网")
      case .urbanAtSeatsRuralAtSettlements: Phrase(rawValue, "城镇人口按驻地、乡村人口按村居")
      case .townshipArea: Phrase(rawValue, "按乡镇面积")
      case .populationRaster: Phrase(rawValue, "人口栅格")
      }
    }
  }

  /// Where people live, by a method, where no list says it.
  public struct Demand: Hashable, Sendable {
    public var method: DemandMethod
    /// The side of a square of the grid.
    public var grid: Distance
    /// The raster of people, relative to the plan's folder; nil for the methods that need none.
    public var file: String?

    public init(method: DemandMethod, grid: Distance = .kilometres(5), file: String? = nil) {
      self.method = method
      self.grid = grid
      self.file = file
    }
  }

  /// The files of the plan.
  public struct Inputs: Hashable, Sendable {
    public var counties: Layer?
    public var townships: Townships
    public var facilities: Layer
    /// Facilities outside the region that may reach its people.
    public var neighbours: Layer?
    public var settlements: Layer?
    /// What the bureau's books say of region, counties and townships.
    public var indicators: Layer?
    /// nil when people are only where the settlements file puts them.
    public var demand: Demand?
    /// nil where the plan names no roads.
    public var roads: Roads?
    /// A raster of seconds per metre, relative to the plan's folder.
    public var friction: String?
    /// In what it gives the time of a metre; nil takes what the raster declares, or else seconds.
    public var frictionUnit: FrictionUnit?
    /// A raster of land cover instead of `friction`.
    public var landCover: LandCover?
    /// A raster of heights in metres, relative to the plan's folder.
    public var elevation: String?

    public init(
      counties: Layer? = nil, townships: Townships, facilities: Layer, settlements: Layer? = nil,
      indicators: Layer? = nil, demand: Demand? = nil, roads: Roads? = nil, friction: String? = nil,
      landCover: LandCover? = nil, elevation: String? = nil
    ) {
      self.counties = counties
      self.townships = townships
      self.facilities = facilities
      self.settlements = settlements
      self.indicators = indicators
      self.demand = demand
      self.roads = roads
      self.friction = friction
      self.landCover = landCover
      self.elevation = elevation
    }

    /// The files that are not tables of places: roads and rasters.
    package var roadsAndRasters: [String] {
      [
        demand?.file, roads?.file, roads?.closed, roads?.speedFile, roads?.barrierFile, friction, landCover?.file,
        elevation,
      ].compactMap { $0 }
    }
  }

  /// Land cover, and how fast one moves on it.
  public struct LandCover: Hashable, Sendable {
    /// A raster of classes, relative to the plan's folder.
    public var file: String
    /// Kilometres per hour by class: `10=3,40=4.5,80=0`.
    public var speeds: String

    public init(file: String, speeds: String) {
      self.file = file
      self.speeds = speeds
    }
  }

  /// The roads, and the state that they are in.
  public struct Roads: Hashable, Sendable {
    /// An OpenStreetMap extract, stored roads or a line layer, relative to the plan's folder.
    public var file: String
    /// How the fields of a line layer are called.
    public var fields: LineLayerFields
    /// Speeds by class of road in a season: `primary=0.8,track=0`.
    public var season: String?
    /// A list of closed roads, relative to the plan's folder.
    public var closed: String?
    /// The table of speeds: the name of one that ships with the tool, or a file; nil takes the standard one.
    public var speeds: String?
    /// The hour of the day, 0 to 23, where the speeds differ by the hour.
    public var hour: Int?

    /// Lines that nobody crosses off the road: ``barriersOfExtract``, or a line layer, relative to the plan's folder.
    public var barriers: String?
    /// Against which limits of height and width are held.
    public var vehicle: VehicleSize

    /// The barriers are those of the extract of the roads.
    public static let barriersOfExtract = "extract"

    /// The barriers where they are a file.
    package var barrierFile: String? { barriers == Self.barriersOfExtract ? nil : barriers }

    /// The table where it is a file.
    package var speedFile: String? { speeds.flatMap { PlanFile.namesFile($0) ? $0 : nil } }

    public init(
      file: String, fields: LineLayerFields = LineLayerFields(), season: String? = nil, closed: String? = nil,
      speeds: String? = nil, hour: Int? = nil, barriers: String? = nil, vehicle: VehicleSize = VehicleSize()
    ) {
      self.file = file
      self.fields = fields
      self.season = season
      self.closed = closed
      self.speeds = speeds
      self.hour = hour
      self.barriers = barriers
      self.vehicle = vehicle
    }
  }

  /// By what times are worked out.
  public enum TravelModelName: String, CaseIterable, Hashable, Sendable {
    case straightLine = "straight-line"
    case roads
    case friction
  }

  /// How people travel for one purpose; nil leaves the figure to the profile.
  public struct Travel: Hashable, Sendable {
    public var model: TravelModelName
    public var mode: TravelMode?
    /// From the call to the wheels.
    public var turnout: Duration?
    /// Of straight lines; nil takes the profile's.
    public var speedKilometresPerHour: Double?
    /// Road distance over straight-line distance.
    public var detourFactor: Double?
    /// The time limit of the purpose.
    public var limit: Duration?

    public init(
      model: TravelModelName = .straightLine, mode: TravelMode? = nil, turnout: Duration? = nil,
      speedKilometresPerHour: Double? = nil, detourFactor: Double? = nil, limit: Duration? = nil
    ) {
      self.model = model
      self.mode = mode
      self.turnout = turnout
      self.speedKilometresPerHour = speedKilometresPerHour
      self.detourFactor = detourFactor
      self.limit = limit
    }
  }

  /// What the plan sets differently from its profile for one kind of site.
  public struct SiteCounts: Hashable, Sendable {
    /// Sites to add in the whole area.
    public var count: Int?
    public var minimumPerCounty: Int?
    public var maximumPerCounty: Int?
    /// Sites that give the service already, though the files call them something else; this list and the next ones by id
    /// or name of a site, its town or its county.
    public var existing: [String] = []
    /// Sites that must not be chosen.
    public var excluded: [String] = []
    /// Sites that must be chosen; they count.
    public var forced: [String] = []
    /// Where alone a site may be, tiers of facilities and `villages` among the words; nil leaves it to the profile.
    public var candidates: [String]?

    public init(count: Int? = nil, minimumPerCounty: Int? = nil, maximumPerCounty: Int? = nil) {
      self.count = count
      self.minimumPerCounty = minimumPerCounty
      self.maximumPerCounty = maximumPerCounty
    }
  }

  /// How many sites of each service, and how exactly they are chosen.
  public struct Siting: Hashable, Sendable {
    /// Keyed by what is sited: `county_sub_centre`, `emergency_sub_centre`, `central_village_clinic`,
    /// `community_health_station`.
    public var counts: [FacilityTier: SiteCounts]
    /// For each problem; nil leaves it to the tool.
    public var timeLimit: Duration?
    /// The relative gap at which a solution is good enough; nil leaves it to the tool.
    public var gap: Double?
    /// Sites forced for one run, with the service before a colon where several could be meant.
    public var added: [String] = []
    /// Sites excluded for one run, said in the same way.
    public var removed: [String] = []

    public init(counts: [FacilityTier: SiteCounts] = [:], timeLimit: Duration? = nil, gap: Double? = nil) {
      self.counts = counts
      self.timeLimit = timeLimit
      self.gap = gap
    }
  }

  public var name: String
  /// The name in Chinese outputs; nil: the name.
  public var chineseName: String?
  /// The name of a profile that ships with the tool, or a path relative to the plan's folder.
  public var profile: String
  public var inputs: Inputs
  /// nil leaves the whole of it to the profile.
  public var emergencyTravel: Travel?
  public var clinicTravel: Travel?
  public var serviceCircleTravel: Travel?
  public var siting: Siting
  /// Which facilities count as emergency stations.
  public var stations = StationRule()
  /// The language of the outputs; nil when the command line or the locale decides.
  public var language: Language?
  /// The plan's own file, as it was given.
  public var file: String
  /// The folder that its paths start from.
  public var folder: URL
  /// By how much what it rests on may be off; nil leaves all of it to the tool's defaults.
  public var uncertainty: Uncertainty?
  public var outputs = OutputChoice()
  /// Whose data they are, and under which licence; every output repeats it. nil where the plan names nobody.
  public var attribution: String?
  /// Ascending by year; empty: the plan is built at once.
  public var phases: [Phase] = []
  /// nil where the plan gives none.
  public var costs: Costs?
  /// Every key and value as written, keys as paths joined by dots, `siting.emergency_sub_centre.count`.
  public var keys: [String: String] = [:]
  /// Whether paths, those inside a policy profile included, may lead out of the folder.
  public var allowsOutside = false

  public init(
    name: String, profile: String, inputs: Inputs, emergencyTravel: Travel? = nil, clinicTravel: Travel? = nil,
    serviceCircleTravel: Travel? = nil, siting: Siting = Siting(), language: Language? = nil, file: String,
    folder: URL
  ) {
    self.name = name
    self.profile = profile
    self.inputs = inputs
    self.emergencyTravel = emergencyTravel
    self.clinicTravel = clinicTravel
    self.serviceCircleTravel = serviceCircleTravel
    self.siting = siting
    self.language = language
    self.file = file
    self.folder = folder
  }

  /// Where a path of the plan leads.
  public func url(of path: String) -> URL { Self.url(of: path, in: folder) }

  /// Where a path leads that is full or starts in a folder.
  package static func url(of path: String, in folder: URL) -> URL {
    path.hasPrefix("/") ? URL(fileURLWithPath: path) : folder.appendingPathComponent(path)
  }

  /// The full path of the profile where the plan gives a path; nil where it names a profile that ships with the tool.
  public var profilePath: String? {
    Self.namesFile(profile) ? url(of: profile).path : nil
  }

  /// Whether the words after `profile:` are a path and not the name of a profile that ships with the tool.
  public static func namesFile(_ profile: String) -> Bool {
    profile.contains("/") || profile.hasSuffix(".yaml") || profile.hasSuffix(".yml")
  }
}
