/// How long an exchange may take and how large its answer may be.
public struct HTTPLimits: Sendable, Hashable {
    /// From the name look-up to the end of the TLS handshake.
    public var connect: Duration = .seconds(5)
    /// The whole exchange. A model may think for minutes before its first byte.
    public var total: Duration = .seconds(600)
    /// The longest pause while bytes flow. Waiting for the first byte of an answer is no pause.
    public var stall: Duration = .seconds(30)
    /// The same for a response that is written while it is sent: a model thinks between two parts.
    public var streamPause: Duration = .seconds(300)
    /// Bytes of an answer's body: 64 MiB unless changed.
    public var replyByteCountMax = 64 << 20

    /// Limits that suit a model that thinks for minutes.
    public init() {}
}
