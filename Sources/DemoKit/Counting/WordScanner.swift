/// Finds the words of one text, piece by piece; a value that remembers a word cut by the end of a piece.
struct WordScanner {
    private var word = Word()
    private var length = 0

    /// Counts the words that end in these bytes.
    mutating func take(_ bytes: [UInt8], into table: inout WordTable) {
        var scanner = self
        for byte in bytes {
            // In lower case, "a" is 1 and "z" is 26.
            let letter = (byte | 0x20) &- 0x60
            if letter &- 1 < 26 {
                scanner.append(letter)
            } else if scanner.length > 0 {
                scanner.finish(into: &table)
            }
        }
        self = scanner
    }

    /// Counts the word that the text ends in.
    mutating func finish(into table: inout WordTable) {
        // A longer run of letters is data rather than a word, and could be as long as the file.
        if length > 0, length <= Word.maximumLength { table.add(word, 1) }
        word = Word()
        length = 0
    }

    @inline(__always)
    private mutating func append(_ letter: UInt8) {
        if length < Word.maximumLength { word.append(letter) }
        length &+= 1
    }
}
