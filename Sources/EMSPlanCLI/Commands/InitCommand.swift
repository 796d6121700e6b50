import ArgumentParser
import EMSPlan
import Foundation

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented plan file from the data of a folder.",
    discussion: """
      Looks at every file of the folder (CSV, Excel, Shapefile, GeoPackage, GeoJSON, KML, rasters, road extracts), tells \
      what each is by its shapes, headers and names, and writes plan.yaml there, with the reason beside every line. \
      Check each line: nothing is known of a datum that no file declares.

      EXAMPLE
        emsplan init my-county
        emsplan check my-county/plan.yaml
        emsplan init my-county --indicators xingan

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

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if folder == nil, indicators == nil { throw ValidationError("Missing expected argument '<folder>'") }
  }

  func run() async throws {
    try await global.reportingErrors {
      let folder = folder ?? "."
      let url = URL(fileURLWithPath: folder)
      if let indicators { return try writeIndicators(of: indicators, beside: url) }
      let draft = try PlanDraft(folder: url)
      let path = folder.hasSuffix("/") ? folder + "plan.yaml" : folder + "/plan.yaml"
      let text = draft.yaml(name: name ?? url.standardizedFileURL.lastPathComponent, language: global.language)
      try OutputFile.write(Array(text.utf8), to: path, overwrite: global.overwrite)
      if global.json {
        try StandardOutput.write(JSONWriter.indented(value(of: draft, path: path)))
      } else if !global.quiet {
        try StandardOutput.print(styled: table(of: draft).lines(style: .of(STDOUT_FILENO)))
        for line in lines(draft, path: path) { try StandardOutput.print(line) }
      }
    }
  }

  private func table(of draft: PlanDraft) -> TerminalTable {
    let chinese = global.language == .chinese
    var table = TerminalTable(
      columns: chinese
        ? [("文件", .left), ("内容", .left), ("行数", .right)] : [("file", .left), ("taken for", .left), ("rows", .right)])
    for source in draft.sources {
      table.append([
        source.file + (source.layer.map { " (\($0))" } ?? ""),
        source.role.map { role in chinese ? Self.chinese(role) : role.rawValue }
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

  private func lines(_ draft: PlanDraft, path: String) -> [String] {
    let chinese = global.language == .chinese
    return draft.problems.map { (chinese ? "注意：" : "warning: ") + $0.text(in: global.language) }
      + [chinese ? "已写入 \(path)；下一步：emsplan check \(path)" : "wrote \(path); next: emsplan check \(path)"]
  }

  private static func chinese(_ role: PlanDraft.Role) -> String {
    switch role {
    case .counties: "县界"
    case .townships: "乡镇边界"
    case .seats: "乡镇驻地"
    case .facilities: "医疗机构"
    case .settlements: "居民点"
    case .indicators: "指标"
    case .roads: "道路"
    case .population: "人口栅格"
    case .friction: "阻力栅格"
    }
  }

  private func value(of draft: PlanDraft, path: String) -> PropertyValue {
    [
      "plan": .text(path),
      "files": .list(
        draft.sources.map { source in
          [
            "file": .text(source.file), "layer": .optional(source.layer), "role": .optional(source.role?.rawValue),
            "rows": .optional(source.rows), "datum": .optional(source.datum),
          ]
        }),
      "problems": .list(draft.problems.map { .text($0.text(in: global.language)) }),
    ]
  }
}
