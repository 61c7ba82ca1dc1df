/** One slot of a ring. Stages change it in place; a pair is `left` and `right`. */
final class Event {
    long value;
    long left;
    long right;
}
