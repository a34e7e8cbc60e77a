//! The pictures of options: only the files that the manifest means.

use bulletin_board_client::BoardClient;
use futures_util::future::join_all;
use js_sys::{Array, Uint8Array};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::manifest::{Contest, Picture};
use web_sys::{Blob, BlobPropertyBag, Url};

/// Fetches all of them before anything is chosen, so that nothing about the choices can be seen from requests. Gives for each
/// contest and option an address inside this browser, none where there is no picture or not the right one.
pub(super) async fn load(board: &BoardClient, contests: &[Contest]) -> Vec<Vec<Option<String>>> {
    let contests = contests.iter().map(|contest| {
        let options = contest.options.iter();
        join_all(options.map(|option| picture(board, option.picture.as_ref())))
    });
    join_all(contests).await
}

async fn picture(board: &BoardClient, picture: Option<&Picture>) -> Option<String> {
    let picture = picture?;
    let bytes = board.file(&picture.address).await.ok()?;
    if Hash::of(&bytes) != picture.digest {
        return None;
    }
    let kind = BlobPropertyBag::new();
    kind.set_type(picture.kind()?);
    let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}
