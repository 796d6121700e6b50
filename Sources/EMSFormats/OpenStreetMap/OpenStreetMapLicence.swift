/// Under which licence OpenStreetMap's data are.
package enum OpenStreetMapLicence {
  /// What every output made from an extract says.
  package static let attribution = "© OpenStreetMap contributors, ODbL 1.0 (openstreetmap.org/copyright)"
}
