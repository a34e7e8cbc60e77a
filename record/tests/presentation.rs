//! Test vectors in tests/vectors/presentation.json, made by a second implementation in Python.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

use data_encoding::HEXLOWER;
use ostrakon_crypto::{group::Point, hash::Hash};
use ostrakon_record::{
    BallotTracker,
    manifest::{Contest, ContestOption, Group, Order, Rule},
    picture::TrackerPicture,
    text::Text,
};
use serde_json::Value;

fn vectors() -> Value {
    serde_json::from_str(include_str!("../../tests/vectors/presentation.json")).unwrap()
}

fn hash(value: &Value) -> Hash {
    value.as_str().unwrap().parse().unwrap()
}

fn numbers(value: &Value) -> Vec<usize> {
    serde_json::from_value(value.clone()).unwrap()
}

#[test]
fn trackers_have_their_pictures() {
    for vector in vectors()["pictures"].as_array().unwrap() {
        let picture = TrackerPicture::of(&BallotTracker::from_hash(hash(&vector["tracker"])));
        let words = picture
            .shapes()
            .map(|(shape, colour)| format!("{colour:?} {shape:?}").to_lowercase());
        assert_eq!(vector["picture"], serde_json::to_value(words).unwrap());
    }
}

#[test]
fn options_have_their_order() {
    let words = Text::single("en", "x");
    let rule = Rule::Choose {
        minimum: 1,
        maximum: 1,
        blank: false,
    };
    for vector in vectors()["orders"].as_array().unwrap() {
        let count = usize::try_from(vector["options"].as_u64().unwrap()).unwrap();
        let options = (0..count).map(|number| ContestOption::new(&number.to_string(), words.clone()));
        let mut contest = Contest::new("c", words.clone(), rule, options.collect());
        let groups = numbers(&vector["groups"]).into_iter().map(|options| Group {
            title: words.clone(),
            options,
        });
        contest.groups = groups.collect();
        let credential = HEXLOWER
            .decode(vector["credential"].as_str().unwrap().as_bytes())
            .unwrap();
        let credential = Point::from_bytes(&credential.try_into().unwrap()).unwrap();
        let number = usize::try_from(vector["contest"].as_u64().unwrap()).unwrap();
        let shown = |contest: &Contest| -> Vec<Vec<usize>> {
            let shown = contest.shown(number, &hash(&vector["election"]), &credential);
            shown.into_iter().map(|(_, positions)| positions).collect()
        };
        let fixed = shown(&contest);
        assert_eq!(fixed.concat(), (0..count).collect::<Vec<_>>());
        contest.order = Order::Rotated;
        let rotated = shown(&contest);
        let expected: Vec<_> = vector["shown"].as_array().unwrap().iter().map(numbers).collect();
        assert_eq!(rotated, expected);
        // Every option once, whatever the order.
        let mut all = rotated.concat();
        all.sort_unstable();
        assert_eq!(all, fixed.concat());
    }
}
