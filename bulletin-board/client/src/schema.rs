//! How the API's values look, for its description in OpenAPI. Formats are those of docs/record.md §1.

use ostrakon_record::{election::Phase, verify::CheckId};
use std::borrow::Cow;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        Object, ObjectBuilder, RefOr, Schema, Type,
        schema::{AdditionalProperties, SchemaType},
    },
};

/// Phases, in the order in which an election goes through them.
const PHASES: [Phase; 12] = [
    Phase::KeyCommit,
    Phase::KeyDeal,
    Phase::KeyConfirm,
    Phase::KeyDispute,
    Phase::Roll,
    Phase::Rehearsal,
    Phase::Voting,
    Phase::Intent,
    Phase::Decryption,
    Phase::Withheld,
    Phase::Finished,
    Phase::Aborted,
];

fn string(pattern: &str, description: &str) -> Object {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(pattern))
        .description(Some(description))
        .build()
}

fn number(largest: u64, description: &str) -> Object {
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(0u64))
        .maximum(Some(largest))
        .description(Some(description))
        .build()
}

/// All fields are always there, and no others.
fn object(description: &str, fields: impl IntoIterator<Item = (&'static str, Object)>) -> Object {
    let mut object = ObjectBuilder::new()
        .schema_type(SchemaType::new(Type::Object))
        .description(Some(description))
        .additional_properties(Some(AdditionalProperties::FreeForm(false)));
    for (name, schema) in fields {
        object = object.property(name, schema).required(name);
    }
    object.build()
}

/// A hash.
#[must_use]
pub fn hash() -> Object {
    string("^[0-9a-f]{64}$", "SHA3-256 in lower-case hexadecimal digits")
}

/// A public key, or a point.
#[must_use]
pub fn point() -> Object {
    string("^[0-9A-Za-z_-]{43}$", "32 bytes in base64url without padding")
}

fn signature() -> Object {
    string("^[0-9A-Za-z_-]{86}$", "64 bytes in base64url without padding")
}

/// A text in several languages.
#[must_use]
pub fn text() -> Object {
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .description(Some("Words by language tag"))
        .additional_properties(Some(ObjectBuilder::new().schema_type(Type::String)))
        .build()
}

/// Where an election stands.
#[must_use]
pub fn phase() -> Object {
    let names = PHASES.iter().filter_map(|phase| serde_json::to_value(phase).ok());
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(names))
        .build()
}

/// Index of a trustee.
#[must_use]
pub fn trustee() -> Object {
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .minimum(Some(1u64))
        .maximum(Some(255u64))
        .build()
}

/// A check of the verifier.
#[must_use]
pub fn check() -> Object {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(CheckId::ALL.iter().map(ToString::to_string)))
        .build()
}

/// Announced times.
#[must_use]
pub fn schedule() -> Object {
    let time = |description| number(u64::MAX, description);
    object(
        "Announced times, in POSIX seconds",
        [
            ("opens", time("Begin of voting")),
            ("closes", time("End of voting")),
        ],
    )
}

/// Schema of [`ostrakon_record::receipt::Receipt`].
#[derive(Clone, Copy, Debug)]
pub enum Receipt {}

impl PartialSchema for Receipt {
    fn schema() -> RefOr<Schema> {
        object(
            "The board's signed promise that a line has this position",
            [
                ("election", hash()),
                ("seq", number(u64::MAX, "Position in the log")),
                ("line", hash()),
                ("body", hash()),
                ("signature", signature()),
            ],
        )
        .into()
    }
}

impl ToSchema for Receipt {
    fn name() -> Cow<'static, str> {
        "Receipt".into()
    }
}

/// Schema of [`ostrakon_record::refusal::SignedRefusal`].
#[derive(Clone, Copy, Debug)]
pub enum SignedRefusal {}

impl PartialSchema for SignedRefusal {
    fn schema() -> RefOr<Schema> {
        object(
            "The board's signed refusal of a voter's line",
            [
                ("election", hash()),
                ("entries", number(u64::MAX, "Lines in the log when it was judged")),
                ("posted", hash()),
                ("body", hash()),
                ("check", check()),
                ("signature", signature()),
            ],
        )
        .into()
    }
}

impl ToSchema for SignedRefusal {
    fn name() -> Cow<'static, str> {
        "SignedRefusal".into()
    }
}

/// Schema of what is posted: a line without its place.
#[derive(Clone, Copy, Debug)]
pub enum Submission {}

impl PartialSchema for Submission {
    fn schema() -> RefOr<Schema> {
        let body = ObjectBuilder::new()
            .schema_type(Type::Object)
            .description(Some("Canonical JSON, its fields by kind: docs/record.md §3"))
            .build();
        object(
            "A line of docs/record.md §2 without `seq` and `prev`, in canonical JSON",
            [
                ("kind", string("^[a-z-]{1,20}$", "What kind of line")),
                (
                    "signer",
                    string(
                        "^(authority|registrar|trustee-[1-9][0-9]{0,2}|voter)$",
                        "Who signs",
                    ),
                ),
                ("body", body),
                ("signature", signature()),
            ],
        )
        .into()
    }
}

impl ToSchema for Submission {
    fn name() -> Cow<'static, str> {
        "Submission".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ostrakon_crypto::{hash::Hash, signature::SigningKey};
    use ostrakon_record::manifest;
    use serde::Serialize;
    use std::collections::BTreeSet;

    fn describes(schema: RefOr<Schema>, value: &impl Serialize) {
        let RefOr::T(Schema::Object(object)) = schema else {
            unreachable!("it is an object");
        };
        let value = serde_json::to_value(value).unwrap();
        let fields: BTreeSet<&String> = value.as_object().unwrap().keys().collect();
        assert_eq!(fields, object.required.iter().collect::<BTreeSet<_>>());
        assert_eq!(fields, object.properties.keys().collect::<BTreeSet<_>>());
    }

    #[test]
    fn the_schemas_have_the_fields_of_what_they_describe() {
        let key = SigningKey::from_seed(&[1; 32]);
        let hash = Hash::ZERO;
        let receipt = ostrakon_record::receipt::Receipt::sign(&key, hash, 1, hash, hash);
        describes(Receipt::schema(), &receipt);
        let refusal = ostrakon_record::refusal::SignedRefusal::sign(&key, hash, 1, hash, hash, CheckId::P1);
        describes(SignedRefusal::schema(), &refusal);
        let times = manifest::Schedule { opens: 1, closes: 2 };
        describes(schedule().into(), &times);
    }
}
