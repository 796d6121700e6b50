import Foundation
import TestSupport
import Testing

/// `emsplan init` and what comes after it, and what every subcommand has in common on a terminal.
@Suite struct InitCommandTests {
  private func emsplan(_ arguments: [String], language: String = "C") throws -> ToolRun {
    try ToolRun(arguments, environment: ["LANG": language])
  }

  /// A folder as a bureau has it; removed afterwards.
  private func withCounty(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("init-\(UUID().uuidString)/某县: 2025 #1")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
    func box(_ west: Double, _ east: Double) -> String {
      "{\"type\":\"Polygon\",\"coordinates\":[[[\(west),46],[\(east),46],[\(east),46.5],[\(west),46.5],[\(west),46]]]}"
    }
    func layer(_ features: [(String, String, String)]) -> String {
      let list = features.map {
        "{\"type\":\"Feature\",\"properties\":{\"行政区划代码\":\"\($0.0)\",\"名称\":\"\($0.1)\"},\"geometry\":\($0.2)}"
      }
      return "{\"type\":\"FeatureCollection\",\"features\":[\(list.joined(separator: ","))]}"
    }
    let files = [
      "县界.geojson": layer([("152201", "某县", box(121.5, 122.5))]),
      "乡镇, 2024.geojson": layer([("152201101", "东山镇", box(122, 122.5)), ("152201102", "西山乡", box(121.5, 122))]),
      "机构.csv": "序号,机构名称,级别,经度,纬度,电话\n1,某县医院,二级甲等,122.2,46.2,1\n2,西山乡卫生院,卫生院,121.7,46.3,2\n",
      "村.csv": "村名,人口,纬度,经度\n一村,300,46.1,122.1\n二村,400,46.2,121.6\n三嘎查,,46.4,122.4\n",
      "说明.txt": "联系人：张三\n",
    ]
    for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    try body(folder.path)
  }

  @Test func aFolderBecomesAPlan() throws {
    try withCounty { folder in
      let made = try emsplan(["init", folder])
      #expect(made.code == 0, "\(made.err)")
      for row in ["乡镇, 2024.geojson  townships", "县界.geojson        counties", "村.csv              settlements"] {
        #expect(made.out.contains(row), "\(made.out)")
      }
      let plan = folder + "/plan.yaml"
      let text = try String(contentsOfFile: plan, encoding: .utf8)
      #expect(text.contains("name: '某县: 2025 #1'"))
      #expect(text.contains("townships: {file: '乡镇, 2024.geojson'}"))
      #expect(text.contains("Not read: 序号, 电话"))
      #expect(text.contains("Add crs: gcj02"))
      let checked = try emsplan(["check", plan])
      #expect(checked.code == 0, "\(checked.err)")
      #expect(checked.out.contains("1 county, 2 townships, 3 settlements"))
      let out = folder + "/out"
      let tried = try emsplan(["plan", plan, "-o", out, "--dry-run"])
      #expect(tried.code == 0, "\(tried.err)")
      #expect(tried.out.contains("nothing was written"))
      #expect(!FileManager.default.fileExists(atPath: out))
      #expect(try emsplan(["plan", plan, "-o", out, "--quiet", "--flatgeobuf"]).code == 0)
      #expect(FileManager.default.fileExists(atPath: out + "/report.html"))
      #if GDAL
        #expect(FileManager.default.fileExists(atPath: out + "/townships.fgb"))
      #endif
    }
  }

  /// Folders as humanitarian and research sites hand them out, with a master facility list in English: rows that are
  /// closed or at 0, 0 are left out and said.
  @Test(arguments: [
    (
      #""ADM2_EN":"Central","ADM2_PCODE":"MW201","ADM1_EN":"C Region","ADM0_PCODE":"MW""#,
      #""ADM3_EN":"NAME","ADM3_PCODE":"MW2010#","ADM2_EN":"Central","ADM2_PCODE":"MW201","ADM0_EN":"Malawi","Shape_Area":0.2"#,
      "MW20100"
    ),
    (
      #""shapeName":"Central","shapeISO":"","shapeID":"MWI-ADM2-1","shapeGroup":"MWI","shapeType":"ADM2""#,
      #""shapeName":"NAME","shapeISO":"","shapeID":"MWI-ADM3-#","shapeGroup":"MWI","shapeType":"ADM3""#, "MWI-ADM3-0"
    ),
  ])
  func anEnglishFolderBecomesAPlan(county: String, town: String, firstID: String) throws {
    func layer(_ shapes: [(properties: String, west: Double, south: Double, side: Double)]) -> String {
      let features = shapes.map { shape in
        let (east, north) = (shape.west + shape.side, shape.south + shape.side)
        let ring =
          "[\(shape.west),\(shape.south)],[\(east),\(shape.south)],[\(east),\(north)],[\(shape.west),\(north)],[\(shape.west),\(shape.south)]"
        return
          #"{"type":"Feature","properties":{\#(shape.properties)},"geometry":{"type":"Polygon","coordinates":[[\#(ring)]]}}"#
      }
      return #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
    }
    let towns = ["Kasungu", "Lilongwe East", "Mchinji", "Ntchisi"]
    let files = [
      "a2.geojson": layer([(county, 33, -13, 0.2)]),
      "a3.geojson": layer(
        towns.enumerated().map { number, name in
          (
            town.replacing("NAME", with: name).replacing("#", with: "\(number)"),
            33 + 0.1 * Double(number % 2), -12.9 - 0.1 * Double(number / 2), 0.1
          )
        }),
      "mfl.csv": """
      Facility Code,Facility Name,Ownership,Facility Type,Status,District,Latitude,Longitude
      MC001,Kasungu District Hospital,Government,District Hospital,Functional,Central,-12.85,33.05
      MC002,St Andrews,CHAM,Health Centre,Functional,Central,-12.87,33.15
      MC003,Old Dispensary,Government,Dispensary,Closed (Permanently),Central,-12.95,33.05
      MC004,Mchinji Health Post,Government,Health Post,Functional,Central,0,0
      MC005,Ntchisi Dispensary,Government,Dispensary,Functional,Central,-12.95,33.15

      """,
      "villages.csv":
        "Village,TA,Total Population,Lat,Long\nChisemphere,Kasungu,\"1,200\",-12.86,33.04\nKalira,Ntchisi,400,-12.94,33.12\n",
    ]
    let folder = try TemporaryFolder()
    for (name, text) in files { try Data(text.utf8).write(to: folder.url.appendingPathComponent(name)) }
    let path = folder.url.path
    #expect(try emsplan(["init", path, "--quiet"]).code == 0)
    let checked = try emsplan(["check", path + "/plan.yaml"])
    #expect(checked.code == 0, "\(checked.err)")
    #expect(
      checked.out.contains("1 county, 4 townships, 2 settlements (0 derived), 1,600 people, 3 facilities"),
      "\(checked.out)")
    #expect(
      checked.out.contains("secondary hospital 1, township health centre 1, village clinic 1"), "\(checked.out)")
    #expect(checked.out.contains("1 (not open: Closed (Permanently)), 1 (no place)"), "\(checked.out)")
    #expect(try emsplan(["coverage", "--inputs", path + "/plan.yaml", "-o", path + "/out", "--quiet"]).code == 0)
    let placed = try String(contentsOfFile: path + "/out/settlements.csv", encoding: .utf8)
    #expect(placed.contains("Chisemphere,\(firstID),1200"), "\(placed)")
  }

  /// The names of indicators are of a profile, which nobody has chosen: the table is not wrong.
  @Test func theProfileIsChosenBeforeIndicatorsAreJudged() throws {
    try withCounty { folder in
      let table = "单位,指标,数值,年份\n全县,紧密型县域医共体数,11,2024\n"
      try Data(table.utf8).write(to: URL(fileURLWithPath: folder + "/指标.csv"))
      let made = try emsplan(["init", folder])
      #expect(made.code == 0 && made.out.contains("指标.csv"), "\(made.out)")
      #expect(!made.out.contains("to correct") && !made.out.contains("uses no indicator"), "\(made.out)")
      #expect(
        made.out.contains(
          "plan.yaml names national, and the names in 指标.csv are those of xingan, jining; name the right one there (profile: xingan)"
        ),
        "\(made.out)")
      // Where no profile has all the names, either.
      try Data((table + "全县,县域就诊绿,92%,2024\n").utf8).write(to: URL(fileURLWithPath: folder + "/指标.csv"))
      let other = try emsplan(["init", folder, "--overwrite", "--language", "zh"])
      #expect(
        other.out.contains(
          "待选择：政策配置尚未选定：plan.yaml 暂写 national，而 指标.csv 中的指标名称大多属于 xingan、jining；请在其中写明所用配置（profile: xingan）")
          && !other.out.contains("不使用指标"), "\(other.out)")
      try Data(table.utf8).write(to: URL(fileURLWithPath: folder + "/指标.csv"))
      let plan = folder + "/plan.yaml"
      let text = try String(contentsOfFile: plan, encoding: .utf8)
      try Data(text.replacing("profile: national", with: "profile: jining").utf8).write(to: URL(fileURLWithPath: plan))
      let checked = try emsplan(["check", plan])
      #expect(checked.code == 0 && checked.out.contains("指标.csv: rows there 1; rows read 1"), "\(checked.out)")
    }
  }

  @Test func inChinese() throws {
    try withCounty { folder in
      let made = try emsplan(["init", folder], language: "zh_CN.UTF-8")
      #expect(made.out.contains("机构.csv            医疗机构     2"), "\(made.out)")
      let text = try String(contentsOfFile: folder + "/plan.yaml", encoding: .utf8)
      #expect(text.contains("# 由 emsplan init 根据本文件夹中的数据写成"))
      #expect(text.contains("output: {language: zh}"))
      #expect(try emsplan(["check", folder + "/plan.yaml"]).code == 0)
    }
  }

  @Test func anExistingPlanIsKept() throws {
    try withCounty { folder in
      try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/plan.yaml"))
      #expect(try emsplan(["init", folder]).code == 73)
      #expect(try String(contentsOfFile: folder + "/plan.yaml", encoding: .utf8) == "mine")
      let replaced = try emsplan(["init", folder, "--overwrite", "--json"])
      #expect(replaced.code == 0)
      let object = try JSONSerialization.jsonObject(with: Data(replaced.out.utf8)) as? [String: Any]
      #expect((object?["files"] as? [[String: Any]])?.count == 4)
      #expect((object?["problems"] as? [String])?.count == 1)
    }
    #expect(try emsplan(["init", "/no/such/folder"]).code == 66)
  }

  /// Numbered answers on a terminal or from a pipe go into the plan; what is not answered stays as guessed.
  @Test func answersGoIntoThePlan() throws {
    try withCounty { folder in
      let answers = folder + "/answers"
      // The second profile, nonsense and then Amap for the first file, and no more: the rest stays as guessed.
      try Data("2\nx\n9\n2\n".utf8).write(to: URL(fileURLWithPath: answers))
      let asked = try ToolRun(
        ["init", folder, "--ask"], environment: ["LANG": "C", "ANSWERS": answers], shell: "exec < \"$ANSWERS\"")
      #expect(asked.code == 0, "\(asked.err)")
      #expect(asked.err.contains("Where do the coordinates of"))
      #expect(asked.err.contains("  2  Amap, Tencent (GCJ-02)"))
      let text = try String(contentsOfFile: folder + "/plan.yaml", encoding: .utf8)
      #expect(!text.contains("profile: national"))
      #expect(text.components(separatedBy: "crs: gcj02   # guessed: as answered").count == 2, "\(text)")
      #expect(try emsplan(["check", folder + "/plan.yaml"]).code == 0)
    }
  }

  @Test func whatIsMissingIsSaid() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("init-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try emsplan(["init", folder.path]).code == 0)
    let text = try String(contentsOf: folder.appendingPathComponent("plan.yaml"), encoding: .utf8)
    #expect(text.contains("# Points of the hospitals and health centres were not found; name the file here."))
    let checked = try emsplan(["check", folder.path + "/plan.yaml"])
    #expect(checked.code != 0 && checked.code != 70, "\(checked.err)")
  }

  // MARK: Every subcommand

  private static let subcommands = [
    "init", "check", "plan", "coverage", "gaps", "service-areas", "convert", "sites", "network", "profiles", "rules",
    "batch run", "batch merge", "travel-times", "access", "roads build",
  ]

  @Test(arguments: subcommands) func everySubcommandTakesTheCommonOptions(subcommand: String) throws {
    let help = try emsplan(subcommand.split(separator: " ").map(String.init) + ["--help"])
    #expect(help.code == 0)
    for option in ["--language", "--json", "--quiet", "--overwrite"] {
      #expect(help.out.contains(option), "\(subcommand) \(option)")
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func shellsCompleteTheCommands(shell: String) throws {
    let script = try emsplan(["--generate-completion-script", shell])
    #expect(script.code == 0)
    for word in ["service-areas", "init", "dry-run"] { #expect(script.out.contains(word), "\(word)") }
  }

  /// Escape codes and progress on a terminal, none of either in a pipe.
  @Test func colourAndProgressAreForTerminals() throws {
    try withCounty { folder in
      #expect(try emsplan(["init", folder]).code == 0)
      let plan = folder + "/plan.yaml"
      let piped = try emsplan(["plan", plan, "-o", folder + "/out"])
      #expect(!piped.out.contains("\u{1B}") && piped.err.isEmpty)
      let script = """
        import os, pty, sys
        sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
        """
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["python3", "-c", script, ToolRun.tool.path, "plan", plan, "-o", folder + "/out2"]
      process.environment = ["LANG": "C", "TERM": "xterm", "PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]
      process.standardInput = FileHandle.nullDevice
      let out = Pipe()
      process.standardOutput = out
      try process.run()
      let shown = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      guard process.terminationStatus != 127 else { try Test.cancel("python3 is not installed") }
      #expect(shown.contains("\u{1B}[1m"), "bold title")
      #expect(shown.contains("/6  "), "steps: \(shown)")
      #expect(shown.contains("\r\u{1B}[K"), "the line of progress is wiped")
    }
  }
}
