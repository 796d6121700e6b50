extension SIMDMask<SIMD4<Int32>> {
  /// Bit i: whether value i holds.
  @inline(__always)
  var bits: UInt32 {
    SIMD4<UInt32>(repeating: 0).replacing(with: SIMD4(1, 2, 4, 8), where: self).wrappedSum()
  }
}
