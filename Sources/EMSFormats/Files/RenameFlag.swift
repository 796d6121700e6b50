#if os(Linux)
  import Foundation

  /// What a rename does where something stands at the new name; the flags of Linux's renameat2.
  enum RenameFlag: UInt32 {
    /// Fail with EEXIST.
    case noReplace = 1
    /// Give each the other's name.
    case exchange = 2

    /// - Returns: 0, or the system's error number; ENOSYS where the C library is older than the call.
    func rename(_ from: String, _ to: String) -> Int32 {
      guard let call = Self.renameat2 else { return ENOSYS }
      return call(AT_FDCWD, from, AT_FDCWD, to, rawValue) == 0 ? 0 : errno
    }

    private typealias Call =
      @convention(c) (
        Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
      ) -> Int32
    /// Which the C library's header hides from Swift.
    private static let renameat2: Call? = dlsym(nil, "renameat2").map { unsafeBitCast($0, to: Call.self) }
  }
#endif
