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
    .init(
      ErrorSource.classSpeeds.rawValue, .mapping(.list(.number(0.1...5))),
      "By class of road true speed over the speed used: {village_road: [0.7, 1.1]}; the intervals of the speed table, or as speed_factor, when left out."
    ),
    .init(
      ErrorSource.closedRoads.rawValue, .mapping(.number(0...1)),
      "Probability that a road is closed, by class of road or bridge: {track: 0.1, bridge: 0.01}; 0 when left out."),
    .init(
      ErrorSource.seasons.rawValue,
      .list(
        .object([
          .init("season", .text, required: true, "Share of speed left by class of road: track=0,village_road=0.7."),
          .init("share", .number(0...1), required: true, "Share of scenarios."),
        ])), "Seasons that a scenario may fall in; the rest is as the plan has it."),
    range(.turnout, 0...60, "Least and most minutes from the call to the wheels; as the plan has it when left out."),
    range(.detour, 1...5, "Least and most detour factor of straight-line travel; as the plan has it when left out."),
    number(.countySeats, 0...100, "How far from the county seat a place known only to it may lie; 3 when left out."),
    number(.townshipSeats, 0...100, "The same of a township seat; 1 when left out."),
    .init(ErrorSource.cells.rawValue, .flag, "Whether people of a cell may live anywhere in it; true when left out."),
    number(.derivedPeople, 0...1, "Share by which derived people may be off at a place; 0.3 when left out."),
    number(.listedPeople, 0...1, "Share by which listed people may be off at a place; 0 when left out."),
    number(
      .approximatePeople, 0...1,
      "The same of people that the list calls an estimate (约490), where it is more; 0.1 when left out."),
    range(.unknownPeople, 0...1_000_000, "Least and most people of a settlement without a figure; left out, unknown."),
    number(.outages, 0...1, "Probability that a station is out of service; 0 when left out."),
  ])

  private static func range(_ source: ErrorSource, _ limits: ClosedRange<Double>, _ about: String) -> YAMLSchema.Key {
    .init(source.rawValue, .list(.number(limits)), about)
  }

  private static func number(_ source: ErrorSource, _ limits: ClosedRange<Double>, _ about: String) -> YAMLSchema.Key {
    .init(source.rawValue, .number(limits), about)
  }

  /// Ranges that are no two numbers, upside down or not whole; classes named twice; shares of more than all.
  static func checkRanges(_ root: Node, file: String, problems: inout [InputProblem]) {
    guard let node = root["uncertainty"] else { return }
    func complain(_ value: Node, _ key: String, _ text: String, _ what: Phrase, _ remedy: Phrase) {
      problems.append(
        InputProblem(
          file: file, place: .line(value.mark?.line ?? 1), field: "uncertainty.\(key)", value: text, what, remedy))
    }
    func check(_ value: Node?, _ key: String, isWhole: Bool = false) {
      guard let value, let items = value.sequence else { return }
      let numbers = items.compactMap(\.float)
      // What is no number is told already.
      if numbers.count != items.count || !numbers.allSatisfy(\.isFinite) { return }
      let text = "[\(items.compactMap { $0.scalar?.string }.joined(separator: ", "))]"
      let remedy = Phrase("Write [least, most], such as [0.8, 1.25]", "请写成 [最小值, 最大值]，如 [0.8, 1.25]")
      if numbers.count != 2 {
        complain(
          value, key, text, Phrase("a range is two numbers, the least and the most", "范围须为两个数：最小值与最大值"), remedy)
      } else if numbers[0] > numbers[1] {
        complain(value, key, text, Phrase("the range is upside down", "范围上下颠倒"), remedy)
      } else if isWhole, numbers.contains(where: { $0 != $0.rounded() }) {
        complain(
          value, key, text, Phrase("people are counted in whole numbers", "人数须为整数"),
          Phrase("Write [0, 500]", "请写成 [0, 500]"))
      }
    }
    for source in [ErrorSource.speed, .turnout, .detour] { check(node[source.rawValue], source.rawValue) }
    check(node[ErrorSource.unknownPeople.rawValue], ErrorSource.unknownPeople.rawValue, isWhole: true)
    for source in [ErrorSource.classSpeeds, .closedRoads] {
      var seen: Set<String> = []
      for (key, value) in node[source.rawValue]?.mapping ?? [:] {
        guard let word = key.scalar?.string else { continue }
        if source == .classSpeeds { check(value, "\(source.rawValue).\(word)") }
        if !seen.insert(roadClass(word)).inserted {
          complain(
            value, "\(source.rawValue).\(word)", word, Phrase("the class of road is given twice", "道路类别重复"),
            Phrase("Keep one", "请只保留一个"))
        }
      }
    }
    let seasons = node[ErrorSource.seasons.rawValue]
    let shares = (seasons?.sequence ?? []).compactMap { $0["share"]?.float }.reduce(0, +)
    if let seasons, shares > 1 + 1e-9 {
      complain(
        seasons, ErrorSource.seasons.rawValue, NumberText.plain(shares, places: 3),
        Phrase("the shares of the seasons add up to more than 1", "各季节占比之和超过 1"),
        Phrase("Lower them; what is left is as the plan has it", "请减小；其余情景按方案"))
    }
  }

  private static func roadClass(_ word: String) -> String { RoadWords.chineseClasses[word] ?? word }

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
    classSpeeds = (node[ErrorSource.classSpeeds.rawValue]?.mapping ?? [:]).compactMap { key, value in
      guard let word = key.scalar?.string, let numbers = value.sequence?.compactMap(\.float), numbers.count == 2,
        numbers[0] <= numbers[1]
      else { return nil }
      return ClassSpeed(roadClass: Self.roadClass(word), factor: numbers[0]...numbers[1])
    }.sorted { $0.roadClass < $1.roadClass }
    for (key, value) in node[ErrorSource.closedRoads.rawValue]?.mapping ?? [:] {
      if let word = key.scalar?.string, let share = value.float { closedRoads[Self.roadClass(word)] = share }
    }
    seasons = (node[ErrorSource.seasons.rawValue]?.sequence ?? []).compactMap { season in
      guard let text = season["season"]?.scalar?.string, let share = season["share"]?.float else { return nil }
      return Season(text: text, share: share)
    }
    turnout = range(.turnout).map { .seconds($0.lowerBound * 60)...(.seconds($0.upperBound * 60)) }
    detour = range(.detour)
    countySeat = number(.countySeats).map { .kilometres($0) } ?? countySeat
    townshipSeat = number(.townshipSeats).map { .kilometres($0) } ?? townshipSeat
    isWithinCell = node[ErrorSource.cells.rawValue]?.bool ?? isWithinCell
    derivedPeople = number(.derivedPeople) ?? derivedPeople
    listedPeople = number(.listedPeople) ?? listedPeople
    approximatePeople = number(.approximatePeople) ?? approximatePeople
    unknownPeople = range(.unknownPeople).flatMap { range in
      guard let low = Int(exactly: range.lowerBound.rounded()), let high = Int(exactly: range.upperBound.rounded())
      else { return nil }
      return low...high
    }
    outOfService = number(.outages) ?? outOfService
    declared = Set(ErrorSource.allCases.filter { node[$0.rawValue] != nil })
  }
}
