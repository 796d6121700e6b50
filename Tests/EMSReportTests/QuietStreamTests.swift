#if Paper
  import Foundation
  import Testing

  @testable import EMSReport

  @Suite struct QuietStreamTests {
    /// What standard error leads to when no workbook of another test is being closed.
    private func destination() -> String {
      var found = ""
      for _ in 0..<200 {
        found = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(STDERR_FILENO)")) ?? ""
        if found != "/dev/null" { return found }
        usleep(5_000)
      }
      return found
    }

    /// Works that begin while another is going on keep the stream itself, not the nowhere of the other.
    @Test func afterWorksAtOnceTheStreamIsWhereItWas() {
      let before = destination()
      let done = Counter()
      DispatchQueue.concurrentPerform(iterations: 200) { _ in
        if QuietStream.during({ usleep(50) }) != nil { done.add() }
      }
      #expect(done.count == 200)
      #expect(destination() == before)
    }

    private final class Counter: @unchecked Sendable {
      private let lock = NSLock()
      private(set) var count = 0
      func add() { lock.withLock { count += 1 } }
    }
  }
#endif
