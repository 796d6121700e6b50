import EMSFormats
import Foundation

/// What a batch needs to know of running one plan; the planner itself, or a stand-in of a test.
public protocol BatchRunner: Sendable {
  /// What the outputs depend on besides the inputs: the tool's version and build, the language.
  var identity: String { get }

  /// The names of all files that a run may write into its folder; what has another name there is the user's.
  var fileNames: OutputNames { get }

  /// The files that the run reads besides the plan itself, as far as the plan can be read.
  func inputs(of item: BatchItem) -> [URL]

  /// Runs one plan; the folder appears whole, in place of an older one, or not at all.
  ///
  /// - Throws: whatever is wrong with the plan or its inputs; the other runs go on.
  func run(_ item: BatchItem, into folder: URL) throws -> BatchOutcome
}

/// What one run found, as the summary over all runs shows it.
public struct BatchOutcome: Sendable {
  /// One figure of the run.
  public struct Figure: Codable, Hashable, Sendable {
    /// As a cell of the summary.
    public enum Value: Hashable, Sendable {
      case number(Double)
      case text(String)
      /// Not known, and so an empty cell.
      case unknown
    }

    /// The column of the summary, with its unit: `people_within_30_km`.
    public var name: String
    public var value: Value

    public init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// The names of the files that the run wrote.
  public var files: [String]
  public var figures: [Figure]
  /// One feature a county of the run.
  public var counties: [GeoJSONFeature]

  public init(files: [String], figures: [Figure], counties: [GeoJSONFeature] = []) {
    self.files = files
    self.figures = figures
    self.counties = counties
  }
}

extension BatchOutcome.Figure.Value: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .unknown
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number) where number.isFinite: try container.encode(number)
    case .text(let text): try container.encode(text)
    case .number, .unknown: try container.encodeNil()
    }
  }
}
