#ifndef EMSPLAN_CZLIB_SHIM_H
#define EMSPLAN_CZLIB_SHIM_H
#include <zlib.h>
#endif
