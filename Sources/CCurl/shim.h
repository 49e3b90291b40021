// libcurl, with typed doors: its set-option functions are variadic, which Swift cannot import.
#include <curl/curl.h>
