/// Which fields of a line layer roads are read from, by name; nil where there is none.
struct LineFields {
  /// The one that decides, and those that stand in where it is empty.
  var roadClass: String?
  var otherClasses: [String] = []
  var speed: String?
  var oneWay: String?
  var identifier: String?
  /// Whether the layer keeps the keys of OpenStreetMap, in which a limit is a limit and each key has its meaning.
  var isOpenStreetMap = false
  /// Whether they are those of Geofabrik's extracts, whose one-way signs are F, T and B.
  var isGeofabrik = false
  /// Whether the one-way field names a direction, in which F and T are the ends of the line and no yes and no.
  var isDirection = false
  /// Fields whose names speak of speeds or directions, and that are not read.
  var unread: [String] = []

  /// The fields of classes as a sentence names them.
  var classes: String? { roadClass.map { ([$0] + otherClasses).joined(separator: ", ") } }
}
