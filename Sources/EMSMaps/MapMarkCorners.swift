extension MapMark {
  /// The corners around the middle, for a radius of 1; none for what is round.
  package var corners: [SIMD2<Double>] {
    func regular(_ count: Int, from turn: Double) -> [SIMD2<Double>] {
      (0..<count).map { Turn.corner(of: count, $0, from: turn) }
    }
    switch self {
    case .circle, .dot: return []
    case .square: return [SIMD2(-0.85, -0.85), SIMD2(0.85, -0.85), SIMD2(0.85, 0.85), SIMD2(-0.85, 0.85)]
    case .triangle: return regular(3, from: -0.25).map { $0 * 1.15 }
    case .triangleDown: return regular(3, from: 0.25).map { $0 * 1.15 }
    case .diamond: return regular(4, from: -0.25).map { $0 * 1.15 }
    case .pentagon: return regular(5, from: -0.25).map { $0 * 1.05 }
    case .hexagon: return regular(6, from: 0)
    case .star: return (0..<10).map { Turn.corner(of: 10, $0, from: -0.25) * ($0 % 2 == 0 ? 1.25 : 0.5) }
    case .cross: return Self.crossCorners
    case .saltire: return Self.crossCorners.map { SIMD2($0.x - $0.y, $0.x + $0.y) * 0.5.squareRoot() * 1.15 }
    }
  }

  private static let crossCorners: [SIMD2<Double>] = {
    let (a, b) = (0.36, 1.0)
    return [
      SIMD2(-a, -b), SIMD2(a, -b), SIMD2(a, -a), SIMD2(b, -a), SIMD2(b, a), SIMD2(a, a), SIMD2(a, b), SIMD2(-a, b),
      SIMD2(-a, a), SIMD2(-b, a), SIMD2(-b, -a), SIMD2(-a, -a),
    ]
  }()
}
