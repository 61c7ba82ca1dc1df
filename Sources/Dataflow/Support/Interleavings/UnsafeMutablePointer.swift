#if DATAFLOW_INTERLEAVINGS
/// The language's pointer, which reports every access to the memory behind it; its name hides the original.
///
/// The engine uses such pointers for memory that it hands from thread to thread without a lock. So the explorer sees
/// whether every access is ordered after the one before it.
@usableFromInline
@unsafe
struct UnsafeMutablePointer<Pointee: ~Copyable>: @unchecked Sendable, Equatable {
    // SAFETY: as unsafe as the original.
    private let original: Swift.UnsafeMutablePointer<Pointee>

    fileprivate init(_ original: Swift.UnsafeMutablePointer<Pointee>) {
        self.original = original
    }

    @usableFromInline
    static func allocate(capacity: Int) -> UnsafeMutablePointer {
        let fresh = Swift.UnsafeMutablePointer<Pointee>.allocate(capacity: capacity)
        AccessWatch.watcher?.allocates(UInt(bitPattern: fresh), length: capacity * MemoryLayout<Pointee>.stride)
        return UnsafeMutablePointer(fresh)
    }

    @usableFromInline
    static func + (pointer: UnsafeMutablePointer, offset: Int) -> UnsafeMutablePointer {
        UnsafeMutablePointer(pointer.original + offset)
    }

    @usableFromInline
    static func == (left: UnsafeMutablePointer, right: UnsafeMutablePointer) -> Bool { left.original == right.original }

    @usableFromInline
    func initialize(to value: consuming Pointee, line: UInt = #line, file: StaticString = #fileID) {
        touch(isWrite: true, file, line)
        original.initialize(to: value)
    }

    @usableFromInline
    func move(line: UInt = #line, file: StaticString = #fileID) -> Pointee {
        touch(isWrite: true, file, line)
        return original.move()
    }

    @usableFromInline
    func deinitialize(count: Int, line: UInt = #line, file: StaticString = #fileID) {
        for offset in 0..<count { (self + offset).touch(isWrite: true, file, line) }
        original.deinitialize(count: count)
    }

    @usableFromInline
    func deallocate() { original.deallocate() }

    @usableFromInline
    var pointee: Pointee {
        unsafeAddress {
            touch(isWrite: false)
            return UnsafePointer(original)
        }
        nonmutating unsafeMutableAddress {
            touch(isWrite: true)
            return original
        }
    }

    @usableFromInline
    subscript(offset: Int) -> Pointee {
        unsafeAddress {
            (self + offset).touch(isWrite: false)
            return UnsafePointer(original + offset)
        }
        nonmutating unsafeMutableAddress {
            (self + offset).touch(isWrite: true)
            return original + offset
        }
    }

    private func touch(isWrite: Bool, _ file: StaticString = "memory of", _ line: UInt = 0) {
        guard let watcher = AccessWatch.watcher else { return }
        watcher.touches(
            UInt(bitPattern: original), length: max(1, MemoryLayout<Pointee>.size), isWrite: isWrite,
            AccessSite(file, line, ""))
    }
}

extension UnsafeMutablePointer {
    @usableFromInline
    func initialize(repeating value: Pointee, count: Int) { original.initialize(repeating: value, count: count) }
}
#endif
