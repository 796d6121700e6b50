import Foundation

/// One run of the tool that stands beside the test bundle.
struct ToolRun {
  var code: Int32
  var out: String
  var err: String

  /// - Parameter shell: what a shell does before it starts the tool, such as setting a limit; nil starts it directly.
  init(_ arguments: [String], in folder: URL? = nil, shell: String? = nil) throws {
    let tool = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent(
      "emsplan")
    let process = Process()
    if let shell {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", shell + "; exec \"$0\" \"$@\"", tool.path] + arguments
    } else {
      process.executableURL = tool
      process.arguments = arguments
    }
    process.currentDirectoryURL = folder
    process.environment = ["LANG": "C"]
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
