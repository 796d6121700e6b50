extension PlanReport {
  /// The curves that follow from the rows of the report.
  var derivedCurves: [CurveRecord] { [responseCurve].compactMap { $0 } + sitings.compactMap(buildCurve) }

  /// The share of the known people whom the emergency station's ambulance reaches within each minute, today; nil where
  /// no time or no population is known.
  private var responseCurve: CurveRecord? {
    let reached = settlements.compactMap { record in
      record.time.flatMap { time in record.settlement.population.map { (minutes: time / .seconds(60), people: $0) } }
    }.sorted { $0.minutes < $1.minutes }
    let all = settlements.reduce(0) { $0 + ($1.settlement.population ?? 0) }
    guard all > 0, let last = reached.last else { return nil }
    var points = [CurveRecord.Point(x: 0, y: 0)]
    var people = 0
    var next = 0
    let end = Int(min(last.minutes, Self.longestResponse).rounded(.up))
    for minute in 1...max(1, end) {
      while next < reached.count, reached[next].minutes <= Double(minute) {
        people += reached[next].people
        next += 1
      }
      points.append(CurveRecord.Point(x: Double(minute), y: Double(people) / Double(all)))
    }
    return CurveRecord(
      id: "response_time", title: Phrase("People reached within a time, today", "现状：各时间内可达人口"), xUnit: .minutes,
      yUnit: .share, xTitle: Phrase("minutes from the call, by the plan's travel model", "自呼叫起分钟数（按规划出行模型）"),
      yTitle: Phrase("share of known people", "已知人口占比"),
      series: [.init(name: Phrase("today", "现状"), points: points)])
  }

  /// Beyond it the curve tells nothing that a planner would use.
  private static let longestResponse = 240.0

  /// The people within the standard after each site in the order of building; nil where people are not known.
  private func buildCurve(_ siting: SitingRecord) -> CurveRecord? {
    let gains = sites.filter { $0.service == siting.service && !$0.isExisting }
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
