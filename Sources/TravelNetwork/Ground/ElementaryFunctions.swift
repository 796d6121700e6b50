#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@inline(__always) func cosineOf(_ x: Double) -> Double { cos(x) }
@inline(__always) func sineOf(_ x: Double) -> Double { sin(x) }
@inline(__always) func tangentOf(_ x: Double) -> Double { tan(x) }
@inline(__always) func arctangentOf(_ x: Double) -> Double { atan(x) }
@inline(__always) func exponentialOf(_ x: Double) -> Double { exp(x) }
@inline(__always) func logarithmOf(_ x: Double) -> Double { log(x) }
