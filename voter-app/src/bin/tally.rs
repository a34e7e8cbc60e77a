//! The worker of trustees.

fn main() {
    voter_app::tally();
}
