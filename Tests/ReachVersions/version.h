// Compiles the loops once more, under other names and for one width of vectors: VERSION and EVERY_VECTOR say which.
#include "reach_versions.h"

#define GLUED(version, name) version##_##name
#define GLUE(version, name) GLUED(version, name)
#define reach_make_shapes GLUE(VERSION, make_shapes)
#define reach_gather GLUE(VERSION, gather)
#define reach_lowest GLUE(VERSION, lowest)
#define reach_units GLUE(VERSION, units)
#define reach_near_units GLUE(VERSION, near_units)
#define reach_keep GLUE(VERSION, keep)
#define reach_boxes GLUE(VERSION, boxes)
#define reach_find_near GLUE(VERSION, find_near)
#define reach_sort GLUE(VERSION, sort)
#include "../../Sources/CReach/reach.c"

#define TEXT(word) #word
#define TEXT_OF(word) TEXT(word)
const struct reach_version GLUE(VERSION, version) = {
    TEXT_OF(VERSION), reach_make_shapes, reach_gather,    reach_lowest, reach_units,
    reach_near_units, reach_boxes,       reach_find_near, reach_sort};
