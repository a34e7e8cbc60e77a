//! Bytes in JSON: unpadded base64url, as docs/record.md §1 says for each type.

use data_encoding::BASE64URL_NOPAD;
use ostrakon_crypto::{
    ballot::{AllocationProof, BitsProof, LinkProof, RangeProof},
    elgamal::Ciphertext,
    group::{Element, Point},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// The bytes of a text in unpadded base64url.
pub(crate) fn base64<'de, D: Deserializer<'de>>(text: &str) -> Result<Vec<u8>, D::Error> {
    BASE64URL_NOPAD
        .decode(text.as_bytes())
        .map_err(|error| D::Error::custom(format!("not unpadded base64url: {error}")))
}

/// Any bytes.
pub(crate) mod bytes {
    use super::{BASE64URL_NOPAD, Deserializer, Serializer};
    use serde::de::{Error, Visitor};

    pub(crate) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64URL_NOPAD.encode(bytes))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Vec<u8>;
            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("unpadded base64url")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Vec<u8>, E> {
                BASE64URL_NOPAD
                    .decode(text.as_bytes())
                    .map_err(|error| E::custom(format!("not unpadded base64url: {error}")))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

pub(super) mod fixed_bytes {
    use super::{BASE64URL_NOPAD, Deserialize as _, Deserializer, Serializer, base64};
    use serde::de::Error as _;

    pub(in crate::body) fn serialize<S: Serializer>(
        bytes: &[u8; 48],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64URL_NOPAD.encode(bytes))
    }

    pub(in crate::body) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<[u8; 48], D::Error> {
        let bytes = base64::<D>(&String::deserialize(deserializer)?)?;
        bytes
            .try_into()
            .map_err(|_| D::Error::custom("an encrypted share has 48 bytes"))
    }
}

pub(super) mod ciphertext_lists {
    use super::{BASE64URL_NOPAD, Ciphertext, Deserialize as _, Deserializer, Serializer, base64};
    use serde::{de::Error as _, ser::SerializeSeq as _};

    pub(in crate::body) fn serialize<S: Serializer>(
        lists: &[Vec<Ciphertext>],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(Some(lists.len()))?;
        for list in lists {
            let bytes: Vec<u8> = list.iter().flat_map(Ciphertext::to_bytes).collect();
            sequence.serialize_element(&BASE64URL_NOPAD.encode(&bytes))?;
        }
        sequence.end()
    }

    pub(in crate::body) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Vec<Ciphertext>>, D::Error> {
        let mut lists = Vec::new();
        for text in Vec::<String>::deserialize(deserializer)? {
            let bytes = base64::<D>(&text)?;
            let (chunks, rest) = bytes.as_chunks::<{ Ciphertext::LENGTH }>();
            if !rest.is_empty() {
                return Err(D::Error::custom("a contest's ciphertexts have 64 bytes each"));
            }
            let mut list = Vec::with_capacity(chunks.len());
            for chunk in chunks {
                let ciphertext = Ciphertext::from_bytes(chunk);
                list.push(ciphertext.map_err(|error| D::Error::custom(format!("ciphertext: {error}")))?);
            }
            lists.push(list);
        }
        Ok(lists)
    }
}

pub(super) mod bits_proof {
    use super::{BASE64URL_NOPAD, BitsProof, Deserialize as _, Deserializer, Serializer, base64};
    use serde::de::Error as _;

    #[expect(clippy::ref_option, reason = "serde's signature")]
    pub(in crate::body) fn serialize<S: Serializer>(
        proof: &Option<BitsProof>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match proof {
            Some(proof) => serializer.serialize_str(&BASE64URL_NOPAD.encode(&proof.to_bytes())),
            None => serializer.serialize_none(),
        }
    }

    pub(in crate::body) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<BitsProof>, D::Error> {
        let Some(text) = Option::<String>::deserialize(deserializer)? else {
            return Ok(None);
        };
        BitsProof::from_bytes(&base64::<D>(&text)?)
            .map(Some)
            .map_err(|error| D::Error::custom(format!("ballot proof: {error}")))
    }
}

pub(super) mod allocation_proof {
    use super::{
        AllocationProof, BASE64URL_NOPAD, Deserialize, Deserializer, LinkProof, Point, RangeProof, Serialize,
        Serializer, base64,
    };
    use serde::de::Error as _;

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Parts {
        commitments: String,
        link: String,
        range: String,
    }

    #[expect(clippy::ref_option, reason = "serde's signature")]
    pub(in crate::body) fn serialize<S: Serializer>(
        proof: &Option<AllocationProof>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let parts = proof.as_ref().map(|proof| {
            let commitments: Vec<u8> = proof
                .commitments
                .iter()
                .flat_map(|point| *point.as_bytes())
                .collect();
            Parts {
                commitments: BASE64URL_NOPAD.encode(&commitments),
                link: BASE64URL_NOPAD.encode(&proof.link.to_bytes()),
                range: BASE64URL_NOPAD.encode(&proof.range.to_bytes()),
            }
        });
        parts.serialize(serializer)
    }

    pub(in crate::body) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<AllocationProof>, D::Error> {
        let Some(parts) = Option::<Parts>::deserialize(deserializer)? else {
            return Ok(None);
        };
        let bytes = base64::<D>(&parts.commitments)?;
        let (chunks, rest) = bytes.as_chunks::<32>();
        if !rest.is_empty() {
            return Err(D::Error::custom("commitments of amounts have 32 bytes each"));
        }
        let commitments: Result<Vec<_>, _> = chunks.iter().map(Point::from_bytes).collect();
        let link = LinkProof::from_bytes(&base64::<D>(&parts.link)?);
        let range = RangeProof::from_bytes(&base64::<D>(&parts.range)?);
        let wrong = |part| move |error| D::Error::custom(format!("{part}: {error}"));
        Ok(Some(AllocationProof {
            commitments: commitments.map_err(wrong("commitment of an amount"))?,
            link: link.map_err(wrong("link proof"))?,
            range: range.map_err(wrong("range proof"))?,
        }))
    }
}

pub(super) mod elements {
    use super::{BASE64URL_NOPAD, Deserialize as _, Deserializer, Element, Serializer, base64};
    use serde::de::Error as _;

    pub(in crate::body) fn serialize<S: Serializer>(
        elements: &[Element],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = elements.iter().flat_map(Element::to_bytes).collect();
        serializer.serialize_str(&BASE64URL_NOPAD.encode(&bytes))
    }

    pub(in crate::body) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Element>, D::Error> {
        let bytes = base64::<D>(&String::deserialize(deserializer)?)?;
        let (chunks, rest) = bytes.as_chunks::<32>();
        if !rest.is_empty() {
            return Err(D::Error::custom("decryption shares have 32 bytes each"));
        }
        let elements: Result<Vec<_>, _> = chunks.iter().map(Element::from_bytes).collect();
        elements.map_err(|error| D::Error::custom(format!("decryption share: {error}")))
    }
}
