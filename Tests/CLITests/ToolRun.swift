import Foundation

/// One run of the tool that stands beside the test bundle.
struct ToolRun {
  static let tool = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("emsplan")

  var code: Int32
  var out: String
  var err: String

  /// - Parameters:
  ///   - folder: the working folder; nil leaves the test's.
  ///   - environment: set beside `PATH`; nothing else of the test's own environment is seen.
  ///   - shell: what a shell does before it starts the tool, such as setting a limit; nil starts it directly.
  init(
    _ arguments: [String], in folder: URL? = nil, environment: [String: String] = ["LANG": "C"], shell: String? = nil
  ) throws {
    let process = Process()
    if let shell {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", shell + "; exec \"$0\" \"$@\"", Self.tool.path] + arguments
    } else {
      process.executableURL = Self.tool
      process.arguments = arguments
    }
    process.currentDirectoryURL = folder
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    process.environment = environment.merging(["PATH": path]) { own, _ in own }
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    try process.run()
    // What the tool prints fits into a pipe, so one stream after the other cannot block.
    self.out = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    self.err = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    code = process.terminationStatus
  }
}
