//! Every help page and every error that needs no board, as people see them.
//!
//! `TRYCMD=overwrite cargo test -p registrar --test cmd` rewrites the pages after a change of words.

#[test]
fn pages_and_errors() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}
