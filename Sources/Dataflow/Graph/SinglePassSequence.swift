/// A sequence that gives its elements once: whoever iterates it next gets what is left, or nothing.
///
/// A flow of such a sequence feeds one run. A second run is refused with an ``InvalidGraph`` before it starts, and under
/// ``Flow/retry(_:fileID:line:when:)`` it is a finding; otherwise a flow without elements would pass for success. To read
/// anew, make anew: ``Flow/deferred(fileID:line:_:)``.
///
/// No type says by itself how often it can be iterated. The engine knows it of `AsyncStream` and `AsyncThrowingStream`, of
/// what the standard library makes of them (`map`, `filter`, `prefix`, …), and of every class that is its own iterator, for
/// what one reader takes from an object is gone for the next. Any other sequence is iterated by each run and each attempt:
/// to refuse all that might be good for one pass would refuse those that are good for many. If yours is not, say so:
///
///     extension Socket.Lines: SinglePassSequence {}
public protocol SinglePassSequence {}

extension AsyncStream: SinglePassSequence {}
extension AsyncThrowingStream: SinglePassSequence {}

extension AsyncMapSequence: SinglePassSequence where Base: SinglePassSequence {}
extension AsyncThrowingMapSequence: SinglePassSequence where Base: SinglePassSequence {}
extension AsyncCompactMapSequence: SinglePassSequence where Base: SinglePassSequence {}
extension AsyncThrowingCompactMapSequence: SinglePassSequence where Base: SinglePassSequence {}
extension AsyncFlatMapSequence: SinglePassSequence where Base: SinglePassSequence {}
extension AsyncThrowingFlatMapSequence: SinglePassSequence where Base: SinglePassSequence {}
extension AsyncFilterSequence: SinglePassSequence where Base: SinglePassSequence {}
extension AsyncThrowingFilterSequence: SinglePassSequence where Base: SinglePassSequence {}
extension AsyncPrefixSequence: SinglePassSequence where Base: SinglePassSequence {}
extension AsyncPrefixWhileSequence: SinglePassSequence where Base: SinglePassSequence {}
extension AsyncThrowingPrefixWhileSequence: SinglePassSequence where Base: SinglePassSequence {}
extension AsyncDropFirstSequence: SinglePassSequence where Base: SinglePassSequence {}
extension AsyncDropWhileSequence: SinglePassSequence where Base: SinglePassSequence {}
extension AsyncThrowingDropWhileSequence: SinglePassSequence where Base: SinglePassSequence {}
