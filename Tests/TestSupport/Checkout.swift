import Foundation

/// The checkout that the tests are built from.
package enum Checkout {
  /// The package's own folder.
  package static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  /// Real data that may lie beside the checkout.
  package static let shared = root.appendingPathComponent("../shared").standardizedFileURL
}
