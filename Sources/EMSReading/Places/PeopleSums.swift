import EMSModel

/// Whether the people of settlements add up to what the townships' and counties' own figures say.
struct PeopleSums {
  /// The share of all units' people by which the settlements' may differ unsaid.
  private static let tolerance = 0.1
  /// The share of one unit's people, where all together agree.
  private static let toleranceOfOne = 0.25

  /// A unit with a figure of its own, and the people of the settlements in it.
  private struct Unit {
    var name: String
    var settlements: Int
    var own: Int

    var difference: Int { abs(settlements - own) }
    var text: String { "\(name) \(NumberText.grouped(settlements)) / \(NumberText.grouped(own))" }
  }

  /// What the people of settlements come from.
  private let source: Phrase
  private let unknown: Int

  /// Warns where they differ by more, with the units that differ most.
  static func check(_ area: PlanningArea, of files: InputFiles, _ findings: inout Findings) {
    let known = area.settlements.filter { $0.population != nil }
    let raster = files.demand.flatMap { $0.method == .populationRaster ? $0.file : nil }
    let sums = PeopleSums(
      source: raster.map { Phrase("the cells of \($0)", "\($0) 各单元") } ?? Phrase("the settlements", "村居"),
      unknown: area.settlements.count - known.count)
    let ofTownship = Dictionary(grouping: known, by: \.townshipID)
    sums.check(
      area.townships.compactMap { township in
        unit(township.name, ofTownship[township.id], own: township.population)
      }, Phrase("townships", "乡镇"), file: files.townships?.layer.peopleFile ?? files.file, &findings)
    // Other methods spread the counties' own figures.
    guard let counties = files.counties, files.demand == nil || raster != nil else { return }
    let ofCounty = Dictionary(grouping: known, by: \.countyID)
    sums.check(
      area.counties.compactMap { county in unit(county.name, ofCounty[county.id], own: county.population) },
      Phrase("counties", "县"), file: counties.peopleFile, &findings)
  }

  private static func unit(_ name: String, _ settlements: [Settlement]?, own: Int?) -> Unit? {
    guard let settlements, let own else { return nil }
    return Unit(name: name, settlements: settlements.compactMap(\.population).reduce(0, +), own: own)
  }

  private func check(_ units: [Unit], _ what: Phrase, file: String, _ findings: inout Findings) {
    let there = units.reduce(0) { $0 + $1.settlements }
    let said = units.reduce(0) { $0 + $1.own }
    guard said > 0 else { return }
    let worst = units.sorted { ($1.difference, $0.name) < ($0.difference, $1.name) }
    let withoutFigure = Phrase(
      unknown > 0 ? ", \(unknown.of("settlement", "settlements")) without a figure" : "",
      unknown > 0 ? "，\(unknown) 个村居没有人口数" : "")
    if Double(abs(there - said)) > Self.tolerance * Double(said) {
      let names = worst.prefix(3).map(\.text)
      let percent = NumberText.oneDecimal(Double(there - said) / Double(said) * 100)
      findings.note(
        .warning,
        "\(source.english) add up to \(NumberText.grouped(there)) people where the \(what.english) have \(NumberText.grouped(said)) (\(percent) %)\(withoutFigure.english); most in \(names.joined(separator: ", ")). Do both count the same people (resident, registered)?",
        "\(source.chinese)人口合计 \(NumberText.grouped(there))，而各\(what.chinese)为 \(NumberText.grouped(said))（\(percent) %）\(withoutFigure.chinese)；相差最大：\(names.joined(separator: "、"))。请核对两者口径（常住、户籍）是否一致"
      )
      return
    }
    let far = worst.filter { Double($0.difference) > Self.toleranceOfOne * Double($0.own) }
    if far.isEmpty { return }
    let names = far.prefix(3).map(\.text)
    let rest = Phrase(far.count > 3 ? " and more" : "", far.count > 3 ? "等" : "")
    findings.note(
      .warning,
      "\(source.english) agree with the \(what.english) in sum, but differ by more than a quarter in \(far.count) of \(units.count)\(withoutFigure.english): \(names.joined(separator: ", "))\(rest.english). Do villages lie in the right ones?",
      "\(source.chinese)人口总数与各\(what.chinese)相符，但 \(units.count) 个中有 \(far.count) 个相差超过四分之一\(withoutFigure.chinese)：\(names.joined(separator: "、"))\(rest.chinese)。请核对村居所属是否正确"
    )
  }
}
