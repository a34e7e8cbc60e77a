//! A small picture of a tracker, so that two can be compared at a glance (docs/record.md §3.5).

use crate::tracker::BallotTracker;
use ostrakon_crypto::hash::Hasher;

/// Four shapes in a row, which can be told apart without their colours and be said in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrackerPicture([(Shape, Colour); 4]);

/// Eight shapes, by their numbers in the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// 0
    Circle,
    /// 1
    Square,
    /// 2
    Triangle,
    /// 3
    Diamond,
    /// 4
    Cross,
    /// 5
    Ring,
    /// 6
    Star,
    /// 7
    Moon,
}

/// Four colours of different lightness, by their numbers in the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// 0
    Black,
    /// 1
    Blue,
    /// 2
    Orange,
    /// 3
    Yellow,
}

impl Shape {
    const ALL: [Self; 8] = [
        Self::Circle,
        Self::Square,
        Self::Triangle,
        Self::Diamond,
        Self::Cross,
        Self::Ring,
        Self::Star,
        Self::Moon,
    ];

    /// Its outline in a square of 24 by 24 units, as an SVG path.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Circle => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z",
            Self::Square => "M4 4h16v16h-16z",
            Self::Triangle => "M12 3l10 18h-20z",
            Self::Diamond => "M12 2l9 10l-9 10l-9-10z",
            Self::Cross => "M9 3h6v6h6v6h-6v6h-6v-6h-6v-6h6z",
            // Drawn against the clock inside, so that it is a hole.
            Self::Ring => "M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20zM12 7a5 5 0 1 1 0 10a5 5 0 1 1 0-10z",
            Self::Star => "M12 2l3 7h7l-5.5 4.5l2 7.5l-6.5-4.5l-6.5 4.5l2-7.5l-5.5-4.5h7z",
            Self::Moon => "M16 2a10 10 0 1 0 0 20a4 10 0 0 1 0-20z",
        }
    }
}

impl Colour {
    const ALL: [Self; 4] = [Self::Black, Self::Blue, Self::Orange, Self::Yellow];

    /// As CSS writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Black => "#000000",
            Self::Blue => "#0072b2",
            Self::Orange => "#e69f00",
            Self::Yellow => "#f0e442",
        }
    }
}

impl TrackerPicture {
    /// The picture of a tracker.
    #[must_use]
    pub fn of(tracker: &BallotTracker) -> Self {
        let mut hasher = Hasher::new();
        hasher.update(b"ostrakon/v1/picture\n");
        hasher.update(tracker.hash().as_bytes());
        let hash = hasher.finish();
        let first: [u8; 4] = hash.as_bytes().first_chunk().copied().unwrap_or_default();
        Self(first.map(|byte| {
            let shape = Shape::ALL.get(usize::from(byte >> 5)).copied();
            let colour = Colour::ALL.get(usize::from(byte & 3)).copied();
            // Three and two bits are always within.
            (shape.unwrap_or(Shape::Circle), colour.unwrap_or(Colour::Black))
        }))
    }

    /// From left to right.
    #[must_use]
    pub const fn shapes(&self) -> &[(Shape, Colour); 4] {
        &self.0
    }
}
