/// The fields of a node that is written by itself (osmformat.proto, Node).
struct PlainNode {
  var identifier: Int64 = 0
  /// Raw, in the granularity of its block.
  var longitude: Int64 = 0
  var latitude: Int64 = 0
  var keys: ProtobufCursor?
  var values: ProtobufCursor?
  /// Where it ends, for errors about it.
  var end: ProtobufCursor

  init(_ node: ProtobufCursor) throws(OpenStreetMapError) {
    end = node
    func zigzag(_ raw: UInt64) -> Int64 { Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1) }
    while let field = try end.field() {
      switch field.number {
      case 1: identifier = zigzag(try end.integer(wire: field.wire))
      case 2: keys = try end.message(wire: field.wire)
      case 3: values = try end.message(wire: field.wire)
      case 8: latitude = zigzag(try end.integer(wire: field.wire))
      case 9: longitude = zigzag(try end.integer(wire: field.wire))
      default: try end.skip(wire: field.wire)
      }
    }
  }
}
