import ArgumentParser
import EMSPlan
import Foundation

struct InitCommand: AsyncParsableCommand, WritingCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented plan file from the data of a folder.",
    discussion: """
      Looks at every file of the folder (CSV, Excel, Shapefile, GeoPackage, GeoJSON, KML, rasters, road extracts), tells \
      what each is by its shapes, headers and words, and writes plan.yaml there, with the reason beside every line. \
      Then it reads everything as emsplan check does and says whether the plan can be run. What was guessed (a datum, \
      a tier from a name) is a line to confirm; what is not used is named at the end. The policy profile is national \
      until somebody chooses one: where a table of indicators has the names of others, they are said. With --ask it asks for what no \
      file tells: the datum, the column of people among several, the file among several, the policy profile. Each \
      answer is a number; an empty line takes the first guess.

      With --osm the plan's files are made from an OpenStreetMap extract alone: townships and counties from \
      administrative boundaries, facilities from amenity, healthcare and emergency, settlements from places with the \
      population that is tagged (people stay unknown where none is), and the roads. The licence (ODbL) goes into every \
      output.

      EXAMPLE
        emsplan init my-county
        emsplan check my-county/plan.yaml
        emsplan init my-county --ask
        emsplan init my-county --indicators xingan
        emsplan init andorra --osm andorra.osm.pbf --region Andorra

      EXIT STATUS
        0 done; 64 usage; 66 the folder is missing; 73 plan.yaml exists or cannot be written
      """)

  @Argument(help: ArgumentHelp("The folder with the data.", valueName: "folder"), completion: .directory)
  var folder: String?

  @Option(
    help: ArgumentHelp(
      "Write indicators.csv instead: an empty table with every figure that this profile can use, for a bureau to fill in.",
      valueName: "profile"))
  var indicators: String?

  @Option(help: ArgumentHelp("What the plan is called (default: the folder's name).", valueName: "text"))
  var name: String?

  @OptionGroup(title: "From an OpenStreetMap extract") var extract: ExtractOptions

  @Flag(help: "Ask on the terminal for what no file tells, with numbered answers.")
  var ask = false

  @OptionGroup var global: GlobalOptions

  var outputs: [String] { [folder ?? "."] }

  func validate() throws {
    if folder == nil, indicators == nil {
      throw ValidationError("Missing expected argument '<folder>'", "缺少参数“<folder>”")
    }
  }

  func run() async throws {
    try await global.reportingErrors {
      let folder = folder ?? "."
      let url = URL(fileURLWithPath: folder)
      if let indicators { return try writeIndicators(of: indicators, beside: url) }
      if extract.osm != nil { return try writeExtract(to: folder) }
      var draft = try PlanDraft(folder: url)
      let path = folder.hasSuffix("/") ? folder + "plan.yaml" : folder + "/plan.yaml"
      // Before anything is asked, so that nobody answers for nothing.
      let file = try OutputFile(path, overwrite: global.overwrite)
      if ask { try DraftDialogue(language: global.language).ask(&draft) }
      let text = draft.yaml(name: name ?? url.standardizedFileURL.lastPathComponent, language: global.language)
      try file.append(Array(text.utf8))
      try file.commit()
      var problems = problems(of: path)
      // By a profile that nobody chose, nobody has called a figure wrongly.
      let choice = ask || problems.isEmpty ? nil : profileToChoose(path, draft.profile, &problems)
      if global.json {
        try StandardOutput.write(JSONWriter.indented(value(of: draft, path: path, choice, problems)))
      } else if !global.quiet {
        try StandardOutput.print(styled: table(of: draft).lines(style: .of(STDOUT_FILENO)))
        for line in lines(draft, path: path, choice, problems) { try StandardOutput.print(line) }
      }
    }
  }

  private func writeExtract(to folder: String) throws {
    let (path, draft) = try extract.write(to: folder, name: name, global)
    let problems = problems(of: path)
    if global.json {
      let value: PropertyValue = [
        "plan": .text(path), "township_level": .whole(draft.townshipLevel),
        "county_level": .optional(draft.countyLevel), "townships": .whole(draft.townships.count),
        "townships_cut": .list(draft.cut.map { .text($0) }), "counties": .whole(draft.counties.count),
        "facilities": .whole(draft.facilities.count), "settlements": .whole(draft.settlements.count),
        "settlements_with_people": .whole(draft.settlements.count { $0.tags["population"] != nil }),
        "problems": .list(problems.map { .text($0.text(in: global.language)) }),
      ]
      return try StandardOutput.write(JSONWriter.indented(value))
    }
    if global.quiet { return }
    for finding in draft.findings { try StandardOutput.print(finding[global.language]) }
    for line in endLines(path, problems) { try StandardOutput.print(line) }
  }

  private func table(of draft: PlanDraft) -> TerminalTable {
    let chinese = global.language == .chinese
    var table = TerminalTable(
      columns: chinese
        ? [("文件", .left), ("内容", .left), ("行数", .right)] : [("file", .left), ("taken for", .left), ("rows", .right)])
    for source in draft.sources {
      table.append([
        source.file + (source.layer.map { " (\($0))" } ?? ""),
        source.role.map { $0.name[global.language] }
          ?? (chinese ? "未知" : "not known"),
        source.rows.map(NumberText.grouped) ?? "",
      ])
    }
    return table
  }

  private func writeIndicators(of name: String, beside folder: URL) throws {
    let profile = try PolicyLibrary(planFolder: folder).profile(name)
    let path = folder.appendingPathComponent("indicators.csv").relativePath
    try OutputFile.write(IndicatorTable.csv(for: profile), to: path, overwrite: global.overwrite)
    if global.quiet { return }
    print(
      global.language == .chinese
        ? "已写入 \(path)；填好数值后，在方案的 inputs 下写 indicators: {file: indicators.csv}"
        : "wrote \(path); fill in the figures, then name it under inputs of the plan: indicators: {file: indicators.csv}"
    )
  }

  /// What `emsplan check` would say of the plan that was written.
  private func problems(of path: String) -> [InputProblem] {
    do throws(InputProblems) {
      _ = try PlanReading(try PlanFile.read(at: URL(fileURLWithPath: path)))
      return []
    } catch {
      return error.problems
    }
  }

  /// Says by which profiles the table of indicators can be read, where it cannot by the one that the draft names for want
  /// of an answer, in the place of what is wrong with it by that; nil where the profile is no matter.
  private func profileToChoose(_ path: String, _ profile: String, _ problems: inout [InputProblem]) -> Phrase? {
    guard let plan = try? PlanFile.read(at: URL(fileURLWithPath: path)), let file = plan.inputs.indicators?.file,
      let (profiles, isWhole) = IndicatorProfiles(of: plan)?.best, let first = profiles.first,
      !profiles.contains(profile)
    else { return nil }
    problems = []
    let list = profiles.shortList
    return Phrase(
      "the profile, which nobody has told: plan.yaml names \(profile), and \(isWhole ? "the names in \(file) are those" : "most of the names in \(file) are those") of \(list.english); name the right one there (profile: \(first))",
      "政策配置尚未选定：plan.yaml 暂写 \(profile)，而 \(file) 中的指标名称\(isWhole ? "" : "大多")属于 \(list.chinese)；请在其中写明所用配置（profile: \(first)）"
    )
  }

  private func lines(
    _ draft: PlanDraft, path: String, _ choice: Phrase?, _ problems: [InputProblem]
  ) -> [String] {
    let chinese = global.language == .chinese
    var lines = draft.unused.map { (chinese ? "未使用：" : "not used: ") + $0[global.language] }
    if let unknown = draft.unknownTiers { lines.append((chinese ? "待说明：" : "to say: ") + unknown[global.language]) }
    if let choice { lines.append((chinese ? "待选择：" : "to choose: ") + choice[global.language]) }
    return lines + endLines(path, problems, isChosen: choice == nil)
  }

  /// What has still to be corrected, and what comes next.
  ///
  /// - Parameter isChosen: whether nothing is left to choose.
  private func endLines(_ path: String, _ problems: [InputProblem], isChosen: Bool = true) -> [String] {
    let chinese = global.language == .chinese
    var lines = problems.prefix(Self.spelledOut).map {
      (chinese ? "待改正：" : "to correct: ") + $0.text(in: global.language)
    }
    let rest = problems.count - Self.spelledOut
    if rest > 0 { lines.append(chinese ? "另有 \(rest) 个问题" : "and \(rest.of("more problem", "more problems"))") }
    if problems.isEmpty, isChosen {
      lines.append(
        chinese
          ? "已写入 \(path)；可以运行，请逐行核对；下一步：emsplan check \(path)"
          : "wrote \(path); it can be run, confirm its lines; next: emsplan check \(path)")
    } else {
      lines.append(
        chinese ? "已写入 \(path)；改正后运行：emsplan check \(path)" : "wrote \(path); correct it, then: emsplan check \(path)")
    }
    return lines
  }

  private static let spelledOut = 10

  private func value(
    of draft: PlanDraft, path: String, _ choice: Phrase?, _ problems: [InputProblem]
  ) -> PropertyValue {
    [
      "plan": .text(path), "to_choose": .optional(choice?[global.language]),
      "files": .list(
        draft.sources.map { source in
          [
            "file": .text(source.file), "layer": .optional(source.layer), "role": .optional(source.role?.rawValue),
            "rows": .optional(source.rows), "datum": .optional(source.datum),
          ]
        }),
      "not_used": .list(draft.unused.map { .text($0[global.language]) }),
      "problems": .list((draft.problems + problems).map { .text($0.text(in: global.language)) }),
    ]
  }
}
