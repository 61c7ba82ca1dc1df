/// An output of a stage without its element type, with its annotations.
@usableFromInline
package struct AnyFlow: AttachableFlow {
    @usableFromInline let stage: Stage
    @usableFromInline let output: Int
    @usableFromInline var attributes: Attributes

    @usableFromInline
    init(stage: Stage, output: Int, attributes: Attributes = Attributes()) {
        self.stage = stage
        self.output = output
        self.attributes = attributes
    }

    /// The annotations: of the operator (name, policy) and of the edge that leaves it (capacity).
    @usableFromInline
    struct Attributes: Sendable {
        @usableFromInline var name: Annotation<String>?
        @usableFromInline var capacity: Annotation<Int>?
        @usableFromInline var policy: Annotation<FailurePolicy>?
        /// Who hears of the errors that the policy handles.
        @usableFromInline var listener: FailureListener?

        @usableFromInline
        init() {}

        /// Whether there is an annotation that a run or a validator must know; a valid capacity is not one.
        @usableFromInline var hasAnnotations: Bool {
            if name != nil || policy != nil { return true }
            guard let capacity else { return false }
            return !Limits.capacity.contains(capacity.value)
        }
    }

    /// A value, and the line that gave it.
    @usableFromInline
    struct Annotation<Value: Sendable>: Sendable {
        @usableFromInline let value: Value
        @usableFromInline let site: SourceSite

        @usableFromInline
        init(_ value: Value, _ site: SourceSite) {
            self.value = value
            self.site = site
        }
    }
}
