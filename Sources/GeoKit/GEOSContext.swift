import CGEOS
import Foundation

/// The geometry library's state for one thread: a handle, and the last message the library gave.
final class GEOSContext {
  let handle: GEOSContextHandle_t
  private var message = ""
  /// The geometries made and not yet freed on this thread, so that tests can see that none is forgotten.
  fileprivate(set) var liveHandles = 0

  private init() {
    guard let handle = GEOS_init_r() else { preconditionFailure("no memory for a geometry context") }
    self.handle = handle
    let context = Unmanaged.passUnretained(self).toOpaque()
    GEOSContext_setErrorMessageHandler_r(
      handle,
      { text, context in
        guard let text, let context else { return }
        Unmanaged<GEOSContext>.fromOpaque(context).takeUnretainedValue().message = String(cString: text)
      }, context)
  }

  deinit { GEOS_finish_r(handle) }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { context in
      #if canImport(Darwin)
        Unmanaged<GEOSContext>.fromOpaque(context).release()
      #else
        if let context { Unmanaged<GEOSContext>.fromOpaque(context).release() }
      #endif
    }
    return key
  }()

  /// The context of the calling thread; it ends with the thread and must not be carried over an `await`.
  static var current: GEOSContext {
    if let existing = pthread_getspecific(key) {
      return Unmanaged<GEOSContext>.fromOpaque(existing).takeUnretainedValue()
    }
    let context = GEOSContext()
    pthread_setspecific(key, Unmanaged.passRetained(context).toOpaque())
    return context
  }

  /// Runs an operation that returns a new geometry, and throws the library's message when it returns none.
  func geometry(
    _ operation: String, _ body: (GEOSContextHandle_t) -> UnsafeMutablePointer<GEOSGeom_t>?
  ) throws(GeoKitError) -> GEOSGeometry {
    message = ""
    guard let pointer = body(handle) else { throw failure(operation) }
    return GEOSGeometry(owning: pointer)
  }

  /// Runs a predicate: 0 is no, 1 is yes, and anything else is thrown with the library's message.
  func predicate(_ operation: String, _ body: (GEOSContextHandle_t) -> CChar) throws(GeoKitError) -> Bool {
    message = ""
    switch body(handle) {
    case 0: return false
    case 1: return true
    default: throw failure(operation)
    }
  }

  /// Forgets the last message, so that the next failure cannot borrow it.
  func clearMessage() { message = "" }

  func failure(_ operation: String) -> GeoKitError {
    .geos(operation: operation, message: message.isEmpty ? "no reason given" : message)
  }
}

/// The one owner of a geometry of the library; frees it at the end of its life.
struct GEOSGeometry: ~Copyable {
  let pointer: UnsafeMutablePointer<GEOSGeom_t>

  init(owning pointer: UnsafeMutablePointer<GEOSGeom_t>) {
    self.pointer = pointer
    GEOSContext.current.liveHandles += 1
  }

  /// Gives the pointer to the library, which frees it from now on.
  consuming func release() -> UnsafeMutablePointer<GEOSGeom_t> {
    let pointer = pointer
    GEOSContext.current.liveHandles -= 1
    discard self
    return pointer
  }

  deinit {
    GEOSGeom_destroy_r(GEOSContext.current.handle, pointer)
    GEOSContext.current.liveHandles -= 1
  }
}

/// Geometries on their way into a collection or a polygon; frees those that do not get there.
struct GEOSParts: ~Copyable {
  private var pointers: [UnsafeMutablePointer<GEOSGeom_t>?] = []

  mutating func append(_ geometry: consuming GEOSGeometry) {
    pointers.append(geometry.release())
    GEOSContext.current.liveHandles += 1
  }

  /// Gives the pointers to the library, which frees them from now on.
  consuming func release() -> [UnsafeMutablePointer<GEOSGeom_t>?] {
    let released = pointers
    GEOSContext.current.liveHandles -= released.count
    pointers = []
    return released
  }

  deinit {
    for pointer in pointers {
      GEOSGeom_destroy_r(GEOSContext.current.handle, pointer)
      GEOSContext.current.liveHandles -= 1
    }
  }
}
