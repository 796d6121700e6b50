/// Which fields of a line layer roads are read from, by name; nil where there is none.
struct LineFields {
  /// The one that decides, and those that stand in where it is empty or nobody knows what it says.
  var roadClass: String?
  var otherClasses: [String] = []
  var speed: String?
  var oneWay: String?
  var identifier: String?
  /// Fields that might name the roads, where none is named: what they hold is kept, so that a list of closed roads is not
  /// taken for numbers of features where it is theirs.
  var rivalIdentifiers: [String] = []
  /// Whether the layer keeps the keys of OpenStreetMap, in which a limit is a limit and each key has its meaning.
  var isOpenStreetMap = false
  /// Whether they are those of Geofabrik's extracts, whose one-way signs are F, T and B.
  var isGeofabrik = false
  /// Whether the one-way field names a direction, in which F and T are the ends of the line and no yes and no.
  var isDirection = false
  /// Whether 1 and 2 may count lanes or kinds there, as in 单双向.
  var countsDirections = false
  /// What else is read: of bridges, of tunnels, of what is open.
  var others: [String] = []
  /// Fields that are not read though their names speak of speeds, directions, bridges, tunnels or closures.
  var unread: [String] = []
  /// Fields that are not read though their names speak of the time that a line takes.
  var times: [String] = []
  /// The rest.
  var passedOver: [String] = []

  /// The fields of classes as a sentence names them.
  var classes: String? { roadClass.map { ([$0] + otherClasses).joined(separator: ", ") } }
}
