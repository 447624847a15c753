macro_rules! log {                      // => defines function log
    ($($arg:tt)*) => {
        $crate::util::write_line(format!($($arg)*)) // => calls shop.util.write_line, std.format
    };
}

macro_rules! twice {                    // => defines function twice
    ($value:expr) => {
        helper($value)                  // => calls helper
    };
}

fn helper() {}                          // => defines function helper
