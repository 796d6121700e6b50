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
    let (needed, free) = (NumberText.grouped(bytes >> 20), NumberText.grouped(max(0, available) >> 20))
    throw InputProblems([
      InputProblem(
        file: file, english: "about \(needed) MB of memory are needed to read it, and \(free) MB are free",
        chinese: "读取该文件约需 \(needed) MB 内存，而可用内存只有 \(free) MB",
        remedyEnglish: "Cut the file to the region, or use a machine with more memory",
        remedyChinese: "请将文件裁剪到规划区域，或使用内存更大的计算机")
    ])
  }

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
