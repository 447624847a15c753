pub fn format(text: anytype) void {     // => defines function format
    _ = text;
}
