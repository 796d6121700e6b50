import EMSModel
import Foundation

/// The memory that this process may still take.
package enum MemoryLimit {
  /// Refuses what would not fit, before it is begun: the system stops a process that takes more, with no word.
  ///
  /// - Throws: one problem, with what is needed and what there is.
  package static func require(
    _ bytes: Int, for file: String, available: Int? = MemoryLimit.available
  ) throws(InputProblems) {
    guard let available, bytes > available else { return }
    throw InputProblems([
      InputProblem(
        file: file,
        Phrase("to read it", "读取该文件").needing(bytes, of: available),
        Phrase("Cut the file to the region, or use a machine with more memory", "请将文件裁剪到规划区域，或使用内存更大的计算机"))
    ])
  }

  /// Refuses more pairs of places than would fit, in the same way.
  ///
  /// - Parameters:
  ///   - bytes: what a pair takes.
  ///   - remedy: what to do about it, besides a machine with more memory.
  package static func require(
    pairs: Int, of bytes: Int, for file: String, remedy: Phrase, available: Int? = MemoryLimit.available
  ) throws(InputProblems) {
    guard let available, pairs > max(0, available) / bytes else { return }
    throw InputProblems([
      InputProblem(
        file: file,
        Phrase("for \(NumberText.grouped(pairs)) pairs of places", "\(NumberText.grouped(pairs)) 对地点").needing(
          pairs.multipliedReportingOverflow(by: bytes).overflow ? Int.max : pairs * bytes, of: available),
        Phrase("\(remedy.english), or use a machine with more memory", "\(remedy.chinese)，或使用内存更大的计算机"))
    ])
  }

  /// What a pair of demand point and candidate takes with the copies that a solver makes of it.
  package static let bytesOfSitingPair = 40

  /// The most pairs that ``require(pairs:of:for:remedy:available:)`` lets pass; for work that counts as it goes.
  package static func mostPairs(of bytes: Int) -> Int { max(0, available ?? Int.max) / bytes }

  /// The least of what the machine has free, what the control group leaves and what the process's own limit leaves; nil
  /// where the system says nothing.
  static var available: Int? {
    #if os(Linux)
      return [machine, controlGroup, ownLimit].compactMap { $0 }.min()
    #else
      return Int(exactly: ProcessInfo.processInfo.physicalMemory)
    #endif
  }

  #if os(Linux)
    private static var machine: Int? {
      guard let line = lines("/proc/meminfo").first(where: { $0.hasPrefix("MemAvailable:") }) else { return nil }
      return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
    }

    /// Of control groups of version 2; what is `max` is no limit.
    private static var controlGroup: Int? {
      guard let line = lines("/proc/self/cgroup").first(where: { $0.hasPrefix("0::") }) else { return nil }
      let folder = "/sys/fs/cgroup" + line.dropFirst(3)
      guard let most = lines(folder + "/memory.max").first.flatMap({ Int($0) }),
        let taken = lines(folder + "/memory.current").first.flatMap({ Int($0) })
      else { return nil }
      return most - taken
    }

    /// `ulimit -v`, less the addresses in use.
    private static var ownLimit: Int? {
      var limit = rlimit()
      guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur < UInt(Int.max),
        let pages = lines("/proc/self/statm").first?.split(separator: " ").first.flatMap({ Int($0) })
      else { return nil }
      return Int(limit.rlim_cur) - pages * sysconf(Int32(_SC_PAGESIZE))
    }

    private static func lines(_ path: String) -> [Substring] {
      // Nothing to say where the system has no such file.
      (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n") ?? []
    }
  #endif
}

extension Phrase {
  /// What a task needs, and what there is, in megabytes.
  fileprivate func needing(_ bytes: Int, of available: Int) -> Phrase {
    let (needed, free) = (NumberText.grouped(bytes >> 20), NumberText.grouped(max(0, available) >> 20))
    return Phrase(
      "about \(needed) MB of memory are needed \(english), and \(free) MB are free",
      "\(chinese)约需 \(needed) MB 内存，而可用内存只有 \(free) MB")
  }
}
