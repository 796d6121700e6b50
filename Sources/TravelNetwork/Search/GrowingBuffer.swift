/// An array of plain values without checks, for the innermost loops of one owner; it keeps its memory when emptied.
struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 256) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  @inline(__always)
  subscript(index: Int) -> Element {
    get { base[index] }
    nonmutating set { base[index] = newValue }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { reserve(1) }
    base[count] = element
    count += 1
  }

  /// Makes room for so many more, so that ``base`` stays where it is while they are appended.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(to: count + more) }
  }

  mutating func append(repeating element: Element, count more: Int) {
    reserve(more)
    (base + count).update(repeating: element, count: more)
    count += more
  }

  mutating func truncate(to count: Int) { self.count = count }

  /// Counts so many more elements, which were written behind the last one into room that was reserved.
  @inline(__always)
  mutating func extend(by more: Int) { count += more }

  private mutating func grow(to least: Int) {
    let larger = max(least, capacity * 2)
    let bigger = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    bigger.update(from: base, count: count)
    base.deallocate()
    base = bigger
    capacity = larger
  }
}
