#if GDAL
  import CGDAL

  /// What GDAL complains of while a piece of work is done, which it would write to the terminal in its own words.
  final class GDALErrors {
    /// The failures, in their order; warnings are none.
    private(set) var failures: [String] = []
    private static let most = 20

    /// Does a piece of work on this thread, and keeps what GDAL says of it.
    static func collecting<Result, Failure>(
      _ work: (GDALErrors) throws(Failure) -> Result
    ) throws(Failure) -> Result {
      let errors = GDALErrors()
      CPLErrorReset()
      CPLPushErrorHandlerEx(
        { kind, _, message in
          guard kind == CE_Failure || kind == CE_Fatal, let box = CPLGetErrorHandlerUserData() else { return }
          Unmanaged<GDALErrors>.fromOpaque(box).takeUnretainedValue().add(message.map { String(cString: $0) } ?? "")
        }, Unmanaged.passUnretained(errors).toOpaque())
      defer { CPLPopErrorHandler() }
      return try work(errors)
    }

    private func add(_ message: String) {
      if failures.count < Self.most { failures.append(message) }
    }
  }
#endif
