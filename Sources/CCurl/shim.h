// libcurl, with typed doors: its set-option functions are variadic, which Swift cannot import.
#define CURL_STRICTER
#include <curl/curl.h>

static inline CURLcode ccurl_set_long(CURL *curl, CURLoption option, long value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode ccurl_set_offset(CURL *curl, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(curl, option, value);
}

/// libcurl copies the text, except for `CURLOPT_POSTFIELDS`.
static inline CURLcode ccurl_set_text(CURL *curl, CURLoption option, const char *value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode ccurl_set_list(CURL *curl, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode ccurl_set_pointer(CURL *curl, CURLoption option, void *value) {
    return curl_easy_setopt(curl, option, value);
}

/// The shape of `CURLOPT_WRITEFUNCTION` and `CURLOPT_READFUNCTION`: bytes, size of one, count, the
/// option's data.
typedef size_t (*ccurl_write)(char *, size_t, size_t, void *);

static inline CURLcode ccurl_set_write(CURL *curl, CURLoption option, ccurl_write value) {
    return curl_easy_setopt(curl, option, value);
}

/// The shape of `CURLOPT_SEEKFUNCTION`: `CURLOPT_SEEKDATA`, offset, origin.
typedef int (*ccurl_seek)(void *, curl_off_t, int);

static inline CURLcode ccurl_set_seek(CURL *curl, CURLoption option, ccurl_seek value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode ccurl_get_long(CURL *curl, CURLINFO info, long *value) {
    return curl_easy_getinfo(curl, info, value);
}

static inline CURLcode ccurl_get_offset(CURL *curl, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(curl, info, value);
}

/// What `curl_multi_info_read` found: the variant of the union that Swift would have to guess.
static inline CURLcode ccurl_result(const CURLMsg *message) { return message->data.result; }
