import Dataflow

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Cuts pieces into lines; a value that holds the piece in hand, and what of a line has come in the pieces before.
struct LineCutter: TransformBehavior, Sendable {
    let name: String
    let invalid: InvalidText
    let limit: Int

    private var piece: [UInt8] = []
    /// Where in the piece the next line begins.
    private var start = 0
    /// The beginning of a line whose end has not come.
    private var carry: [UInt8] = []
    /// How many lines were begun.
    private var number = 0
    /// Whether the rest of a line that is too long is to be passed over.
    private var isPassing = false
    private var isEnding = false
    private var hasFailed = false

    init(name: String, invalid: InvalidText, limit: Int) {
        (self.name, self.invalid, self.limit) = (name, invalid, limit)
    }

    mutating func receive(_ bytes: [UInt8]) -> Emission<String> {
        // Something is left only where a line that failed was skipped.
        piece = start < piece.count ? Array(piece[start...]) + bytes : bytes
        start = 0
        return .several
    }

    mutating func finish() -> Emission<String> {
        isEnding = true
        return .several
    }

    /// The lines that were whole; what has come of another is none.
    mutating func inputFailed(_ error: any Error) -> Emission<String> {
        (isEnding, carry, isPassing) = (true, [], true)
        return .several
    }

    mutating func next() throws -> String? {
        while true {
            do {
                return try nextLine()
            } catch {
                // A flow that goes on after a failure leaves such lines out. At its end nobody asks again after another.
                if isEnding, hasFailed { continue }
                hasFailed = true
                throw error
            }
        }
    }

    private mutating func nextLine() throws -> String? {
        while start < piece.count {
            guard let end = lineEnd() else {
                try keepRest()
                break
            }
            let line = start..<end
            start = end + 1
            if !isPassing { return try whole(line) }
            isPassing = false
        }
        (piece, start) = ([], 0)
        guard isEnding, !carry.isEmpty, !isPassing else { return nil }
        number += 1
        return try takeCarry(isWhole: false)
    }

    /// The next line end of the piece.
    private func lineEnd() -> Int? {
        // SAFETY: what is searched lies within the piece, which lives as long as the call.
        unsafe piece.withUnsafeBytes { bytes in
            let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[start...])
            guard let base = rest.baseAddress, let found = unsafe memchr(base, 0x0A, rest.count) else { return nil }
            return unsafe start + (UnsafeRawPointer(found) - base)
        }
    }

    private mutating func whole(_ line: Range<Int>) throws -> String {
        number += 1
        if carry.isEmpty {
            return try unsafe piece.withUnsafeBufferPointer {
                unsafe try text(UnsafeBufferPointer(rebasing: $0[line]), isWhole: true)
            }
        }
        carry += piece[line]
        return try takeCarry(isWhole: true)
    }

    private mutating func takeCarry(isWhole: Bool) throws -> String {
        defer { carry.removeAll(keepingCapacity: true) }
        return try unsafe carry.withUnsafeBufferPointer { unsafe try text($0, isWhole: isWhole) }
    }

    private mutating func keepRest() throws {
        defer { start = piece.count }
        if isPassing { return }
        carry += piece[start...]
        // One more byte may be the first of a line end that is cut.
        guard carry.count > limit + 1 else { return }
        number += 1
        carry = []
        isPassing = true
        throw error(.tooLong(limit: limit))
    }

    /// The text of a line, less the `\r` before its end.
    private func text(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) throws -> String {
        // SAFETY: the caller holds the bytes while they are read.
        let isMarked = unsafe isWhole && bytes.last == 0x0D
        let line = unsafe isMarked ? UnsafeBufferPointer(rebasing: bytes.dropLast()) : bytes
        if line.count > limit { throw error(.tooLong(limit: limit)) }
        switch invalid {
        case .replace: return unsafe String(decoding: line, as: UTF8.self)
        case .fail:
            guard let text = unsafe String(validating: line, as: UTF8.self) else { throw error(.invalidUTF8) }
            return text
        }
    }

    private func error(_ problem: LineError.Problem) -> LineError {
        LineError(problem: problem, file: name, line: number)
    }
}
