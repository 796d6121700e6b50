import Foundation

/// One run of the tool that stands beside the test bundle.
struct ToolRun {
  static let tool = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("emsplan")

  /// What the tool sees of the test's environment: the sanitizers are told in theirs what to look for.
  private static let passed: Set = ["PATH", "ASAN_OPTIONS", "TSAN_OPTIONS"]

  var code: Int32
  var out: String
  var err: String

  /// - Parameters:
  ///   - folder: the working folder; nil leaves the test's.
  ///   - environment: set beside what is passed on of the test's own.
  ///   - shell: what a shell does before it starts the tool, such as setting a limit; nil starts it directly.
  ///   - program: another program to start, which starts the tool itself; nil starts the tool.
  init(
    _ arguments: [String], in folder: URL? = nil, environment: [String: String] = ["LANG": "C"], shell: String? = nil,
    program: String? = nil
  ) throws {
    let process = Process()
    if let program {
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = arguments
    } else if let shell {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", shell + "; exec \"$0\" \"$@\"", Self.tool.path] + arguments
    } else {
      process.executableURL = Self.tool
      process.arguments = arguments
    }
    process.currentDirectoryURL = folder
    let passed = ProcessInfo.processInfo.environment.filter { Self.passed.contains($0.key) }
    process.environment = environment.merging(passed) { own, _ in own }
    // Errors go to a file: a second pipe that nobody reads yet would stop a tool that complains at length.
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("errors-\(UUID().uuidString)")
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let out = Pipe()
    process.standardOutput = out
    process.standardError = try FileHandle(forWritingTo: file)
    try process.run()
    self.out = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    err = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    code = process.terminationStatus
  }
}
