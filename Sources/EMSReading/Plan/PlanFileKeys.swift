import EMSModel
import Yams

extension PlanFile {
  /// Every key and value of a plan's tree, keys as paths joined by dots; a list of words is one value, and the members of a
  /// list of mappings have their number, from 1, in the path.
  static func keys(of root: Node) -> [String: String] {
    var keys: [String: String] = [:]
    collect(root, at: "", into: &keys)
    return keys
  }

  private static func collect(_ node: Node, at path: String, into keys: inout [String: String]) {
    func inner(_ word: String) -> String { path.isEmpty ? word : "\(path).\(word)" }
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping { collect(value, at: inner(key.scalar?.string ?? ""), into: &keys) }
    case .sequence(let sequence):
      let words = sequence.compactMap { $0.scalar?.string }
      guard words.count < sequence.count else {
        keys[path] = words.joined(separator: ", ")
        return
      }
      for (index, value) in sequence.enumerated() { collect(value, at: inner("\(index + 1)"), into: &keys) }
    case .scalar(let scalar): keys[path] = scalar.string
    default: break
    }
  }
}
