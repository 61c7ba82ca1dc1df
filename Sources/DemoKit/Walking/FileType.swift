/// The row of the table in which a file is counted: its extension, in lower case.
enum FileType {
    /// Files without an extension.
    static let none = "(none)"

    /// The extension of a file name, or ``none``.
    ///
    /// What follows the last dot counts as one if it is short, ASCII, and something stands before the dot.
    static func of(_ name: ArraySlice<UInt8>) -> String {
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return none }
        let ending = name[(dot + 1)...]
        guard (1...12).contains(ending.count), ending.allSatisfy(isPlain) else { return none }
        return String(decoding: ending, as: UTF8.self).lowercased()
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch Unicode.Scalar(byte) {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-", "+": true
        default: false
        }
    }
}
