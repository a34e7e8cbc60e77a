//! What a server sends to browsers that can unpack it: made once, as small as can be, instead of at every request.

use anyhow::{Context as _, Result};
use brotli::enc::BrotliEncoderParams;
use ostrakon_record::pages::FileDigest;
use std::{collections::BTreeMap, fs, path::Path};

/// The name of a file's packed copy, as servers look for it.
pub(super) fn name(of: &str) -> String {
    format!("{of}.br")
}

/// Adds a packed copy of every file that becomes smaller by it. What was packed before is taken from `cache`.
pub(super) fn add_compressed(files: &mut BTreeMap<String, Vec<u8>>, cache: &Path) -> Result<()> {
    fs::create_dir_all(cache).with_context(|| cache.display().to_string())?;
    let mut packed = BTreeMap::new();
    for (file, bytes) in files.iter() {
        let kept = cache.join(FileDigest::of(bytes).to_string());
        let small = if let Ok(small) = fs::read(&kept) {
            small
        } else {
            let small = pack(bytes)?;
            // Whole or not at all: a run may be stopped.
            let unfinished = kept.with_extension("new");
            fs::write(&unfinished, &small)
                .and_then(|()| fs::rename(&unfinished, &kept))
                .with_context(|| kept.display().to_string())?;
            small
        };
        if small.len() < bytes.len() {
            packed.insert(name(file), small);
        }
    }
    files.extend(packed);
    Ok(())
}

/// Brotli as small as it can, with a window that every browser accepts.
fn pack(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut small, &parameters)?;
    Ok(small)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn packed_copies_hold_the_same_bytes_and_are_made_once() {
        let cache = tempfile::tempdir().unwrap();
        let long = b"ostrakon ".repeat(100);
        let mut files = BTreeMap::from([
            ("a.js".to_owned(), long.clone()),
            ("b.svg".to_owned(), b"<".to_vec()),
        ]);
        add_compressed(&mut files, cache.path()).unwrap();
        assert_eq!(files.keys().collect::<Vec<_>>(), ["a.js", "a.js.br", "b.svg"]);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut files["a.js.br"].as_slice(), &mut unpacked).unwrap();
        assert_eq!(unpacked, long);
        let kept = cache.path().join(FileDigest::of(&long).to_string());
        fs::write(&kept, b"kept").unwrap();
        files.remove("a.js.br");
        add_compressed(&mut files, cache.path()).unwrap();
        assert_eq!(files["a.js.br"], b"kept");
    }
}
