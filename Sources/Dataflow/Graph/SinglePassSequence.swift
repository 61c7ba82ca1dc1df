/// A sequence that gives its elements once: a second iteration gets only what is left, or nothing.
///
/// A flow of such a sequence feeds one run. A second run is refused with an ``InvalidGraph`` before it starts, and
/// under ``Flow/retry(_:fileID:line:when:)`` it is a finding; otherwise a flow without elements would look like
/// success. To read again, make the sequence again: ``Flow/deferred(fileID:line:_:)``.
///
/// No type itself says how often it can be iterated. The engine knows that `AsyncStream` and `AsyncThrowingStream` are
/// single-pass, and the types that the standard library makes of them (`map`, `filter`, `prefix`, …). So is every class
/// that is its own iterator: what one reader takes from an object is gone for the next. The engine lets each run and
/// each attempt iterate any other sequence; to refuse every sequence that might be single-pass would refuse many that
/// are not. If yours is single-pass, say so:
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
