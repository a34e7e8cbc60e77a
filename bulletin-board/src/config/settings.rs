//! Settings from a file, the environment and flags: what comes later counts more.

use crate::failure::Failure;
use anyhow::Context as _;
use clap::{Args, ValueEnum};
use serde::Deserialize;
use std::{
    fs,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    num::{NonZeroU32, NonZeroU64, NonZeroUsize},
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

/// Where a board listens if nobody says.
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
const NAME: &str = "localhost";
const LIMIT_PER_SECOND: u32 = 500;
const MAX_CONNECTIONS: usize = 8_192;
const MAX_CONNECTIONS_PER_ADDRESS: usize = 4_096;
const CHECKPOINT_INTERVAL: Duration = Duration::from_secs(1);
/// In seconds.
const CLIENT_TIMEOUT: u64 = 30;

/// What may be set. The defaults stand in the help texts, too.
#[derive(Args, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Settings {
    /// Configuration file (TOML)
    #[arg(long, value_name = "FILE", env = "OSTRAKON_CONFIG")]
    #[serde(skip)]
    config: Option<PathBuf>,
    /// Folder for database, key and token
    #[arg(long, value_name = "DIR", env = "OSTRAKON_DATA_DIR")]
    data_dir: Option<PathBuf>,
    /// PostgreSQL database instead of a file in DIR; several addresses, with commas, of which one is no replica
    #[arg(
        long,
        value_name = "URL",
        env = "OSTRAKON_DATABASE_URL",
        hide_env_values = true,
        value_delimiter = ','
    )]
    #[serde(rename = "database-url")]
    database_url: Option<Vec<String>>,
    /// Address and port to listen on; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR", env = "OSTRAKON_LISTEN")]
    listen: Option<SocketAddr>,
    /// Address and port for metrics and health, which nobody but the operator should reach [default: none]
    #[arg(long, value_name = "ADDR", env = "OSTRAKON_ADMIN_LISTEN")]
    admin_listen: Option<SocketAddr>,
    /// First part of the names of this board's logs: its host name [default: localhost]
    #[arg(long, value_name = "NAME", env = "OSTRAKON_NAME")]
    name: Option<String>,
    /// Folder with the voters' pages, as built by `cargo xtask web`
    #[arg(long, value_name = "DIR", env = "OSTRAKON_WEB")]
    web: Option<PathBuf>,
    /// Lines that one address may post in a second, on average [default: 500]
    #[arg(long, value_name = "N", env = "OSTRAKON_LIMIT")]
    limit_per_second: Option<NonZeroU32>,
    /// Connections at a time [default: 8192]
    #[arg(long, value_name = "N", env = "OSTRAKON_MAX_CONNECTIONS")]
    max_connections: Option<NonZeroUsize>,
    /// Connections of one address at a time; trusted proxies may have all [default: 4096]
    #[arg(long, value_name = "N", env = "OSTRAKON_MAX_CONNECTIONS_PER_ADDRESS")]
    max_connections_per_address: Option<NonZeroUsize>,
    /// Seconds that a client may take for a request's head, for its body, or to take the next part of an answer
    /// [default: 30]
    #[arg(long, value_name = "SECONDS", env = "OSTRAKON_CLIENT_TIMEOUT")]
    client_timeout: Option<NonZeroU64>,
    /// Seconds between two checkpoints of a log that grows, from 0.01 to 3600 [default: 1]
    #[arg(long, value_name = "SECONDS", env = "OSTRAKON_CHECKPOINT_INTERVAL")]
    checkpoint_interval: Option<Interval>,
    /// Address of a proxy whose X-Forwarded-For tells who posts; may be repeated
    #[arg(
        long = "trusted-proxy",
        value_name = "IP",
        env = "OSTRAKON_TRUSTED_PROXY",
        value_delimiter = ','
    )]
    #[serde(rename = "trusted-proxy")]
    trusted_proxies: Option<Vec<IpAddr>>,
    /// Certificate chain (PEM), to speak TLS
    #[arg(long, value_name = "FILE", env = "OSTRAKON_TLS_CERT")]
    tls_cert: Option<PathBuf>,
    /// Its secret key (PEM)
    #[arg(long, value_name = "FILE", env = "OSTRAKON_TLS_KEY")]
    tls_key: Option<PathBuf>,
    /// Form of the program's own log [default: text]
    #[arg(long, value_name = "FORM", env = "OSTRAKON_LOG_FORMAT", value_enum)]
    log_format: Option<LogFormat>,
}

/// Time between two checkpoints: from a hundredth of a second to an hour.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "f64")]
struct Interval(Duration);

impl TryFrom<f64> for Interval {
    type Error = &'static str;

    fn try_from(seconds: f64) -> Result<Self, Self::Error> {
        if (0.01..=3600.0).contains(&seconds) {
            Ok(Self(Duration::from_secs_f64(seconds)))
        } else {
            Err("not between 0.01 and 3600 seconds")
        }
    }
}

impl FromStr for Interval {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let seconds: f64 = text.parse().map_err(|_| "not a number of seconds")?;
        seconds.try_into()
    }
}

/// Which data folder and database.
#[derive(Args, Clone)]
pub(crate) struct Folder {
    /// Configuration file (TOML)
    #[arg(long, value_name = "FILE", env = "OSTRAKON_CONFIG")]
    config: Option<PathBuf>,
    /// Folder for database, key and token
    #[arg(long, value_name = "DIR", env = "OSTRAKON_DATA_DIR")]
    data_dir: Option<PathBuf>,
    /// PostgreSQL database instead of a file in DIR; several addresses, with commas, of which one is no replica
    #[arg(
        long,
        value_name = "URL",
        env = "OSTRAKON_DATABASE_URL",
        hide_env_values = true,
        value_delimiter = ','
    )]
    database_url: Option<Vec<String>>,
}

impl Folder {
    /// All settings, those that no option names from the file and the defaults.
    pub(crate) fn resolve(self) -> anyhow::Result<ServeConfig> {
        let settings = Settings {
            config: self.config,
            data_dir: self.data_dir,
            database_url: self.database_url,
            ..Settings::default()
        };
        settings.resolve()
    }
}

/// Form of the program's own log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum LogFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object a line
    Json,
}

/// How to serve. Not to be printed: an address of the database may hold a password.
#[derive(Clone)]
pub(crate) struct ServeConfig {
    pub(crate) data_dir: PathBuf,
    /// None for a file in the data folder.
    pub(crate) database_urls: Vec<String>,
    pub(crate) listen: SocketAddr,
    pub(crate) admin_listen: Option<SocketAddr>,
    pub(crate) name: String,
    pub(crate) web: Option<PathBuf>,
    pub(crate) limit_per_second: u32,
    pub(crate) max_connections: usize,
    pub(crate) max_connections_per_address: usize,
    pub(crate) client_timeout: Duration,
    pub(crate) checkpoint_interval: Duration,
    pub(crate) trusted_proxies: Vec<IpAddr>,
    pub(crate) tls: Option<TlsFiles>,
    pub(crate) log_format: LogFormat,
}

/// Where certificate and key are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TlsFiles {
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
}

impl Settings {
    /// Completes flags and environment from the file, if one is named, and from the defaults.
    pub(crate) fn resolve(self) -> anyhow::Result<ServeConfig> {
        let file = self.config.as_deref().map(Self::read).transpose()?;
        self.over(file.unwrap_or_default())
    }

    /// Reads a configuration file. What it names is relative to its own folder.
    fn read(path: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path).with_context(|| {
            Failure::new(
                format!("cannot read {}", path.display()),
                "name a configuration file that the board may read",
            )
        })?;
        let mut file: Self = toml::from_str(&text).with_context(|| {
            Failure::new(
                format!("{} is no configuration", path.display()),
                "its keys are the names of the options of `bulletin-board serve --help`, without the dashes",
            )
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        for named in [
            &mut file.data_dir,
            &mut file.web,
            &mut file.tls_cert,
            &mut file.tls_key,
        ] {
            *named = named.take().map(|named| folder.join(named));
        }
        Ok(file)
    }

    fn over(self, file: Self) -> anyhow::Result<ServeConfig> {
        let data_dir = self.data_dir.or(file.data_dir).ok_or_else(|| {
            Failure::new(
                "no data folder is named",
                "name it: --data-dir DIR, OSTRAKON_DATA_DIR=DIR, or data-dir = \"DIR\" in the configuration file",
            )
        })?;
        let tls = match (self.tls_cert.or(file.tls_cert), self.tls_key.or(file.tls_key)) {
            (Some(certificate), Some(key)) => Some(TlsFiles { certificate, key }),
            (None, None) => None,
            _ => {
                let message = "a certificate without its key, or a key without its certificate";
                return Err(Failure::new(message, "set both tls-cert and tls-key, or neither").into());
            }
        };
        let or = |flag: Option<NonZeroUsize>, file: Option<NonZeroUsize>, default| {
            flag.or(file).map_or(default, NonZeroUsize::get)
        };
        Ok(ServeConfig {
            data_dir,
            database_urls: self.database_url.or(file.database_url).unwrap_or_default(),
            listen: self.listen.or(file.listen).unwrap_or(LISTEN),
            admin_listen: self.admin_listen.or(file.admin_listen),
            name: self.name.or(file.name).unwrap_or_else(|| NAME.to_owned()),
            web: self.web.or(file.web),
            limit_per_second: self
                .limit_per_second
                .or(file.limit_per_second)
                .map_or(LIMIT_PER_SECOND, NonZeroU32::get),
            max_connections: or(self.max_connections, file.max_connections, MAX_CONNECTIONS),
            max_connections_per_address: or(
                self.max_connections_per_address,
                file.max_connections_per_address,
                MAX_CONNECTIONS_PER_ADDRESS,
            ),
            client_timeout: Duration::from_secs(
                self.client_timeout
                    .or(file.client_timeout)
                    .map_or(CLIENT_TIMEOUT, NonZeroU64::get),
            ),
            checkpoint_interval: self
                .checkpoint_interval
                .or(file.checkpoint_interval)
                .map_or(CHECKPOINT_INTERVAL, |interval| interval.0),
            trusted_proxies: self.trusted_proxies.or(file.trusted_proxies).unwrap_or_default(),
            tls,
            log_format: self.log_format.or(file.log_format).unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{CommandFactory as _, FromArgMatches as _};
    use std::collections::BTreeSet;

    const GUIDE: &str = include_str!("../../../docs/operator.md");

    fn flags(arguments: &[&str]) -> Settings {
        let command = Settings::augment_args(clap::Command::new("serve").no_binary_name(true));
        Settings::from_arg_matches(&command.get_matches_from(arguments)).unwrap()
    }

    fn file(text: &str) -> Settings {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn a_flag_counts_more_than_the_file_and_the_file_more_than_the_default() {
        let data = "data-dir = 'here'";
        let defaults = flags(&[]).over(file(data)).unwrap();
        assert_eq!(defaults.listen, LISTEN);
        assert!(defaults.database_urls.is_empty());
        assert_eq!(defaults.max_connections, MAX_CONNECTIONS);
        assert_eq!(defaults.client_timeout, Duration::from_secs(CLIENT_TIMEOUT));
        assert_eq!(defaults.log_format, LogFormat::Text);
        let text = "data-dir = 'here'\nlisten = '[::1]:1'\nmax-connections = 7\nlog-format = 'json'\n\
                    trusted-proxy = ['192.0.2.1', '::1']\ndatabase-url = ['postgres://a/b', 'postgres://c/b']";
        let from_file = flags(&[]).over(file(text)).unwrap();
        assert_eq!(from_file.listen.to_string(), "[::1]:1");
        assert_eq!(from_file.max_connections, 7);
        assert_eq!(from_file.log_format, LogFormat::Json);
        assert_eq!(from_file.trusted_proxies.len(), 2);
        assert_eq!(from_file.database_urls, ["postgres://a/b", "postgres://c/b"]);
        let arguments = [
            "--data-dir=there",
            "--listen=127.0.0.1:2",
            "--max-connections=8",
            "--log-format=text",
            "--trusted-proxy=192.0.2.9",
            "--database-url=postgres://d/b,postgres://e/b",
        ];
        let from_flags = flags(&arguments).over(file(text)).unwrap();
        assert_eq!(from_flags.data_dir, Path::new("there"));
        assert_eq!(from_flags.listen.to_string(), "127.0.0.1:2");
        assert_eq!(from_flags.max_connections, 8);
        assert_eq!(from_flags.log_format, LogFormat::Text);
        assert_eq!(from_flags.database_urls, ["postgres://d/b", "postgres://e/b"]);
        assert_eq!(from_flags.trusted_proxies, [IpAddr::from([192, 0, 2, 9])]);
    }

    #[test]
    fn unknown_keys_and_values_are_errors() {
        for (text, about) in [
            ("data_dir = 'here'", "unknown field `data_dir`"),
            ("config = 'other.toml'", "unknown field `config`"),
            ("[serve]\nlisten = '127.0.0.1:1'", "unknown field `serve`"),
            ("listen = 'somewhere'", "invalid socket address"),
            ("max-connections = 0", "nonzero"),
            ("log-format = 'xml'", "unknown variant `xml`"),
        ] {
            let error = toml::from_str::<Settings>(text).err().unwrap().to_string();
            assert!(error.contains(about), "{text}: {error}");
        }
        let error = flags(&["--tls-key=key.pem", "--data-dir=here"])
            .over(Settings::default())
            .err()
            .unwrap();
        assert!(error.to_string().contains("certificate"), "{error}");
    }

    #[test]
    fn the_guides_example_names_every_setting() {
        let example = GUIDE
            .split("```toml\n")
            .nth(1)
            .and_then(|rest| rest.split("```").next())
            .unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("board.toml");
        fs::write(&path, example).unwrap();
        let config = Settings::read(&path).unwrap().over(Settings::default()).unwrap();
        assert_eq!(config.name, "vote.example.org");
        assert_eq!(
            config.web.unwrap(),
            folder.path().join("pages"),
            "paths are relative to the file"
        );
        let named: BTreeSet<String> = toml::from_str::<toml::Table>(example)
            .unwrap()
            .keys()
            .cloned()
            .collect();
        let known: BTreeSet<String> = crate::config::Cli::command()
            .find_subcommand("serve")
            .unwrap()
            .get_arguments()
            .filter_map(|argument| argument.get_long().map(ToOwned::to_owned))
            .filter(|name| name != "config")
            .collect();
        assert_eq!(named, known);
    }
}
