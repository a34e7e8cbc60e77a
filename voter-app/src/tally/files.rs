//! The key file, and what a trustee keeps beside it.

use super::refused::refused;
use crate::{
    message::Trouble,
    trusteeship::{Keepsake, MadeView, Passphrase},
    words::words,
};
use js_sys::{Array, Uint8Array};
use ostrakon_crypto::hash::Hash;
use passphrase::{SecretString, lock::OpenError};
use serde::Serialize;
use trustee::{
    Decision, Identity, Seen,
    identity::{KEY_FILE, PUBLIC_FILE, is_name},
};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// First bytes of what is encrypted.
const ENCRYPTED: &[u8] = b"age-encryption.org/";
/// No file of a trustee is as long: bytes.
const LONGEST: f64 = 100_000.0;

/// Makes a key file, and opens it once more before anybody relies on it.
pub(super) fn make(name: &str, passphrase: Passphrase) -> Result<MadeView, Trouble> {
    let name = name.trim();
    if !is_name(name) {
        return Err(Trouble::lasting(words!("hold-name-wrong")));
    }
    let unexpected = |error: &dyn core::fmt::Display| {
        Trouble::lasting(words!("trouble-unexpected")).because(&error.to_string())
    };
    let passphrase = SecretString::from(passphrase);
    let key = Identity::generate()
        .seal(passphrase.clone())
        .map_err(|error| unexpected(&error))?;
    let identity = Identity::open(&key, passphrase).map_err(|error| unexpected(&error))?;
    let public = identity
        .public(name)
        .encode()
        .map_err(|error| unexpected(&error))?;
    Ok(MadeView {
        key: Keepsake {
            name: KEY_FILE.to_owned(),
            bytes: key,
        },
        public: Keepsake {
            name: PUBLIC_FILE.to_owned(),
            bytes: public.into_bytes(),
        },
    })
}

/// What a trustee has of an election.
pub(super) struct Kept {
    pub(super) identity: Identity,
    pub(super) seen: Option<Seen>,
    /// With the name of its file.
    pub(super) decided: Option<(Decision, String)>,
}

/// Opens the key file among these files, and reads the others.
pub(super) async fn open(election: &Hash, files: &Array, passphrase: Passphrase) -> Result<Kept, Trouble> {
    let (mut key, mut seen, mut decided) = (None, None::<Seen>, None::<(Decision, String)>);
    for file in files.iter() {
        let file: File = file.unchecked_into();
        let name = file.name();
        let other = || Trouble::lasting(words!("hold-no-other", name = name.as_str()));
        let bytes = read(&file).await.ok_or_else(other)?;
        if bytes.starts_with(ENCRYPTED) {
            key = Some(bytes);
        } else if let Ok(decision) = serde_json::from_slice::<Decision>(&bytes) {
            if decision.election() != election {
                return Err(other());
            }
            if let Some((before, place)) = &decided {
                decision
                    .agree(before, place)
                    .map_err(|refusal| refused(&refusal))?;
            }
            decided = Some((decision, name));
        } else {
            let found: Seen = serde_json::from_slice(&bytes).map_err(|_| other())?;
            if found.election() != election {
                return Err(other());
            }
            // A browser calls a second download "seen (1)".
            if seen
                .as_ref()
                .is_none_or(|before| before.entries() < found.entries())
            {
                seen = Some(found);
            }
        }
    }
    let key = key.ok_or_else(|| Trouble::lasting(words!("hold-no-file")))?;
    let identity = Identity::open(&key, passphrase.into()).map_err(|error| {
        let words = match error {
            OpenError::Passphrase => words!("hold-no-passphrase"),
            _ => words!("hold-no-file"),
        };
        Trouble::lasting(words).because(&error)
    })?;
    Ok(Kept {
        identity,
        seen,
        decided,
    })
}

async fn read(file: &File) -> Option<Vec<u8>> {
    if file.size() > LONGEST {
        return None;
    }
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

/// A file of an election's, as the command line writes it.
pub(super) fn keepsake(kind: &str, election: &Hash, content: &impl Serialize) -> Option<Keepsake> {
    Some(Keepsake {
        name: format!("{kind}-{election}.json"),
        bytes: serde_json::to_vec_pretty(content).ok()?,
    })
}
