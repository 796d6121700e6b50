import EMSFormats
import EMSModel
import GeoKit
import Yams

extension Uncertainty {
  /// What a plan may say of its uncertainty.
  static let schema: YAMLSchema = .object([
    .init("scenarios", .integer(10...10_000), "How many scenarios are drawn; 200 when left out."),
    .init("seed", .integer(0...1_000_000_000), "Seeds the draws; 1 when left out."),
    range(.speed, 0.1...5, "True speed over the speed used: [0.8, 1.25] when left out; [1, 1] is exact."),
    range(.turnout, 0...60, "Least and most minutes from the call to the wheels; as the plan has it when left out."),
    range(.detour, 1...5, "Least and most detour factor of straight-line travel; as the plan has it when left out."),
    number(.countySeats, 0...100, "How far from the county seat a place known only to it may lie; 3 when left out."),
    number(.townshipSeats, 0...100, "The same of a township seat; 1 when left out."),
    .init(ErrorSource.cells.rawValue, .flag, "Whether people of a cell may live anywhere in it; true when left out."),
    number(.derivedPeople, 0...1, "Share by which derived people may be off at a place; 0.3 when left out."),
    number(.listedPeople, 0...1, "Share by which listed people may be off at a place; 0 when left out."),
    range(.unknownPeople, 0...1_000_000, "Least and most people of a settlement without a figure; left out, unknown."),
    number(.outages, 0...1, "Probability that a station is out of service; 0 when left out."),
  ])

  private static func range(_ source: ErrorSource, _ limits: ClosedRange<Double>, _ about: String) -> YAMLSchema.Key {
    .init(source.rawValue, .list(.number(limits)), about)
  }

  private static func number(_ source: ErrorSource, _ limits: ClosedRange<Double>, _ about: String) -> YAMLSchema.Key {
    .init(source.rawValue, .number(limits), about)
  }

  /// Ranges that are no two numbers, or upside down.
  static func checkRanges(_ root: Node, file: String, problems: inout [InputProblem]) {
    guard let node = root["uncertainty"] else { return }
    for source in [ErrorSource.speed, .turnout, .detour, .unknownPeople] {
      guard let value = node[source.rawValue], let items = value.sequence else { continue }
      let numbers = items.compactMap(\.float)
      if numbers.count == items.count, numbers.count == 2, numbers[0] <= numbers[1] { continue }
      let isUpsideDown = numbers.count == 2 && items.count == 2
      problems.append(
        InputProblem(
          file: file, place: .line(value.mark?.line ?? 1), field: "uncertainty.\(source.rawValue)",
          value: "[\(items.compactMap { $0.scalar?.string }.joined(separator: ", "))]",
          english: isUpsideDown ? "the range is upside down" : "a range is two numbers, the least and the most",
          chinese: isUpsideDown ? "范围上下颠倒" : "范围须为两个数：最小值与最大值",
          remedyEnglish: "Write [least, most], such as [0.8, 1.25]", remedyChinese: "请写成 [最小值, 最大值]，如 [0.8, 1.25]"))
    }
  }

  init(_ node: Node) {
    self.init()
    func range(_ source: ErrorSource) -> ClosedRange<Double>? {
      guard let numbers = node[source.rawValue]?.sequence?.compactMap(\.float), numbers.count == 2,
        numbers[0] <= numbers[1]
      else { return nil }
      return numbers[0]...numbers[1]
    }
    func number(_ source: ErrorSource) -> Double? { node[source.rawValue]?.float }
    scenarios = node["scenarios"]?.int ?? scenarios
    seed = node["seed"]?.int.flatMap { UInt64(exactly: $0) } ?? seed
    speedFactor = range(.speed) ?? speedFactor
    turnout = range(.turnout).map { .seconds($0.lowerBound * 60)...(.seconds($0.upperBound * 60)) }
    detour = range(.detour)
    countySeat = number(.countySeats).map { .kilometres($0) } ?? countySeat
    townshipSeat = number(.townshipSeats).map { .kilometres($0) } ?? townshipSeat
    isWithinCell = node[ErrorSource.cells.rawValue]?.bool ?? isWithinCell
    derivedPeople = number(.derivedPeople) ?? derivedPeople
    listedPeople = number(.listedPeople) ?? listedPeople
    unknownPeople = range(.unknownPeople).flatMap { range in
      guard let low = Int(exactly: range.lowerBound.rounded()), let high = Int(exactly: range.upperBound.rounded())
      else { return nil }
      return low...high
    }
    outOfService = number(.outages) ?? outOfService
    declared = Set(ErrorSource.allCases.filter { node[$0.rawValue] != nil })
  }
}
