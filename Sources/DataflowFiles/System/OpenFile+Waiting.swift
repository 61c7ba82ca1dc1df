extension OpenFile {
    /// The bytes that are there, up to `count`; none at the end. Waits for them without a thread.
    nonisolated(nonsending) func readSome(upTo count: Int) async throws -> [UInt8] {
        if isRegular { return try read(upTo: count) }
        while true {
            try await ReadinessWatch.shared.wait(for: .reading, of: descriptor)
            if let bytes = try unlessTooEarly({ () throws(SystemError) in try readOnce(upTo: count) }) { return bytes }
        }
    }

    /// Writes all these bytes; waits for room without a thread. When it throws, some of them may have been written.
    nonisolated(nonsending) func write(_ bytes: ArraySlice<UInt8>) async throws {
        var rest = bytes
        while !rest.isEmpty {
            if !isRegular { try await ReadinessWatch.shared.wait(for: .writing, of: descriptor) }
            let part = rest
            let written = try unlessTooEarly { () throws(SystemError) in try writeOnce(part) }
            rest = rest.dropFirst(written ?? 0)
        }
    }

    /// Nil where a call that never waits would have to: somebody else was quicker.
    private func unlessTooEarly<Value>(_ call: () throws(SystemError) -> Value) throws(SystemError) -> Value? {
        do throws(SystemError) {
            return try call()
        } catch {
            if error.isTooEarly { return nil }
            throw error
        }
    }

    /// What a pipe that has room takes without waiting: POSIX's `PIPE_BUF`.
    private static let certain: Int = {
        #if canImport(Darwin)
        512
        #else
        4_096
        #endif
    }()

    private func writeOnce(_ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int {
        // A call that may wait is given no more than there is room for.
        let part = isRegular || neverWaits ? bytes : bytes.prefix(Self.certain)
        let written =
            isRegular ? try put(part) : try withoutBrokenPipeSignal { () throws(SystemError) in try put(part) }
        if written == 0 { throw .noProgress }
        return written
    }

    private func put(_ bytes: ArraySlice<UInt8>) throws(SystemError) -> Int {
        // SAFETY: the bytes live as long as the call.
        try uninterrupted {
            unsafe bytes.withUnsafeBytes { unsafe writeDescriptor(descriptor, $0.baseAddress, $0.count) }
        }
    }
}
