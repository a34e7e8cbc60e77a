//! Tiles: the tree cut into files that never change (docs/record.md §7.3).
//!
//! A tile of level L has up to 256 hashes, each the root of a perfect subtree of level 8 L: leaves in level 0, roots of
//! full tiles of the level below in the others. The lines are in entry bundles, one for each tile of level 0.

use super::tree::{Frontier, NodeHash};
use core::{fmt, str::FromStr};

/// Hashes in a full tile, and lines in a full entry bundle.
pub const FULL: u16 = 256;
/// The highest level that a path can name. Only the first eight can have hashes.
pub const HIGHEST_LEVEL: u8 = 63;
/// Bytes of a hash.
const HASH: usize = 32;

/// What a tile has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Content {
    /// Hashes of this level.
    Hashes(u8),
    /// Lines: an entry bundle.
    Entries,
}

/// The name of a tile or entry bundle, below the log's prefix: `tile/0/x001/x234/067`, `tile/entries/000.p/44`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TilePath {
    content: Content,
    index: u64,
    width: u16,
}

/// A tile that cannot be, or not in a tree of this size.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TileError {
    /// The text is not the one form of a path.
    #[error("not the path of a tile: {found:?}")]
    Path {
        /// The text, cut to 80 characters.
        found: String,
    },
    /// Beyond the formats' highest level.
    #[error("tiles have levels 0 to {HIGHEST_LEVEL}, not {level}")]
    Level {
        /// Level of the tile.
        level: u8,
    },
    /// Empty, or wider than a full one.
    #[error("a tile has 1 to {FULL} hashes, not {width}")]
    Width {
        /// Number of hashes or lines.
        width: usize,
    },
    /// The bytes are not the tile's.
    #[error("{path} has {found} bytes instead of {expected}")]
    Length {
        /// The tile.
        path: TilePath,
        /// How many bytes there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// The perfect subtree is not in the tree.
    #[error("a tree of size {size} has no perfect subtree {index} of level {level}")]
    Subtree {
        /// Level of the subtree, 0 for leaves.
        level: u8,
        /// Index of the subtree in its level.
        index: u64,
        /// Number of leaves of the tree.
        size: u64,
    },
}

/// A subtree's hash that cannot be read from tiles.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError<E> {
    /// There is no such subtree, or the tile's bytes are not a tile's.
    #[error(transparent)]
    Tile(#[from] TileError),
    /// The tile cannot be read.
    #[error("{path}: {error}")]
    Read {
        /// The tile.
        path: TilePath,
        /// What the reader said.
        error: E,
    },
}

impl TilePath {
    /// The tile with this level, index and number of hashes.
    ///
    /// # Errors
    /// If the level is beyond [`HIGHEST_LEVEL`], or the width is not 1 to [`FULL`].
    pub fn hashes(level: u8, index: u64, width: u16) -> Result<Self, TileError> {
        if level > HIGHEST_LEVEL {
            return Err(TileError::Level { level });
        }
        Self::new(Content::Hashes(level), index, width)
    }

    /// The entry bundle with this index and number of lines.
    ///
    /// # Errors
    /// If the width is not 1 to [`FULL`].
    pub fn entries(index: u64, width: u16) -> Result<Self, TileError> {
        Self::new(Content::Entries, index, width)
    }

    fn new(content: Content, index: u64, width: u16) -> Result<Self, TileError> {
        if width == 0 || width > FULL {
            return Err(TileError::Width { width: width.into() });
        }
        Ok(Self {
            content,
            index,
            width,
        })
    }

    /// What it has.
    #[must_use]
    pub const fn content(&self) -> Content {
        self.content
    }

    /// Its place among the tiles of its level, or among the entry bundles.
    #[must_use]
    pub const fn index(&self) -> u64 {
        self.index
    }

    /// Number of hashes or lines, 1 to [`FULL`].
    #[must_use]
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// Whether every later tree has it, too.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.width == FULL
    }

    /// How wide a tile with this content and index is in a tree of `size` leaves: 0 if there is none.
    #[must_use]
    pub fn width_in(content: Content, index: u64, size: u64) -> u16 {
        let before = index.saturating_mul(FULL.into());
        let width = hashes_at(content.level(), size).saturating_sub(before);
        u16::try_from(width).map_or(FULL, |width| width.min(FULL))
    }

    /// Whether a tree of `size` leaves has all that the path names. A tile can be served from then on: what a narrower
    /// one has is the beginning of a wider one.
    #[must_use]
    pub fn is_within(&self, size: u64) -> bool {
        self.width <= Self::width_in(self.content, self.index, size)
    }

    /// The hashes of a tile from its bytes.
    ///
    /// # Errors
    /// If there are not 32 bytes for each hash of the path's width.
    pub fn decode(&self, bytes: &[u8]) -> Result<Vec<NodeHash>, TileError> {
        let (hashes, rest) = bytes.as_chunks::<HASH>();
        if hashes.len() == usize::from(self.width) && rest.is_empty() {
            Ok(hashes.iter().copied().map(NodeHash::from_bytes).collect())
        } else {
            Err(TileError::Length {
                path: *self,
                expected: usize::from(self.width) * HASH,
                found: bytes.len(),
            })
        }
    }
}

/// The bytes of a tile.
///
/// # Errors
/// If there are not 1 to [`FULL`] hashes.
pub fn encode(hashes: &[NodeHash]) -> Result<Vec<u8>, TileError> {
    if hashes.is_empty() || hashes.len() > FULL.into() {
        return Err(TileError::Width { width: hashes.len() });
    }
    Ok(hashes.iter().flat_map(|hash| *hash.as_bytes()).collect())
}

/// The tiles and entry bundles that a tree of `new` leaves has and one of `old` leaves has not: per level the full ones, then
/// the partial one if there is one. With `old` = 0 these are all.
pub fn tiles_between(old: u64, new: u64) -> impl Iterator<Item = TilePath> {
    let levels = (0..8).map(Content::Hashes);
    levels.chain([Content::Entries]).flat_map(move |content| {
        let full = u64::from(FULL);
        let (before, after) = (hashes_at(content.level(), old), hashes_at(content.level(), new));
        let indices = if before < after {
            before / full..after.div_ceil(full)
        } else {
            0..0
        };
        indices.map(move |index| TilePath {
            content,
            index,
            width: TilePath::width_in(content, index, new),
        })
    })
}

/// The tile that holds what the hash of a perfect subtree is made from, as wide as it is in the tree of `size` leaves.
///
/// # Errors
/// If the tree has no such subtree.
pub fn tile_of(level: u8, index: u64, size: u64) -> Result<TilePath, TileError> {
    locate(level, index, size).map(|(path, _)| path)
}

/// The hash of a perfect subtree from the tile that [`tile_of`] names; `read` gives its bytes.
///
/// # Errors
/// If the tree of `size` leaves has no such subtree, or the tile cannot be read or has the wrong length.
///
/// # Security
/// Nothing tells whether the tile is right but the root that the hash leads to: verify the proof that it goes into.
pub fn subtree_hash<E, B: AsRef<[u8]>>(
    level: u8,
    index: u64,
    size: u64,
    read: impl FnOnce(&TilePath) -> Result<B, E>,
) -> Result<NodeHash, ReadError<E>> {
    let (path, first) = locate(level, index, size)?;
    let bytes = read(&path).map_err(|error| ReadError::Read { path, error })?;
    let hashes = path.decode(bytes.as_ref())?;
    let leaves = hashes.into_iter().skip(first).take(1 << (level % 8));
    Ok(leaves.collect::<Frontier>().root())
}

/// The tile, and the position in it of the first of the 2^(level mod 8) hashes below a perfect subtree.
fn locate(level: u8, index: u64, size: u64) -> Result<(TilePath, usize), TileError> {
    let subtrees = size.checked_shr(level.into()).unwrap_or_default();
    if index >= subtrees {
        return Err(TileError::Subtree { level, index, size });
    }
    let content = Content::Hashes(level / 8);
    // No bit is lost: the first leaf of the subtree is below `size`.
    let first = index << (level % 8);
    let tile = first / u64::from(FULL);
    let position = usize::from(first.to_le_bytes().first().copied().unwrap_or_default());
    let width = TilePath::width_in(content, tile, size);
    Ok((TilePath::new(content, tile, width)?, position))
}

impl Content {
    const fn level(self) -> u8 {
        match self {
            Self::Hashes(level) => level,
            Self::Entries => 0,
        }
    }
}

/// Hashes of a level in a tree: ⌊size / 256^level⌋.
fn hashes_at(level: u8, size: u64) -> u64 {
    size.checked_shr(u32::from(level) * 8).unwrap_or_default()
}

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.content {
            Content::Hashes(level) => write!(f, "tile/{level}/")?,
            Content::Entries => f.write_str("tile/entries/")?,
        }
        let mut groups = vec![self.index % 1000];
        let mut rest = self.index / 1000;
        while rest > 0 {
            groups.push(rest % 1000);
            rest /= 1000;
        }
        for (place, group) in groups.iter().enumerate().rev() {
            if place > 0 {
                write!(f, "x{group:03}/")?;
            } else {
                write!(f, "{group:03}")?;
            }
        }
        if self.is_full() {
            Ok(())
        } else {
            write!(f, ".p/{}", self.width)
        }
    }
}

impl FromStr for TilePath {
    type Err = TileError;
    /// Accepts exactly what `Display` writes.
    fn from_str(text: &str) -> Result<Self, TileError> {
        read_path(text)
            .filter(|path| path.to_string() == text)
            .ok_or_else(|| TileError::Path {
                found: text.chars().take(80).collect(),
            })
    }
}

/// The path in a text, which may have other forms, too.
fn read_path(text: &str) -> Option<TilePath> {
    let (content, rest) = text.strip_prefix("tile/")?.split_once('/')?;
    let (index, width) = match rest.split_once(".p/") {
        // `.p/256` would come out as a full tile, which is written otherwise.
        Some((index, width)) => (index, width.parse().ok()?),
        None => (rest, FULL),
    };
    let mut number = 0_u64;
    for group in index.split('/') {
        let group: u64 = group.strip_prefix('x').unwrap_or(group).parse().ok()?;
        number = number.checked_mul(1000)?.checked_add(group)?;
    }
    match content {
        "entries" => TilePath::entries(number, width),
        level => TilePath::hashes(level.parse().ok()?, number, width),
    }
    .ok()
}
