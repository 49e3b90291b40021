import DeskwrightCCurl

/// An easy handle for one transfer at a time, and a multi handle that keeps its connections open.
///
/// The multi interface, because it returns after each wait: `curl_easy_perform` looks at its
/// progress callback once a second while a server thinks, which is too late to cancel.
///
/// - SeeAlso: libcurl-multi(3); CURLOPT_XFERINFOFUNCTION(3).
final class CurlHandles {
    let easy: OpaquePointer
    let multi: OpaquePointer

    private static let isStarted = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// `nil` when there is no memory.
    init?() {
        guard CurlHandles.isStarted, let easy = curl_easy_init() else { return nil }
        guard let multi = curl_multi_init() else {
            curl_easy_cleanup(easy)
            return nil
        }
        self.easy = easy
        self.multi = multi
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_multi_cleanup(multi)
    }
}

/// A list of header lines in libcurl's form.
struct CurlLines: ~Copyable {
    private(set) var head: UnsafeMutablePointer<curl_slist>?

    init() {}

    mutating func append(_ line: String) {
        guard let longer = curl_slist_append(head, line) else { return }
        head = longer
    }

    deinit { curl_slist_free_all(head) }
}

/// Where libcurl writes what went wrong, in its own words.
struct CurlErrorText: ~Copyable {
    let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    init() { buffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE)) }

    deinit { buffer.deallocate() }

    /// libcurl's words, or its general ones for the code when it had none.
    func text(for code: CURLcode) -> String {
        buffer.pointee == 0
            ? String(cString: curl_easy_strerror(code)) : String(cString: buffer)
    }
}

/// The body as it comes in.
final class ReplyBuffer {
    private(set) var bytes: [UInt8] = []
    private(set) var isFull = false
    private let byteCountMax: Int

    init(byteCountMax: Int) {
        self.byteCountMax = byteCountMax
    }

    /// Whether the bytes found room.
    func append(_ more: UnsafeRawBufferPointer) -> Bool {
        isFull = isFull || bytes.count + more.count > byteCountMax
        guard !isFull else { return false }
        bytes.append(contentsOf: more)
        return true
    }
}

/// Takes bytes from libcurl: `CURLOPT_WRITEFUNCTION` with a ``ReplyBuffer`` as its context.
///
/// - Returns: How many were taken; any other number than came ends the transfer.
func appendToReply(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let reply = Unmanaged<ReplyBuffer>.fromOpaque(context).takeUnretainedValue()
    return reply.append(UnsafeRawBufferPointer(start: bytes, count: size * count))
        ? size * count : 0
}
