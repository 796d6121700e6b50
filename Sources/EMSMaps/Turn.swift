import Foundation

/// Corners of regular figures.
enum Turn {
  /// - Parameter turn: where the first corner stands, as a part of the whole turn from the right; -0.25 is above.
  static func corner(of count: Int, _ index: Int, from turn: Double) -> SIMD2<Double> {
    let angle = (turn + Double(index) / Double(count)) * 2 * .pi
    return SIMD2(cos(angle), sin(angle))
  }
}
