import EMSModel

extension PlanReport {
  /// The curves that follow from the rows of the report.
  var derivedCurves: [CurveRecord] { [responseCurve].compactMap { $0 } + sitings.compactMap(buildCurve) }

  /// The share of the known people whom the emergency station's ambulance reaches within each minute, today and with
  /// the plan; nil where no time or no population is known.
  private var responseCurve: CurveRecord? {
    let all = settlements.reduce(0) { $0 + ($1.settlement.population ?? 0) }
    let last = settlements.compactMap { $0.settlement.population == nil ? nil : $0.time }.max()
    guard all > 0, let last else { return nil }
    let end = max(1, Int(min(last / .seconds(60), Self.longestResponse).rounded(.up)))
    func series(_ name: Phrase, _ time: (SettlementRecord) -> Duration?) -> CurveRecord.Series {
      var people = [Int](repeating: 0, count: end + 1)
      for record in settlements {
        guard let time = time(record), let count = record.settlement.population else { continue }
        let minute = Int((time / .seconds(60)).rounded(.up))
        if minute <= end { people[minute] += count }
      }
      var reached = 0
      let points = people.enumerated().map { minute, count in
        reached += count
        return CurveRecord.Point(x: Double(minute), y: Double(reached) / Double(all))
      }
      return CurveRecord.Series(name: name, points: points)
    }
    let today = series(Phrase("today", "现状")) { $0.time }
    let isChanged = settlements.contains { $0.timeWithPlan != $0.time }
    let planned = isChanged ? [series(Phrase("with the plan", "实施后")) { $0.timeWithPlan }] : []
    return CurveRecord(
      id: "response_time", title: Phrase("People reached within a time", "各时间内可达人口"), xUnit: .minutes,
      yUnit: .share, xTitle: Phrase("minutes from the call, by the plan's travel model", "自呼叫起分钟数（按规划出行模型）"),
      yTitle: Phrase("share of known people", "已知人口占比"), series: [today] + planned)
  }

  /// Beyond it the curve tells nothing that a planner would use.
  private static let longestResponse = 240.0

  /// The people within the standard after each site in the order of building; nil where people are not known.
  private func buildCurve(_ siting: SitingRecord) -> CurveRecord? {
    let gains = sites.filter { $0.service == siting.service && $0.status == .recommended }
      .compactMap { site in site.rank.flatMap { rank in site.populationGained.map { (rank: rank, gain: $0) } } }
      .sorted { $0.rank < $1.rank }
    guard gains.count > 1, let before = siting.populationBefore else { return nil }
    var people = before
    var points = [CurveRecord.Point(x: 0, y: Double(before))]
    for (index, site) in gains.enumerated() {
      people += site.gain
      points.append(CurveRecord.Point(x: Double(index + 1), y: Double(people)))
    }
    return CurveRecord(
      id: "build_order_\(siting.service)",
      title: Phrase(
        "People within \(siting.standard.english), by \(siting.serviceName.english) built in this order",
        "\(siting.serviceName.chinese)：按建设次序的\(siting.standard.chinese)内人口"),
      xUnit: .facilities, yUnit: .people, xTitle: Phrase("sites built", "已建站点数"), yTitle: Phrase("people", "人口"),
      series: [.init(name: siting.serviceName, points: points)])
  }
}
