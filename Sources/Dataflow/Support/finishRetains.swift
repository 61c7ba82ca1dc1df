import Synchronization

/// Makes sure that what was retained above is retained before what follows: a store that shows it to another thread.
///
/// The compiler moves a retain down past any load and store, also past an atomic one, for on its own thread no store
/// gives a reference up. But once an element is shown, another thread may take it and give it up, before its producer has
/// counted it: then the object dies too early. A fence is no store, so nothing moves past it. It costs nothing on x86,
/// where loads are never reordered, and one `dmb ishld` on ARM64.
@inlinable @inline(__always)
func finishRetains() {
    #if !DATAFLOW_INTERLEAVINGS
    atomicMemoryFence(ordering: .acquiring)
    #endif
}
