/// Accessibility by the enhanced two-step floating catchment area (Luo and Qi, Health & Place 15, 2009).
///
/// Step 1: the ratio of each facility, Rⱼ = Sⱼ / Σᵢ Pᵢ W(tᵢⱼ). Step 2: of each settlement, Aᵢ = Σⱼ Rⱼ W(tᵢⱼ).
/// W falls from band to band of travel time and is zero beyond the last; inside a band means `<=`.
public struct FloatingCatchment: Sendable {
  /// A band of travel time, from the band before to its limit.
  public struct Band: Hashable, Sendable {
    /// Who is exactly so far belongs to the band.
    public var limit: Duration
    /// How much a facility in the band counts; 0 or more.
    public var weight: Double

    public init(limit: Duration, weight: Double) {
      self.limit = limit
      self.weight = weight
    }
  }

  /// The paper's bands of 10, 20 and 30 minutes with its weights 1, 0.68 and 0.22 (Gaussian, slow decay).
  public static let luoAndQi: [Band] = [
    Band(limit: .seconds(600), weight: 1), Band(limit: .seconds(1200), weight: 0.68),
    Band(limit: .seconds(1800), weight: 0.22),
  ]

  /// For each settlement, supply for each person; zero where no facility is within the last band.
  public let ratios: [Double]

  /// - Parameters:
  ///   - supply: of each facility.
  ///   - people: of each settlement; nil where unknown, which counts as nobody in step 1.
  ///   - times: for each settlement, the facilities within the last band.
  ///   - bands: ascending.
  public init(supply: [Double], people: [Int?], times: [[TravelTime]], bands: [Band] = luoAndQi) {
    func weight(_ time: Duration) -> Double { bands.first { time <= $0.limit }?.weight ?? 0 }
    var demand = [Double](repeating: 0, count: supply.count)
    for (settlement, reached) in times.enumerated() {
      let people = Double(people[settlement] ?? 0)
      for pair in reached { demand[pair.facility] += people * weight(pair.time) }
    }
    let ratio = supply.indices.map { demand[$0] > 0 ? supply[$0] / demand[$0] : 0 }
    ratios = times.map { reached in reached.reduce(0) { $0 + ratio[$1.facility] * weight($1.time) } }
  }
}
