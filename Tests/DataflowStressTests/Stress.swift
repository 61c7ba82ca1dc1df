import Testing

/// All stress tests, one after the other: each keeps every core busy by itself.
@Suite("Stress", .serialized)
enum Stress {}
