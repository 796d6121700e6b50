extension Array {
  /// The elements in ascending order; no copy when they are so already.
  package func sortedIfNeeded(by areInOrder: (Element, Element) -> Bool) -> [Element] {
    for index in indices.dropFirst() where areInOrder(self[index], self[index - 1]) {
      return sorted(by: areInOrder)
    }
    return self
  }
}
