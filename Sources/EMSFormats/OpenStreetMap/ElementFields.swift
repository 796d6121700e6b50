/// The fields of a way, a relation or a group of dense nodes (osmformat.proto): a number each, and what is packed under it.
struct ElementFields {
  /// Raw bits; dense nodes have ``packedIdentifiers`` instead.
  var identifier: UInt64 = 0
  /// Dense nodes have one identifier after the other.
  var packedIdentifiers: ProtobufCursor?
  var keys: ProtobufCursor?
  var values: ProtobufCursor?
  /// References of a way, roles of a relation, latitudes of dense nodes.
  var field8: ProtobufCursor?
  /// Latitudes of a way, members of a relation, longitudes of dense nodes.
  var field9: ProtobufCursor?
  /// Longitudes of a way, kinds of a relation's members, tags of dense nodes.
  var field10: ProtobufCursor?
  /// Where the element ends, for errors about it.
  var end: ProtobufCursor

  init(_ element: ProtobufCursor, isDense: Bool = false) throws(OpenStreetMapError) {
    end = element
    while let field = try end.field() {
      switch field.number {
      case 1 where isDense: packedIdentifiers = try end.message(wire: field.wire)
      case 1: identifier = try end.integer(wire: field.wire)
      case 2: keys = try end.message(wire: field.wire)
      case 3: values = try end.message(wire: field.wire)
      case 8: field8 = try end.message(wire: field.wire)
      case 9: field9 = try end.message(wire: field.wire)
      case 10: field10 = try end.message(wire: field.wire)
      default: try end.skip(wire: field.wire)
      }
    }
  }
}

/// The columns of nodes that are written together.
struct DenseNodes {
  var identifiers: ProtobufCursor
  var latitudes: ProtobufCursor
  var longitudes: ProtobufCursor
  var tags: ProtobufCursor?

  /// nil where there are no nodes.
  init?(_ dense: ProtobufCursor) throws(OpenStreetMapError) {
    let fields = try ElementFields(dense, isDense: true)
    guard let identifiers = fields.packedIdentifiers else { return nil }
    guard let latitudes = fields.field8, let longitudes = fields.field9 else { throw fields.end.failure(.truncated) }
    (self.identifiers, self.latitudes, self.longitudes) = (identifiers, latitudes, longitudes)
    tags = fields.field10
  }
}
