import EMSModel
import EMSPlanning

/// How sure one site is.
public struct SiteCertainty: Sendable {
  public let site: CandidateSite
  /// Whether the plan proposes it.
  public let isProposed: Bool
  /// In how many scenarios it is in the best choice; of equally good choices the one nearest to the plan counts.
  public let bestIn: Int
  /// How many scenarios there are.
  public let scenarios: Int
  /// What the plan loses without it, on average, in what the objective counts; 0 for a site that is not proposed.
  public let meanLoss: Double
  /// By how many minutes times people (settlements) journeys are longer without it, on average; nil where that is what
  /// the objective counts, where journeys have no part, and for a site that is not proposed.
  public let meanTimeLoss: Double?
  /// The site that most often takes its place (or, of one that is not proposed, whose place it takes); nil: none does.
  public let rival: CandidateSite?
  /// What decides between the two; nil where no single factor does.
  public let decidedBy: Phrase?

  /// What decides, in words: of a site that depends on something, that no single factor does, too.
  public var whatDecides: Phrase? {
    decidedBy ?? (standing == .swing ? Phrase("no single factor decides", "没有单一的决定因素") : nil)
  }

  /// The share of scenarios in which it is in the best choice, 0 to 1.
  public var share: Double { Double(bestIn) / Double(scenarios) }

  /// The 95 % interval of `share` (Wilson 1927).
  public var interval: ClosedRange<Double> { Self.interval(of: bestIn, in: scenarios) }

  /// How it stands: in at least nine of ten best choices it is sure, in at most one of ten it is out.
  public var standing: Standing {
    switch share {
    case 0.9...: isProposed ? .core : .better
    case ..<0.1: isProposed ? .doubtful : .out
    default: .swing
    }
  }

  /// What the scenarios say of a site.
  public enum Standing: String, Codable, Hashable, Sendable, CaseIterable {
    /// Proposed, and right in at least nine of ten scenarios.
    case core
    /// In some scenarios right, in others not.
    case swing
    /// Proposed, and right in less than one of ten scenarios.
    case doubtful
    /// Not proposed, though right in at least nine of ten scenarios.
    case better
    /// Not proposed, and right in less than one of ten scenarios.
    case out

    /// What a reader calls it.
    public var name: Phrase {
      switch self {
      case .core: Phrase("no regret", "无悔")
      case .swing: Phrase("depends", "视情而定")
      case .doubtful: Phrase("doubtful", "存疑")
      case .better: Phrase("better than proposed", "优于建议")
      case .out: Phrase("not needed", "无需")
      }
    }
  }

  /// The 95 % interval of a share (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927).
  static func interval(of count: Int, in total: Int) -> ClosedRange<Double> {
    guard total > 0 else { return 0...1 }
    let z = 1.959_963_984_540_054
    let n = Double(total)
    let share = Double(count) / n
    let centre = share + z * z / (2 * n)
    let spread = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return max(0, (centre - spread) / scale)...min(1, (centre + spread) / scale)
  }
}
