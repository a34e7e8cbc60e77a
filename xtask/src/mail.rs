//! Codes by e-mail, to a real mail server: the registrar's program is killed in the middle of it, and nothing is sent twice.

use crate::{election::Programs, failure::Failure, place, setup};
use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Voters without a special wish.
const VOTERS: usize = 20;
const PATIENCE: Duration = Duration::from_mins(1);
const PASSPHRASE: &str = "a planted passphrase of the registrar";
const PASSWORD: &str = "a-planted-password-of-the-mail-server";

/// Sends, is killed, goes on, reads what comes back.
///
/// # Errors
/// If something was sent twice or not at all, or a secret can be seen.
pub(crate) fn run() -> Result<()> {
    let folder = place::target().join("mail");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(folder.join("taken"))?;
    let programs = Programs::ready(folder.clone())?;
    let registrar = Registrar {
        program: programs.program("election-registrar"),
        folder: &folder,
    };
    let mut server = Server::start(&folder)?;
    registrar.prepare(server.port)?;

    let went_on = kill_and_go_on(&registrar)?;
    let once = taken(&folder)?;

    // Nothing more goes out by itself, and the unknown one when it is asked for, as far as there is a server.
    let again = registrar.run("mail", &["--config", "mail.toml"])?;
    ends(&again, 0, "1 refused")?;
    ensure!(taken(&folder)? == once, "something was sent again");
    server.stop()?;
    let asked = registrar.run("mail", &["--config", "mail.toml", "--unknown"])?;
    ends(&asked, 2, "the queue is kept")?;
    registrar.counts(&[("queued", 1)])?;

    let (message, missing) = one_comes_back(&registrar)?;
    nothing_shows(&folder, &message, &[went_on, again, asked, missing])
}

/// Kills the program while the server has a message and has not said so; the next one goes on.
fn kill_and_go_on(registrar: &Registrar<'_>) -> Result<Output> {
    let folder = registrar.folder;
    let mut sending = registrar.command("mail", &["--config", "mail.toml"]).spawn()?;
    wait_for("the message to the slow voter", || {
        Ok(taken(folder)?.contains_key("slow1@example.org"))
    })?;
    for file in ["cmdline", "environ"] {
        let shown = fs::read(format!("/proc/{}/{file}", sending.id()))?;
        hides(&shown, file, &[PASSPHRASE, PASSWORD])?;
    }
    sending.kill()?;
    sending.wait()?;

    let went_on = registrar.run("mail", &["--config", "mail.toml"])?;
    ends(
        &went_on,
        0,
        "an earlier run was interrupted while it handed out 1 codes",
    )?;
    let once = taken(folder)?;
    ensure!(
        once.len() == VOTERS + 2,
        "{} voters got something: {once:?}",
        once.len()
    );
    ensure!(
        once.values().all(|count| *count == 1),
        "somebody got two: {once:?}"
    );
    registrar.counts(&[
        ("sent", VOTERS + 1),
        ("unknown", 1),
        ("bounced", 1),
        ("not_sent", 1),
    ])?;
    Ok(went_on)
}

/// The first voter's e-mail comes back; gives it, and what the registrar is told then.
fn one_comes_back(registrar: &Registrar<'_>) -> Result<(String, Output)> {
    let first = fs::read_dir(registrar.folder.join("taken"))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.to_string_lossy().contains("voter1@"))
        .context("the first voter's e-mail")?;
    let message = fs::read_to_string(first)?;
    let id = message
        .lines()
        .find(|line| line.starts_with("Message-ID:"))
        .context("a message id")?;
    fs::write(registrar.folder.join("notice.eml"), notice(id))?;
    let told = registrar.run("bounces", &["notice.eml"])?;
    ends(&told, 0, "1 notices of what came back, for 1 deliveries")?;
    registrar.counts(&[("bounced", 2), ("sent", VOTERS)])?;
    let missing = registrar.run("status", &["--missing"])?;
    ends(&missing, 0, "550 no such user")?;
    Ok((message, missing))
}

/// Codes and names are in e-mails only, passphrase and password in their files only.
fn nothing_shows(folder: &Path, message: &str, outputs: &[Output]) -> Result<()> {
    // Long lines are folded, and `=` is written as three characters (RFC 2045 §6.7).
    let message = message.replace("=\r\n", "").replace("=\n", "");
    let code = message
        .lines()
        .find_map(|line| line.split_once('#'))
        .map(|(_, code)| code.trim());
    let code = code
        .filter(|code| code.len() == 34)
        .with_context(|| format!("no code in the e-mail:\n{message}"))?;
    for entry in fs::read_dir(folder.join("registrar"))? {
        let path = entry?.path();
        let secrets = [PASSPHRASE, PASSWORD, code, "voter1@example.org", "Planted Name"];
        hides(&fs::read(&path)?, &path.display().to_string(), &secrets)?;
    }
    for output in outputs {
        let secrets = [PASSPHRASE, PASSWORD, code];
        hides(&output.stderr, "standard error", &secrets)?;
        hides(&output.stdout, "standard output", &secrets)?;
    }
    Ok(())
}

fn hides(bytes: &[u8], place: &str, secrets: &[&str]) -> Result<()> {
    for secret in secrets {
        let found = bytes
            .windows(secret.len())
            .any(|window| window == secret.as_bytes());
        ensure!(!found, "{place} shows {secret}");
    }
    Ok(())
}

fn ends(output: &Output, code: i32, words: &str) -> Result<()> {
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    ensure!(
        output.status.code() == Some(code) && said.contains(words),
        "expected {code} and {words:?}: {:?}\n{said}",
        output.status
    );
    Ok(())
}

fn wait_for(what: &str, mut there: impl FnMut() -> Result<bool>) -> Result<()> {
    let start = Instant::now();
    while !there()? {
        if start.elapsed() > PATIENCE {
            return Err(Failure::wrong(format!("{what} did not come")).into());
        }
        thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// How many e-mails the server took for each recipient.
fn taken(folder: &Path) -> Result<BTreeMap<String, usize>> {
    let mut taken = BTreeMap::new();
    for entry in fs::read_dir(folder.join("taken"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let recipient = name.strip_suffix(".eml").and_then(|name| name.split_once('-'));
        if let Some((_, recipient)) = recipient {
            *taken.entry(recipient.to_owned()).or_default() += 1;
        }
    }
    Ok(taken)
}

/// A notice by RFC 3464.
fn notice(id: &str) -> String {
    format!(
        "From: MAILER-DAEMON@example.org\nTo: clerk@example.org\nSubject: Undelivered\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n\
         --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n\
         Final-Recipient: rfc822; voter1@example.org\nAction: failed\nStatus: 5.1.1\n\
         Diagnostic-Code: smtp; 550 no such user\n\n\
         --b\nContent-Type: text/rfc822-headers\n\n{id}\n\n--b--\n"
    )
}

/// The registrar's program in its folder.
struct Registrar<'a> {
    program: PathBuf,
    folder: &'a Path,
}

impl Registrar<'_> {
    fn command(&self, command: &str, arguments: &[&str]) -> Command {
        let mut program = Command::new(&self.program);
        program
            .current_dir(self.folder)
            .arg(command)
            .args(["--dir", "registrar", "--passphrase-file", "passphrase"])
            .args(arguments)
            .stdin(Stdio::null());
        program
    }

    fn run(&self, command: &str, arguments: &[&str]) -> Result<Output> {
        Ok(self.command(command, arguments).output()?)
    }

    /// Insists on what `status` counts.
    fn counts(&self, expected: &[(&str, usize)]) -> Result<()> {
        let status: Value = serde_json::from_slice(&self.run("status", &["--json"])?.stdout)?;
        for (field, expected) in expected {
            let found = status.get(*field).and_then(Value::as_u64);
            ensure!(
                found == u64::try_from(*expected).ok(),
                "{field} is not {expected}: {status}"
            );
        }
        Ok(())
    }

    /// Key, election, voters, and how e-mails are sent.
    fn prepare(&self, port: u16) -> Result<()> {
        let write = |name: &str, text: &str| fs::write(self.folder.join(name), text);
        write("passphrase", PASSPHRASE)?;
        ends(&self.run("init", &[])?, 0, "Your public key")?;
        let key = admin_cli::config::registrar(&self.folder.join("registrar/registrar.pub.json"))
            .map_err(Failure::from)?;
        write("line0.jsonl", &ostrakon_tests::line0::line0(key, "Town"))?;
        let mut list = "id,name,email,language\n".to_owned();
        let languages = ["en", "lo", "ar", "vi"].iter().cycle();
        for (number, language) in (1..=VOTERS).zip(languages) {
            writeln!(
                list,
                "{number},Planted Name {number},voter{number}@example.org,{language}"
            )?;
        }
        for special in [
            "busy1@example.org",
            "nobody1@example.org",
            "slow1@example.org",
            "",
        ] {
            writeln!(list, "s{special},Planted Name,{special},en")?;
        }
        write("voters.csv", &list)?;
        write(
            "mail.toml",
            &format!(
                "server = \"localhost\"\nport = {port}\nsecurity = \"tls\"\nca = \"ca.pem\"\nuser = \"town-clerk\"\n\
                 password-file = \"mail.password\"\nfrom = \"Town clerk <clerk@example.org>\"\nper-minute = 60000\n\
                 retry-after = [1, 1]\n"
            ),
        )?;
        let board = ["--board", "https://vote.example.org", "--manifest", "line0.jsonl"];
        ends(&self.run("join", &board)?, 0, "The codes are for")?;
        ends(&self.run("import", &["voters.csv"])?, 0, "24 new ones")
    }
}

/// The mail server.
struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn start(folder: &Path) -> Result<Self> {
        let certified = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()])?;
        fs::write(folder.join("ca.pem"), certified.cert.pem())?;
        fs::write(folder.join("server.key"), certified.signing_key.serialize_pem())?;
        fs::write(folder.join("mail.password"), format!("{PASSWORD}\n"))?;
        let mut process = Command::new(setup::aiosmtpd::ensure()?)
            .arg(place::root().join("tests/mail/server.py"))
            .current_dir(folder)
            .args(["ca.pem", "server.key", "mail.password", "taken"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("the mail server")?;
        let mut line = String::new();
        BufReader::new(process.stdout.take().context("its output")?).read_line(&mut line)?;
        let port = line.trim().parse();
        let port = port.with_context(|| format!("the mail server did not start: {line:?}"))?;
        Ok(Self { process, port })
    }

    fn stop(&mut self) -> Result<()> {
        self.process.kill()?;
        self.process.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
    }
}
