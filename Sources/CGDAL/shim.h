// Variadic functions and function-like macros are not imported into Swift: wrap them here as static inline.
#ifndef EMSPLAN_CGDAL_SHIM_H
#define EMSPLAN_CGDAL_SHIM_H
#include <iconv.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#endif
