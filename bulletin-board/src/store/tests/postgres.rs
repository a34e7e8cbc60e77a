//! What holds for PostgreSQL.

use super::*;
use crate::store::postgres::migrate::migrate;
use postgres_cluster::Cluster;

suite!(OnServer);

const DATABASE: &str = "board";
const ROLE: &str = "bulletin_board";

/// A database on a server of its own.
struct OnServer(Cluster);

impl Place for OnServer {
    async fn new() -> Self {
        let cluster = Cluster::start();
        cluster.database(DATABASE);
        migrate(&[cluster.owner_url(DATABASE)], ROLE).await.unwrap();
        Self(cluster)
    }

    async fn open(&self) -> Store {
        Store::open_server(&[self.0.server_url(DATABASE)]).await.unwrap()
    }
}

/// Why a board must not start on this database.
async fn refusal(url: String) -> String {
    Store::open_server(&[url])
        .await
        .map(drop)
        .unwrap_err()
        .to_string()
}

#[tokio::test]
async fn triggers_refuse_every_change_even_by_the_owner() {
    let place = OnServer::new().await;
    let store = place.open().await;
    let lines = entries(300);
    post(&store, &lines, 100).await;
    for size in [5, 10] {
        store
            .save_checkpoint(&ELECTION, &checkpoint(size, 1))
            .await
            .unwrap();
    }
    store
        .add_cosignatures(&ELECTION, &[cosignature(5, "a", "line")])
        .await
        .unwrap();
    let before = (page(&store).await, store.head(&ELECTION).await.unwrap());
    let random = "sha256(random()::text::bytea)";
    let statements = [
        "UPDATE entry SET line = '{}' WHERE seq = 3".to_owned(),
        "DELETE FROM entry".to_owned(),
        "TRUNCATE entry".to_owned(),
        format!(
            "INSERT INTO entry SELECT election, 4, hash, signer, {random}, '{{}}' FROM entry WHERE seq = 4"
        ),
        "INSERT INTO entry SELECT election, 300, hash, signer, body_hash, '{}' FROM entry WHERE seq = 4"
            .to_owned(),
        format!(
            "INSERT INTO entry SELECT election, 301, hash, signer, {random}, '{{}}' FROM entry WHERE seq = 4"
        ),
        format!(
            "INSERT INTO entry SELECT election, -1, hash, signer, {random}, '{{}}' FROM entry WHERE seq = 4"
        ),
        format!(
            "INSERT INTO entry SELECT {random}, 0, hash, signer, body_hash, '{{}}' FROM entry WHERE seq = 4"
        ),
        format!(
            "INSERT INTO entry SELECT election, 300, '', signer, {random}, '{{}}' FROM entry WHERE seq = 4"
        ),
        format!(
            "INSERT INTO entry SELECT election, 300, hash, '', {random}, '{{}}' FROM entry WHERE seq = 4"
        ),
        format!(
            "INSERT INTO entry SELECT election, 300, hash, signer, {random}, '' FROM entry WHERE seq = 4"
        ),
        format!(
            "INSERT INTO entry SELECT election, 300, hash, signer, {random}, repeat('x', 65536) FROM entry WHERE seq = 4"
        ),
        format!("UPDATE election SET id = {random}"),
        "DELETE FROM election".to_owned(),
        "TRUNCATE election CASCADE".to_owned(),
        "INSERT INTO election (id) VALUES ('')".to_owned(),
        "UPDATE head SET size = 299".to_owned(),
        "UPDATE head SET size = 301".to_owned(),
        "DELETE FROM head".to_owned(),
        "TRUNCATE head".to_owned(),
        format!("INSERT INTO head SELECT {random}, 0, last, frontier FROM head"),
        "UPDATE tile SET root = hashes".to_owned(),
        "DELETE FROM tile".to_owned(),
        "INSERT INTO tile SELECT election, level, 1, '', root FROM tile".to_owned(),
        "UPDATE checkpoint SET note = 'x'".to_owned(),
        "DELETE FROM checkpoint".to_owned(),
        "INSERT INTO checkpoint SELECT election, 9, root, note FROM checkpoint WHERE size = 10".to_owned(),
        "INSERT INTO checkpoint SELECT election, 301, root, note FROM checkpoint WHERE size = 10".to_owned(),
        "UPDATE cosignature SET line = 'x'".to_owned(),
        "DELETE FROM cosignature".to_owned(),
        "INSERT INTO cosignature SELECT election, 6, name, key_id, line FROM cosignature".to_owned(),
    ];
    for statement in &statements {
        let outcome = place.0.try_execute(DATABASE, &[statement]);
        assert!(outcome.is_err(), "{statement}");
    }
    assert_eq!((page(&store).await, store.head(&ELECTION).await.unwrap()), before);
    // What is refused above is refused for what is wrong with it: the right rows are welcome.
    place.0.execute(
        DATABASE,
        &[
            &format!("INSERT INTO entry SELECT election, 300, hash, signer, {random}, '{{}}' FROM entry WHERE seq = 4"),
            "UPDATE head SET size = 301, last = (SELECT hash FROM entry WHERE seq = 300)",
            "INSERT INTO tile SELECT election, level, 1, hashes, root FROM tile",
            "INSERT INTO checkpoint SELECT election, 301, root, note FROM checkpoint WHERE size = 10",
            "INSERT INTO cosignature SELECT election, 10, name, key_id, line FROM cosignature",
        ],
    );
}

#[tokio::test]
async fn every_column_is_explained() {
    let place = OnServer::new().await;
    let silent = place.0.execute(
        DATABASE,
        &[
            "SELECT attrelid::regclass || '.' || attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid \
             WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '_sqlx_migrations' \
             AND attnum > 0 AND NOT attisdropped AND col_description(attrelid, attnum) IS NULL",
        ],
    );
    assert_eq!(silent, "");
}

#[tokio::test]
async fn a_board_does_not_serve_with_rights_over_the_log() {
    let place = OnServer::new().await;
    let cluster = &place.0;
    drop(place.open().await);
    for (url, words) in [
        (
            cluster.owner_url(DATABASE),
            "the role board_owner could change or delete the log",
        ),
        (
            cluster.superuser_url(DATABASE),
            "the role postgres could change or delete the log",
        ),
        (cluster.server_url("postgres"), "the database has no tables"),
    ] {
        let said = refusal(url).await;
        assert!(said.contains(words), "{said}");
    }
    let url = || cluster.server_url(DATABASE);
    for (right, words) in [
        ("UPDATE ON entry", "the right to UPDATE on table entry"),
        ("UPDATE (line) ON entry", "the right to UPDATE on table entry"),
        ("DELETE ON head", "the right to DELETE on table head"),
        ("TRUNCATE ON tile", "the right to TRUNCATE on table tile"),
        (
            "TRIGGER ON checkpoint",
            "the right to TRIGGER on table checkpoint",
        ),
    ] {
        cluster.execute(DATABASE, &[&format!("GRANT {right} TO {ROLE}")]);
        let said = refusal(url()).await;
        assert!(said.contains(words), "{said}");
        cluster.execute(DATABASE, &[&format!("REVOKE {right} FROM {ROLE}")]);
    }
    cluster.execute(DATABASE, &["REVOKE INSERT ON cosignature FROM bulletin_board"]);
    let said = refusal(url()).await;
    assert!(said.contains("lacks rights on table cosignature"), "{said}");
    migrate(&[cluster.owner_url(DATABASE)], ROLE).await.unwrap();
    drop(place.open().await);
    let error = migrate(&[cluster.owner_url(DATABASE)], "nobody")
        .await
        .unwrap_err();
    assert!(error.to_string().contains("there is no role nobody"), "{error}");
}

#[tokio::test]
async fn a_board_does_not_serve_where_acknowledged_lines_could_be_lost() {
    let place = OnServer::new().await;
    let cluster = &place.0;
    for value in ["off", "local", "remote_write"] {
        cluster.execute(
            DATABASE,
            &[&format!("ALTER ROLE {ROLE} SET synchronous_commit = {value}")],
        );
        let said = refusal(cluster.server_url(DATABASE)).await;
        assert!(said.contains(&format!("synchronous_commit is {value}")), "{said}");
    }
    cluster.execute(DATABASE, &[&format!("ALTER ROLE {ROLE} RESET ALL")]);
    cluster.execute(
        DATABASE,
        &["ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"],
    );
    cluster.crash();
    cluster.resume();
    let said = refusal(cluster.server_url(DATABASE)).await;
    assert!(said.contains("fsync is off"), "{said}");
}

#[tokio::test]
async fn one_appends_at_a_time() {
    let place = OnServer::new().await;
    let (first, second) = (place.open().await, place.open().await);
    let lines = entries(4);
    post(&first, &lines[..2], 9).await;
    let turn = first.turn(&ELECTION).await.unwrap();
    let waiting = tokio::spawn({
        let second = second.clone();
        async move { second.turn(&ELECTION).await }
    });
    first
        .append(turn, &ELECTION, &[NewLine::of(&lines[2])])
        .await
        .unwrap();
    let turn = waiting.await.unwrap().unwrap();
    assert_eq!(turn.head.size(), 3, "the second sees what the first has done");
    let late = second.append(turn, &ELECTION, &[NewLine::of(&lines[2])]).await;
    assert!(
        matches!(late, Err(StoreError::Behind { size: 3, .. })),
        "{late:?}"
    );
    // A turn that is dropped or given back is free for the next one.
    drop(first.turn(&ELECTION).await.unwrap());
    let turn = second.turn(&ELECTION).await.unwrap();
    second.pass(turn).await.unwrap();
    append(&first, &lines[3..]).await.unwrap();
}
