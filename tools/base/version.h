/* version.h - which dictum this is (semver.org 2.0.0). */
#ifndef DT_BASE_VERSION_H
#define DT_BASE_VERSION_H

#define DT_VERSION "0.1.0"

#endif
