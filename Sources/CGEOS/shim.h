// Only the thread-safe interface, with the opaque structs completed: Swift then sees typed pointers
// (UnsafeMutablePointer<GEOSGeom_t>) instead of one interchangeable OpaquePointer.
#ifndef EMSPLAN_CGEOS_SHIM_H
#define EMSPLAN_CGEOS_SHIM_H
#define GEOS_USE_ONLY_R_API
struct GEOSGeom_t { char _opaque; };
struct GEOSPrepGeom_t { char _opaque; };
struct GEOSCoordSeq_t { char _opaque; };
struct GEOSSTRtree_t { char _opaque; };
struct GEOSContextHandle_HS { char _opaque; };
#include <geos_c.h>
#endif
