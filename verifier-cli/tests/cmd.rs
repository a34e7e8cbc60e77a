//! Every help page and every error that needs no board, as people see them. What needs a whole record or a board is in
//! tests/tests/verifier.rs.
//!
//! `TRYCMD=overwrite cargo test -p verifier-cli --test cmd` rewrites the pages after a change of words.

#[test]
fn pages_and_errors() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}
