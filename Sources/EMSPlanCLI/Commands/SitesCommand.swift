import ArgumentParser
import EMSPlan
import Foundation
import SiteSolver

/// `emsplan sites`: siting alone, on any instance.
struct SitesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sites",
    abstract: "Choose sites by a model of the literature, with the proof.",
    discussion: """
      Demand has the columns id,weight (and load, where capacities count another thing) and candidates the column id; \
      both lon,lat or x,y with --metric. Candidates may have group, capacity, least_load, cost (of the site, \
      however many units stand there), site (rows with one site \
      are its levels, of which one at most is open), and 1 or 0 in fixed (exists: open and not counted), forced (must be \
      added) and forbidden; closing_price makes an existing site closable. Within the standard means <=. p-dispersion has \
      candidates alone, and makes the least distance between two sites greatest; two existing ones are not compared.

      When no choice keeps all limits, the answer names those that clash, and the exit code is 65.

      Examples:
        emsplan sites --model mclp --demand demand.csv --candidates candidates.csv --metric geodesic \\
          --standard 10000 --count 12 --alternatives 3 --within 1% --json
        emsplan sites --model mclp --demand demand.csv --candidates candidates.csv --metric geodesic \\
          --standard 10000 --periods periods.csv
        emsplan sites --model p-median --demand demand.csv --candidates candidates.csv --count 3 \\
          --scenarios scenarios.csv --aim regret
        emsplan sites --model mclp --demand demand.csv --candidates candidates.csv --metric geodesic --budget 900 \\
          --tiers tiers.csv --nested
        emsplan sites --model p-dispersion --candidates candidates.csv --metric geodesic --count 5
      """)

  @OptionGroup var global: GlobalOptions

  @Option(
    help:
      "lscp, mclp, psclp, p-median, p-centre, p-dispersion, bacop (1 or 2: bacop1, bacop2), dsm, mexclp, capacitated-p-median, capacitated-mclp or capacitated-lscp."
  )
  var model: ModelName
  @Option(help: "CSV of the demand points: id,weight[,load][,lon,lat|x,y]; p-dispersion has none.")
  var demand: String?
  @Option(
    help:
      "CSV of the candidates: id[,lon,lat|x,y][,group][,site][,capacity][,least_load][,fixed][,forced][,forbidden][,cost][,closing_price]."
  )
  var candidates: String
  @Option(help: "CSV of demand,candidate,cost; a missing pair is unreachable. p-dispersion: both are candidates.")
  var costs: String?
  @Option(help: "CSV with the candidates across and the demand points down; an empty cell is unreachable.")
  var matrix: String?
  @Option(help: "geodesic (metres on the ellipsoid) or euclidean.")
  var metric: MetricName?

  @Option(
    help: "Sites to add (mexclp, dsm: units), as a number or a range such as 30-33; existing ones are not counted.")
  var count: CountRange?
  @Option(help: "The most that the added sites may cost together.")
  var budget: Double?
  @Option(help: "The share of the weight that psclp must cover, such as 0.9 or 90%.")
  var target: Share?
  @Option(help: "The greatest cost at which a site covers.")
  var standard: Double?
  @Option(help: "The outer standard of dsm; for mclp, the cost at which gradual cover reaches 0.")
  var outerStandard: Double?
  @Option(
    help:
      "CSV of cost,share: what a site at a cost covers of a demand point's weight, straight between rows, all of the first row's share up to it and nothing beyond the last (mclp, in place of --standard)."
  )
  var decay: String?
  @Option(help: "The share of the weight that dsm must cover within the inner standard, such as 0.9 or 90%.")
  var share: Share?
  @Option(help: "The probability that a unit is busy (mexclp), such as 0.3 or 30%.")
  var busy: Share?
  @Option(help: "The share of the objective of bacop2 that goes to first cover; 0.5 where not given.")
  var firstCoverShare: Share?
  @Option(help: "CSV of group,min,max: open sites of each group, existing ones included.")
  var groups: String?
  @Option(
    help:
      "CSV of period,count,budget[,weights][,years]: the sites of each period, which stay (mclp, p-median); counts and money are those of the period, weights names its column of the demand."
  )
  var periods: String?
  @Option(
    help:
      "CSV of scenario[,costs][,weights][,share]: one choice for several scenarios, each with its own table of demand,candidate,cost beside the file, or its own column of the demand (mclp, p-median)."
  )
  var scenarios: String?
  @Option(
    help:
      "What --scenarios are judged by: expected (the mean by their shares, the default), worst (the one in which the choice does worst) or regret (the greatest loss against the best for one scenario alone)."
  )
  var aim: AimName?
  @Option(
    help:
      "CSV of tier,standard[,count][,costs][,weights][,site_costs][,fixed][,factor], the highest tier first: the sites of all tiers together (mclp); --budget pays for all of them, weights names a column of the demand, site_costs and fixed columns of the candidates."
  )
  var tiers: String?
  @Flag(help: "With --tiers: a site gives the services of the lower tiers, too.")
  var nested = false
  @Option(
    help:
      "The least distance between two open sites, in the metric's unit; with listed costs metres from lon,lat, or units of x,y."
  )
  var separation: Double?
  @Option(help: "The greatest cost at which anybody may be served (mclp, p-median).")
  var everyoneWithin: Double?
  @Option(
    help:
      "How much more long ways weigh in p-median: a cost d counts as d·(d/D)^FAIRNESS, D being the greatest within reach; 0 to 16."
  )
  var fairness: Double?
  @Option(
    help:
      "Ids of existing sites, with commas between them, on top of those marked fixed; may be given again. An id with a comma stands in double quotes."
  )
  var fix: [String] = []
  @Option(help: "Ids of candidates that must be among the added.")
  var force: [String] = []
  @Option(help: "Ids of candidates that must not be opened.")
  var forbid: [String] = []
  @Flag(help: "Capacitated models: a demand point may be divided among several sites.")
  var divisible = false
  @Flag(
    help: "Leave out the demand that no candidate reaches, and list it as uncovered; shares stay shares of all.")
  var reachableOnly = false

  @Option(help: "Stop each part at this relative gap, such as 0.01 or 1%; 0 asks for a proof.")
  var gap = Share(value: 0)
  @Option(help: "Stop the whole command after so many seconds with the best found.")
  var timeLimit: Double?
  @Option(help: "Seed of the heuristics.")
  var seed: UInt64 = 1

  @Option(help: "List so many of the best plans.")
  var alternatives: Int?
  @Option(help: "Only plans that are at most so much worse, such as 1% or 0.01; 1% where not given.")
  var within: ShareOfBest?
  @Flag(help: "What each site is worth, and its best substitute.")
  var values = false
  @Flag(help: "The order in which to build and close, and what each step costs against the free best.")
  var order = false
  @Option(help: "The trade-off over a range of counts, such as 1-10.")
  var curve: CountRange?
  @Option(help: "So many efficient choices between the objective and the worst-served (mclp, p-median).")
  var efficient: Int?
  @Flag(
    help:
      "Of the p-centres the one with the least weight at the greatest cost, then the least next cost, and so on (p-centre)."
  )
  var leastServedFirst = false
  @Flag(help: "Choices from the least total to the least served first, with how evenly each serves (p-median).")
  var frontier = false

  func validate() throws {
    let sources = [costs != nil, matrix != nil, metric != nil].count { $0 }
    if sources > 1 || (sources == 0 && scenarios == nil && tiers == nil) {
      throw ValidationError("Give one of --costs, --matrix and --metric.", "--costs、--matrix 和 --metric 须给且只给一个。")
    }
    if nested, tiers == nil { throw ValidationError("--nested is for --tiers.", "--nested 须与 --tiers 同用。") }
    if aim != nil, scenarios == nil { throw ValidationError("--aim is for --scenarios.", "--aim 须与 --scenarios 同用。") }
    let model = model.model
    let needsSize: Set<SitingModel> = [
      .mclp, .pMedian, .pCentre, .pDispersion, .bacop1, .bacop2, .capacitatedPMedian, .capacitatedMCLP,
    ]
    try refuseOptionsOfOne()
    if model != .pDispersion, demand == nil {
      throw ValidationError("\(model.rawValue) needs --demand.", "\(model.rawValue) 需要 --demand。")
    }
    if periods == nil, tiers == nil, needsSize.contains(model), count == nil, budget == nil {
      throw ValidationError("\(model.rawValue) needs --count or --budget.", "\(model.rawValue) 需要 --count 或 --budget。")
    }
    if model.holdsUnits, count == nil {
      throw ValidationError("\(model.rawValue) needs --count.", "\(model.rawValue) 需要 --count。")
    }
    let needsStandard: Set<SitingModel> = [.lscp, .mclp, .psclp, .bacop1, .bacop2, .dsm, .mexclp, .capacitatedMCLP]
    if decay != nil, standard != nil || outerStandard != nil {
      throw ValidationError(
        "--decay says itself how far sites cover; leave --standard and --outer-standard out.",
        "--decay 已说明覆盖范围；请去掉 --standard 和 --outer-standard。")
    }
    if needsStandard.contains(model), standard == nil, decay == nil, tiers == nil {
      throw ValidationError("\(model.rawValue) needs --standard.", "\(model.rawValue) 需要 --standard。")
    }
    _ = try sitingAim()
    try refuseOptionsOfOtherModels(model)
    for (name, value) in [
      ("--standard", standard), ("--budget", budget), ("--time-limit", timeLimit),
      ("--separation", separation), ("--everyone-within", everyoneWithin), ("--outer-standard", outerStandard),
    ] {
      if let value, !(value >= 0 && value.isFinite) {
        throw ValidationError("\(name) must be zero or more.", "\(name) 不能小于 0。")
      }
    }
    if let fairness, !(0...16).contains(fairness) {
      throw ValidationError("--fairness must be from 0 to 16.", "--fairness 应在 0 至 16 之间。")
    }
    if frontier, fairness != nil {
      throw ValidationError(
        "--frontier goes through --fairness itself; give one of them.", "--frontier 会自行改变 --fairness；两者只能给一个。")
    }
    for (name, value) in [("--alternatives", alternatives), ("--efficient", efficient)] {
      if let value, value < 1 { throw ValidationError("\(name) must be 1 or more.", "\(name) 至少为 1。") }
    }
    if within != nil, alternatives == nil {
      throw ValidationError("--within is for --alternatives.", "--within 须与 --alternatives 同用。")
    }
    if let standard, let outerStandard, outerStandard < standard {
      throw ValidationError("--outer-standard must not be below --standard.", "--outer-standard 不能小于 --standard。")
    }
  }

  /// What several periods, scenarios or tiers have no answer for, and what their tables say.
  private func refuseOptionsOfOne() throws {
    /// Plans beside the choice.
    let plans: [GivenOption] = [
      ("--alternatives", alternatives != nil), ("--values", values), ("--order", order), ("--curve", curve != nil),
      ("--efficient", efficient != nil), ("--frontier", frontier),
    ]
    if periods != nil {
      try refuse(
        [("--count", count != nil), ("--budget", budget != nil)], "stands in the table of --periods, for each of them.",
        "请在 --periods 的表中按阶段填写。")
      try refuse(plans, "is for one period; --periods has no such answer.", "只用于单一阶段，不能与 --periods 同用。")
    }
    if scenarios != nil {
      let options: [GivenOption] = [
        ("--periods", periods != nil), ("--decay", decay != nil), ("--fairness", fairness != nil),
        ("--reachable-only", reachableOnly),
      ]
      try refuse(
        options + plans, "is for one scenario; --scenarios has no such answer.", "只用于单一情景，不能与 --scenarios 同用。")
    }
    if tiers != nil {
      try refuse(
        [("--standard", standard != nil), ("--count", count != nil), ("--fix", !fix.isEmpty)],
        "stands in the table of --tiers, for each of them.", "请在 --tiers 的表中按层级填写。")
      let options: [GivenOption] = [
        ("--periods", periods != nil), ("--scenarios", scenarios != nil), ("--outer-standard", outerStandard != nil),
        ("--decay", decay != nil), ("--everyone-within", everyoneWithin != nil), ("--groups", groups != nil),
        ("--force", !force.isEmpty), ("--reachable-only", reachableOnly),
      ]
      try refuse(options + plans, "is for one tier; --tiers has no such answer.", "只用于单一层级，不能与 --tiers 同用。")
    }
  }

  private typealias GivenOption = (name: String, isGiven: Bool)

  /// Refuses the first of some options that is given, for a reason that follows its name.
  private func refuse(_ options: [GivenOption], _ english: String, _ chinese: String) throws {
    guard let name = options.first(where: \.isGiven)?.name else { return }
    throw ValidationError("\(name) \(english)", "\(name) \(chinese)")
  }

  /// An option that a model would swallow makes an answer to another question.
  private func refuseOptionsOfOtherModels(_ model: SitingModel) throws {
    let serving = SitingModel.allCases.filter { $0 != .pDispersion }
    let options: [(name: String, isGiven: Bool, models: [SitingModel])] = [
      ("--demand", demand != nil, serving), ("--standard", standard != nil, serving),
      ("--reachable-only", reachableOnly, serving),
      ("--outer-standard", outerStandard != nil, [.dsm, .mclp]),
      ("--decay", decay != nil, [.mclp]), ("--target", target != nil, [.psclp]),
      ("--share", share != nil, [.dsm]),
      ("--busy", busy != nil, [.mexclp]),
      ("--first-cover-share", firstCoverShare != nil, [.bacop2]),
      ("--everyone-within", everyoneWithin != nil, [.mclp, .pMedian]),
      ("--efficient", efficient != nil, [.mclp, .pMedian]),
      ("--fairness", fairness != nil, [.pMedian]), ("--frontier", frontier, [.pMedian]),
      ("--least-served-first", leastServedFirst, [.pCentre]), ("--periods", periods != nil, [.mclp, .pMedian]),
      ("--scenarios", scenarios != nil, [.mclp, .pMedian]), ("--tiers", tiers != nil, [.mclp]),
      ("--divisible", divisible, [.capacitatedPMedian, .capacitatedMCLP, .capacitatedLSCP]),
    ]
    for option in options where option.isGiven && !option.models.contains(model) {
      let models = option.models.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        "\(model.rawValue) has no \(option.name); it is for \(models).",
        "\(model.rawValue) 没有 \(option.name)；它用于 \(models)。")
    }
  }

  func run() async throws {
    try await global.reportingErrors {
      let clock = ContinuousClock()
      let start = clock.now
      let instance = try SitingInstance(request())
      for note in instance.notes {
        StandardError.print((global.language == .chinese ? "提示：" : "note: ") + note[global.language])
      }
      if periods != nil {
        let plan = try instance.problem.solve(
          over: instance.periods.map(\.limits), solveOptions(elapsed: start.duration(to: clock.now)))
        let report = PeriodsReport(
          instance: instance, plan: plan, seconds: start.duration(to: clock.now) / .seconds(1))
        return try print(report.json, report.lines, plan.status)
      }
      if scenarios != nil {
        let aim = aim?.aim ?? .expected
        let plan = try instance.problem.solve(
          over: instance.scenarios.map(\.state), by: aim, solveOptions(elapsed: start.duration(to: clock.now)))
        let report = ScenariosReport(
          instance: instance, plan: plan, aim: aim, seconds: start.duration(to: clock.now) / .seconds(1))
        return try print(report.json, report.lines, plan.status)
      }
      if tiers != nil {
        let plan = try instance.problem.solve(
          tiers: instance.tiers.map(\.limits), isNested: nested, solveOptions(elapsed: start.duration(to: clock.now)))
        let report = TiersReport(
          instance: instance, plan: plan, isNested: nested, seconds: start.duration(to: clock.now) / .seconds(1))
        return try print(report.json, report.lines, plan.status)
      }
      var report = SitesReport(instance: instance)
      /// What is left of the time; the limit counts from the start of the command, reading included.
      func options() -> SolveOptions { solveOptions(elapsed: start.duration(to: clock.now)) }
      var solution = try instance.problem.solve(options())
      if leastServedFirst, solution.objective != nil {
        let choice = try instance.problem.leastServedFirst(from: solution, options())
        report.leastServed = choice
        solution = choice.solution
      }
      report.solution = instance.located(solution)
      try addPlans(to: &report, options)
      report.seconds = start.duration(to: clock.now) / .seconds(1)
      try print(report.json, report.lines, report.solution?.status)
    }
  }

  private func print(
    _ json: PropertyValue, _ lines: (Language) -> [String], _ status: SitingSolution.Status?
  ) throws {
    if global.json {
      try StandardOutput.write(JSONWriter.indented(json))
    } else {
      for line in lines(global.language) { try StandardOutput.print(line) }
    }
    if status == .infeasible { throw ExitCode(ExitStatus.badData.rawValue) }
  }

  /// The model with its parameters.
  private func sitingAim() throws -> SitingAim {
    switch model.model {
    case .lscp: return .lscp
    case .mclp:
      // A decay out of a file is read with the other files.
      let gradual = outerStandard.flatMap { outer in standard.map { CoverDecay(from: $0, to: outer) } }
      return .mclp(decay: gradual, everyoneWithin: everyoneWithin)
    case .psclp:
      guard let target else { throw ValidationError("psclp needs --target.", "psclp 需要 --target。") }
      return .psclp(share: target.value)
    case .pMedian: return .pMedian(everyoneWithin: everyoneWithin)
    case .pCentre: return .pCentre
    // The distances are read with the files.
    case .pDispersion: return .pDispersion(SiteDistances(candidateCount: 0) { _, _ in 0 })
    case .bacop1: return .bacop1
    case .bacop2: return .bacop2(firstCoverShare: firstCoverShare?.value ?? 0.5)
    case .dsm:
      guard let outerStandard, let share else {
        throw ValidationError("dsm needs --outer-standard and --share.", "dsm 需要 --outer-standard 和 --share。")
      }
      return .dsm(outerStandard: outerStandard, share: share.value)
    case .mexclp:
      guard let busy else { throw ValidationError("mexclp needs --busy.", "mexclp 需要 --busy。") }
      return .mexclp(busyFraction: busy.value)
    case .capacitatedPMedian: return .capacitatedPMedian(CapacityUse(isDivisible: divisible))
    case .capacitatedMCLP: return .capacitatedMCLP(CapacityUse(isDivisible: divisible))
    case .capacitatedLSCP: return .capacitatedLSCP(CapacityUse(isDivisible: divisible))
    }
  }

  private func request() throws -> SitingRequest {
    func file(_ path: String) -> URL { URL(fileURLWithPath: path) }
    let source: SitingRequest.Metric =
      costs.map { .costs(file($0)) } ?? matrix.map { .matrix(file($0)) }
      ?? metric.map { $0 == .euclidean ? .euclidean : .geodesic } ?? .scenarios
    var request = SitingRequest(
      aim: try sitingAim(), demand: demand.map(file), candidates: file(candidates), metric: source)
    request.count = count?.range
    request.budget = budget
    request.standard = standard
    request.fairness = fairness
    request.decay = decay.map(file)
    request.groups = groups.map(file)
    request.periods = periods.map(file)
    request.scenarios = scenarios.map(file)
    request.tiers = tiers.map(file)
    request.separation = separation
    request.fixed = fix
    request.forced = force
    request.forbidden = forbid
    request.reachableOnly = reachableOnly
    request.keepsCosts = efficient != nil || everyoneWithin != nil
    return request
  }

  private func solveOptions(elapsed: Duration) -> SolveOptions {
    SolveOptions(
      gap: gap.value, timeLimit: timeLimit.map { max(.milliseconds(10), .seconds($0) - elapsed) }, seed: seed,
      threads: global.threads ?? ProcessInfo.processInfo.activeProcessorCount)
  }

  private func addPlans(to report: inout SitesReport, _ options: () -> SolveOptions) throws {
    let problem = report.instance.problem
    guard let solution = report.solution, solution.objective != nil else { return }
    if let alternatives {
      report.alternatives = try problem.alternatives(
        to: solution, count: alternatives, within: within?.value ?? 0.01, options())
    }
    if values { report.values = try problem.siteValues(of: solution, options()) }
    if order { report.order = try problem.buildOrder(of: solution, comparing: true, options()) }
    if let curve {
      report.curve = try problem.curve(over: curve.range, options())
      report.curveAsked = curve.range
    }
    if let efficient { report.efficient = try problem.efficientChoices(atMost: efficient, options()) }
    if frontier { report.frontier = try problem.fairChoices(options()) }
  }
}

// MARK: The words of the options

extension SitesCommand {
  enum MetricName: String, ExpressibleByArgument, CaseIterable {
    case geodesic, euclidean
  }

  /// A `ScenarioAim` by its name.
  struct AimName: ExpressibleByArgument {
    let aim: ScenarioAim

    init?(argument: String) {
      guard let aim = ScenarioAim(rawValue: argument) else { return nil }
      self.aim = aim
    }

    static let allValueStrings = ScenarioAim.allCases.map(\.rawValue)
  }

  /// A model by its name, with the names that the literature uses beside each other.
  struct ModelName: ExpressibleByArgument {
    let model: SitingModel

    init?(argument: String) {
      let names: [String: SitingModel] = ["bacop": .bacop1, "p-center": .pCentre]
      guard let model = SitingModel(rawValue: argument) ?? names[argument] else { return nil }
      self.model = model
    }

    static let allValueStrings = SitingModel.allCases.map(\.rawValue) + ["bacop"]
  }

  /// `12` or `30-33`.
  struct CountRange: ExpressibleByArgument {
    let range: ClosedRange<Int>

    init?(argument: String) {
      let ends = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard let first = ends.first, let low = first, let last = ends.last, let high = last, ends.count <= 2,
        low >= 0, low <= high, high <= Int(Int32.max)
      else { return nil }
      range = low...high
    }
  }

  /// `90%` or `0.9`: from 0 to 1.
  struct Share: ExpressibleByArgument {
    let value: Double

    init(value: Double) { self.value = value }

    init?(argument: String) {
      guard let share = ShareOfBest(argument: argument), share.value <= 1 else { return nil }
      value = share.value
    }

    var defaultValueDescription: String { "\(value)" }
  }

  /// `1%` or `0.01`; above 1 in percent alone (`150%`).
  struct ShareOfBest: ExpressibleByArgument {
    let value: Double

    init?(argument: String) {
      guard let share = WrittenShare.value(of: argument) else { return nil }
      value = share
    }
  }
}

extension SitingError: CommandError {
  var status: ExitStatus {
    switch self {
    case .needsCBC: .unavailable
    case .solverFailed: .ourFault
    case .badParameter, .missingParameter, .optionOfAnotherModel: .usage
    default: .badData
    }
  }

  func lines(in language: Language) -> [String] {
    switch self {
    case .needsCBC(let model, let option):
      [
        language == .chinese
          ? "\(model.rawValue)（\(option)）需要 CBC 求解器。请以包特性 CBC 重新构建"
          : "\(model.rawValue) with \(option) needs the CBC solver. Build with the package trait CBC"
      ]
    case .missingParameter(let model, let name):
      [language == .chinese ? "\(model.rawValue) 缺少参数：\(name)" : "\(model.rawValue) lacks a parameter: \(name)"]
    case .optionOfAnotherModel(let model, let name):
      [language == .chinese ? "\(model.rawValue) 没有该选项：\(name)" : "\(model.rawValue) has no option \(name)"]
    case .badParameter(let name, let value):
      [language == .chinese ? "参数 \(name) 不能是 \(value)" : "the parameter \(name) cannot be \(value)"]
    case .solverFailed(let status):
      [
        language == .chinese
          ? "CBC 未给出结果（状态 \(status)）" : "CBC stopped without an answer (status \(status)). Please report it"
      ]
    default: [language == .chinese ? "问题无法求解：\(self)" : "the problem makes no sense as put: \(self)"]
    }
  }
}
