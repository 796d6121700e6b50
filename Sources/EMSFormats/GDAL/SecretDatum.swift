#if GDAL
  import CGDAL

  /// China's old geodetic datums, whose parameters to CGCS2000 are not public.
  package enum SecretDatum {
    /// What the system calls its datum where it is one of them; nil where it is another.
    package static func name(of system: OGRSpatialReferenceH) -> String? {
      let datum = OSRGetAttrValue(system, "DATUM", 0).map { String(cString: $0) } ?? ""
      let isSecret = ["beijing", "xian", "xi'an", "北京", "西安"].contains { datum.lowercased().contains($0) }
      return isSecret ? datum : nil
    }
  }
#endif
