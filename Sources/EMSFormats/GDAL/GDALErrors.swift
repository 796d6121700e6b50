#if GDAL
  import CGDAL

  /// What GDAL complains of while a piece of work is done, which it would write to the terminal in its own words.
  package final class GDALErrors {
    /// The failures, in their order; warnings are none.
    private(set) var failures: [String] = []
    private static let most = 20

    /// Does a piece of work with a file on this thread, and keeps what GDAL says of it; a crash of GDAL is said of the
    /// file.
    package static func collecting<Result, Failure>(
      of file: String, _ work: (GDALErrors) throws(Failure) -> Result
    ) throws(Failure) -> Result {
      let errors = GDALErrors()
      CPLErrorReset()
      CPLPushErrorHandlerEx(
        { kind, _, message in
          guard kind == CE_Failure || kind == CE_Fatal, let box = CPLGetErrorHandlerUserData() else { return }
          Unmanaged<GDALErrors>.fromOpaque(box).takeUnretainedValue().add(message.map { String(cString: $0) } ?? "")
        }, Unmanaged.passUnretained(errors).toOpaque())
      defer { CPLPopErrorHandler() }
      return try ProcessGuard.reading(file) { () throws(Failure) in try work(errors) }
    }

    private func add(_ message: String) {
      if failures.count < Self.most { failures.append(message) }
    }
  }
#endif
