#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A choice of columns that can be changed by one column in and one out, for `annealed`.
protocol ExchangeState: AnyObject {
  var open: OpenSet { get }
  /// How many pairs have been looked at.
  var work: Int { get }
  /// A column that is worth a trial, open or not.
  func suggestion(_ random: inout SplitMix) -> Int32
  /// The column to take out for another one, with what the exchange gains; nil when the limits allow none of those
  /// looked at.
  func bestExchange(for entering: Int32, _ random: inout SplitMix) -> (leaving: Int32, delta: Double)?
  func exchange(_ leaving: Int32, for entering: Int32)
}

extension ExchangeState {
  /// Simulated annealing: the best choice met in so many trials. The number of columns and the groups' limits are kept.
  ///
  /// - Parameters:
  ///   - most: how many pairs may be looked at; with all of them it ends before its trials.
  ///   - heat: how much hotter than usual to start; what is best depends on the instance.
  ///   - cooling: the last temperature as a share of the first.
  func annealed(
    trials: Int, work most: Int, heat: Double, cooling: Double, seed: UInt64, deadline: SearchClock.Deadline
  ) -> [Bool] {
    var best = open.isOpen
    guard best.contains(true), best.contains(false) else { return best }
    var random = SplitMix(seed: seed)
    var bestWorth = 0.0
    var worth = 0.0
    var isBestKept = true
    let hottest = heat * smallLoss(&random)
    var temperature = hottest
    for trial in 0..<trials {
      if trial % 256 == 0 {
        if deadline.isPast || work >= most { break }
        temperature = hottest * pow(cooling, Double(trial) / Double(trials))
      }
      let entering = suggestion(&random)
      if open.contains(entering) { continue }
      guard let (leaving, delta) = bestExchange(for: entering, &random) else { continue }
      if delta < 0 {
        if random.unit() >= exp(delta / temperature) { continue }
        if !isBestKept {
          best = open.isOpen
          isBestKept = true
        }
      }
      exchange(leaving, for: entering)
      worth += delta
      if worth > bestWorth + 1e-9 * abs(bestWorth) {
        bestWorth = worth
        isBestKept = false
      }
    }
    return isBestKept ? best : open.isOpen
  }

  /// What a small loss is here: three in a hundred trials lose less.
  private func smallLoss(_ random: inout SplitMix) -> Double {
    var losses: [Double] = []
    for _ in 0..<1_000 {
      let entering = suggestion(&random)
      if open.contains(entering) { continue }
      guard let (_, delta) = bestExchange(for: entering, &random), delta < 0 else { continue }
      losses.append(-delta)
    }
    losses.sort()
    return losses.isEmpty ? 1 : losses[losses.count * 3 / 100]
  }
}

/// A small random number generator (Steele, Lea & Flood 2014), the same on every machine.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// 0..<count.
  mutating func below(_ count: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(count)).high) }

  /// 0..<1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
