//! A connection to the mail server.

use super::config::{MailConfig, Security};
use admin_cli::Failure;
use lettre::{
    address::Envelope,
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailParameter},
        response::Response,
    },
};
use std::{fs, time::Duration};
use tokio::time::timeout;

/// How long the server may take for an answer.
const PATIENCE: Duration = Duration::from_mins(1);
/// How long it may take to accept a message.
const LONG_PATIENCE: Duration = Duration::from_mins(5);

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server has taken it.
    Sent(String),
    /// It certainly was not sent, and can be tried again.
    Later(String),
    /// The server will not take it.
    Refused(String),
    /// The server may have taken it.
    Unknown(String),
}

/// A connection.
pub struct Session(AsyncSmtpConnection);

impl Session {
    /// Connects, protects the connection and signs in.
    ///
    /// # Errors
    /// If that is not possible now.
    pub async fn connect(config: &MailConfig) -> Result<Self, Failure> {
        let failed = |reason: String| {
            Failure::unknown(
                format!("the mail server {}: {reason}", config.server),
                "nothing is lost: the queue is kept; mend it, and run the command again",
            )
        };
        let connecting = timeout(PATIENCE, connect(config)).await;
        connecting
            .map_err(|_| failed("no answer in time".to_owned()))?
            .map(Self)
            .map_err(failed)
    }

    /// Whether the connection still stands.
    pub async fn is_alive(&mut self) -> bool {
        timeout(PATIENCE, self.0.test_connected()).await.unwrap_or(false)
    }

    /// Sends a message. After anything but [`Outcome::Sent`] the connection is not to be used again.
    pub async fn send(&mut self, envelope: &Envelope, message: &[u8]) -> Outcome {
        // Up to here nothing of the message has left.
        match timeout(PATIENCE, self.announce(envelope)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) if error.is_permanent() => return Outcome::Refused(error.to_string()),
            Ok(Err(error)) => return Outcome::Later(error.to_string()),
            Err(_) => return Outcome::Later("no answer in time".to_owned()),
        }
        match timeout(LONG_PATIENCE, self.0.message(message)).await {
            Ok(Ok(response)) => Outcome::Sent(words(&response)),
            Ok(Err(error)) if error.is_permanent() => Outcome::Refused(error.to_string()),
            Ok(Err(error)) if error.is_transient() => Outcome::Later(error.to_string()),
            Ok(Err(error)) => Outcome::Unknown(error.to_string()),
            Err(_) => Outcome::Unknown("no answer in time".to_owned()),
        }
    }

    async fn announce(&mut self, envelope: &Envelope) -> Result<(), Error> {
        let mut addresses = envelope.from().into_iter().chain(envelope.to());
        let international = addresses.any(|address| !AsRef::<str>::as_ref(address).is_ascii())
            && self.0.server_info().supports_feature(Extension::SmtpUtfEight);
        let parameters = if international {
            vec![MailParameter::SmtpUtfEight]
        } else {
            Vec::new()
        };
        self.0
            .command(Mail::new(envelope.from().cloned(), parameters))
            .await?;
        for address in envelope.to() {
            self.0.command(Rcpt::new(address.clone(), Vec::new())).await?;
        }
        self.0.command(Data).await?;
        Ok(())
    }

    /// Says good-bye.
    pub async fn quit(mut self) {
        let _ = timeout(PATIENCE, self.0.quit()).await;
    }
}

fn words(response: &Response) -> String {
    response.message().collect::<Vec<_>>().join(" ")
}

async fn connect(config: &MailConfig) -> Result<AsyncSmtpConnection, String> {
    let text = |error: Error| error.to_string();
    let tls = if config.security == Security::None {
        None
    } else {
        let mut tls = TlsParameters::builder(config.server.clone());
        if let Some(path) = &config.ca {
            let pem = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
            tls = tls.add_root_certificate(
                Certificate::from_pem(&pem).map_err(|error| format!("{}: {error}", path.display()))?,
            );
        }
        Some(tls.build_rustls().map_err(text)?)
    };
    let hello = ClientId::Domain(config.from.email.domain().to_owned());
    let place = (config.server.as_str(), config.port);
    let at_once = tls.clone().filter(|_| config.security == Security::Tls);
    let mut connection = AsyncSmtpConnection::connect_tokio1(place, Some(PATIENCE), &hello, at_once, None)
        .await
        .map_err(text)?;
    if config.security == Security::Starttls
        && let Some(tls) = tls
    {
        connection.starttls(tls, &hello).await.map_err(text)?;
    }
    if let (Some(user), Some(password)) = (
        &config.user,
        config.password().map_err(|failure| failure.to_string())?,
    ) {
        let credentials = Credentials::new(user.clone(), password.to_string());
        connection
            .auth(DEFAULT_MECHANISMS, &credentials)
            .await
            .map_err(text)?;
    }
    Ok(connection)
}
