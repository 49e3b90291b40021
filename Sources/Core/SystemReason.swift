import FoundationEssentials
import Glibc

extension Error {
    /// The system's own words where it said no, such as `No space left on device`.
    ///
    /// Foundation's words for the same often name no cause.
    package var systemReason: String {
        switch self {
        case let error as POSIXError: String(cString: strerror(error.code.rawValue))
        case let error as CocoaError: error.underlying?.systemReason ?? "\(error)"
        default: "\(self)"
        }
    }
}
