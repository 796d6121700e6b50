import Foundation
import Testing

@testable import EMSFormats

/// What becomes of a process whose libraries crash, or want what no file may make them do.
@Suite struct ProcessGuardTests {
  /// What a library that has lost its way does: the system's answer to a bad address, or its own end.
  private static func crash(by signal: Int32) {
    ProcessGuard.sayCrashes(to: STDERR_FILENO, status: 65) { "error: \($0.text(in: .english))\n" }
    ProcessGuard.reading("outer.gpkg") {
      ProcessGuard.reading("乡镇.shp") {
        ProcessGuard.reading("inner.kml") {}
        // The tests may have blocked the signal, which only an end of its own unblocks.
        if signal == SIGABRT { abort() } else { _ = raise(signal) }
      }
    }
  }

  @Test func aCrashOverAFileIsBadDataAndNamesTheFile() async throws {
    let crashed = try #require(
      await #expect(processExitsWith: .exitCode(65), observing: [\.standardErrorContent]) {
        Self.crash(by: SIGSEGV)
      })
    let said = String(decoding: crashed.standardErrorContent, as: UTF8.self)
    #expect(said.contains("error: 乡镇.shp: the library that reads it crashed"))
    #expect(!said.contains("outer.gpkg") && !said.contains("inner.kml"))
    await #expect(processExitsWith: .exitCode(65)) { Self.crash(by: SIGBUS) }
    await #expect(processExitsWith: .exitCode(65)) { Self.crash(by: SIGABRT) }
  }

  /// A crash that is none of a file's says nothing of one, and ends the process as ever.
  @Test func aCrashElsewhereStaysACrash() async {
    await #expect(processExitsWith: .signal(SIGSEGV)) {
      ProcessGuard.sayCrashes(to: STDERR_FILENO, status: 65) { $0.text(in: .english) }
      ProcessGuard.reading("read.gpkg") {}
      _ = raise(SIGSEGV)
      // The handler hands the signal back, and it comes again.
      _ = raise(SIGSEGV)
    }
  }

  #if os(Linux)
    @Test func noSocketAndNoOtherProgram() async {
      await #expect(processExitsWith: .success) {
        guard ProcessGuard.confine() else { exit(1) }
        guard socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) == -1, errno == EPERM else { exit(2) }
        // On threads that are begun later, too.
        let thread = Thread {
          exit(
            socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0) == -1
              && (try? Process.run(URL(fileURLWithPath: "/bin/true"), arguments: [])) == nil ? 0 : 3)
        }
        thread.start()
        sleep(10)
        exit(4)
      }
    }
  #endif
}
