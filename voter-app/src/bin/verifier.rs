//! The worker that verifies.

fn main() {
    voter_app::verifier();
}
