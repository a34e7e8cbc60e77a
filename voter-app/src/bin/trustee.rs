//! The pages of trustees.

fn main() {
    voter_app::trustee();
}
