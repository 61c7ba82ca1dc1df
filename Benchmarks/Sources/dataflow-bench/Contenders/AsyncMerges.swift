import AsyncAlgorithms

/// swift-async-algorithms merges two or three sequences; more of them are a tree.
enum AsyncMerges {
    typealias Leaf = AsyncSyncSequence<Range<Int>>
    typealias Two = AsyncMerge2Sequence<Leaf, Leaf>
    typealias Four = AsyncMerge2Sequence<Two, Two>
    typealias Eight = AsyncMerge2Sequence<Four, Four>

    /// The sum of a merge of 2, 4 or 8 inputs, or nil for other numbers.
    static func sum(inputs: Int, elements: Int) async -> Int? {
        let leaves = (0..<inputs).map { share($0, of: inputs, elements).async }[...]
        switch inputs {
        case 2: return await AsyncAlgorithmsContender.sum(two(leaves))
        case 4: return await AsyncAlgorithmsContender.sum(four(leaves))
        case 8: return await AsyncAlgorithmsContender.sum(eight(leaves))
        default: return nil
        }
    }

    private static func two(_ leaves: ArraySlice<Leaf>) -> Two {
        merge(leaves[leaves.startIndex], leaves[leaves.startIndex + 1])
    }

    private static func four(_ leaves: ArraySlice<Leaf>) -> Four {
        merge(two(leaves.prefix(2)), two(leaves.suffix(2)))
    }

    private static func eight(_ leaves: ArraySlice<Leaf>) -> Eight {
        merge(four(leaves.prefix(4)), four(leaves.suffix(4)))
    }
}
