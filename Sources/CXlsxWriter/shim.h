#ifndef EMSPLAN_CXLSXWRITER_SHIM_H
#define EMSPLAN_CXLSXWRITER_SHIM_H
#include <xlsxwriter.h>
#endif
