#ifndef EMSPLAN_CPROJ_SHIM_H
#define EMSPLAN_CPROJ_SHIM_H
#include <proj.h>
#include <geodesic.h>
#endif
