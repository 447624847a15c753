pub fn rate(base: u64) -> u64 {         // => defines function rate
    super::tax::half(base) / 5          // => calls half
}

fn half(base: u64) -> u64 {             // => defines function half
    self::inner::cut(base)              // => calls inner.cut
}

pub enum Rounding {                     // => defines enum Rounding
    Up,                                 // => defines constant Rounding.Up
    Down(u8),                           // => defines constant Rounding.Down
    Exactly { digits: u8, mode: Mode }, // => defines constant Rounding.Exactly; defines field Rounding.Exactly.digits; defines field Rounding.Exactly.mode; type_of Mode from Rounding.Exactly.mode
}

#[derive(Clone, Copy)]                  // => decorates std.clone.Clone, std.marker.Copy from Mode
pub struct Mode(pub u8);                // => defines struct Mode

impl Mode {
    pub fn strict(self) -> bool {       // => defines method Mode.strict
        self.0 > 1
    }
}

impl Rounding {
    pub fn apply(&self, value: u64) -> u64 { // => defines method Rounding.apply
        match self {
            Rounding::Up => value,
            Self::Down(digits) => inner::cut(value) + *digits as u64, // => calls inner.cut
            Rounding::Exactly { digits: _, mode } if mode.strict() => half(value), // => calls Mode.strict (inferred); calls half
            Rounding::Exactly { .. } => 0,
        }
    }

    pub fn down() -> Self {             // => defines method Rounding.down; type_of Rounding
        Self::Down(2)                   // => instantiates Rounding.Down
    }
}

mod inner {                             // => defines module inner
    pub fn cut(base: u64) -> u64 {      // => defines function inner.cut
        base / super::DIVISOR
    }

    pub(super) fn half() {}             // => defines function inner.half
}

const DIVISOR: u64 = 2;                 // => defines constant DIVISOR
