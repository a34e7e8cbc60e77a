//! What a voter gets.

use super::config::MailConfig;
use crate::{
    store::{Joined, Recipient},
    texts::Texts,
};
use admin_cli::{Failure, calendar::utc};
use lettre::{
    Message,
    address::Envelope,
    message::{Mailbox, header::ContentType},
};

/// What the part of a message's id before its random name is.
pub const PREFIX: &str = "ostrakon-";

/// Writes a voter's e-mail: who sends to whom, and the bytes.
///
/// # Errors
/// If the voter has no usable address.
pub fn write(
    texts: &Texts,
    config: &MailConfig,
    joined: &Joined,
    recipient: &Recipient,
    name: &str,
) -> Result<(Envelope, Vec<u8>), Failure> {
    let person = &recipient.person;
    let wrong = |reason: String| {
        Failure::wrong(
            format!("the e-mail to voter {:?}: {reason}", person.id),
            "correct the list, and import it again",
        )
    };
    let language = person.language.as_str();
    let schedule = joined.manifest.schedule;
    let (opens, closes) = (utc(schedule.opens), utc(schedule.closes));
    let values = [
        ("title", joined.manifest.title.pick(language)),
        ("name", person.name.as_str()),
        ("opens", opens.as_str()),
        ("closes", closes.as_str()),
    ];
    let say = |key: &str| texts.text(language, key, &values);
    let link = format!("{}{}", joined.link_base(), recipient.code.as_str());
    let body = format!(
        "{}\n\n{}\n\n{link}\n\n{}\n\n{}\n\n{}\n",
        say("greeting")?,
        say("mail-open")?,
        say("when")?,
        say("mail-secret")?,
        say("secrecy")?
    );
    let address: lettre::Address = person
        .email
        .parse()
        .map_err(|_| wrong("no e-mail address".to_owned()))?;
    let mut builder = Message::builder()
        .from(config.from.clone())
        .to(Mailbox::new(Some(person.name.clone()), address.clone()))
        .subject(say("subject")?)
        .message_id(Some(format!("<{PREFIX}{name}@{}>", config.from.email.domain())))
        .header(ContentType::TEXT_PLAIN);
    if let Some(reply_to) = &config.reply_to {
        builder = builder.reply_to(reply_to.clone());
    }
    let message = builder.body(body).map_err(|error| wrong(error.to_string()))?;
    let back = config
        .bounces_to
        .clone()
        .unwrap_or_else(|| config.from.email.clone());
    let envelope = Envelope::new(Some(back), vec![address]).map_err(|error| wrong(error.to_string()))?;
    Ok((envelope, message.formatted()))
}
