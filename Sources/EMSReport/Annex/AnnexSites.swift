import EMSFormats
import EMSModel
import EMSRobustness

extension AnnexSheet {
  /// 附表3: the sites to build, in the order of building, each with its reason.
  static func sites(of scope: AnnexScope) -> AnnexSheet {
    let places = scope.report.area.placesWord
    let years = scope.report.phases == nil ? [] : [Column("stands by", "建成年份", .year)]
    let proposed = scope.report.sites.filter { $0.status == .recommended }
    let unit = proposed.lazy.compactMap(\.costUnit).first
    let posts = proposed.compactMap(\.staff)
    let works =
      (unit.map { [Column("cost (\($0))", "造价（\($0)）", .decimal)] } ?? [])
      + (posts.isEmpty
        ? [] : [Column("posts", "新增人员", posts.allSatisfy { $0 == $0.rounded() } ? .count : .decimal)])
    func worksCells(_ sites: [SiteRecord]) -> [PropertyValue] {
      (unit == nil ? [] : [.optional(sites.sum(of: \.cost), places: 2)])
        + (posts.isEmpty ? [] : [.optional(sites.sum(of: \.staff), places: 2)])
    }
    var sheet = AnnexSheet(
      3, Phrase("Proposed sites", "拟建选址"), units: Phrase("people, \(places.english)", "人、个"),
      columns: [
        Column("kind", "类别"), Column("order", "次序", .number), Column("site", "站点"), Column("id", "编号"),
        Column("county", scope.report.area.countyWord), Column("township", "乡镇"),
        Column("works", "建设方式"),
      ] + years + works + [
        Column("people gained", "新增覆盖人口", .count),
        Column("\(places.english) gained", "新增覆盖\(places.chinese)", .count), Column("best substitute", "最佳替代点"),
        Column("reason", "选址理由", .text(upTo: 60)), Column("source", "依据", .text(upTo: 40)),
      ])
    for siting in scope.report.sitings {
      let chosen = proposed.filter {
        $0.service == siting.service && scope.holds(countyID: $0.countyID, townshipID: $0.townshipID)
      }.sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }
      for site in chosen {
        sheet.append(
          [
            scope.say(site.serviceName), .optional(site.rank), .text(site.name), .text(site.place.text),
            scope.county(site.countyID, site.townshipID), scope.township(site.townshipID),
            site.works.map { scope.say($0.title) } ?? .null,
          ] + years.map { _ in .optional(site.year) } + worksCells([site]) + [
            .optional(site.populationGained),
            .optional(site.settlementsGained), .optional(site.alternativeName),
            site.reason.map { scope.say($0) } ?? .null, .optional(site.citation),
          ])
      }
      guard !chosen.isEmpty else { continue }
      sheet.append(
        total: [
          scope.say(siting.serviceName), .null,
          scope.say(Phrase("sum: \(chosen.count.of("site", "sites"))", "小计：\(NumberText.grouped(chosen.count))个")),
          .null,
          .null, .null, .null,
        ] + years.map { _ in .null } + worksCells(chosen) + [
          .sum(chosen.map(\.populationGained)), .sum(chosen.map(\.settlementsGained)), .null, .null, .null,
        ])
      if let sure = howSure(chosen) { sheet.append(note: sure) }
      let proof = siting.proof
      sheet.append(
        note: Phrase(
          "\(siting.serviceName.english): \(proof.english)", "\(siting.serviceName.chinese)：\(proof.chinese)"))
    }
    if let phases = scope.report.phases, scope.county == nil {
      for sentence in phases.sentences { sheet.append(note: sentence) }
      for record in phases.records {
        sheet.append(
          note: Phrase(
            "\(record.serviceName.english), \(record.year): \(record.proof.english).",
            "\(record.serviceName.chinese)，\(record.year)年：\(record.proof.chinese)。"))
      }
      sheet.append(note: PlanPhases.rule)
    }
    return sheet
  }

  /// In how many scenarios each site is in the best choice; nil where nobody asked.
  private static func howSure(_ sites: [SiteRecord]) -> Phrase? {
    let known = sites.compactMap { site in site.certainty.map { (site.name, $0) } }
    guard let scenarios = known.first?.1.scenarios else { return nil }
    func percent(_ share: Double) -> String { NumberText.decimals(share * 100, 0) }
    let sites = known.map { name, site in
      let interval = "\(percent(site.interval.lowerBound))–\(percent(site.interval.upperBound))"
      let (share, standing) = (percent(site.share), site.standing.name)
      return Phrase(
        "\(name) \(share) % (\(interval); \(standing.english))", "\(name) \(share)%（\(interval)；\(standing.chinese)）")
    }
    let english = sites.map(\.english).joined(separator: ", ")
    let chinese = sites.map(\.chinese).joined(separator: "、")
    return Phrase(
      "How sure: of \(NumberText.grouped(scenarios)) scenarios of what the plan rests on, so many have the site in their best choice (95 % interval): \(english)",
      "稳健性：在 \(NumberText.grouped(scenarios)) 个情景中，站点入选最优方案的占比（95% 区间）：\(chinese)")
  }
}
