extension Duration {
    /// The first moment after this one that is a whole number of intervals from zero.
    @usableFromInline
    func nextTick(every interval: Duration) -> Duration {
        self + interval - Duration(attoseconds: attoseconds % interval.attoseconds)
    }
}
