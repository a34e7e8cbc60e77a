//! Who watches the log, as an official writes it.

use crate::places::Mistake;
use ostrakon_record::tlog::{VerifierKey, policy::Witness};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WitnessConfig {
    vkey: String,
    address: String,
}

/// Reads the witnesses and how many of them must have seen a checkpoint.
pub(crate) fn read(
    configs: &[WitnessConfig],
    quorum: Option<usize>,
    mistakes: &mut Vec<Mistake>,
) -> (Vec<Witness>, usize) {
    let mut witnesses = Vec::new();
    for (number, config) in configs.iter().enumerate() {
        match read_one(config) {
            Ok(witness) => witnesses.push(witness),
            Err((field, reason)) => mistakes.push(Mistake::new(format!("witness[{number}].{field}"), reason)),
        }
    }
    let count = configs.len();
    match quorum {
        None if count == 0 => {}
        Some(quorum) if count > 0 && (1..=count).contains(&quorum) => {}
        None => mistakes.push(Mistake::new(
            "witness",
            format!(
                "there are witnesses, but `quorum` does not say how many of them must have seen the log: 1 to {count}"
            ),
        )),
        Some(quorum) if count == 0 => mistakes.push(Mistake::new(
            "quorum",
            format!("{quorum} witnesses must have seen the log, but there is no [[witness]]; leave `quorum` out"),
        )),
        Some(quorum) => mistakes.push(Mistake::new(
            "quorum",
            format!("{quorum} of {count} witnesses is impossible: it must be 1 to {count}"),
        )),
    }
    (witnesses, quorum.unwrap_or(0))
}

fn read_one(config: &WitnessConfig) -> Result<Witness, (&'static str, String)> {
    let key: VerifierKey = config
        .vkey
        .parse()
        .map_err(|error| ("vkey", format!("{error}; the witness's operator publishes it")))?;
    if !key.key().is_cosigner() {
        return Err(("vkey", "is a log's key, not a witness's".to_owned()));
    }
    let address = config.address.trim_end_matches('/');
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    if !is_web || address.contains(char::is_whitespace) {
        return Err((
            "address",
            format!("{:?} is no address of the form https://HOST/PATH", config.address),
        ));
    }
    Ok(Witness {
        name: key.name().to_string(),
        key,
        address: Some(address.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ostrakon_crypto::signature::SigningKey;
    use ostrakon_record::tlog::{KeyName, Policy, checkpoint::log_key, policy::Log, vkey::PublicKey};

    fn key(number: u8) -> VerifierKey {
        let name = KeyName::new(&format!("wit.example/w{number}")).unwrap();
        let key = SigningKey::from_seed(&[number; 32]).verifying_key();
        VerifierKey::new(name, PublicKey::Ed25519Cosigner(key))
    }

    fn config(vkey: &impl ToString, address: &str) -> WitnessConfig {
        WitnessConfig {
            vkey: vkey.to_string(),
            address: address.to_owned(),
        }
    }

    fn witnesses(count: u8) -> Vec<WitnessConfig> {
        (1..=count)
            .map(|number| config(&key(number), "https://wit.example/"))
            .collect()
    }

    fn mistakes(configs: &[WitnessConfig], quorum: Option<usize>) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        read(configs, quorum, &mut mistakes);
        mistakes
    }

    #[test]
    fn witnesses_become_a_policy() {
        let mut mistakes = Vec::new();
        let (witnesses, quorum) = read(&witnesses(4), Some(3), &mut mistakes);
        assert_eq!((mistakes, quorum), (vec![], 3));
        assert_eq!(witnesses[0].address.as_deref(), Some("https://wit.example"));
        let log = Log {
            key: log_key(
                &KeyName::new("localhost/1").unwrap(),
                SigningKey::from_seed(&[0; 32]).verifying_key(),
            ),
            address: None,
        };
        let policy = Policy::of_log(log, witnesses, quorum).unwrap();
        assert_eq!(policy.tolerates(), Some(1));
        assert!(self::mistakes(&[], None).is_empty());
    }

    #[test]
    fn mistakes_are_named() {
        let log = log_key(
            &KeyName::new("localhost/1").unwrap(),
            SigningKey::from_seed(&[0; 32]).verifying_key(),
        );
        let wrong = |vkey: &str, address| [config(&vkey, address)];
        for (configs, quorum, field, reason) in [
            (&witnesses(2)[..], None, "witness", "1 to 2"),
            (&[], Some(1), "quorum", "leave `quorum` out"),
            (&witnesses(2), Some(0), "quorum", "0 of 2 witnesses is impossible"),
            (&witnesses(2), Some(3), "quorum", "it must be 1 to 2"),
            (
                &wrong("w1", "https://wit.example"),
                Some(1),
                "witness[0].vkey",
                "name+8 hex",
            ),
            (
                &wrong(&log.to_string(), "https://a"),
                Some(1),
                "witness[0].vkey",
                "a log's key",
            ),
            (
                &wrong(&key(1).to_string(), "wit.example"),
                Some(1),
                "witness[0].address",
                "https://HOST",
            ),
            (
                &wrong(&key(1).to_string(), "https://a b"),
                Some(1),
                "witness[0].address",
                "https://HOST",
            ),
        ] {
            let found = mistakes(configs, quorum);
            let [mistake] = found.as_slice() else {
                unreachable!("{found:?}");
            };
            let text = format!("{mistake:?}");
            assert!(
                text.contains(&format!("field: {field:?}")) && text.contains(reason),
                "{text}"
            );
        }
    }
}
