use self::nested::Level::{self, Low};   // => imports nested.Level, nested.Level.Low

mod nested {                            // => defines module nested
    pub enum Level {                    // => defines enum nested.Level
        Low,                            // => defines constant nested.Level.Low
        High,                           // => defines constant nested.Level.High
    }

    impl Level {
        pub fn name(&self) -> &'static str { // => defines method nested.Level.name
            "level"
        }
    }
}

pub fn level(low: bool) -> Level {      // => defines function level; type_of nested.Level
    if low {
        return Low;
    }
    Level::High.name();                 // => calls nested.Level.name (inferred)
    super::super::start();              // => calls shop.start
    Level::High
}
