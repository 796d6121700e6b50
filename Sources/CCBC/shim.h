#ifndef EMSPLAN_CCBC_SHIM_H
#define EMSPLAN_CCBC_SHIM_H
#include <coin/Cbc_C_Interface.h>
#endif
