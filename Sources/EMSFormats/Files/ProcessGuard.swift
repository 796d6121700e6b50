import CProcessGuard
import EMSModel
import Foundation

/// What this process does about libraries in C that read files of strangers: a crash of theirs is an error of the file,
/// and nothing that a file makes them do reaches a network, another program or a file that is not the command's own.
public enum ProcessGuard {
  /// How the end of the process is said, once it has been asked for.
  private static let words = Words()

  private final class Words: @unchecked Sendable {
    private let lock = NSLock()
    private var say: (@Sendable (InputProblem) -> String)?

    func set(_ say: @escaping @Sendable (InputProblem) -> String) { lock.withLock { self.say = say } }
    func of(_ problem: InputProblem) -> String? { lock.withLock { say }?(problem) }
  }

  /// From now on a library that crashes over a file ends the process with `status`, after one line that names the file.
  ///
  /// - Parameters:
  ///   - stream: where the line is written.
  ///   - words: the line for a problem.
  public static func sayCrashes(
    to stream: Int32, status: Int32, words: @escaping @Sendable (InputProblem) -> String
  ) {
    self.words.set(words)
    // Where handlers can't be set, a crash ends the process as it does without them.
    _ = process_guard_install(stream, status)
  }

  /// From now on this process opens no socket and starts no other program.
  ///
  /// - Returns: whether the system promises it: Linux of 3.17 or later does; without it, nothing of ours asks for either.
  @discardableResult
  public static func confine() -> Bool { process_guard_confine() == 0 }

  /// The version of the kernel's Landlock, on which `writeOnly` rests; nil where it has none.
  package static var landlockVersion: Int? {
    let version = process_guard_landlock_version()
    return version < 0 ? nil : Int(version)
  }

  /// From now on this thread, and those that it starts, write, move and remove nothing but in the folders of these
  /// outputs, and in those for temporary files. Meant for the first thread, before any other is there.
  ///
  /// - Parameter outputs: files or folders, there or not.
  /// - Returns: whether the system promises it: Linux of 5.19 or later with Landlock does.
  @discardableResult
  public static func writeOnly(to outputs: [String]) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    let temporary = ["TMPDIR", "SQLITE_TMPDIR"].compactMap { environment[$0] } + ["/tmp", "/var/tmp"]
    let places = outputs.flatMap { name -> [String] in
      let path = OutputPath(name)
      // What is missing on the way to an output is made by its run.
      return [path.nearestFolder, path.target]
    }
    let names = (places + temporary + ["/dev/null"]).map { strdup($0) }
    defer { for name in names { free(name) } }
    return names.map { UnsafePointer($0) }.withUnsafeBufferPointer {
      process_guard_write_only($0.baseAddress, $0.count) == 0
    }
  }

  /// Does what a library does with a file on this thread; a crash in it is the file's.
  package static func reading<Result, Failure>(
    _ file: String, _ work: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let line = words.of(crash(of: file)) else { return try work() }
    let bytes = UnsafeMutableBufferPointer<CChar>.allocate(capacity: line.utf8.count)
    _ = bytes.initialize(from: line.utf8.lazy.map { CChar(bitPattern: $0) })
    defer { bytes.deallocate() }
    let before = process_guard_read(process_guard_message(bytes: bytes.baseAddress, length: bytes.count))
    defer { _ = process_guard_read(before) }
    return try work()
  }

  private static func crash(of file: String) -> InputProblem {
    InputProblem(
      file: file, english: "the library that reads it crashed: the file is damaged, or made to do so",
      chinese: "读取该文件的程序库崩溃：文件已损坏，或被人为构造",
      remedyEnglish: "Export it again, or save it as CSV or GeoJSON, which this tool reads by itself",
      remedyChinese: "请重新导出，或另存为本工具自行读取的 CSV 或 GeoJSON")
  }
}
