import DataflowProbes
import Foundation
import Testing

@testable import DemoKit

/// What comes from outside, by chance: bytes of files, names, arguments. `DATAFLOW_STRESS=100` tries a hundred times as many.
@Suite("Fuzzing")
struct FuzzTests {
    private let rounds = 1_000 * (ProcessInfo.processInfo.environment["DATAFLOW_STRESS"].flatMap(Int.init) ?? 1)

    @Test("Bytes of any kind are UTF-8 when the standard library says so, wherever they are cut")
    func utf8() {
        var random = Numbers(seed: 1)
        for _ in 0..<rounds {
            let bytes = random.bytes(below: 24)
            var check = UTF8Check()
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = 1 + random.next(below: rest.count)
                check.take(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            check.finish()
            #expect(check.isValid == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
        }
    }

    @Test("Counts and words do not depend on the cuts")
    func cuts() {
        var random = Numbers(seed: 2)
        for _ in 0..<rounds {
            let bytes = random.bytes(below: 60)
            let size = 1 + random.next(below: 60)
            #expect(counted(bytes, size) == counted(bytes, 60), "\(bytes) in pieces of \(size)")
        }
    }

    @Test("No arguments are a trap: they are followed, or an error says which cannot be")
    func arguments() {
        var random = Numbers(seed: 3)
        let words = [
            "--capacity", "--parallelism=", "--top", "--json", "--", "-", "", "=", "--top=-1", "merge", "-h", "0", "x",
            "99999999999999999999", "--capacity=\u{0}", "🙂", "--diagram", "--diagram=",
        ]
        for _ in 0..<rounds {
            let arguments = (0..<random.next(below: 5)).map { _ in words[random.next(below: words.count)] }
            do throws(UsageError) {
                if case .count(let options) = try DemoCommand(arguments: arguments) {
                    #expect(
                        options.capacity >= 1 && (options.parallelism ?? 1) >= 1 && options.top >= 0, "\(arguments)")
                }
            } catch {
                #expect(!"\(error)".isEmpty)
            }
        }
    }

    @Test("A tree of files by chance is counted as wc counts it, and no file is left out")
    func trees() async throws {
        var random = Numbers(seed: 4)
        for round in 0..<max(3, rounds / 400) {
            let tree = try TemporaryTree()
            let texts = (0..<20).map { number in (name: "\(number % 4)/\(number)", bytes: random.text(below: 100_000)) }
            for text in texts { try tree.write(text.name, text.bytes) }
            var options = CountOptions()
            (options.path, options.parallelism, options.capacity) = (tree.path, 1 + round % 3, 1 + round % 5)
            let run = CountRun(
                options: options, console: Console(hasProgress: false) { _ in },
                interrupts: AsyncStream<Void> { $0.finish() })
            let totals = try await run.result().table.totals
            let expected = try wc(texts.map { tree.at($0.name) })
            #expect(totals == expected)
        }
    }

    private func counted(_ bytes: [UInt8], _ size: Int) -> [Int] {
        var (counter, scanner, table, counts) = (TextCounter(), WordScanner(), WordTable(), Counts())
        for piece in pieces(bytes, size) {
            counts += counter.take(piece)
            scanner.take(piece, into: &table)
        }
        scanner.finish(into: &table)
        return [counts.lines, counts.words, counts.bytes] + table.top(5).map(\.count)
    }
}

/// Numbers that are the same each time.
private struct Numbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }

    /// Mostly what UTF-8 is made of, so that more than the first byte matters.
    mutating func bytes(below limit: Int) -> [UInt8] {
        let favourites: [UInt8] = [
            0x20, 0x0A, 0x61, 0x80, 0xBF, 0xC1, 0xC2, 0xE0, 0xA0, 0xED, 0x9F, 0xEF, 0xF0, 0x90, 0xF4, 0x8F, 0xF5,
        ]
        return (0..<next(below: limit)).map { _ in
            next(below: 4) == 0 ? UInt8(next(below: 256)) : favourites[next(below: favourites.count)]
        }
    }

    /// Text of words that `wc` sees in every version, as long as several pieces.
    mutating func text(below limit: Int) -> [UInt8] {
        let words = ["a", "bc\n", "d\t", "éa e", "\r\n", " ", String(repeating: "x", count: 70)].map { Array($0.utf8) }
        let length = next(below: limit)
        var bytes: [UInt8] = []
        while bytes.count < length { bytes += words[next(below: words.count)] }
        return bytes
    }
}
