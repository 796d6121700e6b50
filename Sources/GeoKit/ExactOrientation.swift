/// On which side of a line a point lies, without rounding.
enum ExactOrientation {
  /// Positive when a, b, c turn left, negative when they turn right, zero when they are on one line, exactly.
  ///
  /// The determinant in doubles decides where its error bound allows (Shewchuk 1997, section 4.1), an exact sum
  /// otherwise.
  @inline(__always)
  static func sign(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ cx: Double, _ cy: Double
  ) -> Double {
    let left = (ax - cx) * (by - cy)
    let right = (ay - cy) * (bx - cx)
    let determinant = left - right
    let bound = 3.3306690738754716e-16 * (abs(left) + abs(right))
    if abs(determinant) > bound { return determinant }
    return exactSign(ax, ay, bx, by, cx, cy)
  }

  @inline(__always)
  static func sign(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> Double {
    sign(a.x, a.y, b.x, b.y, c.x, c.y)
  }

  @inline(never)
  private static func exactSign(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ cx: Double, _ cy: Double
  ) -> Double {
    // ax·by - ay·bx + bx·cy - by·cx + cx·ay - cy·ax, each product as the exact sum of two doubles.
    var sum = ExactSum()
    sum.add(product: ax, by)
    sum.add(product: -ay, bx)
    sum.add(product: bx, cy)
    sum.add(product: -by, cx)
    sum.add(product: cx, ay)
    sum.add(product: -cy, ax)
    return sum.sign
  }

  /// A sum of doubles that never rounds: parts that do not overlap, smallest first.
  private struct ExactSum {
    private var parts: [Double] = []

    mutating func add(product a: Double, _ b: Double) {
      let high = a * b
      add((-high).addingProduct(a, b))
      add(high)
    }

    private mutating func add(_ value: Double) {
      var rest = value
      for index in parts.indices {
        let sum = rest + parts[index]
        let virtual = sum - rest
        parts[index] = (rest - (sum - virtual)) + (parts[index] - virtual)
        rest = sum
      }
      parts.append(rest)
    }

    /// The last part that is not zero outweighs all before it.
    var sign: Double { parts.last { $0 != 0 } ?? 0 }
  }
}
